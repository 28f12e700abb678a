"""A chart that a page can keep up to date: what it looks like once, and rows that come by name whenever a lever moves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from shakedown.report.look import Chart, Row, svg_of

ROWS = "rows"
_LABELS = ("title", "text", "subtitle", "sort")
"""Keys of a chart's look under which words stand that a reader sees."""


@dataclass(frozen=True, kw_only=True)
class Live:
    """A chart for a page: its look, its rows, and its text alternative with the numbers and their basis."""

    name: str
    chart: Chart
    rows: tuple[Row, ...]
    description: str
    say: Callable[[str], str] = str
    """What says its words in the reader's language."""

    @property
    def spec(self) -> dict[str, Any]:
        """Vega-Lite, rows included."""
        return {
            **_labelled(_spec(self.chart), self.say),
            "datasets": {ROWS: list(self.rows)},
            "description": self.description,
        }


def live_said(live: Live, say: Callable[[str], str], beside: str) -> Live:
    """The same chart in another language: labels, the names of its rows, and a text alternative that says where the numbers
    are (`beside`)."""
    rows = tuple({k: say(v) if k == "row" and isinstance(v, str) else v for k, v in row.items()} for row in live.rows)
    return replace(live, rows=rows, description=f"{say(_title(live))}. {beside}", say=say)


def _title(live: Live) -> str:
    return str(_spec(live.chart)["title"]["text"])


def _labelled(part: Any, say: Callable[[str], str], label: bool = False) -> Any:
    """A part of a chart's look with its words said."""
    if isinstance(part, dict):
        return {key: _labelled(value, say, key in _LABELS) for key, value in part.items()}
    if isinstance(part, list):
        return [_labelled(each, say, label) for each in part]
    return say(part) if label and isinstance(part, str) else part


def live_svg(live: Live) -> str:
    """The same, still, for a page without script and for print."""
    return svg_of(live.spec)


def _spec(chart: Chart) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    return {key: value for key, value in spec.items() if key not in ("$schema", "datasets")}
