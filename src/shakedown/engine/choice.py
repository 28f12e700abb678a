"""The officer's choice from a menu once its worths stand on the desk: what he fears, how he chooses, what he may expect."""

import numpy as np

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.layout import (
    FOLD,
    HEARD,
    NET,
    NONE,
    ORDER,
    PAY,
    REQUEST,
    SPACING,
    THREAT,
    TOTAL,
    UTILITY,
    WEIGHT,
    WIDTH,
)
from shakedown.engine.maths import LOG2_E, log, power_of_two
from shakedown.engine.menu import ORDERS, REQUESTS, THREATS

ZERO = np.float32(0)


@inlined
def dread(size, risk, desk):
    """Utility of every demand, CNY: its worth less what a charge would cost (`risk`, CNY per unit chance of a charge).

    Returns the largest, 0 (no demand) included.
    """
    risk = np.float32(risk)
    for j in range(size):
        threat = desk[NET + THREATS + j] - risk * desk[HEARD + THREATS + j]
        order = desk[NET + ORDERS + j] - risk * desk[HEARD + ORDERS + j]
        request = desk[NET + REQUESTS + j] - risk * desk[HEARD + REQUESTS + j]
        desk[UTILITY + THREATS + j] = threat
        desk[UTILITY + ORDERS + j] = order
        desk[UTILITY + REQUESTS + j] = request
        desk[FOLD + j] = max(max(threat, order), request)
    return largest(size, desk)


@inlined
def weigh(size, best, r, desk):
    """Quantal response: the weight of each demand, of each manner (TOTAL) and of none (NONE) onto the desk.

    `best`: the largest utility. A chance is a weight over the sum of all.
    """
    best, scale = np.float32(best), np.float32(LOG2_E / r.choice_scale)
    for j in range(size):
        spacing = desk[SPACING + j]
        threat = spacing * power_of_two((desk[UTILITY + THREATS + j] - best) * scale)
        order = spacing * power_of_two((desk[UTILITY + ORDERS + j] - best) * scale)
        request = spacing * power_of_two((desk[UTILITY + REQUESTS + j] - best) * scale)
        desk[WEIGHT + THREATS + j] = desk[FOLD + THREATS + j] = threat
        desk[WEIGHT + ORDERS + j] = desk[FOLD + ORDERS + j] = order
        desk[WEIGHT + REQUESTS + j] = desk[FOLD + REQUESTS + j] = request
    desk[TOTAL + THREAT], desk[TOTAL + ORDER], desk[TOTAL + REQUEST] = sums(size, desk)
    desk[NONE] = power_of_two(-best * scale)


@inlined
def all_weight(desk):
    """The sum of all weights, that of no demand included."""
    return desk[NONE] + ((desk[TOTAL + THREAT] + desk[TOTAL + ORDER]) + desk[TOTAL + REQUEST])


@inlined
def respond(size, best, r, desk):
    """The same response in the mean: (worth of the contact, CNY, none being 0; payment, CNY; chance of a charge at fear 1)."""
    best, scale = np.float32(best), np.float32(LOG2_E / r.choice_scale)
    for j in range(size):
        spacing = desk[SPACING + j]
        threat = spacing * power_of_two((desk[UTILITY + THREATS + j] - best) * scale)
        order = spacing * power_of_two((desk[UTILITY + ORDERS + j] - best) * scale)
        request = spacing * power_of_two((desk[UTILITY + REQUESTS + j] - best) * scale)
        desk[FOLD + j] = (threat + order) + request
        paid = desk[PAY + THREATS + j] * threat + desk[PAY + ORDERS + j] * order
        desk[FOLD + WIDTH + j] = paid + desk[PAY + REQUESTS + j] * request
        told = desk[HEARD + THREATS + j] * threat + desk[HEARD + ORDERS + j] * order
        desk[FOLD + 2 * WIDTH + j] = told + desk[HEARD + REQUESTS + j] * request
    some, paid, told = sums(size, desk)
    weight = some + power_of_two(-best * scale)
    return best + r.choice_scale * log(np.float64(weight)), paid / weight, told / weight


@inlined
def largest(size, desk):
    """The largest number of the row FOLD, or 0 where none is above it, folded by halves."""
    for j in range(16, size):
        desk[FOLD + (j & 15)] = max(desk[FOLD + (j & 15)], desk[FOLD + j])
    for q in range(8):
        desk[FOLD + q] = max(desk[FOLD + q], desk[FOLD + 8 + q])
    for q in range(4):
        desk[FOLD + q] = max(desk[FOLD + q], desk[FOLD + 4 + q])
    return max(max(max(desk[FOLD], desk[FOLD + 1]), max(desk[FOLD + 2], desk[FOLD + 3])), ZERO)


@inlined
def sums(size, desk):
    """The sums of the three rows of FOLD, folded by halves."""
    for j in range(16, size):
        for row in range(FOLD, FOLD + 3 * WIDTH, WIDTH):
            desk[row + (j & 15)] += desk[row + j]
    return sum_of(FOLD, desk), sum_of(FOLD + WIDTH, desk), sum_of(FOLD + 2 * WIDTH, desk)


@inlined
def sum_of(row, desk):
    """The sum of the first sixteen of a row."""
    for q in range(8):
        desk[row + q] += desk[row + 8 + q]
    for q in range(4):
        desk[row + q] += desk[row + 4 + q]
    return (desk[row] + desk[row + 2]) + (desk[row + 1] + desk[row + 3])


@compiled
def choose(size, u, desk):
    """(manner, amount's place on the menu) that the uniform `u` falls on; manner -1 for no demand."""
    left = u * all_weight(desk)
    for manner in range(3):
        if left < desk[TOTAL + manner]:
            for j in range(size):
                left -= desk[WEIGHT + manner * WIDTH + j]
                if left < 0.0:
                    return manner, j
            return manner, last_of(manner, size, desk)  # rounding ate the last crumb
        left -= desk[TOTAL + manner]
    return -1, 0


@inlined
def last_of(manner, size, desk):
    """The last amount with any weight in a manner."""
    for j in range(size - 1, 0, -1):
        if desk[WEIGHT + manner * WIDTH + j] > ZERO:
            return j
    return 0
