"""The review on a terminal: what a person sees and may type, and what is refused before anything is asked."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import shakedown.cli as cli
import shakedown.reviewing as reviewing
from shakedown.evidence.records import load_records, public_records
from shakedown.evidence.review import read_sidecar
from shakedown.evidence.write import write_records
from tests.test_cli import refused, shakedown

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "report.txt"
NOWHERE = (
    "Police in Kaduna asked a trader for 300 yuan. In the past they mostly took 500 yuan from her, a source told us."
)
ORIGIN = "\n\n\n"
"""Outlet, address and day, left open."""


@pytest.fixture
def typed(tmp_path, monkeypatch):
    """Call a command with what a person types; gives what was seen and the exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reviewing, "on_terminal", lambda: True)
    (tmp_path / "nowhere.txt").write_text(NOWHERE, encoding="utf-8")

    def call(text, *arguments):
        done = CliRunner().invoke(cli.main, [str(each) for each in arguments], input=text)
        assert "Traceback" not in done.stderr
        assert "a mistake of ours" not in done.stderr
        return done.stderr, done.exit_code

    return call


def draft(typed, text, *arguments):
    return typed(text, "evidence", "draft", *arguments, "--out", "r.csv")


def test_the_sentence_of_a_draft_is_shown_with_its_words_marked_and_its_side(typed):
    seen, code = draft(typed, ORIGIN + "q\n", EXAMPLE)
    assert code == 0
    assert "about now:" in seen
    assert "»rarely« ask for more than »400 yuan«" in " ".join(seen.split())
    assert "amount 400 CNY (ceiling soft, " in seen
    seen, _ = draft(typed, ORIGIN + "a\na\na\nq\n", EXAMPLE)
    assert "about then:" in seen


def test_two_towns_typed_for_a_province_are_refused_and_asked_again(typed):
    seen, code = draft(typed, ORIGIN + "Chongjin and Musan\nKaduna State\na\na\n", "nowhere.txt")
    assert code == 0
    assert "finer than a province" in seen
    assert {record.place_public for record in load_records("r.csv")} == {"Kaduna State"}


def test_the_province_is_asked_once_a_text_and_q_leaves(typed):
    seen, _ = draft(typed, ORIGIN + "\na\na\n", "nowhere.txt")
    assert seen.count("The province of nowhere.txt") == 1
    Path("r.csv").unlink()
    Path("r.provenance.csv").unlink()
    seen, code = draft(typed, ORIGIN + "q\n", "nowhere.txt")
    assert code == 0
    assert "0 accepted, 0 rejected, 0 decided before, 2 left" in seen
    assert not Path("r.csv").exists()


def test_the_columns_that_are_open_are_listed_and_a_wrong_one_has_its_nearest(typed):
    seen, _ = draft(typed, ORIGIN + "e\namount\namount_role\npaid\na\nq\n", EXAMPLE)
    assert "left open: " in seen
    assert "target_public" in seen
    assert 'there is no column "amount" to change. Nearest known: amount_' in seen
    (record,) = load_records("r.csv")
    assert record.amount_role == "paid"


def test_an_address_and_a_day_are_checked_where_they_are_typed(typed):
    seen, _ = draft(typed, "An outlet\nfoo\nhttps://example.org/a\n2025-13-45\n2025-11-30\na\nq\n", EXAMPLE)
    assert '"foo" is not a web address' in seen
    assert '"2025-13-45" is not a day' in seen
    assert read_sidecar(Path("r.csv"))[0].retrieved == "2025-11-30"


def test_leaving_in_the_middle_keeps_what_was_decided_and_says_how_to_go_on(typed, monkeypatch):
    prompt = click.prompt

    def interrupted(says, *arguments, **options):
        if Path("r.csv").exists() and says.startswith("  accept"):
            raise click.Abort
        return prompt(says, *arguments, **options)

    monkeypatch.setattr(click, "prompt", interrupted)
    seen, code = draft(typed, ORIGIN + "a\n", EXAMPLE)
    assert code == 130
    assert "the same command goes on from there" in seen
    assert "--resume" not in seen
    assert len(load_records("r.csv")) == 1


def test_a_text_without_demands_says_that_none_was_found(typed):
    Path("rice.txt").write_text("The harvest was good this year, and rice is cheap.", encoding="utf-8")
    seen, _ = draft(typed, ORIGIN, "rice.txt")
    assert "rice.txt: no demand was found in it." in seen
    assert "0 accepted" not in seen


def test_a_text_printed_again_is_named(typed):
    text = EXAMPLE.read_text(encoding="utf-8")
    Path("again.txt").write_text("Elsewhere.\n\n" + text, encoding="utf-8")
    seen, _ = draft(typed, ORIGIN + "q\n", EXAMPLE, "again.txt")
    assert "again.txt: " in seen
    assert "stand in report.txt, too. If it is a reprint, it is the same witness" in seen


