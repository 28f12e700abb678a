"""Steady-state cash: where spending out of it equals income.

A household spends all it has up to `base`, and the share `mpc` of the rest; then it earns y. With y above base it comes
to rest where base + mpc (x - base) = y, that is at x = base + (y - base)/mpc; with y below, it holds this week's y.
"""

import numpy as np
import pytest

from shakedown.engine.run import end_state
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

UNDISTURBED = Rules(income_noise=0.0, trading_share=0.0, mpc=0.05)


def at_rest(income, base):
    return np.where(income > base, base + (income - base) / UNDISTURBED.mpc, income)


@pytest.mark.parametrize(("market", "prices"), [(1.0, 1.0), (0.5, 1.0), (1.0, 1.6)])
def test_undisturbed_households_come_to_rest_where_spending_is_income(market, prices):
    """From savings of good times, in at most 12 years at this mpc."""
    weeks = 12 * 52
    after = np.r_[1.0, np.full(weeks - 1, market)], np.r_[1.0, np.full(weeks - 1, prices)]
    levers = Levers(contacts=0.0, market=after[0], prices=after[1])
    (county,) = end_state(UNDISTURBED, levers, households=400, weeks=weeks, seeds=[3]).counties
    income = county.households.income * market
    assert (income < 36 * prices).any()
    assert county.households.cash == pytest.approx(at_rest(income, 36 * prices), rel=1e-4)
