"""Money from abroad, and the telephones that arrange it: forbidden like private trade, and there when trade is not.

An officer can search such a household and seize some weeks of it, or be paid to look away. What protection is worth to the
household is the seizure it need not expect; what it costs the officer is that he may not search and runs a client's risk.
"""

import numpy as np

from shakedown.engine.beats import beat_of
from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.contact import change_views, is_charged
from shakedown.engine.customs import answered
from shakedown.engine.draws import SEARCH, chances
from shakedown.engine.encounter import complaint_logit
from shakedown.engine.layout import CHANCE, COUNTS, FLOWS, HAND_SHARE, PRICE, TAKE, THREAT, TOLD
from shakedown.engine.living import move_cash_of
from shakedown.engine.maths import logistic
from shakedown.engine.menu import strain_at
from shakedown.engine.oversight import inspection_of
from shakedown.engine.protection import EARNED, earn, exposure, protect, retainer

SEARCHES, SEIZED = COUNTS.index("searches"), FLOWS.index("seized")


@compiled
def remit(now, w, bench):
    """This week's money from abroad, and what officers have of it: retainers, or searches.

    A household has it sent only while it brings more than all services together are expected to have of it. An officer and a
    household agree on a retainer if both gain by it; else he may search.
    """
    who, sent, terms = w.remitters.who, w.levers[now.week].remittances, bench.terms
    for k in range(who.size if sent > 0.0 else 0):
        h, gain, left = np.int64(who[k]), sent * w.fixed.remitted[k], sent * w.fixed.remitted[k]
        for service in range(w.services):
            i = np.int64(w.fixed.remit_post[service * who.size + k])
            reckon(terms[service], i, h, gain, now, w, bench)
            left -= min(terms[service, PRICE], terms[service, CHANCE] * terms[service, TAKE])
        if left > 0.0:
            earn(h, gain, now.t, w)
            for service in range(w.services):
                i = np.int64(w.fixed.remit_post[service * who.size + k])
                if terms[service, PRICE] < terms[service, CHANCE] * terms[service, TAKE]:
                    paid = hand_over(h, terms[service, PRICE], w)
                    w.out.people[now.t, EARNED, w.households.group[h]] -= paid  # income is told without retainers
                    protect(i, gain, paid, now.t * w.services + service, w.out.flows, bench)
                else:
                    search(i, h, terms[service], service, now, w, bench)


@inlined
def reckon(terms, i, h, gain, now, w, bench):
    """What officer `i` may find at household `h`, and what he would take to look away, onto the bench (see TERMS).

    A search finds `search_weeks` of what the household gets a week. He searches by quantal response on what that is worth to
    him: money weighed as last week, less what a charge would cost, less the effort of a threat. Looking away costs him the
    search, and a client's risk.
    """
    r, take, harder = w.r, w.r.search_weeks * gain, 1.0 + w.levers[now.week].courtesy
    told = told_of(h, beat_of(i, w).views + h, take, now.week, w)
    spent = bench.risk[i] * (r.charge_base + r.charge_complaint * harder * told) + r.effort_threat * harder
    chance = r.search_rate * logistic((w.officers[i].money * take - spent) / r.choice_scale)
    forgone = chance * max(0.0, take - spent / w.officers[i].money)
    terms[TAKE], terms[TOLD], terms[CHANCE] = take, told, chance
    terms[PRICE] = min(gain, retainer(chance * take, exposure(i, r, bench) + forgone, r))


@inlined
def told_of(h, at, take, week, w):
    """Chance that household `h` complains of a seizure of `take` CNY."""
    r, households = w.r, w.households
    strain = strain_at(take, np.float64(households.cash[h]), r)
    power, goodwill = np.float64(households.power[h]), np.float64(households.goodwill[at])
    return logistic(
        complaint_logit(strain, power, goodwill, 0.0, answered(w.levers[week], w.r), r) + r.complaint_threat
    )


@inlined
def hand_over(h, sum_of_money, w):
    """Take a sum from household `h`, as far as its cash goes; returns what was taken."""
    cash = w.households.cash
    return -move_cash_of(h, -min(HAND_SHARE * np.float64(cash[h]), sum_of_money), cash, w.households.group, w.county)


@inlined
def search(i, h, terms, service, now, w, bench):
    """A search, if it comes to one: the seizure, what the household holds of it, and whether a charge follows."""
    row = now.t * w.services + service
    u_search, u_complain, u_charge, u_dismiss = chances(w.seed, SEARCH, h, now.week, service)
    if u_search < terms[CHANCE]:
        w.out.counts[row, SEARCHES] += 1
        seized = hand_over(h, terms[TAKE], w)
        w.out.flows[row, SEIZED] += seized
        bench.seized[i] += seized
        change_views(i, h, beat_of(i, w).views + h, THREAT, 0, 0.0, now.t, w)
        at = w.levers[now.week]
        inspected, harder = inspection_of(service, at, w.r), 1.0 + at.courtesy
        charged = is_charged(i, h, u_complain < terms[TOLD], harder, u_charge, inspected, row, now, w)
        if charged and u_dismiss < bench.dismissal[i]:
            bench.caught[i] = 1
