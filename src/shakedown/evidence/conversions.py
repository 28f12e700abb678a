"""An amount in other money, by the nearest dated rate within 365 days; else it stays as it is, and says why.

Rates are single published figures (`facts_north_korea.csv`), mostly of one northern market: a noisy signal.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise

FARTHEST = 365
"""Days between an event and a rate beyond which nothing is converted."""
REDENOMINATION = date(2009, 11, 30)
"""100 old won became 1 new; sums of both sides are never compared."""
_SERIES = {"kpw_per_cny": ("KPW", "CNY"), "fx_cny_per_usd": ("CNY", "USD")}


@dataclass(frozen=True)
class Rate:
    """How many units of `money` one unit of `per` bought on a day (the middle, if only its month is known)."""

    money: str
    per: str
    day: date
    value: float
    source: str


@dataclass(frozen=True)
class Converted:
    """An amount in `currency`, with the rates used and their distance in days; `reason` says why it was left as it was."""

    amount: float
    currency: str
    rates: tuple[tuple[Rate, int], ...] = ()
    reason: str = ""


@cache
def rates() -> tuple[Rate, ...]:
    """Every dated exchange rate that is shipped."""
    text = (files("shakedown.evidence") / "data" / "facts_north_korea.csv").read_text(encoding="utf-8")
    found = [row for row in csv.DictReader(text.splitlines()) if row["series"] in _SERIES]
    return tuple(
        Rate(*_SERIES[r["series"]], _middle(*span(r["date"])), float(r["value"]), r["url"] or r["note"]) for r in found
    )


def span(when: str) -> tuple[date, date]:
    """First and last day of a year, half-year, month or day: 2025, 2025H2, 2025-09, 2025-08-14; `ValueError` for others."""
    if half := re.fullmatch(r"(\d{4})(?:H([12]))?", when):
        year, part = int(half[1]), half[2]
        return date(year, 7 if part == "2" else 1, 1), date(year, 6, 30) if part == "1" else date(year, 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", when):
        first = date.fromisoformat(f"{when}-01")
        return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    return date.fromisoformat(when), date.fromisoformat(when)


def convert(amount: float, money: str, into: str, when: str, known: tuple[Rate, ...] | None = None) -> Converted:
    """An amount of some time in other money, at the rate nearest to the middle of that time; won and dollars by way of yuan."""
    if money == into:
        return Converted(amount, money)
    if not when:
        return Converted(amount, money, reason="It is undated, so no rate is near it.")
    first, last = span(when)
    if "KPW" in (money, into) and first <= REDENOMINATION:
        return Converted(
            amount, money, reason="Won of before 30 November 2009 are other won (100 to 1): not converted."
        )
    way = (money, into) if "CNY" in (money, into) else (money, "CNY", into)
    used: list[tuple[Rate, int]] = []
    value = amount
    for here, there in pairwise(way):
        held = [r for r in (rates() if known is None else known) if {r.money, r.per} == {here, there}]
        if not held or max(_nearest(held, day)[1] for day in _days(first, last)) > FARTHEST:
            lacking = f"No rate of {here} and {there} lies within {FARTHEST} days of all of {when}"
            return Converted(amount, money, reason=f"{lacking}, so it stays in {money} and out of the fit.")
        used.append(_nearest(held, _middle(first, last)))
        rate = used[-1][0]
        value = value / rate.value if rate.money == here else value * rate.value
    return Converted(value, into, tuple(used))


def _nearest(held: list[Rate], day: date) -> tuple[Rate, int]:
    """The rate nearest to a day, the earlier of two as near, and how many days lie between."""
    rate = min(held, key=lambda r: (abs((r.day - day).days), r.day))
    return rate, abs((rate.day - day).days)


def _middle(first: date, last: date) -> date:
    return first + (last - first) // 2


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]
