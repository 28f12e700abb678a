"""How fast it is here. Medians of interleaved repeats; shared machines are noisy, so look at ratios first."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from shakedown.engine.run import Job, Size, run_all, run_one
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

HOUSEHOLDS, WEEKS = 6_000, 456


def bench(full: bool = False) -> dict[str, float]:
    """Figures by name; `full` adds the whole main job on a fresh bank (minutes)."""
    size = Size(HOUSEHOLDS, WEEKS)
    jobs = [Job(Rules(), Levers(), seed) for seed in range(4)]
    run_one(jobs[0], Size(200, 10))  # compile, or load what was compiled
    one, four = _interleaved([lambda: run_one(jobs[0], size), lambda: run_all(jobs, size)], 5)
    figures = {
        "county of 6,000 households, 456 weeks (s)": one,
        "ns per household-week": one / HOUSEHOLDS / WEEKS * 1e9,
        "four counties on all cores, times one county": four / one,
        "import shakedown (s)": _process("import shakedown"),
        "import and simulate 200 households, 10 weeks, warm (s)": _process(
            "import shakedown as sd; sd.simulate(sd.Rules(), sd.Levers(), households=200, weeks=10, seeds=[1])"
        ),
    }
    return {**figures, **_main_job()} if full else figures


def bench_text(figures: dict[str, float]) -> str:
    """The figures as lines."""
    return "".join(f"{value:10.3g}  {name}\n" for name, value in figures.items())


def _interleaved(works: list[Callable[[], object]], repeats: int) -> list[float]:
    """Median seconds of each, taken in turn so that a slow minute hits all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for taken, work in zip(times, works, strict=True):
            began = perf_counter()
            work()
            taken.append(perf_counter() - began)
    return [median(t) for t in times]


def _process(code: str) -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return perf_counter() - began


def _main_job() -> dict[str, float]:
    from shakedown.report.job import run

    with tempfile.TemporaryDirectory() as place:
        began = perf_counter()
        post = run("hoeryong", out=Path(place))
        taken = perf_counter() - began
    return {
        "main job, hoeryong, warm (s)": taken,
        "counties in the first round": float(post.checks["first_round"]),
        "counties in refinement": float(post.checks["refinement"]),
        "effective size": float(post.checks["ess"]),
        "effective size per second": float(post.checks["ess"]) / taken,
        "Pareto k": float(post.checks["pareto_k"]),
    }
