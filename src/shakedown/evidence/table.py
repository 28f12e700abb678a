"""Numbered rows under a header, from a CSV file or a workbook, with every flaw of their form as a sentence.

Row numbers are those a spreadsheet shows: the header is row 1 and blank lines count. What a cell means is
not looked at here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown
from shakedown.evidence.codes import FINE_COLUMNS

_A_TEXT = "Records of a text are made by: shakedown evidence draft"


@dataclass(frozen=True)
class Sheet:
    """What a file holds before its columns are looked at: rows by number, the first of them the header.

    A cell that could not be read is None and has its sentence in `problems`. `letters` are those of the columns in a
    workbook, none in a CSV file.
    """

    lines: Sequence[tuple[int, Sequence[str | None]]]
    letters: Sequence[str] = ()
    problems: Sequence[str] = ()


@dataclass(frozen=True)
class Table:
    """The rows that could be read, as (row number, cells by column), and what was wrong with the form."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[str, ...]
    columns: tuple[str, ...]
    letters: tuple[str, ...] = ()

    def named(self, column: str) -> str:
        """How a sentence calls a column: by its name, in a workbook by its letter too."""
        return called(column, self.columns, self.letters)


def called(column: str, columns: Sequence[str], letters: Sequence[str]) -> str:
    """A column by its name, with its letter where there are letters."""
    return f"column {letters[columns.index(column)]} ({column})" if letters and column in columns else column


def table(sheet: Sheet, file: str, required: Collection[str], optional: Collection[str]) -> Table:
    """The rows of a sheet that has the `required` columns and perhaps the `optional` ones.

    Raises `InputError` when there are no rows. Unknown, missing and doubled columns and rows of the wrong length are
    listed in `problems`, so that the cells can still be checked.
    """
    header, *body = sheet.lines or [(1, [])]
    columns = [(cell or "").strip() for cell in header[1]]
    if not body:
        begin = ",".join(list(required)[:3])
        raise InputError(f"{file} has no rows. Write one row per record, below a header that begins {begin}. {_A_TEXT}")
    rows = tuple((number, _by_column(columns, cells)) for number, cells in body if len(cells) == len(columns))
    problems = [*_header_problems(columns, file, required, optional, sheet.letters), *sheet.problems]
    problems += _length_problems(body, columns, file)
    return Table(rows, tuple(problems), tuple(columns), tuple(sheet.letters))


def _by_column(columns: Iterable[str], cells: Iterable[str | None]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=True) if cell is not None}


def _header_problems(
    columns: list[str], file: str, required: Collection[str], optional: Collection[str], letters: Sequence[str]
) -> list[str]:
    known = [*required, *optional]
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        return [f"{file}, row 1: the columns are not separated by commas. Save it as comma-separated CSV."]
    unknown = [n for n, column in enumerate(columns) if column not in known and columns.index(column) == n]
    if len(unknown) == len(set(columns)):
        begin = ",".join(list(required)[:3])
        return [
            f"{file}, row 1: none of its columns is a record's. It is no table of records; one begins {begin}. {_A_TEXT}"
        ]
    again = [n for n, column in enumerate(columns) if columns.index(column) != n and columns[:n].count(column) == 1]
    missing = [column for column in required if column not in columns]

    def at(number: int) -> str:
        return f"{file}, row 1, column {letters[number]}" if letters else f"{file}, row 1"

    return (
        [f"{at(n)}: {_unknown_column(columns[n], known)}" for n in unknown]
        + [f"{at(n)}: column {shown(columns[n])} is there twice. Keep one." for n in again]
        + [f"{file}, row 1: column {shown(column)} is missing. Add it." for column in missing]
    )


def _unknown_column(column: str, known: Collection[str]) -> str:
    if not column:
        return "there are cells below it, but no name. Write the column's name there, or clear the cells."
    if column in FINE_COLUMNS:
        return f"column {shown(column)} is finer than a record may carry. Leave it out."
    return f"there is no column {shown(column)}. {nearest(column, known)}"


def _length_problems(body: Sequence[tuple[int, Sequence[str | None]]], columns: list[str], file: str) -> list[str]:
    remedy = "Put a cell that holds a comma in quotes, and leave unknown cells blank."
    return [
        f"{file}, row {number}: {len(cells)} cells under {len(columns)} columns. {remedy}"
        for number, cells in body
        if len(cells) != len(columns)
    ]
