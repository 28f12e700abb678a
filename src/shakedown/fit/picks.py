"""Draws picked to be run again: which, under which dating of the past, and all that fixes their runs."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import xarray as xr

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Picks:
    """Some rows of draws, each with a dating of the past: scores `z` (pick, dials), explanation and seed as they were run."""

    dating: I64
    row: I64
    z: F64
    explanation: I64
    seed: I64

    def __len__(self) -> int:
        return len(self.row)

    def part(self, span: slice) -> Self:
        """Some of them."""
        return type(self)(self.dating[span], self.row[span], self.z[span], self.explanation[span], self.seed[span])

    def marks(self) -> dict[str, Any]:
        """Variables by which a batch on disk is known to be of these picks."""
        names = ("dating", "row", "explanation", "seed")
        return {"z": (("draw", "dial"), self.z), **{name: ("draw", getattr(self, name)) for name in names}}


def picks_of(draws: xr.Dataset, dating: I64, row: I64) -> Picks:
    """These rows of draws."""
    z, explanation, seed = (draws[name].to_numpy()[row] for name in ("z", "explanation", "seed"))
    return Picks(np.asarray(dating), np.asarray(row), z, explanation, seed)


def pick_pairs(joint: F64, number: int) -> tuple[I64, I64]:
    """`number` pairs (dating, row) that cover the log weights `joint` evenly (systematic resampling, no luck involved)."""
    at = (np.arange(number) + 0.5) / number
    pairs = np.searchsorted(np.cumsum(np.exp(joint).ravel()), at, side="right").clip(0, joint.size - 1)
    dating, rows = np.unravel_index(pairs, joint.shape)
    return np.asarray(dating), np.asarray(rows)


def spread(rows: int, number: int) -> I64:
    """`number` rows spread evenly over all, in steps that visit every explanation in turn."""
    return np.asarray((np.arange(number) * (rows // number) + np.arange(number)) % rows)
