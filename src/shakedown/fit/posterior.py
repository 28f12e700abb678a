"""What a fit leaves: weighted draws with the windows of their runs, under each dating of the past and their mixture."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    under several seeds (draw, seed, window, ...), each with its `dating`: their spread over seeds is mere run noise;
    switched: a few draws run again with something switched off, in pairs with `switched["{}"]` (row, window, ...).
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
        kept = self.log_weight
        if dating is not None:
            mask = np.array([d == dating for d in self.datings])
            kept = np.where(mask[:, None], kept, -np.inf)
        return np.asarray(np.exp(kept - logsumexp(kept)))

    def values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """A measure (dating, row) in a window; "past" is each dating's own window, "change" is now less past."""
        return np.stack([_in_window(self.draws, name, window, threshold, d) for d in self.datings])

    def run_noise(self, name: str, window: str, threshold: float | None = None) -> float:
        """Variance over seeds of a measure in one sample of households, all else equal; mean over the replicated draws."""
        at = self.replicas["dating"].to_numpy()
        spread = [
            np.nanvar(_in_window(self.replicas, name, window, threshold, dating)[at == d], axis=1, ddof=1)
            for d, dating in enumerate(self.datings)
            if (at == d).any()
        ]
        return float(np.nanmean(np.concatenate(spread)))

    def county_values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """`values`, with the noise of a sample brought down to that of the whole county, deviations shrunk in proportion.

        A county of 39,000 households has 1/6.5 of the run noise of a sample of 6,000; what parameters and datings spread
        stays.
        """
        values, weights = self.values(name, window, threshold), self.weights()
        known = np.isfinite(values)
        if not known.any():
            return values
        mean = float(np.sum(np.where(known, values * weights, 0)) / np.sum(weights[known]))
        total = float(np.sum(np.where(known, weights * (values - mean) ** 2, 0)) / np.sum(weights[known]))
        surplus = self.run_noise(name, window, threshold) * (1 - min(1.0, self.case.sample / self.case.households))
        keep = np.sqrt(max(0.0, 1 - surplus / total)) if total > 0 else 1.0
        return mean + keep * (values - mean)

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
        self, name: str, window: str, threshold: float | None = None, at: tuple[float, ...] = TENTHS
    ) -> F64:
        """The same before any statement: prior draws, datings by their prior weight."""
        weights = np.array([p.weight for p in self.case.pasts])[:, None] * np.ones(self.prior.sizes["row"])
        values = np.stack([_in_window(self.prior, name, window, threshold, d) for d in self.datings])
        return weighted_quantiles(values, weights, at)

    def prior_chance_of_fall(self, name: str, threshold: float | None = None, dating: str | None = None) -> float:
        """Chance that a measure fell from past to now in the prior draws, before any statement."""
        falls = [
            (p.weight, np.mean(_in_window(self.prior, name, "change", threshold, p.name) < 0))
            for p in self.case.pasts
            if dating in (None, p.name)
        ]
        return float(sum(w * share for w, share in falls) / sum(w for w, _ in falls))

    def dating_chances(self) -> dict[str, float]:
        """Posterior probability of each dating of the past."""
        return dict(zip(self.datings, self.weights().sum(axis=1).tolist(), strict=True))


def _in_window(runs: xr.Dataset, name: str, window: str, threshold: float | None, dating: str) -> F64:
    """A measure of some runs in a window; "past" is the dating's, "change" now less past."""
    if window == "change":
        return _in_window(runs, name, "now", threshold, dating) - _in_window(runs, name, dating, threshold, dating)
    return np.asarray(
        measure(runs.sel(window=dating if window == "past" else window), name, threshold).to_numpy(), dtype=float
    )


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
