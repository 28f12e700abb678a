"""What the fit keeps of a run: each window of the case gathered, with the levers beside the outputs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from shakedown.engine.dataset import Finished, request_sets, to_dataset
from shakedown.engine.of_case import size_of_case
from shakedown.engine.run import Job, run_one
from shakedown.evidence.measures import over
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT


def run_windows(case: Case, jobs: Sequence[Job]) -> xr.Dataset:
    """Run the case to now, once per job, and keep only its windows: dims row, window and those of the outputs.

    Counts and sums are totals of the sample over the window, means are means over its weeks; `sets` holds requests by
    set of framings and amount; each lever is a variable of its own name.
    """
    size = size_of_case(case, case.weeks)
    return gather(case, jobs, [run_one(job, size) for job in jobs])


def gather(case: Case, jobs: Sequence[Job], done: Sequence[Finished]) -> xr.Dataset:
    """The windows of runs that are already there (of the case's whole length)."""
    runs, sets = to_dataset(done, case.menu, None, case.services), request_sets(done)
    levers = [job.levers.weekly(case.weeks) for job in jobs]
    parts = []
    for window in case.windows:
        weeks = list(window.weeks)
        beside: dict[str, Any] = {
            name: ("run", [float(np.mean(weekly[name][weeks])) for weekly in levers], {"gather": "mean"})
            for name in ABOUT
        }
        beside["sets"] = (("run", "set", "amount"), sets[:, weeks].sum(axis=1), {"gather": "count"})
        parts.append(over(runs, weeks).assign(beside))
    names = xr.Variable("window", [w.name for w in case.windows])
    held = join(parts, names)
    return held.rename(run="row").drop_vars("row")


def join(held: Sequence[xr.Dataset], along: str | xr.Variable = "row") -> xr.Dataset:
    """Datasets one after another along an axis, by its name or with its coordinate; what has not that axis must be alike."""
    return xr.concat(held, along, data_vars="all", coords="minimal", join="exact", compat="equals")
