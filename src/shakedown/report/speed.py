"""How long a household-week takes against the population, drawn for the pages of the documentation."""

from collections.abc import Mapping

import altair as alt

from shakedown.report.look import POLITE, finished, of_rows, svg


def speed_figure(ns: Mapping[int, float]) -> str:
    """Nanoseconds a household-week on one core, by population, as an SVG."""
    rows = [{"households": people, "ns": value} for people, value in ns.items()]
    people = alt.X(
        "households:Q",
        title="households, as counties of 40,000",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(format="~s", grid=False, values=[10**k for k in range(3, 8)]),
    )
    nanoseconds = alt.Y("ns:Q", title="ns a household-week, one core", scale=alt.Scale(domainMin=0))
    drawn = alt.Chart(of_rows(rows)).encode(x=people, y=nanoseconds)
    chart = alt.layer(
        drawn.mark_line(color=POLITE), drawn.mark_point(color=POLITE, filled=True, opacity=1, size=50)
    ).properties(width=320, height=180)
    said = "; ".join(f"{people:,} households {value:.1f} ns" for people, value in ns.items())
    return svg(finished(chart, "Time a household-week by population", [], f"Measured by shakedown bench: {said}."))
