"""Krippendorff's alpha: how far coders agree beyond what chance would give, 1 at full agreement, 0 at chance.

After Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Sums over the coincidence matrix are taken without
building it, so a column of many different values costs no more than one of few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from math import nan
from typing import Literal

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval"]
"""What tells two values apart: that they differ, how many ranks or how many units lie between them."""


@dataclass(frozen=True)
class Pairs:
    """Every ordered pair of values that two coders gave to one unit, weighted so that each value counts once."""

    first: F64
    second: F64
    weight: F64
    row: npt.NDArray[np.intp]
    """The row that a pair belongs to: rows are drawn again whole."""

    @property
    def values(self) -> int:
        """How many values can be paired; one that stands alone in its unit cannot."""
        return round(float(self.weight.sum()))


def pairs(
    units: Sequence[Sequence[float | None]], rows: Sequence[int] | None = None, times: Sequence[int] | None = None
) -> Pairs:
    """The pairs of units, each a sequence of one value per coder, None where a coder gave none.

    `rows` names the row of each unit where several belong to one, `times` says how many units of a row are the same; if
    not given, each is its own row, once.
    """
    found: list[tuple[float, float, float, int]] = []
    for unit, row, often in zip(units, rows or range(len(units)), times or [1] * len(units), strict=True):
        given = [value for value in unit if value is not None]
        found += [(a, b, often / (len(given) - 1), row) for a, b in permutations(given, 2)]
    table = np.array(found, dtype=np.float64).reshape(-1, 4)
    return Pairs(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.intp))


def alpha(held: Pairs, level: Level) -> float:
    """Alpha of pairs at a level of measurement; nan where no two values differ or none can be paired."""
    first, second = (held.first, held.second) if level != "ordinal" else _ranked(held)
    apart = np.not_equal(first, second) if level == "nominal" else (first - second) ** 2
    total = held.weight.sum()
    expected = _expected(first, held.weight, level)
    return float(1 - (total - 1) * (held.weight @ apart) / expected) if expected > 0 else nan


def redrawn(held: Pairs, level: Level, seed: int = 1, times: int = 500) -> tuple[float, float]:
    """The range that holds the central 80 of 100 alphas when rows are drawn again with replacement; nan if none has one.

    The chance of rows only: it says nothing of how other coders would have judged.
    """
    rows, at = np.unique(held.row, return_inverse=True)
    if len(rows) == 0:
        return nan, nan
    chance = np.random.default_rng(seed)
    draws = (chance.multinomial(len(rows), np.full(len(rows), 1 / len(rows)))[at] for _ in range(times))
    alphas = np.array([alpha(replace(held, weight=held.weight * drawn), level) for drawn in draws])
    known = alphas[np.isfinite(alphas)]
    low, high = np.quantile(known, [0.1, 0.9]) if len(known) else (nan, nan)
    return float(low), float(high)


def _expected(values: F64, weight: F64, level: Level) -> float:
    """The sum over all pairs of values, whatever their unit, of how far they lie apart."""
    total = weight.sum()
    if level == "nominal":
        _, at = np.unique(values, return_inverse=True)
        return float(total**2 - (np.bincount(at, weight) ** 2).sum())
    away = values - values[:1]  # from one of them, so that values all alike are exactly 0 apart
    return float(2 * (total * (weight @ away**2) - (weight @ away) ** 2))


def _ranked(held: Pairs) -> tuple[F64, F64]:
    """Both values of each pair as their middle rank: ordinal distance is the distance of middle ranks."""
    known, at = np.unique(held.first, return_inverse=True)
    counts = np.bincount(at, held.weight, minlength=len(known))
    middle = np.cumsum(counts) - counts / 2
    return middle[at], middle[np.searchsorted(known, held.second)]
