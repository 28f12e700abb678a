"""Cards and tables as the page shows them, in Korean: whole texts from the list of words, and those with numbers by patterns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from shakedown.app.desk import Desk
from shakedown.app.words import KOREAN, PATTERNS
from shakedown.report.moved_words import Card
from shakedown.report.phrasebook import book_of
from shakedown.report.spoken import spoken as by_book
from shakedown.report.table import Cell, Table

_RESTING = re.compile(r'(?=<(?:section|div) lang="en")')
"""Where a part begins that is the briefing's own."""


def resting_said(desk: Desk, html: str, lang: str) -> str:
    """A page with the parts that are English whatever its levers, said by the briefing's phrase book (about a second)."""
    if lang != "ko":
        return html
    head, *parts = _RESTING.split(html)
    return head + "".join(_rested(desk, part) for part in parts)


@lru_cache(maxsize=32)
def _rested(desk: Desk, part: str) -> str:
    """One such part, marked as Korean; it is the same on many screens."""
    return by_book(part.replace(' lang="en"', ' lang="ko"', 1), book_of(desk.case, "ko"), "ko")


def spoken(said: Table, lang: str) -> Table:
    """A table with caption, headings and cells in a language of the page; what has no word of its own stays English."""
    if lang != "ko":
        return said
    rows = tuple(tuple(Cell(_said(cell.text), cell.href) for cell in cells) for cells in said.rows)
    return replace(said, caption=_said(said.caption), columns=tuple(map(_heading, said.columns)), rows=rows)


def spoken_cards(told: Iterable[Card], lang: str) -> Sequence[Card]:
    """Cards with their ranges so; their names are words of the page."""
    if lang != "ko":
        return tuple(told)
    return tuple(replace(card, still=_said(card.still), change=_said(card.change)) for card in told)


def _heading(text: str) -> str:
    """A heading; of one that ends in a unit, name and unit apart."""
    name, comma, unit = text.rpartition(", ")
    if text in KOREAN or name not in KOREAN:
        return _said(text)
    return KOREAN[name] + comma + _said(unit)


def _said(text: str) -> str:
    """A text that is in the list, or one whose parts are."""
    if text in KOREAN:
        return KOREAN[text]
    for pattern, said in PATTERNS.items():
        text = re.sub(pattern, said, text)
    return text
