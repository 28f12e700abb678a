"""The officer's choice: what each manner and amount is worth against one household as he believes it to be."""

from typing import NamedTuple

import numpy as np

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.layout import (
    AMOUNTS,
    BLOCKED,
    COMPLAINT,
    COST,
    HAND_SHARE,
    HEARD,
    LOGS,
    MOST,
    MOST_STRAIN,
    ORDER,
    PAY,
    PLACE,
    REFUSAL,
    REQUEST,
    SPACINGS,
    STRAIN,
    STRAIN_CASH,
    SURE,
    THREAT,
    UTILITY,
    WEIGHT,
)
from shakedown.engine.maths import exp, exp32, logistic32

ZERO, ONE = np.float32(0), np.float32(1)


class Terms(NamedTuple):
    """What one manner means at one door: log reach, logits of refusal and complaint at no strain, effort (CNY)."""

    log_reach: float
    refusal: float
    refusal_slope: float
    complaint: float
    effort: float


class Mood(NamedTuple):
    """What an officer brings to every door this week (all floats).

    money: weight of money; risk: fear x chance of dismissal if charged x stake (CNY per unit chance of a charge);
    scruple: CNY per CNY asked; custom: logit by which refusal falls; need: urgency that shows, 0..1;
    hardship, loan, favour, season: chance that a request carries each framing; worth: what private trade makes a favour
    worth, and lends to a threat (0..1); channel, courtesy: this week's levers.
    """

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
    channel: float
    courtesy: float


@inlined
def reach_of(log_cash, log_phi, log_shield, r):
    """Log of what a household with this log cash can be brought to hand over (CNY), in one manner."""
    held = r.log_reach_cash
    return min(np.log(HAND_SHARE) + log_cash, log_phi + held + r.reach_elasticity * (log_cash - held) + log_shield)


@inlined
def strain_at(amount, cash, r):
    """How heavy a demand is for a household with this cash, 0..3."""
    return min(MOST_STRAIN, amount / (cash + STRAIN_CASH * r.money_unit))


@inlined
def lost_hold(mood, r):
    """By how much (logit) threats and orders are refused more readily for want of private trade to overlook."""
    return r.leverage * (1.0 - mood.worth)


@inlined
def request_slope(loan, favour, r):
    """Slope of refusal in strain for a request with (expected) promises: the more demanding promise sets it."""
    with_loan = r.strain_request + loan * (r.strain_loan - r.strain_request)
    with_favour = r.strain_request + favour * (r.strain_favour - r.strain_request)
    return max(with_loan, with_favour)


@inlined
def line(out, at, x, size, a, b):
    """out[at + j] = a + b x[j]."""
    a, b = np.float32(a), np.float32(b)
    for j in range(size):
        out[at + j] = a + b * x[j]


@inlined
def set_manner(manner, terms, complaint_slope, menu, desk):
    """Lay out one manner's part of the menu: what refusal, complaint and payment depend on, and the sure costs."""
    size = menu.rows.shape[1]
    at = manner * size
    line(desk[REFUSAL], at, desk[STRAIN], size, terms.refusal, terms.refusal_slope)
    line(desk[COMPLAINT], at, desk[STRAIN], size, terms.complaint, complaint_slope)
    line(desk[PLACE], at, menu.rows[LOGS], size, -(terms.log_reach + menu.first) / menu.step, 1.0 / menu.step)
    line(desk[COST], at, desk[SURE], size, terms.effort, 1.0)
    beyond = exp(terms.log_reach - menu.first)  # asking for more than the table's end brings in no more
    limit(desk[MOST], at, menu.rows[AMOUNTS], size, beyond)


@inlined
def limit(out, at, x, size, most):
    """out[at + j] = min(x[j], most)."""
    most = np.float32(most)
    for j in range(size):
        out[at + j] = min(x[j], most)


@compiled
def value_menu(log_cash, power, goodwill, mood, menu, r, desk):
    """Utility (CNY) of each demand, expected payment (CNY) and chance of a charge at fear 1, onto the desk.

    The officer believes log cash `log_cash` with sd belief_sd; he takes the mean household's compassion and propensity
    to complain, and the expected effect of the framings a request may carry. Place m * size + j is manner m, amount j.
    """
    log_shield = np.log(1.0 - r.shield * power)
    size = menu.rows.shape[1]
    means = np.exp(log_cash) + STRAIN_CASH * r.money_unit
    lay_out_strain(means, mood.scruple, r.consideration, menu.rows, desk[STRAIN], desk[SURE])
    complaint = r.complaint_base + r.complaint_power * power + r.complaint_channel * mood.channel
    complaint -= r.complaint_goodwill * goodwill
    eased = goodwill + mood.custom
    lost = lost_hold(mood, r)
    harder = 1.0 + mood.courtesy
    threat = Terms(
        reach_of(log_cash, menu.threat, log_shield, r),
        r.refusal_threat - eased + lost,
        r.strain_threat,
        complaint + r.complaint_threat,
        r.effort_threat * harder,
    )
    order = Terms(
        reach_of(log_cash, menu.order, log_shield, r),
        r.refusal_order - eased + lost,
        r.strain_order,
        complaint + r.complaint_order,
        r.effort_order * harder,
    )
    favour = mood.favour * mood.worth
    refusal = r.refusal_request - eased - r.compassion * mood.hardship * mood.need
    refusal += (mood.loan + mood.favour - mood.loan * mood.favour) * r.refusal_promise + mood.season * r.refusal_season
    complaint += r.complaint_request + mood.loan * r.complaint_loan + favour * r.complaint_favour
    request = Terms(
        reach_of(log_cash, menu.request + mood.loan * menu.loan, log_shield, r),
        refusal,
        request_slope(mood.loan, favour, r),
        complaint,
        r.effort_request,
    )
    set_manner(THREAT, threat, r.complaint_strain, menu, desk)
    set_manner(ORDER, order, r.complaint_strain, menu, desk)
    set_manner(REQUEST, request, r.complaint_strain, menu, desk)
    logistic_all(desk[REFUSAL])
    logistic_all(desk[COMPLAINT])
    share_all(desk[PLACE], menu.paid_share)
    expect_payment(desk[REFUSAL], desk[MOST], desk[PLACE], desk[PAY])
    told = r.charge_complaint
    expect_charge(desk[COMPLAINT], REQUEST * size, r.charge_base, told * harder, told, desk[HEARD])
    kept = mood.money * (1.0 - mood.loan * r.loan_repaid)
    value_all(desk[PAY], desk[HEARD], desk[COST], REQUEST * size, mood.money, kept, mood.risk, desk[UTILITY])


