"""Officers are inspected harder and nothing else has changed."""

import numpy as np
import pytest

from tests.required_behaviour.doors import chance_of_coercion, mean_coercive_amount
from tests.required_behaviour.paired import (
    LATER,
    change,
    demands,
    during,
    mean_amount,
    of_manner,
    share_coercive,
    society,
)


@pytest.fixture(scope="module")
def before():
    return during(society(), LATER)


@pytest.fixture(scope="module")
def inspected():
    return during(society(crackdown=0.9), LATER)


def test_a_crackdown_makes_officers_gentler(before, inspected):
    assert change(share_coercive(before), share_coercive(inspected)).errors < -3


def test_a_crackdown_makes_demands_fewer(before, inspected):
    assert change(demands(before), demands(inspected)).errors < -3


def test_the_coercive_demands_that_survive_a_crackdown_are_not_smaller_on_average(before, inspected):
    """By selection: threats survive where there is most to be had. It is no premium on the same victim (next test)."""
    coercive = [of_manner(runs, "threat", "order") for runs in (before, inspected)]
    assert change(*(mean_amount(runs) for runs in coercive)).mean >= 0


@pytest.mark.parametrize("cash", [100, 300, 1_000, 3_000, 10_000, 30_000])
@pytest.mark.parametrize("power", [0.0, 0.3, 0.8])
def test_fear_does_not_raise_what_is_extorted_from_the_same_household(cash, power):
    """As long as a coercive demand is made at all there: more than once in a thousand million contacts."""
    fears = [f for f in np.linspace(0.0, 0.9, 19) if chance_of_coercion(cash, power=power, fear=f) > 1e-9]
    assert len(fears) >= 2
    assert all(np.diff([mean_coercive_amount(cash, power=power, fear=f) for f in fears]) <= 1e-3)
