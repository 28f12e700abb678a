"""Rows that may be one page or one event told twice, in sentences."""

from collections.abc import Iterator, Sequence

from shakedown.evidence.duplicates import Alike
from shakedown.report.evidence_words import number, plain

_SAME = {"page": "same page", "event": "same outlet, period, place, officials and sum"}


def alike_text(groups: Sequence[Alike]) -> str:
    """What to look at, one line for each group; "" if there is none."""
    return "".join(f"{line}\n" for line in _lines(groups)) if groups else ""


def _lines(groups: Sequence[Alike]) -> Iterator[str]:
    what = f"{number(len(groups), 'group')} of rows may tell of one thing twice"
    yield f"\n{what}. Rows of one page are one report, and a repost is no second witness."
    for group in groups:
        base = f" with {', '.join(group.base)} of the shipped base" if group.base else ""
        yield f"  {_SAME[group.what]}: {', '.join(map(plain, group.rows))}{base}"
