"""Charts of a moved lever that a page can keep up to date: a chart whose rows come by name, and the rows.

Grey dashes are the same societies left as they are. Axes are those of the case as it is, so that a bar that grows is seen to.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil, isfinite, log10
from typing import Any

import altair as alt

from shakedown.answers.moved import Moved, Number
from shakedown.report.future_phrases import spread, unit
from shakedown.report.look import BASELINE, COERCIVE, POLITE, TEXT, Chart, Row, finished
from shakedown.report.moved_dots import demands_live
from shakedown.report.moved_live import ROWS, Live
from shakedown.report.phrases import first_upper

INCOMES = ("income_provision", "income_protection", "income_takings")
BURDENS = ("burden", *(f"burden_{k}" for k in range(1, 6)))
_SHORT = {
    "income_provision": "from the state", "income_protection": "from trade protected", "income_takings": "from demands",
    "burden": "all households", "burden_1": "poorest fifth", "burden_2": "second", "burden_3": "third", "burden_4": "fourth",
    "burden_5": "richest fifth",
}  # fmt: skip
_KEY = ["Bar: 80 of 100 runs; dark tick: the middle.", "Grey dashes and ring: as it is. Basis: model."]


def live_figures(told: Moved, still: Moved) -> tuple[Live, ...]:
    """How demands split, what an officer lives on, and who bears it; `still` (settled) fixes the axes."""
    return (demands_live(told, still), _incomes(told, still), _burdens(told, still))


def _incomes(told: Moved, still: Moved) -> Live:
    return _ranged("incomes", "What an officer's household lives on", INCOMES, told, still, POLITE, least=420.0)


def _burdens(told: Moved, still: Moved) -> Live:
    return _ranged("burdens", "Who bears it: payments by income fifth", BURDENS, told, still, COERCIVE)


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
