"""How long it will last: the time until coercion is back above half its former share, under each scenario.

The former share is each society's own, in the past under its own dating. Coercion is back when in twelve weeks together more
than half that share of demands come with a threat or an order; the time is that from now to the end of the first such
twelve weeks. A society in which it is above half already now counts as that, and one in which it does not come back
within three years as that: neither is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from shakedown.answers.coming import (
    F64,
    FEW,
    HORIZON,
    NEVER,
    POOL,
    STEP,
    TENTHS,
    YEAR,
    Share,
    effective,
    normal,
    of_picks,
    or_none,
    pick_weights,
    pooled,
    quantiles,
    ratio,
    reference,
    share_of,
)
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.fit.posterior import Posterior

HALF = 0.5
"""The part of its former share above which coercion counts as back."""
ALREADY, WITHIN, NOT_WITHIN = (
    "already above",
    ("within a year", "in the second year", "in the third year"),
    "not within three years",
)
BANDS = (ALREADY, *WITHIN, NOT_WITHIN)


@dataclass(frozen=True, kw_only=True)
class Return:
    """When coercion is back, over some of the societies.

    picks: how many they are; bands: the share of them in each of `BANDS`, adding to 1; weeks: quantiles of the time by name,
    over those alone that are not above half already (in the others there is nothing to come back), None if it is not back
    within three years, empty if there are none; gentle: share not yet back, now and at the end of each step of four weeks.
    """

    picks: int
    bands: Mapping[str, Share]
    weeks: Mapping[str, float | None]
    gentle: tuple[float, ...]
    basis: str = "model"

    @property
    def few(self) -> bool:
        """Whether they are too few to speak of."""
        return self.picks < FEW


@dataclass(frozen=True, kw_only=True)
class Path:
    """A measure after now: middle and central 80% of the societies, at the end of each step, the last twelve weeks pooled."""

    measure: str
    low: tuple[float | None, ...]
    median: tuple[float | None, ...]
    high: tuple[float | None, ...]
    basis: str = "model"

    def at(self, step: int) -> tuple[float | None, float | None, float | None]:
        """Low end, middle and high end after so many steps, counted from 1."""
        return self.low[step - 1], self.median[step - 1], self.high[step - 1]


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One scenario: when coercion is back over all societies, over those alone that are gentle now (it lies at or below half its
    former share), by dating of the past and by explanation (of at least `FEW` societies); and the paths of manner and size by
    "mixture" and dating."""

    scenario: str
    says: str
    back: Return
    gentle_now: Return
    by_dating: Mapping[str, Return]
    by_explanation: Mapping[str, Return]
    paths: Mapping[str, tuple[Path, ...]]


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The answer. picks: how many societies were run on; former, now: middle and central 80% of the coercive share in them, and
    of the mean sum; unknown: those of them without a former share."""

    reference: str
    picks: int
    weeks: tuple[int, ...]
    former: tuple[float, ...]
    now: tuple[float, ...]
    former_sum: tuple[float, ...]
    now_sum: tuple[float, ...]
    outlooks: tuple[Outlook, ...]
    unknown: int

    def of(self, scenario: str) -> Outlook:
        """One scenario's."""
        return next(outlook for outlook in self.outlooks if outlook.scenario == scenario)


def forecast(post: Posterior) -> Forecast:
    """When coercion is back, under each scenario of the case. Reads the fit and its futures; simulates nothing."""
    former, now = of_picks(post, MANNER, "past"), of_picks(post, MANNER, "now")
    weights = pick_weights(post)
    steps = post.futures.sizes["step"]
    return Forecast(
        reference=reference(post.case),
        picks=post.futures.sizes["draw"],
        weeks=tuple(range(0, STEP * steps + 1, STEP)),
        former=quantiles(former, weights),
        now=quantiles(now, weights),
        former_sum=quantiles(of_picks(post, SIZE, "past"), weights),
        now_sum=quantiles(of_picks(post, SIZE, "now"), weights),
        outlooks=tuple(_outlook(post, name, weeks) for name, weeks in return_weeks(post).items()),
        unknown=int(np.isnan(former).sum()),
    )


