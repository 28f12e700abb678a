"""The sums of money in a text, and which of them are one sum told in two moneys. What they were for is asked elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from shakedown.evidence.read.bare_sums import bare_sums
from shakedown.evidence.read.named_sums import named_sums
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.sums import Sum, changed_from

_PAIR_GAP = re.compile(
    r"\s*[(（\[,]?\s*(?:元[,)]? ?)?(?:or|equal to|equivalent to|worth|is|was|=|≈|한화|미화|남한 돈|한국 돈|중국 돈|북한 ?돈|조선 ?돈)?\s*"
    r"(?:약|about|around|roughly|some|approximately|nearly|almost|just over|just under|US)?\s*"
)
_RANGE_GAP = re.compile(r" ?(?:~|∼|-|–|에서|이나|내지|또는) ?| (?:to|or) ")


def sums_of(page: Page) -> tuple[Sum, ...]:
    """All sums in the order of the text; a bare number takes the currency the text names most."""
    named = sorted(named_sums(page), key=lambda found: found.start)
    local = Counter(found.currency for found in named if found.currency != "USD")
    usual = (local or Counter(found.currency for found in named)).most_common(1)
    bare = bare_sums(page, named, usual[0][0]) if usual else ()
    return tuple(_ranges(page, sorted([*named, *bare], key=lambda found: found.start)))


def pairs_of(page: Page, sums: tuple[Sum, ...]) -> dict[int, Sum]:
    """For a sum that is given in another money right after it: its start, and the second sum."""
    return {first.start: second for first, second in pairwise(sums) if _is_pair(page, first, second)}


def _is_pair(page: Page, first: Sum, second: Sum) -> bool:
    gap = page.shadow[first.end : second.start]
    return first.currency != second.currency and bool(gap.strip()) and bool(_PAIR_GAP.fullmatch(gap))


def _ranges(page: Page, sums: Iterable[Sum]) -> Iterator[Sum]:
    """Two sums of one money joined into a range: "50 to 100", "만원이나 2만원", "fifty, a hundred"."""
    waiting: Sum | None = None
    for found in sums:
        if waiting and _joined(page, waiting, found):
            waiting = replace(waiting, end=found.end, high=found.high)
            continue
        if waiting:
            yield waiting
        waiting = found
    if waiting:
        yield waiting


def _joined(page: Page, first: Sum, second: Sum) -> bool:
    gap = page.shadow[first.end : second.start]
    listed = gap == ", " and page.shadow[first.end - 1].isalpha()
    same = first.currency == second.currency and first.low < second.high
    return same and bool(listed or _RANGE_GAP.fullmatch(gap)) and not changed_from(page, first.start)
