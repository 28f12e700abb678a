"""Times that can be compared on a machine that others use, too: taken in turn, and medians."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Works = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Figure:
    """One measured number: its name, value and unit, and, where there is one, the bar it should keep (`at_most` or
    `at_least`)."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def bar(self) -> str:
        """The bar in words, nothing if there is none."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}"
        return "" if self.at_least is None else f"at least {self.at_least:g}"


def in_turn(works: Works, repeats: int) -> dict[str, list[float]]:
    """Seconds of each work in each round, one after another, so that a slow minute hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            taken[name].append(seconds(work))
    return taken


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def ratio(taken: Mapping[str, Sequence[float]], above: str, below: str) -> float:
    """Median over the rounds of what one work takes in terms of another."""
    return median(a / b for a, b in zip(taken[above], taken[below], strict=True))


def process(*arguments: str, **environment: str) -> float:
    """Seconds that a fresh interpreter takes for `python ARGUMENTS`."""
    env = {**os.environ, **environment}
    return seconds(lambda: subprocess.run([sys.executable, *arguments], check=True, env=env, stdout=subprocess.DEVNULL))
