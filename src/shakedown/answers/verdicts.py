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
        return int(self.low > 0) - int(self.high < 0)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The verdict on one outcome, with all it rests on. The rule:

    told apart: the 80% range of the difference between the contributions of the two leading causes (by the size of their
    median, all datings together) excludes 0 under every dating and every sweep, unless it did so before any statement was
    read and the statements narrowed no contribution. Else not told apart, for the dating, if the difference lies to one side
    under some datings only, or to different sides. Else not told apart if no contribution's range is narrower than 0.8 of
    what was assumed. Else partly.
    """

    outcome: str
    says: str
    leading: tuple[str, ...]
    differences: tuple[Difference, ...]
    """As it is, then under each dating and sweep."""
    assumed: tuple[float, ...]
    """The same difference before any statement was read: the central 80% of it."""
    taught: Mapping[str, bool]
    """Of each cause, whether the statements narrowed the range of its contribution to less than 0.8 of what was assumed."""
    basis: str = "fitted"


def verdict(moved: Moved, post: Posterior, swept: Sequence[Sweep]) -> Verdict:
    """The verdict on one outcome; `swept` begins with the fit as it is. With fewer than two causes nothing is asked."""
    weights, prior = pick_weights(post), prior_pick_weights(post, moved.prior)
    if len(moved.causes) < 2:
        return Verdict(
            outcome=moved.outcome.name, says=UNASKED, leading=moved.causes, differences=(), assumed=(), taught={}
        )
    first, second = _leading(moved, weights)
    gap = moved.part(first) - moved.part(second)
    differences = tuple(_differences(moved, gap, swept))
    low, _, high = moved.quantiles(gap, prior, TENTHS)
    taught = {cause: _taught(moved, cause, weights, prior) for cause in moved.causes}
    return Verdict(
        outcome=moved.outcome.name,
        says=rule(differences, already=low > 0 or high < 0, narrowed=any(taught.values())),
        leading=(first, second),
        differences=differences,
        assumed=(low, high),
        taught=taught,
    )


def rule(differences: Sequence[Difference], *, already: bool, narrowed: bool) -> str:
    """The rule of `Verdict`. `already`: the difference excluded 0 as assumed; `narrowed`: some contribution is known better."""
    sides = {d.side for d in differences}
    if sides in ({1}, {-1}) and (narrowed or not already):
        return TOLD
    if len({d.side for d in differences if d.kind == "dating"}) > 1:
        return BY_DATING
    return PARTLY if narrowed else UNTOLD


def _leading(moved: Moved, weights: F64) -> tuple[str, str]:
    """The two causes whose contribution is largest in the middle, whichever way it goes."""
    middle = {cause: abs(moved.quantiles(moved.part(cause), weights, (0.5,))[0]) for cause in moved.causes}
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
