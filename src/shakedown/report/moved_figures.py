"""Charts of a moved lever that a page can keep up to date: a chart whose rows come by name, and the rows.

Grey dashes are the same societies left as they are. Axes are those of the case as it is, so that a bar that grows is seen to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, isfinite, log10
from typing import Any

import altair as alt
import vl_convert

from shakedown.answers.demands_now import Cell
from shakedown.answers.moved import Moved, Number
from shakedown.report.future_phrases import spread, unit
from shakedown.report.look import BASELINE, COERCIVE, POLITE, TEXT, Chart, Row, finished
from shakedown.report.phrases import first_upper, in_100, written

ROWS = "rows"
INCOMES = ("income_provision", "income_protection", "income_takings")
FIFTHS = tuple(f"burden_{k}" for k in range(1, 6))
_SHORT = {
    "income_provision": "from the state", "income_protection": "from trade protected", "income_takings": "from demands",
    "burden_1": "poorest fifth", "burden_2": "second", "burden_3": "third", "burden_4": "fourth", "burden_5": "richest fifth",
}  # fmt: skip
_KEY = ["Bar: 80 of 100 runs; dark tick: the middle.", "Grey dashes and ring: as it is. Basis: model."]


@dataclass(frozen=True, kw_only=True)
class Live:
    """A chart for a page: what it looks like, its rows, and its text alternative with the numbers and their basis."""

    name: str
    chart: Chart
    rows: tuple[Row, ...]
    description: str

    @property
    def spec(self) -> dict[str, Any]:
        """Vega-Lite, rows included."""
        return {**_spec(self.chart), "datasets": {ROWS: list(self.rows)}, "description": self.description}


def live_figures(told: Moved, still: Moved) -> tuple[Live, ...]:
    """How demands split, what an officer lives on, and who bears it; `still` (settled) fixes the axes."""
    return (_demands(told, still), _incomes(told, still), _burdens(told, still))


def live_svg(live: Live) -> str:
    """The same, still, for a page without script and for print."""
    return str(vl_convert.vegalite_to_svg(live.spec))


def _spec(chart: Chart) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    return {key: value for key, value in spec.items() if key not in ("$schema", "datasets")}


def _demands(told: Moved, still: Moved) -> Live:
    edge = float(ceil(115 * max(cell.high for cell in still.still_cells if isfinite(cell.high))))
    title = "Demands in the year after now, by amount and manner"
    said = "; ".join(f"{written(c.amount)} by {_side(c)} {in_100(c.share)}" for c in told.cells if c.share >= 0.005)
    ghosts = {(c.amount, c.coercive): c.share for c in told.still_cells}
    return Live(
        name="demands",
        chart=_demands_chart(edge, tuple(sorted({c.amount for c in told.cells}, reverse=True))),
        rows=tuple(_split(c, ghosts[c.amount, c.coercive]) for c in told.cells),
        description=f"{title}, of 100 demands: {said}. Basis: model.",
    )


def _side(cell: Cell) -> str:
    return "threat or order" if cell.coercive else "request"


def _split(cell: Cell, ghost: float) -> Row:
    """One bar, to the left of 0 if coercive, and where it ends as it is."""
    sign = -100 if cell.coercive else 100
    numbers = {"share": cell.share, "low": cell.low, "high": cell.high, "ghost": ghost}
    shown = {n: sign * v if isfinite(v) else None for n, v in numbers.items()}
    return {"amount": written(cell.amount), "hard": cell.coercive, **shown}


@lru_cache(maxsize=8)
def _demands_chart(edge: float, amounts: tuple[float, ...]) -> Chart:
    y = alt.Y(
        "amount:N",
        sort=[written(a) for a in amounts],
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelPadding=8),
    )
    axis = alt.Axis(labelExpr="format(abs(datum.value), 'd')", tickCount=6, grid=True, tickMinStep=1)
    scale = alt.Scale(domain=[-edge, edge], nice=False, clamp=True)
    x = alt.X("share:Q", title="← threat or order | demands in 100 | request →", scale=scale, axis=axis)
    colour = alt.Color("hard:N", scale=alt.Scale(domain=[True, False], range=[COERCIVE, POLITE]), legend=None)
    base = alt.Chart(alt.NamedData(name=ROWS))
    layers: list[Any] = [
        base.mark_bar(size=11).encode(y=y, x=x, color=colour),
        base.mark_rule(color=TEXT, strokeWidth=1).encode(y=y, x="low:Q", x2="high:Q"),
        base.mark_tick(color=BASELINE, thickness=2.5, size=17, strokeDash=[4, 2]).encode(y=y, x="ghost:Q"),
    ]
    key = ["Bar: mean; line: 80 of 100 runs. Grey tick: as it is.", "Basis: model."]
    chart = alt.layer(*layers).properties(width=272, height=alt.Step(19))
    return finished(chart, "Demands by amount and manner", key, "")


def _incomes(told: Moved, still: Moved) -> Live:
    return _ranged("incomes", "What an officer's household lives on", INCOMES, told, still, POLITE, least=420.0)


def _burdens(told: Moved, still: Moved) -> Live:
    return _ranged("burdens", "Who bears it: payments by income fifth", FIFTHS, told, still, COERCIVE)


def _ranged(
    name: str, title: str, names: Sequence[str], told: Moved, still: Moved, colour: str, least: float = 0.0
) -> Live:
    about = told.of(names[0]).about
    factor = 100 if about.share else 1
    edge = _round_up(max(least, 1.5 * factor * max(still.of(n).still.high for n in names)))
    said = "; ".join(
        f"{_SHORT[n]} {spread(told.of(n).level, about)}, as it is {spread(told.of(n).still, about)}" for n in names
    )
    return Live(
        name=name,
        chart=_ranged_chart(title, unit(about), tuple(_SHORT[n] for n in names), edge, colour),
        rows=tuple(_range(told.of(n), factor) for n in names),
        description=f"{title}, {unit(about)}: {said}. Basis: model.",
    )


def _round_up(value: float) -> float:
    """To two digits."""
    step = 10 ** (ceil(log10(value)) - 2) if value > 0 else 1
    return float(ceil(value / step) * step)


def _range(number: Number, factor: float) -> Row:
    level, still = number.level, number.still
    numbers = {
        "low": level.low,
        "mid": level.median,
        "high": level.high,
        "from": still.low,
        "ghost": still.median,
        "to": still.high,
    }
    return {"row": _SHORT[number.about.name], **{n: factor * v if isfinite(v) else None for n, v in numbers.items()}}


@lru_cache(maxsize=8)
def _ranged_chart(title: str, units: str, names: tuple[str, ...], edge: float, colour: str) -> Chart:
    y = alt.Y(
        "row:N", sort=list(names), title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=6, minExtent=118)
    )
    x = alt.X(
        "low:Q",
        title=units,
        scale=alt.Scale(domain=[0, edge], nice=False, clamp=True),
        axis=alt.Axis(grid=True, tickCount=5),
    )
    base = alt.Chart(alt.NamedData(name=ROWS))
    ghost: Mapping[str, Any] = {"color": BASELINE, "yOffset": 9}
    layers: list[Any] = [
        base.mark_rule(strokeWidth=9, color=colour).encode(y=y, x=x, x2="high:Q"),
        base.mark_tick(color=TEXT, thickness=2.5, size=15).encode(y=y, x="mid:Q"),
        base.mark_rule(strokeWidth=1.6, strokeDash=[5, 2], **ghost).encode(y=y, x="from:Q", x2="to:Q"),
        base.mark_point(size=26, fill="white", stroke=BASELINE, opacity=1, yOffset=9).encode(y=y, x="ghost:Q"),
    ]
    chart = alt.layer(*layers).properties(width=200, height=alt.Step(34))
    return finished(chart, first_upper(title), [*_KEY], "")
