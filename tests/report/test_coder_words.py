"""How far two coders agree, told to a reader and to a program."""

import json
from dataclasses import replace

from shakedown.evidence.coders import compared
from shakedown.evidence.records import parse_records, public_records
from shakedown.report.coder_words import coders_document, coders_text
from shakedown.report.documents import as_json
from tests.evidence.tables import GOOD, csv_file

(RECORD,) = parse_records(csv_file(GOOD), "records.csv")
FIRST = public_records()
SECOND = [replace(FIRST[0], tone="polite", situation=""), *FIRST[1:-1], RECORD]
TOLD = compared(FIRST, SECOND)
TEXT = coders_text(TOLD, "a.csv", "b.csv")


def by_column(told):
    return {each["column"]: each for each in json.loads(as_json(coders_document(told)))["agreement"]}


def test_the_rows_of_one_file_only_are_named():
    assert "\n91 rows in both a.csv and b.csv" in TEXT
    assert f"Only in a.csv: {FIRST[-1].id}.\nOnly in b.csv: R1.\n" in TEXT


def test_each_cell_that_differs_is_one_line_in_the_order_of_rows():
    assert TEXT.endswith(
        "2 cells of which the two hold different things:\n"
        "  SD001, tone: neutral / polite\n  SD001, situation: border_cut / blank\n"
    )


def test_it_is_said_how_blanks_and_lists_count_and_that_agreement_is_not_truth():
    assert "A blank code counts as a code" in TEXT
    assert "all codes pooled" in TEXT
    assert "Coders can agree and both be wrong." in TEXT


def test_a_column_in_which_nothing_varies_has_no_alpha():
    told = compared([RECORD], [RECORD])
    assert "tone                nominal         2    none  nothing varies\n" in coders_text(told, "a", "b")
    assert by_column(told)["tone"]["alpha"] is None


def test_a_program_gets_the_same_numbers():
    document = json.loads(as_json(coders_document(TOLD)))
    assert document["rows"] == 91
    assert by_column(TOLD)["tactic"]["pooled"]
    assert by_column(TOLD)["record_type"]["alpha"] == 1
    assert document["disagreements"][0] == {"row": "SD001", "column": "tone", "first": "neutral", "second": "polite"}


def test_a_name_cannot_command_a_terminal():
    told = compared([replace(RECORD, id="R\x1b")], [replace(RECORD, id="R\x1b", place_public="P\u202eQ")])
    text = coders_text(told, "a\n", "b\x1b")
    assert "\x1b" not in text
    assert "\u202e" not in text
