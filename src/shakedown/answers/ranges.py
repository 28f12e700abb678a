"""A number with its range, its basis, and how much of it the reports taught."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from shakedown.evidence.measures import LEVERS, MEASURES
from shakedown.fit.posterior import Posterior

LEARNED = 0.8
"""A range narrower than this share of the prior's counts as taught by the reports."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What makes a range wide: shares of its variance, adding to 1.

    run: mere chance in one county, all else equal; parameters: what is not known of people, officers and levers (and of when
    the past was, where it counts); explanation: which of the rival explanations holds.
    """

    run: float
    parameters: float
    explanation: float


@dataclass(frozen=True, kw_only=True)
class Range:
    """The central 80% of what the fitted societies give for one measure, in the whole county."""

    measure: str
    window: str
    unit: str
    low: float
    median: float
    high: float
    prior_low: float
    prior_high: float
    basis: str
    """fitted: societies held to the statements; assumed: a lever's value, shaped by its prior and a statement."""
    threshold: float | None = None
    parts: Parts | None = None
    """None where nothing varies."""

    @property
    def taught(self) -> bool:
        """Whether the reports narrowed it to less than `LEARNED` of the prior's range."""
        return self.high - self.low < LEARNED * (self.prior_high - self.prior_low)


def range_of(
    post: Posterior, measure: str, window: str, threshold: float | None = None, dating: str | None = None
) -> Range:
    """The range of a measure under one dating of the past, or over all of them, beside what was assumed of it."""
    low, median, high = (float(v) for v in post.quantiles(measure, window, threshold, dating))
    prior_low, _, prior_high = (float(v) for v in post.prior_quantiles(measure, window, threshold, dating))
    return Range(
        measure=measure,
        window=window,
        unit=MEASURES[measure].unit.replace("CNY", post.case.currency),
        low=low,
        median=median,
        high=high,
        prior_low=prior_low,
        prior_high=prior_high,
        basis="assumed" if measure in LEVERS else "fitted",
        threshold=threshold,
        parts=parts_of(post, measure, window, threshold, dating),
    )


def parts_of(
    post: Posterior, measure: str, window: str, threshold: float | None = None, dating: str | None = None
) -> Parts | None:
    """Run noise, parameters and explanation as shares of the variance of a measure over the fitted societies."""
    values, weights = post.county_values(measure, window, threshold), post.weights(dating)
    weights = np.where(np.isfinite(values), weights, 0)
    if not weights.sum() > 0:
        return None
    weights, known = weights / weights.sum(), np.nan_to_num(values)
    mean = float(np.sum(weights * known))
    total = float(np.sum(weights * (known - mean) ** 2))
    if not total > 1e-12 * max(1.0, mean**2):
        return None
    kinds = post.draws["explanation"].to_numpy()
    mass = np.array([weights[:, kinds == k].sum() for k in range(len(post.explanations))])
    sums = np.array([(weights * known)[:, kinds == k].sum() for k in range(len(post.explanations))])
    between = float(np.sum(mass * (sums / np.where(mass > 0, mass, 1) - mean) ** 2, where=mass > 0))
    noise = min(1.0, post.case.sample / post.case.households) * post.run_noise(measure, window, threshold, dating)
    run = min(noise, total - between)
    return Parts(run=run / total, parameters=(total - between - run) / total, explanation=between / total)


def chance(post: Posterior, holds: npt.ArrayLike, dating: str | None = None) -> float:
    """Posterior probability that something holds, given per (dating, row) as yes or no or as a chance."""
    return weighted_mean(holds, post.weights(dating))


def weighted_mean(values: npt.ArrayLike, weights: npt.NDArray[np.float64]) -> float:
    """Mean of values by some weights; of a chance that is 1 everywhere exactly 1."""
    return float(np.average(np.asarray(values), weights=weights))


def in_100(share: float) -> str:
    """A share as a count out of 100; never 0 or 100 unless it is."""
    if not isfinite(share):
        return "an unknown number"
    if 0 < share < 0.01:
        return "fewer than 1"
    return "more than 99" if 0.99 < share < 1 else f"{100 * share:.0f}"


def written(value: float, digits: int | None = None) -> str:
    """A number as people write it: a comma between thousands and a true minus; `digits` after the point, or those it has.

    What rounds to 0 is 0, and what is not finite is not known.
    """
    if not isfinite(value):
        return "not known"
    text = f"{value:,.15g}" if digits is None else f"{value:,.{digits}f}"
    return text.replace("-", "−") if any(c in "123456789" for c in text) else "0"
