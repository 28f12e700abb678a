"""The protection market: what households pay each week to be overlooked, and whether trading still pays."""

import numpy as np

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.layout import FLOWS, PEOPLE
from shakedown.engine.living import move_cash_of

RETAINED, VOLUME = FLOWS.index("retained"), FLOWS.index("protection_volume")
EARNED = PEOPLE.index("income")


@compiled
def settle(now, w, bench):
    """This week's trade: what is left of it to the households that earn it; `protection` (CNY) and `clients` per officer.

    Every service asks a retainer of its own: a share of the gain, and cover for its officer's risk. The household stays
    while its gain, less its cost of trading, exceeds all of them and its own risk.
    """
    r, fixed = w.r, w.fixed
    traders = w.traders.who.size
    for k in range(traders):
        h, gain = np.int64(w.traders.who[k]), now.trade * fixed.gain[k]
        retainers = 0.0
        for service in range(w.services):
            retainers += retainer(gain, exposure(fixed.post[service * traders + k], r, bench), r)
        if gain - now.trade * fixed.cost[k] - retainers - r.smuggling_risk * now.crackdown > 0.0:
            earn(h, gain - retainers, now.t, w)
            for service in range(w.services):
                i = np.int64(fixed.post[service * traders + k])
                price = retainer(gain, exposure(i, r, bench), r)
                protect(i, gain, price, now.t * w.services + service, w.out.flows, bench)


@inlined
def exposure(i, r, bench):
    """What a client costs officer `i` a week in expected charges (CNY)."""
    return bench.risk[i] * r.charge_protection


@inlined
def retainer(gain, cost, r):
    """What an officer asks a week of a household that gains so much by being overlooked, where it costs him so much (CNY)."""
    return r.theta * gain + (1.0 - r.theta) * cost


@inlined
def protect(i, gain, price, row, flows, bench):
    """Officer `i` gains a client who pays so much for the protection of so much."""
    bench.protection[i] += price
    bench.clients[i] += 1
    flows[row, RETAINED] += price
    flows[row, VOLUME] += gain


@inlined
def earn(h, gain, t, w):
    """Household `h` earns so much beside its own work."""
    group = w.households.group
    w.out.people[t, EARNED, group[h]] += move_cash_of(h, gain, w.households.cash, group, w.county)
