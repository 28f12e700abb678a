"""The sum of a coded record: its ends, whether it is that of one demand, and the word for how many demands exceed it."""

from dataclasses import replace
from math import sqrt

from shakedown.errors import InputError
from shakedown.evidence.conversions import convert
from shakedown.evidence.records import Record
from shakedown.evidence.words import word

CUTS = {"floor_soft": (True, "mostly"), "ceiling_soft": (False, "rarely"), "ceiling": (False, "almost never")}
"""Whether most demands lie above the sum, and the word for it if the record holds none that fits."""


def ends(record: Record) -> tuple[float | None, float | None]:
    """The sum's ends: the numbers if there are any, else those of its band."""
    if record.amount_low is not None or record.amount_high is not None:
        return record.amount_low, record.amount_high
    text = record.amount_band
    if text.endswith(" or more"):
        return float(text.removesuffix(" or more")), None
    if text.startswith("up to "):
        return None, float(text.removeprefix("up to "))
    low, _, high = text.partition("-")
    return (float(low), float(high)) if high else (None, None)


def in_money(record: Record, currency: str) -> tuple[Record, str]:
    """The record with its sum in this money, and how it was converted; as it is, with the reason, where no rate is near."""
    if record.currency in ("", "PCT", currency) or not any(ends(record)):
        return record, ""
    each = [convert(end, record.currency, currency, record.period_public) if end else None for end in ends(record)]
    made = [one for one in each if one]
    if left := next((one.reason for one in made if one.reason), ""):
        return record, left
    low, high = (one.amount if one else None for one in each)
    days = max(days for one in made for _, days in one.rates)
    told = (
        f"converted from {record.currency} at the nearest dated rate, {days} days from the middle of its period at most"
    )
    return replace(record, amount_low=low, amount_high=high, amount_band="", currency=currency), told


def middle(record: Record) -> float:
    """The sum between its ends, by ratio; its only end if it has one. For a record that names a sum above 0."""
    low, high = ends(record)
    return sqrt((low or high or 0.0) * (high or low or 0.0))


def is_a_demands(record: Record, currency: str) -> bool:
    """Whether its sum, if it names one, is that of one demand in this money."""
    low, high = ends(record)
    return bool(low or high) and record.currency == currency and record.amount_unit == "per_demand"


def exceeding_word(record: Record) -> str:
    """The record's own word for how many demands exceed its sum, if one on the right side of a half is known."""
    above, usual = CUTS[record.amount_role]
    for said in record.frequency_words:
        try:
            known = word(said)
        except InputError:
            continue
        if known.centre and (known.centre > 0) == above:
            return known.name
    return usual


def unread_sum(record: Record, currency: str, why: str = "") -> str:
    """Why its sum gave no draft; `why`: why it could not be converted."""
    if record.currency != currency and why:
        return f"its sum is in {record.currency}. {why.rstrip('.')}"
    if record.currency != currency:
        return f"its sum is in {record.currency}, and the case counts in {currency}"
    if record.amount_unit != "per_demand":
        return f"its sum is {record.amount_unit.replace('_', ' ') or 'of no amount_unit'}; only one per_demand says what is asked"
    role = record.amount_role or "of no amount_role"
    return f"its sum is {role} and {'has only one end' if None in ends(record) else 'speaks of no measure'}"
