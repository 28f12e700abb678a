"""The officer's choice: what each manner and amount is worth against one household as he believes it to be.

Numbers stand on the desk, one flat piece of scratch whose rows begin at constant places (`layout.py`): so the compiler
knows that they do not overlap and makes vectors of each loop. A loop treats all three manners side by side, since each
step then waits for nothing the others do.
"""

from typing import NamedTuple

import numpy as np

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.layout import (
    AMOUNTS,
    BLOCKED,
    HAND_SHARE,
    HEARD,
    LOGS,
    MOST_STRAIN,
    NONE,
    ORDER,
    PAY,
    PLACE,
    REQUEST,
    SHARE,
    SPACING,
    STRAIN,
    STRAIN_CASH,
    SURE,
    THREAT,
    TOTAL,
    UTILITY,
    WEIGHT,
    WIDTH,
)
from shakedown.engine.maths import exp, exp32, log

ZERO, ONE = np.float32(0), np.float32(1)
THREATS, ORDERS, REQUESTS = THREAT * WIDTH, ORDER * WIDTH, REQUEST * WIDTH
"""Where each manner's part of a row of three manners begins."""
LOG_HAND_SHARE = np.log(HAND_SHARE)


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
def log_shield(power, r):
    """Log of what a household's power leaves of its reach."""
    return log(1.0 - r.shield * power)


@inlined
def reach_of(log_cash, log_phi, shield, r):
    """Log of what a household with this log cash can be brought to hand over (CNY), in one manner."""
    held = r.log_reach_cash
    return min(LOG_HAND_SHARE + log_cash, log_phi + held + r.reach_elasticity * (log_cash - held) + shield)


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
def value_menu(log_cash, power, goodwill, mood, menu, r, desk):
    """What each demand brings in (PAY, CNY, expected) and its chance of a charge at fear 1 (HEARD), onto the desk.

    The officer believes log cash `log_cash` with sd belief_sd; he takes the mean household's compassion and propensity
    to complain, and the expected effect of the framings a request may carry.
    """
    size, shield = menu.size, log_shield(power, r)
    lay_out_strain(size, exp(log_cash) + STRAIN_CASH * r.money_unit, mood.scruple, r.consideration, desk)
    lay_out_shares(
        size,
        reach_of(log_cash, menu.threat, shield, r),
        reach_of(log_cash, menu.order, shield, r),
        reach_of(log_cash, menu.request + mood.loan * menu.loan, shield, r),
        menu,
        desk,
    )
    eased, lost, favour = goodwill + mood.custom, lost_hold(mood, r), mood.favour * mood.worth
    refusal = r.refusal_request - eased - r.compassion * mood.hardship * mood.need
    refusal += (mood.loan + mood.favour - mood.loan * mood.favour) * r.refusal_promise + mood.season * r.refusal_season
    expect_payment(
        size,
        (r.refusal_threat - eased + lost, r.strain_threat),
        (r.refusal_order - eased + lost, r.strain_order),
        (refusal, request_slope(mood.loan, favour, r)),
        desk,
    )
    complaint = r.complaint_base + r.complaint_power * power + r.complaint_channel * mood.channel
    complaint -= r.complaint_goodwill * goodwill
    expect_charge(
        size,
        complaint + r.complaint_threat,
        complaint + r.complaint_order,
        complaint + r.complaint_request + mood.loan * r.complaint_loan + favour * r.complaint_favour,
        mood,
        r,
        desk,
    )


@inlined
def lay_out_strain(size, means, scruple, consideration, desk):
    """Strain of each amount over these means, and what asking it costs the officer whatever the manner."""
    per_cny, most = np.float32(1.0 / means), np.float32(MOST_STRAIN)
    scruple, consideration = np.float32(scruple), np.float32(consideration)
    for j in range(size):
        strain = min(most, desk[AMOUNTS + j] * per_cny)
        desk[STRAIN + j] = strain
        desk[SURE + j] = desk[BLOCKED + j] + scruple * desk[AMOUNTS + j] + consideration * strain


