"""`shakedown evidence draft`: nothing enters unreviewed, the text is never kept, and a review goes on where it was left."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import shakedown.cli as cli
import shakedown.reviewing as reviewing
from shakedown.evidence.checks import Refused
from shakedown.evidence.draft import NOT_SAID, drafts
from shakedown.evidence.read import read_file, read_text
from shakedown.evidence.records import load_records
from shakedown.evidence.review import Origin, edited, read_sidecar, review, sidecar_of, unreviewed
from tests.test_cli import refused, shakedown

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "report.txt"
READING = read_file(EXAMPLE)
FINE = re.compile("Hyesan|November|11-03|\\b250\\b|\\b600\\b|neighbour")


def scripted(*choices):
    """A person who decides in this order and then leaves."""
    left = list(choices)
    return lambda draft, reading: (left.pop(0) if left else "quit", draft.record)


def test_without_a_terminal_nothing_is_taken_unless_told_so(tmp_path):
    (problem,) = refused("evidence", "draft", EXAMPLE, "--out", tmp_path / "r.csv")
    assert "--yes" in problem
    assert not list(tmp_path.iterdir())


def test_what_is_taken_unreviewed_says_so_and_has_low_confidence(tmp_path):
    done = shakedown(
        "evidence", "draft", EXAMPLE, "--out", tmp_path / "r.csv", "--yes", "--url", "https://example.org/a"
    )
    assert done.returncode == 0
    assert "unreviewed" in done.stderr
    records = load_records(tmp_path / "r.csv")
    assert {(record.confidence, record.url) for record in records} == {("low", "https://example.org/a")}


def test_neither_file_holds_a_town_a_day_a_sum_or_a_word_of_the_event(tmp_path):
    review(READING, Origin(coder="a"), tmp_path / "r.csv", unreviewed)
    for file in (tmp_path / "r.csv", sidecar_of(tmp_path / "r.csv")):
        assert not FINE.search(file.read_text(encoding="utf-8").replace(READING.text, ""))


def test_a_review_that_was_left_goes_on_with_the_next_draft(tmp_path):
    out = tmp_path / "r.csv"
    first = review(READING, Origin(), out, scripted("accept", "reject"))
    assert (first.accepted, first.rejected, first.left) == (1, 1, len(drafts(READING)) - 2)
    second = review(READING, Origin(), out, unreviewed)
    assert (second.accepted, second.before, second.left) == (len(drafts(READING)) - 2, 2, 0)
    assert [row.decision for row in read_sidecar(out)] == ["accept", "reject", "accept", "accept"]
    assert drafts(READING)[1].record.id not in {record.id for record in load_records(out)}


def test_the_drafts_of_the_example_are_its_habits_then_and_now_and_its_one_visit():
    told = [(d.record.record_type, d.record.amount_role, d.record.amount_band, d.record.tone) for d in drafts(READING)]
    assert told == [
        ("pattern", "ceiling_soft", "300-1000", "polite"), ("incident", "demanded", "100-300", "polite"),
        ("incident", "paid", "100-300", ""), ("pattern", "floor_soft", "300-1000", "coercive"),
    ]  # fmt: skip
    assert {draft.record.place_public for draft in drafts(READING)} == {"Ryanggang"}


def test_a_place_that_is_not_known_is_not_shipped():
    told = drafts(read_text("Police in Kaduna asked for 300 yuan on 22 January 2025, a source told us."))
    assert {draft.record.place_public for draft in told} == {NOT_SAID}


def test_a_province_named_beside_its_town_is_the_place_of_the_draft():
    told = drafts(read_text("함경북도 회령시에서 보안원들이 주민에게 500위안을 요구했다고 소식통이 전했다."))
    assert {draft.record.place_public for draft in told} == {"North Hamgyong"}
    assert edited(told[0].record, "place_public", "양강도").place_public == "Ryanggang"


def test_a_town_given_for_a_province_becomes_its_province():
    assert edited(drafts(READING)[0].record, "place_public", "Hoeryong").place_public == "North Hamgyong"


@pytest.mark.parametrize(("column", "cell"), [("tone", "nice"), ("period_public", "2025-11-03"), ("nothing", "x")])
def test_an_edit_that_a_column_would_refuse_is_refused(column, cell):
    with pytest.raises(Refused):
        edited(drafts(READING)[0].record, column, cell)


def test_a_person_edits_accepts_and_leaves_on_the_terminal(tmp_path, monkeypatch):
    monkeypatch.setattr(reviewing, "on_terminal", lambda: True)
    typed = "An outlet\nhttps://example.org/a\n2025-11-30\ne\ntone\nnice\ne\ntone\nneutral\na\nr\nq\n"
    arguments = ["evidence", "draft", str(EXAMPLE), "--out", str(tmp_path / "r.csv")]
    done = CliRunner().invoke(cli.main, arguments, input=typed, catch_exceptions=False)
    assert done.exit_code == 0
    assert '"nice" is not known here' in done.stderr
    (record,) = load_records(tmp_path / "r.csv")
    assert (record.tone, record.source_name) == ("neutral", "An outlet")
    assert [row.retrieved for row in read_sidecar(tmp_path / "r.csv")] == ["2025-11-30", "2025-11-30"]


def test_a_new_case_begins_with_a_text(tmp_path):
    done = shakedown("new", "mine", "--from", EXAMPLE, "--yes", "--no-ask", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(load_records(tmp_path / "mine" / "records.csv")) == 4
    assert "--yes" in refused("new", tmp_path / "other", "--from", EXAMPLE, "--no-ask")[0]


@pytest.mark.parametrize("data", [b"id,decision\n\xff\xfe,a\n", b"name,price\nrice,4\n", b'id,"dec'])
def test_a_sidecar_of_another_kind_is_one_sentence(data, tmp_path):
    sidecar_of(tmp_path / "r.csv").write_bytes(data)
    *_, problem = refused("evidence", "draft", EXAMPLE, "--out", tmp_path / "r.csv", "--yes")
    assert problem.startswith("r.provenance.csv")
    assert not (tmp_path / "r.csv").exists()
