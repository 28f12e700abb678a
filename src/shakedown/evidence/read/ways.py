"""How it is demanded: the manner (threat, order, request), then or now, and how a request is framed."""

import re
from collections.abc import Iterator

from shakedown.evidence.read.denial import denied, no_longer
from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic
from shakedown.evidence.read.voices import Guesses

_RUN = 25
"""Characters."""
_PAYER_SPEAKS = re.compile(r"(?:She|I|The (?:woman|driver|trader|widow|seller|farmer|shopkeeper|vendor)) ")


def manners(page: Page, times: Times, topic: Topic) -> Iterator[Proposal]:
    """One proposal per manner and time, at its first mention; "no longer threaten" is a threat of then."""
    seen: set[tuple[str, str]] = set()
    for sentence in page.sentences:
        read = topic.read(sentence) and not sentence.title
        for hit in page.hits("manner", sentence.start, sentence.end) if read else []:
            gone = no_longer(page, sentence, hit)
            when = "then" if gone else times.when(sentence, hit.start)
            so = gone or not denied(page, sentence, hit)
            if so and (hit.value, when) not in seen and not _other(page, topic, sentence, hit):
                seen.add((hit.value, when))
                end = _run(page, sentence, hit)
                yield Proposal(field="manner", value=hit.value, start=hit.start, end=end, when=when)


def _run(page: Page, sentence: Sentence, first: Hit) -> int:
    """Where the words for a manner end: Korean often says it twice running, "빌려 달라고 부탁"."""
    end = first.end
    for hit in page.hits("manner", first.end, sentence.end) if page.language == "ko" else []:
        if hit.value == first.value and hit.start - end < _RUN:
            end = max(end, hit.end)
    return end


def framings(page: Page, topic: Topic, inferred: Guesses) -> Iterator[Proposal]:
    """One proposal per framing, at its first mention; hardship only where somebody pleads it."""
    seen: set[str] = set()
    for sentence in page.sentences:
        read = topic.read(sentence) and sentence.start not in inferred
        for hit in page.hits("framing", sentence.start, sentence.end) if read else []:
            pleaded = hit.value != "hardship" or _pleaded(page, sentence, hit)
            if hit.value not in seen and pleaded and not denied(page, sentence, hit):
                seen.add(hit.value)
                yield Proposal(field="framing", value=hit.value, start=hit.start, end=hit.end)


def _other(page: Page, topic: Topic, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is denied that anything was asked, or those who ask are the ones who pay."""
    start, _ = page.clause_at(sentence, hit.start)
    by_payer = page.cues.found_in("act", "asked_by_payer", page.shadow[start : hit.start])
    return topic.negated(sentence, hit) or (hit.value == "request" and by_payer)


def _pleaded(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """Whether somebody pleads it, and not the one who is asked."""
    if page.in_quotes(hit.start):
        return True
    plea = page.cues.found_in("act", "plea", page.shadow[sentence.start : sentence.end])
    return plea and not _PAYER_SPEAKS.match(page.shadow, sentence.start)
