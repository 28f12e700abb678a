"""What two coders of the same rows held in one column, as numbers that can be compared.

A blank in a column of codes counts as a code, for "the page does not say" is a judgement too. In a column with an order a
blank has no place in it and cannot be paired. A column of lists is taken apart: one yes or no for each row and each code
that either coder ever gave, all codes pooled; so an agreed absence counts as agreement, and a rare code weighs as a common.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shakedown.evidence.alpha import Level, Pairs, pairs
from shakedown.evidence.amounts import band_ends
from shakedown.evidence.columns import COARSE, COARSE_COLUMNS
from shakedown.evidence.periods import middle
from shakedown.evidence.records import Record

Both = tuple[Record, Record]
"""One row as two coders hold it."""
_NO_JUDGEMENT = ("id", "source_name", "url", "url_kind", "text_seen")
JUDGED = tuple(column for column in COARSE_COLUMNS if column not in _NO_JUDGEMENT)
"""The columns in which coders can differ about the same page."""
LISTS = tuple(column for column in JUDGED if COARSE[column].schema.get("type") == "array")


def level(column: str) -> Level:
    """Ordinal for bands (whatever their currency, a column of its own) and confidence, interval for periods, else nominal."""
    return _ORDERED[column][0] if column in _ORDERED else "nominal"


def judged(column: str, both: Sequence[Both]) -> Pairs:
    """The pairs of values of one column, in the order of the rows."""
    cells = [(getattr(a, column), getattr(b, column)) for a, b in both]
    if column in LISTS:
        return _by_code(cells)
    if column not in _ORDERED:
        return pairs(_numbered(cells))
    scale, place = _ORDERED[column]
    placed = [(place(a), place(b)) for a, b in cells if a and b]
    rows = [row for row, (a, b) in enumerate(cells) if a and b]
    return pairs(placed if scale == "interval" else _numbered(placed), rows)


def _numbered(cells: Sequence[tuple[Any, Any]]) -> list[tuple[float, float]]:
    """Each value as its place among all values."""
    place = {value: float(n) for n, value in enumerate(sorted({value for pair in cells for value in pair}))}
    return [(place[a], place[b]) for a, b in cells]


def _by_code(cells: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> Pairs:
    """Of each row, how many codes both gave, one alone gave, and neither."""
    sets = [(set(a), set(b)) for a, b in cells]
    known = len({code for pair in sets for listed in pair for code in listed})
    units = [(1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)] * len(sets)
    times = [n for a, b in sets for n in (len(a & b), len(a - b), len(b - a), known - len(a | b))]
    return pairs(units, [row for row in range(len(sets)) for _ in range(4)], times)


_ORDERED: Mapping[str, tuple[Level, Callable[[str], Any]]] = {
    "amount_band": ("ordinal", band_ends),
    "confidence": ("ordinal", ("low", "medium", "high").index),
    "period_public": ("interval", middle),
}
