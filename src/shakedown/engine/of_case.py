"""A case run at the medians of its priors: its history to now, and a scenario beyond."""

from collections.abc import Iterable, Mapping

import xarray as xr

from shakedown.engine.run import Size, simulate
from shakedown.errors import InputError
from shakedown.evidence.checks import nearest
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials

HORIZON = 104
"""Weeks beyond now when a scenario is named and no length is given."""


def size_of_case(case: Case, weeks: int, *, doors: bool = False) -> Size:
    """A run of the case's sample of households, its menu and services."""
    return Size(case.sample, weeks, case.menu, doors, case.services)


def simulate_case(
    case: Case,
    *,
    scenario: str | None = None,
    changed: Mapping[str, float] | None = None,
    households: int | None = None,
    weeks: int | None = None,
    seeds: Iterable[int] = range(8),
) -> xr.Dataset:
    """Runs of a case with dates; `changed` sets dials, or levers for the whole run, by name.

    Priors stand at their medians: this shows a society, it is not a fit. Raises `InputError` for an unknown scenario or
    name, and for values outside their limits.
    """
    changed = changed or {}
    known = {*case.priors, *(d.name for d in dials()), *ABOUT}
    unknown = [name for name in changed if name not in known]
    if unknown:
        raise InputError(f"--set {n}: there is no such dial or lever. {nearest(n, known)}" for n in unknown)
    length = weeks or case.weeks + (HORIZON if scenario else 0)
    at = {n: v for n, v in changed.items() if n in case.priors}
    rules, levers = case.society(at, horizon=max(0, length - case.weeks), scenario=scenario)
    rules = rules.replace(**{n: v for n, v in changed.items() if n not in ABOUT and n not in case.priors})
    levers = levers.replace(**{n: v for n, v in changed.items() if n in ABOUT})
    size = households or case.sample
    runs = simulate(
        rules, levers, households=size, weeks=length, seeds=seeds, menu=case.menu, services=case.services,
        begins=case.calendar.start,
    )  # fmt: skip
    return in_money(runs, case.currency)


def in_money(runs: xr.Dataset, currency: str) -> xr.Dataset:
    """The same runs with the case's money in every unit; the numbers are counted in it already."""
    for held in runs.variables.values():
        if "CNY" in held.attrs.get("units", ""):
            held.attrs["units"] = held.attrs["units"].replace("CNY", currency)
    runs["amount"].attrs["currency"] = currency
    return runs
