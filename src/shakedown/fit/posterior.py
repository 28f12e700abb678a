"""What a fit leaves: weighted draws with the windows of their runs, under each dating of the past and their mixture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.evidence.measures import measure
from shakedown.fit.likelihood import Scores
from shakedown.fit.wording import Wording
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
LEAST_ESS = 400.0
MOST_K = 0.7
TENTHS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Posterior:
    """A fitted case.

    draws: windows of one run per draw (row, window, ...) with scores `z`; log_weight (dating, row): joint weight of draw
    and dating, adding to 1 over both; prior: the first round's runs, equally weighted; replicas: some draws run again
    under several seeds (draw, seed, window, ...): their spread over seeds is mere run noise; switched: a few draws run
    again with something switched off, in pairs with `switched["{}"]` (row, window, ...), each row with its `dating`.
    """

    case: Case
    wording: Wording
    seed: int
    believe_causes: bool
    draws: xr.Dataset
    log_weight: F64
    prior: xr.Dataset
    replicas: xr.Dataset
    switched: Mapping[str, xr.Dataset]
    scores: Scores
    log_evidence: Mapping[str, tuple[float, float]]
    checks: Mapping[str, Any]
    _read: dict[tuple[object, ...], F64] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Values of the whole county that were asked for before."""

    @property
    def sufficient(self) -> bool:
        """Whether the draws can carry answers: effective size and tail of the weights within the gate."""
        return bool(self.checks["ess"] >= LEAST_ESS and self.checks["pareto_k"] < MOST_K)

    @property
    def datings(self) -> tuple[str, ...]:
        """The names of the datings of the past."""
        return self.scores.datings

    def weights(self, dating: str | None = None) -> F64:
        """Weights (dating, row) that add to 1: all datings, or one of them."""
        kept = np.where(self._asked(dating), self.log_weight, -np.inf)
        return np.asarray(np.exp(kept - logsumexp(kept)))

    def prior_weights(self, dating: str | None = None) -> F64:
        """The same of the prior draws: all rows alike, datings by their prior weight."""
        each = np.array([p.weight for p in self.case.pasts])[:, None] * np.ones(self.prior.sizes["row"])
        kept = np.where(self._asked(dating), each, 0)
        return np.asarray(kept / kept.sum())

    def _asked(self, dating: str | None) -> npt.NDArray[np.bool_]:
        return np.array([dating in (None, d) for d in self.datings])[:, None]

    def values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """A measure (dating, row) in a window; "past" is each dating's own window, "change" is now less past."""
        return np.stack([in_window(self.draws, name, window, threshold, d) for d in self.datings])

    def run_noise(self, name: str, window: str, threshold: float | None = None, dating: str | None = None) -> float:
        """Variance over seeds of a measure in one sample of households, all else equal; mean over the replicated draws.

        Under one dating of the past, or the mean over all by their chance. 0 where no two seeds of a draw have a value.
        """
        chances = self.dating_chances() if dating is None else {dating: 1.0}
        return sum(p * _seed_variance(in_window(self.replicas, name, window, threshold, d)) for d, p in chances.items())

    def county_values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """`values`, with the noise of a sample brought down to that of the whole county.

        A county of 39,000 households has 1/6.5 of the run noise of a sample of 6,000: under each dating, deviations from
        its mean are shrunk in proportion until the surplus is gone. What parameters and datings spread stays, and so does
        the county's own noise.
        """
        key = ("draws", name, window, threshold)
        if key not in self._read:
            self._read[key] = self._calmed(self.values(name, window, threshold), self.weights(), *key[1:])
        return self._read[key]

    def prior_values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """The same of the prior draws (dating, row), before any statement."""
        key = ("prior", name, window, threshold)
        if key not in self._read:
            values = np.stack([in_window(self.prior, name, window, threshold, d) for d in self.datings])
            self._read[key] = self._calmed(values, self.prior_weights(), *key[1:])
        return self._read[key]

    def _calmed(self, values: F64, weights: F64, name: str, window: str, threshold: float | None) -> F64:
        share = min(1.0, self.case.sample / self.case.households)
        noise = [self.run_noise(name, window, threshold, dating) for dating in self.datings]
        county = np.stack([calmed(*each, share) for each in zip(values, weights, noise, strict=True)])
        county.setflags(write=False)
        return county

    def quantiles(
        self,
        name: str,
        window: str,
        threshold: float | None = None,
        dating: str | None = None,
        at: tuple[float, ...] = TENTHS,
    ) -> F64:
        """Quantiles of a measure in the whole county, under one dating of the past or over all."""
        return weighted_quantiles(self.county_values(name, window, threshold), self.weights(dating), at)

    def prior_quantiles(
        self,
        name: str,
        window: str,
        threshold: float | None = None,
        dating: str | None = None,
        at: tuple[float, ...] = TENTHS,
    ) -> F64:
        """The same before any statement."""
        return weighted_quantiles(self.prior_values(name, window, threshold), self.prior_weights(dating), at)

    def prior_chance_of_fall(self, name: str, threshold: float | None = None, dating: str | None = None) -> float:
        """Chance that a measure fell from past to now in the prior draws, before any statement."""
        return float(np.average(self.prior_values(name, "change", threshold) < 0, weights=self.prior_weights(dating)))

    def statement_chances(self) -> tuple[float, ...]:
        """How likely the fitted societies make each statement of `scores`, on average."""
        each = np.exp(self.scores.each())  # (row, dating, statement)
        return tuple(np.einsum("dr,rds->s", self.weights(), each).tolist())

    def dating_chances(self) -> dict[str, float]:
        """Posterior probability of each dating of the past."""
        return dict(zip(self.datings, self.weights().sum(axis=1).tolist(), strict=True))


def in_window(runs: xr.Dataset, name: str, window: str, threshold: float | None, dating: str) -> F64:
    """A measure of some runs in a window; "past" is the dating's, "change" now less past."""
    if window == "change":
        return in_window(runs, name, "now", threshold, dating) - in_window(runs, name, dating, threshold, dating)
    return np.asarray(
        measure(runs.sel(window=dating if window == "past" else window), name, threshold).to_numpy(), dtype=float
    )


def _seed_variance(values: F64) -> float:
    """Mean over draws of the variance over seeds, of values (draw, seed)."""
    each = np.ma.masked_invalid(values).var(axis=1, ddof=1)
    return float(each.mean()) if each.count() else 0.0


def calmed(values: F64, weights: F64, noise: float, share: float) -> F64:
    """Values whose deviations from their weighted mean are shrunk so that of the variance `noise` only `share` is left.

    Their variance does not fall below that rest. nan stays nan and counts for nothing.
    """
    w = np.where(np.isfinite(values), weights, 0)
    if not w.any():
        return values
    known = np.nan_to_num(values)
    mean = float(np.sum(w * known) / np.sum(w))
    total = float(np.sum(w * (known - mean) ** 2) / np.sum(w))
    left = max(total - (1 - share) * noise, share * noise)
    keep = np.sqrt(min(1.0, left / total)) if total > 0 else 1.0
    return np.asarray(mean + keep * (values - mean))


def weighted_quantiles(values: F64, weights: F64, at: tuple[float, ...]) -> F64:
    """Quantiles of weighted values (same shapes); those that are nan are left out; nan if none is left."""
    v, w = values.ravel(), weights.ravel()
    known = np.isfinite(v) & (w > 0)
    if not known.any():
        return np.full(len(at), np.nan)
    order = np.argsort(v[known])
    v, w = v[known][order], w[known][order]
    cumulative = (np.cumsum(w) - w / 2) / w.sum()
    return np.interp(at, cumulative, v)
