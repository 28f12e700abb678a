"""What to watch for: for each future its first visible signs, when, and how far a report of each would shift the odds.

The odds factor of a report is how many times likelier it is under one scenario than under another: by it the odds between
the two are to be multiplied. A writer may be careless, so that no report can do more than a bounded amount, and few
societies were run on, so that none counts as impossible.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shakedown.answers.coming import F64, Share, effective, pick_weights, reference, share_of, weeks_of_steps
from shakedown.answers.signs import SIGNS, Sign, seen_by
from shakedown.fit.posterior import Posterior

BY = (13, 26, 52)
"""Weeks from now by which signs are counted."""
HALF, LEAST_ODDS, MOST_FIRST = 0.5, 2.0, 3
"""A first sign is seen in at least half of the societies and at least doubles the odds; at most so many are named."""
MOVES_SAID = 3
"""Of a number a careless writer says, without looking, that it rose, fell or stayed."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One sign in one future, by some week from now: the share of societies that have shown it in any twelve weeks since now,
    here and in the reference scenario, and by what a report of it multiplies the odds of this future against the reference,
    and against all others taken as alike. chance_after: the chance of this future after one report, if all futures of the case
    were equally likely beforehand."""

    sign: str
    says: str
    week: int
    here: Share
    in_reference: Share
    odds: float
    odds_against_others: float
    chance_after: float
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Signs:
    """One future. seen: every sign by each week of `BY`; first: its first visible signs, each in the week in which half of the
    societies have shown it; empty if there are none within the horizon, which `note` says."""

    scenario: str
    says: str
    seen: tuple[Seen, ...]
    first: tuple[Seen, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Watch:
    """The answer. picks: how many societies were run on."""

    reference: str
    picks: int
    futures: tuple[Signs, ...]

    def of(self, scenario: str) -> Signs:
        """One scenario's."""
        return next(future for future in self.futures if future.scenario == scenario)


LIKE_NOW = "none within three years: this future looks like the present"
THE_PRESENT = "this is the present going on; the others are told from it"


def watch(post: Posterior) -> Watch:
    """The signs of each scenario of the case. Reads the fit and its futures; simulates nothing."""
    read, still = _read(post), reference(post.case)
    return Watch(
        reference=still,
        picks=post.futures.sizes["draw"],
        futures=tuple(_signs(post, read, name, still) for name in read.names),
    )


@dataclass(frozen=True, kw_only=True)
class _Read:
    """Which societies have shown each sign (draw, scenario, step), and what share of them (scenario, step)."""

    names: list[str]
    weights: F64
    number: float
    careless: float
    weeks: tuple[int, ...]
    held: Mapping[str, npt.NDArray[np.bool_]]
    shares: Mapping[str, F64]

    def at(self, sign: Sign, scenario: str, other: str, step: int) -> Seen:
        """One sign by the end of a step."""
        here, there = self.names.index(scenario), self.names.index(other)
        chances = report_chance(self.shares[sign.name][:, step], self.number, self.careless)
        others = np.delete(chances, here)
        shares = [share_of(self.held[sign.name][:, k, step], self.weights, self.number) for k in (here, there)]
        return Seen(
            sign=sign.name,
            says=sign.says,
            week=self.weeks[step],
            here=shares[0],
            in_reference=shares[1],
            odds=float(chances[here] / chances[there]),
            odds_against_others=float(chances[here] / others.mean()) if others.size else 1.0,
            chance_after=float(chances[here] / chances.sum()),
        )


def _read(post: Posterior) -> _Read:
    weights, held = pick_weights(post), seen_by(post)
    return _Read(
        names=[str(s) for s in post.futures["scenario"].to_numpy()],
        weights=weights,
        number=effective(post, weights),
        careless=post.wording.careless,
        weeks=weeks_of_steps(post.futures.sizes["step"]),
        held=held,
        shares={name: np.einsum("d,dst->st", weights, shown.astype(float)) for name, shown in held.items()},
    )


def report_chance(share: F64, number: float, careless: float) -> F64:
    """Chance that a report says a move was seen, where it was seen in this share of `number` societies."""
    smoothed = (share * number + 0.5) / (number + 1)
    return np.asarray((1 - careless) * smoothed + careless / MOVES_SAID)


def _signs(post: Posterior, read: _Read, scenario: str, still: str) -> Signs:
    steps = [max(k for k, week in enumerate(read.weeks) if week <= by) for by in BY if by >= read.weeks[0]]
    seen = [read.at(sign, scenario, still, step) for sign in SIGNS for step in steps]
    first = (
        ()
        if scenario == still
        else tuple(sorted(_first(read, scenario, still), key=lambda s: (s.week, -s.odds))[:MOST_FIRST])
    )
    note = "" if first else THE_PRESENT if scenario == still else LIKE_NOW
    return Signs(scenario=scenario, says=post.case.scenarios[scenario].says, seen=tuple(seen), first=first, note=note)


def _first(read: _Read, scenario: str, still: str) -> Iterator[Seen]:
    """Each sign in the earliest step that makes it a first sign."""
    for sign in SIGNS:
        for step in range(len(read.weeks)):
            if read.shares[sign.name][read.names.index(scenario), step] >= HALF:
                found = read.at(sign, scenario, still, step)
                if found.odds >= LEAST_ODDS:
                    yield found
                    break
