"""Loose gates on speed, as ratios in one run: a step that makes the compiled week several times slower is seen.

Tight figures belong to `shakedown bench --peers` and docs/explanation/speed.md. Mesa's twin is tuned as its users would
tune it and takes about 55 times the kernel's time; a gate of 150 times is out of reach, so the gate is what it can guard.
"""

from dataclasses import dataclass
from statistics import median

import pytest

from benchmarks import c_twin, mesa_twin, numpy_twin
from benchmarks.work import Work, run_kernel
from shakedown.bench.timing import in_turn, ratio


@dataclass(frozen=True)
class Gate:
    """A twin, on how much it is timed, and the least number of times the kernel's time that it must take."""

    run: object
    work: Work
    at_least: float


GATES = {
    "C": Gate(c_twin.run_c, Work(households=6_000, weeks=104, seed=1), 0.5),
    "NumPy": Gate(numpy_twin.run, Work(households=6_000, weeks=52, seed=1), 2.0),
    "Mesa": Gate(mesa_twin.run, Work(households=4_000, weeks=104, seed=1), 20.0),
}


@pytest.mark.parametrize("name", GATES)
def test_the_kernel_keeps_its_distance_from_its_twins(name):
    gate = GATES[name]
    gate.run(gate.work), run_kernel(gate.work)
    taken = in_turn({"twin": lambda: gate.run(gate.work), "kernel": lambda: run_kernel(gate.work)}, 5)
    assert ratio(taken, "twin", "kernel") > gate.at_least, {k: median(v) for k, v in taken.items()}
