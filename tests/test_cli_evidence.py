"""`shakedown evidence`: files of records read, checked and counted; a mistake is sentences and exit code 2."""

import json

import pytest

from shakedown.evidence.records import public_records
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
    assert shakedown("evidence", "check", base).stdout == "mine.csv: 92 records, and nothing wrong with them.\n"
    assert shakedown("evidence", "check", tmp_path / "one.xlsx").stdout.startswith("one.xlsx: 1 record,")
    assert json.loads(shakedown("evidence", "check", base, "--json").stdout) == {"file": "mine.csv", "records": 92}


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
