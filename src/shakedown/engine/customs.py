"""What is held to be usual and right: how it moves refusing, demanding and complaining, and how what is seen moves it."""

from shakedown.engine.compiled import inlined
from shakedown.engine.layout import ASKING, COUNTS, PAYING, RESOLVE, REWARD
from shakedown.engine.maths import exp, log

VISITS, REFUSALS, CHARGES = (COUNTS.index(n) for n in ("visits", "refusals", "charges"))


@inlined
def custom_of(entitlement, at, county, r):
    """By how much (logit) refusal falls: custom, what others are seen to pay, fear of revenge; less what is held right."""
    paying = min(1.0, max(0.0, county[PAYING] + at.campaign))
    usual = r.norm_weight * (paying - r.norm_usual) - r.resolve_weight * county[RESOLVE]
    return r.custom * entitlement + usual + r.retaliation_feared * r.retaliation


@inlined
def scruple_of(own, entitlement, county, r):
    """CNY per CNY asked: less where he feels entitled, and where colleagues are seen to demand more than is usual."""
    own = own * r.scruple * (1.0 - r.entitlement_ease * entitlement)
    return own * exp(-r.norm_ease * (county[ASKING] - r.norm_usual)) if r.norm_ease != 0.0 else own


@inlined
def answered(at, r):
    """By how much (logit) complaining rises: a safe and answered channel, a reward, a payer freed from blame; less revenge.

    Retaliation takes from the channel what it promises, and frightens besides.
    """
    safe = at.channel * (1.0 - r.retaliation)
    paid = r.complaint_reward * log(1.0 + at.reward / (REWARD * r.money_unit)) if at.reward > 0.0 else 0.0
    return (
        r.complaint_channel * safe
        + r.complaint_freed * at.payer_freed * safe
        + paid
        - r.retaliation_feared * r.retaliation
    )


@inlined
def customs_move(t, demands, services, counts, county, r):
    """What the week's contacts, demands, refusals and charges of all services teach of what is usual and right."""
    visits = of_services(t, VISITS, services, counts)
    if demands > 0:
        refused = of_services(t, REFUSALS, services, counts) / demands
        county[PAYING] += r.norm_speed * (1.0 - refused - county[PAYING])
        seen = min(1.0, refused + of_services(t, CHARGES, services, counts) / demands)
        county[RESOLVE] += r.resolve_rise * seen * (1.0 - county[RESOLVE])
    county[RESOLVE] -= r.resolve_fade * county[RESOLVE]
    if visits > 0:
        county[ASKING] += r.norm_speed * (demands / visits - county[ASKING])


@inlined
def of_services(t, count, services, counts):
    """A count of the week over all services."""
    total = 0
    for row in range(t * services, (t + 1) * services):
        total += counts[row, count]
    return total
