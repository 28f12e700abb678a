"""A table for a reader: a caption, named columns, and rows whose first cell names the row. Text only; no computing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """Text, with an address if it is a web page's; anything but http(s) is printed and not linked."""

    text: str
    href: str = ""

    @property
    def linked(self) -> bool:
        """Whether the address may be followed."""
        return self.href.startswith(("https://", "http://"))


@dataclass(frozen=True)
class Group:
    """Rows under one heading that runs across the table, such as one claim and its tests."""

    id: str
    heading: str
    notes: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A caption that says where the numbers come from, unless a column `basis` does for each row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    groups: tuple[Group, ...] = ()
    wide: bool = False
    """Too many columns for a phone: there each row becomes a block of named lines."""


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Cells of one row; plain text becomes a cell."""
    return tuple(c if isinstance(c, Cell) else Cell(c) for c in cells)


def joined(parts: Iterable[str], by: str = "; ") -> str:
    """The parts that say something, joined."""
    return by.join(p for p in parts if p)


def link(text: str, address: str) -> Cell:
    """A cell that leads to a source."""
    return Cell(text, address)


def table(caption: str, columns: Sequence[str], rows: Iterable[tuple[Cell, ...]], *, wide: bool = False) -> Table:
    """A table without groups."""
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows), wide=wide)
