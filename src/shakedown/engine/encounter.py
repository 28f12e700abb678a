"""The household's answer to one demand, and what the demand does to its views. Pure functions of numbers."""

import numpy as np

from shakedown.engine.compiled import compiled
from shakedown.engine.layout import FAVOUR, HAND_SHARE, HARDSHIP, LOAN, ORDER, REQUEST, SEASON, THREAT
from shakedown.engine.maths import logistic
from shakedown.engine.menu import lost_hold, reach_of, request_slope


@compiled
def has(framings, one):
    """1.0 if the set of framings holds `one`, else 0.0."""
    return 1.0 if framings & one else 0.0


@compiled
def log_phi_of(manner, framings, r):
    """Log of the share within reach at 1,000 CNY in this manner, a promise to repay included."""
    if manner == THREAT:
        return np.log(r.reach_threat)
    if manner == ORDER:
        return np.log(r.reach_order)
    return np.log(r.reach_request) + has(framings, LOAN) * np.log(r.reach_loan)


@compiled
def refusal_chance(manner, framings, strain, goodwill, compassion, mood, r):
    """Chance that a household refuses outright."""
    if manner == THREAT:
        logit = r.refusal_threat + r.strain_threat * strain + lost_hold(mood, r)
    elif manner == ORDER:
        logit = r.refusal_order + r.strain_order * strain + lost_hold(mood, r)
    else:
        loan, favour = has(framings, LOAN), has(framings, FAVOUR)
        logit = r.refusal_request + max(loan, favour) * r.refusal_promise + has(framings, SEASON) * r.refusal_season
        logit += request_slope(loan, favour * mood.worth, r) * strain
        logit -= compassion * has(framings, HARDSHIP) * mood.need
    return logistic(logit - goodwill - mood.custom)


@compiled
def complaint_chance(manner, framings, strain, power, goodwill, propensity, mood, r):
    """Chance that a household complains of the demand, whether or not it paid."""
    logit = r.complaint_base + propensity + r.complaint_strain * strain + r.complaint_power * power
    logit += r.complaint_channel * mood.channel - r.complaint_goodwill * goodwill
    if manner == THREAT:
        logit += r.complaint_threat
    elif manner == ORDER:
        logit += r.complaint_order
    else:
        logit += r.complaint_request + has(framings, LOAN) * r.complaint_loan
        logit += has(framings, FAVOUR) * mood.worth * r.complaint_favour
    return logistic(logit)


@compiled
def payment(manner, framings, amount, cash, power, weekly_spending, r):
    """What a household that does not refuse hands over: (cash, goods at the officer's price), both CNY.

    Cash up to its reach; short of cash, goods up to `kind_share` of a week's consumption at a discount.
    """
    if cash <= 0.0:
        hand = 0.0
    else:
        log_reach = reach_of(np.log(cash), log_phi_of(manner, framings, r), np.log(1.0 - r.shield * power), r)
        hand = min(amount, np.exp(log_reach))
    goods = min(amount - hand, r.kind_share * weekly_spending * (1.0 - r.kind_discount))
    return hand, goods


@compiled
def revealed_cash(manner, framings, handed, power, r):
    """Log of the cash that a part payment of `handed` CNY reveals: `payment` read backwards."""
    log_shield = np.log(1.0 - r.shield * power)
    held = r.log_reach_cash
    by_reach = held + (np.log(handed) - log_phi_of(manner, framings, r) - held - log_shield) / r.reach_elasticity
    return max(np.log(handed / HAND_SHARE), by_reach)


@compiled
def views_after(manner, framings, need, goodwill, sympathy, resentment, expects, r):
    """A household's views after an approach: (goodwill -1..1, sympathy, resentment, expected coercion 0..1).

    Coercion lowers goodwill and sympathy and raises resentment (an order half as much as a threat); kindness where
    coercion was expected raises goodwill by the surprise; a plea of visible need raises sympathy.
    """
    if manner == REQUEST:
        goodwill += 0.5 * r.view_step * expects * (1.0 - goodwill)
        sympathy += r.sympathy_step * has(framings, HARDSHIP) * need * (1.0 - sympathy)
        return goodwill, sympathy, resentment, expects * (1.0 - r.view_step)
    step = r.view_step * (1.0 if manner == THREAT else 0.5)
    return (
        goodwill - step * (1.0 + goodwill),
        sympathy * (1.0 - step),
        resentment + step * (1.0 - resentment),
        expects + r.view_step * (1.0 - expects),
    )
