"""What the fit keeps of a run: each window of the case gathered, with the levers beside the outputs."""

from collections.abc import Sequence

import numpy as np
import xarray as xr

from shakedown.engine.dataset import Finished, request_sets, to_dataset
from shakedown.engine.run import Job, Size, run_one
from shakedown.evidence.measures import over
from shakedown.society.case import Case


def run_windows(case: Case, jobs: Sequence[Job]) -> xr.Dataset:
    """Run the case to now, once per job, and keep only its windows: dims row, window and those of the outputs.

    Counts and sums are totals of the sample over the window, means are means over its weeks; `sets` holds requests by
    set of framings and amount; each lever is a variable of its own name.
    """
    size = Size(case.sample, case.weeks, case.menu)
    done = [run_one(job, size) for job in jobs]
    return gather(case, jobs, done)


def gather(case: Case, jobs: Sequence[Job], done: Sequence[Finished]) -> xr.Dataset:
    """The windows of runs that are already there (of the case's whole length)."""
    runs = to_dataset(done, case.menu, None)
    sets = request_sets(done)
    levers = [job.levers.weekly(case.weeks) for job in jobs]
    parts = []
    for window in case.windows:
        weeks = list(window.weeks)
        part = over(runs, weeks)
        part["sets"] = (("run", "set", "amount"), sets[:, weeks].sum(axis=1))
        part["sets"].attrs["gather"] = "count"
        for name in levers[0]:
            part[name] = ("run", [float(np.mean(weekly[name][weeks])) for weekly in levers])
            part[name].attrs["gather"] = "mean"
        parts.append(part)
    names = [w.name for w in case.windows]
    held = xr.concat(
        parts, xr.IndexVariable("window", names), data_vars="all", coords="minimal", join="exact", compat="equals"
    )
    return held.rename(run="row").drop_vars("row")
