"""Charts of the answer to "why". As in `figures`: a result -> a chart, nothing computed beyond reading numbers; every chart
carries its title, its unit and a description that holds its numbers with their basis.
"""

import textwrap
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

import altair as alt

from shakedown.answers.attribution import TOTAL, UNDER_WAY
from shakedown.answers.explanations import Explanations, Foretelling, together
from shakedown.answers.then_and_now import MANNER
from shakedown.answers.why import Part
from shakedown.report.look import BASELINE, COERCIVE, GRID, POLITE, SOFT, TEXT, Chart, Row, finished, of_rows
from shakedown.report.phrases import in_100, signed
from shakedown.report.why_words import ASKED, dated, moved, plain, points, scale, spread, statement, unit, use
from shakedown.society.case import Case

Layer = Any
"""A chart within a chart; altair does not say what `encode` gives."""
ALL = "all used statements together"
_FULL = 1.0
"""The cell (log10) from which on a colour no longer deepens: ten times as likely as on average, or a tenth."""
_HEADER = alt.Header(
    title=None, labelOrient="top", labelAnchor="start", labelAngle=0, labelFontSize=12.5, labelFontWeight="bold",
    labelColor=TEXT, labelPadding=2,
)  # fmt: skip


# ---------------------------------------------------------------- explanations x statements


def foretold(found: Explanations, case: Case) -> Chart:
    """A heat map of explanations x statements, those that tell explanations apart most above; the last line is all together."""
    names = [plain(rival.name) for rival in found.rivals]
    rows = [row for place, line in enumerate(found.table) for row in _cells(line, place, case)]
    for name, value in together(found).items():
        rows.append(_cell(f"{len(found.table):02d}|{ALL}", plain(name), value, tells=True))
    order = list(dict.fromkeys(row["statement"] for row in rows))
    blank = alt.Axis(domain=False, ticks=False, labels=False)
    y = alt.Y("statement:N", sort=order, title=None, axis=blank)
    top = alt.Axis(orient="top", labelAngle=-90, domain=False, ticks=False, labelFontSize=11, labelPadding=4)
    x = alt.X("explanation:N", sort=names, title=None, axis=top)
    base = alt.Chart(of_rows(rows))
    ramp = alt.Scale(domain=[-_FULL, 0, _FULL], range=[COERCIVE, "#ffffff", POLITE], clamp=True, interpolate="rgb")
    fill = alt.condition("datum.tells", alt.Color("shade:Q", scale=ramp, legend=None), alt.value(GRID))
    pale = {"test": "abs(datum.shade) > 0.8", "value": "#ffffff"}
    ink = alt.ColorValue(TEXT, condition=[{"test": "!datum.tells", "value": SOFT}, pale])
    layers: list[Layer] = [
        base.mark_rect(stroke="white", strokeWidth=1).encode(y=y, x=x, color=fill),
        base.mark_text(fontSize=9.5).encode(y=y, x=x, text="text:N", color=ink),
        *_labels(order, y),
    ]
    chart = alt.layer(*layers).resolve_scale(color="independent")
    chart = chart.properties(width=29 * len(names), height=alt.Step(38))
    title = "How well each explanation foretells what was said"
    key = [
        "Unit: log10 of its chance over the average one's. Basis: model.",
        "+0.3 is twice as likely, −0.3 half; blue better, rust worse.",
        "Grey: tells nothing apart. ○ not used in the fit.",
    ]
    return finished(chart, title, key, _foretold_told(title, found, case))


def _labels(order: Sequence[str], y: alt.Y) -> Iterator[Layer]:
    """The statements to the left of their rows, in up to three lines around the middle: an axis would begin at it."""
    wrapped = {label: textwrap.wrap(label.split("|", 1)[1], 25) for label in order}
    for lines in sorted({len(lines) for lines in wrapped.values()}):
        rows = [{"statement": at, "label": "|".join(text)} for at, text in wrapped.items() if len(text) == lines]
        drawn = alt.Chart(of_rows(rows)).mark_text(align="right", lineBreak="|", lineHeight=12, dy=-6 * (lines - 1))
        yield drawn.encode(y=y, x=alt.value(-5), text="label:N", size=alt.value(10.5), color=alt.value(TEXT))


def _cells(line: Foretelling, place: int, case: Case) -> Iterator[Row]:
    mark = "" if line.used else "○ "
    for name, value in line.cells.items():
        yield _cell(f"{place:02d}|{mark}{statement(line.statement, case)}", plain(name), value, tells=line.tells)


def _cell(said: str, explanation: str, value: float, *, tells: bool) -> Row:
    return {"statement": said, "explanation": explanation, "shade": value, "text": cell(value), "tells": tells}


def cell(value: float) -> str:
    """One cell of the table as printed."""
    return signed(value, 2)


def _foretold_told(title: str, found: Explanations, case: Case) -> str:
    def line(cells: dict[str, float]) -> str:
        return ", ".join(f"{plain(name)} {cell(value)}" for name, value in cells.items())

    lines = "; ".join(
        f"{statement(row.statement, case)} ({use(row.statement, row.used)}{'' if row.tells else ', tells nothing apart'}): "
        f"{line(dict(row.cells))}"
        for row in found.table
    )
    return (
        f"{title}, log10 of the chance that an explanation's own societies give the statement, over the average "
        f"explanation's. {lines}. Basis: model. {ALL.capitalize()}: {line(together(found))}; basis: fitted."
    )


