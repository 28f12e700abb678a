"""The [windows.NAME] tables of case.toml: `now`, and each dating of the past by the same calendar weeks as now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shakedown.evidence.checks import Key, filled, positive
from shakedown.society.calendar import Calendar, day
from shakedown.society.case import Window
from shakedown.society.tables import Problems, checked_table

PAST, CHANGE = "past", "change"
"""In statements: whichever past the reports mean, for they do not date it; and what became of it until now."""
_LONGEST_NOW = 52


@dataclass(frozen=True)
class Span:
    """The weeks of a case: from `burn_in` on they are read, `end` closes the last of them."""

    calendar: Calendar
    end: date
    burn_in: int

    @property
    def weeks(self) -> int:
        """Whole weeks from the first day to the last."""
        return self.calendar.week_of(self.end) + 1


def read_windows(raw: object, span: Span | None) -> tuple[tuple[Window | None, tuple[Window, ...]], list[str]]:
    """`now` and the pasts, their weights made to add to 1. Without a span (it could not be read) only dates are checked."""
    if not isinstance(raw, dict) or "now" not in raw or len(raw) < 2:
        wanted = "needs [windows.now] and at least one past, such as [windows.before]"
        return (None, ()), [f"case.toml, [windows]: {wanted}."]
    problems = Problems(
        f"case.toml, [windows.{name}]: statements use this name for other things. Call it before, for instance."
        for name in (PAST, CHANGE)
        if name in raw
    )
    spans = {name: problems.take(_read_dates(name, table)) for name, table in raw.items()}
    if span is None or problems:
        return (None, ()), problems
    now = problems.take(_now(spans["now"], span))
    pasts = [problems.take(_past(name, spans[name], now, span)) for name in spans if name != "now"] if now else []
    total = sum(p.weight for p in pasts)
    return (
        now,
        tuple(Window(name=p.name, weeks=p.weeks, says=p.says, weight=p.weight / total) for p in pasts),
    ), problems


def _read_dates(name: str, raw: object) -> tuple[dict[str, Any], list[str]]:
    where = f"case.toml, [windows.{name}]"
    values, problems = checked_table(raw, _WINDOW, where)
    if not problems and values["to"] < values["from"]:
        problems.append(f"{where}, to: {values['to']} is before from, {values['from']}. Swap them.")
    return values, problems


def _now(dates: Mapping[str, Any], span: Span) -> tuple[Window | None, list[str]]:
    weeks = tuple(span.calendar.weeks_between(dates["from"], dates["to"]))
    where = "case.toml, [windows.now]"
    if not weeks:
        return None, [f"{where}: holds no whole week from {span.calendar.start} on. Widen it."]
    if weeks[-1] != span.weeks - 1:
        return None, [
            f"{where}, to: its last whole week is not the one that end, {span.end}, closes. Mend one of them."
        ]
    if len(weeks) > _LONGEST_NOW or weeks[0] < span.burn_in:
        return None, [
            f"{where}, from: now is at most {_LONGEST_NOW} weeks and begins after burn-in. Let it begin later."
        ]
    return Window(name="now", weeks=weeks, says=dates.get("says", "now")), []


def _past(name: str, dates: Mapping[str, Any], now: Window, span: Span) -> tuple[Window, list[str]]:
    """A past: as many weeks as now, from the same day of the year on, in every year in which all of them begin inside it."""
    begins = span.calendar.day(now.weeks[0])
    weeks: list[int] = []
    for year in range(max(dates["from"].year, span.calendar.start.year), min(dates["to"].year, begins.year) + 1):
        first = round((_in_year(begins, year) - span.calendar.start).days / 7)
        season = range(first, first + len(now.weeks))
        inside = dates["from"] <= span.calendar.day(season[0]) and span.calendar.day(season[-1]) <= dates["to"]
        if inside and first >= span.burn_in:
            weeks += [week for week in season if week < now.weeks[0]]
    missing = (
        f"case.toml, [windows.{name}]: holds no weeks of the season of now, after burn-in and before now. Widen it."
    )
    return (
        Window(name=name, weeks=tuple(weeks), says=dates.get("says", name), weight=dates.get("weight", 1.0)),
        [] if weeks else [missing],
    )


def _in_year(on: date, year: int) -> date:
    """The same day in another year; 28 February for a 29th that is not there."""
    leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=year, day=28) if leap_day else on.replace(year=year)


_WINDOW = {
    "from": Key(day),
    "to": Key(day),
    "says": Key(filled, required=False),
    "weight": Key(positive, required=False),
}
