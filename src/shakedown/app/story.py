"""The story view: one officer's and one household's weeks, step by step. Invented by the model; no place, no date."""

from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.korean import spoken
from shakedown.app.pages import page
from shakedown.report.story_tables import household_table, officer_table

_LAST = 52


def story_page(desk: Desk, asked: Asked) -> str:
    """The weeks up to the one asked for."""
    told = desk.story(asked.settings, asked.story)
    weeks = told.weeks[: asked.week]
    return page(
        "story.html.j2", asked, "/story", case=desk.case, story=told, last=_LAST,
        officer=spoken(officer_table(weeks, desk.case.currency), asked.lang),
        household=spoken(household_table(told, weeks, desk.case.currency), asked.lang),
    )  # fmt: skip
