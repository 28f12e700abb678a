"""Why it changed: what each cause contributes to size and manner, what would have been but for it, and whether the reports
tell the causes apart. What this says holds inside the simulated societies; it is no proof about the world.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from shakedown.answers.attribution import (
    F64,
    IN_INCOME,
    TOTAL,
    UNDER_WAY,
    Moved,
    moved,
    outcomes,
    pick_weights,
    prior_pick_weights,
)
from shakedown.answers.but_for import Became, became
from shakedown.answers.sweeps import Sweep, sweeps
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.verdicts import Verdict, verdict
from shakedown.fit.posterior import TENTHS, Posterior, weighted_quantiles

__all__ = ["IN_INCOME", "TOTAL", "UNDER_WAY", "Added", "Part", "Why", "why"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one cause moved an outcome by, under one dating of the past or all ("mixture"): the middle and the central 80%.

    In the outcome's own unit (money, or a share of 1); `prior`: the same before reading. in_goods: money in what it
    buys, by price. percent: of the whole change, only where its range lies inside 0 to 100 and the change is clear of 0.
    """

    outcome: str
    dating: str
    cause: str
    low: float
    median: float
    high: float
    prior: tuple[float, ...]
    in_goods: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    percent: tuple[float, ...] | None = None
    basis: str = "fitted"


@dataclass(frozen=True, kw_only=True)
class Added:
    """What the reporter's causal sentences add if they are believed: verdicts and explanations' weights with and without.

    One side is the fit; the other weighs the same runs anew. ess: effective societies behind that other side, whose numbers
    carry nothing where they are not `enough`.
    """

    statements: tuple[str, ...]
    ess: float
    enough: bool
    verdicts: Mapping[str, tuple[str, str]]
    """By outcome: (without, with)."""
    weights: Mapping[str, tuple[float, float]]
    """By explanation: (without, with)."""


@dataclass(frozen=True, kw_only=True)
class Why:
    """The answer: verdicts, counts and contributions by outcome, and what believing the reporter's causes would add.

    picks: societies that were run again under each dating; left_out: of all of them, those in which nothing was demanded at
    some corner, by outcome: they are in no number; income: what a household earns in a week, then and now, in their middle.
    """

    causes: tuple[str, ...]
    verdicts: Mapping[str, Verdict]
    counts: Mapping[str, tuple[Became, ...]]
    parts: Mapping[str, tuple[Part, ...]]
    believed: Added | None
    picks: int
    left_out: Mapping[str, int]
    income: tuple[float, float]


def why(post: Posterior, swept: Sequence[Sweep] = ()) -> Why:
    """Attribute the change to the case's causes. Reads the fit and its corners; simulates nothing.

    `swept`: `sweeps(post)`, if somebody has made them.
    """
    told = {outcome.name: moved(post, outcome) for outcome in outcomes(post.case)}
    of_prior, verdicts = next(iter(told.values())).prior, _verdicts(post, told, swept or sweeps(post))
    return Why(
        causes=tuple(cause.name for cause in post.case.causes),
        verdicts=verdicts,
        counts={name: became(told[name], post) for name in (SIZE, MANNER)},
        parts={name: tuple(_parts(each, post)) for name, each in told.items()},
        believed=_added(post, told, verdicts),
        picks=int((~of_prior).sum(axis=1).max()),
        left_out={name: int((~each.known & ~of_prior).sum()) for name, each in told.items()},
        income=_income(post),
    )


def _income(post: Posterior) -> tuple[float, float]:
    """The middle of what a household earns in a week, in the past and now, in the societies that were run again."""
    then, now = post.corners["then_income"], post.corners["income"].isel(corner=-1)
    weights = pick_weights(post)
    before, after = (
        weighted_quantiles(each.transpose("dating", "draw").to_numpy(), weights, (0.5,)) for each in (then, now)
    )
    return float(before[0]), float(after[0])


def _verdicts(post: Posterior, told: Mapping[str, Moved], swept: Sequence[Sweep]) -> dict[str, Verdict]:
    return {name: verdict(each, post, swept) for name, each in told.items()}


def _parts(each: Moved, post: Posterior) -> Iterator[Part]:
    for dating in (None, *post.datings) if len(post.datings) > 1 else (None,):
        weights, prior = pick_weights(post, dating), prior_pick_weights(post, each.prior, dating)
        for name in each.names:
            values = each.part(name)
            low, median, high = each.quantiles(values, weights, TENTHS)
            prices = post.case.yardsticks if each.outcome.name == SIZE else ()
            yield Part(
                outcome=each.outcome.name,
                dating=dating or "mixture",
                cause=name,
                low=low,
                median=median,
                high=high,
                prior=each.quantiles(values, prior, TENTHS),
                in_goods={y.says: (low / y.price, median / y.price, high / y.price) for y in prices},
                percent=_percent(each, values, weights) if name != TOTAL else None,
            )


def _percent(each: Moved, values: F64, weights: F64) -> tuple[float, ...] | None:
    """Of the whole change; None unless that is clear of 0 and the range lies inside 0 to 100."""
    total = each.part(TOTAL)
    least, _, most = each.quantiles(total, weights, TENTHS)
    if not (least > 0 or most < 0):
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        low, median, high = each.quantiles(100 * values / total, weights, TENTHS)
    return (low, median, high) if low >= 0 and high <= 100 else None


def _added(post: Posterior, told: Mapping[str, Moved], here: Mapping[str, Verdict]) -> Added | None:
    """`here`: the verdicts of the fit as it is; the other side is the same runs with or without the causal sentences."""
    causal = tuple(s for s in post.case.statements if s.use == "cause")
    plain = tuple(s for s in post.scores.statements if s.use != "cause")
    if not causal or not plain:
        return None
    believing = len(plain) < len(post.scores.statements)
    other = post.reweighed(statements=plain if believing else (*plain, *causal))
    there, weights = _verdicts(other, told, sweeps(other)), (post.explanation_chances(), other.explanation_chances())
    (before, after), (without, within) = (weights[::-1], (there, here)) if believing else (weights, (here, there))
    return Added(
        statements=tuple(s.id for s in causal),
        ess=other.checks["ess"],
        enough=other.sufficient,
        verdicts={name: (without[name].says, within[name].says) for name in told},
        weights={name: (before[name], after[name]) for name in post.explanations},
    )
