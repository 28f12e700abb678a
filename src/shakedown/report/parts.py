"""What makes each range wide: mere chance, what is not known of people, and which explanation holds, told apart."""

from collections.abc import Sequence

import altair as alt

from shakedown.answers.finding import KeyNumber
from shakedown.answers.ranges import Parts
from shakedown.report.look import BASELINE, EVIDENCE, POLITE, Chart, Row, finished, of_rows
from shakedown.report.phrases import first_upper, in_100
from shakedown.report.table import Table, row, table

NAMES = {
    "run": "mere chance in one county",
    "parameters": "what is not known of people, officers and levers",
    "explanation": "which explanation holds",
}
_COLOURS = {"run": BASELINE, "parameters": POLITE, "explanation": EVIDENCE}
_TITLE = "What makes each range wide"


def parts_figure(numbers: Sequence[KeyNumber]) -> Chart:
    """A bar for each number, cut into the three parts of its variance."""
    rows = [line for number in numbers for line in _rows(number)]
    order = [first_upper(n.says) for n in numbers]
    y = alt.Y(
        "number:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=6, labelLimit=190)
    )
    colours = alt.Scale(domain=[first_upper(name) for name in NAMES.values()], range=[_COLOURS[k] for k in NAMES])
    legend = alt.Legend(title=None, orient="bottom", direction="vertical", labelLimit=330, labelFontSize=12)
    chart = (
        alt.Chart(of_rows(rows))
        .mark_bar(size=16)
        .encode(
            y=y,
            x=alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 100], nice=False)),
            color=alt.Color("part:N", scale=colours, legend=legend),
            order=alt.Order("place:Q"),
        )
        .properties(width=170, height=alt.Step(30))
    )
    key = ["Unit: in 100 of a range's variance, over the fitted societies.", "Basis: fitted."]
    told = "; ".join(f"{n.says}: {_told(n.range.parts)}" for n in numbers if n.range.parts)
    description = f"{_TITLE}, in 100 of its variance. {first_upper(told)}. Basis: fitted."
    return finished(alt.layer(chart), _TITLE, key, description)


def parts_table(numbers: Sequence[KeyNumber]) -> Table:
    """The same in numbers."""
    caption = "What makes each range wide, in 100 of its variance over the fitted societies. Basis: fitted."
    rows = (row(first_upper(n.says), *_cells(n.range.parts)) for n in numbers)
    return table(caption, ["number", *(first_upper(name) for name in NAMES.values())], rows, wide=True)


def _rows(number: KeyNumber) -> list[Row]:
    parts = number.range.parts
    if parts is None:
        return []
    return [
        {
            "number": first_upper(number.says),
            "part": first_upper(says),
            "share": 100 * getattr(parts, key),
            "place": place,
        }
        for place, (key, says) in enumerate(NAMES.items())
    ]


def _cells(parts: Parts | None) -> list[str]:
    return [in_100(getattr(parts, key)) if parts else "nothing varies" for key in NAMES]


def _told(parts: Parts) -> str:
    return ", ".join(f"{says} {in_100(getattr(parts, key))}" for key, says in NAMES.items())
