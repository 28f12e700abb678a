"""The bank: batches of runs, each on disk as soon as it is done, the same bytes whoever runs them and in what order."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
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
UNCHANGED: Change = MappingProxyType({})
Progress = Callable[[str, int, int], None]
"""Told (stage, counties done, counties in all) after each batch."""


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


@dataclass(frozen=True)
class Bank:
    """Where batches of one fit are kept: `folder` on disk, or None to keep nothing. `seed` fixes every run in it."""

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
        plan, mark = self.folder / "plan.json", self._mark()
        if plan.exists():
            _refuse_other(json.loads(plan.read_text(encoding="utf-8")), mark, self.folder)
        else:
            write_text(plan, json.dumps(mark, indent=1, sort_keys=True) + "\n")

    def _mark(self) -> dict[str, Any]:
        return {"case": self.case.fingerprint, "engine": engine_hash(), "seed": self.seed, "batch": BATCH}

    def run(
        self, stage: str, z: F64, seeds_per_row: int = 1, changed: Change = UNCHANGED, part: tuple[int, int] = (0, 1)
    ) -> xr.Dataset:
        """The windows of one run per row of scores `z` (rows, dials), and per seed, batches finished before taken as they are.

        Row r's runs have seeds that depend only on the bank's seed, the stage and r; with several seeds a row, row r and
        seed s stand at r * seeds_per_row + s. `changed` sets dials or levers for the whole run, under the same seeds;
        `part` (which, of how many) is told to progress when a stage has several such calls.
        """
        rows = np.repeat(z, seeds_per_row, axis=0)
        starts = list(range(0, len(rows), BATCH))
        done = 0
        parts = []
        with _pool(self.executor, self.workers) as submit:
            for start, part in submit(lambda at: (at, self._batch(stage, rows, at, changed)), starts):
                parts.append(part)
                done += min(BATCH, len(rows) - start)
                self.progress(stage, part[0] * len(rows) + done, part[1] * len(rows))
        return xr.concat(parts, "row", data_vars="all", coords="minimal", join="exact", compat="equals")

    def _batch(self, stage: str, rows: F64, start: int, changed: Change) -> xr.Dataset:
        label = f"{stage}-{_label(changed)}" if changed else stage
        place = None if self.folder is None else self.folder / f"{label}-{start:06d}.zarr"
        mine = rows[start : start + BATCH]
        if place is not None and place.exists():
            held = xr.open_zarr(place, consolidated=False, chunks=None).load()
            if np.array_equal(held["z"].to_numpy(), mine):
                return held
        held = run_windows(self.case, [self._job(stage, start + k, row, changed) for k, row in enumerate(mine)])
        held["z"] = (("row", "dial"), mine)
        held = held.assign_coords(dial=list(self.case.priors))
        if place is not None:
            write_zarr(held, place)
        return held

    def _job(self, stage: str, row: int, z: F64, changed: Change) -> Job:
        rules, levers = self.case.society(dials_at(self.case, z))
        levers = levers.replace(**{n: v for n, v in changed.items() if n in ABOUT})
        rules = rules.replace(**{n: v for n, v in changed.items() if n not in ABOUT})
        return Job(rules, levers, seed_of(self.seed, stage, row))


def _label(changed: Change) -> str:
    return hashlib.sha256(json.dumps(changed, sort_keys=True).encode()).hexdigest()[:10]


def dials_at(case: Case, z: F64) -> Mapping[str, float]:
    """The priors' dials at scores z (dials,), pulled inside the limits of the society's rules."""
    values = {name: float(prior.value(score)) for (name, prior), score in zip(case.priors.items(), z, strict=True)}
    limits = {d.name: (d.least, d.most) for d in dials()}
    return {n: min(max(v, limits[n][0]), limits[n][1]) if n in limits else v for n, v in values.items()}


def seed_of(seed: int, stage: str, row: int) -> int:
    """A run's seed: a pure function of the fit's seed, the stage and the row."""
    words = np.random.SeedSequence([seed, *stage.encode(), 1 << 20, row]).generate_state(2, np.uint32)
    return int(words[0]) << 31 | int(words[1]) >> 1


class _pool:
    """Runs batches in order of completion on given executor, or on threads of its own; stops cleanly when interrupted."""

    def __init__(self, executor: Executor | None, workers: int | None) -> None:
        self.own = executor is None
        self.workers = workers or os.cpu_count() or 1
        self.executor = executor or ThreadPoolExecutor(self.workers)

    def __enter__(self) -> Callable[..., Iterator[Any]]:
        return self._in_order

    def _in_order(self, work: Callable[[int], Any], items: list[int]) -> Iterator[Any]:
        """Results in the order of `items`, with a few batches under way ahead of the one awaited."""
        todo = iter(items)
        running = [self.executor.submit(work, item) for item in islice(todo, 2 * self.workers)]
        while running:
            result = running.pop(0).result()
            running += [self.executor.submit(work, item) for item in islice(todo, 1)]
            yield result

    def __exit__(self, *error: object) -> None:
        if self.own:
            self.executor.shutdown(wait=True, cancel_futures=True)


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


def _refuse_other(found: Mapping[str, Any], mark: Mapping[str, Any], folder: Path) -> None:
    changed = [name for name, value in mark.items() if found.get(name) != value]
    if changed:
        raise InputError(
            f"{folder}: holds the bank of another fit ({', '.join(changed)} differ). Give another --out, or delete that folder."
        )
