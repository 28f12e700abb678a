"""Years and half-years: where they begin and end, and which of them a date lies in."""

import pytest

from shakedown.evidence.periods import ends, half_year, middle, stretch


@pytest.mark.parametrize(
    ("date", "period"),
    [("2025-06-30", "2025H1"), ("2025-07", "2025H2"), ("2025", "2025"), ("--03-05", ""), ("", "")],
)
def test_a_date_lies_in_its_half_year_and_a_bare_year_in_no_half(date, period):
    assert half_year(date) == period


def test_a_year_is_its_two_halves():
    assert ends("2025") == (ends("2025H1")[0], ends("2025H2")[1])
    assert ends("2025H1")[1] + 1 == ends("2025H2")[0]
    assert ends("2025H2")[1] + 1 == ends("2026")[0]


def test_the_middle_of_a_period_is_in_years():
    assert [middle(period) for period in ("2025", "2025H1", "2025H2")] == [2025.5, 2025.25, 2025.75]


@pytest.mark.parametrize("text", ["last year", "2025:2021", "2025H3", "20255", "2021:2022:2023", "", "1825"])
def test_what_is_no_stretch_of_time_has_no_ends(text):
    assert stretch(text) is None


def test_a_stretch_runs_from_the_begin_of_one_period_to_the_end_of_another():
    assert stretch("2021 : 2025H1") == (ends("2021")[0], ends("2025H1")[1])
