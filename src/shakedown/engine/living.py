"""A week of spending and earning: buffer-stock saving by households and officers, and promises falling due."""

import numpy as np

from shakedown.engine.compiled import compiled
from shakedown.engine.draws import INCOME, PROMISE, chances, words
from shakedown.engine.layout import DRAWS, FLOWS, GOODWILL, PEOPLE

REPAID = FLOWS.index("repaid")
EARNED, SPENT, CASH = PEOPLE.index("income"), PEOPLE.index("spending"), PEOPLE.index("cash")

LOW_BITS, HIGH_BITS, TABLE_BITS = np.uint64(4), np.uint64(20), np.uint64(4095)
"""Where in a 32-bit word two 12-bit places in the table of quantiles stand."""


@compiled
def spend(means, floor, mpc):
    """Buffer-stock spending out of cash and income `means`: all of it below `floor`, a share of the rest above."""
    return min(means, floor + mpc * max(0.0, means - floor))


@compiled
def spend_and_earn(now, w, trade_income):
    """Every household spends out of what last week left it, then earns. Sums into the outputs (PEOPLE).

    So officers, who come afterwards, find it with its week's income in hand, and what they take is missing when it next
    spends.
    """
    households, people, t = w.households, w.out.people, now.t
    number = households.cash.size
    factor = w.desk[DRAWS]
    for block in range((number + 7) // 8):
        a, b, c, d = words(w.seed, INCOME, block, now.week, 0)
        for lane in range(4):
            word = (a, b, c, d)[lane]
            factor[2 * lane] = w.normals.income[(word >> LOW_BITS) & TABLE_BITS]
            factor[2 * lane + 1] = w.normals.income[word >> HIGH_BITS]
        for lane in range(min(8, number - 8 * block)):
            h = 8 * block + lane
            spent = spend(households.cash[h], now.basket, w.r.mpc)
            income = now.market * households.income[h] * factor[lane] + trade_income[h]
            households.cash[h] = households.cash[h] - spent + income
            trades = 1 if households.trade[h] > 0.0 else 0
            people[t, EARNED, households.fifth[h], trades] += income
            people[t, SPENT, households.fifth[h], trades] += spent
            people[t, CASH, households.fifth[h], trades] += households.cash[h]


@compiled
def promises_due(now, w):
    """Loans and promised favours that fall due: kept or broken, and what that does to goodwill.

    A loan is repaid only out of the officer's cash; a favour can be done only while there is illicit trade to overlook.
    """
    households, officers, r = w.households, w.officers, w.r
    for h in range(households.loan.size):
        if households.loan[h] == 0.0 and households.favour[h] == 0.0:
            continue
        due, meant, able, _ = chances(w.seed, PROMISE, h, now.week, 0)
        if due >= r.loan_due:
            continue
        i = h // w.members
        owed = np.float64(households.loan[h])
        change = 0.0
        if owed > 0.0:
            if meant < r.loan_repaid and officers[i].cash >= owed:
                officers[i].cash -= owed
                households.cash[h] += owed
                w.out.flows[now.t, REPAID] += owed
                w.out.people[now.t, CASH, households.fifth[h], 1 if households.trade[h] > 0.0 else 0] += owed
                change += r.goodwill_kept
            else:
                change -= r.goodwill_broken
        if households.favour[h] > 0.0:
            change += r.goodwill_kept if able < now.trade else -r.goodwill_broken
        end_promises(h, change, w)


@compiled
def end_promises(h, change, w):
    """Close what is promised to household `h`, moving its goodwill by `change`, and what is summed of it."""
    households = w.households
    before = np.float64(households.goodwill[h])
    households.goodwill[h] = min(1.0, max(-1.0, before + change))
    households.loan[h] = 0.0
    households.favour[h] = 0.0
    moved = np.float64(households.goodwill[h]) - before
    w.county[GOODWILL] += moved
    w.officers[h // w.members].standing += moved
