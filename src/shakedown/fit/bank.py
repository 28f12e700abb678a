"""The bank: batches of runs, each on disk as soon as it is done, the same bytes whoever runs them and in what order."""

import errno
import hashlib
import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.engine.compiled import engine_hash
from shakedown.engine.run import Job
from shakedown.errors import InputError
from shakedown.fit.windows import join, run_windows
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT, SEASON_WEEKS_AHEAD, Levers
from shakedown.society.rules import Rules, dials
from shakedown.whole import scratch_of, write_text

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
BATCH = 64
Change = Mapping[str, float]
"""Dials and levers set for a whole run, by name."""
Progress = Callable[[str, int, int], None]
"""Told (stage, counties done, counties in all) after each batch."""


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


class Work(Protocol):
    """A unit of work: `run` takes up what is kept on disk, or runs and keeps it; it counts for `size` counties."""

    @property
    def size(self) -> int:
        """Counties in it, for whoever watches."""

    def run(self) -> xr.Dataset:
        """Its runs, as they are kept."""


@dataclass(frozen=True)
class Bank:
    """Where batches of one fit are kept: `folder` on disk, or None to keep nothing. `seed` fixes every run in it.

    Runs depend on the case's society, time and windows, not on its statements: those may change between calls. Raises
    `InputError` if the folder holds the bank of another society, seed or version of the engine.
    """

    case: Case
    seed: int
    folder: Path | None = None
    executor: Executor | None = None
    workers: int | None = None
    progress: Progress = quiet

    def __post_init__(self) -> None:
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        plan = self.folder / "plan.json"
        mark = {"case": what_runs(self.case), "engine": engine_hash(), "seed": self.seed, "batch": BATCH}
        if plan.exists():
            _refuse_other(plan, mark)
        else:
            write_text(plan, json.dumps(mark, indent=1, sort_keys=True) + "\n")

    def run(
        self,
        stage: str,
        z: F64,
        explanation: I64,
        seeds_per_row: int = 1,
        changed: Change | None = None,
        part: tuple[int, int] = (0, 1),
    ) -> xr.Dataset:
        """The windows of one run per row of scores `z` (rows, dials), and per seed, batches finished before taken as they are.

        `explanation` (rows) is each row's, by its place in the case. Row r's runs have seeds that depend only on the bank's
        seed, the stage and r; with several seeds a row, row r and seed s stand at r * seeds_per_row + s. `changed` sets dials
        or levers for the whole run, under the same seeds; `part` (which, of how many) is told to progress when a stage has
        several such calls.
        """
        rows, kinds = np.repeat(z, seeds_per_row, axis=0), np.repeat(explanation, seeds_per_row)
        spans = [slice(at, at + BATCH) for at in range(0, len(rows), BATCH)]
        batches = [
            Batch(self.case, self.seed, stage, span.start, rows[span], kinds[span], dict(changed or {}), self.folder)
            for span in spans
        ]
        return join(self.collect(stage, batches, part))

    def collect(self, stage: str, batches: Sequence[Work], part: tuple[int, int] = (0, 1)) -> list[xr.Dataset]:
        """What the batches of a stage give, in their order."""
        which, parts = part
        total = sum(batch.size for batch in batches)
        held, done = [], which * total
        with closing(in_order(batches, self.executor, self.workers)) as finished:
            for batch, runs in zip(batches, finished, strict=True):
                held.append(runs)
                done += batch.size
                self.progress(stage, done, parts * total)
        return held


@dataclass(frozen=True)
class Batch:
    """Some rows of a stage: `z` (rows, dials) and their explanations, the first of them row `first` of the stage.

    It may travel to another process.
    """

    case: Case
    seed: int
    stage: str
    first: int
    z: F64
    explanation: I64
    changed: Change = field(default_factory=dict)
    folder: Path | None = None

    @property
    def size(self) -> int:
        """Its rows."""
        return len(self.z)

    @property
    def place(self) -> Path | None:
        """Where it is kept: by stage, change and first row."""
        label = f"{self.stage}-{short_hash(dict(self.changed))}" if self.changed else self.stage
        return self.folder / f"{label}-{self.first:06d}.zarr" if self.folder else None

    def run(self) -> xr.Dataset:
        """Its windows: as they are on disk if they are there for these rows, else run and kept."""
        seeds = np.array([seed_of(self.seed, self.stage, self.first + k) for k in range(self.size)])
        rows = {"z": (("row", "dial"), self.z), "explanation": ("row", self.explanation), "seed": ("row", seeds)}
        return kept(self.place, rows, lambda: self._windows(seeds))

    def _windows(self, seeds: I64) -> xr.Dataset:
        jobs = [self._job(k, int(seed)) for k, seed in enumerate(seeds)]
        return run_windows(self.case, jobs).assign_coords(dial=list(self.case.priors))

    def _job(self, k: int, seed: int) -> Job:
        rules, levers = society_at(self.case, self.z[k], int(self.explanation[k]))
        levers = levers.replace(**{n: v for n, v in self.changed.items() if n in ABOUT})
        rules = rules.replace(**{n: v for n, v in self.changed.items() if n not in ABOUT})
        return Job(rules, levers, seed)


