"""What a household with uncertain capacity is expected to pay, against numerical integration."""

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import lognorm

from shakedown.engine.menu import share_at
from shakedown.engine.tables import menu_table
from shakedown.society.rules import Rules


def integrated(amount: float, median: float, sd: float) -> float:
    """E[min(amount, C)] as the area under P(C > x) up to the amount."""
    steps = [x for x in median * np.exp(sd * np.linspace(-7, 7, 15)) if x < amount]
    area, _ = quad(lambda x: lognorm.sf(x, sd, scale=median), 0, amount, points=steps, epsabs=1e-10, limit=200)
    return float(area)


@pytest.mark.parametrize(("elasticity", "belief"), [(0.45, 0.3), (0.35, 0.3), (0.7, 0.6), (2.0, 1.5), (0.05, 0.02)])
def test_the_table_is_the_integral(elasticity, belief):
    rules = Rules(reach_elasticity=elasticity, belief_sd=belief)
    sd = min(1, elasticity) * belief  # log-sd of what can be had, of that of the cash
    menu, median = menu_table((100.0, 1_000.0), rules), 350.0
    z = np.random.default_rng(3).uniform(-10 * sd, 7.9 * sd, 60)
    places = np.clip((z - menu.first) / menu.step, 0, menu.paid_share.size - 1.001).astype(np.float32)
    shares = [share_at(place, menu.paid_share) for place in places]
    for share, amount in zip(shares, median * np.exp(z), strict=True):
        assert share * amount == pytest.approx(integrated(amount, median, sd), rel=1e-4)


def test_beyond_the_table_the_whole_capacity_is_expected():
    menu, sd = menu_table((100.0, 1_000.0), Rules()), 0.45 * 0.30
    whole = 350 * math.exp(sd * sd / 2)  # the mean of the capacity
    assert menu.paid_share[-1] * 350 * math.exp(8 * sd) == pytest.approx(whole, rel=1e-5)
    assert integrated(350 * math.exp(9 * sd), 350, sd) == pytest.approx(whole, rel=1e-5)
