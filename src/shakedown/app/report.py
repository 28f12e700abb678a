"""The report view: a text is pasted or dropped, and its card comes back. The text is kept nowhere.

`card_of` is the one seam to the reader of texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from markupsafe import Markup

from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.pages import page
from shakedown.errors import InputError

MOST_LETTERS = 200_000
_CARD = "shakedown.report.card"


@dataclass(frozen=True)
class Section:
    """A part of a card: a heading and HTML that is escaped already."""

    heading: str
    html: Markup


class Sections(Protocol):
    """What a card shows, in order."""

    @property
    def sections(self) -> Sequence[Section]:
        """Its parts."""
        ...


def reads_texts() -> bool:
    """Whether the reader of texts is there."""
    return find_spec(_CARD) is not None


def card_of(text: str, language: str | None) -> Sections:
    """The card of a text; raises `InputError` where there is no reader, or no text."""
    if not text.strip():
        raise InputError("report: is empty. Paste the text of a report.")
    if len(text) > MOST_LETTERS:
        raise InputError(f"report: is {len(text):,} letters long. Paste {MOST_LETTERS:,} or fewer.")
    if not reads_texts():
        raise InputError(
            "report: reading a text into a card is not part of this version yet. Code it as records.csv meanwhile."
        )
    made: Sections = import_module(_CARD).card_of(text, language)
    return made


def report_page(
    desk: Desk, asked: Asked, form_token: str, text: str = "", card: Sections | None = None, problem: str = ""
) -> str:
    """The view: the box, and the card of what was in it."""
    return page(
        "report.html.j2", asked, "/report", case=desk.case, form_token=form_token, text=text, card=card, problem=problem,
        ready=reads_texts(), most=MOST_LETTERS,
    )  # fmt: skip
