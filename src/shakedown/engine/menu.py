"""What each manner and amount is worth to an officer against one household as he believes it to be, fear apart.

Numbers stand on the desk, one flat piece of scratch whose rows begin at constant places (`layout.py`): so the compiler
knows that they do not overlap and makes vectors of each loop. A loop treats all three manners side by side, since each
step then waits for nothing the others do.
"""

from typing import NamedTuple

import numpy as np

from shakedown.engine.compiled import inlined
from shakedown.engine.layout import (
    AMOUNTS,
    BLOCKED,
    HAND_SHARE,
    HEARD,
    MOST_STRAIN,
    NET,
    ORDER,
    PAY,
    REQUEST,
    SHARE,
    STRAIN_CASH,
    THREAT,
    WIDTH,
)
from shakedown.engine.maths import LOG2_E, exp, power_of_two

ONE = np.float32(1)
THREATS, ORDERS, REQUESTS = THREAT * WIDTH, ORDER * WIDTH, REQUEST * WIDTH
"""Where each manner's part of a row of three manners begins."""
LOG_HAND_SHARE = np.log(HAND_SHARE)


class Mood(NamedTuple):
    """What an officer brings to every door this week (all floats).

    money: weight of money; risk: fear x chance of dismissal if charged x stake (CNY per unit chance of a charge);
    scruple: CNY per CNY asked; custom: logit by which refusal falls; need: urgency that shows, 0..1;
    hardship, loan, favour, season: chance that a request carries each framing; worth: what private trade makes a favour
    worth, and lends to a threat (0..1); answered: logit by which the channel, rewards and retaliation move complaining;
    courtesy: this week's lever.
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
    answered: float
    courtesy: float


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


class Terms(NamedTuple):
    """How one manner would be taken by one household (float32).

    refusal, slope: logits of refusal at no strain and per strain, in powers of two; told: e^-logit of a complaint at no
    strain; charge: chance of a charge if one complains, at fear 1; money: weight of what is paid; effort: CNY.
    """

    refusal: np.float32
    slope: np.float32
    told: np.float32
    charge: np.float32
    money: np.float32
    effort: np.float32


@inlined
def terms(refusal, slope, complaint, charge, money, effort):
    """The same from doubles: logits of refusal and of a complaint as they are elsewhere."""
    return Terms(
        np.float32(LOG2_E * refusal),
        np.float32(LOG2_E * slope),
        power_of_two(np.float32(-LOG2_E * complaint)),
        np.float32(charge),
        np.float32(money),
        np.float32(effort),
    )


@inlined
def value_menu(log_cash, power, shield, goodwill, mood, menu, r, desk):
    """What each demand brings in (PAY, CNY, expected), its chance of a charge at fear 1 (HEARD), and its worth but for fear
    (NET, CNY), onto the desk.

    The officer believes log cash `log_cash` with sd belief_sd; `shield`: log of what power leaves of its reach. He takes the
    mean household's compassion and propensity to complain, and the expected effect of the framings a request may carry.
    """
    lay_out(SHARE + THREATS, reach_of(log_cash, menu.threat, shield, r), menu, desk)
    lay_out(SHARE + ORDERS, reach_of(log_cash, menu.order, shield, r), menu, desk)
    lay_out(SHARE + REQUESTS, reach_of(log_cash, menu.request + mood.loan * menu.loan, shield, r), menu, desk)
    eased, lost, favour = goodwill + mood.custom - r.protector * power, lost_hold(mood, r), mood.favour * mood.worth
    refusal = r.refusal_request - eased - r.compassion * mood.hardship * mood.need
    refusal += (mood.loan + mood.favour - mood.loan * mood.favour) * r.refusal_promise + mood.season * r.refusal_season
    complaint = r.complaint_base + r.complaint_power * power + mood.answered
    complaint -= r.complaint_goodwill * goodwill
    asked = complaint + r.complaint_request + mood.loan * r.complaint_loan + favour * r.complaint_favour
    slope, kept, harder = request_slope(mood.loan, favour, r), 1.0 - mood.loan * r.loan_repaid, 1.0 + mood.courtesy
    told, coerced = r.charge_complaint, r.charge_complaint * harder
    value_all(
        menu.size,
        exp(log_cash) + STRAIN_CASH * r.money_unit,
        mood.scruple,
        terms(
            r.refusal_threat - eased + lost,
            r.strain_threat,
            complaint + r.complaint_threat,
            coerced,
            mood.money,
            r.effort_threat * harder,
        ),
        terms(
            r.refusal_order - eased + lost,
            r.strain_order,
            complaint + r.complaint_order,
            coerced,
            mood.money,
            r.effort_order * harder,
        ),
        terms(refusal, slope, asked, told, mood.money * kept, r.effort_request),
        r,
        desk,
    )


@inlined
def lay_out(row, reach, menu, desk):
    """E[min(a, C)] of every amount at this log reach onto a row, CNY, between two rows of the table.

    Above the table everything is paid in full, below it the whole of the reach.
    """
    place = min(menu.last, max(0.0, (reach - menu.first) * menu.per_log))
    k = np.uint32(place)
    part, low = np.float32(place - k), np.uint32(k * np.uint32(menu.size))
    high = np.uint32(low + np.uint32(menu.size))
    for j in range(menu.size):
        less = menu.paid[low + np.uint32(j)]
        desk[row + j] = less + part * (menu.paid[high + np.uint32(j)] - less)
    if reach < menu.first:
        fade = np.float32(exp(reach - menu.first))
        for j in range(menu.size):
            desk[row + j] *= fade


@inlined
def value_all(size, means, scruple, threat, order, request, r, desk):
    """PAY, HEARD and NET of every demand on a household with these means (CNY), once what is within reach stands in SHARE."""
    per_cny, most = np.float32(1.0 / means), np.float32(MOST_STRAIN)
    scruple, consideration = np.float32(scruple), np.float32(r.consideration)
    base, steeper = np.float32(r.charge_base), np.float32(-LOG2_E * r.complaint_strain)
    for j in range(size):
        amount = desk[AMOUNTS + j]
        strain = min(most, amount * per_cny)
        less = power_of_two(steeper * strain)
        sure = desk[BLOCKED + j] + scruple * amount + consideration * strain
        value_one(THREATS + j, strain, less, base, sure, threat, desk)
        value_one(ORDERS + j, strain, less, base, sure, order, desk)
        value_one(REQUESTS + j, strain, less, base, sure, request, desk)


@inlined
def value_one(at, strain, less, base, sure, manner, desk):
    """The same of one demand at this strain; `less`: by what factor strain lowers the odds that nobody complains."""
    pay = desk[SHARE + at] / (ONE + power_of_two(manner.refusal + manner.slope * strain))
    desk[PAY + at] = pay
    desk[HEARD + at] = base + manner.charge / (ONE + manner.told * less)
    desk[NET + at] = manner.money * pay - (sure + manner.effort)
