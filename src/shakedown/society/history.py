"""The dated history of a lever: steps and ramps, a yearly profile, and values that are still to be fitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from shakedown.evidence.checks import Key, Refused, checked, filled, finite, one_of
from shakedown.society.levers import ABOUT
from shakedown.society.priors import BASES


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

    def weekly(self, calendar: "Calendar", weeks: int, dials: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """One value a week from the start of the case, dials filled in. The last value holds on."""
        amounts = [float(dials[c.value]) if isinstance(c.value, str) else c.value for c in self.changes]
        out = np.full(weeks, amounts[0])
        for before, after, change in zip(amounts, amounts[1:], self.changes[1:], strict=False):
            at = calendar.week_of(change.since)
            steps = np.clip((np.arange(weeks) - at + 1) / max(1, change.over), 0, 1)
            blend = steps if np.isfinite([before, after]).all() else (steps > 0).astype(float)
            out = np.where(np.arange(weeks) >= at, _blend(before, after, blend), out)
        return out


def _blend(a: float, b: float, share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """From a to b; infinite values switch at once."""
    return np.where(share >= 1, b, a + share * (b - a)) if np.isfinite([a, b]).all() else np.where(share > 0, b, a)


@dataclass(frozen=True, kw_only=True)
class Yearly:
    """A lever that repeats every year: values at days of the year (month, day), straight lines between them."""

    lever: str
    points: tuple[tuple[int, int, float], ...]
    source: str
    basis: str

    def weekly(self, calendar: "Calendar", weeks: int, dials: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """One value a week, read at the middle of each week. No dial moves it."""
        days = [(date(2001, month, day) - date(2001, 1, 1)).days for month, day, _ in self.points]
        middles = [calendar.start + timedelta(days=7 * w + 3) for w in range(weeks)]
        at = [min(364, (d - date(d.year, 1, 1)).days) for d in middles]
        return np.interp(at, days, [v for _, _, v in self.points], period=365)


@dataclass(frozen=True)
class Calendar:
    """Weeks of seven days from a Monday or whatever day the case starts on."""

    start: date

    def week_of(self, day: date) -> int:
        """The week that holds a day; negative before the start."""
        return (day - self.start).days // 7

    def weeks_between(self, first: date, last: date) -> range:
        """The weeks that lie wholly between two days, both included."""
        begin = -((self.start - first).days // 7)
        return range(max(0, begin), (last - self.start).days // 7 + (1 if (last - self.start).days % 7 == 6 else 0))

    def day(self, week: int) -> date:
        """The first day of a week."""
        return self.start + timedelta(weeks=week)


def read_history(
    lever: str, table: object, where: str, dials: Sequence[str]
) -> tuple[History | Yearly | None, list[str]]:
    """One [levers.NAME] table, or what is wrong with it. `dials` are the priors a value may name."""
    if lever not in ABOUT:
        from shakedown.evidence.checks import nearest

        return None, [f"{where}: there is no such lever. {nearest(lever, ABOUT)}"]
    if not isinstance(table, dict) or ("changes" in table) == ("yearly" in table):
        return None, [f"{where}: needs either changes = [{{since = ..., value = ...}}, ...] or yearly = [[...]]."]
    if "yearly" in table:
        values, problems = checked(table, {**_SOURCE, "yearly": Key(_points)}, where)
        return (None, problems) if problems else (
            Yearly(lever=lever, points=values["yearly"], source=values["source"], basis=values["basis"]), [])  # fmt: skip
    given = table["changes"]
    if not isinstance(given, list) or not given:
        return None, [f"{where}, changes: is empty. Give at least one {{since, value, source, basis}}."]
    keys = {**_CHANGE, "value": Key(lambda raw: _value(raw, lever, dials))}
    changes, problems = [], [f"{where}: there is no key {k!r}. It has only changes." for k in table if k != "changes"]
    for number, raw in enumerate(given, 1):
        spot = f"{where}, change {number}"
        if not isinstance(raw, dict):
            problems.append(
                f"{spot}: is not a table. Write {{since = 2020-01-31, value = 0.1, source = ..., basis = ...}}."
            )
            continue
        values, wrong = checked(raw, keys, spot)
        problems += wrong
        if not wrong:
            changes.append(Change(**values))
    if not problems and any(b.since <= a.since for a, b in zip(changes, changes[1:], strict=False)):
        problems.append(f"{where}: the changes are not in order of date. Sort them, one value per day.")
    return (None, problems) if problems else (History(lever=lever, changes=tuple(changes)), [])


def day(raw: object) -> date:
    """A date written without quotes, such as 2020-01-31."""
    if not isinstance(raw, date) or hasattr(raw, "hour"):
        raise Refused(f"{raw!r} is not a day. Write it without quotes, such as 2020-01-31.")
    return raw


def _value(raw: object, lever: str, dials: Sequence[str]) -> float | str:
    about = ABOUT[lever]
    if isinstance(raw, str):
        return one_of(dials)(raw)
    if isinstance(raw, float) and np.isinf(raw) and raw > 0 and about.infinite:
        return raw
    number = finite(raw)
    if not about.least <= number <= about.most:
        upper = f" and at most {about.most:g}" if np.isfinite(about.most) else ""
        raise Refused(f"{number:g} is outside its limits. Write at least {about.least:g}{upper} {about.unit}.")
    return number


def _weeks(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise Refused(f"{raw!r} is not a number of weeks. Write a whole number, 0 for at once.")
    return raw


def _points(raw: object) -> tuple[tuple[int, int, float], ...]:
    if not isinstance(raw, list) or len(raw) < 2:
        raise Refused('needs at least two points, such as [["09-01", 1.0], ["10-25", 1.3]].')
    return tuple(_point(p) for p in raw)


def _point(raw: object) -> tuple[int, int, float]:
    try:
        text, value = raw  # type: ignore[misc]
        at = date.fromisoformat(f"2001-{text}")
    except (TypeError, ValueError):
        raise Refused(f'{raw!r} is not a point. Write ["10-25", 1.3]: month-day, value.') from None
    number = finite(value)
    if number < 0:
        raise Refused(f"{number:g} is below 0. Write 1 for an ordinary week.")
    return at.month, at.day, number


def _text(raw: object) -> str:
    return "" if raw == "" else filled(raw)


_SOURCE = {"source": Key(filled), "basis": Key(one_of(BASES))}
_CHANGE = {
    "since": Key(day),
    **_SOURCE,
    "over": Key(_weeks, required=False),
    "note": Key(_text, required=False),
}
