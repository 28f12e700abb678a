"""The views as replies: the same number everywhere, sentences for mistakes, nothing that runs or leaks."""

import csv
import json
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from io import StringIO

import pytest
from starlette.testclient import TestClient

from shakedown.app.desk import Opening
from shakedown.app.site import site
from tests.app.conftest import BASE, form_token
from tests.report.conftest import Page

VIEWS = ("/", "/why", "/story", "/report", "/case")
SETTINGS = "crackdown=0.3&provision=200"
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("path", VIEWS)
def test_every_view_is_a_well_formed_page_in_both_languages(page, path, lang):
    told = page.get(path, params={"lang": lang})
    assert told.status_code == 200
    assert f'<html lang="{lang}">' in told.text
    assert not Page(told.text).wrong


def test_a_card_its_row_the_data_and_the_download_give_one_number(page):
    shown = page.get(f"/?{SETTINGS}").text
    held = {n["name"]: n for n in page.get(f"/numbers.json?{SETTINGS}").json()["numbers"]}
    lines = {n["name"]: n for n in csv.DictReader(StringIO(page.get(f"/numbers.csv?{SETTINGS}").text))}
    card = re.search(r'data-number="mean_amount".*?class="value">([\d,.]+)', shown, re.DOTALL)
    assert card
    assert float(card[1].replace(",", "")) == pytest.approx(held["mean_amount"]["level"]["median"], rel=5e-3)
    assert all(float(lines[n]["middle"]) == held[n]["level"]["median"] for n in held)
    assert f">{card[1]} (" in shown
    assert {line["basis"] for line in lines.values()} == {"model"}


def test_left_as_it_is_every_change_is_exactly_nothing(page):
    assert {n["change"]["high"] for n in page.get("/numbers.json").json()["numbers"]} == {0}


def test_what_is_live_is_what_a_reload_shows(page):
    live, whole = page.get(f"/live.json?{SETTINGS}").json(), page.get(f"/?{SETTINGS}").text
    assert live["html"].strip() in whole
    assert live["runs"] == 64


def test_a_first_glance_says_of_how_many_it_is(page):
    assert 'data-runs="8">8 of 64 runs' in page.get(f"/live.json?{SETTINGS}&runs=8").json()["html"]


def test_a_pin_is_part_of_the_address_and_a_fourth_takes_the_place_of_the_first(page):
    at = "/?"
    for value in ("0.1", "0.2", "0.3", "0.4"):
        told = page.get(f"{at}&crackdown={value}&do=pin", follow_redirects=False)
        assert told.status_code == 303
        at = re.sub(r"crackdown=[\d.]+&?", "", told.headers["location"])
    assert re.findall(r"crackdown%3A([\d.]+)", at) == ["0.2", "0.3", "0.4"]
    assert "C: crackdown is 0.4" in page.get(at).text


def test_every_place_where_burden_stands_has_the_harm_beside_it(page):
    told = unescape(page.get(f"/?{SETTINGS}&pin=crackdown:0.1").text)
    assert told.count("What punishment does to a person: not modelled.") >= 2
    assert "Retaliation against those who complain or refuse: off in this case." in told
    assert "Dismissals per 100 officers" in told


def test_a_story_is_marked_as_invented_and_has_no_place_and_no_date(page, desk):
    told = page.get("/story", params={"week": 52}).text
    assert told.count("Invented by the model") >= 3
    assert not re.search(r"\b20\d\d\b", told)
    assert desk.case.place not in told
    assert desk.case.province not in told


def test_the_why_view_has_the_briefing_s_own_sentences(page, desk):
    told = Page(page.get("/why").text).text
    briefing = Page(desk.briefing()).text
    sentences = [
        s for s in re.findall(r"[^.]{40,}\.", told.partition("Why it changed")[2].partition("Made by shakedown")[0])
    ]
    assert len(sentences) > 20
    assert all(" ".join(s.split()) in briefing for s in sentences)


def test_the_briefing_can_be_taken_along(page):
    told = page.get("/briefing.html")
    assert "attachment" in told.headers["content-disposition"]
    assert "<script" not in told.text


def test_the_briefing_is_taken_along_in_the_language_of_the_page(page):
    link = re.search(r'href="(/briefing\.html[^"]*)"', page.get("/?lang=ko").text)
    told = page.get(link[1])
    assert '<html lang="ko">' in told.text
    assert "이 보도들로 알 수 없는 것" in told.text


def test_the_briefing_is_taken_along_as_a_pdf(page):
    told = page.get("/briefing.pdf")
    assert told.headers["content-type"] == "application/pdf"
    assert "briefing.pdf" in told.headers["content-disposition"]
    assert told.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "path",
    ["/", "/why", "/story", "/live.json", "/numbers.csv", "/setting.html", "/chart/demands.svg", "/chart/none.svg"],
)
def test_a_bad_address_is_a_sentence(page, path):
    told = page.get(path, params={"crackdown": EVIL, EVIL: "1", "lang": EVIL})
    assert told.status_code == 400
    assert (
        "<script>alert" not in told.text.replace("\\u003c", "<") or told.headers["content-type"] == "application/json"
    )
    assert "is not a number" in unescape(told.text)


def test_no_text_field_injects_anything(page):
    token = form_token(page, "/report")
    for field in ("text", "language"):
        told = page.post("/report", data={"form_token": token, "text": "a", field: EVIL})
        assert "<script>alert" not in told.text
    told = page.post("/report", data={"form_token": token}, files={"file": ("x.txt", EVIL.encode())})
    assert "<script>alert" not in told.text
    told = page.post("/case", data={"form_token": token}, files={"file": (EVIL, b"no zip")})
    assert told.status_code == 400
    assert "<script>alert" not in told.text


