"""How likely a writer is to say what he says when the truth is q: words, intervals, counts, moves and events.

Every function is vectorised over q (any shape) and gives probabilities in (0, 1], never 0. They know no runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import expit, gammaln, logit

from shakedown.errors import InputError
from shakedown.evidence.words import Word, vocabulary, writer_spread

F64 = npt.NDArray[np.float64]
Scale = Literal["share", "amount", "signed"]
"""What numbers are compared on: shares 0..1 by logit, amounts by log, what may be below 0 as it is."""
_NEAR_SYNONYM = 0.5
"""Logit distance below which a word outside the vocabulary takes the place of one inside it."""
_LEAST = 1e-9
"""What a measure that is 0 is taken for where a multiple of it is asked."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How loosely words are held to the numbers behind them.

    `width`: factor on every width, for translation and second hand; `careless`: chance that a writer chose without looking
    (so no sentence vetoes a society); `writer_sd`: spread between writers, logit; `nodes`: points over which a writer's
    offset is integrated; `just_noticeable_share`, `just_noticeable_ratio`: smallest move of a share or of an amount that
    is called one; `shoulder`: softness of an interval's ends, log or logit units; `told_large`, `told_harsh`, `told_new`:
    which demands are told more often than others, mean and sd of each strength of `fit.telling`, 0 for off (judgement: the
    base tells of harsher ways 36 times and of milder ones 5 times, so that if both were as common, log 7.2 = 2.0 would lie
    between them; a strength of 0 and one of 1.4 are both within a standard deviation of `told_harsh`).
    """

    width: float = 1.5
    careless: float = 0.05
    writer_sd: float = writer_spread()
    nodes: int = 5
    just_noticeable_share: float = 0.05
    just_noticeable_ratio: float = 0.10
    shoulder: float = 0.2
    told_large: float = 0.15
    told_harsh: float = 0.7
    told_new: float = 0.3

    def __post_init__(self) -> None:
        positive = (self.width, self.shoulder, self.just_noticeable_share, self.just_noticeable_ratio)
        others = (self.writer_sd, self.told_large, self.told_harsh, self.told_new)
        if min(positive) <= 0 or not 0 < self.careless < 1 or min(others) < 0 or self.nodes < 1:
            raise InputError(
                "Wording: width, shoulder and just noticeable moves above 0, careless between 0 and 1, writer_sd, told_large, "
                "told_harsh and told_new 0 or more, nodes 1 or more."
            )

    def all_told(self) -> "Wording":
        """The same, as if every demand were as likely to be told as any other."""
        return replace(self, told_large=0.0, told_harsh=0.0, told_new=0.0)

    def offsets(self) -> tuple[F64, F64]:
        """A writer's possible offsets (logit, away from a half) and their weights, by Gauss-Hermite."""
        points, weights = np.polynomial.hermite_e.hermegauss(self.nodes if self.writer_sd > 0 else 1)
        return points * self.writer_sd, weights / weights.sum()


def word_chance(spoken: Word, q: F64, offset: float | F64, wording: Wording) -> F64:
    """Chance that a writer with this offset says `spoken`, among the words he could have said, when the share is q.

    Each word stands at its own centre, pushed away from a half by the offset, with its own width. Shares and offsets may be
    arrays that broadcast.
    """
    words = _vocabulary_with(spoken)
    at = logit(np.clip(q, 0.002, 0.998))[..., None]
    middle = np.array([w.centre for w in words])
    centre = middle + np.sign(middle) * np.asarray(offset)[..., None]
    width = np.array([w.width for w in words]) * wording.width
    score = -0.5 * ((at - centre) / width) ** 2 - np.log(width)
    weight = np.exp(score - score.max(axis=-1, keepdims=True))
    chance: F64 = weight[..., words.index(spoken)] / weight.sum(axis=-1)
    return (1 - wording.careless) * chance + wording.careless / len(words)


def anyones_word_chance(spoken: Word, q: F64, wording: Wording) -> F64:
    """The same of a writer of whom nothing is known: his offset integrated out."""
    offsets, weights = wording.offsets()
    return np.asarray(word_chance(spoken, q[..., None], offsets, wording) @ weights)


