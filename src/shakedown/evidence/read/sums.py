"""A sum of money and how two numbers make a range: what the rules for sums with and without a currency share."""

import re
from dataclasses import dataclass

from shakedown.evidence.read.numbers import number, scale_of
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Span

_LOOKED_AT_BEFORE = 100
_BETWEEN = re.compile(r"\bbetween [^\s\w]{0,2}[a-z.]{0,3}[^\s\w]? ?\Z")


@dataclass(frozen=True)
class Sum:
    """A sum or a range of sums; `high` is `low` for one sum."""

    start: int
    end: int
    low: float
    high: float
    currency: str

    @property
    def value(self) -> str:
        """As a code writes it: "300 CNY", "1000-2000 CNY"."""
        span = _plain(self.low) if self.high <= self.low else f"{_plain(self.low)}-{_plain(self.high)}"
        return f"{span} {self.currency}"


def changed_from(page: Page, at: int) -> bool:
    """Whether what stands before a sum says that it is where a change began: "has fallen from", "up from"."""
    return page.cues.found_in("bare", "changed_from", page.shadow[max(0, at - _LOOKED_AT_BEFORE) : at])


def sum_of(page: Page, low: Span, high: Span | None, currency: str) -> Sum | None:
    """The sum that one number tells of, or two that are joined; None where the words are no number.

    "and" makes a range only after "between", and "from 300 to 100" after a verb of change is two sums: the first is
    given then. A unit that only the second number carries holds for both ("1 or 2 million").
    """
    first = number(page.shadow[slice(*low)], page.language)
    second = number(page.shadow[slice(*high)], page.language) if high else None
    if first is None:
        return None
    if high is None or second is None:
        return Sum(*low, first, first, currency)
    first *= _shared_scale(page, low, high, first, second)
    joint = page.shadow[low[1] : high[0]]
    between = _BETWEEN.search(page.lowered, max(0, low[0] - _LOOKED_AT_BEFORE), low[0])
    if ("to" in joint and changed_from(page, low[0])) or ("and" in joint and not between) or second < first:
        return Sum(*low, first, first, currency)
    return Sum(low[0], high[1], first, second, currency)


def _shared_scale(page: Page, low: Span, high: Span, first: float, second: float) -> float:
    own, other = (scale_of(page.shadow[slice(*span)], page.language) for span in (low, high))
    return other if own == 1 and other > 1 and first < second / other else 1.0


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.6g}"
