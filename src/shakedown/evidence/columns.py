"""The columns of a records file: what each cell may hold, what a blank means, and what must hold within one sum."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shakedown.evidence import codes
from shakedown.evidence.amounts import BAND_SHAPE, amount_band, amount_cell, amounts_agree, band_cell
from shakedown.evidence.checks import Key, Refused, all_of, currency, filled, one_of, shown
from shakedown.evidence.periods import PERIOD
from shakedown.evidence.places import coarse_place

_WEB_ADDRESS = r"https?://[^\s\"'<>]+"
_NOT_SAID = "the page does not say"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: how its cell is read, and the same told to a reader and to a schema."""

    read: Callable[[str], object]
    holds: str
    blank: str = ""
    """What a blank means; "" where a cell cannot be blank."""
    codes: Collection[str] = ()
    """Every code it may hold, where it holds codes; with their meanings if this is a mapping."""
    schema: Mapping[str, Any]
    """JSON Schema of the value of a record; the cell of a list separates its items by ";"."""


def _free(holds: str) -> Column:
    """Text that cannot be blank."""
    return Column(read=filled, holds=holds, schema={"type": "string", "pattern": r"\S"})


def _shaped(pattern: str, remedy: str, holds: str, blank: str = _NOT_SAID) -> Column:
    """Text of one shape, or blank."""

    def read(cell: str) -> str:
        if not re.fullmatch(pattern, cell.strip()):
            raise Refused(f"{shown(cell)} {remedy}")
        return cell.strip()

    return Column(read=_or_blank(read), holds=holds, blank=blank, schema=_matching(pattern))


def _code(known: Collection[str], holds: str, blank: str = "") -> Column:
    """One code; blank only if `blank` says what that means."""
    read = _or_blank(one_of(known)) if blank else one_of(known)
    choices = [*sorted(known), *([""] if blank else [])]
    return Column(read=read, holds=holds, blank=blank, codes=known, schema={"enum": choices})


def _several(known: Collection[str], holds: str, blank: str = _NOT_SAID) -> Column:
    """A list, possibly empty: of codes, or of any text if none are given."""
    item = one_of(known) if known else filled
    one = {"enum": sorted(known)} if known else {"type": "string", "pattern": r"\S"}
    return Column(read=_parts(item), holds=holds, blank=blank, codes=known, schema={"type": "array", "items": one})


def _amount(holds: str) -> Column:
    """A number of 0 or more, or unknown."""
    schema = {"type": ["number", "null"], "minimum": 0}
    return Column(read=amount_cell, holds=holds, blank="unknown, never zero", schema=schema)


def _or_blank(convert: Callable[[str], str]) -> Callable[[str], str]:
    """A cell that may be blank, which means unknown."""
    return lambda cell: convert(cell) if cell.strip() else ""