def most_word_chance(spoken: Word, wording: Wording) -> float:
    """The most that any share could make such a writer say it: below 1, for other words lie near."""
    return float(anyones_word_chance(spoken, np.linspace(0.002, 0.998, 499), wording).max())


def _vocabulary_with(spoken: Word) -> list[Word]:
    words = list(vocabulary())
    if spoken in words:
        return words
    return [*(w for w in words if abs(w.centre - spoken.centre) > _NEAR_SYNONYM), spoken]


def interval_chance(low: float, high: float, scale: Scale, q: F64, wording: Wording) -> F64:
    """Chance of an interval when the truth is q: two soft shoulders on the scale of what is measured. Never 0.

    An end that the measure cannot pass (0 for shares and amounts, 1 for shares) sets no limit.
    """
    soft = wording.shoulder * wording.width
    at = _on(scale, q)
    rise = expit((at - _on(scale, low)) / soft) if low > 0 or scale == "signed" else 1.0
    fall = expit((_on(scale, high) - at) / soft) if high < 1 or scale != "share" else 1.0
    return (1 - wording.careless) * rise * fall + wording.careless / 2 + np.zeros_like(at)


def _on(scale: Scale, value: npt.ArrayLike) -> F64:
    v = np.asarray(value, dtype=float)
    if scale == "share":
        return np.asarray(logit(np.clip(v, 0.002, 0.998)))
    return v if scale == "signed" else np.asarray(np.log(np.maximum(v, 0.01)))


def move_chance(direction: str, before: F64, after: F64, scale: Scale, wording: Wording) -> F64:
    """Chance that "up", "down" or "same" is said of a move: did it exceed what anybody would notice?

    Amounts move by ratio, all else by difference.
    """
    if scale == "amount":
        change = np.log(multiple(before, after))
        least = float(np.log1p(wording.just_noticeable_ratio))
    else:
        change, least = after - before, wording.just_noticeable_share
    soft = least / 2 * wording.width
    up, down = expit((change - least) / soft), expit((-change - least) / soft)
    chance: F64 = {"up": up, "down": down, "same": 1 - up - down}[direction]
    return (1 - wording.careless) * chance + wording.careless / 3


def ratio_chance(low: float, high: float, before: F64, after: F64, wording: Wording) -> F64:
    """Chance that a move is told as one by `low` to `high` times: two shoulders as soft as a move is noticeable. Never 0."""
    at, soft = np.log(multiple(before, after)), float(np.log1p(wording.just_noticeable_ratio)) / 2 * wording.width
    inside: F64 = expit((at - np.log(low)) / soft) * expit((np.log(high) - at) / soft)
    return (1 - wording.careless) * inside + wording.careless / 2


def multiple(before: F64, after: F64) -> F64:
    """What it is now as a multiple of what it was; 1 where it was 0 and still is, nan where one is not known."""
    return np.asarray(np.maximum(after, _LEAST) / np.maximum(before, _LEAST))


def count_chance(count: int, q: F64, wording: Wording) -> F64:
    """Poisson chance of a count (0 included) of mean q."""
    mean = np.maximum(q, 1e-6)
    chance: F64 = np.exp(count * np.log(mean) - mean - gammaln(count + 1))
    return (1 - wording.careless) * chance + wording.careless * 1e-3


def event_chance(like: F64, total: F64, kinds: float, of: int) -> F64:
    """Share of demands like the one reported, which covers `kinds` of all `of` kinds of demand.

    Each kind counts as half a demand seen beforehand, so that none is impossible and all together make 1.
    """
    return (like + 0.5 * kinds) / (total + 0.5 * of)


def like_amounts(amounts: Sequence[float], amount: float) -> npt.NDArray[np.bool_]:
    """The menu's amounts within 12% of a reported one; the nearest if none is."""
    a = np.asarray(amounts, dtype=float)
    near = np.abs(a / amount - 1) <= 0.12
    return near if near.any() else np.abs(np.log(a / amount)) == np.abs(np.log(a / amount)).min()
