"""The door of the engine: `simulate` makes a labelled Dataset of rules, levers and seeds; counties run side by side."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.engine import layout
from shakedown.engine.dataset import Finished, to_dataset
from shakedown.engine.layout import Bench, Fixed, Out, World
from shakedown.engine.state import County, State, first_county
from shakedown.engine.tables import MENU_CNY, fixed_for, menu_table, new_scratch, quantile_tables
from shakedown.engine.week import run_weeks
from shakedown.errors import InputError
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

ONE_SERVICE = ("police",)


class Job(NamedTuple):
    """One county to run: its rules, levers, and either a seed (a new county) or a county to go on from."""

    rules: Rules
    levers: Levers
    seed: int
    start: County | None = None


@dataclass(frozen=True)
class Size:
    """How large and how long: households in the county, weeks to run, the menu of round amounts (CNY), and which services ask.

    doors: whether to count, household by household, what was asked and given.
    """

    households: int
    weeks: int
    amounts: tuple[float, ...] = MENU_CNY
    doors: bool = False
    services: tuple[str, ...] = ONE_SERVICE

    def __post_init__(self) -> None:
        problems = []
        if not _whole(self.households, 1, 2**31):
            problems.append(f"households: {self.households!r} is not a population. Give a whole number from 1 up.")
        if not _whole(self.weeks, 1, 2**31):
            problems.append(f"weeks: {self.weeks!r} is not a length. Give a whole number from 1 up.")
        if len(self.amounts) < 2 or not np.isfinite(self.amounts).all() or (np.diff([0, *self.amounts]) <= 0).any():
            problems.append("menu: needs at least two amounts, positive and rising.")
        if len(self.amounts) > layout.MOST_AMOUNTS:
            problems.append(f"menu: {len(self.amounts)} amounts are more than {layout.MOST_AMOUNTS}. Leave some out.")
        if not 1 <= len(set(self.services)) == len(self.services) <= layout.MOST_SERVICES:
            problems.append(f"services: give 1 to {layout.MOST_SERVICES} different names, such as police.")
        if problems:
            raise InputError(problems)


def _whole(value: object, least: int, below: int) -> bool:
    """Whether a value is a whole number in a range (and not true or false)."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return whole and least <= int(value) < below  # type: ignore[call-overload]


def size_of(households: int, weeks: int, menu: Sequence[float], services: Sequence[str] = ONE_SERVICE) -> Size:
    """A Size out of what a caller gave; raises `InputError` for what is no number or name."""
    if isinstance(services, str) or not all(isinstance(name, str) for name in services):
        raise InputError(f'services: {services!r} is no list of names. Write ("police",).')
    try:
        amounts = tuple(float(a) for a in menu)
    except (TypeError, ValueError):
        raise InputError("menu: holds something that is not a number. Write amounts such as (50, 100, 200).") from None
    return Size(households, weeks, amounts, services=tuple(services))


def simulate(
    rules: Rules,
    levers: Levers,
    *,
    households: int = 6_000,
    weeks: int = 156,
    seeds: Iterable[int] = range(8),
    start: State | None = None,
    menu: Sequence[float] = MENU_CNY,
    services: Sequence[str] = ONE_SERVICE,
    begins: date | None = None,
    executor: Executor | None = None,
) -> xr.Dataset:
    """Run one society once per seed and return what happened, week by week (`dataset.ABOUT` lists the variables).

    `services` names those who ask the same households, each with officers of its own, without regard to each other.

    With `start` the runs go on from a saved state, with its seeds and households, and the levers are read from that
    state's week on. `begins` is the day on which week 0 starts; it only adds dates. The result does not depend on the
    number of threads or on the order of the seeds. It does not fit anything and does not scale a sample to a country.
    Raises `InputError` for schedules that are too short, empty seeds or impossible sizes.
    """
    jobs = _jobs(rules, levers, seeds, start)
    size = size_of(households, weeks, menu, services)
    return to_dataset(run_all(jobs, size, executor), size.amounts, begins, size.services)


def end_state(
    rules: Rules,
    levers: Levers,
    *,
    households: int = 6_000,
    weeks: int = 156,
    seeds: Iterable[int] = range(8),
    start: State | None = None,
    menu: Sequence[float] = MENU_CNY,
    services: Sequence[str] = ONE_SERVICE,
    executor: Executor | None = None,
) -> State:
    """The state in which `simulate` with the same arguments ends."""
    size = size_of(households, weeks, menu, services)
    return State(tuple(done.county for done in run_all(_jobs(rules, levers, seeds, start), size, executor)))


