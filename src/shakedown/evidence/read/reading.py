"""What a reading of a report is: the text, and the codes it proposes, each with the words that show it.

Nothing here decides anything. A proposal is an offer to a person who accepts, edits or rejects it; none enters a case
by itself.
"""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")
Span = tuple[int, int]
"""Start and end of a stretch of a text, as in `text[start:end]`."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One proposed code: `text[start:end]` are the words that show it."""

    field: str
    """amount, pair, date, place, perpetrator, manner, framing, frequency, direction, response or voice."""
    value: str
    """A code, or for an amount "300 CNY", a pair "300 CNY = 42 USD", a date "2024-03-05" or "--03-05" without a year."""
    start: int
    end: int
    when: str = ""
    """then, now, or "" where the field has no time."""
    voice: str = ""
    """quoted, reported or inferred; "" for the field voice, which is itself about that."""
    role: str = ""
    """Amounts only: demanded, paid, going_rate, floor_soft, ceiling_soft, offered or quota."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text with its proposals in the order of their starts. Offsets count characters of `text`, not bytes of a file."""

    text: str
    language: Language
    proposals: tuple[Proposal, ...]
    quotes: tuple[Span, ...]
    """Direct speech, without its quotation marks."""
    captions: tuple[Span, ...]
    """Lines that tell of a picture; nothing is proposed from them."""

    def of(self, field: str) -> tuple[Proposal, ...]:
        """The proposals of one field."""
        return tuple(proposal for proposal in self.proposals if proposal.field == field)
