"""The page with the Hoeryong fit in the machine's own Chromium, names of hosts unresolved; and what it must not do, watched."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from shakedown.app.desk import Opening
from shakedown.app.serve import served
from shakedown.bench.page import PAINTED, chromium
from shakedown.society.load import load_case

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH = f"""{PAINTED}
window.violated = [];
addEventListener("securitypolicyviolation", (e) => window.violated.push(e.violatedDirective + " " + e.blockedURI));
"""


@pytest.fixture(scope="session")
def opening() -> Opening:
    """Hoeryong, from the fit stored with it."""
    opened = Opening(load_case("hoeryong")).start().wait()
    assert opened.desk, opened.problem
    return opened


@pytest.fixture(scope="session")
def address(opening):
    """Where its page is served."""
    with served(opening) as at:
        yield at


@pytest.fixture(scope="session")
def browser():
    """The machine's Chromium."""
    with chromium() as started:
        yield started


class Watched:
    """A tab, every host it asked, and every complaint it made."""

    def __init__(self, browser: Browser, address: str, **look: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **look})  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.address, self.hosts, self.complaints = address, set[str](), list[str]()
        self.page.add_init_script(WATCH)
        self.page.on("request", lambda r: self.hosts.add(r.url.partition("://")[2].partition("/")[0]))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def open(self, path: str) -> Page:
        """A view, drawn, every panel of it open."""
        self.page.goto(self.address + path)
        if self.page.locator("#levers").count():
            self.page.wait_for_selector("body[data-drawn=yes]")
        self.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        return self.page

    def violations(self) -> list[str]:
        """What axe finds wrong with the view."""
        session = self.context.new_cdp_session(self.page)  # a script tag would break the page's own policy
        asked = f"{AXE};axe.run(document, {{runOnly: {TAGS}}}).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))"
        told = session.send("Runtime.evaluate", {"expression": asked, "awaitPromise": True, "returnByValue": True})
        return list(told["result"]["value"])

    def close(self) -> None:
        """Nothing was asked of anybody else, nothing broke the policy, nothing complained."""
        violated = self.page.evaluate("window.violated")
        self.context.close()
        assert self.hosts <= {self.address.removeprefix("http://")}
        assert violated == []
        assert self.complaints == []


@pytest.fixture
def tab(browser, address):
    """Opens tabs that are watched, and looks at what they did at the end."""
    opened = []

    def new(**look: object) -> Watched:
        opened.append(Watched(browser, address, **look))
        return opened[-1]

    yield new
    for each in opened:
        each.close()
