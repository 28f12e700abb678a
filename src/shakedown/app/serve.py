"""Serve the page on this machine until it is interrupted; beyond it only with a token."""

import re
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread, Timer
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette

from shakedown.app.desk import Opening
from shakedown.app.site import LOCAL, site
from shakedown.errors import InputError
from shakedown.society.case import Case

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LEAST_TOKEN = 16
"""Letters of a token; a shorter one can be guessed."""


def serve(case: Case, *, host: str, port: int, token: str, opens: bool, tell: Callable[[str], None]) -> None:
    """Open a case and serve its page; returns when interrupted.

    Raises `InputError` for a host beyond this machine without a token, a short token, and a port that is taken.
    """
    beyond = host not in LOOPBACK
    if beyond and not token:
        raise InputError(
            f"--host {host}: can be reached from other machines. Add --token with {LEAST_TOKEN} letters or more."
        )
    if token and not re.fullmatch(rf"[A-Za-z0-9_-]{{{LEAST_TOKEN},}}", token):
        raise InputError(
            f"--token: can be guessed, or not be an address. Give {LEAST_TOKEN} or more letters, digits, - and _."
        )
    held = _bound(host, port)
    address = f"http://{'127.0.0.1' if beyond else _shown(host)}:{held.getsockname()[1]}/"
    address += f"?token={quote(token)}" if token else ""
    server = _server(site(Opening(case).start(), ["*"] if beyond else LOCAL, token))
    tell(f"{case.title}: {address}  (Ctrl-C ends it)")
    if opens:
        Timer(0.5, webbrowser.open, [address]).start()
    server.run(sockets=[held])


@contextmanager
def served(opening: Opening) -> Iterator[str]:
    """The page of a case beside other work, at any free port of this machine: its address, without the last slash."""
    held = _bound(LOOPBACK[0], 0)
    server = _server(site(opening))
    thread = Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK[0]}:{held.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        held.close()


def _server(app: Starlette) -> uvicorn.Server:
    """It tells nobody its name, and keeps no list of who asked for what."""
    return uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
    )


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one."""
    held = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((host, port))
        held.listen(128)
    except OSError as wrong:
        held.close()
        raise InputError(
            f"--host {host} --port {port}: cannot be served from ({wrong.strerror}). Give another --port."
        ) from None
    return held


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
