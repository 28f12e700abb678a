"""The protection market: what a trading household pays each week to be overlooked, and whether trading still pays."""

from shakedown.engine.compiled import compiled
from shakedown.engine.layout import FLOWS

RETAINED, VOLUME = FLOWS.index("retained"), FLOWS.index("protection_volume")


@compiled
def settle(now, w, exposure, trade_income, protection, clients):
    """This week's retainers: fills `trade_income` per household, `protection` (CNY) and `clients` per officer.

    A retainer shares the gain and covers the officer's risk: theta G + (1 - theta) `exposure` of that officer. The
    household stays while its gain, less its cost of trading, exceeds retainer and own risk.
    """
    r, flows = w.r, w.out.flows
    protection[:] = 0.0
    clients[:] = 0
    for k in range(w.traders.who.size):
        h = w.traders.who[k]
        i = h // w.members
        gain = now.trade * w.households.trade[h] * r.trade_premium * w.households.income[h]
        retainer = r.theta * gain + (1.0 - r.theta) * exposure[i]
        stays = gain * (1.0 - w.traders.cost[k]) - retainer - r.smuggling_risk * now.crackdown > 0.0
        trade_income[h] = gain - retainer if stays else 0.0
        if stays:
            protection[i] += retainer
            clients[i] += 1
            flows[now.t, RETAINED] += retainer
            flows[now.t, VOLUME] += gain
