"""The household's answer to one demand, and what the demand does to its views. Pure functions of numbers."""

from shakedown.engine.compiled import inlined
from shakedown.engine.layout import FAVOUR, HARDSHIP, LOAN, ORDER, REQUEST, SEASON, THREAT
from shakedown.engine.maths import exp, log, logistic
from shakedown.engine.menu import LOG_HAND_SHARE, lost_hold, reach_of, request_slope


@inlined
def has(framings, one):
    """1.0 if the set of framings holds `one`, else 0.0."""
    return 1.0 if framings & one else 0.0


@inlined
def log_phi_of(manner, framings, menu):
    """Log of the share within reach at 1,000 CNY in this manner, a promise to repay included."""
    if manner == THREAT:
        return menu.threat
    if manner == ORDER:
        return menu.order
    return menu.request + has(framings, LOAN) * menu.loan


@inlined
def refusal_chance(manner, framings, strain, power, goodwill, compassion, mood, r):
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
    return logistic(logit - goodwill - mood.custom + r.protector * power)


@inlined
def complaint_logit(strain, power, goodwill, propensity, answered, r):
    """Logit of complaining before the manner of a demand moves it; `answered`: what channel, rewards and revenge add."""
    logit = r.complaint_base + propensity + r.complaint_strain * strain + r.complaint_power * power
    return logit + answered - r.complaint_goodwill * goodwill


@inlined
def complaint_chance(manner, framings, strain, power, goodwill, propensity, mood, r):
    """Chance that a household complains of the demand, whether or not it paid."""
    logit = complaint_logit(strain, power, goodwill, propensity, mood.answered, r)
    if manner == THREAT:
        logit += r.complaint_threat
    elif manner == ORDER:
        logit += r.complaint_order
    else:
        logit += r.complaint_request + has(framings, LOAN) * r.complaint_loan
        logit += has(framings, FAVOUR) * mood.worth * r.complaint_favour
    return logistic(logit)


@inlined
def payment(manner, framings, amount, cash, shield, weekly_spending, menu, r):
    """What a household that does not refuse hands over: (cash, goods at the officer's price), both CNY.

    Cash up to its reach; short of cash, goods up to `kind_share` of a week's consumption at a discount. `shield`: log of
    what its power leaves of its reach.
    """
    hand = 0.0
    if cash > 0.0:
        hand = min(amount, exp(reach_of(log(cash), log_phi_of(manner, framings, menu), shield, r)))
    goods = min(amount - hand, r.kind_share * weekly_spending * (1.0 - r.kind_discount))
    return hand, goods


@inlined
def revealed_cash(manner, framings, handed, shield, menu, r):
    """Log of the cash that a part payment of `handed` CNY reveals: `payment` read backwards."""
    log_handed, held = log(handed), r.log_reach_cash
    by_reach = held + (log_handed - log_phi_of(manner, framings, menu) - held - shield) / r.reach_elasticity
    return max(log_handed - LOG_HAND_SHARE, by_reach)


@inlined
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
