"""Where to look next: a scrambled Sobol set of prior draws, then fresh draws from a frozen Student-t mixture.

Incremental mixture importance sampling (Raftery & Bao 2010): every draw counts as drawn from the mixture of the prior and the
proposal, so that a draw near which the proposal was put weighs less for it. The proposal is built once from the first round
and frozen. One component per dating of the past keeps every dating covered; a share of plain prior draws bounds the weights.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.special import logsumexp

F64 = npt.NDArray[np.float64]
DEFENSIVE = 0.2
DEGREES = 5.0
INFLATE = 1.25


def prior_scores(number: int, dials: int, seed: int, kinds: int = 1) -> F64:
    """Standard-normal scores (kinds x number, dials) that fill the prior evenly for every kind of row; `number` a power of 2.

    Row r is of kind r modulo `kinds`; each kind has a scrambled set of its own.
    """
    sets = [
        stats.qmc.Sobol(dials, scramble=True, rng=np.random.default_rng([seed, kind, 0])).random(number)
        for kind in range(kinds)
    ]
    points = np.stack(sets, axis=1).reshape(kinds * number, dials)
    return np.asarray(stats.norm.ppf(np.clip(points, 1e-9, 1 - 1e-9)))


def log_prior(z: F64) -> F64:
    """Log density of scores under the prior (independent standard normals)."""
    return np.asarray(stats.norm.logpdf(z).sum(axis=1))


@dataclass(frozen=True)
class Proposal:
    """A frozen mixture over scores: plain prior with weight DEFENSIVE, and equal Student-t components for the rest."""

    means: tuple[F64, ...]
    scales: tuple[F64, ...]

    def draw(self, number: int, seed: int, round_: int) -> F64:
        """Fresh scores (number, dials); a pure function of seed and round."""
        rng = np.random.default_rng([seed, round_])
        dials = self.means[0].size
        out = rng.standard_normal((number, dials))
        which = rng.random(number)
        place = np.floor((which - DEFENSIVE) / (1 - DEFENSIVE) * len(self.means)).astype(int)
        shrink = np.sqrt(DEGREES / rng.chisquare(DEGREES, number))
        for k, (mean, scale) in enumerate(zip(self.means, self.scales, strict=True)):
            mine = (which >= DEFENSIVE) & (place == k)
            out[mine] = mean + (out[mine] @ np.linalg.cholesky(scale).T) * shrink[mine, None]
        return out

    def log_density(self, z: F64) -> F64:
        """Log density of scores under the mixture."""
        parts = [np.log(DEFENSIVE) + log_prior(z)]
        for mean, scale in zip(self.means, self.scales, strict=True):
            t = stats.multivariate_t(mean, scale, df=DEGREES)
            parts.append(np.log((1 - DEFENSIVE) / len(self.means)) + t.logpdf(z))
        return np.asarray(logsumexp(np.stack(parts), axis=0))

    def log_ratio(self, z: F64, of_prior: float) -> F64:
        """Log of the prior's density over that of all draws, of which a share `of_prior` came from the prior itself."""
        prior = log_prior(z)
        drawn = np.logaddexp(np.log(of_prior) + prior, np.log1p(-of_prior) + self.log_density(z))
        return np.asarray(prior - drawn)


def propose(z: F64, log_weights: Sequence[F64]) -> Proposal:
    """A mixture with one component per set of weights over the first round's scores.

    Each covariance is shrunk towards the prior's (the identity) the more, the fewer draws stand behind it.
    """
    means, scales = [], []
    for log_weight in log_weights:
        w = np.exp(log_weight - logsumexp(log_weight))
        mean = w @ z
        spread = (z - mean).T @ ((z - mean) * w[:, None])
        trust = 1 / (1 + z.shape[1] * float(np.sum(w**2)))
        means.append(mean)
        scales.append(INFLATE * (trust * spread + (1 - trust) * np.eye(z.shape[1])))
    return Proposal(tuple(means), tuple(scales))


def effective_size(log_weight: F64) -> float:
    """Kish effective sample size of some log weights."""
    return float(np.exp(2 * logsumexp(log_weight) - logsumexp(2 * log_weight)))


def pareto_k(log_weight: F64) -> float:
    """Shape of the weights' upper tail (Vehtari et al. 2024): above 0.7 the estimate cannot be trusted.

    nan where there is no tail to judge by: fewer than five draws in it, or all of them alike.
    """
    from arviz_stats.base.array import array_stats  # here, since it takes a second

    smooth: Callable[..., Any] = array_stats.psislw
    try:
        return float(smooth(-np.asarray(log_weight, dtype=float))[1])  # it takes minus the log ratio
    except ValueError:
        return float("nan")


def log_evidence(log_weight: F64) -> tuple[float, float]:
    """Log of the mean weight, and its Monte Carlo standard error."""
    mean = float(logsumexp(log_weight) - np.log(log_weight.size))
    relative = np.exp(log_weight - mean)
    return mean, float(relative.std(ddof=1) / np.sqrt(log_weight.size))