def return_weeks(post: Posterior) -> dict[str, F64]:
    """Weeks until coercion is back (draw), by scenario: 0 already above, `NEVER` not within the horizon, nan unknown."""
    former, now = of_picks(post, MANNER, "past"), of_picks(post, MANNER, "now")
    shares = _shares(post)
    return {
        str(s): weeks_until(shares[:, k], HALF * former, now) for k, s in enumerate(post.futures["scenario"].to_numpy())
    }


def _shares(post: Posterior) -> F64:
    """The coercive share (draw, scenario, step), the last twelve weeks pooled."""
    coercive, demands = (
        post.futures[n].transpose("draw", "scenario", "step").to_numpy() for n in ("coercive", "demands")
    )
    return ratio(pooled(coercive), pooled(demands))


def weeks_until(shares: F64, mark: F64, now: F64) -> F64:
    """Weeks (draw) to the end of the first whole twelve weeks whose share (draw, step) lies above `mark`; see `return_weeks`."""
    above = shares > mark[:, None]  # nan, where nothing was demanded, lies above nothing
    above[:, : POOL - 1] = False
    first = np.where(above.any(axis=1), STEP * (above.argmax(axis=1) + 1.0), NEVER)
    return np.where(np.isnan(mark), np.nan, np.where(now > mark, 0.0, first))


def _outlook(post: Posterior, scenario: str, weeks: F64) -> Outlook:
    explained = {name: _return(post, weeks, pick_weights(post, explanation=name)) for name in post.explanations}
    return Outlook(
        scenario=scenario,
        says=post.case.scenarios[scenario].says,
        back=_return(post, weeks, pick_weights(post)),
        gentle_now=_return(post, weeks, normal(np.where(weeks > 0, pick_weights(post), 0))),
        by_dating={name: _return(post, weeks, pick_weights(post, name)) for name in post.datings},
        by_explanation={name: found for name, found in explained.items() if not found.few},
        paths={name or "mixture": tuple(_paths(post, scenario, name)) for name in (None, *post.datings)},
    )


def _return(post: Posterior, weeks: F64, weights: F64) -> Return:
    known = normal(np.where(np.isnan(weeks), 0, weights))
    number = effective(post, known)
    ends = {
        ALREADY: (-1, 0),
        **{band: (YEAR * k, YEAR * (k + 1)) for k, band in enumerate(WITHIN)},
        NOT_WITHIN: (HORIZON, NEVER),
    }
    until = range(0, STEP * post.futures.sizes["step"] + 1, STEP)
    return Return(
        picks=int(np.count_nonzero(known)),
        bands={band: share_of((weeks > low) & (weeks <= high), known, number) for band, (low, high) in ends.items()},
        weeks=_times(weeks, np.where(weeks > 0, known, 0)),
        gentle=tuple(float(known[weeks > week].sum()) for week in until),
    )


def _times(weeks: F64, gentle: F64) -> dict[str, float | None]:
    """Quantiles of the time over the societies that count (draw)."""
    if not gentle.any():
        return {}
    return {f"{at:g}": or_none(q) for at, q in zip(TENTHS, quantiles(weeks, gentle), strict=True)}


def _paths(post: Posterior, scenario: str, dating: str | None) -> Iterator[Path]:
    weights, runs = pick_weights(post, dating), post.futures.sel(scenario=scenario)
    demands = pooled(runs["demands"].transpose("draw", "step").to_numpy())
    for measure, name in ((MANNER, "coercive"), (SIZE, "asked")):
        values = ratio(pooled(runs[name].transpose("draw", "step").to_numpy()), demands)
        each = [[or_none(q) for q in quantiles(values[:, k], weights)] for k in range(values.shape[1])]
        low, median, high = (tuple(row) for row in zip(*each, strict=True))
        yield Path(measure=measure, low=low, median=median, high=high)