@pytest.mark.parametrize(
    ("files", "options", "told"),
    [
        (("a.txt", "b.txt"), ("--url", "https://example.org/a"), "--url: one address is not that of 2 texts"),
        (("a.txt",), ("--url", "foo"), '--url: "foo" is not a web address'),
        (("a.txt",), ("--retrieved", "2025-13-45"), '--retrieved: "2025-13-45" is not a day'),
        (("records.csv",), (), "records.csv: is named as a table"),
        (("base.ods",), (), "base.ods: is named as a table"),
        (("none.txt",), (), "none.txt: cannot be read"),
    ],
)
def test_what_cannot_be_drafted_from_is_refused_before_anything_is_asked(files, options, told, tmp_path):
    write_records(public_records(), tmp_path / "records.csv")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NOWHERE, encoding="utf-8")
    out = tmp_path / "r.csv"
    problem, *_ = refused("evidence", "draft", *(tmp_path / name for name in files), "--out", out, "--yes", *options)
    assert problem.startswith(told)
    assert not out.exists()


def test_a_text_never_becomes_its_own_list_of_records(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text(NOWHERE, encoding="utf-8")
    (problem,) = refused("evidence", "draft", own, "--out", own, "--yes")
    assert "does not end in .csv" in problem
    assert own.read_text(encoding="utf-8") == NOWHERE


def test_a_text_that_is_checked_as_records_is_sent_to_draft(tmp_path):
    (tmp_path / "own.txt").write_text(NOWHERE, encoding="utf-8")
    assert refused("evidence", "check", tmp_path / "own.txt")[0].endswith("shakedown evidence draft")


def test_a_new_case_that_cannot_be_made_is_refused_before_a_draft_is_shown(typed):
    Path("there").mkdir()
    seen, code = typed("", "new", "there", "--from", EXAMPLE, "--no-ask")
    assert (code, "is there already" in seen, "about now" in seen) == (2, True, False)
    seen, code = typed("", "new", "mine", "--from", "nowhere.txt", "--no-ask")
    assert (code, "--now" in seen, "about now" in seen) == (2, True, False)
    seen, code = typed("", "new", "mine", "--from", EXAMPLE, "--no-ask", "--situation", "market")
    assert code == 2
    assert "--situation market: none of the 4 records is of that kind" in seen
    assert not list(Path().glob("*-drafts*"))


def test_a_missing_file_of_a_new_case_is_named(tmp_path):
    assert refused("new", tmp_path / "mine", "--from", tmp_path / "base.ods", "--no-ask")[0].startswith("base.ods: ")


def test_the_statement_that_stands_in_for_none_is_not_counted_as_drafted(tmp_path):
    (tmp_path / "r.csv").write_text(
        "id,record_type,source_name,url,url_kind,place_public,period_public,perp_public,target_public,demand_kind,currency,"
        "amount_unit,amount_role,tactic,tone,response,amount_direction,severity_direction,frequency_words,confidence,text_seen\n"
        "R1,context,An outlet,,,Ryanggang,2025H2,police,,unknown,,,,,,,,,,low,full_text\n",
        encoding="utf-8",
    )
    done = shakedown("new", "mine", "--from", tmp_path / "r.csv", "--no-ask", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "from which 0 statements were drafted" in done.stdout
    assert "holds the place of the first" in done.stdout


def test_the_page_from_texts_to_a_base_says_what_works(typed):
    """Its commands, in its order, by two coders who differ in one cell and on one draft."""
    page = (EXAMPLE.parents[1] / "how-to" / "from-texts-to-a-base.md").read_text(encoding="utf-8")
    commands = [
        line.split()[1:]
        for line in page.replace("   shakedown", "shakedown").splitlines()
        if line.startswith("shakedown ")
    ]
    assert [command[:2] for command in commands] == [
        ["read", "first.txt"], *[["evidence", "draft"]] * 2, *[["evidence", "check"]] * 2, ["evidence", "summary"],
    ]  # fmt: skip
    Path("first.txt").write_bytes(EXAMPLE.read_bytes())
    Path("second.txt").write_text(NOWHERE, encoding="utf-8")
    decisions = {
        "A": ORIGIN + "a\na\na\na\n" + ORIGIN + "Kaduna\na\na\n",
        "B": ORIGIN + "e\ntone\nneutral\na\na\na\na\n" + ORIGIN + "Kaduna\na\nr\n",
    }
    for command in commands:
        seen, code = typed(decisions.get(command[-1], ""), *command)
        assert code == 0, seen
    assert [len(load_records(name)) for name in ("records.csv", "second.csv")] == [6, 5]
    assert {row.coder for row in read_sidecar(Path("second.csv"))} == {"B"}
