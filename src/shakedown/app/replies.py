"""Replies that every part of the page gives: a file to take along, and what is wrong, as a page or as data."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from shakedown.app.asked import Asked
from shakedown.app.desk import Desk
from shakedown.app.downloads import file_name
from shakedown.app.pages import page


def named(desk: Desk, what: str) -> dict[str, str]:
    """Headers that make a reply a file of that name."""
    return {"content-disposition": file_name(desk, what)}


def problem(request: Request, problems: Sequence[str], status: int) -> Response:
    """Sentences; as JSON where data or a drawing was asked for."""
    if request.url.path.endswith((".json", ".csv", ".svg")):
        return JSONResponse({"problems": list(problems)}, status)
    return HTMLResponse(page("problem.html.j2", Asked(), problems=problems), status)
