"""The sentences of a text, and the clauses of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from shakedown.evidence.read.blocks import Block, trimmed
from shakedown.evidence.read.reading import Span

_ABBREVIATED = re.compile(
    r"(?:^|[\s(“‘])(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Capt|Sgt|Maj|Prof|Gov|Rs|No|no|approx|vs|e\.g|i\.e|cf|ca|c|[A-Z]|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_NUMBERED = re.compile(r"(?:[A-Z]\w+ )?\d{1,2}\.")
"""What begins an item of a list: "1.", "Finding 3."."""
_LONGEST = 1_000
"""Characters of a sentence. The rules compare what stands in one sentence pair by pair, which takes long in a longer one."""
_STOP = re.compile(r"[.!?…]+[”’)\]]*(?=\s+[“‘(\[]?\S)|:(?=\s+“)")
_JOINS = "but|while|whereas|though|although|yet|and (?=now|then|today|after|before)"
_KOREAN_ENDINGS = ("지만", "는데", "으나", "더니", "였고", "었고", "했고", "이고", "으며", "이며")
_CLAUSE = re.compile(
    rf"[;:“”]|,(?=\s)|\s[-–—]\s|—|\s(?:{_JOINS})(?=\s)|" + "|".join(rf"(?<={ending})\s" for ending in _KOREAN_ENDINGS)
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the body or a whole title, with the number of its block."""

    start: int
    end: int
    block: int
    title: bool


def sentences_of(shadow: str, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    """The sentences of titles and bodies, in order, none above 1,000 characters; none of captions and notes."""
    for number, block in enumerate(blocks):
        if block.kind in ("title", "body"):
            for start, end in _cut(shadow, block):
                yield Sentence(start, end, number, block.kind == "title")


def clauses_of(shadow: str, sentence: Sentence) -> list[Span]:
    """The clauses of a sentence, cut at marks and at the words that join clauses; each begins with its mark."""
    cuts = [match.start() for match in _CLAUSE.finditer(shadow, sentence.start + 1, sentence.end)]
    return list(pairwise([sentence.start, *cuts, sentence.end]))


def _cut(shadow: str, block: Block) -> Iterator[Span]:
    start = block.start
    for match in _STOP.finditer(shadow, block.start, block.end):
        goes_on = shadow[match.end() : match.end() + 12].lstrip()[:1].islower()
        numbered = _NUMBERED.fullmatch(shadow, start, match.end())
        if goes_on or numbered or _ABBREVIATED.search(shadow[max(start, match.end() - 12) : match.end()]):
            continue
        yield from _readable(shadow, start, match.end())
        start = match.end()
    yield from _readable(shadow, start, block.end)


def _readable(shadow: str, start: int, end: int) -> Iterator[Span]:
    """A sentence without its outer spaces; one without a stop, as in a page that was read by machine, in pieces."""
    while (span := trimmed(shadow, start, end)) and span[1] - span[0] > _LONGEST:
        start, cut = span[0], shadow.rfind(" ", span[0], span[0] + _LONGEST)
        start = cut if cut > start else start + _LONGEST
        yield span[0], start
    if span:
        yield span