@compiled
def lay_out_strain(means, scruple, consideration, rows, strain, sure):
    """Strain of each amount over these means, and what asking it costs the officer whatever the manner."""
    per_cny, most = np.float32(1.0 / means), np.float32(MOST_STRAIN)
    scruple, consideration = np.float32(scruple), np.float32(consideration)
    for j in range(rows.shape[1]):
        strain[j] = min(most, rows[AMOUNTS, j] * per_cny)
    for j in range(rows.shape[1]):
        sure[j] = rows[BLOCKED, j] + scruple * rows[AMOUNTS, j] + consideration * strain[j]


@compiled
def expect_payment(refusal, most, share, pay):
    """Expected payment of every demand, CNY."""
    for q in range(pay.size):
        pay[q] = (ONE - refusal[q]) * most[q] * share[q]


@compiled
def expect_charge(complaint, start, base, coerced, asked, heard):
    """Chance of a charge at fear 1 for every demand; from `start` on stand requests."""
    base, coerced, asked = np.float32(base), np.float32(coerced), np.float32(asked)
    for q in range(start):
        heard[q] = base + coerced * complaint[q]
    for q in range(start, heard.size):
        heard[q] = base + asked * complaint[q]


@compiled
def value_all(pay, heard, cost, start, money, kept, risk, utility):
    """Utility of every demand, CNY; from `start` on stand requests, part of which is to be repaid."""
    money, kept, risk = np.float32(money), np.float32(kept), np.float32(risk)
    for q in range(start):
        utility[q] = money * pay[q] - risk * heard[q] - cost[q]
    for q in range(start, utility.size):
        utility[q] = kept * pay[q] - risk * heard[q] - cost[q]


@compiled
def logistic_all(x):
    """The logistic of a whole desk row, in place. (The compiler makes vectors of short loops over few arrays.)"""
    for q in range(x.size):
        x[q] = logistic32(x[q])


@compiled
def share_all(place, table):
    """Table places to E[min(a, C)]/a, in place, by linear interpolation."""
    last = np.float32(table.size - 1.001)
    for q in range(place.size):
        at = min(last, max(ZERO, place[q]))
        k = np.int32(at)
        place[q] = table[k] + (at - np.float32(k)) * (table[k + 1] - table[k])


@compiled
def weigh(r, desk):
    """Quantal response: the chance of each demand onto the desk; returns the worth of the contact (CNY, none is 0)."""
    utility, weight, spacing = desk[UTILITY], desk[WEIGHT], desk[SPACINGS]
    best = max(ZERO, largest(utility))
    scale = np.float32(1.0 / r.choice_scale)
    for q in range(utility.size):
        weight[q] = spacing[q] * exp32((utility[q] - best) * scale)
    total = exp32(-best * scale) + summed(weight)
    share = ONE / total
    for q in range(weight.size):
        weight[q] *= share
    return best + r.choice_scale * np.log(np.float64(total))


@compiled
def largest(x):
    """Maximum, in four strands so that no step waits for the one before (rows are whole vectors)."""
    a, b, c, d = x[0], x[1], x[2], x[3]
    for q in range(4, x.size, 4):
        a, b, c, d = max(a, x[q]), max(b, x[q + 1]), max(c, x[q + 2]), max(d, x[q + 3])
    return max(max(a, b), max(c, d))


@compiled
def summed(x):
    """Sum, in four strands."""
    a, b, c, d = ZERO, ZERO, ZERO, ZERO
    for q in range(0, x.size, 4):
        a, b, c, d = a + x[q], b + x[q + 1], c + x[q + 2], d + x[q + 3]
    return (a + b) + (c + d)


@compiled
def expected(x, weight):
    """Sum of x weighted, in four strands."""
    a, b, c, d = ZERO, ZERO, ZERO, ZERO
    for q in range(0, x.size, 4):
        a, b = a + x[q] * weight[q], b + x[q + 1] * weight[q + 1]
        c, d = c + x[q + 2] * weight[q + 2], d + x[q + 3] * weight[q + 3]
    return (a + b) + (c + d)


@compiled
def choose(weight, u):
    """The place on the menu that the uniform `u` falls on, -1 for no demand."""
    for q in range(weight.size):
        u -= weight[q]
        if u < 0.0:
            return q
    return -1
