"""The bars of the page, in a real browser with the Hoeryong fit."""

import json
import re
import time

import pytest

pytestmark = pytest.mark.slow
SOCIETY = "/?crackdown=0.3&pin=crackdown:0.1&pin=provision:380,channel:0.8"
VIEWS = (SOCIETY, "/why", "/story?week=8", "/report", "/case")


def settled(page):
    """Waits until all runs are on the page."""
    page.wait_for_selector("body[data-runs='64']")


def press(page, lever, keys):
    """Keys on a lever."""
    page.focus(f"#{lever}")
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_nothing_wrong(tab, path, theme, lang):
    watched = tab(color_scheme=theme)
    watched.open(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert watched.violations() == []


def test_axe_finds_nothing_wrong_with_the_briefing(tab, opening):
    watched = tab()
    watched.page.route(
        "**/as-written", lambda route: route.fulfill(body=opening.desk.briefing(), content_type="text/html")
    )
    watched.page.goto(f"{watched.address}/as-written")
    assert watched.violations() == []


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_briefing_scrolls_sideways_at_no_width(tab, opening, lang):
    watched, written = tab(), opening.desk.briefing(lang)
    watched.page.route("**/as-written", lambda route: route.fulfill(body=written, content_type="text/html"))
    watched.page.goto(f"{watched.address}/as-written")
    for width in (320, 640, 800, 1000, 1150, 1280):
        watched.page.set_viewport_size({"width": width, "height": 800})
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_a_setting_handed_on(tab, theme, lang):
    watched = tab(color_scheme=theme, viewport={"width": 320, "height": 700})
    handed = watched.page.request.get(f"{watched.address}{SOCIETY}&lang={lang}".replace("/?", "/setting.html?")).body()
    watched.page.route("**/as-handed-on", lambda route: route.fulfill(body=handed, content_type="text/html"))
    watched.page.goto(f"{watched.address}/as-handed-on")
    assert watched.violations() == []
    assert watched.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_scrolls_sideways_on_a_phone_on_a_desk_or_at_twice_the_size(tab, path, lang, width):
    watched = tab(viewport={"width": width, "height": 700}, device_scale_factor=1280 / width if width == 640 else 1)
    page = watched.open(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_moved_lever_shows_a_first_glance_and_then_all_runs(tab):
    page = tab().open("/")
    press(page, "crackdown", ["ArrowLeft"])
    settled(page)
    assert [p["runs"] for p in page.evaluate("window.painted")] == [8, 64]
    assert "crackdown=0.8" in page.url
    assert "64 of 64 runs" in page.text_content("#settled")


def test_what_is_painted_is_what_a_reload_and_a_new_tab_show(tab):
    watched = tab()
    page = watched.open("/")
    press(page, "crackdown", ["ArrowLeft"] * 3)
    press(page, "channel", ["ArrowRight"] * 5)
    page.wait_for_function("() => document.body.dataset.shown === new URLSearchParams(location.search).toString()")
    settled(page)
    shown, at = page.inner_text("#results"), page.url.removeprefix(watched.address)
    assert watched.open(at).inner_text("#results") == shown
    assert tab().open(at).inner_text("#results") == shown
    page.goto(f"{watched.address}/story")
    page.go_back()
    assert page.inner_text("#results") == shown


def test_a_fast_drag_ends_at_its_last_value(tab):
    page = tab().open("/")
    press(page, "market", ["ArrowRight"] * 11)
    page.wait_for_function("() => document.body.dataset.shown === new URLSearchParams(location.search).toString()")
    settled(page)
    numbers = [p["number"] for p in page.evaluate("window.painted")]
    assert numbers == sorted(numbers)


def test_an_older_reply_never_comes_after_a_newer(tab):
    page = tab().open("/")
    held = []

    def slowly(route):
        held.append(route)
        if len(held) > 1:
            time.sleep(0.05)
        route.continue_()

    page.route("**/live.json*", slowly)
    press(page, "market", ["ArrowRight"] * 6)
    page.wait_for_function("() => document.body.dataset.shown === new URLSearchParams(location.search).toString()")
    numbers = [p["number"] for p in page.evaluate("window.painted")]
    assert numbers == sorted(set(numbers))
    late = {"html": "older", "tables": "", "charts": [], "query": "older", "runs": 8, "settled": False, "headline": ""}
    page.evaluate(f"paint({json.dumps(late)}, 1)")
    assert page.text_content("#results") != "older"


def test_tab_changes_no_value(tab):
    page = tab().open("/")
    before = page.inner_text("#results"), page.evaluate("sliders().map((s) => s.value)")
    for _ in range(40):
        page.keyboard.press("Tab")
    assert (page.inner_text("#results"), page.evaluate("sliders().map((s) => s.value)")) == before
    assert page.evaluate("window.painted") == []


def test_every_control_can_be_reached_and_its_focus_seen(tab):
    page = tab().open(SOCIETY)
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px" or page.evaluate("document.activeElement === document.body")
    assert {"crackdown", "provision", "courtesy", "link", "Pin", "Reset"} <= reached


def test_without_script_the_form_and_still_charts_do_the_same(tab):
    watched = tab(java_script_enabled=False)
    page = watched.page
    page.goto(f"{watched.address}/?crackdown=0.3")
    assert page.locator("noscript img, .live img").count() == 3
    assert page.is_visible("#show")
    page.click("#show")
    assert "crackdown=0.3" in page.url
    assert "64 of 64 runs" in page.text_content("#settled")
    page.click("text=Pin")
    assert "A: crackdown is 0.3" in page.content()
    watched.page.evaluate = lambda _: []  # no script, so no violation could be counted


def test_one_number_on_card_chart_table_and_downloads(tab, opening):
    watched = tab()
    page = watched.open(SOCIETY)
    number = opening.desk.moved((("crackdown", 0.3),)).of("burden_5")
    said = page.get_attribute("#chart-burdens", "aria-label")
    held = {n["name"]: n for n in page.request.get(f"{watched.address}/numbers.json?crackdown=0.3").json()["numbers"]}
    shown = re.search(r"richest fifth ([\d.]+)", said)
    drawn = page.evaluate("views.get('burdens').data('rows').find((r) => r.row === 'richest fifth').mid")
    assert drawn == pytest.approx(100 * number.level.median)
    assert held["burden_5"]["level"]["median"] == pytest.approx(number.level.median, rel=1e-5)
    assert shown
    assert f">{shown[1]} (" in page.content()


def test_a_chart_follows_its_lever(tab):
    page = tab().open("/")
    read = "views.get('incomes').data('rows').find((r) => r.row === 'from the state').mid"
    before = page.evaluate(read)
    press(page, "provision", ["End"])
    settled(page)
    page.wait_for_function(f"() => {read} === 400")
    assert before < 10


def test_a_link_is_copied_and_leads_back(tab):
    watched = tab(permissions=["clipboard-read", "clipboard-write"])
    page = watched.open(SOCIETY)
    page.click("#link")
    page.wait_for_function("() => document.getElementById('link').textContent === 'Link copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_attribute("#link", "href").join(
        [watched.address, ""]
    )


def test_a_text_file_can_be_dropped_into_the_box(tab):
    page = tab().open("/report")
    page.evaluate(
        """() => { const held = new DataTransfer(); held.items.add(new File(["a text"], "a.txt", { type: "text/plain" }));
        document.getElementById("text").dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true })); }"""
    )
    page.wait_for_function("() => document.getElementById('text').value === 'a text'")


def test_a_printed_page_has_its_numbers_and_no_levers(tab):
    page = tab().open(SOCIETY)
    page.emulate_media(media="print")
    assert not page.is_visible("#levers")
    assert page.is_visible("#results")
    assert page.is_visible("#chart-demands")


def test_who_asks_for_less_motion_gets_none(tab):
    page = tab(reduced_motion="reduce").open("/")
    assert page.evaluate("getComputedStyle(document.querySelector('.cards .value')).transitionDuration") == "0s"


def test_scripts_that_came_with_a_text_do_not_run(tab):
    watched = tab()
    page = watched.open("/report")
    page.evaluate("window.ran = false")
    page.fill("#text", "</textarea><script>window.ran = true</script><img src=x onerror='window.ran = true'>")
    with page.expect_navigation():
        page.evaluate("document.querySelector('form').requestSubmit()")
    assert not page.evaluate("window.ran")
    watched.complaints.clear()  # that a text was refused is told on the console, too
