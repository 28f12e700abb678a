"""All officers' records worsen by one standard deviation overnight and nothing else has changed."""

import pytest

from shakedown.engine.run import end_state, simulate
from shakedown.engine.state import State
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import SEEDS, YEAR, change, demands, during, share_coercive, taken


def half_a_year_on(crackdown):
    """Half a year after two years of this crackdown: with records as they were, and with worse ones."""
    rules, levers = Rules(), Levers(crackdown=crackdown)
    kept = end_state(rules, levers, weeks=2 * YEAR, seeds=SEEDS)
    worse = State(tuple(county.copy() for county in kept.counties))
    for county in worse.counties:
        county.officers["performance"] -= 1.0
    runs = (simulate(rules, levers, weeks=YEAR // 2, start=start) for start in (kept, worse))
    return [during(each, (0, YEAR // 2)) for each in runs]


@pytest.fixture(scope="module")
def inspected():
    return half_a_year_on(0.9)


def test_a_poor_record_makes_officers_gentler_under_a_crackdown(inspected):
    assert change(*(share_coercive(runs) for runs in inspected)).errors < -3


def test_a_poor_record_makes_officers_ask_less_often_and_take_less_under_a_crackdown(inspected):
    assert change(*(demands(runs) for runs in inspected)).errors < -3
    assert change(*(taken(runs) for runs in inspected)).errors < -3


def test_a_poor_record_changes_exactly_nothing_where_nobody_is_inspected():
    good, poor = half_a_year_on(0.0)
    assert good.identical(poor)
