"""Tables made once per run: what a household with uncertain capacity is expected to pay, and quantiles."""

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from shakedown.engine.beats import turn_of
from shakedown.engine.layout import (
    AMOUNTS,
    BLOCKED,
    BLOCKS,
    CHUNK,
    DESK,
    F32,
    SPACING,
    VISIT,
    Fixed,
    Households,
    Menu,
    Normals,
    Remitters,
    Scratch,
    Traders,
)
from shakedown.society.rules import Rules

MENU_CNY = (50, 100, 150, 200, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000)
REACH_SDS = 8.0
ROW_ERROR, MOST_ROWS = 1e-6, 2**14
QUANTILES = 4096
VECTOR = 16


def paid_share(z: npt.NDArray[np.float64], sd: float) -> npt.NDArray[np.float64]:
    """E[min(a, C)]/a for C log-normal with median a e^-z and log-sd `sd`; closed form, z = log(a/median)."""
    share: npt.NDArray[np.float64] = np.exp(-z + sd * sd / 2) * ndtr((z - sd * sd) / sd) + ndtr(-z / sd)
    return share


def menu_table(amounts: tuple[float, ...], rules: Rules) -> Menu:
    """The menu with its table for these rules."""
    first, per_log, paid = paid_rows(amounts, max(1e-3, min(1.0, rules.reach_elasticity) * rules.belief_sd))
    reaches = (rules.reach_threat, rules.reach_order, rules.reach_request, rules.reach_loan)
    size = _padded(amounts)
    last = paid.size // size - 1.001
    return Menu(
        size, np.asarray(amounts, dtype=float), paid, first, per_log, last, *(float(np.log(v)) for v in reaches)
    )


def _padded(amounts: tuple[float, ...]) -> int:
    """How many amounts with those that fill the last vector."""
    return -(-len(amounts) // VECTOR) * VECTOR


@lru_cache(maxsize=8)
def paid_rows(amounts: tuple[float, ...], sd: float) -> tuple[float, float, F32]:
    """E[min(a, C)], CNY, a row over the padded menu for each log reach: (the first reach, rows per unit of it, rows end to end).

    From where the least amount is 8 sd beyond reach to where the largest is 8 sd within it; beyond, a row is the last one,
    or falls as the reach does, which the kernel sees to itself. Kept from run to run: few rules change the sd.
    """
    logs, end = np.log(amounts), REACH_SDS * sd
    width = float(logs[-1] - logs[0]) + 2 * end
    reach = np.linspace(logs[0] - end, logs[-1] + end, min(MOST_ROWS, int(width / row_step(sd)) + 2))
    rows = np.empty((reach.size, _padded(amounts)), np.float32)
    for j, log in enumerate(logs):
        z = np.clip(log - reach, -end, end)
        rows[:, j] = np.exp(np.minimum(log, reach + end)) * paid_share(z, sd)
    rows[:, logs.size :] = rows[:, logs.size - 1, None]
    rows.flags.writeable = False
    return float(reach[0]), (reach.size - 1) / width, rows.ravel()


def row_step(sd: float) -> float:
    """How far apart (log reach) two rows may be so that a straight line between them errs by ROW_ERROR, relative.

    It errs by a step squared over 8 times the curvature: no more than 0.4 / sd near the median, and 1 far beyond it.
    """
    return float(np.sqrt(8 * ROW_ERROR / max(1.0, 0.4 / sd)))


def fixed_for(
    households: Households,
    officers: Any,
    traders: Traders,
    remitters: Remitters,
    members: int,
    services: int,
    rules: Rules,
) -> Fixed:
    """What is worked out once for the people of a county under these rules."""
    gain = rules.trade_premium * traders.trade.astype(float) * households.income[traders.who]
    return Fixed(
        shield=np.log(1.0 - rules.shield * households.power.astype(float)),
        prey_shield=np.log(1.0 - rules.shield * officers["prey_power"]),
        post=_posts_of(traders.who, households.cash.size, members, services),
        gain=gain,
        cost=traders.cost * gain,
        remit_post=_posts_of(remitters.who, households.cash.size, members, services),
        remitted=rules.remittance * households.income[remitters.who].astype(float),
    )


def _posts_of(who: npt.NDArray[np.int32], number: int, members: int, services: int) -> npt.NDArray[np.int32]:
    """The officers on whose beats households are, service after service."""
    turns, posts = (turn_of(s, members, services, number) for s in range(services)), -(-number // members)
    each = [s * posts + (who - turn) % number // members for s, turn in enumerate(turns)]
    return np.concatenate(each).astype(np.int32)


def new_scratch(menu: Menu) -> Scratch:
    """Scratch space with the menu's amounts laid out on the desk."""
    return Scratch(
        desk=new_desk(menu),
        words=np.zeros(4 * BLOCKS, np.uint32),
        visit=np.zeros(4 * VISIT, np.uint32),
        income=np.zeros(CHUNK, np.float32),
        change=np.zeros(CHUNK),
    )


def new_desk(menu: Menu) -> npt.NDArray[np.float32]:
    """Scratch space for one menu with its amounts laid out, padded with the last of them."""
    given, desk = menu.amounts, np.zeros(DESK, np.float32)
    number, beyond = given.size, menu.size - given.size
    padded = np.concatenate([given, np.full(beyond, given[-1])])
    edges = np.log(np.concatenate([[given[0] ** 2 / given[1]], given, [given[-1] ** 2 / given[-2]]]))
    desk[AMOUNTS : AMOUNTS + menu.size] = padded
    desk[BLOCKED + number : BLOCKED + menu.size] = 1e12
    desk[SPACING : SPACING + number] = (edges[2:] - edges[:-2]) / 2
    return desk


def quantile_tables(rules: Rules) -> Normals:
    """4,096 equal-probability mid-points; the income factor is rescaled so that its mean is exactly 1."""
    normal = ndtri((np.arange(QUANTILES) + 0.5) / QUANTILES)
    factor = np.exp(rules.income_noise * normal)
    return Normals(normal, (factor / factor.mean()).astype(np.float32))
