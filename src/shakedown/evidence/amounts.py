"""Sums of money: a cell read as a number, and a number put into a band too wide to point to one event."""

import re
from bisect import bisect_right
from math import inf

from shakedown.evidence.checks import Refused, finite, shown

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DIGITS_WITH_MARKS = re.compile(r"[0-9][0-9,' ]*(\.[0-9]+)?")
_EDGES = (0, *(step * 10**power for power in range(9) for step in (1, 3)))
_SHARE_EDGES = (0, 25, 50, 75, 100)
_EDGE = f"({'|'.join(str(edge) for edge in sorted({*_EDGES, *_SHARE_EDGES}))})"
BAND_SHAPE = f"{_EDGE}-{_EDGE}|{_EDGE} or more|up to {_EDGE}"
"""A pattern that every band matches as a whole, and nothing else."""


def amount_cell(cell: str) -> float | None:
    """An amount as printed, 0 or more; a blank cell is unknown (None), never zero."""
    text = cell.strip()
    if not text:
        return None
    if not _PLAIN_NUMBER.fullmatch(text):
        remedy = f"Write {_digits_of(text)}, and the currency in its own column."
        raise Refused(f"{shown(text)} is not a number. {remedy}")
    if text.startswith("-"):
        raise Refused(f"{shown(text)} is below 0. Amounts are 0 or more; leave an unknown one blank.")
    return finite(float(text))


def amount_band(low: float | None, high: float | None, currency: str) -> str:
    """The band of a sum from `low` to `high`: "300-1000", "3000 or more", "up to 1000", or "" when unknown.

    Edges are 0, 1, 3, 10, 30 ... in money and quarters in PCT; a sum on an edge belongs to the band above it.
    Bands are about a factor of three wide, so an odd sum cannot be told from its neighbours. Not for fitting.
    """
    if low is None and high is None:
        return ""
    edges = _SHARE_EDGES if currency == "PCT" else _EDGES
    floor = 0 if low is None else edges[bisect_right(edges, low) - 1]
    above = len(edges) if high is None else bisect_right(edges, high)
    if above == len(edges):
        return f"{floor} or more"
    return f"up to {edges[above]}" if low is None else f"{floor}-{edges[above]}"


def band_cell(cell: str) -> str:
    """A band in the words of `amount_band`, or blank; a sum that is no edge of a band is refused."""
    text = cell.strip()
    if text and not re.fullmatch(BAND_SHAPE, text):
        raise Refused(f"{shown(text)} is not a band. Write one such as 300-1000, 3000 or more, up to 1000.")
    return text


def amounts_agree(low: float | None, high: float | None) -> bool:
    """Whether `low` is not above `high`; an unknown side sets no limit."""
    return low is None or high is None or low <= high


def _digits_of(text: str) -> str:
    found = _DIGITS_WITH_MARKS.search(text)
    return re.sub("[,' ]", "", found.group()) if found else "digits only, such as 500"


def band_ends(band: str) -> tuple[float, float]:
    """The two ends of a band, for putting bands in order: 0 below "up to", infinite above "or more"."""
    low, high = (re.findall("[0-9]+", band) * 2)[:2]
    return 0.0 if band.startswith("up to") else float(low), inf if band.endswith("or more") else float(high)
