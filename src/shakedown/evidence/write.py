"""Records written out: what is written is read back as the same records, or nothing is written."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from os import PathLike
from pathlib import Path

from shakedown.errors import InputError
from shakedown.evidence.checks import shown
from shakedown.evidence.columns import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from shakedown.evidence.csv_sheet import csv_text
from shakedown.evidence.records import Record, parse_records
from shakedown.whole import write_bytes

_COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)


def write_records(records: Sequence[Record], path: str | PathLike[str]) -> None:
    """Write records as CSV with every column of a record, whole or not at all; a file of that name is replaced.

    Raises `InputError` for another kind of file, and as `records_data` does.
    """
    file = Path(path)
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        raise InputError(f"{file.name}: records are written as CSV. Give a name that ends in .csv.")
    write_bytes(file, records_data(records, file.name))


def records_data(records: Sequence[Record], file: str) -> bytes:
    """The bytes of a file of records; `file` is the name that refusals use.

    Raises `InputError` if `load_records` would refuse them or read other records from them, for instance after a word
    that holds a ";".
    """
    try:
        data = records_text(records).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{file}: {shown(ascii(error.object[error.start]))} is no character. Take it out.") from None
    back = parse_records(data, file)
    if problems := list(_changed(records, back, file)):
        raise InputError(problems)
    return data


def records_text(records: Sequence[Record]) -> str:
    """Records as CSV; whether they can be read back is not checked."""
    return csv_text([_COLUMNS, *([_cell(getattr(record, column)) for column in _COLUMNS] for record in records)])


def _changed(records: Sequence[Record], back: Sequence[Record], file: str) -> Iterator[str]:
    """A sentence for each field that the file would give back as something else."""
    for number, (record, read) in enumerate(zip(records, back, strict=True), 2):
        for column in _COLUMNS:
            if (written := getattr(record, column)) != (found := getattr(read, column)):
                told = f"{shown(_cell(written))} would be read back as {shown(_cell(found))}"
                yield f"{file}, row {number}, {column}: {told}. Write it as it would be read."


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return "" if value is None else str(value)
