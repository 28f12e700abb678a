"""How it is demanded, and how often: manner then or now, framing of a request, and the vague words of frequency.

The words of frequency stay as the text has them.
"""

import re
from collections.abc import Iterator

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic, denied, no_longer
from shakedown.evidence.read.voices import Guesses

_PLEADED = ("hardship", "favour")
"""Framings that count only where somebody pleads or promises."""
_WEAK = {"loan_asked": "loan", "season_named": "season"}
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
    """One proposal per framing, at its first mention; a weak word for one counts where no plea is found."""
    found: dict[str, Hit] = {}
    for sentence in page.sentences:
        read = topic.read(sentence) and sentence.start not in inferred
        for hit in page.hits("framing", sentence.start, sentence.end) if read else []:
            pleaded = hit.value not in _PLEADED or _pleaded(page, sentence, hit)
            if pleaded and not denied(page, sentence, hit):
                found.setdefault(hit.value, hit)
    for weak, value in _WEAK.items():
        if weak in found:
            found.setdefault(value, found.pop(weak))
    for value, hit in found.items():
        if value not in _WEAK:
            yield Proposal(field="framing", value=value, start=hit.start, end=hit.end)


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


_STRICT = frozenset(["always", "mainly", "largely", "generally", "increasingly", "tend to", "tends to", "all the time"])
"""Words that are everywhere: they count only beside an act."""
_MATTERS = ("act", "manner", "framing", "response")


def frequencies(page: Page, times: Times, topic: Topic) -> Iterator[Proposal]:
    """Every such word in the sentences that are read."""
    for sentence in page.sentences:
        if sentence.title or not topic.read(sentence):
            continue
        last = -1
        for hit in page.hits("frequency", sentence.start, sentence.end):
            inside, last = hit.start < last, max(last, hit.end if hit.value in ("words", "volume") else last)
            if not inside and hit.value in ("words", "volume") and _matters(page, topic, sentence, hit):
                word = page.text[hit.start : hit.end]
                when = times.when(sentence, hit.start)
                yield Proposal(field="frequency", value=word.lower(), start=hit.start, end=hit.end, when=when)


def _matters(page: Page, topic: Topic, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word is about demands or their trade, and not about something else the text tells in passing."""
    if hit.value == "volume":
        return page.has("frequency", "volume_topic", sentence.start, sentence.end)
    if page.text[hit.start : hit.end].lower() in _STRICT:
        start, end = page.clause_at(sentence, hit.start)
        return _acts(page, start, end)
    if topic.off(sentence):
        return False
    acts = any(page.hits(group, sentence.start, sentence.end) for group in _MATTERS[1:])
    return (
        page.language == "en" or acts or topic.tells(sentence) or page.has("act", "topic", sentence.start, sentence.end)
    )


def _acts(page: Page, start: int, end: int) -> bool:
    acts = {hit.value for hit in page.hits("act", start, end)} & {"taking", "giving", "strong"}
    return bool(acts) or any(page.hits(group, start, end) for group in (*_MATTERS[1:], "role"))
