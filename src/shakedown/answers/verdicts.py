"""Whether the reports tell the causes of a change apart, by one rule, stated here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from shakedown.answers.attribution import F64, Moved, pick_weights, prior_pick_weights
from shakedown.answers.ranges import LEARNED
from shakedown.answers.sweeps import Sweep
from shakedown.fit.posterior import TENTHS, Posterior

TOLD, PARTLY, UNTOLD, UNASKED = "told apart", "partly told apart", "not told apart", "not asked"
BY_DATING = f"{UNTOLD}: it depends on when the past was"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What the first of two causes contributes more than the second, under one judgement: the central 80% of it.

    `kind` and `name` as in a sweep; `picks`: how many societies, alike in weight, it is worth.
    """

    kind: str
    name: str
    low: float
    median: float
    high: float
    picks: float

    @property
    def side(self) -> int:
        """1 or -1 if the range lies to one side of 0, else 0."""
        return _side(self.low, self.high)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The verdict on one outcome, with all it rests on. The rule:

    told apart: the 80% range of the difference between the contributions of the two leading causes (those whose median, all
    datings together, goes furthest the way of the whole change) excludes 0 under every dating and every sweep, unless it did
    so before reading and the statements narrowed no contribution. Else not told apart, for the dating, if the difference lies
    to one side under some datings only, or to different sides. Else not told apart if no contribution's range is narrower
    than 0.8 of that before reading. Else partly.
    """

    outcome: str
    says: str
    way: int
    """1 if the median of the whole change is a rise, else -1."""
    leading: tuple[str, ...]
    differences: tuple[Difference, ...]
    """As it is, then under each dating and sweep."""
    assumed: tuple[float, float] | None
    """The same difference before reading: the central 80% of it; None if nothing is asked."""
    taught: Mapping[str, bool]
    """Of each cause, whether the statements narrowed the range of its contribution to less than 0.8 of that before reading."""
    basis: str = "fitted"

    @property
    def already(self) -> bool:
        """Whether the difference excluded 0 before reading."""
        return self.assumed is not None and _side(*self.assumed) != 0

    def leads(self, difference: Difference) -> int:
        """1 if under this judgement it is clear that the first cause goes further the way of the change, -1 if the second."""
        return self.way * difference.side


def verdict(moved: Moved, post: Posterior, swept: Sequence[Sweep]) -> Verdict:
    """The verdict on one outcome; `swept` begins with the fit as it is. With fewer than two causes nothing is asked."""
    weights, prior = pick_weights(post), prior_pick_weights(post, moved.prior)
    way = moved.way(weights)
    if len(moved.causes) < 2:
        return Verdict(
            outcome=moved.outcome.name,
            says=UNASKED,
            way=way,
            leading=moved.causes,
            differences=(),
            assumed=None,
            taught={},
        )
    first, second = _leading(moved, weights, way)
    gap = moved.part(first) - moved.part(second)
    differences = tuple(_differences(moved, gap, swept))
    low, _, high = moved.quantiles(gap, prior, TENTHS)
    taught = {cause: _taught(moved, cause, weights, prior) for cause in moved.causes}
    return Verdict(
        outcome=moved.outcome.name,
        says=rule(differences, already=_side(low, high) != 0, narrowed=any(taught.values())),
        way=way,
        leading=(first, second),
        differences=differences,
        assumed=(low, high),
        taught=taught,
    )


def rule(differences: Sequence[Difference], *, already: bool, narrowed: bool) -> str:
    """The rule of `Verdict`. `already`: the difference excluded 0 before reading; `narrowed`: some part is known better."""
    sides = {d.side for d in differences}
    if sides in ({1}, {-1}) and (narrowed or not already):
        return TOLD
    if len({d.side for d in differences if d.kind == "dating"}) > 1:
        return BY_DATING
    return PARTLY if narrowed else UNTOLD


def _side(low: float, high: float) -> int:
    """On which side of 0 a range lies; 0 if it holds 0."""
    return int(low > 0) - int(high < 0)


def _leading(moved: Moved, weights: F64, way: int) -> tuple[str, str]:
    """The two causes that contribute most, in the middle, the way the whole change went."""
    middle = {cause: way * moved.quantiles(moved.part(cause), weights, (0.5,))[0] for cause in moved.causes}
    first, second, *_ = sorted(moved.causes, key=lambda cause: -np.nan_to_num(middle[cause]))
    return first, second


def _differences(moved: Moved, gap: F64, swept: Sequence[Sweep]) -> Iterator[Difference]:
    for sweep in swept:
        weights = np.where(moved.known, pick_weights(sweep.post, sweep.dating), 0)
        low, median, high = moved.quantiles(gap, weights, TENTHS)
        picks = float(weights.sum() ** 2 / max(float((weights**2).sum()), np.finfo(float).tiny))
        yield Difference(kind=sweep.kind, name=sweep.name, low=low, median=median, high=high, picks=picks)


def _taught(moved: Moved, cause: str, weights: F64, prior: F64) -> bool:
    (low, _, high), (least, _, most) = (moved.quantiles(moved.part(cause), w, TENTHS) for w in (weights, prior))
    return high - low < LEARNED * (most - least)
