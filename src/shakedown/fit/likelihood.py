"""How likely each simulated society makes what was said, under each dating of the past."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

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
    word_chance,
)
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
_SIGNED = ("-1..1", "log")
"""Units of measures that may be below 0."""


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


def score(case: Case, runs: xr.Dataset, wording: Wording, statements: Sequence[Statement]) -> Scores:
    """Score statements on the windows of runs (row, window), for each dating of the past. Simulates nothing."""
    offsets, weights = wording.offsets()
    points, telling_weights = tellings(wording)
    datings = tuple(p.name for p in case.pasts)
    logs = np.empty((len(points), runs.sizes["row"], len(datings), len(statements), len(offsets)))
    spoken_of = {s.window for s in statements if is_told(s)}
    for d, dating in enumerate(datings):
        part = runs.sel(window=[w for w in runs["window"].to_numpy() if w in {dating, "now", *spoken_of}])
        as_told = [told(part, point, dating) for point in points] if spoken_of else []
        for k, statement in enumerate(statements):
            for n, held in enumerate(as_told if is_told(statement) else [runs]):
                found = np.log(chances(statement, held, dating, offsets, wording))
                logs[n if is_told(statement) else slice(None), :, d, k] = found
    return Scores(logs, tuple(statements), datings, weights, points, telling_weights)


def chances(statement: Statement, runs: xr.Dataset, dating: str, offsets: F64, wording: Wording) -> F64:
    """Chance (row, offset) of one statement, if "the past" means `dating`. Only words depend on their writer's offset."""
    if statement.kind == "word":
        spoken, q = word(str(statement.value)), _read(statement, runs, dating)
        return np.stack([word_chance(spoken, q, float(offset), wording) for offset in offsets], axis=1)
    return np.repeat(_without_words(statement, runs, dating, wording)[:, None], len(offsets), axis=1)


def _without_words(statement: Statement, runs: xr.Dataset, dating: str, wording: Wording) -> F64:
    value, scale = statement.value, scale_of(statement.measure)
    if isinstance(value, Event):
        return _event(value, _window(statement, runs, dating))
    if statement.kind == "direction":
        before, after = _values(statement, runs.sel(window=dating)), _values(statement, runs.sel(window="now"))
        return move_chance(str(value), before, after, scale, wording)
    q = _read(statement, runs, dating)
    if isinstance(value, Ordering):
        return move_chance("up", _known(measure(_window(statement, runs, dating), value.over)), q, scale, wording)
    if isinstance(value, tuple):
        return interval_chance(*value, scale, q, wording)
    return count_chance(int(value), q, wording)


def scale_of(name: str) -> Scale:
    """The scale on which numbers of a measure are compared."""
    found = MEASURES[name]
    return "share" if found.share else "signed" if found.unit in _SIGNED else "amount"


def _window(statement: Statement, runs: xr.Dataset, dating: str) -> xr.Dataset:
    return runs.sel(window=dating if statement.window == "past" else statement.window)


def _read(statement: Statement, runs: xr.Dataset, dating: str) -> F64:
    """The statement's measure in its own window, one value a row."""
    return _values(statement, _window(statement, runs, dating))


def _values(statement: Statement, gathered: xr.Dataset) -> F64:
    return _known(measure(gathered, statement.measure, statement.threshold))


def _known(values: xr.DataArray) -> F64:
    """Values of a measure; where nothing was demanded (nan) a share counts as 0."""
    return np.asarray(np.nan_to_num(values.to_numpy(), nan=0.0))


def _event(event: Event, gathered: xr.Dataset) -> F64:
    """Smoothed share of demands like the event: amount within 12% (if told), manner, set of framings (if told)."""
    like, total = demands_like(event, gathered)
    kinds = int(_near(event, gathered).sum())
    return event_chance(
        like, total, kinds / 2 ** len(FRAMINGS) if event.framings else kinds, 3 * gathered.sizes["amount"]
    )


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
