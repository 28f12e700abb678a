"""A CSV file as numbered rows of named cells, with every flaw of its form as a sentence.

Row numbers are those a spreadsheet shows: the header is row 1 and blank lines count. What a cell means is
not looked at here.
"""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown
from shakedown.evidence.codes import FINE_COLUMNS

NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True)
class CsvTable:
    """The rows that could be read, as (row number, cells by column), and what was wrong with the form."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[str, ...]


def csv_table(data: bytes, file: str, required: Collection[str], optional: Collection[str]) -> CsvTable:
    """Read UTF-8, comma-separated `data` that has the `required` columns and perhaps the `optional` ones.

    Raises `InputError` when nothing can be read: not UTF-8, broken quotes, no rows. Unknown, missing and
    doubled columns and rows of the wrong length are listed in `problems`, so that the cells can still be
    checked.
    """
    header, *body = _lines(_text(data, file), file) or [(1, [])]
    columns = [cell.strip() for cell in header[1]]
    if not body:
        begin = ",".join(list(required)[:3])
        raise InputError(f"{file} has no rows. Write one row per record, below a header that begins {begin}.")
    whole = [(number, cells) for number, cells in body if len(cells) == len(columns)]
    rows = tuple((number, dict(zip(columns, cells, strict=True))) for number, cells in whole)
    problems = _header_problems(columns, file, required, optional) + _length_problems(body, columns, file)
    return CsvTable(rows, tuple(problems))


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = 'Save it again with the encoding "UTF-8" (a spreadsheet calls it "CSV UTF-8").'
        raise InputError(f"{file}, line {line}: this is not UTF-8 text. {remedy}") from None


def _lines(text: str, file: str) -> list[NumberedRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(number, cells) for number, cells in enumerate(reader, 1) if any(map(str.strip, cells))]
    except csv.Error as error:
        remedy = 'Close every quoted cell, and write a quote inside one as "".'
        raise InputError(f"{file}, line {reader.line_num}: not readable as CSV ({error}). {remedy}") from None


def _header_problems(columns: list[str], file: str, required: Collection[str], optional: Collection[str]) -> list[str]:
    known = [*required, *optional]
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        return [f"{file}, row 1: the columns are not separated by commas. Save it as comma-separated CSV."]
    unknown = [column for column in dict.fromkeys(columns) if column not in known]
    if len(unknown) == len(set(columns)):
        begin = ",".join(list(required)[:3])
        return [f"{file}, row 1: none of its columns is a record's. It is no table of records; one begins {begin}."]
    doubled = [column for column in dict.fromkeys(columns) if columns.count(column) > 1]
    missing = [column for column in required if column not in columns]
    return (
        [f"{file}, row 1: {_unknown_column(column, known)}" for column in unknown]
        + [f"{file}, row 1: column {shown(column)} is there twice. Keep one." for column in doubled]
        + [f"{file}, row 1: column {shown(column)} is missing. Add it." for column in missing]
    )


def _unknown_column(column: str, known: Collection[str]) -> str:
    if column in FINE_COLUMNS:
        return f"column {shown(column)} is finer than a record may carry. Leave it out."
    return f"there is no column {shown(column)}. {nearest(column, known)}"


def _length_problems(body: list[NumberedRow], columns: list[str], file: str) -> list[str]:
    remedy = "Put a cell that holds a comma in quotes, and leave unknown cells blank."
    return [
        f"{file}, row {number}: {len(cells)} cells under {len(columns)} columns. {remedy}"
        for number, cells in body
        if len(cells) != len(columns)
    ]
