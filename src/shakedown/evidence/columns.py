"""The columns of a records file: what each cell may hold, and what must hold between the cells of one sum."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from shakedown.evidence import codes
from shakedown.evidence.amounts import amount_band, amount_cell, amounts_agree, band_cell
from shakedown.evidence.checks import Key, Refused, all_of, currency, filled, one_of, shown

_PERIOD = re.compile(r"(19|20)[0-9]{2}(H[12])?")
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def _or_blank(convert: Callable[[str], str]) -> Callable[[str], str]:
    """A cell that may be blank, which means unknown."""
    return lambda cell: convert(cell) if cell.strip() else ""


def _several(convert: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """A ";"-separated list of values, possibly empty."""
    return lambda cell: all_of(convert, (part for part in cell.split(";") if part.strip()))


def _shaped(pattern: re.Pattern[str], remedy: str) -> Callable[[str], str]:
    """A cell of one shape."""

    def convert(cell: str) -> str:
        if not pattern.fullmatch(cell.strip()):
            raise Refused(f"{shown(cell)} {remedy}")
        return cell.strip()

    return convert


def _code(known: Collection[str]) -> Callable[[str], str]:
    return _or_blank(one_of(known))


_CELLS: dict[str, Callable[[str], object]] = {
    "id": filled,
    "record_type": one_of(codes.RECORD_TYPES),
    "source_name": filled,
    "url": _or_blank(_shaped(_WEB_ADDRESS, "is not a web address. Write it from https:// on, or leave it blank.")),
    "url_kind": _code(codes.URL_KINDS),
    "place_public": filled,
    "period_public": _or_blank(_shaped(_PERIOD, "is not a year or half-year. Write 2025 or 2025H2.")),
    "perp_public": one_of(codes.PERPETRATORS),
    "target_public": _code(codes.TARGETS),
    "demand_kind": one_of(codes.DEMAND_KINDS),
    "amount_band": band_cell,
    "currency": _or_blank(currency),
    "amount_unit": _code(codes.AMOUNT_UNITS),
    "amount_role": _code(codes.AMOUNT_ROLES),
    "tactic": _several(one_of(codes.TACTICS)),
    "tone": _code(codes.TONES),
    "response": _several(one_of(codes.RESPONSES)),
    "amount_direction": _code(codes.DIRECTIONS),
    "severity_direction": _code(codes.DIRECTIONS),
    "frequency_words": _several(filled),
    "confidence": one_of(codes.CONFIDENCES),
    "text_seen": one_of(codes.TEXTS_SEEN),
}
COARSE_COLUMNS = tuple(_CELLS)
"""What the shipped file holds, in this order."""

OPTIONAL_COLUMNS = ("amount_band", "amount_low", "amount_high")
"""What a case of one's own may leave out; the two numbers are never shipped."""

REQUIRED_COLUMNS = tuple(column for column in COARSE_COLUMNS if column not in OPTIONAL_COLUMNS)

# Never required here: a missing column is one problem of the header, not one of every row.
CELLS: Mapping[str, Key] = {
    column: Key(convert, required=False)
    for column, convert in {**_CELLS, "amount_low": amount_cell, "amount_high": amount_cell}.items()
}


def sum_problems(values: Mapping[str, Any], where: str) -> list[str]:
    """What does not hold between the converted cells of one sum; refused cells count as unknown."""
    low, high, band = (values.get(column) for column in ("amount_low", "amount_high", "amount_band"))
    money = values.get("currency")
    derived = amount_band(low, high, money or "")
    problems = []
    if not amounts_agree(low, high):
        problems.append(f"{where}, amount_low: {low:.15g} is above amount_high, {high:.15g}. Swap the two.")
    elif band and derived and band != derived:
        problems.append(f"{where}, amount_band: {band} is not the band of the numbers. Leave it blank.")
    if money == "" and (band or derived):
        problems.append(f"{where}, currency: there is a sum without a currency. Write one, such as CNY.")
    return problems
