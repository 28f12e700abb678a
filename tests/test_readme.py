"""The README's own words run, and the pages that teach the command say how to get it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_readme_names_both_commands_and_shows_the_briefing():
    assert re.search(r"^make demo$", README, re.MULTILINE)
    assert re.search(r"^make test$", README, re.MULTILINE)
    assert "docs/images/briefing.png" in README
    assert (ROOT / "docs/images/briefing.png").is_file()


def test_the_demo_begins_with_a_report_read():
    recipe = re.search(r"^demo:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    first = recipe[1].splitlines()[0].split()
    assert first[1:] == ["read", "docs/examples/report.txt"]
    assert (ROOT / first[-1]).is_file()


@pytest.mark.parametrize("block", BLOCKS)
def test_python_in_the_readme_runs(block, monkeypatch, tiny_fit, capsys):
    import shakedown as sd

    monkeypatch.setattr(sd, "fit", lambda case, seed: tiny_fit[0], raising=False)  # minutes in the README, seconds here
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(ROOT.glob("docs/*/*.md"))], ids=lambda page: page.name)
def test_a_page_on_which_the_bare_command_is_typed_says_before_how_to_get_it(page):
    typed = "\n".join(re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)).splitlines()
    bare = [number for number, line in enumerate(typed) if line.startswith("shakedown ")]
    ready = [number for number, line in enumerate(typed) if line.startswith("source .venv/bin/activate")]
    assert not bare or (ready and ready[0] < bare[0])


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))], ids=lambda page: page.name)
def test_every_page_that_is_linked_to_is_there(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_card_in_the_readme_is_what_the_command_prints():
    from shakedown.evidence.card import read
    from shakedown.report.card_text import card_text

    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    assert card_text(read(ROOT / "docs" / "examples" / "report.txt")).startswith(shown)
