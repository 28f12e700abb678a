"""A report from a file or from standard input, as a reading."""

import sys
from os import PathLike, fspath
from pathlib import Path

from shakedown.errors import InputError
from shakedown.evidence.read import Reading, read_file, read_text
from shakedown.evidence.read.files import MOST_BYTES, text_of
from shakedown.evidence.read.reading import Language

_STDIN = "standard input"
_TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods")


def reading_of(path: str | PathLike[str], language: Language | None = None) -> Reading:
    """The reading of a file; "-" reads standard input. Raises `InputError` for what is no text, a table among them."""
    if Path(path).suffix.lower() in _TABLES:
        raise InputError(
            f"{Path(path).name}: is named as a table, not as a text. Save a report as .txt or .html; a table of records, as .csv "
            "or .xlsx, is read by shakedown evidence check."
        )
    return _standard_input(language) if fspath(path) == "-" else read_file(path, language)


def _standard_input(language: Language | None) -> Reading:
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(f"{_STDIN}: is more than a report has ({MOST_BYTES:,} bytes). Give the report itself.")
    return read_text(text_of(data, _STDIN), language)
