"""The bank: batches of runs, each on disk as soon as it is done, the same bytes whoever runs them and in what order."""

import hashlib
import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.engine.compiled import engine_hash
from shakedown.engine.run import Job
from shakedown.errors import InputError
from shakedown.fit.windows import run_windows
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials

F64 = npt.NDArray[np.float64]
BATCH = 32
Change = Mapping[str, float]
"""Dials and levers set for a whole run, by name."""
Progress = Callable[[str, int, int], None]
"""Told (stage, counties done, counties in all) after each batch."""


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


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
        mark = {"case": _what_runs(self.case), "engine": engine_hash(), "seed": self.seed, "batch": BATCH}
        if plan.exists():
            _refuse_other(plan, mark)
        else:
            write_text(plan, json.dumps(mark, indent=1, sort_keys=True) + "\n")

    def run(
        self,
        stage: str,
        z: F64,
        seeds_per_row: int = 1,
        changed: Change | None = None,
        part: tuple[int, int] = (0, 1),
    ) -> xr.Dataset:
        """The windows of one run per row of scores `z` (rows, dials), and per seed, batches finished before taken as they are.

        Row r's runs have seeds that depend only on the bank's seed, the stage and r; with several seeds a row, row r and
        seed s stand at r * seeds_per_row + s. `changed` sets dials or levers for the whole run, under the same seeds;
        `part` (which, of how many) is told to progress when a stage has several such calls.
        """
        rows = np.repeat(z, seeds_per_row, axis=0)
        batches = [
            Batch(self.case, self.seed, stage, at, rows[at : at + BATCH], dict(changed or {}), self.folder)
            for at in range(0, len(rows), BATCH)
        ]
        which, parts = part
        held, done = [], which * len(rows)
        with closing(in_order(Batch.run, batches, self.executor, self.workers)) as finished:
            for batch in finished:
                held.append(batch)
                done += batch.sizes["row"]
                self.progress(stage, done, parts * len(rows))
        return join(held)


@dataclass(frozen=True)
class Batch:
    """Some rows of a stage: `z` (rows, dials), the first of them row `first` of the stage. It may travel to another process."""

    case: Case
    seed: int
    stage: str
    first: int
    z: F64
    changed: Change = field(default_factory=dict)
    folder: Path | None = None

    @property
    def place(self) -> Path | None:
        """Where it is kept: by stage, change and first row."""
        change = hashlib.sha256(json.dumps(self.changed, sort_keys=True).encode()).hexdigest()[:10]
        label = f"{self.stage}-{change}" if self.changed else self.stage
        return self.folder / f"{label}-{self.first:06d}.zarr" if self.folder else None

    def run(self) -> xr.Dataset:
        """Its windows: as they are on disk if they are there for these rows, else run and kept."""
        place = self.place
        if place is not None and place.exists():
            kept = read_zarr(place)
            if np.array_equal(kept["z"].to_numpy(), self.z):
                return kept
        jobs = [self._job(self.first + k, z) for k, z in enumerate(self.z)]
        held = run_windows(self.case, jobs).assign(z=(("row", "dial"), self.z))
        held = held.assign_coords(dial=list(self.case.priors))
        if place is not None:
            write_zarr(held, place)
        return held

    def _job(self, row: int, z: F64) -> Job:
        rules, levers = self.case.society(dials_at(self.case, z))
        levers = levers.replace(**{n: v for n, v in self.changed.items() if n in ABOUT})
        rules = rules.replace(**{n: v for n, v in self.changed.items() if n not in ABOUT})
        return Job(rules, levers, seed_of(self.seed, self.stage, row))


def _what_runs(case: Case) -> str:
    """SHA-256 of everything in a case that its runs depend on."""
    parts = (case.sample, case.menu, case.calendar, case.end, case.windows, case.rules, case.priors, case.histories)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def in_order(
    work: Callable[[Batch], xr.Dataset], batches: Iterable[Batch], executor: Executor | None, workers: int | None
) -> Generator[xr.Dataset, None, None]:
    """What `work` makes of each batch, in their order, on an executor or on threads of its own.

    A few batches are under way ahead of the one awaited; closing it early calls off those that have not begun.
    """
    threads = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(threads) if executor is None else nullcontext(executor) as pool:
        running: deque[Any] = deque()
        try:
            for batch in batches:
                running.append(pool.submit(work, batch))
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
    limits = {d.name: (d.least, d.most) for d in dials()}
    return {n: min(max(v, limits[n][0]), limits[n][1]) if n in limits else v for n, v in values.items()}


def seed_of(seed: int, stage: str, row: int) -> int:
    """A run's seed: a pure function of the fit's seed, the stage and the row."""
    words = np.random.SeedSequence([seed, *stage.encode(), 1 << 20, row]).generate_state(2, np.uint32)
    return int(words[0]) << 31 | int(words[1]) >> 1


def join(held: list[xr.Dataset]) -> xr.Dataset:
    """Batches one after another, as one Dataset of rows."""
    return xr.concat(held, "row", data_vars="all", coords="minimal", join="exact", compat="equals")


def read_zarr(place: Path) -> xr.Dataset:
    """A batch in memory, as it was before it was written: how it was stored would otherwise show in what is written next."""
    kept: xr.Dataset = xr.open_zarr(place, consolidated=False, chunks=None).load()
    return kept.drop_encoding()


def write_zarr(held: xr.Dataset, place: Path) -> None:
    """Write a batch so that it is there whole or not at all."""
    scratch = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        held.to_zarr(scratch, mode="w", zarr_format=2, consolidated=False)
        shutil.rmtree(place, ignore_errors=True)
        scratch.rename(place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_text(place: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    scratch = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)


def _refuse_other(plan: Path, mark: Mapping[str, Any]) -> None:
    remedy = "Give another --out, or delete that folder."
    try:
        found = json.loads(plan.read_text(encoding="utf-8"))
        changed = [name for name, value in mark.items() if found.get(name) != value]
    except (ValueError, AttributeError):
        raise InputError(f"{plan}: is damaged. {remedy}") from None
    if changed:
        raise InputError(f"{plan.parent}: holds the bank of another fit (other: {', '.join(changed)}). {remedy}")
