"""Two coders of the same reports: which rows are the same, how far the coders agree by column, and where they do not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shakedown.evidence.alpha import Level, alpha, redrawn
from shakedown.evidence.judged import JUDGED, Both, judged, level
from shakedown.evidence.records import Record


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree in one column; how blanks and lists count is said in `judged`."""

    column: str
    level: Level
    values: int
    """Values that can be paired; in a column of lists, one for each coder, row and code."""
    alpha: float
    """nan where every value is the same, or none can be paired."""
    low: float
    """Lower end of the range of 80 of 100 alphas when rows are drawn again; nan likewise."""
    high: float


@dataclass(frozen=True)
class Disagreement:
    """One cell of which two coders hold different things, each as it stands in its file."""

    row: str
    column: str
    first: str
    second: str


@dataclass(frozen=True)
class Compared:
    """Two codings side by side; `only_first` and `only_second` are the ids of rows that the other lacks."""

    rows: int
    agreements: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def compared(first: Sequence[Record], second: Sequence[Record], seed: int = 1) -> Compared:
    """Agreement of two codings by column. It does not say who is right, nor whether what a page tells is true."""
    both = same_rows(first, second)
    ours, theirs = ({id(record) for record in side} for side in (zip(*both, strict=True) if both else ((), ())))
    return Compared(
        rows=len(both),
        agreements=tuple(_agreement(column, both, seed) for column in JUDGED),
        disagreements=tuple(_disagreements(both)),
        only_first=tuple(record.id for record in first if id(record) not in ours),
        only_second=tuple(record.id for record in second if id(record) not in theirs),
    )


def same_rows(first: Sequence[Record], second: Sequence[Record]) -> tuple[Both, ...]:
    """Rows of one id; of those left over, rows of one address and role of the sum, if each file has these once."""
    theirs, ours = {record.id: record for record in second}, {record.id for record in first}
    left = _once([record for record in first if record.id not in theirs])
    rest = _once([record for record in second if record.id not in ours])
    by_page = {left[page].id: rest[page] for page in left.keys() & rest.keys()}
    found = {**by_page, **theirs}
    return tuple((record, found[record.id]) for record in first if record.id in found)


def _once(records: Sequence[Record]) -> dict[tuple[str, str], Record]:
    """Records with an address by that and the role of the sum, where only one has these."""
    by_page = {(record.url, record.amount_role): record for record in records if record.url}
    times = Counter((record.url, record.amount_role) for record in records)
    return {page: record for page, record in by_page.items() if times[page] == 1}


def _agreement(column: str, both: Sequence[Both], seed: int) -> Agreement:
    held, scale = judged(column, both), level(column)
    return Agreement(column, scale, held.values, alpha(held, scale), *redrawn(held, scale, seed))


def _disagreements(both: Sequence[Both]) -> Iterator[Disagreement]:
    """Cell by cell, in the order of the rows; the order within a list does not count."""
    for a, b in both:
        for column in JUDGED:
            first, second = _cell(getattr(a, column)), _cell(getattr(b, column))
            if first != second:
                yield Disagreement(a.id, column, first, second)


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(sorted(set(value)))
