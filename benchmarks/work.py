"""The work every peer does: one county of the default society, and what is compared of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from shakedown.engine.dataset import Finished, to_dataset
from shakedown.engine.run import Job, Size, run_one
from shakedown.engine.tables import MENU_CNY
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

TOTALS = (
    "visits", "demands", "coercive", "asked", "refusals", "complaints", "charges", "dismissals", "calls_on_state",
    "paid", "paid_in_kind", "repaid", "passed_up", "retained",
)  # fmt: skip
"""Counts, and sums in CNY, over the whole run and county."""
MEANS = (
    "household_income", "household_spending", "household_cash", "officer_cash", "shortfall", "fear", "post_value",
    "entitlement", "goodwill", "sympathy", "resentment",
)  # fmt: skip
"""Means over weeks, and over households or officers."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """One county: `households` over `weeks` from `seed`, under default dials and levers unless others are given."""

    households: int
    weeks: int
    seed: int
    rules: Rules = field(default_factory=Rules)
    levers: Levers = field(default_factory=Levers)


def run_kernel(work: Work) -> Finished:
    """The compiled society, as it is timed: from rules and a seed to all its weekly outputs."""
    return run_one(Job(work.rules, work.levers, work.seed), Size(work.households, work.weeks))


def kernel(work: Work) -> Mapping[str, float]:
    """What is compared of it."""
    return read(run_kernel(work))


def read(done: Finished) -> Mapping[str, float]:
    """What is compared, of a finished county on the built-in menu."""
    runs = to_dataset([done], MENU_CNY, None).isel(run=0)
    demands = runs.demands.isel(service=0)
    counts = {n: float(runs[n].sum()) for n in TOTALS if n in runs}
    counts["demands"] = float(demands.sum())
    counts["coercive"] = float(demands.sel(manner=["threat", "order"]).sum())
    counts["asked"] = float((demands * runs.amount).sum())
    counts["retained"] = float((runs.retainer_share * runs.protection_volume).sum())
    means = {n: float(np.asarray(runs[n]).mean()) for n in MEANS}
    return {**counts, **means}