# ---------------------------------------------------------------- how probable each explanation is


def weights(found: Explanations) -> Chart:
    """How probable each explanation is, the likeliest above, with one standard error each way; dashed: before reading."""
    rivals = sorted(found.rivals, key=lambda rival: -rival.weight)
    rows: list[Row] = [
        {
            "name": f"{plain(r.name)}  {points(r.weight)}", "weight": 100 * r.weight,
            "low": 100 * max(0.0, r.weight - r.error), "high": 100 * min(1.0, r.weight + r.error),
        }
        for r in rivals
    ]  # fmt: skip
    axis = alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=128, maxExtent=128)
    y = alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=axis)
    top = max(row["high"] for row in rows) * 1.06
    x = alt.X(
        "weight:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(grid=True, tickCount=5)
    )
    base = alt.Chart(of_rows(rows))
    before = alt.Chart(of_rows([{"weight": 100 * rivals[0].before}]))
    layers: list[Layer] = [
        base.mark_bar(size=13, color=POLITE).encode(y=y, x=x),
        base.mark_rule(color=TEXT, strokeWidth=1.4).encode(y=y, x="low:Q", x2="high:Q"),
        before.mark_rule(color=BASELINE, strokeDash=[5, 3], strokeWidth=1.6).encode(x="weight:Q"),
    ]
    title = "How probable each explanation is"
    key = [
        "Unit: in 100. Basis: fitted. Dashes: before reading, all alike.",
        "Thin line: how far chance in the runs may move it.",
    ]
    told = ", ".join(f"{plain(r.name)} {in_100(r.weight)} (give or take {points(r.error)})" for r in rivals)
    told = f"{title}, in 100, {in_100(rivals[0].before)} each before reading. {told}. Basis: fitted."
    return finished(alt.layer(*layers).properties(width=200, height=alt.Step(23)), title, key, told)


# ---------------------------------------------------------------- what each cause contributes


def contributions(parts: Sequence[Part], case: Case) -> Chart:
    """One outcome: what each cause, and what was under way, moved it by, under each dating and all of them."""
    outcome = parts[0].outcome
    headings = {p.dating: f"{'' if p.dating == 'mixture' else 'past: '}{dated(p.dating, case)}" for p in parts}
    rows = [_bar(part, place, headings[part.dating]) for place, part in enumerate(parts)]
    names = alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=128, maxExtent=128)
    y = alt.Y("row:N", sort=alt.EncodingSortField("order"), title=None, axis=names)
    x = alt.X(
        "low:Q", title=None, scale=alt.Scale(zero=True, nice=False, padding=6), axis=alt.Axis(grid=True, tickCount=5)
    )
    base = alt.Chart()
    colour = alt.condition("datum.cause", alt.value(COERCIVE if outcome == MANNER else POLITE), alt.value(BASELINE))
    layers: list[Layer] = [
        base.mark_rule(color=TEXT, strokeWidth=1).encode(x=alt.datum(0)),
        base.mark_rule(color=BASELINE, strokeWidth=1.2, yOffset=7).encode(y=y, x="least:Q", x2="most:Q"),
        base.mark_rule(strokeWidth=8).encode(y=y, x=x, x2="high:Q", color=colour),
        base.transform_filter("isValid(datum.mid)")
        .mark_tick(color=TEXT, thickness=2.5, size=13)
        .encode(y=y, x="mid:Q"),
    ]
    chart = (
        alt.layer(*layers, data=of_rows(rows))
        .properties(width=200, height=alt.Step(22))
        .facet(row=alt.Row("dating:N", sort=list(headings.values()), header=_HEADER), spacing=6)
        .resolve_scale(y="independent")
    )
    title = f"{ASKED[outcome]}: what moved it"
    key = [
        f"Unit: {unit(outcome, case)}. Basis: fitted; below 0: it made it",
        f"{'gentler' if outcome == MANNER else 'smaller'}. Bar: 80 of 100 fitted societies; tick: the middle.",
        "Thin line: before reading. Grey bar: no cause.",
    ]
    return finished(chart, title, key, _contributions_told(title, parts, case))


def _bar(part: Part, order: int, heading: str) -> Row:
    factor = scale(part.outcome)
    numbers = {"low": part.low, "mid": part.median, "high": part.high, "least": part.prior[0], "most": part.prior[2]}
    shown = {name: factor * value if isfinite(value) else None for name, value in numbers.items()}
    name = f"{plain(part.cause)}  {moved(part.median, part.outcome)}"
    return {"dating": heading, "order": order, "cause": part.cause not in (UNDER_WAY, TOTAL), "row": name, **shown}


def _contributions_told(title: str, parts: Sequence[Part], case: Case) -> str:
    outcome = parts[0].outcome
    told = []
    for dating in dict.fromkeys(part.dating for part in parts):
        each = (
            f"{plain(p.cause)} {moved(p.median, outcome)} ({spread(p.low, p.high, outcome)}; before reading "
            f"{spread(p.prior[0], p.prior[2], outcome)})"
            for p in parts
            if p.dating == dating
        )
        told.append(f"{dated(dating, case)}: {', '.join(each)}")
    return f"{title}, {unit(outcome, case)}, middle and 80 of 100 fitted societies. {'; '.join(told)}. Basis: fitted."
