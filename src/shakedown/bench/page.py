"""The page in a real browser: from a key to paint beside what the societies took, and what is painted while a lever is dragged.

Nothing is fetched from elsewhere: names of hosts are not resolved, and the page is served on this machine.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median, quantiles
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl

from shakedown.answers.moved import RUNS
from shakedown.app.desk import Opening
from shakedown.app.serve import served
from shakedown.bench.timing import Figure
from shakedown.errors import InputError
from shakedown.society.load import load_case

PRESSES, STEPS, PACE = 24, 20, 0.25
"""Keys that are timed one after another, steps of a drag, and seconds from one step to the next."""
MOST_ADDED, LEAST_PAINTED = 50, 90
"""Milliseconds that the page may add to the model's time; of 100 values of a slow drag, those that must be painted."""
PAINTED = """
window.painted = []; window.began = 0;
performance.setResourceTimingBufferSize(10000);
addEventListener("input", () => { window.began = performance.now(); }, true);
const modelTime = () => {
  const asked = performance.getEntriesByType("resource").filter((e) => e.name.includes("/live.json"));
  return asked.length ? asked.at(-1).serverTiming[0].duration : 0;
};
addEventListener("DOMContentLoaded", () => new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
  window.painted.push({ query: document.body.dataset.shown, runs: +document.body.dataset.runs,
    number: +document.body.dataset.painted, took: performance.now() - window.began, model: modelTime() });
}, 0))).observe(document.body, { attributes: true, attributeFilter: ["data-painted"] }));
"""
"""Notes every paint of an open page: what was asked, of how many runs, and milliseconds since the last key."""
_SETTLED = f"painted.at(-1).runs === {RUNS} && painted.at(-1).query === new URLSearchParams(location.search).toString()"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def page_figures() -> list[Figure]:
    """The built-in case's page in this machine's Chromium (a minute). Raises `InputError` where there is no browser."""
    with chromium() as browser:
        opening = Opening(load_case("hoeryong")).start().wait()
        if opening.problem:
            raise InputError(f"--page: {opening.problem}")
        with served(opening) as address:
            return measured(_opened(browser, address))


@contextmanager
def chromium() -> Iterator[Any]:
    """The machine's own browser, started. Raises `InputError` naming what is missing."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise InputError("--page: a browser is driven with Playwright. Install it: pip install playwright") from None
    found = next((place for name in _BROWSERS if (place := shutil.which(name))), None)
    if found is None:
        raise InputError("--page: there is no Chromium on this machine. Install it, such as: apt-get install chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # it does not start as root otherwise
    with sync_playwright() as played:
        started = played.chromium.launch(executable_path=found, args=[*sandbox, _ALONE])
        yield started
        started.close()


def _opened(browser: Any, address: str) -> Any:
    """The society view, drawn, every paint noted."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(PAINTED)
    page.goto(address)
    page.wait_for_selector("body[data-drawn=yes]")
    return page


def measured(page: Any, presses: int = PRESSES, steps: int = STEPS) -> list[Figure]:
    """What an open page takes; the society view is then at other settings than before."""
    glances, settled = _pressed(page, "market", presses)
    took, model = ([glance[name] for glance in glances] for name in ("took", "model"))
    added = [a - b for a, b in zip(took, model, strict=True)]
    return [
        Figure("from a key to a first glance on the page, half of them", median(took), "ms"),
        Figure("the same, 95 of 100", most(took), "ms"),
        Figure("the model's part of it, half of them", median(model), "ms"),
        Figure("the same, 95 of 100", most(model), "ms"),
        Figure("what the page adds to the model, 95 of 100", most(added), "ms", at_most=MOST_ADDED),
        Figure(f"from a key to all {RUNS} runs on the page, half of them", median(each["took"] for each in settled), "ms"),
        Figure(
            "values painted while dragging at four steps a second", 100 * _dragged(page, "private_trade", steps) / steps,
            "in 100", at_least=LEAST_PAINTED,
        ),
    ]  # fmt: skip


def most(values: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


def _pressed(page: Any, lever: str, presses: int) -> tuple[list[Any], list[Any]]:
    """The first glance and the settled paint after each key, each key waiting for the last to be done."""
    page.focus(f"#{lever}")
    _painted(page, ["Home"])
    shown = [_painted(page, ["ArrowRight"]) for _ in range(presses)]
    return [each[0] for each in shown], [each[-1] for each in shown]


def _dragged(page: Any, lever: str, steps: int) -> int:
    """How many of the values of a drag were on the page, each at its time whatever the page does."""
    page.focus(f"#{lever}")
    _painted(page, ["Home"])
    shown = _painted(page, ["ArrowRight"] * steps, PACE)
    return len({dict(parse_qsl(each["query"])).get(lever) for each in shown})


def _painted(page: Any, keys: Sequence[str], pace: float = 0.0) -> list[Any]:
    """Every paint from the first key until all runs of the last value are on the page."""
    before, began = page.evaluate("painted.length"), monotonic()
    for number, key in enumerate(keys, 1):
        page.keyboard.press(key)
        page.wait_for_timeout(max(0.0, 1000 * (began + number * pace - monotonic())))
    page.wait_for_function(f"() => painted.length > {before} && {_SETTLED}")
    return list(page.evaluate(f"painted.slice({before})"))
