"""A result -> an Altair chart. Nothing is computed here beyond reading numbers; every chart carries its title, its unit and
a description that holds its numbers with their basis. `svg` draws one without a browser.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import isfinite
from typing import Any

import altair as alt

from shakedown.answers.demands_now import Cell
from shakedown.answers.then_and_now import Change
from shakedown.evidence.measures import MEASURES
from shakedown.evidence.statement_values import Event
from shakedown.report import told
from shakedown.report.look import BASELINE, COERCIVE, EVIDENCE, POLITE, TEXT, Chart, Row, finished, of_rows, svg
from shakedown.report.marks import Mark
from shakedown.report.phrases import first_upper, in_100, lever_unit, named, spaced, unit, worth, written
from shakedown.society.case import Case, Window

__all__ = ["COERCIVE", "POLITE", "Chart", "demands_now", "levers", "svg", "then_and_now"]
Layer = Any
"""A chart within a chart; altair does not say what `encode` gives."""
_HEADER = alt.Header(
    title=None, labelOrient="top", labelAnchor="start", labelAngle=0, labelFontSize=12.5, labelFontWeight="bold",
    labelColor=TEXT, labelPadding=2,
)  # fmt: skip
_NAMES = alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=82, maxExtent=82)


def then_and_now(
    changes: Sequence[Change],
    case: Case,
    marks: Sequence[Mark] = (),
    colour: str = POLITE,
    chances: Mapping[str, float] | None = None,
) -> Chart:
    """One measure before and now: a pair of bars for each dating of the past and for all of them together.

    `marks` are the reports' words on the same scale, `chances` the probability of each dating, printed in its heading.
    Money is drawn on a log scale, a share from 0 to 100.
    """
    about = changes[0].now
    headings = {c.dating: _heading(c, chances or {}) for c in changes}
    rows = [row for c in changes for row in _bars(c, headings[c.dating])]
    rows += [row for c in changes for m in marks for row in _points(m, c, headings[c.dating])]
    chart = (
        alt.layer(*_layers(_across(rows, MEASURES[about.measure].share, case), colour), data=of_rows(rows))
        .properties(width=250, height=alt.Step(34))
        .facet(row=alt.Row("dating:N", sort=list(headings.values()), header=_HEADER), spacing=6)
        .resolve_scale(y="independent")
    )
    title, units = first_upper(named(about.measure, case, about.threshold)), unit(about.measure, case)
    key = _key(units, about.basis, bool(marks))
    return finished(chart, title, key, told.then_and_now(f"{title}, {units}", changes, marks, case))


def _heading(change: Change, chances: Mapping[str, float]) -> str:
    chance = f" ({in_100(chances[change.dating])} in 100)" if change.dating in chances else ""
    return f"{'' if change.dating == 'mixture' else 'past: '}{change.says}{chance}"


def _bars(change: Change, heading: str) -> Iterator[Row]:
    """Two bars and two thin lines of one dating."""
    for order, (label, value) in enumerate((("before", change.then), ("now", change.now))):
        row = {"dating": heading, "row": f"{label}  {worth(value.median, value.measure)}", "order": order}
        bar = {"low": value.low, "mid": value.median, "high": value.high}
        prior = {"low": value.prior_low, "high": value.prior_high}
        for kind, numbers in ((label, bar), ("prior", prior)):
            yield {**row, "kind": kind, **{n: _shown(v, value.measure) for n, v in numbers.items()}}


def _points(mark: Mark, change: Change, heading: str) -> Iterator[Row]:
    """A word's points in the rows it speaks of: "past" in every dating, a named past in its own, now in all."""
    label = "now" if mark.window == "now" else "before" if mark.window in ("past", change.dating) else ""
    if not label:
        return
    value = change.now if label == "now" else change.then
    row = {"dating": heading, "row": f"{label}  {worth(value.median, value.measure)}", "order": int(label == "now")}
    for kind, at in (("first", mark.low), ("middle", mark.middle), ("last", mark.high)):
        if at is not None:
            yield {**row, "kind": kind, "used": mark.used, "low": _shown(at, value.measure)}


def _shown(value: float, measure: str) -> float | None:
    """A value as drawn; None for what is not known."""
    if not isfinite(value):
        return None
    return 100 * value if MEASURES[measure].share else value


