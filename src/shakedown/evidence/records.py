"""A record: a report coded as who demanded what from whom, about where and when, and how firmly it says so.

Records are coarse: province, half-year, classes of people, bands of sums. The day, the county and the
pretext of an event stay behind the source's address. Rows that share a `url` are one article and not
independent.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from shakedown.errors import InputError
from shakedown.evidence.amounts import amount_band
from shakedown.evidence.checks import checked, shown
from shakedown.evidence.columns import CELLS, OPTIONAL_COLUMNS, REQUIRED_COLUMNS, sum_problems
from shakedown.evidence.csv_sheet import csv_sheet
from shakedown.evidence.table import Table, table
from shakedown.evidence.xlsx_sheet import is_workbook, xlsx_sheet

_MOST_BYTES = 50_000_000


@dataclass(frozen=True, kw_only=True)
class Record:
    """One coded act, pattern, price or figure of a report. "" or () means the page does not say, never "no".

    Codes are those of `codes`; what each field may hold and what a blank means is in `columns`.
    """

    id: str
    record_type: str
    source_name: str
    url: str
    url_kind: str
    place_public: str
    """Province, or a wider region; never a county."""
    period_public: str
    """Year or half-year of the event ("2025", "2025H2"), "" when undated."""
    perp_public: str
    target_public: str
    demand_kind: str
    amount_band: str = ""
    """Band of the sum in `currency` (see `amounts.amount_band`), "" when no sum is printed."""
    currency: str
    """Three letters, PCT for a percentage, "" without a sum."""
    amount_unit: str
    """What one sum is paid for; sums of different units are never pooled."""
    amount_role: str
    tactic: tuple[str, ...]
    tone: str
    response: tuple[str, ...]
    amount_direction: str
    severity_direction: str
    frequency_words: tuple[str, ...]
    """The vague words of the page itself; `words.word` says how much some of them are."""
    confidence: str
    """How firmly the page supports the codes; not whether the event is true."""
    text_seen: str
    situation: str = ""
    """What goes on while something is asked (`codes.SITUATIONS`); situations are never pooled."""
    amount_low: float | None = None
    """Lower end of the sum in `currency`, as printed; shipped of an aggregate only."""
    amount_high: float | None = None
    """Upper end of the sum, likewise; low without high means "at least"."""
    basis: str = ""
    """read or recalled: whether the coder had the page before him; "" is read."""


def load_records(path: str | PathLike[str]) -> tuple[Record, ...]:
    """Read the records of one CSV or XLSX file, of a case or of the shipped form, in file order.

    Columns are the fields of `Record`; `amount_band`, `situation`, `amount_low`, `amount_high` and `basis` may be absent, and the
    band is derived where there are numbers. Raises `InputError` with every problem of the file.
    """
    file = Path(path)
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        remedy = "Check its name and folder."
        raise InputError(f"{file.name or path}: cannot be read ({reason}). {remedy}") from None
    return parse_records(data, file.name)


@cache
def public_records() -> tuple[Record, ...]:
    """The 92 shipped records (most of 2006-2025, 62 by Daily NK): coarse columns and addresses only."""
    return parse_records((files("shakedown.evidence") / "data" / "records.csv").read_bytes(), "records.csv")


def parse_records(data: bytes, file: str) -> tuple[Record, ...]:
    """What `load_records` does once the bytes are read; `file` is the name its sentences use."""
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"{file}: is larger than {_MOST_BYTES // 1_000_000} MB. Save the records alone, in several files."
        )
    sheet = xlsx_sheet(data, file) if is_workbook(data, file) else csv_sheet(data, file)
    held = table(sheet, file, REQUIRED_COLUMNS, OPTIONAL_COLUMNS)
    problems = [*held.problems, *_twins(held, file)]
    rows: list[dict[str, Any]] = []
    for number, cells in held.rows:
        where = f"{file}, row {number}"
        values, wrong = checked({name: cells[name] for name in CELLS if name in cells}, CELLS, where, held.named)
        problems += wrong + sum_problems(values, where, held.named)
        rows.append(values)
    if problems:
        raise InputError(problems)
    return tuple(_with_band(Record(**values)) for values in rows)


def _with_band(record: Record) -> Record:
    derived = amount_band(record.amount_low, record.amount_high, record.currency)
    return replace(record, amount_band=derived or record.amount_band)


def _twins(held: Table, file: str) -> list[str]:
    first_row: dict[str, int] = {}
    problems = []
    for number, cells in held.rows:
        name = cells.get("id", "").strip()
        first = first_row.setdefault(name, number)
        if name and first != number:
            taken = f"{shown(name)} is already the id of row {first}"
            problems.append(f"{file}, row {number}, {held.named('id')}: {taken}. Give each row its own.")
    return problems
