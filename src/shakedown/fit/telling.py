"""The reporting model: which demands are told and printed. Large, harsh and unusual ones more often than the rest.

One set of three strengths for all records, never by place, source or time: integrated out, nobody's to read off. Only what
writers say about demands passes through it; surveys, levers and what households hold do not.
"""

from itertools import product

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.evidence.measures import COERCIVE, FRAMINGS
from shakedown.evidence.statements import Statement
from shakedown.fit.wording import Wording

F64 = npt.NDArray[np.float64]
Strengths = tuple[float, float, float]
"""How much likelier a demand is told, in log: per doubling of the sum; if by threat or order; per log of how much commoner
its manner is now than it was."""

TOLD_OF = ("share_above", "share_coercive", "mean_amount", "median_amount", *(f"share_{f}" for f in FRAMINGS))
"""Measures of demands, which a writer knows from those he heard of."""
_REACH = 2.0
_MOST_NEWER = 20.0


def tellings(wording: Wording) -> tuple[tuple[Strengths, ...], F64]:
    """Possible strengths and their weights: the middle and two standard deviations along each axis (exact to degree 3).

    Each strength is normal, its mean and its sd the wording's figure; one of 0 is off, and with all off one point is left.
    """
    middle = np.array([wording.told_large, wording.told_harsh, wording.told_new])
    if not middle.any():
        return ((0.0, 0.0, 0.0),), np.ones(1)
    steps = [(axis, sign * _REACH) for axis, sign in product(np.flatnonzero(middle), (-1, 1))]
    points = [middle, *(middle + np.eye(3)[axis] * step * middle for axis, step in steps)]
    weight = 1 / (2 * _REACH**2)
    weights = np.array([1 - weight * len(steps), *[weight] * len(steps)])
    return tuple((float(a), float(b), float(c)) for a, b, c in points), weights


def is_told(statement: Statement) -> bool:
    """Whether what it says passed through somebody's choice of which demands to tell of."""
    return statement.measure in TOLD_OF and statement.basis in ("reported", "judgement")


def told(runs: xr.Dataset, strengths: Strengths, past: str) -> xr.Dataset:
    """The windows of runs with demands counted as often as they are told, up to a factor; `past`: what now is new against.

    Demands, requests by set and framings are counted so. Nothing else changes, and nothing at all at strengths of 0.
    """
    if not any(strengths):
        return runs
    large, harsh, new = strengths
    size = np.exp(large * np.log2(runs["amount"] / float(runs["amount"].median())))
    newer = _newer(runs, past)
    coercive = xr.DataArray([float(str(m) in COERCIVE) for m in runs["manner"].to_numpy()], dims="manner")
    manner = xr.DataArray(np.exp(harsh * coercive + new * newer))
    requests = runs["sets"] * size * manner.sel(manner="request")
    return runs.assign(
        demands=runs["demands"] * size * manner,
        sets=requests,
        framings=_by_framing(requests, runs["framings"]),
    )


def _newer(runs: xr.Dataset, past: str) -> xr.DataArray:
    """Log of how much commoner each manner is in each window than in the past, with half a demand of each beforehand; 0 in
    the other windows than now, which are told from afterwards."""
    counts = runs["demands"].sum(["service", "amount"]) + 0.5
    shares = counts / counts.sum("manner")
    most = float(np.log(_MOST_NEWER))
    newer = xr.DataArray(np.log(shares / shares.sel(window=past))).clip(-most, most)
    return newer.where(runs["window"] == "now", 0.0)


def _by_framing(sets: xr.DataArray, framings: xr.DataArray) -> xr.DataArray:
    """Requests that carry each framing, in the shape of the count that they replace; services together are the first's."""
    by_set = sets.sum("amount")
    carried = [
        by_set.isel(set=[n for n in range(sets.sizes["set"]) if n >> k & 1]).sum("set") for k in range(len(FRAMINGS))
    ]
    total = xr.concat(carried, xr.Variable("framing", list(FRAMINGS)))
    whole = framings.sum("service")
    return framings * (total / whole.where(whole > 0)).fillna(0.0)
