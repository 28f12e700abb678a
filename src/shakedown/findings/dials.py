"""Whether every dial moves what it should: both ends of its range under the same seeds. It judges nothing away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from shakedown.findings.expected import Expected
from shakedown.findings.gathered import F64, GATHERED
from shakedown.findings.society import Size, since_change

SHOWN = 3.0
"""Paired standard errors beyond which a move counts as shown."""


@dataclass(frozen=True)
class Moved:
    """What a dial's output is at the two ends of its range: means over seeds, and the paired standard error of the move."""

    expected: Expected
    low: float
    high: float
    error: float

    @property
    def share(self) -> float | None:
        """The move as a share of what it is at the low end; None where that is nothing."""
        return (self.high - self.low) / abs(self.low) if self.low else None

    @property
    def errors(self) -> float:
        """The move in paired standard errors, with its sign."""
        moved = self.high - self.low
        if self.error == 0:
            return inf * moved if moved else 0.0
        return moved / self.error

    @property
    def as_expected(self) -> bool:
        """Whether the move is shown, and goes the way that was named before."""
        return (self.errors if self.expected.sign == "+" else -self.errors) > SHOWN


def run_dials(
    chosen: Sequence[Expected], size: Size | None = None, told: Callable[[int], None] = lambda done: None
) -> Iterable[Moved]:
    """Each dial in turn; `told` hears how many are done."""
    for number, each in enumerate(chosen, 1):
        yield _moved(each, size or Size())
        told(number)


def _moved(each: Expected, size: Size) -> Moved:
    low, high = (_at(value, each, size) for value in (each.low, each.high))
    error = float((high - low).std(ddof=1) / np.sqrt(low.size))
    return Moved(each, float(low.mean()), float(high.mean()), error)


def _at(value: float, each: Expected, size: Size) -> F64:
    """The output with the dial at `value`, one number a seed."""
    changed = replace(each.changed, rules={**each.changed.rules, each.dial.name: value})
    return GATHERED[each.gathered](since_change(each.baseline, changed, size), each.output, each.where)
