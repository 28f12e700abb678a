"""`shakedown evidence`: files of records read, checked and counted; a mistake is sentences and exit code 2."""

import json
from dataclasses import replace

import pytest

from shakedown.evidence.records import load_records, public_records
from shakedown.evidence.write import write_records
from tests.evidence.tables import GOOD, csv_file, xlsx_file
from tests.test_cli import refused, shakedown


@pytest.fixture
def base(tmp_path):
    """The shipped base as a file of one's own."""
    write_records(public_records(), tmp_path / "mine.csv")
    return tmp_path / "mine.csv"


def test_the_summary_of_no_file_is_that_of_the_base(base):
    whole, mine = shakedown("evidence", "summary"), shakedown("evidence", "summary", base)
    assert (whole.returncode, mine.returncode) == (0, 0)
    assert whole.stdout.replace("the shipped base", "mine.csv") == mine.stdout
    assert whole.stderr == ""


def test_the_summary_as_data_is_json_and_nothing_else(base):
    done = shakedown("evidence", "summary", base, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["file"], told["records"]) == (0, "mine.csv", 92)


def test_check_says_how_many_records_there_are(base, tmp_path):
    (tmp_path / "one.xlsx").write_bytes(xlsx_file(GOOD))
    assert shakedown("evidence", "check", base).stdout.startswith(
        "mine.csv: 92 records, and nothing wrong with them.\n"
    )
    assert shakedown("evidence", "check", tmp_path / "one.xlsx").stdout.startswith("one.xlsx: 1 record,")
    told = json.loads(shakedown("evidence", "check", tmp_path / "one.xlsx", "--json").stdout)
    assert told == {"file": "one.xlsx", "records": 1, "alike": []}


@pytest.mark.parametrize("command", ["check", "summary"])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_every_problem_of_a_file_is_one_line(command, options, tmp_path):
    rows = [GOOD | {"tone": "?", "url": "?"}, GOOD | {"id": "R2", "confidence": "?"}]
    (tmp_path / "r.csv").write_bytes(csv_file(*rows))
    (tmp_path / "r.xlsx").write_bytes(xlsx_file(*rows))
    assert [line.split(": ")[0] for line in refused("evidence", command, tmp_path / "r.csv", *options)] == [
        "r.csv, row 2, url", "r.csv, row 2, tone", "r.csv, row 3, confidence",
    ]  # fmt: skip
    assert [line.split(": ")[0] for line in refused("evidence", command, tmp_path / "r.xlsx", *options)] == [
        "r.xlsx, row 2, column D (url)", "r.xlsx, row 2, column P (tone)", "r.xlsx, row 3, column U (confidence)",
    ]  # fmt: skip


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    (problem,) = refused("evidence", "check", tmp_path / "none.csv")
    assert problem.startswith("none.csv: cannot be read")


def test_the_group_alone_shows_its_commands():
    done = shakedown("evidence")
    assert (done.returncode, done.stdout) == (2, "")
    assert "\n  check " in done.stderr
    assert "\n  summary " in done.stderr
    assert shakedown("evidence", "summry").returncode == 2


