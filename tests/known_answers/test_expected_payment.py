"""What a household with uncertain capacity is expected to pay, against numerical integration."""

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import lognorm

from shakedown.engine.layout import SHARE
from shakedown.engine.menu import lay_out
from shakedown.engine.tables import menu_table, new_desk
from shakedown.society.rules import Rules


def integrated(amount: float, median: float, sd: float) -> float:
    """E[min(amount, C)] as the area under P(C > x) up to the amount."""
    steps = [x for x in median * np.exp(sd * np.linspace(-7, 7, 15)) if x < amount]
    area, _ = quad(lambda x: lognorm.sf(x, sd, scale=median), 0, amount, points=steps, epsabs=1e-10, limit=200)
    return float(area)


@pytest.mark.parametrize(
    ("elasticity", "belief"), [(0.45, 0.3), (0.35, 0.3), (0.7, 0.6), (2.0, 1.5), (0.05, 0.02), (0.4, 0.02)]
)
def test_the_table_is_the_integral(elasticity, belief):
    rules = Rules(reach_elasticity=elasticity, belief_sd=belief)
    sd = min(1, elasticity) * belief  # log-sd of what can be had, of that of the cash
    amounts = (100.0, 350.0, 1_000.0)
    for median in 350.0 * np.exp(np.random.default_rng(3).uniform(-10 * sd, 7.9 * sd, 60)):
        wanted = [integrated(amount, median, sd) for amount in amounts]
        assert laid_out(amounts, median, rules) == pytest.approx(wanted, rel=1e-4)


def test_beyond_the_table_the_whole_capacity_or_the_whole_amount_is_expected():
    amounts, sd = (100.0, 1_000.0), 0.45 * 0.30
    for median in (1e-3, 3.0, 20.0):
        whole = median * math.exp(sd * sd / 2)  # the mean of the capacity
        assert laid_out(amounts, median, Rules()) == pytest.approx([whole, whole], rel=1e-5)
    assert laid_out(amounts, 1e5, Rules()) == pytest.approx(amounts, rel=1e-6)


def test_a_menu_of_128_amounts_is_laid_out_as_each_of_them_alone():
    amounts = tuple(20 * 1.05**k for k in range(128))
    found = laid_out(amounts, 600.0, Rules())
    assert found[::9] == pytest.approx([integrated(a, 600.0, 0.135) for a in amounts[::9]], rel=1e-4)


def laid_out(amounts: tuple[float, ...], median: float, rules: Rules) -> list[float]:
    """What the kernel expects to be paid of each amount where so much is within reach."""
    menu = menu_table(amounts, rules)
    desk = new_desk(menu)
    lay_out(SHARE, math.log(median), menu, desk)
    return [float(x) for x in desk[SHARE : SHARE + len(amounts)]]
