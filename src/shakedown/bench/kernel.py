"""The compiled week: nanoseconds a household-week by population, threads, memory, contacts."""

from statistics import median

from shakedown.bench.timing import Figure, in_turn, ratio
from shakedown.engine.run import Job, Size, run_all, run_one
from shakedown.engine.state import County
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

COUNTY = 40_000
"""Households of a full county: a larger population is several of them."""
POPULATIONS = (1_000, 3_000, 10_000, 20_000, 40_000, 100_000, 1_000_000, 10_000_000)
WEEKS, HOUSEHOLD_WEEKS = 156, 3_000_000
"""Each population is run for so many weeks, and a small one in so many counties that there are about so many household-weeks:
so the making of people weighs the same in all."""


def kernel_figures() -> list[Figure]:
    """One county on one core, two on two, and what a household takes of memory."""
    size = Size(6_000, 456)
    jobs = [Job(Rules(), Levers(), seed) for seed in range(4)]
    run_one(jobs[0], Size(200, 10))  # compile, or load what was compiled
    taken = in_turn(
        {
            "one": lambda: run_one(jobs[0], size),
            "four, one after another": lambda: [run_one(job, size) for job in jobs],
            "four, on all cores": lambda: run_all(jobs, size),
        },
        5,
    )
    done = run_one(jobs[0], size)
    per_week = size.households * size.weeks
    return [
        Figure("a county of 6,000 households over 456 weeks", median(taken["one"]), "s"),
        Figure("a household-week, one core", median(taken["one"]) / per_week * 1e9, "ns"),
        Figure("contacts in a household-week", float(done.out.counts[:, 0].sum()) / per_week, "contacts"),
        Figure(
            "four counties on all cores, times as fast as one after another",
            ratio(taken, "four, one after another", "four, on all cores"),
            "times",
            at_least=1.85,
        ),
        Figure("state of a household", bytes_of(done.county) / size.households, "bytes", at_most=48),
    ]


def bytes_of(county: County) -> int:
    """What the state of a county takes in memory."""
    each = (array for part in (county.households, county.traders, county.remitters) for array in part)
    return sum(array.nbytes for array in (*each, county.officers, county.county, county.colleagues))


def by_population(repeats: int = 3) -> dict[int, float]:
    """Nanoseconds a household-week and core at each population, as counties of 40,000 on one core."""
    works = {str(people): _Country(people) for people in POPULATIONS}
    taken = in_turn(works, repeats)
    return {people: median(taken[str(people)]) / works[str(people)].household_weeks * 1e9 for people in POPULATIONS}


class _Country:
    """Counties side by side, on one core; their outputs are dropped as they are done."""

    def __init__(self, people: int) -> None:
        counties = [min(COUNTY, people - first) for first in range(0, people, COUNTY)]
        self.sizes = counties * max(1, HOUSEHOLD_WEEKS // (people * WEEKS))
        self.household_weeks = sum(self.sizes) * WEEKS

    def __call__(self) -> None:
        for seed, households in enumerate(self.sizes):
            run_one(Job(Rules(), Levers(), seed), Size(households, WEEKS))


def population_figures(found: dict[int, float]) -> list[Figure]:
    """Each population, and how much dearer the largest is than 20,000."""
    each = [Figure(f"a household-week of {people:,} households", ns, "ns") for people, ns in found.items()]
    largest = found[POPULATIONS[-1]] / found[20_000]
    return [*each, Figure("10,000,000 households against 20,000, a household-week", largest, "times", at_most=1.1)]
