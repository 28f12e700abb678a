"""`shakedown why`: reads a fit, withholds what it cannot carry, and prints sentences or data."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

import shakedown as sd
from shakedown.fit.store import save_fit


def why(*arguments):
    """One call of the command, as a user would make it."""
    words = [sys.executable, "-m", "shakedown", "why", "hoeryong", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def place(tiny_fit, tmp_path_factory):
    """The small fit on disk, taken for one that suffices."""
    folder = tmp_path_factory.mktemp("why")
    save_fit(replace(tiny_fit[0], checks={**tiny_fit[0].checks, "ess": 500.0, "pareto_k": 0.1}), folder)
    return folder


def test_why_is_told_in_sentences_explanations_first_then_counts_then_the_verdict(place):
    done = why("--out", place)
    assert done.returncode == 0
    assert done.stdout.startswith("Of 7 explanations")
    places = [
        next(k for k, line in enumerate(done.stdout.splitlines()) if re.match(begins, line))
        for begins in (
            "Of 7",
            "Demands became smaller|In none",
            "Size of demands: .* causes",
            "The rule",
            "Size of demands: in the middle",
        )
    ]
    assert places == sorted(places)


def test_the_same_as_data_with_nothing_else_on_stdout(place):
    done = why("--out", place, "--json")
    document = json.loads(done.stdout)
    assert {"verdicts", "counts", "contributions", "explanations", "statements"} <= set(document)
    post = sd.load_fit(place)
    chances = {e["name"]: e["weight"] for e in document["explanations"]}
    assert chances == pytest.approx(post.explanation_chances(), rel=1e-4)


def test_a_fit_that_does_not_suffice_is_withheld(tiny_fit, tmp_path):
    save_fit(tiny_fit[0], tmp_path)
    done = why("--out", tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "insufficient" in done.stderr


def test_without_a_fit_one_sentence_says_how_to_make_one():
    done = why("--out", "/dev/null/none")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_both_doors_are_names_of_the_package(place):
    post = sd.load_fit(place)
    assert sd.why(post).causes == ("incomes", "crackdown", "trade", "orders_and_pay")
    assert sd.explanations(post).leading.weight > 1 / 7
