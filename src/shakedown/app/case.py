"""The case view: what is open, and another case as a zip, checked but neither kept nor run."""

from collections.abc import Sequence

from shakedown.answers.command import fit_from
from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.pages import page
from shakedown.app.zipped import MOST_UNPACKED
from shakedown.society.case import Case
from shakedown.society.load import FILES, built_in_cases


def case_page(
    desk: Desk, asked: Asked, form_token: str, other: Case | None = None, problems: Sequence[str] = ()
) -> str:
    """The view: `other` is a case that was sent and can be read, `problems` what is wrong with one."""
    return page(
        "case.html.j2", asked, "/case", case=desk.case, form_token=form_token, other=other, problems=problems, files=FILES,
        fit=fit_from(desk.post), built_in=built_in_cases(), most=MOST_UNPACKED,
    )  # fmt: skip
