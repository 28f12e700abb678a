"""Proposed records on the page: every code accepted, edited or rejected in a form, and what stands then as a file of records.

The text comes back with the form and is read again, so that nothing has to be kept between the two: a form is a list of
decisions about drafts, and a draft is the same each time its text is read. Nothing is taken that nobody decided on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shakedown.errors import InputError
from shakedown.evidence.checks import Refused, shown
from shakedown.evidence.columns import COARSE, Column
from shakedown.evidence.draft import Draft, drafts
from shakedown.evidence.read import Reading
from shakedown.evidence.records import Record
from shakedown.evidence.review import Origin, edited, with_origin
from shakedown.evidence.write import records_data
from shakedown.report.phrases import spaced

FILE = "records.csv"
MOST_DRAFTS = 40
"""Of one text, on one form; a longer text is for `shakedown evidence draft`."""
_SAYS = {"place_public": "place", "period_public": "period", "perp_public": "perpetrator", "target_public": "target"}
_NOT_CODES = ("id", "source_name", "url", "url_kind", "text_seen")
Sent = Mapping[str, str]
"""The fields of the form: RECORD is take or leave; RECORD.column is accept, edit or reject; RECORD.column.to the new cell."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """One cell that was proposed. choices: all it may hold, if that is one code of a list; may_go: whether it may be blank."""

    column: str
    says: str
    cell: str
    holds: str
    choices: tuple[str, ...]
    may_go: bool


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One record that a text proposes, with the words it rests on."""

    id: str
    words: tuple[str, ...]
    codes: tuple[Code, ...]


def proposed(reading: Reading) -> tuple[Proposed, ...]:
    """The records to decide on, in the order of `shakedown evidence draft`."""
    return tuple(_proposed(draft, reading) for draft in drafts(reading)[:MOST_DRAFTS])


def _proposed(draft: Draft, reading: Reading) -> Proposed:
    words = (" ".join(reading.text[start:end].split()) for start, end in draft.words)
    named = ((name, column) for name, column in COARSE.items() if name not in _NOT_CODES)
    codes = (_code(name, column, cell) for name, column in named if (cell := _cell(draft.record, name)))
    return Proposed(id=draft.record.id, words=tuple(dict.fromkeys(words)), codes=tuple(codes))


def _code(name: str, column: Column, cell: str) -> Code:
    one = column.schema.get("type") != "array"
    return Code(
        column=name, says=_SAYS.get(name, spaced(name)), cell=cell, holds=column.holds,
        choices=tuple(sorted(column.codes)) if one else (), may_go=bool(column.blank),
    )  # fmt: skip


def _cell(record: Record, column: str) -> str:
    value = getattr(record, column)
    return ";".join(value) if isinstance(value, tuple) else str(value)


def decided(reading: Reading, sent: Sent) -> bytes:
    """The file of the records that were taken. Raises `InputError` with everything that is undecided or cannot stand."""
    problems: list[str] = []
    origin = _origin(sent, problems)
    told = [with_origin(draft, origin) for draft in drafts(reading)[:MOST_DRAFTS]]
    taken = [_edited(draft.record, sent, problems) for draft in told if _taken(draft.record.id, sent, problems)]
    if not problems and not taken:
        problems.append("records: none was taken, so there is nothing to write. Take one, or leave the page.")
    if problems:
        raise InputError(problems)
    return records_data(taken, FILE)


def _origin(sent: Sent, problems: list[str]) -> Origin:
    """The outlet and the address, as far as they were said."""
    url = sent.get("url", "").strip()
    try:
        COARSE["url"].read(url)
    except Refused as wrong:
        problems.append(f"url: {wrong}")
    return Origin(source=sent.get("source", "").strip(), url=url)


def _taken(name: str, sent: Sent, problems: list[str]) -> bool:
    if (decision := sent.get(name)) not in ("take", "leave"):
        problems.append(f"{name}: is not decided. Take it or leave it out.")
    return decision == "take"


def _edited(record: Record, sent: Sent, problems: list[str]) -> Record:
    """A record with its codes as they were decided; what cannot stand is told and left as it was."""
    for name in (n for n in COARSE if n not in _NOT_CODES and _cell(record, n)):
        at, cell = f"{record.id}.{name}", _cell(record, name)
        decision, given = sent.get(at, "accept"), sent.get(f"{at}.to", cell).strip()
        try:
            record = _as_decided(record, name, decision, given)
        except Refused as wrong:
            problems.append(f"{record.id}, {name}: {wrong}")
    return record


def _as_decided(record: Record, column: str, decision: str, given: str) -> Record:
    if decision == "edit":
        return edited(record, column, given)
    if decision == "reject":
        return edited(record, column, "")
    if decision != "accept":
        raise Refused(f"{shown(decision)} is no decision. Accept, edit or reject it.")
    if given != _cell(record, column):
        raise Refused(f"{shown(given)} was written, but not chosen. Choose edit.")
    return record
