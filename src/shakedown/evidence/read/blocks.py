"""The lines of a text by what they are: titles, captions, notes about the publication, and the body that tells something.

A dateline ("MEDAN, Indonesia, Nov 6 (Agency) -") is cut off its paragraph: what it names is where a report was filed.
"""

import re
from dataclasses import dataclass
from typing import Literal

from shakedown.evidence.read.cues import Cues
from shakedown.evidence.read.reading import Span

_LINE = re.compile(r"[^\n\f\r]+")
_SENTENCE_END = re.compile(r"[.!?:…][”’\"')\]]*$")
_INVENTED = re.compile(r"Invented text\.|지어낸 글\.")
_LONGEST_TITLE = 110


@dataclass(frozen=True)
class Block:
    """One line of the text, outer spaces and dateline left out."""

    start: int
    end: int
    kind: Literal["title", "caption", "note", "body"]


def blocks_of(text: str, shadow: str, cues: Cues) -> tuple[Block, ...]:
    """The lines that hold something, in order. `shadow` is the text as the patterns see it."""
    found: list[Block] = []
    for line in _LINE.finditer(shadow):
        span = trimmed(text, line.start(), line.end())
        if span is None or _INVENTED.fullmatch(text, *span):
            continue
        found.append(_block(shadow, span, cues, first=not any(block.kind == "body" for block in found)))
    return tuple(found)


def _block(shadow: str, span: Span, cues: Cues, first: bool) -> Block:
    start, end = span
    line = shadow[start:end]
    if cues.found_in("block", "caption", line) and (first or end - start < 2 * _LONGEST_TITLE):
        return Block(start, end, "caption")
    if cues.found_in("block", "note", line):
        return Block(start, end, "note")
    dateline = cues.search("block", "dateline", line) if end - start > _LONGEST_TITLE else None
    if dateline:
        return Block(start + dateline.end(), end, "body")
    is_title = end - start <= _LONGEST_TITLE and not _SENTENCE_END.search(line)
    return Block(start, end, "title" if is_title else "body")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without the spaces at its ends; None if nothing is left."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\ufeff"):
        end -= 1
    return (start, end) if start < end else None
