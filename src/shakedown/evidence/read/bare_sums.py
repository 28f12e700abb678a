"""Numbers without a currency that stand for money: "gave him 80 and a melon", never "80 crates".

The words before must speak of paying or taking, and no counted thing may follow. English only: Korean names its money.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from shakedown.evidence.read.blocks import Block
from shakedown.evidence.read.numbers import NUMBERS
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.sums import Sum, sum_of

_PAIR = re.compile(rf"({NUMBERS['en']})(?:(?: ?[-–—] ?| to )({NUMBERS['en']}))?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_AGE = re.compile(r"[1-9][0-9]")
_AGE_BEFORE = re.compile(r", (?:now |aged |then )?$")
_COUNTED = re.compile(r"\b(?:times|stops|per cent|percent|houses|cases|interviews|journeys|people)\b[^.;]*$")
_CONVERSION = re.compile(r"\([^)]*$|\b(?:or|about|equal to|worth|=) (?:about |roughly |some )?$")
_SMALLEST = 5
_RECENT = 600
_NO_COUNT, _TIMES = 100, 50
"""A number below the first may count things; a sum is within so many times of another."""
_BEFORE, _AFTER = 60, 30
"""Characters looked at on either side."""


def bare_sums(page: Page, named: list[Sum], usual: str) -> Iterator[Sum]:
    """All of them, in the money named last before them or else the usual one; `named` are the sums already found, in order."""
    starts = [found.start for found in named]
    for block in page.blocks if page.language == "en" else ():
        for match in _PAIR.finditer(page.shadow, block.start, block.end) if block.kind == "body" else ():
            last = bisect_right(starts, match.start()) - 1
            if last >= 0 and match.start() < named[last].end:
                continue
            currency = _last_named(page, named[: last + 1], match.start()) or usual
            found = sum_of(page, match.span(1), match.span(2) if match[2] else None, currency)
            if found and found.low >= _SMALLEST and _is_money(page, block, match, _like(found, named)):
                yield found


def _last_named(page: Page, named: list[Sum], at: int) -> str:
    """The currency of the last sum before a number that is no conversion of another; "" if it is far away."""
    near = (found for found in reversed(named) if at - found.end < _RECENT)
    return next(
        (found.currency for found in near if not _CONVERSION.search(page.shadow[found.start - 14 : found.start])), ""
    )


def _like(found: Sum, named: list[Sum]) -> bool:
    """Whether a number is as large as the sums of its money that the text names, and no small count."""
    peers = [each for each in named if each.currency == found.currency]
    return found.low >= _NO_COUNT and any(each.low / _TIMES <= found.low <= each.high * _TIMES for each in peers)


def _is_money(page: Page, block: Block, match: re.Match[str], like: bool) -> bool:
    before = page.shadow[max(block.start, match.start() - _BEFORE) : match.start()]
    after = page.shadow[match.end() : min(block.end, match.end() + _AFTER)]
    age = _AGE.fullmatch(match.group()) and _AGE_BEFORE.search(before) and after[:1] in (",", ".")
    if age or _YEAR.fullmatch(match[1]) or _COUNTED.search(before):
        return False
    told = page.cues.found_in("bare", "before", before)
    fits = like and not page.cues.found_in("bare", "before_no", before)
    return (told or fits) and page.cues.found_in("bare", "after", after)
