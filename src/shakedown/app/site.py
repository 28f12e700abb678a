"""Addresses -> views. Endpoints are plain functions; what goes wrong becomes a sentence, in a page or as JSON."""

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from shakedown.app.asked import Asked, asked_of
from shakedown.app.case import case_page
from shakedown.app.codes import FILE
from shakedown.app.desk import Desk, Opening
from shakedown.app.downloads import numbers_csv, numbers_json
from shakedown.app.forms import Forms
from shakedown.app.guard import Guard
from shakedown.app.pages import page
from shakedown.app.replies import named, problem
from shakedown.app.report import Sheet, report_page
from shakedown.app.setting import setting_html
from shakedown.app.society import chart_svg, live, pinned, society_page
from shakedown.app.story import story_page
from shakedown.app.why import why_page
from shakedown.errors import InputError, Withheld
from shakedown.evidence.read.reading import Language
from shakedown.report.documents import answers_document, as_json

LOCAL = ("127.0.0.1", "localhost", "[::1]")
_STATIC = Path(__file__).parent / "static"
_SHEETS = Path(__file__).parent.parent / "report" / "templates"
Ready = Callable[[Desk, Asked, Request], Response]


def _sheet(name: str, _: Request) -> Response:
    """A style sheet that the page shares with what is written to files."""
    return Response((_SHEETS / f"{name}.css").read_text(encoding="utf-8"), media_type="text/css")


def site(opening: Opening, hosts: Sequence[str] = LOCAL, access: str = "") -> Starlette:
    """The page as an application. `access`: the token that callers must know if it is served beyond this machine."""
    site = Site(opening)
    forms = Forms(site.answer, site.token)
    routes = [
        Route("/", site.ready(site.society)),
        Route("/why", site.ready(lambda desk, asked, _: HTMLResponse(why_page(desk, asked)))),
        Route("/story", site.ready(lambda desk, asked, _: HTMLResponse(story_page(desk, asked)))),
        Route("/report", site.ready(site.report)),
        Route("/report", forms.report, methods=["POST"]),
        Route(f"/report/{FILE}", forms.records, methods=["POST"]),
        Route("/case", site.ready(site.case)),
        Route("/case", forms.case, methods=["POST"]),
        Route("/live.json", site.ready(site.live)),
        Route("/numbers.json", site.ready(site.as_json)),
        Route("/numbers.csv", site.ready(site.as_csv)),
        Route("/answers.json", site.ready(site.answers)),
        Route("/setting.html", site.ready(site.setting)),
        Route("/briefing.html", site.ready(site.briefing)),
        Route("/briefing.pdf", site.ready(site.briefing_pdf)),
        Route("/chart/{name}.svg", site.ready(site.chart)),
        *(Route(f"/{name}.css", partial(_sheet, name)) for name in ("briefing", "card")),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]
    guards = [
        Middleware(Guard, access=access),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
    ]
    return Starlette(
        routes=routes, middleware=guards, exception_handlers={HTTPException: _http_problem, Exception: _bug}
    )


class Site:
    """The views of one opened case."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.token = secrets.token_urlsafe(24)

    def ready(self, view: Ready) -> Callable[[Request], Response]:
        """An endpoint out of a view: waits for the case, reads the address, tells what is wrong with either."""

        def endpoint(request: Request) -> Response:
            return self.answer(request, lambda desk, asked: view(desk, asked, request))

        return endpoint

    def answer(self, request: Request, view: Callable[[Desk, Asked], Response]) -> Response:
        """A view's reply, or that the case is being opened, or what is wrong with it or with the address."""
        desk = self.opening.desk
        if self.opening.problem:
            return problem(request, [self.opening.problem], 503)
        if desk is None:
            return HTMLResponse(page("opening.html.j2", Asked(), case=self.opening.case), 503, {"refresh": "1"})
        try:
            return view(desk, asked_of(request.query_params.multi_items(), desk.ticks))
        except InputError as wrong:
            return problem(request, wrong.problems, 400)
        except Withheld as why:
            return problem(request, [str(why)], 503)

    def society(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The levers; pinning answers with the address of the screen that has the pin."""
        do = request.query_params.get("do", "show")
        if do == "pin":
            asked = pinned(asked)
        if do != "show":
            return RedirectResponse(f"/?{asked.query}", 303)
        return HTMLResponse(society_page(desk, asked))

    def live(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """What an open page asks for when a lever moves, with the milliseconds that the societies took."""
        began = perf_counter()
        desk.moved(asked.settings, asked.runs)
        took = f"model;dur={1000 * (perf_counter() - began):.1f}"
        return JSONResponse(live(desk, asked), headers={"server-timing": took})

    def report(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The empty box."""
        return HTMLResponse(report_page(desk, asked, self.token, Sheet()))

    def case(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """What is open, and the box for another."""
        return HTMLResponse(case_page(desk, asked, self.token))

    def as_json(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The numbers of a screen."""
        told = numbers_json(desk.moved(asked.settings, asked.runs))
        return Response(told, media_type="application/json", headers=named(desk, "numbers.json"))

    def as_csv(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The same for a spreadsheet."""
        told = numbers_csv(desk.moved(asked.settings, asked.runs))
        return Response(told, media_type="text/csv; charset=utf-8", headers=named(desk, "numbers.csv"))

    def answers(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """answers.json, as `shakedown run` writes it."""
        told = as_json(answers_document(desk.answers))
        return Response(told, media_type="application/json", headers=named(desk, "answers.json"))

    def setting(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The briefing of the levers as they are set, as a file; it brings its own, stricter policy."""
        return HTMLResponse(setting_html(desk, asked), headers=named(desk, "setting.html"))

    def briefing(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The briefing as a file; it brings its own, stricter policy."""
        return HTMLResponse(desk.briefing(_language(asked)), headers=named(desk, "briefing.html"))

    def briefing_pdf(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """The same as a PDF, or a sentence that says what it needs."""
        pages = desk.briefing_pdf(_language(asked))
        return Response(pages, media_type="application/pdf", headers=named(desk, "briefing.pdf"))

    def chart(self, desk: Desk, asked: Asked, request: Request) -> Response:
        """One chart, still."""
        return Response(chart_svg(desk, asked, request.path_params["name"]), media_type="image/svg+xml")


def _language(asked: Asked) -> Language:
    return "ko" if asked.lang == "ko" else "en"


def _http_problem(request: Request, wrong: Exception) -> Response:
    status = wrong.status_code if isinstance(wrong, HTTPException) else 400
    return problem(
        request, ["There is no such page here." if status == 404 else "This cannot be asked of this page."], status
    )


def _bug(request: Request, bug: Exception) -> Response:
    return problem(
        request,
        [f"This is a mistake of ours, not yours: {type(bug).__name__}. Please report it with its address."],
        500,
    )
