"""The report view: a text is pasted or dropped, its card comes back, and its codes can be accepted. Nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shakedown.app.asked import Asked
from shakedown.app.codes import MOST_DRAFTS, proposed
from shakedown.app.desk import Desk
from shakedown.app.pages import page
from shakedown.errors import InputError
from shakedown.evidence.card import Card, card
from shakedown.evidence.read import read_text
from shakedown.evidence.read.reading import Language
from shakedown.report.card_page import shown

MOST_LETTERS = 200_000
TONGUES: Mapping[str, Language | None] = {"": None, "en": "en", "ko": "ko"}
"""What the form says of a text's language; nothing: find out."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stands in the view: the box, the card of what was in it, what was decided so far, and what is wrong with that."""

    text: str = ""
    card: Card | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[str] = ()


def card_of(text: str, language: str) -> Card:
    """The card of a text; raises `InputError` where there is none, or too much of it. Ends of lines count alike."""
    if language not in TONGUES:
        raise InputError("language: is en, ko, or left open.")
    if not text.strip():
        raise InputError("report: is empty. Paste the text of a report.")
    if len(text) > MOST_LETTERS:
        raise InputError(f"report: is {len(text):,} letters long. Paste {MOST_LETTERS:,} or fewer.")
    return card(read_text(text.replace("\r\n", "\n").replace("\r", "\n"), TONGUES[language]))


def report_page(desk: Desk, asked: Asked, form_token: str, sheet: Sheet) -> str:
    """The view, the card in the language of the page."""
    found = sheet.card
    return page(
        "report.html.j2", asked, "/report", case=desk.case, form_token=form_token, text=sheet.text, problems=sheet.problems,
        card=shown(found, "ko" if asked.lang == "ko" else "en") if found else None, most=MOST_LETTERS,
        proposed=proposed(found.reading) if found else (), chosen=sheet.chosen, most_drafts=MOST_DRAFTS,
    )  # fmt: skip
