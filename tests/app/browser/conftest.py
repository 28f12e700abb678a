"""The page with the Hoeryong fit in the machine's own Chromium, names of hosts unresolved; and what it must not do, watched."""

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from shakedown.app.desk import Opening
from shakedown.app.site import site
from shakedown.society.load import load_case

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
BLOCKED = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH = """
window.violated = []; window.painted = []; window.began = 0;
addEventListener("securitypolicyviolation", (e) => window.violated.push(e.violatedDirective + " " + e.blockedURI));
addEventListener("input", () => { window.began = performance.now(); }, true);
addEventListener("DOMContentLoaded", () => new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
  window.painted.push({ query: document.body.dataset.shown, runs: +document.body.dataset.runs,
                        number: +document.body.dataset.painted, took: performance.now() - window.began });
}, 0))).observe(document.body, { attributes: true, attributeFilter: ["data-painted"] }));
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
    server = uvicorn.Server(uvicorn.Config(site(opening), port=0, log_level="error", lifespan="off"))
    ready = threading.Event()

    async def run() -> None:
        going = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        ready.set()
        await going

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser():
    """The machine's Chromium."""
    with sync_playwright() as played:
        started = played.chromium.launch(executable_path=CHROMIUM, args=BLOCKED)
        yield started
        started.close()


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
