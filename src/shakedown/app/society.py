"""The society view: levers left, what they change right, and the same as data."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from shakedown.answers.moved import RUNS, Moved
from shakedown.app.asked import Asked, pin_text
from shakedown.app.desk import Desk
from shakedown.app.korean import resting_said, spoken, spoken_cards
from shakedown.app.pages import page
from shakedown.app.words import headline_in
from shakedown.errors import InputError
from shakedown.evidence.checks import nearest
from shakedown.report import figures
from shakedown.report.assumption_tables import levers_table
from shakedown.report.drawn import figure
from shakedown.report.evidence_figure import evidence_figure, evidence_table
from shakedown.report.evidence_tables import records_table, statements_table
from shakedown.report.left_out import left_out
from shakedown.report.moved_dots import demands_table
from shakedown.report.moved_figures import live_figures
from shakedown.report.moved_live import Live, live_said, live_svg
from shakedown.report.moved_words import cards, harm_told, moved_table, pins_table
from shakedown.report.phrasebook import sayer
from shakedown.society.load import called

_LETTERS = "ABC"
_BESIDE = "수치는 아래 표에 있다."
_COARSE = "Records hold the half-year or year, never the day. Details stay behind the addresses."


def society_page(desk: Desk, asked: Asked) -> str:
    """The whole view."""
    told = desk.moved(asked.settings, asked.runs)
    html = page(
        "society.html.j2", asked, "/", case=desk.case, sliders=desk.sliders, charts=charts(desk, told, asked.lang),
        left_out=left_out(desk.case), **evidence(desk), **results(desk, asked, told),
    )  # fmt: skip
    return resting_said(desk, html, asked.lang)


@lru_cache(maxsize=2)
def evidence(desk: Desk) -> dict[str, Any]:
    """What the fit rests on: the same on every screen, so made once."""
    case = desk.case
    return {
        "timeline": figure(evidence_figure(case), _COARSE, evidence_table(case.records)),
        "outside": figure(figures.levers(case), "Basis: as in the table, line by line.", levers_table(case)),
        "statements": statements_table(desk.post),
        "records": records_table(desk.post),
    }


def live(desk: Desk, asked: Asked) -> dict[str, Any]:
    """What a moved lever changes on a page that is open: results as HTML, charts as rows."""
    told = desk.moved(asked.settings, asked.runs)
    each, found = charts(desk, told, asked.lang), results(desk, asked, told)
    return {
        "query": asked.query,
        "runs": told.runs,
        "settled": told.runs == RUNS,
        "headline": headline_in(told, asked.lang),
        "html": page("results.html.j2", asked, "/", **found),
        "tables": page("tables.html.j2", asked, "/", **found),
        "charts": [{"name": c.name, "rows": c.rows, "description": c.description} for c in each],
    }


def charts(desk: Desk, told: Moved, lang: str) -> tuple[Live, ...]:
    """The charts in the page's language, their axes fixed by the case as it is."""
    drawn = live_figures(told, desk.moved(()))
    return tuple(live_said(each, _sayer(desk), _BESIDE) for each in drawn) if lang == "ko" else drawn


@lru_cache(maxsize=2)
def _sayer(desk: Desk) -> Callable[[str], str]:
    return lru_cache(maxsize=512)(sayer(desk.case, "ko"))


def chart_svg(desk: Desk, asked: Asked, name: str) -> str:
    """One chart, still."""
    known = {chart.name: chart for chart in charts(desk, desk.moved(asked.settings, asked.runs), asked.lang)}
    if name not in known:
        raise InputError(f"There is no such chart. {nearest(name[:40], known)}")
    return live_svg(known[name])


def pinned(asked: Asked) -> Asked:
    """The same screen with its settings pinned; the oldest pin makes room for a fourth."""
    return asked.but(pins=(*(p for p in asked.pins if p != asked.settings), asked.settings)[-len(_LETTERS) :])


def results(desk: Desk, asked: Asked, told: Moved) -> dict[str, Any]:
    """What a setting changes, in a reader's words: headline, cards, tables, pins, and how to get it again."""
    pins = [(letter, desk.moved(pin, asked.runs)) for letter, pin in zip(_LETTERS, asked.pins, strict=False)]
    return {
        "told": told,
        "all_runs": RUNS,
        "headline": headline_in(told, asked.lang),
        "cards": spoken_cards(cards(told), asked.lang),
        "numbers": spoken(moved_table(told), asked.lang),
        "demands": spoken(demands_table(told), asked.lang),
        "pins": spoken(pins_table(pins), asked.lang) if pins else None,
        "harm": harm_told(told),
        "python": _python(desk, told),
        "command": _command(desk, asked),
    }


def _python(desk: Desk, told: Moved) -> str:
    name = called(desk.case)
    settings = dict(told.settings)
    return (
        f"import shakedown as sd\npost = sd.run({name!r}, out={f'out/{desk.case.name}'!r})\n"
        f'print(sd.move(post, {settings!r}, runs={told.runs}).of("burden"))'
    )


def _command(desk: Desk, asked: Asked) -> str:
    name = called(desk.case)
    chosen = " ".join(f"--set {part.replace(':', '=')}" for part in pin_text(asked.settings).split(",") if ":" in part)
    return f"shakedown run {name}\nshakedown policy {name} {chosen}".rstrip()
