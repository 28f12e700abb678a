"""How likely each simulated society makes what was said, under each dating of the past."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.evidence.codes import OF_CHANGE
from shakedown.evidence.measures import FRAMINGS, MEASURES, measure
from shakedown.evidence.statement_values import Event, Ordering
from shakedown.evidence.statements import Statement
from shakedown.evidence.words import word
from shakedown.fit.telling import Strengths, is_told, tellings, told
from shakedown.fit.wording import (
    Scale,
    Wording,
    count_chance,
    event_chance,
    interval_chance,
    like_amounts,
    move_chance,
    ratio_chance,
    word_chance,
)
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
T = TypeVar("T")
_SIGNED = ("-1..1", "log")
"""Units of measures that may be below 0."""


@dataclass(frozen=True)
class Heard:
    """What writers may have heard of in some runs (row, window): each measure is read once for each dating and telling.

    Only values by row are kept, and the windows as last told.
    """

    runs: xr.Dataset
    _read: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    _told: dict[Hashable, xr.Dataset] = field(default_factory=dict, repr=False, compare=False)

    def read(self, of: Hashable, dating: str, strengths: Strengths, reading: Callable[[xr.Dataset], T]) -> T:
        """What `reading` reads off the windows told so; `of` names it."""
        key = (of, dating, strengths)
        if key not in self._read:
            self._read[key] = reading(self._windows(dating, strengths))
        held: T = self._read[key]
        return held

    def _windows(self, dating: str, strengths: Strengths) -> xr.Dataset:
        if (dating, strengths) not in self._told:
            self._told.clear()
            self._told[dating, strengths] = told(self.runs, strengths, dating)
        return self._told[dating, strengths]


@dataclass(frozen=True)
class Hearing:
    """The same under one dating of the past and one telling."""

    heard: Heard
    dating: str
    strengths: Strengths = (0.0, 0.0, 0.0)

    def value(self, name: str, threshold: float | None, window: str) -> F64:
        """A measure in a window, one value a row."""
        where = self._window(window)
        return self.heard.read(
            (name, threshold, where), self.dating, self.strengths,
            lambda runs: _known(measure(runs.sel(window=where), name, threshold)),
        )  # fmt: skip

    def like(self, event: Event, window: str) -> tuple[F64, F64, int]:
        """(demands like an event, all demands) per row, and how many amounts of the menu it may speak of."""
        where = self._window(window)
        return self.heard.read(
            (event, where), self.dating, self.strengths,
            lambda runs: (*demands_like(event, runs.sel(window=where)), int(_near(event, runs).sum())),
        )  # fmt: skip

    def _window(self, window: str) -> str:
        return self.dating if window == "past" else window


def _known(values: xr.DataArray) -> F64:
    """Values of a measure; where nothing was demanded (nan) a share counts as 0."""
    return np.asarray(np.nan_to_num(values.to_numpy(), nan=0.0))


@dataclass(frozen=True)
class Scores:
    """Log chance of each statement: `logs` (telling, row, dating, statement, node of the writer's offset), with their names.

    tellings: the strengths of the reporting model that the first axis stands for; `telling_weights` and `node_weights` add
    to 1 each.
    """

    logs: F64
    statements: tuple[Statement, ...]
    datings: tuple[str, ...]
    node_weights: F64
    tellings: tuple[Strengths, ...] = ((0.0, 0.0, 0.0),)
    telling_weights: F64 = field(default_factory=lambda: np.ones(1))
    heard: Heard | None = None
    """What was read off the runs, for the next weighing of them."""

    def log_likelihood(self, leave_out: Sequence[str] = ()) -> F64:
        """Log likelihood (row, dating): product over a writer's statements, his offset integrated out, then over writers;
        how things are told, which is the same for all writers, is integrated out last."""
        return np.asarray(logsumexp(self.by_telling(leave_out), b=self.telling_weights[:, None, None], axis=0))

    def by_telling(self, leave_out: Sequence[str] = ()) -> F64:
        """Log likelihood (telling, row, dating) at each strength of the reporting model."""
        total = np.zeros(self.logs.shape[:3])
        for writer in dict.fromkeys(s.writer for s in self.statements):
            mine = [k for k, s in enumerate(self.statements) if s.writer == writer and s.id not in leave_out]
            weights = np.array([self.statements[k].weight for k in mine])
            product = (self.logs[..., mine, :] * weights[:, None]).sum(axis=3)
            total += logsumexp(product, b=self.node_weights, axis=3)
        return total

    def each(self) -> F64:
        """Log chance (row, dating, statement) of each statement alone, offset and telling integrated out."""
        alone = logsumexp(self.logs, b=self.node_weights, axis=4)
        return np.asarray(logsumexp(alone, b=self.telling_weights[:, None, None, None], axis=0))


def used(case: Case, believe_causes: bool = False) -> tuple[Statement, ...]:
    """The statements that enter the likelihood: causal sentences only if asked for."""
    return tuple(s for s in case.statements if s.use == "fit" or (believe_causes and s.use == "cause"))


def score(
    case: Case, runs: xr.Dataset, wording: Wording, statements: Sequence[Statement], heard: Heard | None = None
) -> Scores:
    """Score statements on the windows of runs (row, window), for each dating of the past. Simulates nothing.

    `heard`: what was read off the same runs before.
    """
    heard = Heard(runs) if heard is None or heard.runs is not runs else heard
    offsets, weights = wording.offsets()
    points, telling_weights = tellings(wording)
    datings = tuple(p.name for p in case.pasts)
    logs = np.empty((len(points), runs.sizes["row"], len(datings), len(statements), len(offsets)))
    for d, dating in enumerate(datings):
        for k, statement in enumerate(statements):
            if not is_told(statement):
                logs[:, :, d, k] = np.log(chances(statement, Hearing(heard, dating), offsets, wording))
        for n, point in enumerate(points):
            for k, statement in enumerate(statements):
                if is_told(statement):
                    logs[n, :, d, k] = np.log(chances(statement, Hearing(heard, dating, point), offsets, wording))
    return Scores(logs, tuple(statements), datings, weights, points, telling_weights, heard)


def chances(statement: Statement, at: Hearing, offsets: F64, wording: Wording) -> F64:
    """Chance (row, offset) of one statement, as heard. Only words depend on their writer's offset."""
    if statement.kind == "word":
        spoken, q = word(str(statement.value)), at.value(statement.measure, statement.threshold, statement.window)
        return word_chance(spoken, q[:, None], offsets, wording)
    return np.repeat(_without_words(statement, at, wording)[:, None], len(offsets), axis=1)


def _without_words(statement: Statement, at: Hearing, wording: Wording) -> F64:
    value, scale = statement.value, scale_of(statement.measure)
    if isinstance(value, Event):
        like, total, near = at.like(value, statement.window)
        kinds = near / 2 ** len(FRAMINGS) if value.framings else near
        return event_chance(like, total, kinds, 3 * at.heard.runs.sizes["amount"])
    if statement.kind in OF_CHANGE:
        before, after = (at.value(statement.measure, statement.threshold, window) for window in ("past", "now"))
        if isinstance(value, tuple):
            return ratio_chance(*value, before, after, wording)
        return move_chance(str(value), before, after, scale, wording)
    q = at.value(statement.measure, statement.threshold, statement.window)
    if isinstance(value, Ordering):
        return move_chance("up", at.value(value.over, None, statement.window), q, scale, wording)
    if isinstance(value, tuple):
        return interval_chance(*value, scale, q, wording)
    return count_chance(int(value), q, wording)


def scale_of(name: str) -> Scale:
    """The scale on which numbers of a measure are compared."""
    found = MEASURES[name]
    return "share" if found.share else "signed" if found.unit in _SIGNED else "amount"


def demands_like(event: Event, gathered: xr.Dataset) -> tuple[F64, F64]:
    """(demands like the event, all demands), per row."""
    total = gathered.demands.sum(["service", "manner", "amount"]).to_numpy().astype(float)
    if event.framings:
        alike = gathered.sets.isel(set=sum(1 << FRAMINGS.index(f) for f in event.framings))
    else:
        alike = gathered.demands.sum("service").sel(manner=event.manner)
    return alike.to_numpy()[..., _near(event, gathered)].sum(axis=-1).astype(float), total


def _near(event: Event, gathered: xr.Dataset) -> npt.NDArray[np.bool_]:
    """Which amounts of the menu the event may speak of: all, if it names none."""
    if event.amount is None:
        return np.ones(gathered.sizes["amount"], bool)
    return like_amounts(gathered.amount.to_numpy(), event.amount)
