"""The bench: each finding in the default society, its published band beside the simulated range. It judges nothing away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from shakedown.findings.finding import Finding
from shakedown.findings.measures import MEASURES
from shakedown.findings.society import Size

ENDS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Found:
    """A finding and what the society gives: over seeds the median, the range of 80 of 100, the mean and its standard error."""

    finding: Finding
    median: float
    low: float
    high: float
    mean: float
    error: float

    @property
    def within(self) -> bool:
        """Whether the median lies in the published band."""
        return self.finding.holds(self.median)


def run_findings(
    chosen: Sequence[Finding], size: Size | None = None, told: Callable[[int], None] = lambda done: None
) -> Iterable[Found]:
    """Each finding in turn; `told` hears how many are done."""
    for number, finding in enumerate(chosen, 1):
        yield _found(finding, size or Size())
        told(number)


def _found(finding: Finding, size: Size) -> Found:
    values = MEASURES[finding.measure][0](finding, size)
    low, median, high = (float(v) for v in np.quantile(values, ENDS))
    return Found(finding, median, low, high, float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)))
