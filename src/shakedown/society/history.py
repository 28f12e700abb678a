"""The history of a lever: dated steps and ramps, or a yearly profile; some values are still to be fitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shakedown.society.calendar import Calendar

F64 = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Change:
    """From a day on a lever has a value: a number, or the name of a prior that draws it; `over` weeks of ramp."""

    since: date
    value: float | str
    source: str
    basis: str
    over: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class History:
    """A lever's changes in order of date; what holds before the first is its first value."""

    lever: str
    changes: tuple[Change, ...]

    def weekly(self, calendar: Calendar, weeks: int, dials: Mapping[str, float]) -> F64:
        """One value a week from the start of the case, dials filled in. The last value holds on."""
        amounts = [float(dials[c.value]) if isinstance(c.value, str) else c.value for c in self.changes]
        out = np.full(weeks, amounts[0])
        for (before, after), change in zip(pairwise(amounts), self.changes[1:], strict=True):
            since = np.arange(weeks) - calendar.week_of(change.since)
            ramp = np.clip((since + 1) / max(1, change.over), 0, 1)
            out = np.where(since >= 0, _blend(before, after, ramp), out)
        return out


def _blend(before: float, after: float, share: F64) -> F64:
    """From one value to another; infinite ones switch at once."""
    if not np.isfinite([before, after]).all():
        return np.where(share > 0, after, before)
    return np.where(share >= 1, after, before + share * (after - before))


@dataclass(frozen=True, kw_only=True)
class Yearly:
    """A lever that repeats every year: values at days of the year (month, day), straight lines between them."""

    lever: str
    points: tuple[tuple[int, int, float], ...]
    source: str
    basis: str

    def weekly(self, calendar: Calendar, weeks: int, dials: Mapping[str, float]) -> F64:
        """One value a week, read at the middle of each week. No dial moves it."""
        days = [(date(2001, month, day) - date(2001, 1, 1)).days for month, day, _ in self.points]
        middles = [calendar.day(week) + timedelta(days=3) for week in range(weeks)]
        at = [min(364, (d - date(d.year, 1, 1)).days) for d in middles]
        return np.interp(at, days, [v for _, _, v in self.points], period=365)
