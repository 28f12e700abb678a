"""Reading what comes after now: twelve weeks pooled, what each society was before and is now, shares with their error.

Societies are the picks of `Posterior.futures`, the same under every scenario. What never comes is infinite: quantiles here
know that, so that they are defined wherever enough societies get there.
"""

from dataclasses import dataclass
from math import inf, isfinite

import numpy as np
import numpy.typing as npt

from shakedown.evidence.measures import COERCIVE
from shakedown.fit.futures import HORIZON, STEP, YEAR
from shakedown.fit.posterior import TENTHS, Posterior
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
POOL = 3
"""Steps of four weeks that are read together: in twelve weeks there are some hundred demands."""
POOL_WEEKS = POOL * STEP
FEW = 10
"""Fewer societies than this carry no number of their own."""
NEVER = inf


@dataclass(frozen=True)
class Share:
    """A share of societies, 0 to 1, and its Monte Carlo error: how far it may be off because only some were run on."""

    value: float
    error: float


def reference(case: Case) -> str:
    """The (first) scenario that moves nothing, to which the others are compared: every case has one."""
    return next(name for name, scenario in case.scenarios.items() if not scenario.levers)


def weeks_of_steps(steps: int) -> tuple[int, ...]:
    """Weeks from now to the end of each step."""
    return tuple(range(STEP, STEP * steps + 1, STEP))


def pooled(counts: npt.ArrayLike) -> F64:
    """Counts (..., step) added over each step and the two before it; at the first two steps over what there is since now."""
    total = np.cumsum(np.asarray(counts, dtype=float), axis=-1)
    total[..., POOL:] -= total[..., :-POOL].copy()
    return np.asarray(total)


def ratio(above: npt.ArrayLike, below: npt.ArrayLike) -> F64:
    """above / below, nan where below is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(below) > 0, np.asarray(above, dtype=float) / np.asarray(below, dtype=float), np.nan)


def of_picks(post: Posterior, name: str, window: str) -> F64:
    """A measure of each picked society (draw) in a window; "past" is the past under the society's own dating."""
    each = post.values(name, window)
    return np.asarray(each[post.futures["dating"].to_numpy(), post.futures["row"].to_numpy()])


def counts_now(post: Posterior) -> dict[str, F64]:
    """What `futures` counts by step, counted in the window now, for each picked society (draw)."""
    now = post.draws.sel(window="now").isel(row=post.futures["row"].to_numpy())
    demands = now["demands"].sum("service")
    found = {
        "demands": demands.sum(["manner", "amount"]),
        "coercive": demands.sel(manner=list(COERCIVE)).sum(["manner", "amount"]),
        "asked": (demands.sum("manner") * now["amount"]).sum("amount"),
        "hardship": now["framings"].sel(framing="hardship"),
        "calls": now["calls_on_state"],
        **{name: now[name] for name in ("visits", "refusals", "complaints")},
    }
    return {name: _by_row(values.to_numpy(), values.dims.index("row")) for name, values in found.items()}


def _by_row(values: npt.ArrayLike, row: int) -> F64:
    """Summed over all but the axis `row`."""
    held = np.moveaxis(np.asarray(values, dtype=float), row, 0)
    return np.asarray(held.reshape(held.shape[0], -1).sum(axis=1))


def pick_weights(post: Posterior, dating: str | None = None, explanation: str | None = None) -> F64:
    """What each picked society counts (draw), adding to 1: all of them, or those of one dating or explanation; else 0."""
    weights = post.future_weights()
    kept = np.ones(weights.shape, bool)
    if dating is not None:
        kept &= post.futures["dating"].to_numpy() == post.datings.index(dating)
    if explanation is not None:
        kept &= post.futures["explanation"].to_numpy() == post.explanations.index(explanation)
    return normal(np.where(kept, weights, 0))


def normal(weights: F64) -> F64:
    """Weights that add to 1; all 0 if none is above 0."""
    total = weights.sum()
    return np.asarray(weights / total if total > 0 else weights)


def effective(post: Posterior, weights: F64) -> float:
    """How many equally counting societies that is worth; one that was picked twice is one."""
    by_row = np.bincount(post.futures["row"].to_numpy(), weights=weights)
    squares = float(np.sum(by_row**2))
    return 1 / squares if squares > 0 else 0.0


def share_of(holds: npt.ArrayLike, weights: F64, number: float) -> Share:
    """The share of societies in which something holds. `number`: how many equally counting ones they are worth.

    The error is that of a share of so many, of which nothing was known before: never 0, not even where all agree.
    """
    value = float(np.sum(np.where(np.asarray(holds), weights, 0)))
    inside = (value * number + 1) / (number + 2)
    return Share(min(value, 1.0), float(np.sqrt(inside * (1 - inside) / (number + 3))))


def quantiles(values: F64, weights: F64, at: tuple[float, ...] = TENTHS) -> tuple[float, ...]:
    """The least value that at least so large a share does not exceed; values may be infinite. nan counts for nothing."""
    known = ~np.isnan(values) & (weights > 0)
    if not known.any():
        return (float("nan"),) * len(at)
    order = np.argsort(values[known], kind="stable")
    held, up_to = values[known][order], np.cumsum(weights[known][order])
    places = np.searchsorted(up_to, np.array(at) * up_to[-1] - 1e-12)
    return tuple(float(v) for v in held[places.clip(0, held.size - 1)])


def or_none(value: float) -> float | None:
    """A number, or None for what never comes or is not known."""
    return value if isfinite(value) else None


__all__ = ["FEW", "HORIZON", "NEVER", "POOL", "POOL_WEEKS", "STEP", "TENTHS", "YEAR", "Share"]
