"""Accepting codes in a real browser, with and without script."""

from pathlib import Path

import pytest

from shakedown.app.codes import decided, proposed
from shakedown.evidence.read import read_text

pytestmark = pytest.mark.slow
TEXT = (Path(__file__).parents[3] / "docs" / "examples" / "report.txt").read_text(encoding="utf-8")
READING = read_text(TEXT)
IDS = [each.id for each in proposed(READING)]


def reported(watched, query=""):
    """The view with a card and its proposed records."""
    page = watched.page
    page.goto(f"{watched.address}/report{query}")
    page.fill("#text", TEXT)
    page.click(".paste button[type=submit]")
    page.wait_for_selector(".record")
    return page


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_a_card_and_its_codes(tab, theme, lang):
    watched = tab(color_scheme=theme)
    reported(watched, f"?lang={lang}")
    assert watched.violations() == []


def test_codes_do_not_scroll_sideways_on_a_phone(tab):
    page = reported(tab(viewport={"width": 320, "height": 700}))
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_what_nobody_decided_on_is_not_sent(tab):
    page = reported(tab())
    page.check(f"[name='{IDS[0]}'][value=take]")
    page.click(".codes button[type=submit]")
    assert page.evaluate("document.querySelector('.codes input:invalid').name") == IDS[1]


@pytest.mark.parametrize("script", [True, False])
def test_the_file_is_downloaded_as_it_was_decided(tab, script):
    watched = tab(java_script_enabled=script, accept_downloads=True)
    page = reported(watched)
    for name in IDS:
        page.check(f"[name='{name}'][value=take]")
    page.check(f"[name='{IDS[0]}.tone'][value=edit]")
    page.select_option(f"[name='{IDS[0]}.tone.to']", "neutral")
    with page.expect_download() as told:
        page.click(".codes button[type=submit]")
    sent = dict.fromkeys(IDS, "take") | {f"{IDS[0]}.tone": "edit", f"{IDS[0]}.tone.to": "neutral"}
    assert Path(told.value.path()).read_bytes() == decided(READING, sent)
    if not script:
        page.evaluate = lambda _: []  # no script, so no violation could be counted
