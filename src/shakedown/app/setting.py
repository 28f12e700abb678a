"""The briefing of a setting: what is on the society view as one file to hand on, without script and without an address."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from shakedown.answers.command import fit_from
from shakedown.answers.moved import RUNS
from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.korean import resting_said
from shakedown.app.pages import page
from shakedown.app.society import charts, evidence, results
from shakedown.report import briefing
from shakedown.report.left_out import left_out
from shakedown.report.moved_live import live_svg

_SHEETS = (Path(briefing.__file__).parent / "templates" / "briefing.css", Path(__file__).parent / "static" / "app.css")


def setting_html(desk: Desk, asked: Asked) -> str:
    """The file, always of all runs: numbers, charts, what they rest on, what is left out, and how to get it again."""
    settled = asked.but(runs=RUNS)
    told = desk.moved(settled.settings)
    drawn = [Markup(live_svg(chart)) for chart in charts(desk, told, settled.lang)]
    html = page(
        "setting.html.j2", settled, "/", case=desk.case, css=_css(), drawn=drawn, left_out=left_out(desk.case),
        fit=fit_from(desk.post), **evidence(desk), **results(desk, settled, told),
    )  # fmt: skip
    return resting_said(desk, html, settled.lang)


def _css() -> Any:
    """Both sheets of the page, so that the file needs no other."""
    return Markup("\n".join(sheet.read_text(encoding="utf-8") for sheet in _SHEETS))
