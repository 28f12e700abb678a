"""Superiors expect money: what a quota drives, what it costs a record, and when they expect more."""

import numpy as np
import pytest

from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, change, demands, during, mean, society, taken


@pytest.fixture(scope="module")
def usual():
    """CNY an officer takes a week where nobody expects a share."""
    return float(during(society(), LATER).officer_income.sel(source="takings").mean())


def under(quota, rules=Rules()):  # noqa: B008 (a frozen dataclass)
    return during(society(rules, Levers(quota=quota)), LATER)


def test_a_quota_of_former_takings_lifted_takes_a_third_of_takings_along(usual):
    lifted = change(taken(under(usual)), taken(under(0.0)))
    assert lifted.errors < -3
    assert -0.6 < lifted.share < -0.25


def test_superiors_get_no_more_than_the_quota_and_no_more_than_a_share_of_cash_takings(usual):
    held = under(usual)
    officers = float(held.officers[0])
    assert (held.quota_paid > 0).any()
    assert (held.quota_paid <= usual * officers * (1 + 1e-9)).all()
    assert (held.quota_paid <= 0.8 * held.paid * (1 + 1e-9)).all()


def test_a_quota_that_costs_a_record_and_no_more_makes_officers_more_careful(usual):
    """Weight on money off, mark on performance on: a poor record turns a charge into dismissal."""
    rules = Rules(quota_weight=0.0, quota_mark=0.3)
    before, after = under(0.0, rules), under(4 * usual, rules)
    assert float(after.quota_paid.sum()) > 0
    # what is delivered is missed, and money then weighs more: the record alone is told apart by switching it off
    unmarked = under(4 * usual, rules.replace(quota_mark=0.0))
    assert change(demands(unmarked), demands(after)).errors < -3
    assert before.demands.sum() > 0


def test_superiors_expect_more_in_a_festive_week(usual):
    plain, festive = Levers(quota=0.5 * usual), Levers(quota=0.5 * usual, festive=1.0)
    more = change(*(mean(during(society(before=levers), LATER), "quota_paid") for levers in (plain, festive)))
    assert more.errors > 3


def test_without_a_quota_its_dials_do_nothing():
    plain, other = society(), society(Rules(quota_weight=0.5, quota_mark=0.1, quota_share=0.5, quota_season=1.0))
    assert all(np.array_equal(plain[name], other[name]) for name in plain.data_vars)
