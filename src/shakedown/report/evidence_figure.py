"""When the reports of a case speak of, and in which tone: points on a time axis, no finer than a record's own half-year.

Records hold no day and no month (see the page on safety), so a point stands in the middle of its period and a thin line
runs across it. Reports of one period and one tone are one point with their number beside it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from shakedown.evidence.records import Record
from shakedown.report.evidence_tables import period_says
from shakedown.report.look import BASELINE, EVIDENCE, TEXT, Chart, Row, finished, of_rows
from shakedown.report.phrases import counted, first_upper, listed
from shakedown.report.table import Table, row, table
from shakedown.society.case import Case

_TITLE = "What the reports speak of, and when"
_TONES = ("coercive", "brazen", "implicit", "neutral", "polite", "unknown", "")
"""From harsh to gentle, and last those that say nothing of it."""
_BASIS = "Basis: reported."
Held = Mapping[tuple[str, str], Sequence[Record]]


def evidence_figure(case: Case) -> Chart:
    """A row for each tone, from harsh to gentle; a purple point for the reports of a half-year or year; grey: now."""
    dated = [line for line in _rows(by_time(case.records)) if line["from"]]
    undated = sum(not r.period_public for r in case.records)
    key = [
        "Point: reports, and how many; line: the half-year or year.",
        f"Grey: now. {_BASIS}{f' Undated: {undated}.' if undated else ''}",
    ]
    chart = alt.layer(*_layers(dated, case)).properties(width=262, height=alt.Step(26))
    return finished(chart, _TITLE, key, _told(case.records))


def by_time(records: Sequence[Record]) -> Held:
    """Records by period and tone, the earliest first, undated ones last."""
    held: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda r: (r.period_public or "9", _TONES.index(r.tone))):
        held[record.period_public, record.tone].append(record)
    return held


def evidence_table(records: Sequence[Record]) -> Table:
    """The same in numbers, with the ids of the records; articles are counted apart, for several records may be of one."""
    columns = ["when", "tone", "records", "articles", "which"]
    caption = f"{_TITLE}: half-years or years, as the records have them. {_BASIS}"
    return table(caption, columns, (_line(*key, told) for key, told in by_time(records).items()))


def _line(period: str, tone: str, told: Sequence[Record]) -> Any:
    pages = len({r.url or r.id for r in told})
    return row(first_upper(period_says(period)), _tone(tone), f"{len(told)}", f"{pages}", ", ".join(r.id for r in told))


def _tone(code: str) -> str:
    return code or "not said"


def _rows(held: Held) -> list[Row]:
    return [{"tone": _tone(tone), "number": f"{len(told)}", **_span(period)} for (period, tone), told in held.items()]


def _span(period: str) -> Row:
    """First day, middle and end of a half-year or year; nothing if it is not said."""
    if not period:
        return {"from": None, "middle": None, "to": None}
    year, half = int(period[:4]), period[4:]
    first, last = date(year, 7 if half == "H2" else 1, 1), date(year + (half != "H1"), 7 if half == "H1" else 1, 1)
    return {"from": f"{first}", "middle": f"{first + (last - first) / 2}", "to": f"{last}"}


def _layers(rows: Sequence[Row], case: Case) -> list[Any]:
    """The window now, the periods, the points and their numbers."""
    first = min([f"{case.calendar.start}", *(line["from"] for line in rows)])
    last = max([f"{case.end}", *(line["to"] for line in rows)])
    x = alt.X(
        "from:T",
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="%Y", tickCount=5, grid=True, labelOverlap=True),
    )
    names = [_tone(t) for t in _TONES if any(line["tone"] == _tone(t) for line in rows)]
    y = alt.Y("tone:N", sort=names, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=70))
    now = of_rows([{"from": f"{case.calendar.day(min(case.now.weeks))}", "to": f"{case.end}"}])
    base = alt.Chart(of_rows(rows))
    return [
        alt.Chart(now).mark_rect(color=BASELINE, opacity=0.45).encode(x=x, x2="to:T"),
        base.mark_rule(color=EVIDENCE, strokeWidth=1.4).encode(y=y, x=x, x2="to:T"),
        base.mark_point(color=EVIDENCE, filled=True, size=62, opacity=1).encode(y=y, x="middle:T"),
        base.mark_text(color=TEXT, fontSize=11, dy=-9).encode(y=y, x="middle:T", text="number:N"),
    ]


def _told(records: Sequence[Record]) -> str:
    """The text alternative: every point."""
    told = [
        f"{period_says(p)}, {_tone(tone)}: {counted(len(held), 'record')}"
        for (p, tone), held in by_time(records).items()
    ]
    return f"{_TITLE}. {first_upper(listed(told)) or 'No record'}. {_BASIS}"
