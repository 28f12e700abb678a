"""What each run counts, given what was said: the one place where statements become weights. Simulates nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import Heard, Scores, score
from shakedown.fit.sampler import effective_size, log_evidence, pareto_k
from shakedown.fit.wording import Wording
from shakedown.society.case import Case

F64 = npt.NDArray[np.float64]
LEAST_ESS = 400.0
MOST_K = 0.7


@dataclass(frozen=True)
class Weighed:
    """Runs with their scores and what each counts: `log_weight` (dating, row), not normalised.

    `base` (row) is the log density of the prior over that from which the row was drawn; rows are equally many under each
    explanation, so explanations are alike beforehand.
    """

    case: Case
    runs: xr.Dataset
    scores: Scores
    base: F64
    log_weight: F64

    @property
    def joint(self) -> F64:
        """Log weight (dating, row) adding to 1 over both."""
        return np.ascontiguousarray(self.log_weight - logsumexp(self.log_weight))

    @property
    def mixed(self) -> F64:
        """Log weight (row) over all datings of the past."""
        return np.asarray(logsumexp(self.log_weight, axis=0))

    def reaches(self, ess: float) -> bool:
        """Whether the mixture over datings has at least this effective size, and a tail within the gate."""
        return effective_size(self.mixed) >= ess and pareto_k(self.mixed) < MOST_K

    def evidence(self) -> dict[str, tuple[float, float]]:
        """Log evidence and its Monte Carlo error, of each dating and of their mixture."""
        each = {p.name: self._of(w - np.log(p.weight)) for p, w in zip(self.case.pasts, self.log_weight, strict=True)}
        return {**each, "mixture": self._of(self.mixed)}

    def _of(self, log_weight: F64) -> tuple[float, float]:
        """Weights over their base: a thinned bank's base does not average to 1."""
        value, error = log_evidence(log_weight)
        return value - log_evidence(self.base)[0], error

    def checks(self) -> dict[str, object]:
        """Effective size and tail of the weights, of the mixture and of each dating."""
        return {
            "ess": effective_size(self.mixed),
            "pareto_k": pareto_k(self.mixed),
            "ess_by_dating": self._by_dating(effective_size),
            "pareto_k_by_dating": self._by_dating(pareto_k),
        }

    def _by_dating(self, check: Callable[[F64], float]) -> dict[str, float]:
        return {p.name: check(w) for p, w in zip(self.case.pasts, self.log_weight, strict=True)}


def weigh(
    case: Case,
    runs: xr.Dataset,
    wording: Wording,
    statements: Sequence[Statement],
    base: F64,
    heard: Heard | None = None,
) -> Weighed:
    """Weigh runs by statements, and datings by their prior; `base` (row) as in `Weighed`, `heard` as in `score`."""
    scores = score(case, runs, wording, statements, heard)
    return Weighed(case, runs, scores, base, log_weights(case, scores, base))


def log_weights(case: Case, scores: Scores, base: F64, leave_out: Sequence[str] = ()) -> F64:
    """Log weight (dating, row), not normalised, of scores already there, some statements left out."""
    priors = np.log([p.weight for p in case.pasts])
    return np.asarray(scores.log_likelihood(leave_out).T + priors[:, None] + base)
