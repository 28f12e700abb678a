"""One number a run of an output: cut by coordinates, then added up, averaged, or set beside what it is counted over."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import xarray as xr

F64 = npt.NDArray[np.float64]
Where = Mapping[str, str | int]

DERIVED: Mapping[str, Callable[[xr.Dataset], xr.DataArray]] = MappingProxyType(
    {
        "asked": lambda runs: runs.demands * runs.amount,
        "taken": lambda runs: runs.paid + runs.paid_in_kind,
    }
)
"""CNY demanded, and CNY paid in cash and goods."""


def _output(runs: xr.Dataset, name: str, where: Where) -> xr.DataArray:
    """A variable of the Dataset, or a derived one, where it has these coordinates; axes that it has not cut nothing."""
    held = DERIVED[name](runs) if name in DERIVED else runs[name]
    return held.sel({axis: value for axis, value in where.items() if axis in held.dims})


def _all(held: xr.DataArray) -> list[str]:
    return [str(axis) for axis in held.dims if axis != "run"]


def _total(runs: xr.Dataset, name: str, where: Where) -> F64:
    held = _output(runs, name, where)
    return np.asarray(held.sum(_all(held)), dtype=float)


def _mean(runs: xr.Dataset, name: str, where: Where) -> F64:
    held = _output(runs, name, where)
    return np.asarray(held.mean(_all(held)), dtype=float)


def _spread(runs: xr.Dataset, name: str, where: Where) -> F64:
    held = _output(runs, name, where)
    return np.asarray(held.std("week").mean(_all(held.std("week"))), dtype=float)


def _share(runs: xr.Dataset, name: str, where: Where) -> F64:
    return _total(runs, name, where) / _total(runs, name, {})


def _per(counted: str, **only: str) -> Callable[[xr.Dataset, str, Where], F64]:
    """What is gathered, for each of what is counted under the same coordinates."""

    def gather(runs: xr.Dataset, name: str, where: Where) -> F64:
        return _total(runs, name, where) / _total(runs, counted, {**where, **only})

    return gather


GATHERED: Mapping[str, Callable[[xr.Dataset, str, Where], F64]] = MappingProxyType(
    {
        "total": _total,
        "mean": _mean,
        "spread": _spread,
        "share": _share,
        "per contact": _per("visits"),
        "per demand": _per("demands"),
        "per request": _per("demands", manner="request"),
    }
)
"""How an output becomes one number a run. Spread: standard deviation over weeks."""