def kept(place: Path | None, rows: Mapping[str, Any], make: Callable[[], xr.Dataset]) -> xr.Dataset:
    """The Dataset at `place` if it is there for these `rows` (variables that say what was run), else made, marked and kept."""
    if place is not None and place.exists():
        found = read_zarr(place)
        if all(name in found and np.array_equal(found[name].to_numpy(), value) for name, (_, value) in rows.items()):
            return found
    held = make().assign(rows)
    if place is not None:
        write_zarr(held, place)
    return held


def short_hash(said: object) -> str:
    """Ten hex digits that tell one setting from another in the name of a file."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:10]


def society_at(case: Case, z: F64, explanation: int, **asked: Any) -> tuple[Rules, Levers]:
    """The society of one row: its priors at scores z (dials,), under an explanation by its place (see `Case.society`)."""
    beyond = {"horizon": SEASON_WEEKS_AHEAD, **asked}
    return case.society(dials_at(case, z), explanation=case.explanations[explanation], **beyond)


def what_runs(case: Case) -> str:
    """SHA-256 of everything in a case that its runs depend on."""
    seen = (case.sample, case.menu, case.services, case.calendar, case.end, case.windows)
    parts = (*seen, case.rules, case.priors, case.histories, case.explanations, Levers(), SEASON_WEEKS_AHEAD)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def in_order(
    batches: Iterable[Work], executor: Executor | None, workers: int | None
) -> Generator[xr.Dataset, None, None]:
    """What each batch gives, in their order, on an executor or on threads of its own.

    A few batches are under way ahead of the one awaited; closing it early calls off those that have not begun.
    """
    threads = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(threads) if executor is None else nullcontext(executor) as pool:
        running: deque[Any] = deque()
        try:
            for batch in batches:
                running.append(pool.submit(batch.run))
                if len(running) > 2 * threads:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()


def dials_at(case: Case, z: F64) -> Mapping[str, float]:
    """The priors' dials at scores z (dials,), pulled inside the limits of the society's rules."""
    values = {name: float(prior.value(score)) for (name, prior), score in zip(case.priors.items(), z, strict=True)}
    known = {dial.name: dial.in_money(case.rules.money_unit) for dial in dials() if dial.name in values}
    return {name: known[name].inside(value) if name in known else value for name, value in values.items()}


def seed_of(seed: int, stage: str, row: int) -> int:
    """A run's seed: a pure function of the fit's seed, the stage and the row."""
    words = np.random.SeedSequence([seed, *stage.encode(), 1 << 20, row]).generate_state(2, np.uint32)
    return int(words[0]) << 31 | int(words[1]) >> 1


def read_zarr(place: Path) -> xr.Dataset:
    """A batch in memory, as it was before it was written: how it was stored would otherwise show in what is written next."""
    kept: xr.Dataset = xr.open_zarr(place, consolidated=False, chunks=None).load()
    return kept.drop_encoding()


def write_zarr(held: xr.Dataset, place: Path) -> None:
    """Write a batch so that it is there whole or not at all."""
    scratch = scratch_of(place)
    old = scratch.with_name(f"{scratch.name}.old")
    try:
        held.to_zarr(scratch, mode="w", zarr_format=2, consolidated=False)
        if place.exists():
            place.rename(old)
        scratch.rename(place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def writable(place: Path) -> Path:
    """The folder, made and tried before anything long begins. Raises `InputError` if it cannot be written."""
    trial = place / f".trial-{os.getpid()}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        trial.touch()
        trial.unlink()
    except OSError as wrong:
        reason = "the disk is full" if wrong.errno == errno.ENOSPC else wrong.strerror
        raise InputError(f"{place}: cannot be written ({reason}). Give another --out.") from None
    return place


def forget_batches(place: Path) -> None:
    """Remove the batches of a fit that are kept below a folder, if there are any."""
    if (place / "bank" / "plan.json").exists():
        shutil.rmtree(place / "bank")


def _refuse_other(plan: Path, mark: Mapping[str, Any]) -> None:
    remedy = "Give another --out, or delete that folder."
    try:
        found = json.loads(plan.read_text(encoding="utf-8"))
        changed = [name for name, value in mark.items() if found.get(name) != value]
    except (ValueError, AttributeError):
        raise InputError(f"{plan}: is damaged. {remedy}") from None
    if changed:
        raise InputError(f"{plan.parent}: holds the bank of another fit (other: {', '.join(changed)}). {remedy}")
