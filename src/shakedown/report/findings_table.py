"""Published findings beside the default society, as lines of text, as data, and as a figure."""

from collections.abc import Sequence

import altair as alt

from shakedown.findings.bench import Found
from shakedown.findings.finding import Finding
from shakedown.findings.measures import MEASURES
from shakedown.report.look import EVIDENCE, POLITE, Row, finished, of_rows, svg


def findings_text(found: Sequence[Found]) -> str:
    """One line a finding: band, simulated median and range of 80 of 100 seeds, and whether the median lies in the band."""
    lines = [f"{'':6}{'published':>16}  {'simulated':>26}        what"]
    lines += [_line(each) for each in found]
    inside = sum(each.within for each in found)
    return "\n".join([*lines, f"{inside} of {len(found)} medians lie in the published band. Basis: model.", ""])


def _line(each: Found) -> str:
    simulated = f"{each.median:.3g} ({each.low:.3g} to {each.high:.3g})"
    mark = "  " if each.within else "NO"
    what = f"{each.finding.finding}: {MEASURES[each.finding.measure][1]} [{each.finding.source}]"
    return f"{each.finding.id:6}{band(each.finding):>16}  {simulated:>26}  {mark}    {what}"


def band(finding: Finding) -> str:
    """A published band in words."""
    if finding.low is None or finding.high is None:
        return f"above {finding.low:g}" if finding.low is not None else f"below {finding.high:g}"
    return f"{finding.low:g}" if finding.low == finding.high else f"{finding.low:g} to {finding.high:g}"


def findings_data(found: Sequence[Found]) -> list[dict[str, object]]:
    """The same as plain data, without a verdict: whoever judges computes one."""
    return [
        {
            "id": each.finding.id,
            "measure": each.finding.measure,
            "sign": each.finding.sign,
            "low": each.finding.low,
            "high": each.finding.high,
            "simulated": {"median": each.median, "low": each.low, "high": each.high},
            "mean": each.mean,
            "standard_error": each.error,
            "basis": "model",
            "source": each.finding.source,
            "read": each.finding.read,
        }
        for each in found
    ]


def findings_figure(found: Sequence[Found]) -> str:
    """Each finding on a scale of its own: the published band, and the simulated median with its range, as an SVG."""
    data = alt.Chart()
    x = alt.X("from:Q", title=None, axis=alt.Axis(tickCount=4, grid=False))
    published = data.transform_filter("datum.kind === 'band'").mark_rule(color=EVIDENCE, strokeWidth=8, opacity=0.4)
    simulated = data.transform_filter("datum.kind === 'range'").mark_rule(color=POLITE, strokeWidth=3)
    middle = data.transform_filter("datum.kind === 'median'").mark_point(color=POLITE, filled=True, opacity=1, size=45)
    layers = alt.layer(published.encode(x=x, x2="to:Q"), simulated.encode(x=x, x2="to:Q"), middle.encode(x=x))
    rows = [row for each in found for row in _rows(each)]
    chart = layers.properties(width=330, height=14, data=of_rows(rows)).facet(
        row=alt.Row("id:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left", labelFontSize=11)), spacing=2
    )
    key = ["purple band: published; an open end runs on to the edge", "blue: median and 80 of 100 simulated counties"]
    said = "; ".join(f"{e.finding.id}: published {band(e.finding)}, simulated {e.median:.3g}" for e in found)
    return svg(finished(chart.resolve_scale(x="independent"), "Published findings and the default society", key, said))


def _rows(each: Found) -> list[Row]:
    """The band, cut where it is open, and what was simulated."""
    ends = [v for v in (each.finding.low, each.finding.high, each.low, each.high) if v is not None]
    room = 0.2 * (max(ends) - min(ends) or 1.0)
    low = each.finding.low if each.finding.low is not None else min(ends) - room
    high = each.finding.high if each.finding.high is not None else max(ends) + room
    of = {"id": each.finding.id}
    return [
        {**of, "kind": "band", "from": low, "to": high},
        {**of, "kind": "range", "from": each.low, "to": each.high},
        {**of, "kind": "median", "from": each.median, "to": each.median},
    ]
