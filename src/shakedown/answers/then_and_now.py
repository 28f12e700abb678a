"""What is happening: size and manner of demands then and now, under each dating of the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shakedown.answers.ranges import Range, chance, range_of
from shakedown.fit.posterior import Posterior
from shakedown.society.case import Case

SIZE, MANNER, ABOVE = "mean_amount", "share_coercive", "share_above"
SURE = 0.9
"""A direction is told when it holds in at least this share of the fitted societies, under every dating."""
UNTOLD = "not told apart"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One measure then and now, and the chances that it fell or rose, under one dating of the past or over all ("mixture").

    `fell_before`: the chance that it fell before reading, that is with no statement weighed yet, so that a reader sees what
    the reports added.
    """

    dating: str
    says: str
    then: Range
    now: Range
    fell: float
    rose: float
    fell_before: float

    @property
    def verdict(self) -> str:
        """fell, rose, or not told apart, under this dating alone."""
        return "fell" if self.fell >= SURE else "rose" if self.rose >= SURE else UNTOLD


@dataclass(frozen=True, kw_only=True)
class ThenAndNow:
    """Changes by measure and dating, the chance of each dating, and in which direction all datings agree, if they do."""

    changes: Mapping[str, tuple[Change, ...]]
    dating_chances: Mapping[str, float]
    verdicts: Mapping[str, str]
    """fell, rose, or not told apart, by measure."""


def then_and_now(post: Posterior, threshold: float | None = None) -> ThenAndNow:
    """Size, share above the reports' own threshold, and manner, then and now."""
    cut = threshold if threshold is not None else threshold_of(post.case)
    asked = {SIZE: None, MANNER: None} if cut is None else {SIZE: None, ABOVE: cut, MANNER: None}
    changes = {name: _changes(post, name, at) for name, at in asked.items()}
    return ThenAndNow(
        changes=changes,
        dating_chances=post.dating_chances(),
        verdicts={name: verdict(by_dating) for name, by_dating in changes.items()},
    )


def threshold_of(case: Case) -> float | None:
    """The threshold that the case's own statements speak of, if they name one."""
    named = [s.threshold for s in case.statements if s.threshold is not None]
    return named[0] if named else None


def _changes(post: Posterior, name: str, threshold: float | None) -> tuple[Change, ...]:
    moved = post.county_values(name, "change", threshold)
    says = {p.name: p.says for p in post.case.pasts}

    def under(dating: str | None) -> Change:
        return Change(
            dating=dating or "mixture",
            says=says[dating] if dating else "all datings, by their weight",
            then=range_of(post, name, "past", threshold, dating),
            now=range_of(post, name, "now", threshold, dating),
            fell=chance(post, moved < 0, dating),
            rose=chance(post, moved > 0, dating),
            fell_before=post.prior_chance_of_fall(name, threshold, dating),
        )

    return tuple(under(dating) for dating in (None, *post.datings))


def verdict(changes: Sequence[Change]) -> str:
    """The verdict that every dating and their mixture share, if they do."""
    each = {change.verdict for change in changes}
    return each.pop() if len(each) == 1 else UNTOLD
