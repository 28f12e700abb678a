"""One test of a claim, answered: what was observed, what is predicted, and the probability."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from shakedown.evidence.measures import MEASURES
from shakedown.society.case import Case
from shakedown.society.ledger import Test

F64 = npt.NDArray[np.float64]
AT = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The quantiles of what is predicted."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One test of a claim: what was observed, quantiles of what is predicted, and the probability of what was said."""

    measure: str
    window: str
    unit: str
    observed: str
    predictive: Mapping[str, float]
    probability: float
    about: str
    """What the probability is of."""
    extra: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Tested:
    """An answer, with the chance in each society that the test holds, and what each society weighs."""

    answer: Answer
    holds: F64
    weights: F64


def predicted(quantiles: npt.ArrayLike) -> dict[str, float]:
    """Quantiles at `AT`, by name."""
    return {f"{at:g}": float(value) for at, value in zip(AT, np.asarray(quantiles), strict=True)}


def name_of(test: Test, case: Case) -> str:
    """What a test measures, as a phrase."""
    cut = f"{test.threshold:g} {case.currency}" if test.threshold is not None else ""
    return MEASURES[test.measure].says.format(threshold=cut)
