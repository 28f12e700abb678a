"""One officer and one household of an invented beat, week by week from now on: a single run of a single fitted society."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from shakedown.answers.moved import AtNow, held_at
from shakedown.engine import layout
from shakedown.engine.dataset import Finished
from shakedown.engine.layout import COUNTS, DOORS, FRAMINGS, MANNERS, POSTS
from shakedown.engine.of_case import size_of_case
from shakedown.engine.run import Job, Size, run_one

WEEKS = 52
SOON = 13
"""Weeks by which the household is chosen: the one that is asked most often in them."""
_MOST_SEED = 1_000
"""Stories to choose from; each is a seed of its own."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One demand: amount (CNY), manner, and the framings of a request."""

    amount: float
    manner: str
    framings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week after now. Sums in CNY. asked, gave, household_cash: of the household; the rest is the officer's.

    fear, shortfall: shares. No day, no place, and nothing of what a demand brought: see the page on safety.
    """

    number: int
    demands: tuple[Demand, ...]
    provision: float
    protection: float
    fear: float
    shortfall: float
    charged: bool
    dismissed: bool
    asked: int
    gave: float
    household_cash: float
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Story:
    """A year of one beat; the household is the one asked most often at first. income: its usual, CNY a week."""

    households: int
    income: float
    fifth: int
    trades: bool
    weeks: tuple[Week, ...]


def story(at: AtNow, settings: Mapping[str, float], seed: int) -> Story:
    """Story number `seed` of a beat of its own, levers held at `settings` from the week after now on.

    It is one officer without colleagues, so nothing is heard of others' dismissals. It is no forecast: another number tells
    another story.
    """
    society = at.jobs[seed % len(at.jobs)]
    job = Job(society.rules, society.levers.replace(**held_at(at.case, society, settings)), seed % _MOST_SEED)
    size = round(job.rules.beat_size)
    start = run_one(job, replace(size_of_case(at.case, at.case.weeks), households=size)).county
    done = list(_one_by_one(job._replace(start=start), replace(size_of_case(at.case, 1, doors=True), households=size)))
    who = int(np.argmax(sum(each.out.doors[:, DOORS.index("demands")] for each in done[:SOON])))
    people = start.households
    return Story(
        households=size,
        income=float(people.income[who]),
        fifth=int(people.group[who]) // 2 + 1,
        trades=bool(people.group[who] % 2),
        weeks=tuple(_week(n + 1, each, who, at.case.menu) for n, each in enumerate(done)),
    )


def _one_by_one(job: Job, size: Size) -> Iterator[Finished]:
    """A year, one week at a time, each going on from the last."""
    for _ in range(WEEKS):
        done = run_one(job, size)
        job = job._replace(start=done.county)
        yield done


def _week(number: int, done: Finished, who: int, menu: tuple[float, ...]) -> Week:
    out, officer = done.out, done.county.officers[0]
    counts = dict(zip(COUNTS, out.counts[0].tolist(), strict=True))
    posts = dict(zip(POSTS, out.posts[0].tolist(), strict=True))
    asked, _, gave = out.doors[who].tolist()
    return Week(
        number=number,
        demands=tuple(_demands(out, menu)),
        provision=posts["provision"],
        protection=posts["protection"],
        fear=float(officer["fear"]),
        shortfall=posts["shortfall"],
        charged=counts["charges"] > 0,
        dismissed=counts["dismissals"] > 0,
        asked=int(asked),
        gave=float(gave),
        household_cash=float(done.county.households.cash[who]),
    )


def _demands(out: layout.Out, menu: tuple[float, ...]) -> Iterator[Demand]:
    """Every demand of the week, threats first."""
    for manner, by_amount in zip(MANNERS[:-1], out.demands[0], strict=False):
        for amount, count in zip(menu, by_amount.tolist(), strict=True):
            yield from [Demand(amount=amount, manner=manner, framings=())] * count
    for bits, by_amount in enumerate(out.sets[0].tolist()):
        framings = tuple(name for k, name in enumerate(FRAMINGS) if bits >> k & 1)
        for amount, count in zip(menu, by_amount, strict=True):
            yield from [Demand(amount=amount, manner=MANNERS[-1], framings=framings)] * count