@inlined
def lay_out_shares(size, threat, order, request, menu, desk):
    """E[min(a, C)] of every demand at these log reaches, CNY, by linear interpolation in the table."""
    step, last = np.float32(1.0 / menu.step), np.float32(menu.paid_share.size - 1.001)
    from_threat, from_order, from_request = place_of(threat, menu), place_of(order, menu), place_of(request, menu)
    most_threat, most_order, most_request = most_of(threat, menu), most_of(order, menu), most_of(request, menu)
    for j in range(size):
        at = step * desk[LOGS + j]
        desk[PLACE + THREATS + j] = min(last, max(ZERO, at - from_threat))
        desk[PLACE + ORDERS + j] = min(last, max(ZERO, at - from_order))
        desk[PLACE + REQUESTS + j] = min(last, max(ZERO, at - from_request))
    for j in range(size):
        desk[SHARE + THREATS + j] = share_at(desk[PLACE + THREATS + j], menu.paid_share)
        desk[SHARE + ORDERS + j] = share_at(desk[PLACE + ORDERS + j], menu.paid_share)
        desk[SHARE + REQUESTS + j] = share_at(desk[PLACE + REQUESTS + j], menu.paid_share)
    for j in range(size):
        amount = desk[AMOUNTS + j]
        desk[SHARE + THREATS + j] *= min(amount, most_threat)
        desk[SHARE + ORDERS + j] *= min(amount, most_order)
        desk[SHARE + REQUESTS + j] *= min(amount, most_request)


@inlined
def place_of(log_reach, menu):
    """Where the table begins at this log reach, in steps."""
    return np.float32((log_reach + menu.first) / menu.step)


@inlined
def most_of(log_reach, menu):
    """The amount (CNY) at the table's end: asking for more brings in no more."""
    return np.float32(exp(log_reach - menu.first))


@inlined
def share_at(place, table):
    """E[min(a, C)]/a between two entries of the table. (Unsigned places need no check for counting from the end.)"""
    k = np.uint32(place)
    low = table[k]
    return low + (place - np.float32(k)) * (table[np.uint32(k + np.uint32(1))] - low)


@inlined
def expect_payment(size, threat, order, request, desk):
    """Expected payment of every demand, CNY: what is within reach, unless refused (logit at no strain, and slope)."""
    threat_0, threat_1 = np.float32(threat[0]), np.float32(threat[1])
    order_0, order_1 = np.float32(order[0]), np.float32(order[1])
    request_0, request_1 = np.float32(request[0]), np.float32(request[1])
    for j in range(size):
        strain = desk[STRAIN + j]
        desk[PAY + THREATS + j] = desk[SHARE + THREATS + j] / (ONE + exp32(threat_0 + threat_1 * strain))
        desk[PAY + ORDERS + j] = desk[SHARE + ORDERS + j] / (ONE + exp32(order_0 + order_1 * strain))
        desk[PAY + REQUESTS + j] = desk[SHARE + REQUESTS + j] / (ONE + exp32(request_0 + request_1 * strain))


@inlined
def expect_charge(size, threat, order, request, mood, r, desk):
    """Chance of a charge at fear 1 for every demand, from the logits of a complaint at no strain."""
    base, told = np.float32(r.charge_base), np.float32(r.charge_complaint)
    coerced, slope = np.float32(r.charge_complaint * (1.0 + mood.courtesy)), np.float32(r.complaint_strain)
    threat, order, request = np.float32(threat), np.float32(order), np.float32(request)
    for j in range(size):
        more = slope * desk[STRAIN + j]
        desk[HEARD + THREATS + j] = base + coerced / (ONE + exp32(-(threat + more)))
        desk[HEARD + ORDERS + j] = base + coerced / (ONE + exp32(-(order + more)))
        desk[HEARD + REQUESTS + j] = base + told / (ONE + exp32(-(request + more)))


@inlined
def value_all(size, mood, r, desk):
    """Utility of every demand, CNY: part of a request is to be repaid, an order from above makes coercion dearer."""
    money, kept = np.float32(mood.money), np.float32(mood.money * (1.0 - mood.loan * r.loan_repaid))
    risk, harder = np.float32(mood.risk), 1.0 + mood.courtesy
    threat, order = np.float32(r.effort_threat * harder), np.float32(r.effort_order * harder)
    request = np.float32(r.effort_request)
    for j in range(size):
        sure = desk[SURE + j]
        desk[UTILITY + THREATS + j] = (
            money * desk[PAY + THREATS + j] - risk * desk[HEARD + THREATS + j] - (sure + threat)
        )
        desk[UTILITY + ORDERS + j] = money * desk[PAY + ORDERS + j] - risk * desk[HEARD + ORDERS + j] - (sure + order)
        desk[UTILITY + REQUESTS + j] = (
            kept * desk[PAY + REQUESTS + j] - risk * desk[HEARD + REQUESTS + j] - (sure + request)
        )


