"""Direct speech: what stands between quotation marks, and which of it a source says.

A word or two in marks is irony or a name, not speech. What an official is quoted to have said while demanding shows how
he demanded; it is no source's voice.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from shakedown.evidence.read.blocks import Block, trimmed
from shakedown.evidence.read.cues import Cues
from shakedown.evidence.read.reading import Span

_BEFORE_LOOKED_AT = 90
_AFTER_LOOKED_AT = 60
_SENTENCE_BEFORE = re.compile(r"[.!?]”?\s$")
_LATIN = re.compile(r"[A-Za-z]")
_ATTRIBUTION = re.compile(
    r"\s(?:[\w’-]+\s){0,3}?(?:said|says|told|added|recalled|explained|complained|asked|replied)\b"
)
_CLAUSE_ONLY = re.compile(r"(?:because|so that|for|to|if|in|as|since|until|with|on|at|a|an|the|of)\b")
"""A piece of a sentence in small letters: words of an official or a name for a thing, in the writer's own sentence."""
_SAME = str.maketrans("\u00a0\u202f\t„«»＂", '   ““”"')
_SHORTEST_SPEECH = 4
"""Words, in a language that puts spaces between them."""


def with_plain_marks(text: str) -> str:
    """The text as the patterns see it: same length, one kind of apostrophe, of double quotes and of space."""
    shadow = re.sub(r"(?<=\w)['`´ʼ](?=\w|\s|[.,;:!?)]|$)", "’", text)
    shadow = shadow.translate(_SAME)
    return "\n".join(_turned(line) for line in shadow.split("\n"))


def _turned(line: str) -> str:
    """Straight double quotes made opening and closing in turn."""
    parts = line.split('"')
    return parts[0] + "".join(("“", "”")[number % 2] + part for number, part in enumerate(parts[1:]))


def quoted_spans(shadow: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """Every stretch in quotation marks, without the marks; inside others only the outermost.

    A paragraph that opens a quotation and does not close it is quoted to its end. Single marks count where a text has
    no double ones.
    """
    single = "“" not in shadow
    opening, closing = ("‘", "’") if single else ("“", "”")
    spans = (_in_block(shadow, block, opening, closing) for block in blocks if block.kind in ("title", "body"))
    return tuple(span for found in spans for span in found)


def _in_block(shadow: str, block: Block, opening: str, closing: str) -> Iterator[Span]:
    at = shadow.find(opening, block.start, block.end)
    while at != -1:
        end = _closing(shadow, at + 1, block.end, closing)
        if span := trimmed(shadow, at + 1, end):
            yield span
        at = shadow.find(opening, end, block.end)


def _closing(shadow: str, start: int, stop: int, closing: str) -> int:
    """Where a quotation ends; a single mark before a letter is an apostrophe and does not end one."""
    end = shadow.find(closing, start, stop)
    while closing == "’" and end != -1 and (_LATIN.match(shadow, end + 1) or not _after_stop(shadow, end)):
        end = shadow.find(closing, end + 1, stop)
    return stop if end == -1 else end


def _after_stop(shadow: str, at: int) -> bool:
    return shadow[at - 1] in ".,!?…-–—" or not shadow[at - 1].isalnum()


def spoken(shadow: str, quotes: tuple[Span, ...], blocks: tuple[Block, ...], cues: Cues) -> tuple[Span, ...]:
    """Those of the quotations that a source is the speaker of."""
    starts = [block.start for block in blocks]
    held = ((span, blocks[bisect_right(starts, span[0]) - 1]) for span in quotes)
    return tuple(span for span, block in held if block.kind == "body" and _of_source(shadow, span, block, cues))


def _of_source(shadow: str, span: Span, block: Block, cues: Cues) -> bool:
    start, end = span
    inside = shadow[start:end]
    before = shadow[max(block.start, start - 1 - _BEFORE_LOOKED_AT) : start - 1]
    after = shadow[end + 1 : min(block.end, end + 1 + _AFTER_LOOKED_AT)]
    told = cues.found_in("voice", "speech", after) or cues.found_in("voice", "speech", before)
    attributed = told and inside[-1] in ".,!?…" and _ATTRIBUTION.match(after)
    alone = inside[-1] in ".?!" and _SENTENCE_BEFORE.search(before) and len(inside.split()) > 1
    enough = len(inside.split()) >= _SHORTEST_SPEECH or bool(attributed or alone)
    if cues.language == "ko":
        enough = told and len(inside.split()) >= 2
    if _CLAUSE_ONLY.match(inside):
        return False
    official = cues.found_in("voice", "officer_speech", before) and not cues.found_in(
        "voice", "officer_speech_not", before
    )
    to_payer = cues.found_in("voice", "officer_speech_after", after)
    return enough and not official and not to_payer