def _layers(x: alt.X, colour: str) -> list[Layer]:
    """Thin line of the prior, bar, middle, and above them the points of a word."""
    y = alt.Y("row:N", sort=alt.EncodingSortField("order"), title=None, axis=_NAMES)
    base = alt.Chart()

    def of(kind: str) -> Layer:
        return base.transform_filter(f"datum.kind === '{kind}'")

    def bar(kind: str, **look: Any) -> Layer:
        return of(kind).mark_rule(strokeWidth=9, **look).encode(y=y, x=x, x2="high:Q")

    def point(kind: str, shape: str, size: int) -> Layer:
        fill = alt.condition("datum.used", alt.value(EVIDENCE), alt.value("white"))
        drawn = of(kind).mark_point(shape=shape, size=size, stroke=EVIDENCE, strokeWidth=1.2, yOffset=-10, opacity=1)
        return drawn.encode(y=y, x=x, fill=fill)

    middle = base.transform_filter("isValid(datum.mid)").mark_tick(color=TEXT, thickness=2.5, size=15)
    return [
        of("prior").mark_rule(color=BASELINE, strokeWidth=1.2, yOffset=9).encode(y=y, x=x, x2="high:Q"),
        bar("before", color=BASELINE, strokeDash=[5, 2]),
        bar("now", color=colour),
        middle.encode(y=y, x="mid:Q"),
        point("first", "triangle-right", 34),
        point("last", "triangle-left", 34),
        point("middle", "diamond", 46),
    ]


def _across(rows: Sequence[Row], share: bool, case: Case) -> alt.X:
    """The axis: 0 to 100 for a share, else a log scale marked at the case's own amounts."""
    if share:
        scale, axis = alt.Scale(domain=[0, 100], nice=False), alt.Axis(values=[0, 25, 50, 75, 100], grid=True)
    else:
        known = [row[n] for row in rows for n in ("low", "high") if row.get(n)]
        low, high = (min(known) * 0.9, max(known) * 1.1) if known else (1.0, 10.0)
        scale = alt.Scale(type="log", domain=[low, high], nice=False)
        axis = alt.Axis(values=[a for a in case.menu if low <= a <= high], grid=True, labelOverlap=True, format=",d")
    return alt.X("low:Q", title=None, scale=scale, axis=axis)


def _key(units: str, basis: str, marked: bool) -> list[str]:
    lines = [
        f"Unit: {units}. Basis: {basis}.",
        "Bar: 80 of 100 fitted societies; dark tick: the middle one.",
        "Grey dashes: before. Thin line: before reading.",
    ]
    return [*lines, "Purple: the report's words; hollow: left out of the fit."] if marked else lines


# ---------------------------------------------------------------- what demands look like now