@inlined
def weigh(size, r, desk):
    """Quantal response: the weight of each demand, of each manner (TOTAL) and of none (NONE) onto the desk.

    Returns the worth of the contact (CNY, none is 0). A chance is a weight over the sum of all.
    """
    best = largest(size, desk)
    scale = np.float32(1.0 / r.choice_scale)
    for j in range(size):
        spacing = desk[SPACING + j]
        desk[WEIGHT + THREATS + j] = spacing * exp32((desk[UTILITY + THREATS + j] - best) * scale)
        desk[WEIGHT + ORDERS + j] = spacing * exp32((desk[UTILITY + ORDERS + j] - best) * scale)
        desk[WEIGHT + REQUESTS + j] = spacing * exp32((desk[UTILITY + REQUESTS + j] - best) * scale)
    desk[TOTAL + THREAT] = summed(WEIGHT + THREATS, size, desk)
    desk[TOTAL + ORDER] = summed(WEIGHT + ORDERS, size, desk)
    desk[TOTAL + REQUEST] = summed(WEIGHT + REQUESTS, size, desk)
    desk[NONE] = exp32(-best * scale)
    return best + r.choice_scale * log(np.float64(all_weight(desk)))


@inlined
def all_weight(desk):
    """The sum of all weights, that of no demand included."""
    return desk[NONE] + ((desk[TOTAL + THREAT] + desk[TOTAL + ORDER]) + desk[TOTAL + REQUEST])


@inlined
def largest(size, desk):
    """The largest utility, 0 (no demand) included, in four strands so that no step waits for the one before."""
    for j in range(size):
        best = max(desk[UTILITY + THREATS + j], desk[UTILITY + ORDERS + j])
        desk[PLACE + j] = max(best, desk[UTILITY + REQUESTS + j])
    a, b, c, d = desk[PLACE], desk[PLACE + 1], desk[PLACE + 2], desk[PLACE + 3]
    for j in range(4, size, 4):
        a, b = max(a, desk[PLACE + j]), max(b, desk[PLACE + j + 1])
        c, d = max(c, desk[PLACE + j + 2]), max(d, desk[PLACE + j + 3])
    return max(max(max(a, b), max(c, d)), ZERO)


@inlined
def summed(row, size, desk):
    """The sum of one manner's part of a row, in four strands."""
    a, b, c, d = ZERO, ZERO, ZERO, ZERO
    for j in range(0, size, 4):
        a, b, c, d = a + desk[row + j], b + desk[row + j + 1], c + desk[row + j + 2], d + desk[row + j + 3]
    return (a + b) + (c + d)


@inlined
def expected(row, size, desk):
    """The mean of a row over the chances of all demands (0 for none)."""
    for j in range(size):
        coerced = desk[row + THREATS + j] * desk[WEIGHT + THREATS + j]
        coerced += desk[row + ORDERS + j] * desk[WEIGHT + ORDERS + j]
        desk[PLACE + j] = coerced + desk[row + REQUESTS + j] * desk[WEIGHT + REQUESTS + j]
    return summed(PLACE, size, desk) / all_weight(desk)


@compiled
def choose(size, u, desk):
    """(manner, amount's place on the menu) that the uniform `u` falls on; manner -1 for no demand."""
    left = u * all_weight(desk)
    for manner in range(3):
        if left < desk[TOTAL + manner]:
            for j in range(size):
                left -= desk[WEIGHT + manner * WIDTH + j]
                if left < 0.0:
                    return manner, j
            return manner, last_of(manner, size, desk)  # rounding ate the last crumb
        left -= desk[TOTAL + manner]
    return -1, 0


@inlined
def last_of(manner, size, desk):
    """The last amount with any weight in a manner."""
    for j in range(size - 1, 0, -1):
        if desk[WEIGHT + manner * WIDTH + j] > ZERO:
            return j
    return 0
