"""Whether two fits of one case say the same: their main numbers beside each other, with their Monte Carlo errors."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE, threshold_of
from shakedown.evidence.measures import MEASURES
from shakedown.fit.posterior import Posterior

F64 = npt.NDArray[np.float64]
ERRORS = 3.0
"""Numbers that differ by more standard errors than this do not agree."""
ROUNDING = 1e-9
"""Relative difference that sums in another order make."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One number in both fits (a mean or a chance over the fitted societies) and the Monte Carlo error of their difference."""

    says: str
    unit: str
    here: float
    there: float
    error: float
    basis: str = "fitted"

    @property
    def agrees(self) -> bool:
        """Whether they differ by no more than their errors explain."""
        return abs(self.here - self.there) <= ERRORS * self.error + ROUNDING * abs(self.here)


def agreement(here: Posterior, there: Posterior) -> tuple[Compared, ...]:
    """The main numbers of two fits of one case. Draws under one fit count as independent, so the errors are a little wide."""
    pairs = zip(_numbers(here), _numbers(there), strict=True)
    return tuple(
        Compared(says=says, unit=unit, here=a, there=b, error=float(np.hypot(e, f)))
        for (says, unit, a, e), (_, _, b, f) in pairs
    )


def _numbers(post: Posterior) -> Iterator[tuple[str, str, float, float]]:
    """(what it is, unit, mean, its Monte Carlo error)."""
    cut = threshold_of(post.case)
    asked = [(SIZE, None), (MANNER, None), *([(ABOVE, cut)] if cut is not None else [])]
    for name, at in asked:
        for window, says in (("past", "before"), ("now", "now")):
            values = post.county_values(name, window, at)
            yield f"{MEASURES[name].says.format(threshold=at)}, {says}", MEASURES[name].unit, *_mean(post, values)
    for name, at, says in ((SIZE, None, "smaller than before"), (MANNER, None, "gentler than before")):
        yield says, "chance", *_mean(post, (post.county_values(name, "change", at) < 0).astype(float))
    for place, dating in enumerate(post.datings):
        mine = np.zeros(post.log_weight.shape)
        mine[place] = 1
        yield f"the past was {dating}", "chance", *_mean(post, mine)
    kinds = post.draws["explanation"].to_numpy()
    for place, explanation in enumerate(post.explanations):
        yield (
            f"explanation {explanation}",
            "chance",
            *_mean(post, np.broadcast_to(kinds == place, post.log_weight.shape)),
        )


def _mean(post: Posterior, values: npt.ArrayLike) -> tuple[float, float]:
    """Self-normalised mean over (dating, row) and its error; a row's datings share one run, so they count as one."""
    held = np.asarray(values, dtype=float)
    weights = np.where(np.isfinite(held), post.weights(), 0)
    known = np.nan_to_num(held)
    mean = float(np.sum(weights * known) / np.sum(weights))
    each = (weights * (known - mean)).sum(axis=0) / np.sum(weights)
    return mean, float(np.sqrt(np.sum(each**2)))
