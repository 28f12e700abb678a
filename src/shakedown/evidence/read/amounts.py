"""Sums that officials demanded, were paid or usually take, and the same sum told in two moneys."""

from collections.abc import Iterable, Iterator

from shakedown.evidence.read.money import pairs_of
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.roles import role_of, uncued
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.sums import Sum, changed_from
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic


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
            yield Proposal(field="pair", value=f"{found.value} = {second.value}", start=found.start, end=second.end)


def _told_before(page: Page, topic: Topic, sentence: Sentence, found: Sum) -> str:
    """The role of a sum without any cue, if it follows a sentence of its paragraph that tells of a demand."""
    before = page.before(sentence)
    if before is None or not topic.read(before) or not uncued(page, sentence, found):
        return ""
    if page.hits("manner", before.start, before.end) or page.hits("framing", before.start, before.end):
        return "demanded"
    return "going_rate" if topic.tells(before) else ""


def once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those that repeat one: "that amount" and "the 300 yuan" are no second sum."""
    known: set[tuple[str, str, str]] = set()
    for proposal in proposals:
        key = (proposal.field, proposal.value, proposal.role)
        if key not in known:
            known.add(key)
            yield proposal
