"""The why view: the briefing's own sections on why, how long and what moves it, word for word."""

from collections.abc import Mapping
from functools import lru_cache

from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.korean import resting_said
from shakedown.app.pages import page
from shakedown.errors import Withheld
from shakedown.report.future_section import future_section, policy_section
from shakedown.report.why_section import why_section


def why_page(desk: Desk, asked: Asked) -> str:
    """The view. Raises `Withheld` for a fit that does not suffice."""
    html = page("why_view.html.j2", asked, "/why", case=desk.case, found=desk.answers.found, **_sections(desk))
    return resting_said(desk, html, asked.lang)


@lru_cache(maxsize=2)
def _sections(desk: Desk) -> Mapping[str, object]:
    """Why, how long and what moves it: no setting of the page moves them, so they are drawn once."""
    answers, post = desk.answers, desk.post
    given = answers.given
    if given is None or answers.watch is None or answers.policy is None:
        raise Withheld(answers.found.headline)
    return {
        "why": why_section(post, given.why, given.explanations),
        "how_long": future_section(post, given.forecast, answers.watch),
        "moves": policy_section(answers.policy),
    }
