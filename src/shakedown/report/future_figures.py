"""What comes after now -> charts: how long the manner stays gentle under each scenario, and what each scenario moves.

Nothing is computed here beyond reading numbers. A grey dashed line is what it is compared with: no change of any lever.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

import altair as alt

from shakedown.answers.forecast import ALREADY, BANDS, NOT_WITHIN, Forecast, Outlook
from shakedown.answers.policy import Policy
from shakedown.report import future_told
from shakedown.report.future_phrases import label, unit
from shakedown.report.look import BASELINE, COERCIVE, POLITE, TEXT, Chart, Row, finished, of_rows
from shakedown.report.phrases import first_upper

Layer = Any
"""A chart within a chart; altair does not say what `encode` gives."""
_FADE = dict(zip(BANDS, (1.0, 0.7, 0.45, 0.25, 1.0), strict=True))
"""Rust from dark to light, the later coercion is back; blue, where it is not."""
_YEARS = alt.Axis(values=[0, 52, 104, 156], labelExpr="datum.value / 52", title=None, grid=False)
_NAMES = alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=128, maxExtent=128, labelLimit=128)
_MODEL = "Basis: model."
_LEAST_LABELLED = 0.08
"""Narrower bars have no number inside."""
FOR_HOUSEHOLDS = ("burden", "paid", "demands", "share_coercive", "mean_amount")
FOR_OFFICERS = ("income", "shortfall", "charges", "dismissals")


def still_gentle(told: Forecast) -> Chart:
    """The share of societies in which coercion has not come back, over three years, one small chart a scenario."""
    ghost = told.of(told.reference)
    small = [_curve(told, outlook, ghost) for outlook in told.outlooks]
    title = "Still gentle: threats not back above half their former share"
    key = [
        f"Unit: in 100 societies; years from now. {_MODEL}",
        "Blue: the scenario. Grey dashes: nothing changes.",
    ]
    chart = alt.concat(*small, columns=2, spacing={"column": 14, "row": 12})
    return finished(chart, _folded(title), key, future_told.still_gentle(title, told))


def _folded(title: str) -> str:
    """The part of a title that fits over a narrow chart."""
    return title.partition(":")[0]


def _curve(told: Forecast, outlook: Outlook, ghost: Outlook) -> Layer:
    x = alt.X("week:Q", axis=_YEARS, scale=alt.Scale(domain=[0, told.weeks[-1]], nice=False))
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(values=[0, 50, 100], grid=True))

    def line(of: Outlook, **look: Any) -> Layer:
        rows = [{"week": w, "share": 100 * g} for w, g in zip(told.weeks, of.back.gentle, strict=True)]
        return alt.Chart(of_rows(rows)).mark_line(interpolate="step-after", **look).encode(x=x, y=y)

    layers = [line(ghost, color=BASELINE, strokeDash=[5, 2], strokeWidth=1.4)]
    if outlook is not ghost:
        layers.append(line(outlook, color=POLITE, strokeWidth=2.2))
    heading = alt.TitleParams(label(outlook.scenario), fontSize=12, anchor="start", frame="group", offset=4)
    return alt.layer(*layers).properties(width=132, height=58, title=heading)


def when_back(told: Forecast) -> Chart:
    """When coercion is back above half its former share: of 100 societies, one bar a scenario."""
    rows = [row for outlook in told.outlooks for row in _parts(outlook)]
    order = [label(outlook.scenario) for outlook in told.outlooks]
    y = alt.Y("scenario:N", sort=order, title=None, axis=_NAMES)
    x = alt.X(
        "from:Q", title=None, scale=alt.Scale(domain=[0, 100], nice=False), axis=alt.Axis(values=[0, 25, 50, 75, 100])
    )
    base = alt.Chart(of_rows(rows))
    colour = alt.Color("gone:N", scale=alt.Scale(domain=[False, True], range=[COERCIVE, POLITE]), legend=None)
    fade = alt.FillOpacity("fade:Q", scale=None, legend=None)
    number = base.transform_filter("datum.label !== ''").mark_text(fontSize=11)
    ink = alt.Color("dark:N", scale=alt.Scale(domain=[False, True], range=[TEXT, "white"]), legend=None)
    bars = base.mark_bar(height=17).encode(y=y, x=x, x2="to:Q", color=colour, fillOpacity=fade)
    chart = alt.layer(bars, number.encode(y=y, x="middle:Q", text="label:N", color=ink)).resolve_scale(
        color="independent"
    )
    title = "Threats back above half their former share"
    key = [
        f"Unit: in 100 societies. {_MODEL}",
        "Rust, dark to light: already; in the first, second, third year.",
        "Blue: not within three years.",
    ]
    return finished(chart.properties(width=200, height=alt.Step(24)), title, key, future_told.when_back(title, told))


def _parts(outlook: Outlook) -> Iterator[Row]:
    """The parts of one bar, from left to right."""
    at = 0.0
    for band in BANDS:
        share = outlook.back.bands[band].value
        yield {
            "scenario": label(outlook.scenario),
            "from": at,
            "to": at + 100 * share,
            "middle": at + 50 * share,
            "gone": band == NOT_WITHIN,
            "fade": _FADE[band],
            "dark": band in (ALREADY, NOT_WITHIN),
            "label": f"{100 * share:.0f}" if share >= _LEAST_LABELLED else "",
        }
        at += 100 * share


def fan(told: Forecast, scenario: str) -> Chart:
    """The share of demands that are coercive: before, now, and after now as a band of 80 of 100 societies."""
    x = alt.X("week:Q", axis=_YEARS, scale=alt.Scale(domain=[-30, told.weeks[-1]], nice=False))
    y = alt.Y(
        "low:Q", title=None, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(values=[0, 25, 50, 75, 100], grid=True)
    )
    rows = list(_fan_rows(told, scenario))
    base, before = alt.Chart(of_rows(rows)), alt.Chart(of_rows([_three(-18, told.former)]))
    half = [{"week": w, "low": 50 * told.former[1]} for w in (0, told.weeks[-1])] if isfinite(told.former[1]) else []
    layers: list[Layer] = [
        base.mark_area(color=COERCIVE, opacity=0.28).encode(x=x, y=y, y2="high:Q"),
        alt.Chart(of_rows(half)).mark_line(color=BASELINE, strokeDash=[5, 2]).encode(x=x, y=y),
        base.mark_line(color=COERCIVE, strokeWidth=2.2).encode(x=x, y="mid:Q"),
        before.mark_rule(color=BASELINE, strokeWidth=7, strokeDash=[5, 2]).encode(x=x, y=y, y2="high:Q"),
        before.mark_tick(color=TEXT, thickness=2.5, size=13, orient="horizontal").encode(x=x, y="mid:Q"),
        alt.Chart(of_rows([{"week": 0}])).mark_rule(color=TEXT, strokeWidth=1).encode(x=x),
        *(_word(week, text, x, y) for week, text in ((-18, "before"), (0, "now"))),
    ]
    title = "Threats and orders, if nothing changes" if scenario == told.reference else label(scenario)
    key = [
        f"Unit: in 100 demands of twelve weeks; years from now. {_MODEL}",
        f"Band: 80 of 100 of the {told.picks} societies run on; line: the middle one.",
        "Grey dashes: half of what it was before (the middle one).",
    ]
    chart = alt.layer(*layers).properties(width=300, height=150)
    return finished(chart, title, key, future_told.fan(title, told, scenario))


def _fan_rows(told: Forecast, scenario: str) -> Iterator[Row]:
    path = told.of(scenario).paths["mixture"][0]
    yield _three(0, told.now)
    for week, *known in zip(told.weeks[1:], path.low, path.median, path.high, strict=True):
        if all(v is not None for v in known):
            yield _three(week, known)


def _three(week: int, known: Sequence[float | None]) -> Row:
    low, mid, high = (100 * v if v is not None and isfinite(v) else None for v in known)
    return {"week": week, "low": low, "mid": mid, "high": high}


def _word(week: int, text: str, x: alt.X, y: alt.Y) -> Layer:
    row = {"week": week, "low": 100, "text": text}
    drawn = alt.Chart(of_rows([row])).mark_text(fontSize=11, dy=-7, color=TEXT)
    return drawn.encode(x=x, y=y, text="text:N")


def changes(answer: Policy, names: Sequence[str], title: str) -> Chart:
    """Paired changes of some numbers: one panel a number, one line a scenario, around no change."""
    panels = [_panel(answer, name) for name in names]
    key = [
        "Dot: middle of the paired differences; line: 80 of 100.",
        f"Grey dashes: no difference to “{label(answer.reference).lower()}”. {_MODEL}",
    ]
    return finished(alt.concat(*panels, columns=1, spacing=10), title, key, future_told.changes(title, answer, names))


def _panel(answer: Policy, name: str) -> Layer:
    rows = [row for row in answer.rows if row.scenario != answer.reference]
    about = answer.rows[0].of(name).about
    scale = 100 if about.share else 1
    spreads = {label(row.scenario): row.of(name).whole for row in rows}
    values = [
        {"scenario": s, **{k: scale * v if isfinite(v) else None for k, v in vars(w).items()}}
        for s, w in spreads.items()
    ]
    x = alt.X("low:Q", title=None, axis=alt.Axis(tickCount=5, grid=True, labelOverlap=True), scale=alt.Scale(zero=True))
    y = alt.Y("scenario:N", sort=list(spreads), title=None, axis=_NAMES)
    base = alt.Chart(of_rows(values))
    colour = COERCIVE if name == "share_coercive" else POLITE
    zero = alt.Chart(of_rows([{"low": 0}])).mark_rule(color=BASELINE, strokeDash=[5, 2]).encode(x=x)
    layers = [
        zero,
        base.mark_rule(color=colour, strokeWidth=2).encode(y=y, x=x, x2="high:Q"),
        base.mark_point(color=colour, filled=True, size=46, opacity=1).encode(y=y, x="median:Q"),
    ]
    heading = alt.TitleParams(
        first_upper(about.says), subtitle=unit(about, change=True), fontSize=12, subtitleFontSize=11, anchor="start",
        frame="bounds", offset=4,
    )  # fmt: skip
    return alt.layer(*layers).properties(width=196, height=alt.Step(17), title=heading)
