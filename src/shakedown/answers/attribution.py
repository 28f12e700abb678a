"""What moved size and manner: the contribution of each cause in every society whose causes were held back one by one.

A contribution is a Shapley value over the corners of one society (see `fit.corners`); beside the causes stands what was under
way when the past ended, or is due to nothing in the list: the society in which every cause stayed as it was, less its past.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.answers.shapley import shapley
from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE, threshold_of
from shakedown.evidence.measures import MEASURES, measure
from shakedown.fit.corners import OF_POSTERIOR
from shakedown.fit.posterior import Posterior, weighted_quantiles
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
IN_INCOME = "amount_in_income"
"""The mean amount of a demand as a share of what a household earns in a week at that time."""
UNDER_WAY, TOTAL = "under_way", "total"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is explained: a measure of demands now, less the same of the past. Shares lie in 0..1, amounts are money."""

    name: str
    threshold: float | None = None

    @property
    def share(self) -> bool:
        """Whether it is a share rather than money."""
        return self.name == IN_INCOME or MEASURES[self.name].share


def outcomes(case: Case) -> tuple[Outcome, ...]:
    """Size, manner, size in incomes and, if the case's statements name a threshold, the share above it."""
    cut = threshold_of(case)
    above = () if cut is None else (Outcome(name=ABOVE, threshold=cut),)
    return (Outcome(name=SIZE), Outcome(name=MANNER), *above, Outcome(name=IN_INCOME))


@dataclass(frozen=True)
class Moved:
    """One outcome in every pick: `then` (dating, draw) and `corners` (dating, draw, corner); nan where nothing was demanded.

    `prior` (dating, draw) marks picks from the prior; the others are of the posterior.
    """

    outcome: Outcome
    causes: tuple[str, ...]
    then: F64
    corners: F64
    prior: npt.NDArray[np.bool_]

    @property
    def names(self) -> tuple[str, ...]:
        """What its parts are of: each cause, what was under way, and the whole change."""
        return (*self.causes, UNDER_WAY, TOTAL)

    @cached_property
    def parts(self) -> F64:
        """Contributions (dating, draw, name): the causes' and what was under way add up to the whole change."""
        under_way, total = self.corners[..., 0] - self.then, self.corners[..., -1] - self.then
        return np.concatenate([shapley(self.corners), under_way[..., None], total[..., None]], axis=-1)

    @cached_property
    def known(self) -> npt.NDArray[np.bool_]:
        """Picks (dating, draw) in which something was demanded in the past and in every corner."""
        return np.isfinite(self.then) & np.isfinite(self.corners).all(axis=-1)

    def part(self, name: str) -> F64:
        """One contribution (dating, draw); nan where the outcome is not known."""
        return np.where(self.known, self.parts[..., self.names.index(name)], np.nan)

    def quantiles(self, values: F64, weights: F64, at: tuple[float, ...]) -> tuple[float, ...]:
        """Quantiles of values (dating, draw) of picks that count `weights`; nan if none is known."""
        return tuple(float(v) for v in weighted_quantiles(values, np.where(self.known, weights, 0), at))

    def way(self, weights: F64) -> int:
        """Which way the whole change goes, in the middle: 1 up, else -1."""
        return 1 if self.quantiles(self.part(TOTAL), weights, (0.5,))[0] > 0 else -1


def moved(post: Posterior, outcome: Outcome) -> Moved:
    """One outcome in every corner of the fit's picks. Reads; runs nothing."""
    corners = post.corners
    now, then = _read(corners["demands"], outcome), _read(corners["then_demands"], outcome)
    if outcome.name == IN_INCOME:
        now, then = now / corners["income"], then / corners["then_income"]
    return Moved(
        outcome=outcome,
        causes=tuple(cause.name for cause in post.case.causes),
        then=then.transpose("dating", "draw").to_numpy(),
        corners=now.transpose("dating", "draw", "corner").to_numpy(),
        prior=corners["of"].transpose("dating", "draw").to_numpy() != OF_POSTERIOR,
    )


def _read(demands: xr.DataArray, outcome: Outcome) -> xr.DataArray:
    runs = xr.Dataset({"demands": demands.expand_dims("service")})
    return measure(runs, SIZE if outcome.name == IN_INCOME else outcome.name, outcome.threshold)


def pick_weights(post: Posterior, dating: str | None = None) -> F64:
    """What each pick (dating, draw) counts, adding to 1: all datings by their chance, or one of them. 0 for the prior's."""
    chances = post.dating_chances() if dating is None else {dating: 1.0}
    return np.asarray(post.corner_weights() * np.array([chances.get(d, 0.0) for d in post.datings])[:, None])


def prior_pick_weights(post: Posterior, prior: npt.NDArray[np.bool_], dating: str | None = None) -> F64:
    """The same of the picks from the prior: alike, datings by their prior weight."""
    chances = [past.weight if dating in (None, past.name) else 0.0 for past in post.case.pasts]
    weights = prior * np.array(chances)[:, None] / np.maximum(1, prior.sum(axis=1, keepdims=True))
    return np.asarray(weights / max(float(weights.sum()), np.finfo(float).tiny))
