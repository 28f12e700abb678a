"""Whose word it is: a source that is quoted, the writer who reports, or the writer who guesses at a cause."""

import re
from collections.abc import Iterator, Mapping

from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.topic import Topic

Guesses = Mapping[int, int]
"""Start and end of the sentences in which the writer guesses why."""
_ANOTHER = re.compile(r"(?:Or|Another|Alternatively|Equally|Second|Perhaps|Maybe|또|아니면|어쩌면)\b")
_ASKS = re.compile(r"\bexplanations?\b|\bwhy\b|\breasons?\b|까닭|이유")
_SHORTEST_GUESS = 2
"""Spaces between its words."""
_END_MARKS = ".!?…。 "


def guesses(page: Page, topic: Topic) -> Guesses:
    """Sentences with a word of doubt that name a cause, speak of sums or manners, or answer a question of the writer's."""
    found: dict[int, int] = {}
    quoted = dict(page.speech)
    for sentence in page.sentences:
        in_speech = any(start in quoted for start in (sentence.start, sentence.start + 1)) or _inside(page, sentence)
        short = page.shadow.count(" ", sentence.start, sentence.end) < _SHORTEST_GUESS
        if sentence.title or in_speech or short or not topic.read(sentence):
            continue
        if _guess(page, sentence, _answers(page, sentence, found)):
            found[sentence.start] = sentence.start + len(page.text[sentence.start : sentence.end].rstrip(_END_MARKS))
    return found


def _inside(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence stands in the middle of what a source says."""
    return not page.testimony and page.in_quotes(sentence.start)


def _answers(page: Page, sentence: Sentence, found: Guesses) -> bool:
    """Whether the sentence before asks why, or guesses too and this one gives another cause."""
    before = page.before(sentence)
    if before is None:
        return False
    asked = page.text[before.end - 1] == "?" or _ASKS.search(page.lowered, before.start, before.end)
    return bool(asked or (before.start in found and _ANOTHER.match(page.shadow, sentence.start)))


def _guess(page: Page, sentence: Sentence, answers: bool) -> bool:
    hits = page.hits("voice", sentence.start, sentence.end)
    values = {hit.value for hit in hits if page.testimony or not page.in_quotes(hit.start)}
    if not values & {"hedge", "adverb", "own"} or "not_guess" in values:
        return False
    about_it = page.language == "en" and {"hedge", "subject"} <= values
    return answers or "own" in values or "cause" in values or about_it


def voice_at(page: Page, inferred: Guesses, at: int) -> str:
    """quoted, inferred or reported, for a position in the text."""
    if page.in_quotes(at):
        return "quoted"
    sentence = page.sentence_at(at)
    return "inferred" if sentence and sentence.start in inferred else "reported"


def voices(page: Page, inferred: Guesses) -> Iterator[Proposal]:
    """Every stretch of a source's direct speech, and every guess."""
    for value, spans in (("source", page.speech), ("inference", tuple(inferred.items()))):
        for start, end in spans:
            yield Proposal(field="voice", value=value, start=start, end=end)
