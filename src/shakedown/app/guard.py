"""What every request meets first: who may ask, how much may be sent, and what a browser may do with the reply."""

from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
MOST_BYTES = 3_000_000
"""Of a request's body."""
COOKIE = "shakedown"
_SAFE = ("GET", "HEAD")


class TooLong(Exception):
    """A body that goes on beyond `MOST_BYTES`."""


class Guard:
    """Refuses strangers, cross-origin posts and long bodies, and puts the policy on every reply.

    `access`: the token that every caller must know, if the page is served beyond this machine; "" if it is not.
    """

    def __init__(self, app: ASGIApp, access: str = "") -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        enters = self._enters(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    told.setdefault(name, value)
                if enters:
                    told.append("set-cookie", f"{COOKIE}={self.access}; HttpOnly; SameSite=Strict; Path=/")
            await send(message)

        if problem := self._problem(scope, headers, enters):
            await PlainTextResponse(problem[1], problem[0])(scope, receive, guarded)
            return
        try:
            await self.app(scope, _counted(receive), guarded)
        except TooLong:
            await _too_long(scope, receive, guarded)

    def _problem(self, scope: Scope, headers: Headers, enters: bool) -> tuple[int, str] | None:
        if self.access and not enters and not self._known(headers):
            return 403, "This page asks for its token. Open the address that was printed when it was started."
        if scope["method"] not in (*_SAFE, "POST"):
            return 405, "This page can be read and posted to, and nothing else."
        if scope["method"] == "POST" and not _same_origin(headers):
            return 403, "This was sent from another page. Send it from the page itself."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length[:12]) > MOST_BYTES:
            return 413, _LONG
        return None

    def _enters(self, scope: Scope) -> bool:
        """Whether the address carries the token."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return bool(self.access) and compare_digest(given.encode(), self.access.encode())

    def _known(self, headers: Headers) -> bool:
        """Whether the browser showed the token before."""
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return held is not None and compare_digest(held.value.encode(), self.access.encode())


_LONG = f"This is too long. Send less than {MOST_BYTES // 1_000_000} MB."


async def _too_long(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(_LONG, 413)(scope, receive, send)


def _same_origin(headers: Headers) -> bool:
    site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
    own = {f"http://{headers.get('host', '')}", f"https://{headers.get('host', '')}"}
    return site in ("same-origin", "none") and (origin is None or origin in own)


def _counted(receive: Receive) -> Receive:
    """The same body, cut off with `TooLong` where it passes the limit."""
    seen = 0

    async def read() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise TooLong
        return message

    return read
