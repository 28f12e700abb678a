"""XLSX: the first sheet of a workbook as the text a CSV file of it would hold.

Formulas are read as the values stored with them and never computed. A number has the digits it was typed with, whatever
its format shows, but for percentages, which keep their sign so that they are not taken for plain numbers.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from shakedown.errors import InputError
from shakedown.evidence.checks import shown
from shakedown.evidence.table import Sheet, called

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED = 30_000_000
_MOST_ROWS = 10_000
_MOST_COLUMNS = 200
_AS_CSV = "Save the records alone as CSV UTF-8."
_FORMULA = re.compile(rb"<(\w+:)?f[ />]")


def is_workbook(data: bytes, file: str) -> bool:
    """Whether to read it as a workbook: by its name, or by how its bytes begin under any other."""
    return file.lower().endswith((".xlsx", ".xlsm")) or data.startswith((_ZIP, _OLE))


def xlsx_sheet(data: bytes, file: str) -> Sheet:
    """The first sheet, its header in row 1; columns and rows without any cell are left out.

    Raises `InputError` with one sentence for what is no workbook, locked, or too large to be a table of records.
    """
    formulas = _looked_at(data, file)
    values = _first_sheet(data, file, values=True)
    if values.max_row > _MOST_ROWS or values.max_column > _MOST_COLUMNS:
        limits = f"{_MOST_ROWS:,} rows or {_MOST_COLUMNS} columns"
        raise InputError(f"{file}: its first sheet reaches beyond {limits}. Delete what is empty there, or: {_AS_CSV}")
    return _sheet(values, _first_sheet(data, file, values=False) if formulas else None, file)


def _looked_at(data: bytes, file: str) -> bool:
    """Whether its sheets hold formulas; refuses what must not be opened."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise InputError(f"{file}: is locked with a password. Save a copy without one.")
        raise InputError(f"{file}: is a workbook of an old format. Save it as XLSX or as CSV UTF-8.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise InputError(f"{file}: holds more than {_MOST_UNPACKED // 1_000_000} MB once unpacked. {_AS_CSV}")
            sheets = (name for name in packed.namelist() if name.startswith("xl/worksheets/"))
            return any(_FORMULA.search(packed.read(name)) for name in sheets)
    except InputError:
        raise
    except Exception:  # a broken archive shows in whatever its reader stumbles over first
        raise InputError(_broken(file)) from None


def _first_sheet(data: bytes, file: str, *, values: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and drop-down lists, which are not read here
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False).worksheets[0]
    except Exception:  # likewise: KeyError, ValueError, TypeError, ParseError ...
        raise InputError(_broken(file)) from None


def _broken(file: str) -> str:
    return f"{file}: cannot be read as an XLSX workbook. Open it in a spreadsheet and save it anew as XLSX or as CSV UTF-8."


def _sheet(values: Any, formulas: Any, file: str) -> Sheet:
    rows = [list(row) for row in values.iter_rows(min_row=1, min_col=1)]
    filled = [n for n, column in enumerate(zip(*rows, strict=True)) if any(map(_is_filled, column))]
    if rows and not any(map(_is_filled, rows[0])) and filled:
        raise InputError(f"{file}, row 1: is blank. Write the names of the columns there, one record per row below.")
    letters = [rows[0][n].column_letter for n in filled]
    header = [_text(rows[0][n]) for n in filled]
    problems = list(_merged(values, file))
    lines: list[tuple[int, list[str | None]]] = []
    for number, row in enumerate(rows, 1):
        cells: list[str | None] = []
        for n, name in zip(filled, header, strict=True):
            wrong = _unread(row[n], formulas[row[n].coordinate] if formulas else None)
            if wrong:
                problems.append(f"{file}, row {number}, {called(name, header, letters)}: {wrong}")
            cells.append(None if wrong else _text(row[n]))
        if any(cell is None or cell.strip() for cell in cells):
            lines.append((number, cells))
    return Sheet(lines, letters, problems)


def _is_filled(cell: Any) -> bool:
    return bool(_text(cell).strip())


def _merged(values: Any, file: str) -> Iterator[str]:
    for area in values.merged_cells.ranges:
        yield f"{file}, cells {area.coord}: are merged, so only the first holds something. Split them and fill in each."


def _unread(cell: Any, formula: Any) -> str:
    """Why the value of a cell is not known; "" if it is."""
    if cell.data_type == "e":
        return f"holds the error {shown(str(cell.value))}. Write the value, or leave the cell blank."
    if formula is not None and formula.data_type == "f" and cell.value is None and cell.data_type != "str":
        return (
            "holds a formula without its value. Open the file in a spreadsheet and save it again, or write the value."
        )
    return ""


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _percentage(value) if "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format) else _digits(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _percentage(value: float) -> str:
    return f"{_digits(float(value) * 100)}%"


def _digits(value: float) -> str:
    """A number as typed: a spreadsheet keeps 15 digits."""
    if isinstance(value, int):
        return str(value)
    return f"{Decimal(f'{value:.15g}'):f}"
