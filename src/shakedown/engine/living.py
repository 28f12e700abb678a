"""A week of spending and earning: buffer-stock saving by households and officers, and promises falling due."""

import numpy as np

from shakedown.engine.compiled import inlined
from shakedown.engine.draws import INCOME, PROMISE, block_words, chances
from shakedown.engine.layout import BLOCKS, CHUNK, FAVOUR, FLOWS, GOODWILL, GROUPS, HELD, LOAN, PEOPLE

REPAID = FLOWS.index("repaid")
EARNED, SPENT, CASH = PEOPLE.index("income"), PEOPLE.index("spending"), PEOPLE.index("cash")

LOW_BITS, HIGH_BITS, TABLE_BITS = np.uint32(4), np.uint32(20), np.uint32(4095)
"""Where in a 32-bit word two 12-bit places in the table of quantiles stand."""
NOTHING = np.float32(0)


@inlined
def spend(means, floor, mpc):
    """Buffer-stock spending out of cash and income `means`: all of it below `floor`, a share of the rest above."""
    return min(means, floor + mpc * max(0.0, means - floor))


@inlined
def spend_and_earn(now, w):
    """Every household spends out of what last week left it, then earns. Sums into the outputs (PEOPLE).

    So officers, who come afterwards, find it with its week's income in hand, and what they take is missing when it next
    spends. Household h draws from block h % BLOCKS of its chunk of eight times as many: words and halves of words go to
    the stretches of the chunk in turn.
    """
    people, number = w.out.people[now.t], w.households.cash.size
    for g in range(GROUPS):
        people[SPENT, g] = w.county[HELD + g]
    for chunk in range((number + CHUNK - 1) // CHUNK):
        block_words(w.seed, INCOME, chunk * BLOCKS, now.week, w.scratch.words)
        for stretch in range(8):
            first = chunk * CHUNK + stretch * BLOCKS
            size = min(BLOCKS, number - first)
            if size > 0:
                draw_factors(stretch, w)
                move_cash(first, size, now, w)
                add_up(first, size, now.t, w)
    for g in range(GROUPS):
        people[SPENT, g] += people[EARNED, g] - w.county[HELD + g]


@inlined
def draw_factors(stretch, w):
    """The income factors of one stretch of a chunk, onto the scratch."""
    words, income, table = w.scratch.words, w.scratch.income, w.normals.income
    row = BLOCKS * (stretch >> 1)
    shift = HIGH_BITS if stretch & 1 else LOW_BITS
    for q in range(BLOCKS):
        income[q] = table[(words[row + q] >> shift) & TABLE_BITS]


@inlined
def move_cash(first, size, now, w):
    """Spending and earning of households first .. first + size - 1: income and change of cash onto the scratch."""
    cash, usual = w.households.cash[first : first + size], w.households.income[first : first + size]
    income, change = w.scratch.income, w.scratch.change
    market, floor, mpc = np.float32(now.market), np.float32(now.basket), np.float32(w.r.mpc)
    for q in range(size):
        income[q] = market * usual[q] * income[q]
    for q in range(size):
        held = cash[q]
        left = held - min(held, floor + mpc * max(NOTHING, held - floor)) + income[q]
        change[q] = np.float64(left) - np.float64(held)
        cash[q] = left


@inlined
def add_up(first, size, t, w):
    """What the stretch earned, and by how much its cash moved, to the sums of its groups of households."""
    earned, held = w.out.people[t, EARNED], w.county[HELD : HELD + GROUPS]
    income, change, group = w.scratch.income, w.scratch.change, w.households.group[first : first + size]
    for q in range(size):
        earned[group[q]] += np.float64(income[q])
        held[group[q]] += change[q]


@inlined
def promises_due(now, w):
    """Loans and promised favours that fall due: kept or broken, and what that does to goodwill.

    A loan is repaid only out of the officer's cash; a favour can be done only while there is illicit trade to overlook.
    """
    owed, some = w.households.owed, w.owed_by_eight
    for eight in range(some.size):
        if some[eight] != 0:
            for h in range(8 * eight, 8 * eight + 8):
                if owed[h] != 0:
                    promise_due(h, now, w)


@inlined
def promise_due(h, now, w):
    """What household `h` was promised, if this is the week."""
    households, officers, r = w.households, w.officers, w.r
    due, meant, able, _ = chances(w.seed, PROMISE, h, now.week, 0)
    if due < r.loan_due:
        i = h // w.members
        lent = np.float64(households.loan[h])
        change = 0.0
        if households.owed[h] & LOAN:
            if meant < r.loan_repaid and officers[i].cash >= lent:
                officers[i].cash -= lent
                before = np.float64(households.cash[h])
                households.cash[h] += np.float32(lent)
                w.county[HELD + households.group[h]] += np.float64(households.cash[h]) - before
                w.out.flows[now.t, REPAID] += lent
                change += r.goodwill_kept
            else:
                change -= r.goodwill_broken
        if households.owed[h] & FAVOUR:
            change += r.goodwill_kept if able < now.trade else -r.goodwill_broken
        end_promises(h, change, w)


@inlined
def end_promises(h, change, w):
    """Close what is promised to household `h`, moving its goodwill by `change`, and what is summed of it."""
    households = w.households
    before = np.float64(households.goodwill[h])
    households.goodwill[h] = min(1.0, max(-1.0, before + change))
    households.loan[h] = 0.0
    households.owed[h] = 0
    moved = np.float64(households.goodwill[h]) - before
    w.county[GOODWILL] += moved
    w.officers[h // w.members].standing += moved
