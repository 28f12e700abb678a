"""Causes held back: some draws run again, from the end of each past, with every set of the case's causes held where it was.

A corner is a set of causes that took the path they took; in it the levers of every other cause stay, from the end of the
past on, at their median over the past. The last corner, in which all moved, is the run of the bank itself. Chance has an
address, so corners differ in nothing else, and a cause whose levers did not change changes exactly nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.engine.dataset import Finished, demands_in
from shakedown.engine.layout import MANNERS, PEOPLE
from shakedown.engine.of_case import size_of_case
from shakedown.engine.run import Job, run_one
from shakedown.fit.bank import Bank, kept, short_hash, society_at
from shakedown.fit.picks import Picks, pick_pairs, picks_of, spread
from shakedown.fit.windows import join
from shakedown.society.case import Case
from shakedown.society.explanations import Cause
from shakedown.society.levers import Levers

F64 = npt.NDArray[np.float64]
BATCH = 4
OF_POSTERIOR, OF_PRIOR = 0, 1


def run_corners(bank: Bank, draws: xr.Dataset, joint: F64, prior: xr.Dataset, number: int) -> xr.Dataset:
    """Corners of `number` draws from the posterior and as many from the prior under each dating (dating, draw, corner, ...).

    demands (dating, draw, corner, manner, amount): counts in the window now; income: mean of households, CNY a week, now;
    then_demands, then_income: the same of the dating's own past; row: of `draws` or, where `of` is 1, of `prior`;
    log_weight: of the row under its dating when it was picked (0 for the prior's).
    """
    held = []
    for d, past in enumerate(bank.case.pasts):
        under = joint[d] - logsumexp(joint[d])
        _, rows = pick_pairs(under[None], number)
        groups = [(draws, rows), (prior, spread(prior.sizes["row"], number))]
        weights = (under[rows], np.zeros(number))
        parts = [
            _with_past(
                picks_of(runs, np.full(len(at), d), at), runs, bank, past.name, (2 * d + g, 2 * len(bank.case.pasts))
            )
            for g, (runs, at) in enumerate(groups)
        ]
        both = join(parts, "draw")
        of = np.repeat([OF_POSTERIOR, OF_PRIOR], number)
        held.append(both.assign(of=("draw", of), log_weight=("draw", np.concatenate(weights))))
    names = xr.Variable("dating", [p.name for p in bank.case.pasts])
    return join(held, names)


def _with_past(picks: Picks, runs: xr.Dataset, bank: Bank, past: str, part: tuple[int, int]) -> xr.Dataset:
    """Corners of some picks, with what was demanded in their past beside them."""
    batches = [
        Corners(bank.case, past, picks.part(slice(at, at + BATCH)), bank.case.causes, bank.folder, part[0], at)
        for at in range(0, len(picks), BATCH)
    ]
    done = bank.collect("corners", batches, part)
    found = join(done, "draw")
    before = runs.sel(window=past).isel(row=picks.row)
    then = before.demands.sum("service").transpose("row", "manner", "amount").to_numpy()
    return found.drop_vars(["z", "dating"]).assign(
        then_demands=(("draw", "manner", "amount"), then),
        then_income=("draw", before.household_income.mean("fifth").to_numpy()),
    )


@dataclass(frozen=True)
class Corners:
    """The corners of some picks under one dating of the past."""

    case: Case
    past: str
    picks: Picks
    causes: tuple[Cause, ...]
    folder: Path | None
    group: int
    first: int

    @property
    def size(self) -> int:
        """Its corners."""
        return len(self.picks) << len(self.causes)

    def run(self) -> xr.Dataset:
        """Its corners: as they are on disk, else run and kept."""
        label = short_hash([asdict(cause) for cause in self.causes])
        place = self.folder and self.folder / f"corners-{label}-{self.group}-{self.first:04d}.zarr"
        return kept(place, self.picks.marks(), self._all)

    def _all(self) -> xr.Dataset:
        each = [self._of(k) for k in range(len(self.picks))]
        demands, income = (np.stack(parts) for parts in zip(*each, strict=True))
        return xr.Dataset(
            {"demands": (("draw", "corner", "manner", "amount"), demands), "income": (("draw", "corner"), income)},
            coords={"manner": list(MANNERS), "amount": np.asarray(self.case.menu)},
        )

    def _of(self, k: int) -> tuple[F64, F64]:
        """(demands, income) of every corner of one pick."""
        case, picks = self.case, self.picks
        rules, levers = society_at(case, picks.z[k], int(picks.explanation[k]))
        since = max(next(p for p in case.pasts if p.name == self.past).weeks) + 1
        before = run_one(Job(rules, levers, int(picks.seed[k])), size_of_case(case, since))
        on = size_of_case(case, case.weeks - since)
        ends = [
            run_one(
                Job(rules, held_back(case, levers, self.past, self.causes, corner), before.county.seed, before.county),
                on,
            )
            for corner in range(1 << len(self.causes))
        ]
        now = np.array(case.now.weeks) - since
        return np.stack([demands_in(end, now) for end in ends]), np.array([_income(end, now) for end in ends])


def held_back(case: Case, levers: Levers, past: str, causes: Sequence[Cause], corner: int) -> Levers:
    """The levers of a corner: bit k of `corner` lets cause k take its path; else its levers stay as in the past, after it."""
    weeks = np.array(next(p for p in case.pasts if p.name == past).weeks)
    paths = levers.weekly(case.weeks)
    held = {}
    for k, cause in enumerate(causes):
        for lever in cause.levers if not corner >> k & 1 else ():
            path = paths[lever]
            path[weeks.max() + 1 :] = np.median(path[weeks])
            held[lever] = path
    return levers.replace(**held)


def _income(end: Finished, now: npt.NDArray[np.int64]) -> float:
    """Mean income of a household over these weeks, CNY a week."""
    people = end.out.people[now][:, PEOPLE.index("income")].sum(axis=1)
    return float(people.mean() / end.county.households.cash.size)