def _parts(convert: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """A ";"-separated list of values, possibly empty."""
    return lambda cell: all_of(convert, (part for part in cell.split(";") if part.strip()))


def _matching(pattern: str) -> Mapping[str, Any]:
    return {"type": "string", "pattern": f"^({pattern})?$"}


COARSE: Mapping[str, Column] = {
    "id": _free("the record's own name, given once in a file"),
    "record_type": _code(
        codes.RECORD_TYPES,
        "incident (one act), pattern (a habit), price_point (a going rate), enforcement (the state acts on officials or on "
        "people), directive (an order to officials), context (a cause or an income, no demand), aggregate (a survey or many "
        "interviews), commentary",
    ),
    "source_name": _free("the outlet; all records of one outlet are one witness"),
    "url": _shaped(
        _WEB_ADDRESS,
        "is not a web address. Write it from https:// on, or leave it blank.",
        "the address of the page read; records that share one are not independent",
        "the page has no address",
    ),
    "url_kind": _code(codes.URL_KINDS, "whether that page is the original, a copy or a retelling", "not known"),
    "place_public": Column(
        read=coarse_place,
        holds="the province, or a wider region; never a county or town",
        schema={"type": "string", "pattern": r"\S"},
    ),
    "period_public": _shaped(
        PERIOD,
        "is not a year or half-year. Write 2025 or 2025H2.",
        "the half-year of what is told (2025H2), or the year if it is known no better",
        "undated",
    ),
    "perp_public": _code(codes.PERPETRATORS, "the class of officials who demand; several kinds together are other_official"),
    "target_public": _code(codes.TARGETS, "the class of those who are asked, of the main ones if there are several", _NOT_SAID),
    "demand_kind": _code(codes.DEMAND_KINDS, "what is asked for; share is a part of something; unknown if the page is silent"),
    "amount_band": Column(
        read=band_cell,
        holds='the sum between edges 0, 1, 3, 10, 30 ... (quarters for PCT), nominal; "or more" and "up to" have one end',
        blank="no sum is printed; never zero",
        schema=_matching(BAND_SHAPE),
    ),
    "currency": Column(
        read=_or_blank(currency),
        holds="the money of the sum in three capital letters; PCT for a percentage",
        blank="there is no sum",
        schema=_matching("[A-Z]{3}"),
    ),
    "amount_unit": _code(
        codes.AMOUNT_UNITS, "what one sum is for; sums of different units are never pooled", "no sum, or the page does not say"
    ),
    "amount_role": _code(
        codes.AMOUNT_ROLES,
        "whether it was demanded, paid, a going rate, seized ...; floor_soft: mostly above it; ceiling_soft: rarely above it",
        "no sum, or the page does not say",
    ),
    "tactic": _several(codes.TACTICS, "how it was asked"),
    "tone": _code(
        codes.TONES, "the manner; brazen is open and unashamed, without an explicit threat", "nothing is asked, or not said how"
    ),
    "response": _several(codes.RESPONSES, "what those asked did; complained is talk, petitioned formal, na not applicable"),
    "amount_direction": _code(
        codes.DIRECTIONS, "what the page says became of sums; na is not applicable", "the page makes no comparison"
    ),
    "severity_direction": _code(
        codes.DIRECTIONS, "what the page says became of harshness, likewise: up is worse", "the page makes no comparison"
    ),
    "frequency_words": _several((), "the vague words of the page itself"),
    "confidence": _code(codes.CONFIDENCES, "how firmly the page supports the codes, never whether the event is true"),
    "text_seen": _code(
        codes.TEXTS_SEEN, "how much of the page was read; after opening_excerpt a blank may mean only: not in the part seen"
    ),
    "situation": _code(codes.SITUATIONS, "what goes on while something is asked; situations are never pooled", _NOT_SAID),
}  # fmt: skip
"""The columns of the shipped file, in this order."""

COLUMNS: Mapping[str, Column] = {
    **COARSE,
    "amount_low": _amount(
        "the lower end of the sum as printed; without amount_high: at least. Only in a case of your own, or of an aggregate"
    ),
    "amount_high": _amount(
        "the upper end of the sum as printed; without amount_low: at most. Only in a case of your own, or of an aggregate"
    ),
    "basis": _code(
        codes.READINGS,
        "read: the coder had the page, or the excerpt, before him; recalled: written from memory of it",
        "read",
    ),
}
"""Every column that a record may have."""

COARSE_COLUMNS = tuple(COARSE)

OPTIONAL_COLUMNS = ("amount_band", "situation", "amount_low", "amount_high", "basis")
"""What a case of one's own may leave out; the two numbers are shipped of an aggregate only, which is of nobody in particular."""

REQUIRED_COLUMNS = tuple(column for column in COARSE_COLUMNS if column not in OPTIONAL_COLUMNS)

# Never required here: a missing column is one problem of the header, not one of every row.
CELLS: Mapping[str, Key] = {name: Key(column.read, required=False) for name, column in COLUMNS.items()}


def sum_problems(values: Mapping[str, Any], where: str, named: Callable[[str], str] = str) -> list[str]:
    """What does not hold between the converted cells of one sum; refused cells count as unknown."""
    low, high, band = (values.get(column) for column in ("amount_low", "amount_high", "amount_band"))
    money = values.get("currency")
    derived = amount_band(low, high, money or "")
    problems = []
    if not amounts_agree(low, high):
        problems.append(f"{where}, {named('amount_low')}: {low:.15g} is above amount_high, {high:.15g}. Swap the two.")
    elif band and derived and band != derived:
        problems.append(f"{where}, {named('amount_band')}: {band} is not the band of the numbers. Leave it blank.")
    if money == "" and (band or derived):
        problems.append(f"{where}, {named('currency')}: there is a sum without a currency. Write one, such as CNY.")
    return problems
