"""A text prepared for reading: its blocks, sentences, clauses and quotations, and where each pattern of the lists is found.

Patterns run once over the whole text; whoever asks for a stretch of it gets the finds that lie inside.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from shakedown.evidence.read.blocks import Block, blocks_of, trimmed
from shakedown.evidence.read.cues import Cues, cues, lowered, minds_case
from shakedown.evidence.read.quotes import quoted_spans, spoken, with_plain_marks
from shakedown.evidence.read.reading import Language, Span
from shakedown.evidence.read.sentences import Sentence, clauses_of, sentences_of

_SURVEY = re.compile(
    r"\brespondents|per ?cent\b|\binterviews?\b|\bbulletin\b|\bquestionnaires?\b|\bsurvey\b|응답자|소식지|%",
    re.IGNORECASE,
)
_SURVEY_WORDS, _PRISON_WORDS = 3, 2
_HEAD = 400
_FEW_OF_SELF, _MANY_OF_SELF = 1, 6
"""Times the first person must be met outside quotation marks, with and without a word such as "testimony" at the head."""


@dataclass(frozen=True)
class Hit:
    """One find of a pattern: the value it stands for, and the words that show it."""

    value: str
    start: int
    end: int


@dataclass
class Page:
    """What every rule is handed. `shadow` is the text with one kind of quotation mark, of the same length."""

    text: str
    language: Language
    shadow: str = field(init=False)
    cues: Cues = field(init=False)
    blocks: tuple[Block, ...] = field(init=False)
    quotes: tuple[Span, ...] = field(init=False)
    sentences: tuple[Sentence, ...] = field(init=False)
    _clauses: dict[int, list[Span]] = field(init=False, default_factory=dict)
    _hits: dict[str, tuple[list[int], list[Hit]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.shadow = with_plain_marks(self.text)
        self.cues = cues(self.language)
        self.blocks = blocks_of(self.text, self.shadow, self.cues)
        self.quotes = quoted_spans(self.shadow, self.blocks)
        self.sentences = tuple(sentences_of(self.shadow, self.blocks))

    @cached_property
    def lowered(self) -> str:
        """The shadow in small letters, of the same length."""
        return lowered(self.shadow)

    @cached_property
    def testimony(self) -> bool:
        """Whether one person tells of himself throughout; whoever speaks in marks then is not the source."""
        told_so = self.cues.found_in("document", "testimony", self.shadow[:_HEAD])
        everywhere = self.hits("document", 0, len(self.text))
        of_self = [hit for hit in everywhere if hit.value == "first_person" and not self.in_quotes(hit.start)]
        return len(of_self) >= (_FEW_OF_SELF if told_so else _MANY_OF_SELF)

    @cached_property
    def prison(self) -> bool:
        """Whether a text speaks of a prison often enough for its guards to be those of one."""
        return sum(hit.value == "prison" for hit in self.hits("document", 0, len(self.text))) >= _PRISON_WORDS

    @cached_property
    def survey(self) -> bool:
        """Whether shares of answers run through the text; a year in it is then a period compared, not an event."""
        return len(_SURVEY.findall(self.shadow)) >= _SURVEY_WORDS

    @cached_property
    def speech(self) -> tuple[Span, ...]:
        """Those of the quotes that are a source's."""
        return () if self.testimony else spoken(self.shadow, self.quotes, self.blocks, self.cues)

    def hits(self, group: str, start: int, end: int) -> list[Hit]:
        """The finds of a group that begin in a stretch, in the order of the text, the longer of two first."""
        starts, found = self._found(group)
        return found[bisect_left(starts, start) : bisect_left(starts, end)]

    def has(self, group: str, value: str, start: int, end: int) -> bool:
        """Whether a value of a group is found in a stretch."""
        return any(hit.value == value for hit in self.hits(group, start, end))

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds a position; None inside captions, notes and datelines."""
        number = bisect_right(self._starts, at) - 1
        found = self.sentences[number] if number >= 0 else None
        return found if found and at < found.end else None

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one, if it stands in the same block."""
        number = bisect_left(self._starts, sentence.start) - 1
        found = self.sentences[number] if number >= 0 else None
        return found if found and found.block == sentence.block else None

    def clause_at(self, sentence: Sentence, at: int) -> Span:
        """The clause of a sentence that holds a position."""
        if sentence.start not in self._clauses:
            self._clauses[sentence.start] = clauses_of(self.shadow, sentence)
        whole = (sentence.start, sentence.end)
        return next((clause for clause in self._clauses[sentence.start] if clause[0] <= at < clause[1]), whole)

    def in_quotes(self, at: int) -> bool:
        """Whether a position lies in quotation marks that hold more than one word."""
        number = bisect_right(self.quotes, (at, len(self.text) + 1)) - 1
        start, end = self.quotes[number] if number >= 0 else (0, 0)
        return start <= at < end and " " in self.shadow[start:end]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _found(self, group: str) -> tuple[list[int], list[Hit]]:
        if group not in self._hits:
            found = [
                Hit(value, *match.span(1 if pattern.groups and match[1] else 0))
                for value, patterns in self.cues.group(group).items()
                for pattern in patterns
                for match in self._matches(pattern)
            ]
            spans = ((hit.value, trimmed(self.shadow, hit.start, hit.end)) for hit in found)
            whole = sorted((Hit(value, *span) for value, span in spans if span), key=lambda hit: (hit.start, -hit.end))
            self._hits[group] = ([hit.start for hit in whole], whole)
        return self._hits[group]

    def _matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every find of a pattern in titles and bodies, none over the end of a line."""
        text = self.shadow if minds_case(pattern) else self.lowered
        for start, end in self._readable:
            yield from pattern.finditer(text, start, end)

    @cached_property
    def _readable(self) -> list[Span]:
        return [(block.start, block.end) for block in self.blocks if block.kind in ("title", "body")]
