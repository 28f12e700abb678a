"""The door of the engine: `simulate` turns rules, levers and seeds into a labelled Dataset; counties run side by side."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np
import xarray as xr

from shakedown.engine import layout
from shakedown.engine.dataset import Finished, to_dataset
from shakedown.engine.layout import Out, World
from shakedown.engine.state import County, State, first_county
from shakedown.engine.tables import MENU_CNY, menu_table, new_desk, quantile_tables
from shakedown.engine.week import run_weeks
from shakedown.errors import InputError
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules


class Job(NamedTuple):
    """One county to run: its rules, levers, and either a seed (a new county) or a county to go on from."""

    rules: Rules
    levers: Levers
    seed: int
    start: County | None = None


@dataclass(frozen=True)
class Size:
    """How large and how long: households in the county, weeks to run, and the menu of round amounts (CNY unless told)."""

    households: int
    weeks: int
    amounts: tuple[float, ...] = MENU_CNY

    def __post_init__(self) -> None:
        problems = []
        if self.households < 1 or self.households >= 2**31:
            problems.append(f"households: {self.households} is not a population. Give a whole number from 1 up.")
        if self.weeks < 1:
            problems.append(f"weeks: {self.weeks} is not a length. Give a whole number from 1 up.")
        if len(self.amounts) < 2 or any(b <= a for a, b in zip((0, *self.amounts), self.amounts, strict=False)):
            problems.append("menu: needs at least two amounts, positive and rising.")
        if problems:
            raise InputError(problems)


def simulate(
    rules: Rules,
    levers: Levers,
    *,
    households: int = 6_000,
    weeks: int = 156,
    seeds: Iterable[int] = range(8),
    start: State | None = None,
    menu: Sequence[float] = MENU_CNY,
    begins: date | None = None,
    executor: Executor | None = None,
) -> xr.Dataset:
    """Run one society once per seed and return what happened, week by week (`contract.md` lists the variables).

    With `start` the runs go on from a saved state, with its seeds and households, and the levers are read from that
    state's week on. `begins` is the day on which week 0 starts; it only adds dates. The result does not depend on the
    number of threads or on the order of the seeds. It does not fit anything and does not scale a sample to a country.
    Raises `InputError` for schedules that are too short, empty seeds or impossible sizes.
    """
    jobs = _jobs(rules, levers, seeds, start)
    size = Size(households, weeks, tuple(float(a) for a in menu))
    return to_dataset(run_all(jobs, size, executor), jobs, size.amounts, begins)


def end_state(
    rules: Rules,
    levers: Levers,
    *,
    households: int = 6_000,
    weeks: int = 156,
    seeds: Iterable[int] = range(8),
    start: State | None = None,
    menu: Sequence[float] = MENU_CNY,
    executor: Executor | None = None,
) -> State:
    """The state in which `simulate` with the same arguments ends."""
    size = Size(households, weeks, tuple(float(a) for a in menu))
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
    executor: Executor | None = None,
) -> xr.Dataset:
    """Who was asked and who paid over a run: an in-memory table (run, household), never written to a file.

    income (permanent, trade at 1 included) CNY/week; power, trade; demands and payments (counts); paid (CNY, goods
    included); cash at the end (CNY). It names nobody and has no place: these are invented households.
    """
    size = Size(households, weeks, tuple(float(a) for a in menu))
    done = run_all(_jobs(rules, levers, seeds, start), size, executor)
    people = [d.county.households for d in done]
    columns = {n: np.stack([d.out.doors[:, k] for d in done]) for k, n in enumerate(layout.DOORS)}
    columns |= {n: np.stack([getattr(p, n) for p in people]).astype(float) for n in ("power", "trade", "cash")}
    columns["income"] = np.stack([p.income * (1 + p.trade * rules.trade_premium) for p in people]).astype(float)
    columns["fifth"] = np.stack([p.fifth for p in people]) + 1.0
    return xr.Dataset(
        {n: (("run", "household"), v) for n, v in columns.items()}, coords={"run": [d.county.seed for d in done]}
    )


def _jobs(rules: Rules, levers: Levers, seeds: Iterable[int], start: State | None) -> list[Job]:
    if start is not None:
        return [Job(rules, levers, county.seed, county) for county in start.counties]
    jobs = [Job(rules, levers, int(seed)) for seed in seeds]
    if not jobs:
        raise InputError("seeds: is empty, so there is nothing to run. Give at least one whole number.")
    if any(job.seed < 0 or job.seed >= 2**63 for job in jobs):
        raise InputError("seeds: must be whole numbers from 0 to 2^63 - 1.")
    return jobs


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
    before = 0 if job.start is None else job.start.week
    weekly = layout.flat_levers(job.levers, before + size.weeks)
    if job.start is None:
        county = first_county(job.rules, size.households, job.seed, weekly)
    else:
        county = job.start.copy()
    out, menu = _empty_out(size, county.households.cash.size), menu_table(size.amounts, job.rules)
    world = World(
        county.seed,
        county.members,
        county.households,
        county.officers,
        county.traders,
        county.county,
        weekly,
        menu,
        quantile_tables(job.rules),
        layout.flat_rules(job.rules),
        out,
        new_desk(menu),
    )
    posts = county.officers.size
    bench = np.zeros(county.households.cash.size, np.float32), *np.zeros((3, posts)), np.zeros(posts, np.int64)
    run_weeks(before, world, bench)
    return Finished(out, replace(county, week=before + size.weeks))


def _empty_out(size: Size, households: int) -> Out:
    weeks, menu = size.weeks, len(size.amounts)
    return Out(
        np.zeros((weeks, len(layout.MANNERS), menu), np.int32),
        np.zeros((weeks, 1 << len(layout.FRAMINGS), menu), np.int32),
        np.zeros((weeks, len(layout.COUNTS)), np.int32),
        np.zeros((weeks, len(layout.FLOWS))),
        np.zeros((weeks, len(layout.PEOPLE), 5, 2)),
        np.zeros((weeks, len(layout.POSTS))),
        np.zeros((weeks, len(layout.VIEWS))),
        np.zeros((households, len(layout.DOORS))),
    )
