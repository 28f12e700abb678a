"""The officer's side: his mood, the menu as he weighs it, his choice, and what his post is worth."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from shakedown.society.rules import Rules
from tests.plain.society import MANNERS, Customs, Mood, Officer, Week, logistic, reach, request_slope, strain


class Option(NamedTuple):
    """One demand as the officer weighs it: CNY, but `charge`, a chance at fear 1, and `spacing`, in logs."""

    payment: float
    charge: float
    utility: float
    spacing: float


def mood_of(officer: Officer, protection: float, week: Week, r: Rules, customs: Customs | None = None) -> Mood:
    usual = customs or Customs(paying=r.norm_usual, asking=r.norm_usual, resolve=0.0)
    rise = max(0, usual.used_to - 1) * usual.first_pay / max(usual.first_pay, r.outside_income)
    claims = 1 + r.status * rise
    need = max(r.money_unit, r.need * claims * week.prices * week.season_felt)
    quota = week.quota * (1 + r.quota_season * week.festive)
    delivered = min(quota, r.quota_share * officer.takings)
    means = (
        week.provision * (1 - r.pay_in_kind * r.kind_discount)
        + protection
        + (1 - r.passed_up) * officer.takings
        - delivered
    )
    money = min(10, max(0.1, means / need)) ** -r.need_exponent
    urgency = max(0, 1 - 1 / money)
    if quota > 0:
        money += r.quota_weight * (1 - delivered / quota)
    paying = min(1, max(0, usual.paying + week.campaign))
    safe = week.channel * (1 - r.retaliation)
    fear_of_revenge = r.retaliation_feared * r.retaliation
    trade = min(1, week.private_trade)
    return Mood(
        money=money,
        risk=officer.fear * (dismissal_chance(officer, r) * (max(0, officer.post_value) + r.penalty) + r.fine),
        scruple=officer.scruple
        * r.scruple
        * (1 - r.entitlement_ease * officer.entitlement)
        * math.exp(-r.norm_ease * (usual.asking - r.norm_usual)),
        custom=r.custom * officer.entitlement
        + r.norm_weight * (paying - r.norm_usual)
        - r.resolve_weight * usual.resolve
        + fear_of_revenge,
        need=urgency,
        hardship=min(0.98, r.hardship_base + r.hardship_need * urgency),
        loan=r.loan_use,
        favour=min(0.98, r.favour_base + r.favour_trade * trade),
        season=min(0.9, max(0, r.season_use * (week.season_felt - 1))),
        worth=trade,
        answered=r.complaint_channel * safe
        + r.complaint_freed * week.payer_freed * safe
        + r.complaint_reward * math.log(1 + week.reward / (100 * r.money_unit))
        - fear_of_revenge,
        courtesy=week.courtesy,
    )


def dismissal_chance(officer: Officer, r: Rules) -> float:
    """If charged."""
    return logistic(r.dismissal_slope * (r.dismissal_bar - officer.performance))


def fear_after(fear: float, crackdown: float, colleagues_dismissed: float, r: Rules) -> float:
    speed = r.fear_up if crackdown > fear else r.fear_down
    return min(1, fear + speed * (crackdown - fear) + r.fear_bump * colleagues_dismissed * (1 - fear))


def value_of_post(
    regular: float, takings: tuple[float, float], hazards: tuple[float, float], duration: float,
    reopening: float, gain: float, r: Rules,
) -> float:  # fmt: skip
    """Takings and hazards are (now, as usual)."""
    stay = 1 - 1 / r.expected_stay
    keep_now, keep_usual = (stay * (1 - min(1, hazard)) for hazard in hazards)
    income_now, income_usual = (regular + (1 - r.passed_up) * taken for taken in takings)
    usual = income_usual / (1 - keep_usual)
    now = (income_now + keep_now * usual / duration) / (1 - keep_now * (1 - 1 / duration))
    return now + gain * keep_usual**reopening / (1 - keep_usual)


def menu_of(
    amounts: Sequence[float], believed: float, power: float, goodwill: float, mood: Mood, r: Rules
) -> list[Option]:
    """Every demand he can make of a household whose log cash he believes to be `believed`, threats first."""
    return [
        weighed(manner, amount, spacing, math.exp(believed), power, goodwill, mood, r)
        for manner in MANNERS
        for amount, spacing in zip(amounts, spacings(amounts), strict=True)
    ]


def spacings(amounts: Sequence[float]) -> list[float]:
    """The stretch of log amounts each round amount stands for: half-way to its neighbours, mirrored at the ends."""
    a = [amounts[0] ** 2 / amounts[1], *amounts, amounts[-1] ** 2 / amounts[-2]]
    return [math.log(above / below) / 2 for below, above in zip(a, a[2:], strict=False)]


def weighed(
    manner: str, amount: float, spacing: float, cash: float, power: float, goodwill: float, mood: Mood, r: Rules
) -> Option:
    """One demand, with the expected effect of the framings that a request may carry."""
    asks = manner == "request"
    loan, favour = (mood.loan, mood.favour * mood.worth) if asks else (0, 0)
    heavy = strain(amount, cash, r)

    refusal = {"threat": r.refusal_threat, "order": r.refusal_order, "request": r.refusal_request}[manner]
    slope = {"threat": r.strain_threat, "order": r.strain_order, "request": request_slope(loan, favour, r)}[manner]
    refusal += slope * heavy - goodwill - mood.custom + r.protector * power
    if not asks:
        refusal += r.leverage * (1 - mood.worth)
    else:
        refusal -= r.compassion * mood.hardship * mood.need
        refusal += (1 - (1 - mood.loan) * (1 - mood.favour)) * r.refusal_promise + mood.season * r.refusal_season

    complaint = r.complaint_base + r.complaint_strain * heavy + r.complaint_power * power
    complaint += mood.answered - r.complaint_goodwill * goodwill
    complaint += {"threat": r.complaint_threat, "order": r.complaint_order, "request": r.complaint_request}[manner]
    complaint += loan * r.complaint_loan + favour * r.complaint_favour

    harder = 1 if asks else 1 + mood.courtesy
    effort = {"threat": r.effort_threat, "order": r.effort_order, "request": r.effort_request}[manner]
    sd = min(1, r.reach_elasticity) * r.belief_sd
    payment = (1 - logistic(refusal)) * expected_payment(amount, reach(cash, power, manner, r, loan), sd)
    charge = r.charge_base + r.charge_complaint * harder * logistic(complaint)
    gain = mood.money * payment * (1 - loan * r.loan_repaid)
    cost = effort * harder + mood.scruple * amount + r.consideration * heavy
    return Option(payment, charge, gain - mood.risk * charge - cost, spacing)


def expected_payment(amount: float, median: float, sd: float) -> float:
    """E[min(amount, C)] for C log-normal."""
    z = math.log(amount / median)
    return median * math.exp(sd * sd / 2) * normal_below((z - sd * sd) / sd) + amount * normal_below(-z / sd)


def normal_below(x: float) -> float:
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def response(menu: list[Option], r: Rules) -> tuple[list[float], float]:
    """Quantal response: the chance of each demand (the rest of 1 is for none), and the worth of the contact, CNY."""
    best = max(0, *(o.utility for o in menu))
    weights = [o.spacing * math.exp((o.utility - best) / r.choice_scale) for o in menu]
    total = math.exp(-best / r.choice_scale) + sum(weights)
    return [w / total for w in weights], best + r.choice_scale * math.log(total)


def choose(shares: list[float], u: float) -> tuple[int, float]:
    """Which demand the uniform falls on (-1: none), and how far it is from falling on another."""
    chosen, margin, upto = -1, 1.0, 0.0
    for place, share in enumerate(shares):
        upto += share
        margin = min(margin, abs(u - upto))
        if chosen < 0 and u < upto:
            chosen = place
    return chosen, margin
