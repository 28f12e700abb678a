"""The societies that a finding compares: before and after, under the same seeds, the change once all has settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import xarray as xr

from shakedown.engine.run import cross_section, end_state, simulate
from shakedown.findings.finding import Setting
from shakedown.society.levers import ABOUT, Levers
from shakedown.society.rules import Rules

SETTLING, AFTER, MEASURED = 78, 26, 78
"""Weeks before the change, weeks that its effect is given, weeks that are measured."""
WEEKS = SETTLING + AFTER + MEASURED


@dataclass(frozen=True)
class Size:
    """How much is run: households of one county, and seeds (each a county)."""

    households: int = 3_000
    seeds: tuple[int, ...] = tuple(range(8))


def runs(setting: Setting, changed: Setting, size: Size) -> xr.Dataset:
    """The measured weeks of a society, its change left time to work."""
    return since_change(setting, changed, size).isel(week=slice(AFTER, None))


def since_change(setting: Setting, changed: Setting, size: Size) -> xr.Dataset:
    """A society from the week in which levers change, after SETTLING weeks; its dials and services hold throughout."""
    rules, levers = Rules(**{**setting.rules, **changed.rules}), _schedule(setting, changed, size)
    asking = changed.services if len(changed.services) > 1 else setting.services
    done = simulate(rules, levers, households=size.households, weeks=WEEKS, seeds=size.seeds, services=asking)
    return done.isel(week=slice(SETTLING, None))


def doors(setting: Setting, size: Size) -> xr.Dataset:
    """Who was asked and paid in the measured weeks: (run, household)."""
    rules, levers = Rules(**setting.rules), _schedule(setting, Setting(), size)
    start = end_state(rules, levers, households=size.households, weeks=SETTLING, seeds=size.seeds)
    return cross_section(rules, levers, weeks=MEASURED + AFTER, start=start)


def _schedule(setting: Setting, changed: Setting, size: Size) -> Levers:
    before, after = _numbers(setting, size), {**_numbers(setting, size), **_numbers(changed, size)}
    defaults = Levers()
    weekly = {name: np.full(WEEKS, before.get(name, getattr(defaults, name)), float) for name in ABOUT}
    for name, value in after.items():
        weekly[name][SETTLING:] = value
    return Levers(**weekly)


def _numbers(setting: Setting, size: Size) -> Mapping[str, float]:
    return {name: _takings(size) if isinstance(value, str) else float(value) for name, value in setting.levers.items()}


@cache
def _takings(size: Size) -> float:
    """CNY an officer takes a week in the default society, without a quota."""
    base = runs(Setting(), Setting(), size)
    return float(base.officer_income.sel(source="takings").mean())
