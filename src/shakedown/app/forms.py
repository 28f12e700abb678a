"""What is sent to the page: a text, decisions about its codes, a case as a zip. Read whole, answered, and kept nowhere."""

from collections.abc import Callable, Mapping, Sequence
from hmac import compare_digest

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from shakedown.app.asked import Asked
from shakedown.app.case import case_page
from shakedown.app.codes import FILE, decided
from shakedown.app.desk import Desk
from shakedown.app.replies import named, problem
from shakedown.app.report import Sheet, card_of, report_page
from shakedown.app.zipped import case_in
from shakedown.errors import InputError

MOST_FIELDS = 2_000
"""Of a form: some forty records of twenty codes, two fields each."""
Answer = Callable[[Request, Callable[[Desk, Asked], Response]], Response]
"""A view's reply, once the case is open and the address is read."""


class Forms:
    """The forms of a page; `token` is that of its forms, which no other page knows."""

    def __init__(self, answer: Answer, token: str) -> None:
        self._answer, self._token = answer, token

    async def report(self, request: Request) -> Response:
        """A text that was pasted, dropped or chosen."""
        return await self._sent(request, self._card)

    async def records(self, request: Request) -> Response:
        """Decisions about the codes of a text, and the text."""
        return await self._sent(request, self._records)

    async def case(self, request: Request) -> Response:
        """A zip that was chosen."""
        return await self._sent(request, self._zip)

    async def _sent(self, request: Request, view: Callable[[Desk, Asked, dict[str, bytes]], Response]) -> Response:
        """A form of this very page, read whole and handed on to a plain function."""
        try:
            async with request.form(max_files=2, max_fields=MOST_FIELDS, max_part_size=1_000_000) as form:
                sent = await _fields(form)
        except HTTPException:
            return problem(request, ["form: cannot be read. Send it from the page itself."], 400)
        if not compare_digest(sent.get("form_token", b""), self._token.encode()):
            return problem(
                request, ["form: is not of this page, or the page was started anew. Reload it and send again."], 403
            )
        return await run_in_threadpool(self._answer, request, lambda desk, asked: view(desk, asked, sent))

    def _card(self, desk: Desk, asked: Asked, sent: dict[str, bytes]) -> Response:
        text = _said(sent.get("file") or sent.get("text", b""))
        return self._reported(desk, asked, text, _said(sent.get("language", b"")), {})

    def _records(self, desk: Desk, asked: Asked, sent: dict[str, bytes]) -> Response:
        chosen = {name: _said(value) for name, value in sent.items() if name != "form_token"}
        text, language = chosen.pop("text", ""), chosen.get("language", "")
        try:
            data = decided(card_of(text, language).reading, chosen)
        except InputError as wrong:
            return self._reported(desk, asked, text, language, chosen, wrong.problems)
        return Response(data, media_type="text/csv; charset=utf-8", headers=named(desk, FILE))

    def _reported(
        self,
        desk: Desk,
        asked: Asked,
        text: str,
        language: str,
        chosen: Mapping[str, str],
        problems: Sequence[str] = (),
    ) -> Response:
        """The card of a text, with what is wrong, if anything is."""
        try:
            sheet = Sheet(text=text, card=card_of(text, language), chosen=chosen, problems=problems)
        except InputError as wrong:
            sheet = Sheet(text=text, problems=wrong.problems)
        return HTMLResponse(report_page(desk, asked, self._token, sheet), 400 if sheet.problems else 200)

    def _zip(self, desk: Desk, asked: Asked, sent: dict[str, bytes]) -> Response:
        try:
            return HTMLResponse(case_page(desk, asked, self._token, case_in(sent.get("file", b""))))
        except InputError as wrong:
            return HTMLResponse(case_page(desk, asked, self._token, problems=wrong.problems), 400)


def _said(data: bytes) -> str:
    """What was typed; what is no text is marked and does no harm."""
    return data.decode("utf-8", errors="replace")


async def _fields(form: FormData) -> dict[str, bytes]:
    """What a form holds, as bytes; files whole (their number and size are limited before)."""
    return {
        name: await each.read() if isinstance(each, UploadFile) else each.encode() for name, each in form.multi_items()
    }
