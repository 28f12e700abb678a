"""How often: the vague words about demands, payments, manners, and the trade officials live on. The words stay as written."""

from collections.abc import Iterator

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic

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
    return bool(acts) or any(page.hits(group, start, end) for group in _MATTERS[1:])