def cross_section(
    rules: Rules,
    levers: Levers,
    *,
    households: int = 6_000,
    weeks: int = 156,
    seeds: Iterable[int] = range(8),
    start: State | None = None,
    menu: Sequence[float] = MENU_CNY,
    services: Sequence[str] = ONE_SERVICE,
    executor: Executor | None = None,
) -> xr.Dataset:
    """Who was asked and who paid over a run: an in-memory table (run, household), never written to a file.

    income (permanent, trade at 1 included) CNY/week; power, trade; demands and payments (counts); paid (CNY, goods
    included); cash at the end (CNY). It names nobody and has no place: these are invented households.
    """
    size = replace(size_of(households, weeks, menu, services), doors=True)
    done = run_all(_jobs(rules, levers, seeds, start), size, executor)
    people = [d.county.households for d in done]
    columns: dict[str, npt.NDArray[Any]] = {
        n: np.stack([d.out.doors[:, k] for d in done]) for k, n in enumerate(layout.DOORS)
    }
    columns |= {n: np.stack([getattr(p, n) for p in people]).astype(float) for n in ("power", "cash")}
    columns["trade"] = np.stack([d.county.trade for d in done])
    columns["income"] = np.stack([p.income for p in people]) * (1 + columns["trade"] * rules.trade_premium)
    columns["fifth"] = np.stack([p.group // 2 for p in people]) + 1.0
    return xr.Dataset(
        {n: (("run", "household"), v) for n, v in columns.items()}, coords={"run": [d.county.seed for d in done]}
    )


def _jobs(rules: Rules, levers: Levers, seeds: Iterable[int], start: State | None) -> list[Job]:
    if start is not None:
        if any(county.members != round(rules.beat_size) for county in start.counties):
            raise InputError(
                "start: has beats of another size than Rules, beat_size. Keep it as it was in the saved run."
            )
        return [Job(rules, levers, county.seed, county) for county in start.counties]
    if not isinstance(seeds, Iterable):
        raise InputError(f"seeds: {seeds!r} is not a list of whole numbers. Write for instance range(8) or [3].")
    given = list(seeds)
    if not given:
        raise InputError("seeds: is empty, so there is nothing to run. Give at least one whole number.")
    if not all(_whole(seed, 0, 2**63) for seed in given) or len(set(given)) < len(given):
        raise InputError("seeds: must be different whole numbers from 0 to 2^63 - 1.")
    return [Job(rules, levers, int(seed)) for seed in given]


def run_all(jobs: Sequence[Job], size: Size, executor: Executor | None = None) -> list[Finished]:
    """Run every job; threads by default (the compiled week holds no interpreter lock), or any executor of yours."""
    if executor is not None:
        return list(executor.map(run_one, jobs, [size] * len(jobs)))
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers == 1:
        return [run_one(job, size) for job in jobs]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run_one, jobs, [size] * len(jobs)))


def run_one(job: Job, size: Size) -> Finished:
    """Run one county, serially: check and allocate here, only loop in the compiled weeks."""
    before = job.start.week if job.start else 0
    weekly = layout.flat_levers(job.levers, before + size.weeks)
    services = len(size.services)
    county = job.start.copy() if job.start else first_county(job.rules, size.households, job.seed, weekly, services)
    out, menu = _empty_out(size, county.households.cash.size), menu_table(size.amounts, job.rules)
    if county.services != services:
        raise InputError(f"services: the saved state has {county.services}. Name as many.")
    world = World(
        seed=county.seed,
        services=county.services,
        members=county.members,
        households=county.households,
        owed_by_eight=county.households.owed.view(np.uint64),
        officers=county.officers,
        traders=county.traders,
        remitters=county.remitters,
        county=county.county,
        colleagues=county.colleagues,
        levers=weekly,
        menu=menu,
        normals=quantile_tables(job.rules),
        r=layout.flat_rules(job.rules),
        out=out,
        scratch=new_scratch(menu),
        fixed=_fixed(county, job.rules),
    )
    run_weeks(before, world, _new_bench(county))
    return Finished(out, replace(county, week=before + size.weeks))


def _fixed(county: County, rules: Rules) -> Fixed:
    people = (county.households, county.officers, county.traders, county.remitters)
    return fixed_for(*people, county.members, county.services, rules)


def _new_bench(county: County) -> Bench:
    posts = county.officers.size
    return Bench(
        protection=np.zeros(posts),
        risk=np.zeros(posts),
        dismissal=np.zeros(posts),
        clients=np.zeros(posts, np.int64),
        seized=np.zeros(posts),
        caught=np.zeros(posts, np.uint8),
        terms=np.zeros((county.services, layout.TERMS)),
    )


def _empty_out(size: Size, households: int) -> Out:
    weeks, menu, rows = size.weeks, len(size.amounts), size.weeks * len(size.services)
    return Out(
        np.zeros((rows, len(layout.MANNERS), menu), np.int32),
        np.zeros((rows, 1 << len(layout.FRAMINGS), menu), np.int32),
        np.zeros((rows, len(layout.COUNTS)), np.int32),
        np.zeros((rows, len(layout.FLOWS))),
        np.zeros((weeks, len(layout.PEOPLE), layout.GROUPS)),
        np.zeros((rows, len(layout.POSTS))),
        np.zeros((weeks, len(layout.VIEWS))),
        np.zeros((households if size.doors else 0, len(layout.DOORS))),
    )