def test_a_second_coding_is_set_beside_the_first(base, tmp_path):
    first, *others = public_records()
    write_records([replace(first, situation="market"), *others], tmp_path / "other.csv")
    done = shakedown("evidence", "check", base, "--second", tmp_path / "other.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("hold different things:\n  SD001, situation: border_cut / market\n")
    told = json.loads(shakedown("evidence", "check", base, "--second", tmp_path / "other.csv", "--json").stdout)
    assert told["second"] == "other.csv"
    (situation,) = (each for each in told["agreement"] if each["column"] == "situation")
    assert 0.9 < situation["low"] <= situation["alpha"] < 1


def test_a_flaw_of_the_second_file_is_told_as_one_of_its_own(base, tmp_path):
    (tmp_path / "other.csv").write_bytes(csv_file(GOOD | {"tone": "?"}))
    (problem,) = refused("evidence", "check", base, "--second", tmp_path / "other.csv")
    assert problem.startswith("other.csv, row 2, tone: ")


def test_rows_that_may_be_one_told_twice_are_named(tmp_path):
    first = public_records()[0]
    rows = [GOOD, GOOD | {"id": "R2"}, GOOD | {"id": "R3", "url": first.url + "?utm_source=x"}]
    (tmp_path / "r.csv").write_bytes(csv_file(*rows))
    assert shakedown("evidence", "check", tmp_path / "r.csv").stdout.splitlines()[-2:] == [
        "  same page: R1, R2",
        f"  same page: R3 with {first.id} of the shipped base",
    ]
    told = json.loads(shakedown("evidence", "check", tmp_path / "r.csv", "--json").stdout)
    assert told["alike"][0] == {"what": "page", "rows": ["R1", "R2"], "base": []}


def test_words_are_told_and_drawn(tmp_path):
    done = shakedown("evidence", "words", "Rarely", "rarely", "대체로", "--figure", tmp_path / "w.svg", "--json")
    assert [each["name"] for each in json.loads(done.stdout)["words"]] == ["rarely", "대체로"]
    assert (tmp_path / "w.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("given", "told"),
    [(("rarly",), "Nearest known: rarely"), (("--offset", "nan"), "not between"), (("--figure", "w.png"), ".svg")],
)
def test_a_word_offset_or_figure_that_cannot_be_is_one_sentence(given, told):
    (problem,) = refused("evidence", "words", *given)
    assert told in problem


def test_the_bindings_are_those_of_the_base_and_no_file_has_any(base):
    done = shakedown("evidence", "summary", "--bindings")
    assert (done.returncode, done.stdout.count("\n  SD")) == (0, 17)
    assert json.loads(shakedown("evidence", "summary", "--bindings", "--json").stdout)["lines"] == 187
    (problem,) = refused("evidence", "summary", base, "--bindings")
    assert "Leave the file out" in problem


def test_the_summary_is_drawn_and_never_as_another_kind_of_file(base, tmp_path):
    done = shakedown("evidence", "summary", base, "--figure", tmp_path / "s.svg")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "s.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert ".svg" in refused("evidence", "summary", base, "--figure", tmp_path / "s.png")[0]


def test_a_case_is_begun_with_the_records_of_a_kind(base, tmp_path):
    asked = ("--situation", "home_visit", "--perpetrator", "police", "--period", "2024:2025", "--no-ask")
    done = shakedown("new", "mine", "--from", base, *asked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    held = load_records(tmp_path / "mine" / "records.csv")
    assert 0 < len(held) < 92
    assert {(record.situation, record.perp_public) for record in held} == {("home_visit", "police")}
    assert {record.period_public[:4] for record in held} <= {"2024", "2025"}
    (problem,) = refused(
        "new", tmp_path / "other", "--from", base, "--no-ask", "--situation", "phone", "--period", "1999"
    )
    assert problem.startswith("mine.csv: --situation phone --period 1999: none of the 92 records")


def test_a_sum_whose_nearest_rate_is_over_a_year_away_gives_no_draft_and_the_file_says_why(tmp_path):
    """The last rate of dollars is of 5 September 2025, less than a year from 2025H2 and more from the end of 2026H2."""
    sum_in_dollars = {
        "amount_band": "",
        "amount_low": "50",
        "amount_high": "50",
        "currency": "USD",
        "amount_unit": "per_demand",
    }
    rows = [
        GOOD
        | sum_in_dollars
        | {"id": name, "period_public": period, "amount_role": "demanded", "record_type": "pattern"}
        for name, period in (("near", "2025H2"), ("far", "2026H2"))
    ]
    (tmp_path / "r.csv").write_bytes(csv_file(*rows))
    done = shakedown("new", "mine", "--from", "r.csv", "--money", "CNY", "--past", "2025H2", "--no-ask", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = " ".join((tmp_path / "mine" / "statements.toml").read_text(encoding="utf-8").replace("\n# ", " ").split())
    assert "far: its sum is in USD. No rate of USD and CNY lies within 365 days of all of 2026H2" in told
    assert 'id = "near-sums"' in told
    assert 'id = "far-sums"' not in told
