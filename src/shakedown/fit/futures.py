"""What may come: some draws run on from now under each scenario of the case, with the same chance in all."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.engine.dataset import all_services, to_dataset
from shakedown.engine.of_case import size_of_case
from shakedown.engine.run import Job, run_one
from shakedown.evidence.measures import COERCIVE
from shakedown.fit.bank import Bank, kept, short_hash, society_at
from shakedown.fit.picks import Picks, pick_pairs, picks_of
from shakedown.fit.windows import join
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
BATCH = 4
HORIZON = 156
"""Weeks beyond now: three years."""
STEP = 4
"""Weeks over which what comes is gathered."""
YEAR = 52
COUNTS = ("visits", "refusals", "complaints", "charges", "dismissals", "retaliations")
LEVELS = ("shortfall", "fear", "protection_volume", "post_value")
VIEWS = ("sympathy", "resentment", "surprise")


def run_futures(bank: Bank, draws: xr.Dataset, joint: F64, number: int) -> xr.Dataset:
    """`number` draws of the posterior, each with its dating, run on under each scenario (draw, scenario, step or year, ...).

    By steps of four weeks: demands, coercive, requests, hardship (counts), asked, paid (CNY, goods included), and what
    COUNTS, LEVELS and VIEWS name; by year: burden and burden_no_trade (fifth), officer_income (source), household_income;
    log_weight: of the pick when it was picked.
    """
    dating, row = pick_pairs(joint, number)
    picks = picks_of(draws, dating, row)
    batches = [Futures(bank.case, picks.part(slice(at, at + BATCH)), bank.folder, at) for at in range(0, number, BATCH)]
    done = bank.collect("futures", batches)
    found = join(done, "draw").drop_vars("z")
    return found.assign(log_weight=("draw", joint[dating, row]))


@dataclass(frozen=True)
class Futures:
    """Some picks and what comes after now."""

    case: Case
    picks: Picks
    folder: Path | None
    first: int

    @property
    def size(self) -> int:
        """Its futures."""
        return len(self.picks) * len(self.case.scenarios)

    def run(self) -> xr.Dataset:
        """Its futures: as they are on disk, else run and kept."""
        label = short_hash([asdict(s) for s in self.case.scenarios.values()])
        place = self.folder and self.folder / f"futures-{label}-{self.first:04d}.zarr"
        return kept(place, self.picks.marks(), self._all)

    def _all(self) -> xr.Dataset:
        each = [self._of(k) for k in range(len(self.picks))]
        return join(each, "draw")

    def _of(self, k: int) -> xr.Dataset:
        case, z, explanation = self.case, self.picks.z[k], int(self.picks.explanation[k])
        until = size_of_case(case, case.weeks)
        now = run_one(Job(*society_at(case, z, explanation), int(self.picks.seed[k])), until)
        on = size_of_case(case, HORIZON)
        societies = [society_at(case, z, explanation, horizon=HORIZON, scenario=name) for name in case.scenarios]
        done = [run_one(Job(rules, levers, now.county.seed, now.county), on) for rules, levers in societies]
        runs = to_dataset(done, case.menu, None, case.services)
        return gathered(all_services(runs)).rename(run="scenario").assign_coords(scenario=list(case.scenarios))


def gathered(runs: xr.Dataset) -> xr.Dataset:
    """Weekly runs of all services together, as steps and years."""
    demands = runs.demands.sum("manner")
    weekly: dict[str, Any] = {
        "demands": demands.sum("amount"),
        "coercive": runs.demands.sel(manner=list(COERCIVE)).sum(["manner", "amount"]),
        "hardship": runs.framings.sel(framing="hardship"),
        "asked": (demands * runs.amount).sum("amount"),
        "paid": runs.paid + runs.paid_in_kind,
        "calls": runs.calls_on_state,
        **{name: runs[name] for name in COUNTS},
    }
    counts = xr.Dataset(weekly).coarsen(week=STEP, boundary="trim").sum()
    levels = runs[[*LEVELS, *VIEWS]].coarsen(week=STEP, boundary="trim").mean()
    steps = counts.merge(levels, join="exact").drop_vars("week").rename(week="step")
    yearly = runs[["burden", "burden_no_trade", "officer_income", "household_income"]].coarsen(week=YEAR).mean()
    years = yearly.drop_vars("week").rename(week="year")
    return steps.assign({name: years[name] for name in years.data_vars}).drop_vars("run")
