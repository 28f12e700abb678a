"""A chart that a page can keep up to date: what it looks like once, and rows that come by name whenever a lever moves."""

from dataclasses import dataclass
from typing import Any

from shakedown.report.look import Chart, Row, svg_of

ROWS = "rows"


@dataclass(frozen=True, kw_only=True)
class Live:
    """A chart for a page: its look, its rows, and its text alternative with the numbers and their basis."""

    name: str
    chart: Chart
    rows: tuple[Row, ...]
    description: str

    @property
    def spec(self) -> dict[str, Any]:
        """Vega-Lite, rows included."""
        return {**_spec(self.chart), "datasets": {ROWS: list(self.rows)}, "description": self.description}


def live_svg(live: Live) -> str:
    """The same, still, for a page without script and for print."""
    return svg_of(live.spec)


def _spec(chart: Chart) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    return {key: value for key, value in spec.items() if key not in ("$schema", "datasets")}
