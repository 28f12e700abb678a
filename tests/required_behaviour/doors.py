"""What one officer would do at one door: the compiled menu at a fixed household, without a society around it."""

import numpy as np

from shakedown.engine.choice import dread, weigh
from shakedown.engine.layout import flat_rules
from shakedown.engine.menu import Mood, value_menu
from shakedown.engine.tables import MENU_CNY, menu_table, new_desk
from shakedown.society.rules import Rules
from tests.desks import chances

ORDINARY = Mood(
    money=1.0, risk=0.0, scruple=0.18, custom=0.4, need=0.05, hardship=0.5, loan=0.25, favour=0.4, season=0.0,
    worth=1.0, answered=0.2, courtesy=0.0,
)  # fmt: skip
"""About what an officer brings to a door before 2020, fear apart."""
AT_STAKE = 0.6 * (45_000.0 + 90_000.0)
"""CNY: chance of dismissal if charged, times the penalty and what the post is worth."""


def chances_at(cash, *, power=0.2, fear=0.1, rules=None, **mood):
    """Chance of each demand (manner, amount) on a household believed to hold `cash` CNY, and the amounts."""
    rules = rules or Rules()
    menu = menu_table(MENU_CNY, rules)
    desk, dials = new_desk(menu), flat_rules(rules)
    held = ORDINARY._replace(**{"risk": fear * AT_STAKE, **mood})
    value_menu(np.log(cash), power, np.log(1 - rules.shield * power), 0.0, held, menu, dials, desk)
    weigh(menu.size, dread(menu.size, held.risk, desk), dials, desk)
    return chances(desk, menu), menu.amounts


def chance_of_coercion(cash, **circumstances):
    """Chance that a contact at this door ends in a threat or an order."""
    chance, _ = chances_at(cash, **circumstances)
    return float(chance[:2].sum())


def mean_coercive_amount(cash, **circumstances):
    """Mean amount (CNY) of threats and orders at this door."""
    chance, amounts = chances_at(cash, **circumstances)
    return float((chance[:2] * amounts).sum() / chance[:2].sum())


def mean_amount_asked(cash, **circumstances):
    """Mean amount (CNY) of all demands at this door."""
    chance, amounts = chances_at(cash, **circumstances)
    return float((chance * amounts).sum() / chance.sum())
