"""The report view: a text is pasted or dropped, and its card comes back. The text is kept nowhere."""

from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.pages import page
from shakedown.errors import InputError
from shakedown.evidence.card import Card, card
from shakedown.evidence.read import read_text
from shakedown.evidence.read.reading import Language
from shakedown.report.card_page import shown

MOST_LETTERS = 200_000


def card_of(text: str, language: Language | None) -> Card:
    """The card of a text; raises `InputError` where there is none, or too much of it."""
    if not text.strip():
        raise InputError("report: is empty. Paste the text of a report.")
    if len(text) > MOST_LETTERS:
        raise InputError(f"report: is {len(text):,} letters long. Paste {MOST_LETTERS:,} or fewer.")
    return card(read_text(text, language))


def report_page(
    desk: Desk, asked: Asked, form_token: str, text: str = "", found: Card | None = None, problem: str = ""
) -> str:
    """The view: the box, and the card of what was in it, in the language of the page."""
    return page(
        "report.html.j2", asked, "/report", case=desk.case, form_token=form_token, text=text, problem=problem,
        card=shown(found, "ko" if asked.lang == "ko" else "en") if found else None, most=MOST_LETTERS,
    )  # fmt: skip
