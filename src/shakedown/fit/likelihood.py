"""How likely each simulated society makes what was said, under each dating of the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.evidence.measures import FRAMINGS, SHARES, measure
from shakedown.evidence.statement_values import Event, Ordering
from shakedown.evidence.statements import Statement
from shakedown.evidence.words import word
from shakedown.fit.wording import (
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


@dataclass(frozen=True)
class Scores:
    """Log chance of each statement: `logs` (row, dating, statement, node of the writer's offset), with their names."""

    logs: F64
    statements: tuple[Statement, ...]
    datings: tuple[str, ...]
    node_weights: F64

    def log_likelihood(self, leave_out: Sequence[str] = ()) -> F64:
        """Log likelihood (row, dating): product over a writer's statements, his offset integrated out, then over writers."""
        total = np.zeros(self.logs.shape[:2])
        for writer in dict.fromkeys(s.writer for s in self.statements):
            mine = [k for k, s in enumerate(self.statements) if s.writer == writer and s.id not in leave_out]
            weights = np.array([self.statements[k].weight for k in mine])
            product = (self.logs[:, :, mine] * weights[:, None]).sum(axis=2)
            total += logsumexp(product, b=self.node_weights, axis=2)
        return total

    def each(self) -> F64:
        """Log chance (row, dating, statement) of each statement alone, the writer's offset integrated out."""
        return np.asarray(logsumexp(self.logs, b=self.node_weights, axis=3))


def used(case: Case, believe_causes: bool = False) -> tuple[Statement, ...]:
    """The statements that enter the likelihood: causal sentences only if asked for."""
    return tuple(s for s in case.statements if s.use == "fit" or (believe_causes and s.use == "cause"))


def score(case: Case, runs: xr.Dataset, wording: Wording, statements: Sequence[Statement]) -> Scores:
    """Score statements on the windows of runs (row, window), for each dating of the past."""
    offsets, weights = wording.offsets()
    datings = tuple(p.name for p in case.pasts)
    logs = np.empty((runs.sizes["row"], len(datings), len(statements), len(offsets)))
    for d, dating in enumerate(datings):
        for k, statement in enumerate(statements):
            for n, offset in enumerate(offsets):
                logs[:, d, k, n] = np.log(chance_of(statement, runs, dating, float(offset), wording))
    return Scores(logs, tuple(statements), datings, weights)


def chance_of(statement: Statement, runs: xr.Dataset, dating: str, offset: float, wording: Wording) -> F64:
    """Chance of one statement for every row, if "the past" means `dating` and the writer has this offset."""
    share = statement.measure in SHARES
    if statement.window == "change":
        before, after = (_read(statement, runs, w) for w in (dating, "now"))
        return move_chance(str(statement.value), before, after, share, wording)
    window = dating if statement.window == "past" else statement.window
    if isinstance(statement.value, Event):
        return _event(statement.value, runs, window)
    q = _read(statement, runs, window)
    if isinstance(statement.value, Ordering):
        other = measure(runs.sel(window=window), statement.value.over).to_numpy()
        return move_chance("up", other, q, share, wording)
    if statement.kind == "word":
        return word_chance(word(str(statement.value)), q, offset, wording)
    if statement.kind == "count":
        return count_chance(int(statement.value), q, wording)  # type: ignore[arg-type]
    low, high = statement.value  # type: ignore[misc]
    return interval_chance(float(low), float(high), share, q, wording)


def _read(statement: Statement, runs: xr.Dataset, window: str) -> F64:
    """The measure, one value a row; where nothing was demanded (nan) a share counts as 0."""
    values = measure(runs.sel(window=window), statement.measure, statement.threshold).to_numpy()
    return np.nan_to_num(values, nan=0.0)


def _event(event: Event, runs: xr.Dataset, window: str) -> F64:
    """Smoothed share of demands like the event: amount within 12% (if told), manner, set of framings (if told)."""
    like, total = demands_like(event, runs.sel(window=window))
    return event_chance(like, total, 3 * runs.sizes["amount"])


def demands_like(event: Event, runs: xr.Dataset) -> tuple[F64, F64]:
    """(demands like the event, all demands), per row."""
    total = runs.demands.sum(["service", "manner", "amount"]).to_numpy().astype(float)
    near = (
        np.ones(runs.sizes["amount"], bool)
        if event.amount is None
        else like_amounts(runs.amount.to_numpy(), event.amount)
    )
    if event.framings:
        code = sum(1 << FRAMINGS.index(f) for f in event.framings)
        return runs.sets.isel(set=code).to_numpy()[..., near].sum(axis=-1).astype(float), total
    amounts = runs.demands.sum("service").sel(manner=event.manner).to_numpy()
    return amounts[..., near].sum(axis=-1).astype(float), total


def dating_weights(case: Case) -> Mapping[str, float]:
    """Prior weight of each dating of the past; they add to 1."""
    return {p.name: p.weight for p in case.pasts}
