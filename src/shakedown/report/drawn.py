"""A chart as it stands on a page: drawn, with what to say below it and its numbers as a table."""

from dataclasses import dataclass

from markupsafe import Markup

from shakedown.report.look import Chart, svg
from shakedown.report.table import Table


@dataclass(frozen=True)
class Figure:
    """A drawn chart, what to say below it, and its numbers as a table."""

    svg: Markup
    caption: str
    table: Table


def figure(chart: Chart, caption: str, table: Table) -> Figure:
    """A chart drawn; Vega has escaped its text."""
    return Figure(Markup(svg(chart)), caption, table)