def demands_now(cells: Sequence[Cell], case: Case, event: Event | None = None) -> Chart:
    """How demands now split over round amounts: requests to the right, threats and orders to the left, in 100 demands.

    Thin lines hold 80 of 100 fitted societies; `event`, one reported demand, is a point beside the amount nearest to it.
    """
    rows = [_split(c) for c in cells]
    edge = 1.12 * max([abs(row["high"]) for row in rows if row["high"]] or [100.0])
    amounts = sorted({c.amount for c in cells}, reverse=True)
    order = [written(a) for a in amounts]
    y = alt.Y("amount:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=8))
    axis = alt.Axis(labelExpr="format(abs(datum.value), 'd')", tickCount=6, grid=True, tickMinStep=1)
    x = alt.X("share:Q", title="demands in 100", scale=alt.Scale(domain=[-edge, edge], nice=False), axis=axis)
    colour = alt.Color("hard:N", scale=alt.Scale(domain=[True, False], range=[COERCIVE, POLITE]), legend=None)
    base = alt.Chart(of_rows(rows))
    layers: list[Layer] = [
        base.mark_bar(size=11).encode(y=y, x=x, color=colour),
        base.mark_rule(color=TEXT, strokeWidth=1).encode(y=y, x="low:Q", x2="high:Q"),
        *_sides(edge, order[0], y),
    ]
    if event is not None and event.amount is not None:
        layers += _event(event.amount, event.manner == "request", amounts, edge, y)
    title = f"Demands now, by amount ({case.currency}) and manner"
    key = [
        "Unit: in 100 demands. Basis: fitted; purple: reported.",
        "Bars: mean of the fitted societies. Lines: 80 of 100 of them.",
    ]
    chart = alt.layer(*layers).properties(width=286, height=alt.Step(20))
    return finished(chart, title, key, told.demands_now(title, cells, event))


def _split(cell: Cell) -> Row:
    """One bar: to the left of 0 if coercive."""
    sign = -100 if cell.coercive else 100
    numbers = {"share": cell.share, "low": cell.low, "high": cell.high}
    shown = {n: sign * v if isfinite(v) else None for n, v in numbers.items()}
    return {"amount": written(cell.amount), "hard": cell.coercive, **shown}


def _sides(edge: float, top: str, y: alt.Y) -> list[Layer]:
    """The names of the two sides, in their colours, and the line between them."""

    def name(at: float, text: str, colour: str) -> Layer:
        drawn = alt.Chart(of_rows([{"amount": top, "share": at, "text": text}]))
        drawn = drawn.mark_text(align="left" if at < 0 else "right", color=colour, fontSize=13, fontWeight="bold")
        return drawn.encode(y=y, x="share:Q", text="text:N")

    middle = alt.Chart(of_rows([{"share": 0}])).mark_rule(color=TEXT, strokeWidth=1).encode(x="share:Q")
    return [name(-edge, "threat or order", COERCIVE), name(edge, "request", POLITE), middle]


def _event(amount: float, polite: bool, amounts: Sequence[float], edge: float, y: alt.Y) -> list[Layer]:
    """A point and its words in the row of the nearest amount, on the side of its manner."""
    nearest, at = min(amounts, key=lambda a: abs(a - amount)), (0.42 if polite else -0.42) * edge
    row = {"amount": written(nearest), "share": at, "text": f"one report: about {written(amount)}"}
    base = alt.Chart(of_rows([row]))
    words = base.mark_text(align="left" if polite else "right", dx=9 if polite else -9, color=EVIDENCE, fontSize=12)
    return [
        base.mark_point(shape="diamond", filled=True, size=90, color=EVIDENCE, opacity=1).encode(y=y, x="share:Q"),
        words.encode(y=y, x="share:Q", text="text:N"),
    ]


# ---------------------------------------------------------------- levers


def levers(case: Case) -> Chart:
    """What was put in: each lever of the case over time at the middle of its prior, the windows it is read in shaded."""
    _, schedules = case.society({})
    weekly = schedules.weekly(case.weeks)
    small = {name: weekly[name].tolist() for name in case.histories}
    key = [
        "Blue: now. Grey: the same weeks of each possible past.",
        "Last step of a fitted lever: the middle before reading.",
        *(["No line: never."] if any(not isfinite(v) for values in small.values() for v in values) else []),
    ]
    spacing = {"column": 10, "row": 12}
    chart = alt.concat(*(_lever(n, values, case) for n, values in small.items()), columns=2, spacing=spacing)
    title = "What happened from outside, before reading"
    return finished(chart, title, key, told.levers(title, case))


def _lever(name: str, weekly: Sequence[float], case: Case) -> Layer:
    """One small chart: the windows as bands, the lever as a line that breaks where it is infinite."""
    rows = [{"day": f"{case.calendar.day(w)}", "value": v if isfinite(v) else None} for w, v in _turns(weekly)]
    first, last = f"{case.calendar.start}", f"{case.end}"
    years = [f"{year}-01-01" for year in range(case.calendar.start.year + 1, case.end.year + 1, 3)]
    axis = alt.Axis(format="%Y", values=years, title=None, grid=False)
    x = alt.X("day:T", axis=axis, scale=alt.Scale(domain=[first, last], nice=False))
    y = alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=3, grid=True), scale=alt.Scale(zero=True))
    bands = [_band(case.now, POLITE, 0.55, x, case), *(_band(p, BASELINE, 0.45, x, case) for p in case.pasts)]
    line = alt.Chart(of_rows(rows)).mark_line(color=TEXT, strokeWidth=1.6).encode(x=x, y=y)
    says, units = spaced(name), lever_unit(name, case)
    heading = alt.TitleParams(
        says, subtitle=units, fontSize=12, subtitleFontSize=11, anchor="start", frame="group", offset=4
    )
    return alt.layer(*bands, line).properties(width=136, height=62, title=heading)


def _turns(weekly: Sequence[float]) -> Iterator[tuple[int, float]]:
    """The weeks at which a schedule bends, breaks or ends: a line through them is the schedule."""
    last = len(weekly) - 1
    for w, value in enumerate(weekly):
        if w in (0, last) or not abs(weekly[w + 1] - 2 * value + weekly[w - 1]) < 1e-9:  # true of nan, too
            yield w, value


def _band(window: Window, colour: str, opacity: float, x: alt.X, case: Case) -> Layer:
    """A window as upright bands, one for each stretch of its weeks."""
    numbered = enumerate(sorted(window.weeks))
    stretches = [[week for _, week in run] for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0])]
    rows = [{"day": f"{case.calendar.day(s[0])}", "end": f"{case.calendar.day(s[-1] + 1)}"} for s in stretches]
    return alt.Chart(of_rows(rows)).mark_rect(color=colour, opacity=opacity).encode(x=x, x2="end:T")
