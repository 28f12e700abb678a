"""What a table of records holds, told to a reader and to a program."""

import json
import re
from dataclasses import replace

from shakedown.evidence.records import parse_records, public_records
from shakedown.evidence.summary import summary
from shakedown.report.evidence_words import summary_document, summary_text
from shakedown.report.look import svg
from shakedown.report.summary_figure import summary_figure
from tests.evidence.tables import GOOD, csv_file

(RECORD,) = parse_records(csv_file(GOOD), "records.csv")
TEXT = summary_text(summary(public_records()), "the shipped base")


def test_the_first_lines_say_how_much_there_is_and_how_it_leans():
    assert TEXT.startswith(
        "the shipped base: 92 records from 81 pages (1 without an address) by 13 outlets, 2007 to 2025.\n"
    )
    assert (
        "41 compare with before: 36 (88 in 100) told as worse, 5 (12 in 100) as milder, 0 (0 in 100) as the same."
        in TEXT
    )


def test_it_is_said_that_records_are_not_acts_and_that_one_outlet_is_one_witness():
    assert "not of acts" in TEXT
    assert "basis: reported" in TEXT
    assert "one witness" in TEXT


def test_no_money_and_no_band_is_told():
    assert not re.search(r"CNY|USD|KPW|PCT|300|-[0-9]", TEXT)


def test_what_is_not_said_is_named_so_and_stands_last():
    blank = replace(RECORD, tone="", period_public="", situation="")
    text = summary_text(summary([blank, RECORD]), "r.csv")
    assert re.search(r"Tone\n  polite +1\n  not said +1\n", text)
    assert re.search(r"When\n  2025 +1\n  undated +1\n", text)


def test_one_record_that_compares_with_nothing_is_told_in_the_singular():
    text = summary_text(summary([replace(RECORD, severity_direction="")]), "r.csv")
    assert text.startswith("r.csv: 1 record from 1 page by 1 outlet, 2025.\nNone compares with before")


def test_a_name_cannot_break_a_line_or_command_a_terminal():
    text = summary_text(summary([replace(RECORD, source_name="An\nout\x1b[31mlet", place_public="P\u202e")]), "r\n.csv")
    assert "  An out[31mlet  " in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_program_gets_the_same_numbers():
    document = json.loads(json.dumps(summary_document(summary(public_records()), "the shipped base")))
    assert document["basis"] == "reported"
    assert (document["records"], document["compare"], document["worse"]) == (92, 41, 36)
    assert document["situation"]["not said"] == 18
    assert list(document["where"]) == sorted(document["where"], key=str.casefold)


def test_the_figure_of_a_summary_draws_every_count_and_tells_it_in_words():
    told = summary(public_records())
    drawn = svg(summary_figure(told, "the shipped base"))
    for counts in (told.who, told.where, told.when, told.situation, told.tone):
        for number in counts.values():
            assert str(number) in drawn
    assert "harsher 36, milder 5" in drawn
    assert "not said" in drawn
