"""A period of a record, a year or a half-year ("2025", "2025H2"): its ends and its middle, and the one a date lies in.

Half-years are counted from that of the year 0, so that two periods can be compared; a day or a month is never kept.
"""

import re

PERIOD = r"(19|20)[0-9]{2}(H[12])?"
"""The shape of a period, as the schema of records has it."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")
_PERIOD = re.compile(PERIOD)
Ends = tuple[int, int]
"""First and last half-year."""


def half_year(date: str) -> str:
    """The year or half-year of a date such as 2025-03-02 or 2025; "" without a year."""
    if not (found := _DATE.match(date)):
        return ""
    return found[1] + ("" if not found[2] else "H1" if int(found[2]) <= 6 else "H2")


def ends(period: str) -> Ends:
    """First and last half-year of a period."""
    year, half = int(period[:4]), period[5:]
    return 2 * year + int(half or 1), 2 * year + int(half or 2)


def stretch(text: str) -> Ends | None:
    """The ends of a period or of two as FROM:TO; None if it is none, or runs backwards."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > 2 or not all(map(_PERIOD.fullmatch, parts)):
        return None
    first, last = ends(parts[0])[0], ends(parts[-1])[1]
    return (first, last) if first <= last else None


def middle(period: str) -> float:
    """The middle of a period, in years."""
    first, last = ends(period)
    return (first - 1 + last) / 4
