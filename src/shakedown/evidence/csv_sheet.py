"""CSV: the rows of a file, and rows written so that they are read back as they were."""

import csv
import io
from collections.abc import Iterable

from shakedown.errors import InputError
from shakedown.evidence.table import Sheet

_QUOTED = frozenset(',"\r\n')


def csv_sheet(data: bytes, file: str) -> Sheet:
    """The rows of UTF-8, comma-separated `data`; raises `InputError` if it is not UTF-8 or its quotes are broken."""
    return Sheet(_lines(_text(data, file), file))


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV with line ends "\\n". The standard writer leaves a lone carriage return unquoted; here it is quoted."""
    return "".join(",".join(map(_quoted, cells)) + "\n" for cells in rows)


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _QUOTED & set(cell) else cell


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = 'Save it again with the encoding "UTF-8" (a spreadsheet calls it "CSV UTF-8").'
        raise InputError(f"{file}, line {line}: this is not UTF-8 text. {remedy}") from None


def _lines(text: str, file: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(number, cells) for number, cells in enumerate(reader, 1) if any(map(str.strip, cells))]
    except csv.Error as error:
        remedy = 'Close every quoted cell, and write a quote inside one as "".'
        raise InputError(f"{file}, line {reader.line_num}: not readable as CSV ({error}). {remedy}") from None
