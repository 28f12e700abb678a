"""The protection market: what a trading household pays each week to be overlooked, and whether trading still pays."""

import numpy as np

from shakedown.engine.compiled import inlined
from shakedown.engine.layout import FLOWS, HELD, PEOPLE

RETAINED, VOLUME = FLOWS.index("retained"), FLOWS.index("protection_volume")
EARNED = PEOPLE.index("income")


@inlined
def settle(now, w, bench):
    """This week's trade: what is left of it to the households that earn it; `protection` (CNY) and `clients` per officer.

    A retainer shares the gain and covers the officer's risk: theta G + (1 - theta) `exposure` of that officer. The
    household stays while its gain, less its cost of trading, exceeds retainer and own risk.
    """
    r, flows, households, fixed = w.r, w.out.flows, w.households, w.fixed
    protection, clients = bench.protection, bench.clients
    for i in range(protection.size):
        protection[i] = 0.0
        clients[i] = 0
    for k in range(w.traders.who.size):
        h, i = w.traders.who[k], fixed.beat[k]
        gain = now.trade * fixed.gain[k]
        retainer = r.theta * gain + (1.0 - r.theta) * bench.exposure[i]
        if gain - now.trade * fixed.cost[k] - retainer - r.smuggling_risk * now.crackdown > 0.0:
            before = np.float64(households.cash[h])
            households.cash[h] = before + (gain - retainer)
            kept = np.float64(households.cash[h]) - before
            w.county[HELD + households.group[h]] += kept
            w.out.people[now.t, EARNED, households.group[h]] += kept
            protection[i] += retainer
            clients[i] += 1
            flows[now.t, RETAINED] += retainer
            flows[now.t, VOLUME] += gain
