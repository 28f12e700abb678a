"""The report card: what a text says, how far it reaches, how usual it is, what contradicts it and what it leaves open.

`read` takes a file to its card; `card` a reading. Nothing is drawn here and nothing decided: the codes are proposals, and
the base is what a few outlets chose to tell. A card holds the words of the text and is for whoever holds the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Literal

from shakedown.evidence.base_rates import BaseRates, base_rates
from shakedown.evidence.card_cues import situation_of
from shakedown.evidence.coarse import coarse_perpetrators
from shakedown.evidence.read import Reading
from shakedown.evidence.read.languages import is_neither
from shakedown.evidence.read.reading import Language
from shakedown.evidence.records import Record, public_records
from shakedown.evidence.report_file import reading_of
from shakedown.evidence.scope import Scope, scope_of
from shakedown.evidence.silences import silences_of
from shakedown.evidence.then_now import Share, ThenNow, pairs_of, shares_of

Reach = Literal["unread", "nothing", "claim", "account", "several"]
_TELLING = ("amount", "manner", "framing", "response", "direction")


@dataclass(frozen=True, kw_only=True)
class Card:
    """One text on one page. Spans count characters of `reading.text`."""

    reading: Reading
    who: tuple[str, ...]
    """Classes of officials as a record has them."""
    situation: str
    """A code of `codes.SITUATIONS`, "" if it cannot be told."""
    scope: Scope
    pairs: tuple[ThenNow, ...]
    shares: tuple[Share, ...]
    base: BaseRates
    silences: tuple[str, ...]
    """Codes of `silences.SILENCES`."""

    @property
    def reach(self) -> Reach:
        """How far it is usable: not read; nothing told of demands; a claim without an instance; one account; or several."""
        if is_neither(self.reading.text):
            return "unread"
        if not any(self.reading.of(field) for field in _TELLING):
            return "nothing"
        if not self.scope.dates and not self.scope.quoted and not self.scope.tellers:
            return "claim"
        return "several" if min(self.scope.sources, len(self.scope.dates)) > 1 else "account"

    @property
    def quoted(self) -> tuple[str, ...]:
        """The stretches of direct speech, as written."""
        return tuple(self.reading.text[p.start : p.end] for p in self.reading.of("voice") if p.value == "source")

    @property
    def inferred(self) -> tuple[str, ...]:
        """The stretches in which the writer infers, as written."""
        return tuple(self.reading.text[p.start : p.end] for p in self.reading.of("voice") if p.value == "inference")


def card(reading: Reading, records: Sequence[Record] | None = None) -> Card:
    """The card of a reading beside `records`, or beside the shipped base."""
    situation = situation_of(reading)
    held = public_records() if records is None else records
    return Card(
        reading=reading,
        who=coarse_perpetrators(reading),
        situation=situation,
        scope=scope_of(reading),
        pairs=pairs_of(reading),
        shares=shares_of(reading),
        base=base_rates(reading, situation, held),
        silences=silences_of(reading),
    )


def read(path: str | PathLike[str], language: Language | None = None) -> Card:
    """The card of the report in a file (plain text, HTML, the text of a PDF); "-" is standard input. Offline, in seconds.

    `language` is "en" or "ko", guessed if None. Raises `InputError` for a file that cannot be read as a text.
    """
    return card(reading_of(path, language))
