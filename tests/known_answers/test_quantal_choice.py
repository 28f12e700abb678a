"""The officer's choice against a calculation by hand.

Three options: no demand, worth 0; 100 CNY, worth ln 3 spreads; 200 CNY, worth nothing either. On a menu of 100 and 200
each amount stands for a stretch of ln 2 (from 71 to 141, from 141 to 283), so the weights are

    none: e^0 = 1        100: ln 2 x e^(ln 3) = 3 ln 2 = 2.0794        200: ln 2 x e^0 = 0.6931

which add to 3.7726: chances 0.2651, 0.5512 and 0.1837, and the contact is worth 29 ln 3.7726 = 38.505 CNY.
"""

import math

import numpy as np
import pytest

from shakedown.engine.choice import choose, dread, respond, weigh
from shakedown.engine.layout import HEARD, NET, PAY, WIDTH, Menu, flat_rules
from shakedown.engine.tables import menu_table, new_desk
from shakedown.society.rules import Rules
from tests.desks import chances, row, set_row

RULES = Rules(choice_scale=29.0)
DIALS = flat_rules(RULES)
MENU = menu_table((100.0, 200.0), RULES)


def weigh_without_fear(desk, menu=MENU):
    """Weigh what stands in NET; the worth of the contact."""
    best = dread(menu.size, 0.0, desk)
    weigh(menu.size, best, DIALS, desk)
    return respond(menu.size, best, DIALS, desk)[0]


@pytest.fixture
def desk() -> np.ndarray:
    made = new_desk(MENU)
    set_row(made, NET, -1e12)
    made[NET : NET + 2] = 29 * math.log(3), 0
    return made


def test_three_options_are_chosen_as_calculated_by_hand(desk):
    worth = weigh_without_fear(desk)
    assert chances(desk, MENU)[0] == pytest.approx([0.5512, 0.1837], abs=5e-5)
    assert 1 - chances(desk, MENU).sum() == pytest.approx(0.2651, abs=5e-5)
    assert worth == pytest.approx(38.505, abs=0.0005)


def test_a_uniform_falls_on_the_option_whose_stretch_it_hits(desk):
    weigh_without_fear(desk)
    falls = [choose(MENU.size, u, desk) for u in (0.0001, 0.551, 0.552, 0.7348, 0.7350, 0.9999)]
    assert falls == [(0, 0), (0, 0), (0, 1), (0, 1), (-1, 0), (-1, 0)]


def test_every_uniform_falls_on_a_demand_that_can_be_made(desk):
    """Single precision may lose a crumb of a manner's weight: it goes to the last amount that has any."""
    rng = np.random.default_rng(1)
    for _ in range(300):
        values = np.where(rng.random(3 * MENU.size) < 0.3, -1e12, rng.normal(0, 100, 3 * MENU.size))
        for m in range(3):
            desk[NET + m * WIDTH : NET + m * WIDTH + MENU.size] = values[m * MENU.size : (m + 1) * MENU.size]
        weigh_without_fear(desk)
        for u in (1e-9, *rng.random(20), 1 - 1e-9):
            m, j = choose(MENU.size, u, desk)
            assert m < 0 or chances(desk, MENU)[m, j] > 0


def test_worths_of_millions_neither_overflow_nor_vanish(desk):
    desk[NET : NET + 2] = 5e6, 5e6 - 29 * math.log(4)
    worth = weigh_without_fear(desk)
    assert chances(desk, MENU)[0] == pytest.approx([0.8, 0.2], rel=0.01)  # single precision: 5 million to half a CNY
    assert worth == pytest.approx(5e6, rel=1e-4)


def test_a_finer_menu_of_equal_worths_changes_no_chance_of_a_demand():
    for amounts in ((100.0, 200.0, 400.0), tuple(100 * 2 ** (k / 8) for k in range(-3, 20 + 1))):
        menu = menu_table(amounts, RULES)
        made = new_desk(menu)
        set_row(made, NET, -1e12)
        made[NET : NET + len(amounts)] = 0
        weigh_without_fear(made, menu)
        stretch = math.log(amounts[-1] / amounts[0]) + math.log(amounts[1] / amounts[0])
        assert chances(made, menu).sum() == pytest.approx(stretch / (1 + stretch), rel=1e-5)


def test_what_is_expected_is_the_mean_over_the_chances_of_all_demands(desk):
    menu = menu_table(tuple(100.0 * 1.1**k for k in range(40)), RULES)
    made, rng = new_desk(menu), np.random.default_rng(2)
    for begins, largest in ((NET, 90), (PAY, 300), (HEARD, 0.1)):
        set_row(made, begins, rng.random(3 * WIDTH) * largest)
    made[NET : NET + 3 * WIDTH].reshape(3, WIDTH)[:, menu.amounts.size :] = -1e12
    best = dread(menu.size, 40.0, made)
    weigh(menu.size, best, DIALS, made)
    _, paid, told = respond(menu.size, best, DIALS, made)
    chance, utility = chances(made, menu), row(made, NET, menu) - 40 * row(made, HEARD, menu)
    assert best == pytest.approx(utility.max(), rel=1e-6)
    assert chance == pytest.approx(softmax(utility, menu), rel=1e-4)
    assert (paid, told) == pytest.approx([(chance * row(made, r, menu)).sum() for r in (PAY, HEARD)], rel=1e-5)


def softmax(utility: np.ndarray, menu: Menu) -> np.ndarray:
    """The chance of each demand, where each amount stands for a stretch of ln 1.1 and the scale is 29 CNY."""
    weight = math.log(1.1) * np.exp(utility / 29)
    return weight / (1 + weight.sum())
