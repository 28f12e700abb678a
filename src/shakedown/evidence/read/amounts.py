"""Sums of money: all of them, those that officials demanded, were paid or usually take, and one sum told in two moneys."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from shakedown.evidence.read.bare_sums import bare_sums
from shakedown.evidence.read.named_sums import named_sums
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.roles import role_of, uncued
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.sums import Sum, changed_from
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic

_PAIR_GAP = re.compile(
    r"\s*[(（\[,]?\s*(?:元[,)]? ?)?(?:or|equal to|equivalent to|worth|is|was|=|≈|"
    r"that is,?|i\.e\.,?|which is|그러니까(?: 한)?|즉|환산하면|한화|미화|우리 ?돈(?:으로)?|(?:남한|한국|중국|북한|조선) ?돈)?\s*"
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


def amounts(page: Page, times: Times, topic: Topic, sums: tuple[Sum, ...]) -> Iterator[Proposal]:
    """Amounts and pairs in the order of the text.

    A sum told twice in one role is proposed twice here; `once` drops the second.
    """
    pairs = pairs_of(page, sums)
    seconds = {second.start for second in pairs.values()}
    known: set[str] = set()
    for found in sums:
        sentence = page.sentence_at(found.start)
        if sentence is None or found.start in seconds or not topic.read(sentence):
            continue
        role = role_of(page, sentence, found) or _told_before(page, topic, sentence, found)
        if role:
            known.add(found.value)
            when = "then" if changed_from(page, found.start) else times.when(sentence, found.start)
            yield Proposal(field="amount", value=found.value, start=found.start, end=found.end, when=when, role=role)
        if found.start in pairs and found.value in known:
            second = pairs[found.start]
            end = second.end + page.shadow.startswith(")", second.end)
            yield Proposal(field="pair", value=f"{found.value} = {second.value}", start=found.start, end=end)


def _told_before(page: Page, topic: Topic, sentence: Sentence, found: Sum) -> str:
    """The role of a sum without any cue, in a text about demands: asked where the sentence before asks, else usual."""
    before = page.before(sentence)
    if not uncued(page, sentence, found) or not (topic.about or (before and topic.tells(before))):
        return ""
    asked = before and (page.hits("manner", before.start, before.end) or page.hits("framing", before.start, before.end))
    return "demanded" if asked else "going_rate"


def once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those that repeat one: "that amount" and "the 300 yuan" are no second sum."""
    known: set[tuple[str, str, str]] = set()
    for proposal in proposals:
        key = (proposal.field, proposal.value, proposal.role)
        if key not in known:
            known.add(key)
            yield proposal
