"""The weeks of a case: seven days each, counted from its first day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shakedown.evidence.checks import Refused, shown

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Calendar:
    """Weeks of seven days from a Monday, or from whatever day the case starts on."""

    start: date

    def week_of(self, day: date) -> int:
        """The week that holds a day; negative before the start."""
        return (day - self.start).days // 7

    def weeks_between(self, first: date, last: date) -> range:
        """The weeks that lie wholly between two days, both included; none before the start."""
        begin = -((self.start - first).days // 7)
        return range(max(0, begin), self.week_of(last + timedelta(days=1)))

    def day(self, week: int) -> date:
        """The first day of a week."""
        return self.start + timedelta(weeks=week)


def day(raw: object) -> date:
    """A date written without quotes, such as 2020-01-31."""
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise Refused(f"{shown(raw)} is not a day. Write it without quotes, such as 2020-01-31.")
    if not _FIRST_YEAR <= raw.year <= _LAST_YEAR:
        raise Refused(f"{raw} is not between {_FIRST_YEAR} and {_LAST_YEAR}. Mend the year.")
    return raw
