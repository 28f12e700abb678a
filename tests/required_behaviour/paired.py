"""Two societies that differ in one thing, seed by seed: how far a measure moves, and how sure that is."""

from functools import cache
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
import xarray as xr

from shakedown.engine.run import simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

SEEDS = range(8)
YEAR = 52
TURN = 2 * YEAR
"""The week from which a lever of `society` has its new value."""
ALONG = (TURN, TURN + YEAR)
LATER = (TURN + YEAR, TURN + 2 * YEAR)
"""The first and the second year after the turn, as (first week, week after the last)."""

DEFAULT = Rules()
BEFORE = Levers()


class Change(NamedTuple):
    """Mean difference over paired seeds, its standard error, and the mean before."""

    mean: float
    error: float
    before: float

    @property
    def errors(self) -> float:
        """The difference in standard errors, with its sign: beyond 3 counts as shown."""
        if self.error > 0:
            return self.mean / self.error
        return 0.0 if self.mean == 0 else inf * self.mean

    @property
    def share(self) -> float:
        """The difference relative to the mean before."""
        return self.mean / self.before


def change(before: xr.DataArray, after: xr.DataArray) -> Change:
    """From `before` to `after`, one value per run of the same seed each."""
    x, y = (np.asarray(a, dtype=float) for a in (before, after))
    assert x.shape == y.shape == (len(SEEDS),), "one value per seed"
    difference = y - x
    return Change(float(difference.mean()), float(difference.std(ddof=1) / sqrt(x.size)), float(x.mean()))


@cache
def society(rules: Rules = DEFAULT, before: Levers = BEFORE, *, years: int = 4, **since_turn: float) -> xr.Dataset:
    """One society over `years`, its levers as in `before` and those named `since_turn` changed from week TURN on."""
    levers = before
    for name, value in since_turn.items():
        schedule = np.full(years * YEAR, float(getattr(before, name)))
        schedule[TURN:] = value
        levers = levers.replace(**{name: schedule})
    return simulate(rules, levers, weeks=years * YEAR, seeds=SEEDS)


def during(runs: xr.Dataset, weeks: tuple[int, int]) -> xr.Dataset:
    """The police in weeks `weeks[0]` up to but not including `weeks[1]`."""
    return runs.sel(service="police").isel(week=slice(*weeks))


def demands(runs: xr.Dataset) -> xr.DataArray:
    """Demands made, per run."""
    return runs.demands.sum(["week", "manner", "amount"])


def share_coercive(runs: xr.Dataset) -> xr.DataArray:
    """Share of demands made by threat or order, per run."""
    return runs.demands.sel(manner=["threat", "order"]).sum(["week", "manner", "amount"]) / demands(runs)


def asked(runs: xr.Dataset) -> xr.DataArray:
    """Sum of all amounts demanded, CNY, per run."""
    return (runs.demands * runs.amount).sum(["week", "manner", "amount"])


def mean_amount(runs: xr.Dataset) -> xr.DataArray:
    """Mean amount demanded, CNY, per run."""
    return asked(runs) / demands(runs)


def of_manner(runs: xr.Dataset, *manners: str) -> xr.Dataset:
    """The same runs with only the demands made in these manners."""
    return runs.assign(demands=runs.demands.sel(manner=list(manners)))


def taken(runs: xr.Dataset) -> xr.DataArray:
    """Paid on demands in cash and kind, CNY, per run."""
    return (runs.paid + runs.paid_in_kind).sum("week")


def mean(runs: xr.Dataset, name: str) -> xr.DataArray:
    """A weekly measure averaged over the weeks, per run."""
    return runs[name].mean("week")
