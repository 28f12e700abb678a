"""What a table of records holds, drawn: numbers of records by one column at a time. No sums, and no ranking of places."""

from collections.abc import Mapping

import altair as alt

from shakedown.evidence.summary import NOT_SAID, Summary
from shakedown.report.look import BASELINE, EVIDENCE, Chart, finished, of_rows

_MOVES = "compared with before"


def summary_figure(told: Summary, name: str) -> Chart:
    """Who demands, where, when, in which situation, how, and whether told as harsher or milder; grey: the page does not say."""
    columns = {
        "who demands": told.who,
        "where": told.where,
        "when": told.when,
        "situation": told.situation,
        "tone": told.tone,
        _MOVES: {"harsher": told.worse, "milder": told.milder, "as before": told.same},
    }
    charts = [_bars(title, counts) for title, counts in columns.items()]
    chart = alt.vconcat(*charts, spacing=14).resolve_scale(x="shared")
    key = [f"{told.records} records of {name}; {told.pages} pages. Grey: the page does not say."]
    return finished(chart, "What the records hold", key, _told(columns, name))


def _bars(title: str, counts: Mapping[str, int]) -> alt.LayerChart | alt.FacetChart:
    rows = [{"what": _label(code), "records": number, "said": code != NOT_SAID} for code, number in counts.items()]
    y = alt.Y("what:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, minExtent=155))
    colour = alt.Color("said:N", scale=alt.Scale(domain=[True, False], range=[EVIDENCE, BASELINE]), legend=None)
    bars = alt.Chart(of_rows(rows)).mark_bar(height=10).encode(y=y, x=alt.X("records:Q", title=None), color=colour)
    head = alt.TitleParams(title, fontSize=12, anchor="start", frame="group")
    return alt.layer(bars, title=head, width=190, height=alt.Step(15))


def _label(code: str) -> str:
    return code.replace("_", " ") if code != NOT_SAID else "not said"


def _told(columns: Mapping[str, Mapping[str, int]], name: str) -> str:
    """The text alternative: every number."""
    parts = (
        f"{title}: {', '.join(f'{_label(c)} {n}' for c, n in counts.items())}" for title, counts in columns.items()
    )
    return f"Numbers of records of {name} by one column at a time. {'; '.join(parts)}. Basis: reported."
