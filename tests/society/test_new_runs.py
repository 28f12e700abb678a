"""Three invented items become a case that is fitted and briefed, as the tutorial shows; mistakes are sentences."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shakedown.answers.everything import answers_of
from shakedown.errors import InputError
from shakedown.fit.run import fit
from shakedown.report.briefing import briefing_html
from shakedown.report.job import run
from shakedown.society.load import load_case
from shakedown.society.new import new_case
from tests.conftest import TINY
from tests.society.folders import copy_of_hoeryong, edit, problems_of
from tests.society.test_new_case import RECORDS

PAGE = (Path(__file__).parents[2] / "docs" / "tutorials" / "own-case.md").read_text(encoding="utf-8")
ANSWERS = ("income=1200 TVM", "pay=part", "means=less", "pressure=stronger")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The case of the tutorial, with 200 households."""
    folder = new_case(tmp_path_factory.mktemp("own") / "my-case", records=[RECORDS], answers=ANSWERS)
    edit(folder, "case.toml", "sample = 3_000 ", "sample = 200 ")
    return load_case(folder)


def new(*arguments, cwd, typed=""):
    """`shakedown new`, as a user would call it."""
    call = [sys.executable, "-m", "shakedown", "new", *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, cwd=cwd, check=False, input=typed)


@pytest.fixture(scope="module")
def answers(own):
    """Every answer of a fit of it that is far too small, taken for enough."""
    post = fit(own, seed=1, effort=TINY)
    return answers_of(replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.1}))


def test_it_can_be_fitted_and_has_a_finding(answers):
    assert answers.found.numbers[0].value.endswith(" TVM")
    assert "CNY" not in answers.found.paragraph


def test_its_briefing_says_why_how_long_and_what_moves_it_in_its_own_words(answers):
    page = briefing_html(answers, {})
    assert [part for part in ('id="why"', 'id="how-long"', 'id="moves"') if part not in page] == []
    assert "officers fear punishment, and do not learn what people can pay" in page
    assert "“Before” is 2022." in page
    assert "used in the fit" in page
    foreign = ("CNY", "Hoeryong", "Korea", "yuan", "before 2020", "Event(", "all datings", "do not date")
    assert [word for word in foreign if word in page] == []
    assert "Invented Highlands, Invented Highlands" not in page


def test_it_leaves_a_briefing(own, tmp_path):
    run(own, out=tmp_path / "out", effort=TINY)
    page = (tmp_path / "out" / "briefing.html").read_text(encoding="utf-8")
    assert "answer given by the case" in page
    assert "not known to the case" in page
    assert "family default" in page


def test_the_tutorial_shows_the_records_the_questions_and_what_is_told(tmp_path):
    assert re.findall(r"```none\n(.*?)```", PAGE, re.DOTALL) == [RECORDS.read_text(encoding="utf-8")]
    told = [part for answer in ANSWERS for part in ("--answer", answer)]
    done = new("my-case", "--from", RECORDS, *told, cwd=tmp_path)
    assert re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) == [done.stdout]
    (draft,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert draft in (tmp_path / "my-case" / "statements.toml").read_text(encoding="utf-8")
    asked = new("asked", "--ask", "--from", RECORDS, cwd=tmp_path, typed="1200 TVM\npart\nless\nstronger\n\n\n")
    rows = re.findall(r"^\| ([1-6]) \| (.*?) \|", PAGE, re.MULTILINE)
    assert len(rows) == 6
    assert all(f"{number} of 6. {question}\n" in asked.stderr for number, question in rows)
    assert asked.stdout == done.stdout.replace("my-case", "asked")


def test_a_wrong_answer_on_the_terminal_is_asked_again(tmp_path):
    done = new("mine", "--ask", cwd=tmp_path, typed="much\n\n\nfewer\nless\n\n\n\n")
    assert done.returncode == 0, done.stderr
    assert '"much" is not a sum' in done.stderr
    assert '"fewer" is not an answer' in done.stderr
    assert "answered   means" in done.stdout


def test_an_end_of_input_while_asking_leaves_nothing(tmp_path):
    assert new("mine", "--ask", cwd=tmp_path, typed="900\n").returncode == 130
    assert not list(tmp_path.iterdir())


def test_json_asks_nothing_and_says_what_was_taken_for_what(tmp_path):
    told = json.loads(new("mine", "--from", RECORDS, "--answer", "pay=all", "--json", cwd=tmp_path).stdout)
    assert (told["folder"], told["currency"], told["household_income"], told["answered"]) == (
        "mine",
        "TVM",
        None,
        ["pay"],
    )
    assert told["not_known"] == ["income", "means", "pressure", "trade", "complaints"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("hoeryong",), "built-in"),
        (("mine", "--from", "none.csv"), "none.csv: cannot be read"),
        (("mine", "--answer", "means=fewer"), "less, same, more"),
        (("mine", "--money", "yen"), "--money"),
        (("mine", "--answer", "income=1200 USD", "--money", "TVM"), "one money"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_two(arguments, told, tmp_path):
    done = new(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert told in line
    assert not list(tmp_path.iterdir())


def test_an_income_that_looks_like_a_months_and_sums_in_another_money_are_remarked_on(tmp_path):
    month = new("month", "--from", RECORDS, "--answer", "income=150 TVM", cwd=tmp_path)
    assert "Is the income a week's?" in month.stdout
    other = new("other", "--from", RECORDS, "--money", "USD", cwd=tmp_path)
    assert "sums in TVM gave no draft" in other.stdout


# ---------------------------------------------------------------- money_unit in a case folder


def test_the_society_of_a_case_in_another_money_is_the_same_but_for_its_sums(own):
    rules, levers = own.society({})
    assert rules.money_unit == 13.3333
    assert rules.median_income == pytest.approx(1200, rel=1e-5)
    assert levers.provision[0] == 2000


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("money_unit = 0", "case.toml, [rules], money_unit: 0 is outside its limits"),
        ("money_unit = 10.0\nsubsistence = 5.0", "case.toml, [rules], subsistence: 5 is outside its limits"),
        ("[priors.money_unit]\nfamily = 'lognormal'\nmedian = 2\nq10 = 1\nq90 = 3\nsource = 'x'", "is not fitted"),
    ],
)
def test_a_money_that_will_not_do_is_told(rules, told, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, "case.toml", "[levers.market]", f"[rules]\n{rules}\n\n[levers.market]")
    assert any(told in problem for problem in problems_of(folder))


def test_another_money_needs_what_officers_are_handed_in_it(tmp_path):
    folder = new_case(tmp_path / "mine", answers=["income=900 TVM"])
    text = (folder / "case.toml").read_text(encoding="utf-8")
    start, end = text.index("[levers.provision]"), text.index("[levers.market]")
    (folder / "case.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert any("Add [levers.provision]" in problem for problem in problems_of(folder))
    with pytest.raises(InputError):
        load_case(folder)
