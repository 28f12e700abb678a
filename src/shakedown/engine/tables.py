"""Tables made once per run: what a household with uncertain capacity is expected to pay, and quantiles."""

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from shakedown.engine.layout import AMOUNTS, BLOCKED, BLOCKS, CHUNK, DESK, LOGS, SPACING, VISIT, Menu, Normals, Scratch
from shakedown.society.rules import Rules

MENU_CNY = (50, 100, 150, 200, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000)
GRID = 1025
REACH_SDS = 8.0
QUANTILES = 4096
VECTOR = 16


def paid_share(z: npt.NDArray[np.float64], sd: float) -> npt.NDArray[np.float64]:
    """E[min(a, C)]/a for C log-normal with median a e^-z and log-sd `sd`; closed form, z = log(a/median)."""
    share: npt.NDArray[np.float64] = np.exp(-z + sd * sd / 2) * ndtr((z - sd * sd) / sd) + ndtr(-z / sd)
    return share


def menu_table(amounts: tuple[float, ...], rules: Rules) -> Menu:
    """The menu with its table on z in +-8 sd; beyond, the share is 1 or falls as e^-z, which the kernel does itself."""
    sd = max(1e-3, min(1.0, rules.reach_elasticity) * rules.belief_sd)
    z = np.linspace(-REACH_SDS * sd, REACH_SDS * sd, GRID)
    reaches = (rules.reach_threat, rules.reach_order, rules.reach_request, rules.reach_loan)
    return Menu(
        -(-len(amounts) // VECTOR) * VECTOR,
        np.asarray(amounts, dtype=float),
        paid_share(z, sd).astype(np.float32),
        float(z[0]),
        float(z[1] - z[0]),
        *(float(np.log(v)) for v in reaches),
    )


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
    desk[LOGS : LOGS + menu.size] = np.log(padded)
    desk[BLOCKED + number : BLOCKED + menu.size] = 1e12
    desk[SPACING : SPACING + number] = (edges[2:] - edges[:-2]) / 2
    return desk


def quantile_tables(rules: Rules) -> Normals:
    """4,096 equal-probability mid-points; the income factor is rescaled so that its mean is exactly 1."""
    normal = ndtri((np.arange(QUANTILES) + 0.5) / QUANTILES)
    factor = np.exp(rules.income_noise * normal)
    return Normals(normal, (factor / factor.mean()).astype(np.float32))
