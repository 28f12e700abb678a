"""A week of spending and earning: buffer-stock saving by households and officers, and promises falling due."""

import numpy as np

from shakedown.engine.beats import officer_of
from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.draws import INCOME, PROMISE, block_words, chances
from shakedown.engine.layout import BLOCKS, CHUNK, FLOWS, GOODWILL, GROUPS, HELD, LENT, PEOPLE, PROMISED

REPAID = FLOWS.index("repaid")
EARNED, SPENT, CASH = PEOPLE.index("income"), PEOPLE.index("spending"), PEOPLE.index("cash")

LOW_BITS, HIGH_BITS, TABLE_BITS = np.uint32(4), np.uint32(20), np.uint32(4095)
"""Where in a 32-bit word two 12-bit places in the table of quantiles stand."""
NOTHING = np.float32(0)


@inlined
def spend(means, floor, mpc):
    """Buffer-stock spending out of cash and income `means`: all of it below `floor`, a share of the rest above."""
    return min(means, floor + mpc * max(0.0, means - floor))


@compiled
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
def move_cash_of(h, change, cash, group, county):
    """Give household `h` so much, or take it: returns by how much its cash moved as stored, so that the accounts close."""
    before = np.float64(cash[h])
    cash[h] = before + change
    moved = np.float64(cash[h]) - before
    county[HELD + group[h]] += moved
    return moved


@compiled
def promises_due(now, w):
    """Loans and promised favours that fall due: kept or broken, and what that does to goodwill.

    A loan is repaid only out of the officer's cash; a favour can be done only while there is illicit trade to overlook.
    """
    owed, some = w.households.owed, w.owed_by_eight
    for eight in range(some.size):
        if some[eight] != 0:
            for h in range(8 * eight, 8 * eight + 8):
                for service in range(w.services):
                    if owed_by(service, owed[h]) != 0:
                        promise_due(h, service, now, w)


@inlined
def owed_by(service, owed):
    """The set of what a service owes a household: LENT, PROMISED."""
    return (owed >> np.uint8(2 * service)) & np.uint8(LENT | PROMISED)


@inlined
def owe(what, service, h, owed):
    """Book what a service owes household `h`."""
    owed[h] |= np.uint8(what << (2 * service))


@inlined
def promise_due(h, service, now, w):
    """What household `h` was promised by an officer of a service, if this is the week."""
    households, officers, r = w.households, w.officers, w.r
    due, meant, able, _ = chances(w.seed, PROMISE, h, now.week, service)
    if due < r.loan_due:
        i, held = officer_of(h, service, w), owed_by(service, households.owed[h])
        lent = np.float64(households.loan[service * households.cash.size + h])
        change = 0.0
        if held & LENT:
            if meant < r.loan_repaid and officers[i].cash >= lent:
                officers[i].cash -= lent
                move_cash_of(h, lent, households.cash, households.group, w.county)
                w.out.flows[now.t * w.services + service, REPAID] += lent
                change += r.goodwill_kept
            else:
                change -= r.goodwill_broken
        if held & PROMISED:
            change += r.goodwill_kept if able < now.trade else -r.goodwill_broken
        end_promises(i, h, service, change, w)


@inlined
def end_promises(i, h, service, change, w):
    """Close what officer `i` of a service promised to household `h`, moving its goodwill, and what is summed of it."""
    households = w.households
    at = service * households.cash.size + h
    before = np.float64(households.goodwill[at])
    households.goodwill[at] = min(1.0, max(-1.0, before + change))
    households.loan[at] = 0.0
    households.owed[h] &= np.uint8(255 - ((LENT | PROMISED) << (2 * service)))
    moved = np.float64(households.goodwill[at]) - before
    w.county[GOODWILL] += moved
    w.officers[i].standing += moved
