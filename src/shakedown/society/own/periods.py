"""Days, half-years and years as people write them, and as they are said."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from shakedown.evidence.checks import shown

Days = tuple[date, date]
_EARLIEST, _LATEST = {"--now": 1920, "--past": 1902}, 2199
"""Years: a case begins in 1900 at the earliest, some years before its now and some weeks before its past."""
_PERIOD = re.compile(r"((?:19|20)[0-9]{2})(?:H([12]))?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
)  # fmt: skip


def days_of(text: str) -> Days:
    """First and last day of a year (2024), a half-year (2024H2) or a day (2024-12-31); else `ValueError`."""
    if found := _PERIOD.fullmatch(text):
        year, half = int(found[1]), found[2]
        return date(year, 7 if half == "2" else 1, 1), date(year, 6, 30) if half == "1" else date(year, 12, 31)
    day = date.fromisoformat(text)
    return day, day


def read_days(option: str, given: Iterable[str]) -> tuple[list[Days], list[str]]:
    """Periods, or FROM:TO of two of them; a sentence for each that is none."""
    found, problems = [], []
    most = 1 if option == "--now" else 2
    for text in given:
        try:
            ends = [days_of(part.strip()) for part in text.split(":")]
        except ValueError:
            ends = []
        years = {day.year for pair in ends for day in pair}
        if not text and option == "--now":
            problems.append(
                f"{option}: no record says when, so it is not known when now is. Write {option} 2024-12-31."
            )
        elif not 1 <= len(ends) <= most:
            more = "" if option == "--now" else ", or two of them as 2021:2022"
            problems.append(f"{option}: {shown(text)} is not a date. Write 2024-12-31, 2024H2 or 2024{more}.")
        elif min(years) < _EARLIEST[option] or max(years) > _LATEST:
            problems.append(f"{option}: {shown(text)} is not within {_EARLIEST[option]} to {_LATEST}. Mend the year.")
        elif any(later[0] < earlier[0] for earlier, later in pairwise(ends)):
            problems.append(f"{option}: {shown(text)} ends before it begins. Swap the two.")
        else:
            found.append((ends[0][0], ends[-1][1]))
    return found, problems


def said(first: date, last: date) -> str:
    """Whole years as years, else months."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    return f"{month(first)} to {month(last)}" if month(first) != month(last) else month(first)


def month(day: date) -> str:
    """A day's month and year."""
    return f"{_MONTHS[day.month - 1]} {day.year}"
