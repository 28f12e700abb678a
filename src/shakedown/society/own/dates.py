"""The dates of a new case: now, each dating of the past, when the case begins, and when levers moved in between."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shakedown.errors import InputError
from shakedown.society.calendar import Calendar
from shakedown.society.case import Window
from shakedown.society.own.periods import Days, days_of, month, read_days, said
from shakedown.society.read_windows import Span, read_windows

BURN_IN, NOW_WEEKS, SETTLED = 52, 5, 13
"""Weeks: run before anything is read; read as now; before now in which what moved since the past has stopped moving."""
OF_LATE = 17
"""Weeks to the end of now: "of late", as the built-in case has it."""
_DATINGS = {"long_ago": (15, 9), "some_years_ago": (9, 3), "recent": (3, 0)}
"""Half-years before that of now between which the past may lie if nobody dates it, as the built-in case has it."""
_EARLIEST_PAST = 90
"""Years before now in which a given past may begin: a case holds 5,200 weeks."""
_MOST_DATINGS, _LONGEST_PAST = 3, 15
"""How many datings the records may give, and how many years before now: every week of a case is simulated."""
_STILL_NOW = timedelta(weeks=52)
"""A record that speaks of no past of the case and is no older than this at the end of now is taken for now."""


@dataclass(frozen=True, kw_only=True)
class Dating:
    """One reading of "the past": its name in the case, its first and last day, and how it is said."""

    name: str
    first: date
    last: date
    says: str


@dataclass(frozen=True, kw_only=True)
class Times:
    """When things are. `windows` are now and the pasts as weeks, counted from `start`."""

    start: date
    end: date
    datings: tuple[Dating, ...]
    windows: tuple[Window, ...]

    @property
    def first(self) -> date:
        """The first day of now."""
        return self.end - timedelta(weeks=NOW_WEEKS, days=-1)

    @property
    def says(self) -> str:
        """Now in words."""
        return f"the five weeks to {self.end.day} {month(self.end)}"

    @property
    def dated(self) -> bool:
        """Whether somebody says when the past was."""
        return self.datings[0].name not in _DATINGS

    @property
    def move(self) -> tuple[date, int]:
        """From which day, over how many weeks, levers go from their level in the past to that of now."""
        return Calendar(self.start).day(self._last + 1), max(1, self._now - SETTLED - self._last - 1)

    @property
    def halfway(self) -> date:
        """A day between the last week of any past and now."""
        return Calendar(self.start).day((self._last + 1 + self._now) // 2)

    @property
    def of_late(self) -> date:
        """The day from which on things are as they are of late."""
        return self.end - timedelta(weeks=OF_LATE, days=-1)

    @property
    def _last(self) -> int:
        """The last week that is read of any past."""
        return max(week for past in self.windows[1:] for week in past.weeks)

    @property
    def _now(self) -> int:
        return self.windows[0].weeks[0]

    def window_of(self, period: str) -> str:
        """The window in which a period such as 2024H2 lies, or most of it; "" if it lies in none.

        A blank period is "past", the undated past of the reports.
        """
        if not period:
            return "past"
        first, last = days_of(period)
        of_late = timedelta(0) <= self.end - last < _STILL_NOW
        if (first <= self.end and last >= self.first) or (of_late and not self.dated):
            return "now"
        shared = {d.name: (min(last, d.last) - max(first, d.first)).days for d in self.datings}
        if shared and max(shared.values()) >= 0:
            return max(shared, key=lambda name: shared[name])
        return "now" if of_late else ""


def times(now: str, past: Sequence[str], periods: Iterable[str]) -> Times:
    """What --now and --past say; without them what the records' periods say, and where none is of the past, an undated one.

    Raises `InputError` with a sentence for each text that is no date, and for a past without weeks of the season of now.
    """
    told = [days_of(period) for period in periods if period]
    ends, problems = read_days("--now", [now or max((f"{last}" for _, last in told), default="")])
    spans, wrong = read_days("--past", past)
    if problems or wrong:
        raise InputError([*problems, *wrong])
    end = ends[0][1]
    if wrong := list(_misplaced(past, spans, end)):
        raise InputError(wrong)
    datings = _given(spans or _dated(told, end)) or tuple(_undated(name, end) for name in _DATINGS)
    weeks = -(-((end - min(d.first for d in datings)).days + 1) // 7) + BURN_IN
    start = end - timedelta(days=7 * weeks - 1)
    says = {d.name: past[number] if past else d.says for number, d in enumerate(datings)}
    return Times(
        start=start, end=end, datings=datings, windows=_windows(Span(Calendar(start), end, BURN_IN), datings, says)
    )


def _misplaced(past: Sequence[str], spans: Sequence[Days], end: date) -> Iterator[str]:
    """A sentence for each given past that no case with this end of now can hold, and for one that is given twice."""
    for number, (text, (first, last)) in enumerate(zip(past, spans, strict=True)):
        if first > end:
            yield f"--past {text}: begins after now, which ends {end}. Give an earlier one, or a later --now."
        elif end.year - first.year > _EARLIEST_PAST:
            yield f"--past {text}: begins more than {_EARLIEST_PAST} years before now. Give a later beginning."
        elif (first, last) in spans[:number]:
            yield f"--past {text}: is given twice. Keep one."


def _windows(span: Span, datings: Sequence[Dating], given: dict[str, str]) -> tuple[Window, ...]:
    """Now and the pasts as the case will read them."""
    first = span.end - timedelta(weeks=NOW_WEEKS, days=-1)
    raw: dict[str, dict[str, object]] = {"now": {"from": first, "to": span.end}}
    raw |= {d.name: {"from": d.first, "to": d.last, "says": d.says} for d in datings}
    (now, pasts), problems = read_windows(raw, span)
    if problems or now is None:
        raise InputError(_by_option(problem, given) for problem in problems)
    return (now, *pasts)


def _by_option(problem: str, given: dict[str, str]) -> str:
    """The same sentence, naming the option instead of a file that is not there yet."""
    for name, text in given.items():
        problem = problem.replace(f"case.toml, [windows.{name}]", f"--past {text}")
    return problem


def _given(spans: Sequence[Days]) -> tuple[Dating, ...]:
    names = ["before"] if len(spans) == 1 else [f"before_{number}" for number in range(1, len(spans) + 1)]
    return tuple(
        Dating(name=name, first=first, last=last, says=said(first, last))
        for name, (first, last) in zip(names, spans, strict=True)
    )


def _dated(told: Iterable[Days], end: date) -> list[Days]:
    """The years that records from before now speak of, neighbours as one; the latest of them."""
    years = sorted({first.year for first, last in told if end - last >= _STILL_NOW})  # a period lies in one year
    years = [year for year in years if end.year - year <= _LONGEST_PAST]
    begun = [year for year in years if year - 1 not in years]
    ended = [year for year in years if year + 1 not in years]
    passes_new_year = (end - timedelta(weeks=NOW_WEEKS, days=-1)).year < end.year
    over = 31 if passes_new_year else 0  # or a year would not hold the season of now
    found = zip(begun, ended, strict=True)
    return [(date(a, 1, 1), date(b, 12, 31) + timedelta(days=over)) for a, b in found][-_MOST_DATINGS:]


def _undated(name: str, end: date) -> Dating:
    half = 2 * end.year + (end.month > 6)
    first, after = (date((half - back) // 2, 7 if (half - back) % 2 else 1, 1) for back in _DATINGS[name])
    last = after - timedelta(days=1)
    return Dating(name=name, first=first, last=last, says=said(first, last))
