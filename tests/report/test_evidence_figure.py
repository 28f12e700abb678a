"""The reports of a case on a time axis: purple points, by tone, and nothing finer than a record's own half-year."""

from dataclasses import replace

import pytest

from shakedown.evidence.codes import TONES
from shakedown.evidence.records import public_records
from shakedown.report.evidence_figure import _TONES, by_time, evidence_figure, evidence_table
from shakedown.report.look import COERCIVE, EVIDENCE, POLITE, svg
from shakedown.society.load import load_case


@pytest.fixture(scope="module")
def case():
    """The built-in case."""
    return load_case("hoeryong")


def days(chart):
    """Every day that its marks stand on."""
    rows = [row for data in chart.to_dict()["datasets"].values() for row in data if "tone" in row]
    return {row[end] for row in rows for end in ("from", "to")}


def test_every_record_is_counted_once(case):
    assert sum(int(r[2].text) for r in evidence_table(case.records).rows) == len(case.records)


def test_records_of_one_article_count_as_one_article(case):
    lines = {tuple(c.text for c in r[:2]): r for r in evidence_table(case.records).rows}
    told = lines["Second half of 2025", "polite"]
    assert (told[2].text, told[3].text) == ("2", "1")


def test_no_mark_is_finer_than_a_half_year(case):
    assert {day[5:] for day in days(evidence_figure(case))} <= {"01-01", "07-01"}


def test_points_are_purple_and_take_no_colour_of_a_manner(case):
    look = str(evidence_figure(case).to_dict())
    assert EVIDENCE in look
    assert COERCIVE not in look
    assert POLITE not in look


def test_reports_without_a_date_are_counted_and_not_drawn(case):
    undated = replace(case.records[0], id="X", period_public="")
    told = evidence_figure(replace(case, records=(*case.records, undated))).to_dict()
    assert "Undated: 1." in str(told["title"])
    assert "undated" in told["description"]
    assert days(evidence_figure(replace(case, records=(undated,)))) == set()


def test_every_tone_of_the_codebook_has_its_row():
    assert set(_TONES) - {""} == set(TONES)
    assert sum(map(len, by_time(public_records()).values())) == len(public_records())


def test_it_is_drawn_without_a_browser_and_tells_its_numbers(case):
    drawn = svg(evidence_figure(case))
    assert 'aria-label="What the reports speak of, and when. ' in drawn
    assert "Basis: reported." in drawn
