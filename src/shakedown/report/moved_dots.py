"""How demands split over amounts and manners, as dots that can be counted: each is one of fifty equal parts of all demands."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil, isfinite
from typing import Any

import altair as alt
import numpy as np

from shakedown.answers.demands_now import Cell
from shakedown.answers.moved import Moved
from shakedown.report.look import BASELINE, COERCIVE, POLITE, TEXT, Chart, Row, finished, of_rows
from shakedown.report.moved_live import ROWS, Live
from shakedown.report.phrases import in_100, written
from shakedown.report.table import Table, row, table

DOTS = 50
_EACH = 100 // DOTS
_TITLE = "Demands in the year after now, by amount and manner"
_BASIS = "Basis: model."


def demands_live(told: Moved, still: Moved) -> Live:
    """Requests to the right, threats and orders to the left; `still` (settled) fixes the axis and is the grey tick."""
    edge = float(ceil(115 * max((cell.high for cell in still.cells if isfinite(cell.high)), default=1.0)))
    said = "; ".join(f"{written(c.amount)} by {_side(c)} {in_100(c.share)}" for c in told.cells if c.share >= 0.005)
    return Live(
        name="demands",
        chart=_chart(edge, tuple(sorted({c.amount for c in told.cells}, reverse=True))),
        rows=tuple(_rows(told)),
        description=f"{_TITLE}, of 100 demands: {said or 'there are none'}. {_BASIS}",
    )


def dots(cells: Sequence[Cell]) -> tuple[int, ...]:
    """How many of the dots fall to each cell: those at the middles of equal parts of the demands, smallest amount first."""
    shares = np.array([cell.share if isfinite(cell.share) else 0.0 for cell in cells])
    if not shares.sum() > 0:
        return (0,) * len(cells)
    order = sorted(range(len(cells)), key=lambda k: (cells[k].amount, cells[k].coercive))
    ends = np.cumsum(shares[order]) / shares.sum()
    found = np.bincount(np.searchsorted(ends, (np.arange(DOTS) + 0.5) / DOTS), minlength=len(cells))
    return tuple(int(found[order.index(k)]) for k in range(len(cells)))


def _side(cell: Cell) -> str:
    return "threat or order" if cell.coercive else "request"


def _rows(told: Moved) -> Iterator[Row]:
    """For each cell a row with its mean, its range and where it stands as it is, and a row for each of its dots."""
    ghosts = {(c.amount, c.coercive): c.share for c in told.still_cells}
    for cell, number in zip(told.cells, dots(told.cells), strict=True):
        sign = -1 if cell.coercive else 1
        name: Row = {"amount": written(cell.amount), "hard": cell.coercive}
        shares = {"share": cell.share, "low": cell.low, "high": cell.high, "ghost": ghosts[cell.amount, cell.coercive]}
        yield {**name, "kind": "cell", **{n: sign * 100 * v if isfinite(v) else None for n, v in shares.items()}}
        yield from ({**name, "kind": "dot", "share": sign * _EACH * (k + 0.5)} for k in range(number))


@lru_cache(maxsize=8)
def _chart(edge: float, amounts: tuple[float, ...]) -> Chart:
    names = [written(a) for a in amounts]
    y = alt.Y("amount:N", sort=names, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=8))
    axis = alt.Axis(labelExpr="format(abs(datum.value), 'd')", tickCount=6, grid=True, tickMinStep=1)
    scale = alt.Scale(domain=[-edge, edge], nice=False, clamp=True)
    x = alt.X("share:Q", title="← threat or order | demands in 100 | request →", scale=scale, axis=axis)
    key = [
        f"Dot: {_EACH} of 100 demands. Line: 80 of 100 runs.",
        f"Square: threat or order. Grey tick: as it is. {_BASIS}",
    ]
    chart = alt.layer(*_layers(x, y)).properties(width=272, height=alt.Step(21))
    return finished(chart, "Demands by amount and manner", key, "")


def _layers(x: alt.X, y: alt.Y) -> list[Any]:
    """The line between the sides, grey ticks, dots in the two colours, and below them the ranges."""
    base = alt.Chart(alt.NamedData(name=ROWS))
    cell, dot = (base.transform_filter(f"datum.kind === '{kind}'") for kind in ("cell", "dot"))
    manners: Mapping[str, Any] = {"domain": [True, False]}
    colour = alt.Color("hard:N", scale=alt.Scale(**manners, range=[COERCIVE, POLITE]), legend=None)
    shape = alt.Shape("hard:N", scale=alt.Scale(**manners, range=["square", "circle"]), legend=None)
    between = alt.Chart(of_rows([{"share": 0}])).mark_rule(color=TEXT, strokeWidth=1)
    return [
        between.encode(x="share:Q"),
        cell.mark_tick(color=BASELINE, thickness=2.5, size=17, strokeDash=[4, 2]).encode(y=y, x="ghost:Q"),
        cell.mark_rule(color=TEXT, strokeWidth=1, yOffset=7).encode(y=y, x="low:Q", x2="high:Q"),
        dot.mark_point(filled=True, size=42, opacity=1).encode(y=y, x=x, color=colour, shape=shape),
    ]


def demands_table(told: Moved) -> Table:
    """Each amount in both manners, moved and as it is, in 100 demands."""
    columns = ["amount", "request", "request, as it is", "threat or order", "threat or order, as it is"]
    caption = f"{_TITLE}, in 100 demands: the mean of {told.runs} runs, and the range of 80 of 100 of them. {_BASIS}"
    held = {(c.amount, c.coercive): (c, s) for c, s in zip(told.cells, told.still_cells, strict=True)}
    amounts = sorted({c.amount for c in told.cells})
    rows = (row(written(a), *(_told(c) for hard in (False, True) for c in held[a, hard])) for a in amounts)
    return table(caption, columns, rows, wide=True)


def _told(cell: Cell) -> str:
    known = [f"{100 * v:.1f}" if isfinite(v) else "not known" for v in (cell.share, cell.low, cell.high)]
    return f"{known[0]} ({known[1]} to {known[2]})"
