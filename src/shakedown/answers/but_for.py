"""What would have happened but for each cause: counts over the fitted societies, as one would tell them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shakedown.answers.attribution import F64, Moved, pick_weights
from shakedown.fit.posterior import Posterior
from shakedown.fit.wording import Wording

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class ButFor:
    """Of the societies in which it became so, the share in which it would have without one cause, and with that one alone."""

    cause: str
    without: float
    alone: float


@dataclass(frozen=True, kw_only=True)
class Became:
    """Demands became smaller, or gentler, by a move that anybody would notice, under one dating of the past or all ("mixture").

    chance: of the fitted societies; with_none: of those, the share in which it would have with every cause held as it was.
    """

    outcome: str
    dating: str
    chance: float
    with_none: float
    causes: tuple[ButFor, ...]
    basis: str = "fitted"


def became(moved: Moved, post: Posterior) -> tuple[Became, ...]:
    """One outcome's counts, for all datings together and under each. nan where it became so in no society."""
    datings = (None, *post.datings) if len(post.datings) > 1 else (None,)
    return tuple(_under(moved, post, dating) for dating in datings)


def softened(moved: Moved, wording: Wording) -> Bools:
    """Whether it fell noticeably below its past (dating, draw, corner): a share by points, an amount by part of itself."""
    least = (
        wording.just_noticeable_share if moved.outcome.share else wording.just_noticeable_ratio * moved.then[..., None]
    )
    return np.asarray(moved.known[..., None] & (moved.corners <= moved.then[..., None] - least))


def _under(moved: Moved, post: Posterior, dating: str | None) -> Became:
    so, weights = softened(moved, post.wording), np.where(moved.known, pick_weights(post, dating), 0)
    every = so.shape[-1] - 1
    return Became(
        outcome=moved.outcome.name,
        dating=dating or "mixture",
        chance=_share(so[..., every], weights),
        with_none=_share(so[..., 0], weights * so[..., every]),
        causes=tuple(_each(moved, so, weights * so[..., every])),
    )


def _each(moved: Moved, so: Bools, weights: F64) -> Iterator[ButFor]:
    every = so.shape[-1] - 1
    for k, cause in enumerate(moved.causes):
        yield ButFor(
            cause=cause, without=_share(so[..., every & ~(1 << k)], weights), alone=_share(so[..., 1 << k], weights)
        )


def _share(holds: Bools, weights: F64) -> float:
    """Weighted share; exactly 1 if it holds wherever there is weight."""
    whole = float(weights.sum())
    return float((weights * holds).sum()) / whole if whole > 0 else float("nan")
