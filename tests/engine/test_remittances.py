"""Money from abroad: forbidden, and there when trade is not; officers are paid to look away, or search and seize."""

import numpy as np

from shakedown.engine.run import simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, change, during, mean_amount, society, taken

SENT = Levers(remittances=1.0, private_trade=0.0)


def yearly(held, name):
    return held[name].sum("week")


def second_year(rules=Rules(), before=SENT, **levers):  # noqa: B008 (frozen dataclasses)
    return during(society(rules, before, **levers), LATER)


def test_without_money_from_abroad_its_dials_change_nothing():
    other = Rules(remitting_share=0.12, remittance=2.0, search_rate=0.1, search_weeks=12.0)
    small = {"households": 400, "weeks": 60, "seeds": range(2)}
    assert simulate(other, Levers(), **small).identical(simulate(Rules(), Levers(), **small))


def from_remittances(sent, **levers):
    """What officers have of it in a year, CNY: retainers beyond those of trade, and seizures."""
    with_, without = (second_year(before=Levers(remittances=r), **levers) for r in (sent, 0.0))
    retained = [(runs.retainer_share * runs.protection_volume).sum("week") for runs in (with_, without)]
    return retained[0] - retained[1] + yearly(with_, "seized")


def test_when_trade_ends_officers_make_more_of_money_from_abroad():
    """They have lost retainers, so that money weighs more, and so does what a search would bring."""
    assert change(from_remittances(1.0), from_remittances(1.0, private_trade=0.0)).errors > 3


def test_inspection_lowers_how_much_is_protected():
    calm, hard = second_year(), second_year(crackdown=0.9)
    assert change(yearly(calm, "protection_volume"), yearly(hard, "protection_volume")).errors < -3


def test_officers_who_may_search_more_often_are_paid_more_to_look_away():
    rare, often = (second_year(Rules(search_rate=rate)) for rate in (0.01, 0.1))
    paid = [(runs.retainer_share * runs.protection_volume).sum("week") for runs in (rare, often)]
    assert change(*paid).errors > 3


def test_a_search_finds_weeks_of_it_and_no_more_than_is_in_hand():
    held = second_year(Rules(remitting_share=0.1, search_rate=0.1))
    assert float(held.seized.min()) >= 0
    mean_seizure = float(held.seized.sum() / held.searches.sum())
    assert 0 < mean_seizure < 6 * 6 * 90 * np.exp(2)


def test_a_household_that_expects_coercion_can_hide_its_cash():
    """What is out of reach is not paid, and officers come to ask for less."""
    open_, hidden = (during(society(Rules(hiding=h)), LATER) for h in (0.0, 0.5))
    assert change(taken(open_), taken(hidden)).errors < -3
    assert change(mean_amount(open_), mean_amount(hidden)).errors < -3
