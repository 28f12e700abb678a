"""Weeks, and what happens to a lever over them."""

from datetime import date, timedelta
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.society.calendar import Calendar
from shakedown.society.history import Change, History, Yearly
from shakedown.society.load import load_case
from tests.society.folders import copy_of_hoeryong, edit

CALENDAR = Calendar(date(2017, 1, 2))
DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))


def _history(*changes: tuple[date, float | str, int]) -> History:
    made = tuple(
        Change(since=since, value=value, over=over, source="x", basis="assumed") for since, value, over in changes
    )
    return History(lever="market", changes=made)


@given(DAYS)
def test_every_day_lies_in_the_week_that_holds_it(day):
    first = CALENDAR.day(CALENDAR.week_of(day))
    assert first <= day < first + timedelta(days=7)


@given(DAYS, DAYS)
@settings(deadline=None)
def test_the_weeks_between_two_days_are_those_that_lie_wholly_between_them(first, last):
    wholly = [
        week for week in range(700) if first <= CALENDAR.day(week) and CALENDAR.day(week) + timedelta(days=6) <= last
    ]
    assert list(CALENDAR.weeks_between(first, last)) == wholly


def test_a_step_holds_from_the_week_of_its_day_until_the_next():
    weekly = _history((date(2017, 1, 2), 1.0, 0), (date(2017, 1, 18), 0.5, 0), (date(2017, 2, 6), 0.8, 0))
    assert weekly.weekly(CALENDAR, 7, {}).tolist() == [1, 1, 0.5, 0.5, 0.5, 0.8, 0.8]


def test_a_ramp_takes_its_weeks_in_equal_steps():
    weekly = _history((date(2017, 1, 2), 1.0, 0), (date(2017, 1, 16), 0.0, 4))
    assert weekly.weekly(CALENDAR, 8, {}).tolist() == [1, 1, 0.75, 0.5, 0.25, 0, 0, 0]


def test_never_comes_and_goes_at_once_even_over_a_ramp():
    weekly = _history((date(2017, 1, 2), inf, 0), (date(2017, 1, 16), 104.0, 4), (date(2017, 1, 30), inf, 4))
    assert weekly.weekly(CALENDAR, 6, {}).tolist() == [inf, inf, 104, 104, inf, inf]


def test_a_change_before_the_first_week_has_happened_already():
    weekly = _history((date(2010, 1, 4), 1.0, 0), (date(2012, 1, 2), 0.4, 8))
    assert weekly.weekly(CALENDAR, 3, {}).tolist() == [0.4] * 3


def test_a_value_that_is_drawn_is_the_dial_it_names():
    weekly = _history((date(2017, 1, 2), 1.0, 0), (date(2017, 1, 9), "market_now", 0))
    assert weekly.weekly(CALENDAR, 3, {"market_now": 0.55}).tolist() == [1, 0.55, 0.55]


def test_a_yearly_profile_is_read_at_the_middle_of_each_week_and_repeats():
    season = Yearly(lever="season", points=((1, 1, 1.1), (9, 1, 1.0), (10, 25, 1.3)), source="x", basis="assumed")
    weekly = season.weekly(CALENDAR, 3 * 52, {})
    middles = [CALENDAR.day(week) + timedelta(days=3) for week in range(3 * 52)]
    peak = int(np.argmax(weekly[:52]))
    assert abs((middles[peak] - date(2017, 10, 25)).days) <= 3
    assert weekly[:52] == pytest.approx(weekly[52:104], abs=0.02)
    assert weekly.min() >= 1.0
    assert weekly.max() <= 1.3


def test_a_season_from_29_february_on_is_found_in_other_years(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    for stands, written in [
        ("start = 2017-01-02", "start = 2017-01-05"),  # a Thursday, as 29 February 2024 is
        ("end = 2025-09-28", "end = 2024-04-03"),
        ("from = 2025-08-25\nto = 2025-09-28", "from = 2024-02-29\nto = 2024-04-03"),
        ("from = 2024-01-01\nto = 2025-06-30", "from = 2023-01-01\nto = 2023-06-30"),
    ]:
        edit(folder, "case.toml", stands, written)
    case = load_case(folder)
    (recent,) = [past for past in case.pasts if past.name == "recent"]
    assert case.calendar.day(recent.weeks[0]) == date(2023, 3, 2)


def test_pasts_weigh_what_their_weights_say_of_the_whole(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, "case.toml", "to = 2019-12-31\nweight = 1", "to = 2019-12-31\nweight = 2")
    assert [past.weight for past in load_case(folder).pasts] == pytest.approx([0.5, 0.25, 0.25])


def test_a_scenario_may_say_that_trade_is_expected_back_never(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, "scenarios.toml", "{crackdown = 0.1}", "{reopening_expected = inf}")
    _, levers = load_case(folder).society({}, horizon=2, scenario="crackdown_lapses")
    assert levers.weekly(458)["reopening_expected"][-1] == inf
