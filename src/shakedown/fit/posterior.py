"""What a fit leaves: weighted draws with the windows of their runs, under each dating of the past and their mixture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.evidence.measures import measure
from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import Scores
from shakedown.fit.weigh import LEAST_ESS, MOST_K, log_weights, weigh
from shakedown.fit.wording import Wording, multiple
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
TENTHS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Posterior:
    """A fitted case.

    draws: windows of one run per draw (row, window, ...) with scores `z` and `explanation`; base (row): log density of the
    prior over that drawn from; log_weight (dating, row): joint weight of draw and dating, adding to 1 over both; prior: the
    first round's runs, which are the first of the draws, weighted alike (or by `log_keep`, if thinned); replicas: some
    draws run again under several seeds (draw, replica, window, ...): their spread is mere run noise; switched: a few draws
    run again with something switched off, in pairs with `switched["{}"]` (row, window, ...), each row with its `dating`;
    corners: see `run_corners`; futures: see `run_futures`.
    """

    case: Case
    wording: Wording
    seed: int
    believe_causes: bool
    draws: xr.Dataset
    base: F64
    log_weight: F64
    prior: xr.Dataset
    replicas: xr.Dataset
    switched: Mapping[str, xr.Dataset]
    corners: xr.Dataset
    futures: xr.Dataset
    scores: Scores
    log_evidence: Mapping[str, tuple[float, float]]
    checks: Mapping[str, Any]
    stored: str = ""
    """Which stored fit this is, in a few words; empty for one made anew."""
    _read: dict[tuple[object, ...], F64] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Values of the whole county that were asked for before."""
    _raw: dict[tuple[object, ...], tuple[xr.Dataset, F64]] = field(default_factory=dict, repr=False, compare=False)
    """What was read off which runs before: the same for every weighing of them, and handed on to it."""

    @property
    def sufficient(self) -> bool:
        """Whether the draws can carry answers: effective size and tail of the weights within the gate."""
        return bool(self.checks["ess"] >= LEAST_ESS and self.checks["pareto_k"] < MOST_K)

    @property
    def datings(self) -> tuple[str, ...]:
        """The names of the datings of the past."""
        return self.scores.datings

    @property
    def explanations(self) -> tuple[str, ...]:
        """The names of the rival explanations."""
        return tuple(e.name for e in self.case.explanations)

    def weights(self, dating: str | None = None, explanation: str | None = None) -> F64:
        """Weights (dating, row) that add to 1: all datings and explanations, or one of them."""
        kept = np.where(self._asked(dating) & self._of(self.draws, explanation), self.log_weight, -np.inf)
        return np.asarray(np.exp(kept - logsumexp(kept)))

    def _of(self, runs: xr.Dataset, explanation: str | None) -> npt.NDArray[np.bool_]:
        if explanation is None:
            return np.ones(runs.sizes["row"], bool)
        return np.asarray(runs["explanation"].to_numpy() == self.explanations.index(explanation))

    def explanation_chances(self, dating: str | None = None) -> dict[str, float]:
        """Posterior probability of each explanation, alike beforehand."""
        rows = self.weights(dating).sum(axis=0)
        return {name: float(rows[self._of(self.draws, name)].sum()) for name in self.explanations}

    def reweighed(
        self, statements: Sequence[Statement] | None = None, wording: Wording | None = None, base: F64 | None = None
    ) -> Self:
        """The same runs held to other statements, another wording or another prior: nothing is simulated.

        `base` (row) as in the class. Corners and futures stay those of the draws that were picked.
        """
        kept = base if base is not None else self.base
        said = self.scores.statements if statements is None else statements
        found = weigh(self.case, self.draws, wording or self.wording, said, kept, self.scores.heard)
        return replace(
            self,
            wording=wording or self.wording,
            base=kept,
            log_weight=found.joint,
            scores=found.scores,
            log_evidence=found.evidence(),
            checks={**self.checks, **found.checks()},
        )

    def without(self, leave_out: Sequence[str]) -> Self:
        """The same runs as if some statements, by id, had not been made. Neither scores nor simulates anything."""
        weights = log_weights(self.case, self.scores, self.base, leave_out)
        return replace(self, log_weight=weights - logsumexp(weights))

    def future_weights(self) -> F64:
        """What each pick of `futures` counts (draw), adding to 1: alike, unless statements changed since they were picked."""
        at = self.log_weight[self.futures["dating"].to_numpy(), self.futures["row"].to_numpy()]
        return _normal(at - self.futures["log_weight"].to_numpy())

    def corner_weights(self) -> F64:
        """The same of the posterior's picks in `corners` (dating, draw), adding to 1 for each dating; 0 for the prior's."""
        rows, of = self.corners["row"].to_numpy(), self.corners["of"].to_numpy() == 0
        at = np.stack([weights[row] for weights, row in zip(self.log_weight, np.where(of, rows, 0), strict=True)])
        return np.stack(
            [
                _normal(np.where(mine, w, -np.inf))
                for w, mine in zip(at - self.corners["log_weight"].to_numpy(), of, strict=True)
            ]
        )

    def prior_weights(self, dating: str | None = None) -> F64:
        """The same of the prior draws: rows as they were kept, datings by their prior weight."""
        each = np.array([p.weight for p in self.case.pasts])[:, None] * np.exp(self.prior["log_keep"].to_numpy())
        kept = np.where(self._asked(dating), each, 0)
        return np.asarray(kept / kept.sum())

    def _asked(self, dating: str | None) -> npt.NDArray[np.bool_]:
        return np.array([dating in (None, d) for d in self.datings])[:, None]

    def values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """A measure (dating, row) in a window; "past" is each dating's own window, "change" is now less past."""
        return self._values_of("draws", name, window, threshold)

    def _values_of(self, part: str, name: str, window: str, threshold: float | None) -> F64:
        key = (part, name, window, threshold)
        runs, known = getattr(self, part), self._raw.get(key)
        if known is None or known[0] is not runs:
            known = runs, np.stack([in_window(runs, name, window, threshold, d) for d in self.datings])
            self._raw[key] = known
        return known[1]

    def run_noise(self, name: str, window: str, threshold: float | None = None, dating: str | None = None) -> float:
        """Variance over seeds of a measure in one sample of households, all else equal; mean over the replicated draws.

        Under one dating of the past, or the mean over all by their chance. 0 where no two seeds of a draw have a value.
        """
        chances = self.dating_chances() if dating is None else {dating: 1.0}
        values = dict(zip(self.datings, self._values_of("replicas", name, window, threshold), strict=True))
        return sum(p * _seed_variance(values[d]) for d, p in chances.items())

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

    def county_ratios(self, name: str, threshold: float | None = None) -> F64:
        """What a measure is now as a multiple of what it was (dating, row), in the whole county; nan where it has no value."""
        past, now = (self.county_values(name, window, threshold) for window in ("past", "now"))
        return multiple(past, now)

    def prior_values(self, name: str, window: str, threshold: float | None = None) -> F64:
        """The same of the prior draws (dating, row), before any statement."""
        key = ("prior", name, window, threshold)
        if key not in self._read:
            values = self._values_of("prior", name, window, threshold)
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


def _normal(log_weight: F64) -> F64:
    """Weights that add to 1."""
    return np.asarray(np.exp(log_weight - logsumexp(log_weight)))


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
