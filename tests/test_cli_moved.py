"""`policy --set` and `sd.move`: one lever or several held elsewhere, told as the page tells it."""

import json

import pytest
from click.testing import CliRunner

import shakedown as sd
from shakedown.answers.moved import RUNS
from shakedown.cli import main
from shakedown.errors import InputError
from shakedown.fit import posterior
from shakedown.report.moved_document import moved_document
from shakedown.report.moved_words import BASIS_MOVED, NOT_MODELLED

SETTINGS = {"crackdown": 0.3, "provision": 200.0}


@pytest.fixture
def policy(place, tiny):
    """One call of the command, in this process."""

    def asked(*arguments):
        return CliRunner().invoke(main, ["policy", str(tiny.folder), "--out", str(place), *arguments])

    return asked


@pytest.fixture
def believed(monkeypatch):
    """Any fit suffices, or the answers would be withheld."""
    monkeypatch.setattr(posterior, "LEAST_ESS", 0.0)
    monkeypatch.setattr(posterior, "MOST_K", float("inf"))


def sets(settings):
    """The options that hold levers there."""
    return [part for name, value in settings.items() for part in ("--set", f"{name}={value:g}")]


@pytest.mark.usefixtures("believed")
def test_the_command_line_tells_what_the_function_finds(policy, tiny_fit):
    told = json.loads(policy("--json", *sets(SETTINGS)).stdout)
    found = moved_document(sd.move(tiny_fit[0], SETTINGS))
    assert (told["settings"], told["runs"]) == (SETTINGS, RUNS)
    for mine, theirs in zip(told["numbers"], found["numbers"], strict=True):
        assert mine["level"] == pytest.approx(theirs["level"], rel=1e-5)
        assert mine["change"] == pytest.approx(theirs["change"], rel=1e-4, abs=1e-9)


@pytest.mark.usefixtures("believed")
def test_lines_for_a_reader_say_the_basis_and_what_is_not_modelled(policy):
    told = policy(*sets(SETTINGS)).stdout
    assert told.startswith("If crackdown is 0.3 and provision is 200: ")
    assert NOT_MODELLED in told
    assert told.rstrip().endswith(BASIS_MOVED)


@pytest.mark.usefixtures("believed")
@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["crakdown=1"], "crakdown: there is no such lever to set. Nearest known: crackdown"),
        (["penalty=1"], "penalty: there is no such lever to set."),
        (["crackdown=2"], "crackdown: 2 is outside its limits. Write 0 to 1."),
        (["provision=1e9"], "provision: 1e+09 is outside its limits."),
        (["crackdown=nan"], "crackdown: nan is outside its limits."),
        (["crackdown=much"], "is not a number"),
        (["crackdown"], "is not NAME=VALUE"),
        (["crackdown=1", "crackdown=0"], "crackdown is set twice. Keep one."),
    ],
)
def test_what_cannot_be_set_is_one_sentence(policy, given, told):
    done = policy(*(part for text in given for part in ("--set", text)))
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert told in line


def test_a_fit_that_does_not_suffice_moves_nothing(policy):
    done = policy(*sets(SETTINGS))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "the fit is insufficient" in done.stderr


def test_the_function_asks_for_levers_alone_and_before_it_runs_anything(monkeypatch, tiny_fit):
    monkeypatch.setattr("shakedown.answers.moved.at_now", lambda *_: pytest.fail("was run"))
    with pytest.raises(InputError) as wrong:
        sd.move(tiny_fit[0], {"penalty": 1.0, "crackdown": 9.0})
    assert len(wrong.value.problems) == 2


def test_a_first_glance_is_of_as_many_runs_as_are_asked_for(tiny_fit):
    told = sd.move(tiny_fit[0], {"market": 1.0}, runs=8)
    assert told.runs == 8
    assert all(n.rises + n.falls <= 8 for n in told.numbers)


def test_a_fit_that_was_kept_is_read_back_to_the_same_numbers(place, tiny_fit):
    again, first = (sd.move(post, {"market": 1.0}, runs=8) for post in (sd.load_fit(place), tiny_fit[0]))
    assert [n.level for n in again.numbers] == [n.level for n in first.numbers]