@pytest.mark.parametrize(
    "path", ["/static/../site.py", "/static/%2e%2e/site.py", "/static/..%2fsite.py", "/nothing", "/chart/a/b.svg"]
)
def test_there_is_nothing_beside_the_page(page, path):
    assert page.get(path).status_code in (400, 404)


def test_readers_side_by_side_each_get_their_own_numbers(page):
    values = [f"{0.05 * (k % 17):.2f}" for k in range(250)]

    def ask(value):
        return page.get(f"/live.json?crackdown={value}&runs=8").json()

    alone = {value: ask(value) for value in sorted(set(values))}
    with ThreadPoolExecutor(10) as readers:
        assert all(told == alone[value] for value, told in zip(values, readers.map(ask, values), strict=True))


def test_while_a_case_is_being_opened_the_page_says_so(desk):
    told = TestClient(site(Opening(desk.case)), base_url=BASE).get("/")
    assert told.status_code == 503
    assert "is being opened" in told.text
    assert told.headers["refresh"]


@pytest.fixture
def told_instead(tiny, monkeypatch, tmp_path):
    """The replies of a page whose case cannot be shown, by its path."""
    monkeypatch.chdir(tmp_path)

    def ask(path):
        return TestClient(site(Opening(tiny).start().wait()), base_url=BASE).get(path)

    return ask


@pytest.mark.parametrize(
    "path", [*VIEWS, "/setting.html", "/briefing.html", "/numbers.csv", "/live.json", "/chart/demands.svg"]
)
def test_a_case_without_a_fit_is_told_the_command_that_makes_one(told_instead, tiny, path):
    told = told_instead(path)
    assert told.status_code == 503
    assert f"out/{tiny.name}: holds no finished fit. Make one with: shakedown run {tiny.folder}" in unescape(told.text)


@pytest.mark.parametrize(
    "path", [*VIEWS, "/setting.html", "/briefing.html", "/numbers.csv", "/live.json", "/chart/demands.svg"]
)
def test_a_fit_that_does_not_suffice_shows_nothing(told_instead, tiny, tiny_fit, monkeypatch, path):
    monkeypatch.setattr("shakedown.app.desk.load_fit", lambda *_: tiny_fit[0])
    told = told_instead(path)
    assert told.status_code == 503
    assert "the fit is insufficient (effective size" in unescape(told.text)
    assert f"so nothing is shown. See: shakedown run {tiny.folder}" in unescape(told.text)
    assert "data-number" not in told.text


def test_every_word_of_the_templates_has_its_korean():
    from importlib.resources import files

    from shakedown.app.words import KOREAN

    templates = [p.read_text(encoding="utf-8") for p in (files("shakedown.app") / "templates").iterdir()]
    said = {text for t in templates for text in re.findall(r"""\bt\(["']([^"']+)["']\)""", t)}
    assert said
    assert said <= set(KOREAN)


@pytest.mark.parametrize("path", ["/live.json", "/story"])
def test_what_the_page_itself_says_is_korean_throughout(page, path):
    told = page.get(f"{path}?{SETTINGS}&pin=crackdown:0.1,private_trade:0.5&pin=as_it_is&week=52&lang=ko")
    shown = (
        told.json()["html"] + told.json()["tables"] if path == "/live.json" else told.text[told.text.index("<main") :]
    )
    known = r"(?s)<pre.*?</pre>|<[^>]*>|shakedown|CNY|CSV|JSON|HTML|PDF|English"
    left = re.findall("[A-Za-z]{2,}[A-Za-z ,]*", re.sub(known, " ", unescape(shown)))
    assert left == []


@pytest.mark.parametrize(
    ("path", "from_here"), [("/why", "<main"), ("/", '<section lang="ko" aria-labelledby="evidence')]
)
def test_the_briefings_own_parts_are_said_in_korean(page, path, from_here):
    told = page.get(f"{path}?lang=ko").text
    shown = told[told.index(from_here) :]
    known = r"(?s)<script.*?</script>|<style.*?</style>|<pre.*?</pre>|<code.*?</code>|<[^>]*>"
    sentences = re.findall(r"[A-Z][a-z]+(?: [a-z]+){4,}", re.sub(known, " ", unescape(shown)))
    assert sentences == []


def test_the_charts_that_follow_the_levers_are_said_in_korean_and_hold_the_same_numbers(page):
    def specs(lang):
        return [
            json.loads(block)
            for block in re.findall(
                r'<script type="application/json"[^>]*>(.*?)</script>', page.get(f"/?{SETTINGS}{lang}").text
            )
        ]

    def numbers(spec):
        return [{k: v for k, v in row.items() if not isinstance(v, str)} for row in spec["datasets"]["rows"]]

    for english, korean in zip(specs(""), specs("&lang=ko"), strict=True):
        assert numbers(korean) == numbers(english)
        assert re.search("[가-힣]", korean["title"]["text"])
        assert not re.search("[a-z]{3,}", korean["description"])
    assert "모든 가구" in page.get(f"/chart/burdens.svg?{SETTINGS}&lang=ko").text


def test_json_data_blocks_hold_no_end_of_a_script(page):
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page.get("/").text, re.DOTALL)
    assert len(blocks) == 3
    assert all("<" not in block and json.loads(block)["datasets"]["rows"] for block in blocks)
