"""Sums in other money, each by hand: the nearest rate, its distance, or the reason why not."""

from datetime import date

import pytest

from shakedown.evidence.conversions import Rate, convert

ONE = (Rate("CNY", "USD", date(2025, 1, 1), 7.0, "s"),)


def test_seventy_dollars_of_september_2025_are_just_under_500_yuan():
    told = convert(70, "USD", "CNY", "2025-09-12")
    assert told.amount == pytest.approx(70 * 7.1328)
    assert [(rate.day, far) for rate, far in told.rates] == [(date(2025, 9, 5), 7)]


def test_won_become_dollars_by_way_of_yuan():
    told = convert(4100 * 7.1328, "KPW", "USD", "2025-10-10")
    assert (told.amount, told.currency, len(told.rates)) == (pytest.approx(1), "USD", 2)


def test_a_rate_365_days_away_serves_and_one_more_day_does_not():
    assert convert(7, "CNY", "USD", "2026-01-01", ONE).amount == 1
    late = convert(7, "CNY", "USD", "2026-01-02", ONE)
    assert (late.amount, late.currency, late.rates) == (7, "CNY", ())
    assert "out of the fit" in late.reason


def test_a_year_is_taken_at_its_middle_and_only_if_every_day_has_a_rate():
    assert convert(7, "CNY", "USD", "2025", ONE).rates[0][1] == 182
    assert convert(7, "CNY", "USD", "2025H2", ONE).rates[0][1] == 272
    assert convert(7, "CNY", "USD", "2026H1", ONE).reason


@pytest.mark.parametrize("when", ["2009", "2009-11-30", "2008H1"])
def test_won_of_before_the_redenomination_are_refused(when):
    assert "2009" in convert(100, "KPW", "CNY", when, (Rate("KPW", "CNY", date(2009, 12, 1), 5, "s"),)).reason


def test_an_undated_sum_stays_as_it_is():
    assert convert(5, "USD", "CNY", "").reason.startswith("It is undated")
