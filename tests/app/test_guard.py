"""Who may ask: this machine's own browser, and from elsewhere only who knows the token."""

import pytest
from starlette.testclient import TestClient

from shakedown.app.guard import MOST_BYTES
from shakedown.app.site import site
from tests.app.conftest import BASE, form_token, opened

TOKEN = "correct-horse-battery"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "evil.example:8427", ""])
def test_a_foreign_host_is_refused(page, host):
    assert page.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8427", "127.0.0.1:1"])
def test_this_machine_is_served(page, host):
    assert page.get("/report", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_post_from_another_page_is_refused(page, headers):
    sent = {"form_token": form_token(page, "/report"), "text": "a text"}
    assert page.post("/report", data=sent, headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/report", "/case"])
@pytest.mark.parametrize("token", ["", "guessed", None])
def test_a_post_without_the_page_s_token_is_refused(page, path, token):
    sent = {"text": "a text"} | ({} if token is None else {"form_token": token})
    assert page.post(path, data=sent).status_code == 403


def test_a_body_that_is_too_long_is_refused_even_if_it_does_not_say_so(page):
    assert page.post("/report", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    parts = (b"x" * 100_000 for _ in range(MOST_BYTES // 100_000 + 2))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert page.post("/report", content=parts, headers=form).status_code in (400, 413)


@pytest.mark.parametrize(
    "path", ["/", "/why", "/report", "/no-such", "/live.json", "/static/app.js", "/numbers.csv", "/?a=b"]
)
def test_every_reply_has_the_strict_policy(page, path):
    told = page.get(path).headers
    assert "default-src 'self'" in told["content-security-policy"]
    assert "unsafe" not in told["content-security-policy"]
    assert told["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_and_posting_is_taken(page, method):
    assert page.request(method, "/").status_code == 405


def test_beyond_this_machine_a_token_is_asked_for_once(desk):
    page = TestClient(site(opened(desk), ["*"], TOKEN), base_url=BASE)
    assert page.get("/report").status_code == 403
    assert page.get("/report", params={"token": "wrong"}).status_code == 403
    assert page.get("/report", params={"token": TOKEN}).status_code == 200
    assert page.get("/report").status_code == 200
