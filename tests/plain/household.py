"""The household's side: refusing, paying, complaining, and what it then thinks."""

import math
from dataclasses import replace

from shakedown.society.rules import Rules
from tests.plain.society import Demand, Household, Mood, logistic, reach, request_slope


def refusal_chance(
    demand: Demand, heavy: float, power: float, goodwill: float, compassion: float, mood: Mood, r: Rules
) -> float:
    loan, favour = "loan" in demand.framings, "favour" in demand.framings
    nothing_to_overlook = r.leverage * (1 - mood.worth)
    if demand.manner == "threat":
        logit = r.refusal_threat + r.strain_threat * heavy + nothing_to_overlook
    elif demand.manner == "order":
        logit = r.refusal_order + r.strain_order * heavy + nothing_to_overlook
    else:
        logit = r.refusal_request + request_slope(loan, favour * mood.worth, r) * heavy
        logit += r.refusal_promise * (loan or favour) + r.refusal_season * ("season" in demand.framings)
        logit -= compassion * mood.need * ("hardship" in demand.framings)
    return logistic(logit - goodwill - mood.custom + r.protector * power)


def complaint_chance(
    demand: Demand, heavy: float, power: float, goodwill: float, propensity: float, mood: Mood, r: Rules
) -> float:
    logit = r.complaint_base + propensity + r.complaint_strain * heavy + r.complaint_power * power
    logit += mood.answered - r.complaint_goodwill * goodwill
    if demand.manner == "threat":
        return logistic(logit + r.complaint_threat)
    if demand.manner == "order":
        return logistic(logit + r.complaint_order)
    logit += r.complaint_loan * ("loan" in demand.framings)
    logit += r.complaint_favour * mood.worth * ("favour" in demand.framings)
    return logistic(logit + r.complaint_request)


def spend(means: float, floor: float, mpc: float) -> float:
    return min(means, floor + mpc * max(0, means - floor))


def payment(demand: Demand, cash: float, power: float, weekly_spending: float, r: Rules) -> tuple[float, float]:
    """(Cash, goods at the officer's price), CNY."""
    hand = min(demand.amount, reach(cash, power, demand.manner, r, loan="loan" in demand.framings))
    goods = min(demand.amount - hand, r.kind_share * weekly_spending * (1 - r.kind_discount))
    return hand, goods


def revealed_cash(demand: Demand, hand: float, power: float, r: Rules) -> float:
    """The log of the cash at which `hand` is all that can be had."""
    thousand = 1000 * r.money_unit
    of_a_thousand = {"threat": r.reach_threat, "order": r.reach_order, "request": r.reach_request}[demand.manner]
    of_a_thousand *= thousand * (1 - r.shield * power) * (r.reach_loan if "loan" in demand.framings else 1)
    return math.log(max(hand / 0.9, thousand * (hand / of_a_thousand) ** (1 / r.reach_elasticity)))


def views_after(demand: Demand, need: float, h: Household, r: Rules) -> Household:
    if demand.manner == "request":
        plea = need if "hardship" in demand.framings else 0
        return replace(
            h,
            goodwill=h.goodwill + 0.5 * r.view_step * h.expects * (1 - h.goodwill),
            sympathy=h.sympathy + r.sympathy_step * plea * (1 - h.sympathy),
            expects=h.expects - r.view_step * h.expects,
        )
    step = r.view_step if demand.manner == "threat" else r.view_step / 2
    return replace(
        h,
        goodwill=h.goodwill - step * (1 + h.goodwill),
        sympathy=h.sympathy - step * h.sympathy,
        resentment=h.resentment + step * (1 - h.resentment),
        expects=h.expects + r.view_step * (1 - h.expects),
    )
