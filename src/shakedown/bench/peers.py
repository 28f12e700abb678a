"""The same society in other hands: a Mesa, a NumPy and a C twin, which lie in `benchmarks/` of a checkout.

Each is first checked to agree with the kernel, then timed beside it in turn.
"""

import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, stdev
from typing import Any

from shakedown.bench.timing import Figure, in_turn, ratio
from shakedown.errors import InputError

ROOT = Path(__file__).parents[3]
HOUSEHOLDS, WEEKS = 20_000, 104
"""On how much each is timed."""
SEEDS = range(1, 9)
FAR = 4.0
"""Standard errors of the paired difference beyond which a twin disagrees."""
NEAR = 0.01
"""A difference of so small a share of the kernel's mean is no disagreement."""


@dataclass(frozen=True)
class Twin:
    """A peer: its module in `benchmarks/`, the function that is timed, what it needs, how often, and the ratio to keep."""

    name: str
    module: str
    timed: str
    needs: str
    repeats: int
    at_most: float | None = None
    at_least: float | None = None


TWINS = (
    Twin("C", "c_twin", "run_c", "gcc", 11, at_most=1.3),
    Twin("NumPy", "numpy_twin", "run", "NumPy", 5, at_least=6),
    Twin("Mesa", "mesa_twin", "run", "Mesa (pip install mesa)", 3, at_least=400),
)


def peer_figures(twins: tuple[Twin, ...] = TWINS) -> list[Figure]:
    """How many times as long as the kernel each twin takes; for C the other way round. Raises `InputError` for a twin that
    cannot be had here, or that does not agree."""
    return [figure for twin in twins for figure in _of(twin)]


def _of(twin: Twin) -> list[Figure]:
    module, peers = _loaded(twin)
    worst, far = _agreement(module.run, peers)
    if far > FAR:
        raise InputError(f"{twin.name} twin: disagrees in {worst} by {far:.1f} standard errors. Mend it first.")
    given = peers.Work(households=HOUSEHOLDS, weeks=WEEKS, seed=1)
    run = getattr(module, twin.timed)
    run(given), peers.run_kernel(given)
    taken = in_turn({"twin": lambda: run(given), "kernel": lambda: peers.run_kernel(given)}, twin.repeats)
    if twin.at_most is not None:
        says, times = f"the kernel's time over the {twin.name} twin's", ratio(taken, "kernel", "twin")
    else:
        says, times = f"the {twin.name} twin's time over the kernel's", ratio(taken, "twin", "kernel")
    return [
        Figure(says, times, "times", twin.at_most, twin.at_least),
        Figure(f"{twin.name} twin, a household-week", median(taken["twin"]) / (HOUSEHOLDS * WEEKS) * 1e9, "ns"),
        Figure(f"{twin.name} twin, largest difference ({worst})", far, "standard errors", at_most=FAR),
    ]


def _loaded(twin: Twin) -> tuple[Any, Any]:
    """(the twin's module, the module that says what is compared)."""
    if not (ROOT / "benchmarks" / f"{twin.module}.py").is_file():
        raise InputError("--peers: the twins lie in benchmarks/ of a checkout. Install from one with pip install -e .")
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))
    try:
        return importlib.import_module(f"benchmarks.{twin.module}"), importlib.import_module("benchmarks.work")
    except ImportError as wrong:
        raise InputError(f"--peers: the {twin.name} twin needs {twin.needs} ({wrong}).") from None


def _agreement(run: Callable[[Any], Mapping[str, float]], peers: Any) -> tuple[str, float]:
    """The measure in which twin and kernel differ most, paired over seeds, and by how many standard errors."""
    given = [peers.Work(households=1_000, weeks=52, seed=seed) for seed in SEEDS]
    pairs = [(run(each), peers.kernel(each)) for each in given]
    far = {name: _far([(a[name], b[name]) for a, b in pairs]) for name in pairs[0][1]}
    worst = max(far, key=lambda name: far[name])
    return worst, far[worst]


def _far(pairs: list[tuple[float, float]]) -> float:
    apart, usual = [a - b for a, b in pairs], fmean(abs(b) for _, b in pairs)
    if abs(fmean(apart)) <= NEAR * usual:
        return 0.0
    error = stdev(apart) / len(apart) ** 0.5
    return abs(fmean(apart)) / error if error > 0 else float("inf")
