"""Signs of what is coming that someone could report from own experience, each a move that anybody would notice.

A sign compares twelve weeks after now with the window now, in the same society. Nothing here is known only inside an office,
and nothing says what an officer gets for asking so or so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shakedown.answers.coming import F64, POOL, POOL_WEEKS, counts_now, pooled, ratio
from shakedown.fit.posterior import Posterior
from shakedown.fit.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A move of one number. `of` over `per`: counts of `futures`, per "requests" or per "week"; share: whether the move is one
    in points of 100, else in parts of the number itself."""

    name: str
    says: str
    up: bool
    of: str
    per: str
    share: bool = False


_BOTH = (
    ("threats", "of the demands come with a threat or an order", "coercive", "demands"),
    ("refusals", "of the demands are refused", "refusals", "demands"),
    ("pleas", "of the requests plead hardship", "hardship", "requests"),
)
_OFTEN = (
    ("demands", "demands come", "demands"),
    ("visits", "officers call on people", "visits"),
    ("complaints", "people complain", "complaints"),
    ("calls", "people call on the state to provide for its officers", "calls"),
)
SIGNS = (
    *(
        Sign(name=f"{way}_{name}", says=f"{way} {says}", up=up, of=of, per=per, share=True)
        for name, says, of, per in _BOTH
        for way, up in (("more", True), ("fewer", False))
    ),
    Sign(name="larger_sums", says="the sums asked for are larger", up=True, of="asked", per="demands"),
    Sign(name="smaller_sums", says="the sums asked for are smaller", up=False, of="asked", per="demands"),
    *(
        Sign(name=f"{way}_{name}", says=f"{says} {adverb} often", up=up, of=of, per="week")
        for name, says, of in _OFTEN
        for way, adverb, up in (("more", "more", True), ("fewer", "less", False))
    ),
)
"""Each number both ways."""


def seen_by(post: Posterior) -> dict[str, npt.NDArray[np.bool_]]:
    """Whether each sign has been seen by the end of each step (draw, scenario, step), by name.

    Seen: in some whole twelve weeks since now the number lay away from now's by more than a just noticeable move.
    """
    names = ("demands", "coercive", "asked", "hardship", "calls", "visits", "refusals", "complaints")
    after = {n: pooled(post.futures[n].transpose("draw", "scenario", "step").to_numpy()) for n in names}
    now = counts_now(post)
    after["requests"], now["requests"] = after["demands"] - after["coercive"], now["demands"] - now["coercive"]
    after["week"] = np.full(after["demands"].shape, float(POOL_WEEKS))
    now["week"] = np.full(now["demands"].shape, float(len(post.case.now.weeks)))
    return {sign.name: _seen(sign, now, after, post.wording) for sign in SIGNS}


def _seen(sign: Sign, now: Mapping[str, F64], after: Mapping[str, F64], wording: Wording) -> npt.NDArray[np.bool_]:
    before = ratio(now[sign.of], now[sign.per])[:, None, None]
    shown = noticed(before, ratio(after[sign.of], after[sign.per]), sign, wording)
    shown[..., : POOL - 1] = False
    return np.logical_or.accumulate(shown, axis=-1)


def noticed(before: F64, after: F64, sign: Sign, wording: Wording) -> npt.NDArray[np.bool_]:
    """Whether a move in the sign's direction is more than anybody would overlook; not, where either number is unknown."""
    low, high = (before, after) if sign.up else (after, before)
    if sign.share:
        return np.asarray(high - low > wording.just_noticeable_share)
    return np.asarray(high > low * (1 + wording.just_noticeable_ratio))
