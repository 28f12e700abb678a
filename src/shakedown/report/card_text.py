"""The card for a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from shakedown.evidence.card import Card
from shakedown.evidence.read.reading import Language
from shakedown.report.card_words import Line, Part, labels, parts, verdict

_WIDTH = 100


def card_text(card: Card, language: Language | None = None) -> str:
    """The card in plain lines; `language` is that of the text if None. Holds words of the text: not for passing on."""
    tongue = language or card.reading.language
    told = labels(tongue)
    lines = [told["title"], *_folded(verdict(card, tongue), ""), f"[{told['mark']}]"]
    return "\n".join([*lines, *(line for part in parts(card, tongue) for line in _part(part))]) + "\n"


def _part(part: Part) -> Iterator[str]:
    yield ""
    yield part.heading
    for line in part.lines:
        yield from _folded(f"{line.name}: {line.says}" if line.name else line.says, "  ")
        yield from _ids(line)
    for note in part.notes:
        yield from _folded(note, "  ")


def _ids(line: Line) -> Iterator[str]:
    """The records behind a line, a few; all of them stand in the page and in the data, with their addresses."""
    if line.records:
        shown = " ".join(record.id for record in line.records[:8])
        yield f"    {shown}{' ...' if len(line.records) > 8 else ''}"


def _folded(text: str, indent: str) -> list[str]:
    plain = "".join(mark for mark in " ".join(text.split()) if mark.isprintable())
    return wrap(plain, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  " if indent else "")
