"""How every chart looks, and how one is drawn: colours, fonts, and SVG without a browser, the same bytes each time.

Charts are 350 px wide at most, so that their words can still be read on a phone. No pair of colours needs red against
green: blue is polite, rust is coercive, dashed grey is the past, purple points are what the reports say.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import altair as alt
import vl_convert

POLITE, COERCIVE, BASELINE, EVIDENCE, TEXT = "#0b5cad", "#b3400b", "#6b7280", "#6d3f8f", "#1b2430"
SOFT, GRID = "#4b5563", "#e3e6ea"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first comes with vl-convert, which measures with it; the others are near it in width."""
Chart = alt.LayerChart | alt.FacetChart | alt.ConcatChart
Row = dict[str, Any]

_TEXT = {"labelFont": FONT, "titleFont": FONT, "labelColor": TEXT, "titleColor": TEXT, "labelFontSize": 12}
_LOOK: dict[str, Any] = {
    "font": FONT,
    "background": "white",
    "aria": False,
    "padding": 4,
    "axis": {**_TEXT, "titleFontSize": 12, "titleFontWeight": "normal", "gridColor": GRID, "domainColor": BASELINE},
    "header": {"labelFont": FONT},
    "text": {"font": FONT},
    "title": {"font": FONT, "subtitleFont": FONT, "color": TEXT, "subtitleColor": SOFT, "anchor": "start"},
    "view": {"stroke": None},
}


def finished(chart: Chart, title: str, key: Sequence[str], description: str) -> Chart:
    """A chart with its title, the lines that say how to read it, its text alternative and the look of all charts."""
    heading = alt.TitleParams(title, subtitle=list(key), fontSize=14, subtitleFontSize=11, offset=8, frame="bounds")
    done: Chart = chart.properties(title=heading, description=description).configure(**_LOOK)
    return done


def of_rows(rows: Sequence[Row]) -> alt.InlineData:
    """Rows as the data of a chart."""
    return alt.InlineData(values=list(rows))


def svg(chart: Chart) -> str:
    """A chart as one static SVG element, its description as text alternative; no script, no font, no address in it."""
    return svg_of(chart.to_dict())


def svg_of(spec: Mapping[str, Any]) -> str:
    """The same of a chart's Vega-Lite."""
    drawn = vl_convert.vegalite_to_svg(dict(spec))
    drawn = re.sub(r' (?:role|aria-[a-z]+|pointer-events)="[^"]*"', "", drawn)
    label = escape(str(spec.get("description", "")), quote=True)
    return _own_ids(drawn, spec).replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def _own_ids(drawn: str, spec: Mapping[str, Any]) -> str:
    """Ids by order of appearance, marked with the chart's own hash: the renderer counts on from one chart to the next."""
    mark = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:8]
    for number, name in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', drawn))):
        drawn = re.sub(rf'(?<=["#]){re.escape(name)}(?=[")])', f"c{mark}-{number}", drawn)
    return drawn
