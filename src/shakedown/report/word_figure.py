"""How much each vague word is, drawn: a dot at the median, a line between the quartiles; grey where nobody was asked."""

from collections.abc import Sequence

import altair as alt

from shakedown.evidence.words import Word, quartiles, word
from shakedown.report.look import BASELINE, TEXT, Chart, Row, finished, of_rows


def words_figure(names: Sequence[str], offset: float = 0.0) -> Chart:
    """Words as rows, in the order given, on shares in 100; `offset` as in `words.density`. Widths are not those of the fit."""
    rows = [_row(word(name), offset) for name in names]
    y = alt.Y("label:N", sort=[row["label"] for row in rows], title=None, axis=_names())
    axis = alt.Axis(values=[0, 25, 50, 75, 100], grid=True)
    x = alt.X("low:Q", title="in 100", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    base = alt.Chart(of_rows(rows))
    colour = alt.Color("basis:N", scale=alt.Scale(domain=["outside", "judgement"], range=[TEXT, BASELINE]), legend=None)
    line = base.mark_rule(strokeWidth=2.5).encode(y=y, x=x, x2="high:Q", color=colour)
    dot = base.mark_point(filled=True, size=55, opacity=1).encode(y=y, x="middle:Q", color=colour)
    chart = alt.layer(line, dot).properties(width=180, height=alt.Step(19))
    return finished(chart, "How large a share a word means", _key(offset), _told(rows, offset))


def _row(each: Word, offset: float) -> Row:
    low, middle, high = (round(100 * share, 1) for share in quartiles(each.name, offset))
    asked = f"n {each.asked}" if each.asked else "judged"
    return {"label": f"{each.name}, {asked}", "basis": each.basis, "low": low, "middle": middle, "high": high}


def _names() -> alt.Axis:
    return alt.Axis(domain=False, ticks=False, labelPadding=6, labelLimit=160, minExtent=150, maxExtent=150)


def _key(offset: float) -> list[str]:
    lines = [
        "Dot: half of those asked say less. Line: the middle half.",
        "Dark: a survey (outside), n asked. Grey: judged, or not verified.",
    ]
    return [*lines, f"Of a writer whose words are pushed by {offset:g} (logit)."] if offset else lines


def _told(rows: Sequence[Row], offset: float) -> str:
    """The text alternative: every number with its basis."""
    pushed = f" for a writer whose words are pushed by {offset:g} in logits" if offset else ""
    each = "; ".join(
        f"{row['label']} {row['low']:g}, {row['middle']:g}, {row['high']:g} ({row['basis']})" for row in rows
    )
    return f"How large a share a word means, quartiles in 100{pushed}. {each}. Basis: as marked with each word."
