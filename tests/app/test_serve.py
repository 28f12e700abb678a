"""The command: a page within a moment on this machine, and beyond it only with a token."""

import contextlib
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.conftest import tiny_folder
from tests.test_cli import refused


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--host", "0.0.0.0"), "Add --token"),
        (("--host", "::"), "Add --token"),
        (("--host", "0.0.0.0", "--token", "short"), "can be guessed"),
        (("--token", "with spaces and more"), "can be guessed"),
        (("hoerong",), "Nearest known: hoeryong"),
        (("--port", "70000"), "See: shakedown app --help"),
    ],
)
def test_what_would_not_be_safe_or_cannot_be_is_a_sentence(arguments, told):
    (line,) = refused("app", "--no-open", *arguments)
    assert told in line


def test_a_port_that_is_taken_is_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as held:
        (line,) = refused("app", "--no-open", "--port", held.getsockname()[1])
    assert "Give another --port" in line


def test_the_page_answers_within_a_moment_and_opens_the_case_beside(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tiny_folder(tmp_path / "case")
    command = [sys.executable, "-m", "shakedown", "app", str(folder), "--no-open", "--port", str(port)]
    going, began = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path), time.monotonic()
    try:
        status, took = _first_reply(port, began)
    finally:
        going.terminate()
        told = going.communicate(timeout=20)[1].decode()
    assert status == 503
    assert took < 4.0  # 1.5 s on a quiet machine
    assert f"http://127.0.0.1:{port}/" in told
    assert "Traceback" not in told


def _first_reply(port, began):
    """The status of the first reply, and how long it took to come."""
    while time.monotonic() < began + 30:
        with contextlib.suppress(ConnectionError, TimeoutError):
            try:
                return urlopen(f"http://127.0.0.1:{port}/", timeout=5).status, time.monotonic() - began
            except HTTPError as wrong:
                return wrong.code, time.monotonic() - began
            except OSError:
                pass
        time.sleep(0.02)
    raise AssertionError("no reply")
