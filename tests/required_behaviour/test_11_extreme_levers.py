"""Levers at 0, 1 and 10, alone and all together; and a boom of private trade."""

import numpy as np
import pytest

from shakedown.engine.run import end_state, simulate
from shakedown.society.levers import ABOUT, Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import (
    BEFORE,
    LATER,
    change,
    demands,
    during,
    mean,
    mean_amount,
    share_coercive,
    society,
)

SMALL = {"households": 500, "weeks": 78, "seeds": range(2)}
SHARES = ["shortfall", "fear", "entitlement", "retainer_share", "sympathy", "resentment", "surprise"]


def within_limits(name, value):
    return min(max(value, ABOUT[name].least), ABOUT[name].most)


ALONE = [{name: v} for name, about in ABOUT.items() for v in (0.0, 1.0, 10.0) if about.least <= v <= about.most]
TOGETHER = [{name: within_limits(name, v) for name in ABOUT} for v in (0.0, 1.0, 10.0)]


@pytest.mark.parametrize("extreme", ALONE + TOGETHER, ids=lambda e: str(e) if len(e) == 1 else f"all {e['market']:g}")
def test_extreme_levers_stay_finite_and_sensible(extreme):
    levers = Levers(**extreme)
    runs = simulate(Rules(), levers, **SMALL)
    assert all(np.isfinite(runs[name]).all() for name in runs.data_vars)
    assert all(
        (runs[name] >= 0).all() for name in runs.data_vars if name not in ("goodwill", "belief_error", "post_value")
    )
    assert all((runs[name] <= 1).all() for name in SHARES)
    assert (abs(runs.goodwill) <= 1).all()
    made = runs.demands.sum(["manner", "amount"])
    assert (made <= runs.visits).all()
    assert (runs.refusals <= made).all()
    assert (runs.complaints <= made + runs.searches).all()
    assert (runs.dismissals <= runs.officers).all()
    for county in end_state(Rules(), levers, **SMALL).counties:
        assert county.households.cash.min() >= 0
        assert county.officers["cash"].min() >= 0


@pytest.fixture(scope="module")
def boom():
    return during(society(), LATER), during(society(private_trade=3.0), LATER)


def test_a_trade_boom_softens_and_shrinks_demands(boom):
    """Three times the private trade brings three times the retainers, so that the post is worth keeping.

    What a coercive demand risks is then worth more than what it brings. The next two tests show that it runs through
    the post: it stays when the worth of money does not depend on income, and goes when nobody is inspected.
    """
    assert change(*(mean(runs, "post_value") for runs in boom)).errors > 3
    assert change(*(share_coercive(runs) for runs in boom)).errors < -3
    assert change(*(mean_amount(runs) for runs in boom)).errors < -3
    assert change(*(demands(runs) for runs in boom)).errors < -3


def test_a_trade_boom_softens_demands_even_where_full_pockets_do_not_count():
    rules = Rules(need_exponent=0.0)
    usual, boom = (during(society(rules, **since), LATER) for since in ({}, {"private_trade": 3.0}))
    assert change(share_coercive(usual), share_coercive(boom)).errors < -3


def test_a_trade_boom_does_not_shrink_demands_where_there_is_no_post_to_lose():
    rules, uninspected = Rules(need_exponent=0.0), BEFORE.replace(crackdown=0.0)
    usual, boom = (during(society(rules, uninspected, **since), LATER) for since in ({}, {"private_trade": 3.0}))
    assert change(mean_amount(usual), mean_amount(boom)).mean >= 0
    assert change(demands(usual), demands(boom)).mean >= 0
