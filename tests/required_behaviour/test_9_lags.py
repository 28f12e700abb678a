"""Officers learn with a lag what households can pay; fear comes quickly and goes slowly."""

from itertools import pairwise

import numpy as np
import pytest

from shakedown.engine.run import simulate
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import (
    BEFORE,
    SEEDS,
    TURN,
    YEAR,
    change,
    during,
    mean,
    mean_amount,
    share_coercive,
    society,
)


def quarter(number):
    """Quarter `number` (1 is the first) after the turn."""
    return TURN + 13 * (number - 1), TURN + 13 * number


@pytest.fixture(scope="module")
def steady():
    return society()


@pytest.fixture(scope="module")
def fallen():
    return society(market=0.55)


@pytest.fixture(scope="module")
def relieved():
    """A crackdown of two years, then oversight as before, beside the same society without one."""
    weeks = 7 * YEAR
    crackdown = np.full(weeks, 0.1)
    crackdown[TURN : TURN + 2 * YEAR] = 0.9
    inspected = simulate(Rules(), BEFORE.replace(crackdown=crackdown), weeks=weeks, seeds=SEEDS)
    return society(years=7), inspected


def gap(measure, before, after, weeks):
    return measure(during(after, weeks)) - measure(during(before, weeks))


def belief_error(runs):
    return mean(runs, "belief_error")


def fear(runs):
    return mean(runs, "fear")


def test_asks_go_on_falling_for_months_after_incomes_fell(steady, fallen):
    gaps = [gap(mean_amount, steady, fallen, quarter(q)) for q in (1, 2, 3, 4)]
    assert all(change(a, b).errors < -3 for a, b in pairwise(gaps))


def test_officers_believe_in_more_cash_than_there_is_until_they_have_learned(steady, fallen):
    early, late = (gap(belief_error, steady, fallen, quarter(q)) for q in (3, 8))
    assert change(0 * early, gap(belief_error, steady, fallen, quarter(1))).errors > 3
    assert change(0 * early, early).errors > 3
    assert change(early, late).errors < -3


def test_officers_who_learn_faster_lag_less():
    slow, fast = (society(Rules(learning_partial=p, rumour=r), market=0.55) for p, r in ((0.2, 0.1), (0.6, 0.4)))
    assert change(*(belief_error(during(runs, quarter(3))) for runs in (slow, fast))).errors < -3


def test_fear_and_gentleness_outlive_the_crackdown(relieved):
    free, inspected = (during(runs, (TURN + 2 * YEAR, TURN + 2 * YEAR + 26)) for runs in relieved)
    assert change(fear(free), fear(inspected)).errors > 3
    assert change(share_coercive(free), share_coercive(inspected)).errors < -3


def test_coercion_recovers_in_part_one_to_two_years_after_the_crackdown(relieved):
    end = TURN + 2 * YEAR
    free, under, after = (
        during(runs, weeks)
        for runs, weeks in (
            (relieved[0], (end + YEAR, end + 2 * YEAR)),
            (relieved[1], (end - 26, end)),
            (relieved[1], (end + YEAR, end + 2 * YEAR)),
        )
    )
    assert change(share_coercive(under), share_coercive(after)).errors > 3
    assert change(share_coercive(free), share_coercive(after)).errors < -3
