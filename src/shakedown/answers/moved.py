"""What a lever moves: fitted societies run on from now with some levers held elsewhere, each beside itself left as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from shakedown.answers.coming import F64, TENTHS, YEAR
from shakedown.answers.demands_now import Cell, cells_of
from shakedown.answers.policy import OFF, Spread
from shakedown.answers.policy_measures import RETALIATIONS, About, abouts_of, counted_in, numbers_of
from shakedown.engine.dataset import all_services, to_dataset
from shakedown.engine.of_case import size_of_case
from shakedown.engine.run import Job, run_all
from shakedown.errors import InputError
from shakedown.evidence.checks import nearest
from shakedown.fit.bank import society_at
from shakedown.fit.futures import HORIZON, gathered
from shakedown.fit.picks import pick_pairs, picks_of
from shakedown.fit.posterior import Posterior
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT

RUNS = 64
"""Societies that a settled number is of."""
FIRST = 8
"""Of them, those of a first glance."""
SET = ("crackdown", "provision", "private_trade", "market", "channel", "courtesy")
"""Levers that may be set, in the order of the page. The penalty is no lever: it is the same in every answer."""


@dataclass(frozen=True)
class AtNow:
    """Fitted societies as they stand now, in an order in which any first few cover the fit evenly.

    jobs: each with its own levers for three years beyond now, and its county to go on from.
    """

    case: Case
    jobs: tuple[Job, ...]

    def as_it_is(self, lever: str) -> float:
        """The middle of a lever's own values in the week after now."""
        weekly = [np.atleast_1d(np.asarray(getattr(job.levers, lever), dtype=float)) for job in self.jobs]
        return float(np.median([each[min(self.case.weeks, each.size - 1)] for each in weekly]))


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number over the year after now: as it is, with the levers moved, and the paired change; counts of runs."""

    about: About
    still: Spread
    level: Spread
    change: Spread
    falls: int
    rises: int
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The answer. cells, still_cells: how demands split over amounts and manners, moved and as it is."""

    settings: Mapping[str, float]
    runs: int
    numbers: tuple[Number, ...]
    cells: tuple[Cell, ...]
    still_cells: tuple[Cell, ...]

    def of(self, name: str) -> Number:
        """One of the numbers."""
        return next(number for number in self.numbers if number.about.name == name)

    @property
    def retaliation(self) -> str:
        """What is to be said of retaliation where it is not among the numbers; else nothing."""
        return "" if any(number.about.name == RETALIATIONS.name for number in self.numbers) else OFF


@dataclass(frozen=True)
class Year:
    """The year after now in some societies: each number (run), and the split of their demands."""

    numbers: Mapping[str, F64]
    cells: tuple[Cell, ...]


def at_now(post: Posterior, number: int = RUNS) -> AtNow:
    """`number` societies that cover a fit evenly, run to now (seconds). The same fit gives the same societies."""
    case, picks = post.case, picks_of(post.draws, *pick_pairs(post.log_weight, number))
    order = np.arange(number).reshape(-1, max(1, number // FIRST)).T.ravel() if number % FIRST == 0 else range(number)
    jobs = [
        Job(*society_at(case, picks.z[k], int(picks.explanation[k]), horizon=HORIZON), int(picks.seed[k]))
        for k in order
    ]
    done = run_all(jobs, size_of_case(case, case.weeks))
    return AtNow(case, tuple(job._replace(start=each.county) for job, each in zip(jobs, done, strict=True)))


def year_of(at: AtNow, settings: Mapping[str, float], runs: int = RUNS) -> Year:
    """The first `runs` societies over the year after now, levers held at `settings` from the week after now on.

    Raises `InputError` for a value outside a lever's limits.
    """
    case = at.case
    jobs = [job._replace(levers=job.levers.replace(**held_at(case, job, settings))) for job in at.jobs[:runs]]
    done = run_all(jobs, size_of_case(case, YEAR))
    held = to_dataset(done, case.menu, None, case.services)
    whole = all_services(held)
    sizes = (whole[name].to_numpy().astype(float) for name in ("households", "officers"))
    told = gathered(whole).rename(run="draw").expand_dims("scenario")
    numbers = {name: values[:, 0, 0] for name, values in numbers_of(counted_in(case, told), *sizes).items()}
    demands = held.demands.sum(["service", "week"]).rename(run="row")
    return Year(MappingProxyType(numbers), cells_of(demands, np.full(len(jobs), 1 / len(jobs)), "model"))


def moved(still: Year, year: Year, settings: Mapping[str, float], currency: str) -> Moved:
    """A year with levers moved beside the same societies left as they are."""
    return Moved(
        settings=MappingProxyType(dict(settings)),
        runs=next(iter(year.numbers.values())).size,
        numbers=tuple(
            _number(a, still.numbers[a.name], year.numbers[a.name], currency) for a in abouts_of(still.numbers)
        ),
        cells=year.cells,
        still_cells=still.cells,
    )


def move(post: Posterior, settings: Mapping[str, float], runs: int = RUNS) -> Moved:
    """What levers held at `settings` from the week after now on change over a year, in `runs` fitted societies.

    Runs every society to now first, so many settings are asked of `at_now`, `year_of` and `moved` in turn.
    """
    checked(settings)
    at = at_now(post)
    return moved(year_of(at, {}, runs), year_of(at, settings, runs), settings, post.case.currency)


def checked(settings: Mapping[str, float]) -> None:
    """Raises `InputError` naming every lever that may not be set and every value outside its limits."""
    problems = [f"{name}: there is no such lever to set. {nearest(name, SET)}" for name in settings if name not in SET]
    for name, value in settings.items():
        if name in SET and not ABOUT[name].least <= value <= min(ABOUT[name].most, _MOST[name]):
            most = min(ABOUT[name].most, _MOST[name])
            problems.append(f"{name}: {value:g} is outside its limits. Write {ABOUT[name].least:g} to {most:g}.")
    if problems:
        raise InputError(problems)


_MOST = {"crackdown": 1.0, "provision": 2_000.0, "private_trade": 2.0, "market": 2.0, "channel": 1.0, "courtesy": 1.0}
"""Beyond these nobody has looked at what a society does."""


def held_at(case: Case, job: Job, settings: Mapping[str, float]) -> dict[str, F64]:
    """The schedules of the levers that are set: as they were to now, then at their value."""
    weekly = job.levers.weekly(case.weeks + HORIZON) if settings else {}
    for name, value in settings.items():
        weekly[name][case.weeks :] = value
    return {name: weekly[name] for name in settings}


def _number(about: About, still: F64, year: F64, currency: str) -> Number:
    change = year - still
    named = About(**{**vars(about), "unit": about.unit.replace("CNY", currency)})
    return Number(
        about=named,
        still=_spread(still),
        level=_spread(year),
        change=_spread(change),
        falls=int((change < 0).sum()),
        rises=int((change > 0).sum()),
    )


def _spread(values: F64) -> Spread:
    """Middle and central 80% of runs that count alike; what is not known in a run is left out."""
    known = values[np.isfinite(values)]
    low, median, high = np.quantile(known, TENTHS) if known.size else (np.nan,) * 3
    return Spread(low=float(low), median=float(median), high=float(high))
