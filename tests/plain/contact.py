"""One contact from the knock on the door to the views it leaves behind."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shakedown.society.rules import Rules
from tests.plain.chance import (
    ANSWER,
    CANDIDATES,
    CANDIDATES_LAST,
    CANDIDATES_MORE,
    CHARACTER,
    CHOICE,
    FRAMING,
    chances,
)
from tests.plain.household import complaint_chance, payment, refusal_chance, revealed_cash, spend, views_after
from tests.plain.officer import choose, dismissal_chance, menu_of, response
from tests.plain.society import FRAMINGS, MANNERS, Demand, Household, Mood, Officer, Week, logistic, strain


@dataclass(frozen=True)
class Outcome:
    """What came of a contact. `margin`: how far the uniform was from another choice; `error`, `news`: log cash."""

    demand: Demand | None
    margin: float
    error: float
    after: Household
    news: float = 0
    refused: bool = False
    hand: float = 0
    goods: float = 0
    complained: bool = False
    charged: bool = False
    dismissed: bool = False
    called: bool = False
    suffered: bool = False


@dataclass(frozen=True)
class Occasion:
    """When and where chance is drawn: contact `k` of officer `i` in week `week`."""

    seed: int
    i: int
    week: int
    k: int

    def chances(self, purpose: int) -> list[float]:
        return chances(self.seed, purpose, self.i, self.week, self.k)


def believed(h: Household, shift: float, r: Rules) -> float:
    """Log cash, the county's rumour `shift` included."""
    return max(math.log(20 * r.money_unit), h.seen + h.learned + shift)


def pick(beat: Sequence[Household], shift: float, at: Occasion, r: Rules) -> int:
    """Which household of his beat the officer turns to: the best of a few drawn."""
    u = [*at.chances(CANDIDATES), *at.chances(CANDIDATES_MORE), *at.chances(CANDIDATES_LAST)]
    extra = math.floor(r.extra_candidates) + (u[0] < r.extra_candidates % 1)
    drawn = [math.floor(u[1 + c] * len(beat)) for c in range(1 + extra)]

    def score(place: int) -> float:
        h = beat[place]
        return r.reach_elasticity * believed(h, shift, r) + math.log(1 - r.shield * h.power) - r.avoidance * h.power

    return max(drawn, key=score)


def contact(
    officer: Officer, h: Household, number: int, mood: Mood, amounts: Sequence[float], shift: float, week: Week,
    at: Occasion, r: Rules,
) -> Outcome:  # fmt: skip
    """The officer at the door of household `number`."""
    belief = believed(h, shift, r)
    error = belief - math.log(max(20 * r.money_unit, h.cash))
    shares, _ = response(menu_of(amounts, belief, h.power, h.goodwill, mood, r), r)
    u_choice, u_refuse, u_complain, u_charge = at.chances(CHOICE)
    u_dismiss, u_call, u_revenge, _ = at.chances(ANSWER)
    place, margin = choose(shares, u_choice)
    if place < 0:
        return Outcome(None, margin, error, h)
    demand = Demand(MANNERS[place // len(amounts)], amounts[place % len(amounts)])
    if demand.manner == "request":
        uses = (mood.hardship, mood.loan, mood.favour, mood.season)
        drawn = zip(FRAMINGS, uses, at.chances(FRAMING), strict=True)
        demand = demand._replace(framings=frozenset(name for name, use, u in drawn if u < use))

    a, b, c, _ = chances(at.seed, CHARACTER, number, 0, 0)
    compassion, propensity = 2 * r.compassion * a, r.complaint_spread * math.sqrt(6) * (b + c - 1)
    heavy = strain(demand.amount, h.cash, r)
    refused = u_refuse < refusal_chance(demand, heavy, h.power, h.goodwill, compassion, mood, r)
    hand = goods = news = 0.0
    if not refused:
        floor = r.subsistence * week.prices * week.season
        hand, goods = payment(demand, h.cash * (1 - r.hiding * h.expects), h.power, spend(h.cash, floor, r.mpc), r)
        news = lesson(demand, hand, h.power, belief, r)

    complained = u_complain < complaint_chance(demand, heavy, h.power, h.goodwill, propensity, mood, r)
    heard = 0 if not complained else 1 if demand.manner == "request" else 1 + mood.courtesy
    charged = u_charge < week.crackdown * (r.charge_base + r.charge_complaint * heard)
    dismissed = charged and u_dismiss < dismissal_chance(officer, r)
    after = views_after(demand, mood.need, h, r)
    called = u_call < logistic(r.call_base + r.call_sympathy * after.sympathy)
    suffered = (refused or complained) and not dismissed and u_revenge < r.retaliation
    if suffered:
        after = views_after(Demand("threat", 0), mood.need, after, r)
    rewarded = week.reward if charged and complained else 0
    after = replace(after, cash=h.cash - hand + rewarded, learned=h.learned + news)
    return Outcome(
        demand, margin, error, after, news, refused, hand, goods, complained, charged, dismissed, called, suffered
    )  # fmt: skip


def lesson(demand: Demand, hand: float, power: float, belief: float, r: Rules) -> float:
    """How far the officer moves his belief (log cash) on what he was given in cash."""
    if hand == demand.amount:
        return math.log(1 + r.learning_full)
    shown = revealed_cash(demand, hand, power, r) if hand > 0 else -math.inf
    return r.learning_partial * (max(math.log(20 * r.money_unit), shown) - belief)
