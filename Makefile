# Six words: demo, check, test, test-all, docs, bench. Each sets up what it needs in .venv by itself.
# Another interpreter:  make test PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -c constraints.txt

# Which tests `make test` runs, and anything more to tell pytest.
MARK ?= not slow
PYTEST_FLAGS ?=

.PHONY: demo check test test-all docs bench
.DEFAULT_GOAL := demo

demo: .venv/ready-to-run
	$(BIN)/shakedown read docs/examples/report.txt
	$(BIN)/shakedown run hoeryong --out out/hoeryong
	@echo "That was the fit that comes with the case. Now anew, some minutes:"
	$(BIN)/shakedown run hoeryong --out out/hoeryong --refit
	@echo "Open out/hoeryong/briefing.html"

check: .venv/ready-to-change
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/ready-to-change
	$(BIN)/pytest -m "$(MARK)" $(PYTEST_FLAGS)

test-all: .venv/ready-to-change
	$(BIN)/pytest $(PYTEST_FLAGS)

docs: .venv/ready-to-document
	$(BIN)/sphinx-build -W -E -b html docs docs/_build/html

bench: .venv/ready-to-run
	$(BIN)/shakedown bench

# Made anew, not patched, when a dependency changes: what a file no longer asks for must not linger.
.venv/ready-to-run: pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) -e .
	@touch $@

.venv/ready-to-change: .venv/ready-to-run
	$(INSTALL) -e '.[dev,pdf]'
	@touch $@

.venv/ready-to-document: .venv/ready-to-run
	$(INSTALL) -e '.[docs]'
	@touch $@
