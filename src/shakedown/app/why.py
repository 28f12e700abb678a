"""The why view: the briefing's own sections on why, how long and what moves it, word for word."""

from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.pages import page
from shakedown.errors import Withheld
from shakedown.report.future_section import future_section, policy_section
from shakedown.report.why_section import why_section


def why_page(desk: Desk, asked: Asked) -> str:
    """The view. Raises `Withheld` for a fit that does not suffice."""
    answers, post = desk.answers, desk.post
    given = answers.given
    if given is None or answers.watch is None or answers.policy is None:
        raise Withheld(answers.found.headline)
    return page(
        "why_view.html.j2", asked, "/why", case=post.case, found=answers.found,
        why=why_section(post, given.why, given.explanations), how_long=future_section(post, given.forecast, answers.watch),
        moves=policy_section(answers.policy),
    )  # fmt: skip
