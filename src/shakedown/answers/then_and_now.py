"""What is happening: size and manner of demands then and now, under each dating of the past."""

from collections.abc import Mapping
from dataclasses import dataclass

from shakedown.answers.ranges import Range, chance, range_of
from shakedown.fit.posterior import Posterior

SIZE, MANNER, ABOVE = "mean_amount", "share_coercive", "share_above"
SURE = 0.9
"""A direction is told when it holds in at least this share of the fitted societies, under every dating."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One measure then and now, and the chance that it fell, under one dating of the past or over all ("mixture").

    `fell_before`: the same chance before any statement was read, so that a reader sees what the reports added.
    """

    dating: str
    says: str
    then: Range
    now: Range
    fell: float
    fell_before: float


@dataclass(frozen=True, kw_only=True)
class ThenAndNow:
    """Changes by measure and dating, the chance of each dating, and in which direction all datings agree, if they do."""

    changes: Mapping[str, tuple[Change, ...]]
    dating_chances: Mapping[str, float]
    verdicts: Mapping[str, str]
    """fell, rose, or not told apart, by measure."""


def then_and_now(post: Posterior, threshold: float | None = None) -> ThenAndNow:
    """Size, share above the reports' own threshold, and manner, then and now."""
    cut = threshold if threshold is not None else _threshold(post)
    asked = {SIZE: None, MANNER: None} if cut is None else {SIZE: None, ABOVE: cut, MANNER: None}
    changes = {name: _changes(post, name, at) for name, at in asked.items()}
    return ThenAndNow(
        changes=changes,
        dating_chances=post.dating_chances(),
        verdicts={name: _verdict(by_dating) for name, by_dating in changes.items()},
    )


def _threshold(post: Posterior) -> float | None:
    """The threshold that the case's own statements speak of, if they name one."""
    named = [s.threshold for s in post.case.statements if s.threshold is not None]
    return named[0] if named else None


def _changes(post: Posterior, name: str, threshold: float | None) -> tuple[Change, ...]:
    fell = post.county_values(name, "change", threshold) < 0
    says = {p.name: p.says for p in post.case.pasts} | {"mixture": "all datings, by their weight"}
    return tuple(
        Change(
            dating=dating,
            says=says[dating],
            then=range_of(post, name, "past", threshold, None if dating == "mixture" else dating),
            now=range_of(post, name, "now", threshold, None if dating == "mixture" else dating),
            fell=chance(post, fell, None if dating == "mixture" else dating),
            fell_before=post.prior_chance_of_fall(name, threshold, None if dating == "mixture" else dating),
        )
        for dating in ("mixture", *post.datings)
    )


def _verdict(changes: tuple[Change, ...]) -> str:
    if all(c.fell >= SURE for c in changes):
        return "fell"
    return "rose" if all(c.fell <= 1 - SURE for c in changes) else "not told apart"
