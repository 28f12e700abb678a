"""Drafts reviewed one by one: what a person accepts is written beside what was kept before, with where it comes from.

The text is never stored: the sidecar NAME.provenance.csv holds, for every draft that was looked at, its address, the day of
retrieval, the SHA-256 of the text, the version of the rules, who coded it and when, and what was decided. A draft that
stands there is not asked again, so a review that was left goes on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Literal

from shakedown.errors import InputError
from shakedown.evidence.checks import Refused, nearest, refusal, shown
from shakedown.evidence.columns import COARSE
from shakedown.evidence.csv_sheet import csv_sheet, csv_text
from shakedown.evidence.draft import Draft, drafts, text_hash
from shakedown.evidence.places import province_of
from shakedown.evidence.read import RULES, Reading
from shakedown.evidence.records import Record, load_records
from shakedown.evidence.write import write_records
from shakedown.whole import write_text

Decision = Literal["accept", "reject", "quit"]
Decide = Callable[[Draft, Reading], tuple[Decision, Record]]
"""Asks a person: what is decided, and the record as it then stands."""


EDITABLE = tuple(column for column in COARSE if column != "id")
"""The columns of a draft that a reviewer may change."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a text comes from and who codes it; "" is not known."""

    source: str = ""
    url: str = ""
    retrieved: str = ""
    coder: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One row of the sidecar. It holds no word of the text."""

    id: str
    decision: str
    url: str
    retrieved: str
    sha256: str
    rules: str
    coder: str
    coded: str


_SEEN = [each.name for each in fields(Seen)]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What a review came to; `left` drafts were not looked at."""

    accepted: int = 0
    rejected: int = 0
    before: int = 0
    left: int = 0


def web_address(cell: str) -> str:
    """The address of a page, or "" where none is known."""
    return str(COARSE["url"].read(cell))


def day(cell: str) -> str:
    """A day of the calendar, or "" where none is known."""
    try:
        return date.fromisoformat(cell.strip()).isoformat() if cell.strip() else ""
    except ValueError:
        raise Refused(f"{shown(cell)} is not a day. Write one such as 2025-11-30, or leave it blank.") from None


def origin_problems(origin: Origin) -> list[str]:
    """What cannot be an address or a day, a sentence for each."""
    told = (("--url", refusal(web_address, origin.url)), ("--retrieved", refusal(day, origin.retrieved)))
    return [f"{option}: {wrong}" for option, wrong in told if wrong]


def changeable(column: str) -> str:
    """The name of a column that a reviewer may change."""
    if (name := column.strip()) not in EDITABLE:
        raise Refused(f"there is no column {shown(name)} to change. {nearest(name, EDITABLE)}")
    return name


def edited(record: Record, column: str, cell: str) -> Record:
    """A record with one cell given anew, as a file of records would have it; a town becomes its province.

    Raises `Refused` with the column's sentence.
    """
    column = changeable(column)
    coarse = province_of(cell) or cell if column == "place_public" else cell
    values: Mapping[str, object] = {column: COARSE[column].read(coarse)}
    return replace(record, **values)  # type: ignore[arg-type]


def sidecar_of(out: Path) -> Path:
    """The file beside a file of records."""
    return out.with_name(f"{out.stem}.provenance.csv")


def review(reading: Reading, origin: Origin, out: Path, decide: Decide) -> Tally:
    """Put the drafts of one text to `decide`; each decision is kept at once. Raises `InputError` for files of another kind."""
    kept = list(load_records(out)) if out.exists() else []
    seen = list(read_sidecar(out))
    known = {row.id for row in seen} | {record.id for record in kept}
    told = drafts(reading)
    accepted = rejected = 0
    todo = [draft for draft in told if draft.record.id not in known]
    for number, draft in enumerate(todo):
        decision, record = decide(with_origin(draft, origin), reading)
        if decision == "quit":
            return Tally(accepted=accepted, rejected=rejected, before=len(told) - len(todo), left=len(todo) - number)
        if decision == "accept":
            kept.append(record)
            write_records(kept, out)
        accepted, rejected = accepted + (decision == "accept"), rejected + (decision == "reject")
        seen.append(_seen(record, reading, origin, decision))
        write_sidecar(seen, out)
    return Tally(accepted=accepted, rejected=rejected, before=len(told) - len(todo))


def unreviewed(draft: Draft, reading: Reading) -> tuple[Decision, Record]:
    """The decision of nobody: accepted as drafted, with low confidence."""
    return "accept", replace(draft.record, confidence="low")


def read_sidecar(out: Path) -> tuple[Seen, ...]:
    """The rows beside a file of records; none if there is no such file. Raises `InputError` for a file of another kind."""
    file = sidecar_of(out)
    if not file.exists():
        return ()
    header, *rows = [cells for _, cells in csv_sheet(file.read_bytes(), file.name).lines] or [[]]
    if header != _SEEN or any(len(cells) != len(_SEEN) for cells in rows):
        raise InputError(f"{file.name}: is no list of reviewed drafts. Give another --out, or remove it.")
    return tuple(Seen(**dict(zip(_SEEN, map(str, cells), strict=True))) for cells in rows)


def write_sidecar(rows: Sequence[Seen], out: Path) -> None:
    """Write the rows beside a file of records, whole or not at all."""
    cells = [list(asdict(row).values()) for row in rows]
    write_text(sidecar_of(out), csv_text([_SEEN, *cells]))


def with_origin(draft: Draft, origin: Origin) -> Draft:
    """A draft with the outlet and the address of its text."""
    record = replace(draft.record, url=origin.url, source_name=origin.source or draft.record.source_name)
    return replace(draft, record=record)


def _seen(record: Record, reading: Reading, origin: Origin, decision: str) -> Seen:
    return Seen(
        id=record.id, decision=decision, url=record.url, retrieved=origin.retrieved, sha256=text_hash(reading),
        rules=RULES, coder=origin.coder, coded=date.today().isoformat(),
    )  # fmt: skip
