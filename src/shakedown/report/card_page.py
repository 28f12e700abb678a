"""The card as one self-contained HTML page: no script, nothing fetched, every word of the text escaped."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from shakedown.evidence.card import Card
from shakedown.evidence.read import Reading
from shakedown.evidence.read.reading import Language, Span
from shakedown.report.card_words import labels, parts, verdict
from shakedown.whole import write_bytes

_STYLES = ("briefing.css", "card.css")
Piece = tuple[str, str]
"""Words of a text, and what they show ("" for nothing)."""


def write_card_page(card: Card, file: Path, language: Language | None = None) -> None:
    """Write the page, whole or not at all; a file of that name is replaced."""
    write_bytes(file, card_html(card, language).encode("utf-8", "replace"))


def card_html(card: Card, language: Language | None = None) -> str:
    """The page of a card, the same bytes for the same card; `language` is that of the text if None."""
    pages = Environment(
        loader=PackageLoader("shakedown.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    css = Markup("\n".join(map(_style, _STYLES)))
    return pages.get_template("card.html.j2").render(css=css, **shown(card, language))


def shown(card: Card, language: Language | None = None) -> dict[str, Any]:
    """What `card_body.html.j2` shows of a card."""
    tongue = language or card.reading.language
    return {
        "language": tongue, "text_language": card.reading.language, "told": labels(tongue), "verdict": verdict(card, tongue),
        "parts": parts(card, tongue), "paragraphs": marked(card.reading),
    }  # fmt: skip


def marked(reading: Reading) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of a text that hold codes, cut into pieces; of codes that overlap the first is marked."""
    spans = _apart(reading)
    lines = []
    start = 0
    for line in reading.text.split("\n"):
        end = start + len(line)
        inside = [(low, high, what) for low, high, what in spans if start <= low < end]
        if inside:
            lines.append(_pieces(reading.text, (start, end), inside))
        start = end + 1
    return tuple(lines)


def _apart(reading: Reading) -> list[tuple[int, int, str]]:
    """Spans of codes other than voices, none over another."""
    kept: list[tuple[int, int, str]] = []
    for proposal in reading.proposals:
        if proposal.field != "voice" and (not kept or proposal.start >= kept[-1][1]):
            kept.append((proposal.start, proposal.end, proposal.field))
    return kept


def _pieces(text: str, line: Span, spans: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = line[0]
    for start, end, what in spans:
        pieces += [(text[at:start], ""), (text[start:end], what)]
        at = end
    return tuple(piece for piece in [*pieces, (text[at : max(at, line[1])], "")] if piece[0])


def _style(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
