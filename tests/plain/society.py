"""The society in slow, obvious Python: who meets, and what both sides reckon with.

Closed forms, the math module and double precision; no tables, no arrays, nothing compiled. This folder says in plain
words what the engine's contact means, and a test holds the engine to it.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

from shakedown.society.rules import Rules

MANNERS = ("threat", "order", "request")
FRAMINGS = ("hardship", "loan", "favour", "season")


@dataclass(frozen=True)
class Household:
    """`seen` and `learned`: its log cash as its officer sees it, and what he has learned since."""

    cash: float
    power: float
    trade: float
    seen: float
    learned: float
    goodwill: float
    sympathy: float
    resentment: float
    expects: float


@dataclass(frozen=True)
class Officer:
    fear: float
    performance: float
    takings: float
    entitlement: float
    post_value: float
    scruple: float = 1.0


@dataclass(frozen=True)
class Week:
    """The levers that a contact depends on."""

    provision: float
    private_trade: float
    crackdown: float
    prices: float
    season: float
    season_felt: float
    channel: float
    courtesy: float
    quota: float = 0.0
    festive: float = 0.0
    reward: float = 0.0
    payer_freed: float = 0.0
    campaign: float = 0.0


@dataclass(frozen=True)
class Customs:
    """What a county takes for usual and right, and pay as officers are used to it as a multiple of what it was at first."""

    paying: float
    asking: float
    resolve: float
    used_to: float = 1.0
    first_pay: float = 1.0


class Mood(NamedTuple):
    """What an officer brings to every door this week."""

    money: float
    risk: float
    scruple: float
    custom: float
    need: float
    hardship: float
    loan: float
    favour: float
    season: float
    worth: float
    answered: float
    courtesy: float


class Demand(NamedTuple):
    manner: str
    amount: float
    framings: frozenset[str] = frozenset()


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def reach(cash: float, power: float, manner: str, r: Rules, loan: float = 0) -> float:
    """CNY that a household with this cash can be brought to hand over. `loan`: how surely repayment is promised."""
    share = {"threat": r.reach_threat, "order": r.reach_order, "request": r.reach_request * r.reach_loan**loan}[manner]
    thousand = 1000 * r.money_unit
    return min(0.9 * cash, share * thousand * (cash / thousand) ** r.reach_elasticity * (1 - r.shield * power))


def strain(amount: float, cash: float, r: Rules) -> float:
    return min(3, amount / (cash + 100 * r.money_unit))


def request_slope(loan: float, favour: float, r: Rules) -> float:
    """How steeply strain makes households refuse a request: the more demanding promise sets it."""
    return max(
        r.strain_request + loan * (r.strain_loan - r.strain_request),
        r.strain_request + favour * (r.strain_favour - r.strain_request),
    )
