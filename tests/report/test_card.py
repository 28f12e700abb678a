"""The card in words, as a page and as data: nothing of a text runs, and nothing fine leaves."""

import json
import re
from pathlib import Path

import pytest

from shakedown.evidence.card import card, read
from shakedown.evidence.codes import PERPETRATORS, SITUATIONS
from shakedown.evidence.read import read_text
from shakedown.evidence.read.cues import cues
from shakedown.evidence.read.reading import LANGUAGES
from shakedown.report.card_document import card_document
from shakedown.report.card_page import card_html, marked
from shakedown.report.card_text import card_text
from shakedown.report.card_words import labels

EXAMPLE = read(Path(__file__).parents[2] / "docs" / "examples" / "report.txt")


def test_the_two_languages_have_the_same_labels():
    english, korean = labels("en"), labels("ko")
    assert english.keys() == korean.keys()
    for table in ("verdict", "field", "voice", "basis", "value", "silence"):
        assert english[table].keys() == korean[table].keys()
    for name, sentence in english["verdict"].items():
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", korean["verdict"][name]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_card_has_its_words(language):
    groups = {name: set(cues(language).group(name)) for name in ("perpetrator", "manner", "response", "role")}
    helpers = {"rank", "measure"}
    codes = set().union(*groups.values(), SITUATIONS, PERPETRATORS) - helpers
    assert codes <= set(labels(language)["value"])
    shown = card_text(EXAMPLE, language)
    assert not re.search(r"floor.soft|ceiling.soft|amount down|partly_paid", shown)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_text_and_page_say_the_verdict_and_that_they_are_not_for_passing_on(language):
    told = " ".join(card_text(EXAMPLE, language).split())
    page = card_html(EXAMPLE, language)
    assert labels(language)["mark"] in told
    assert labels(language)["mark"] in page
    assert "<script" not in page


def test_markup_in_a_text_is_words_on_the_page():
    text = (
        "Police in <script>alert(1)</script> Hyesan asked for 300 yuan <img src=x onerror=alert(1)>, a source told us."
    )
    page = card_html(card(read_text(text)))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_the_marked_paragraphs_are_those_of_the_text():
    paragraphs = ["".join(words for words, _ in pieces) for pieces in marked(EXAMPLE.reading)]
    assert paragraphs
    assert set(paragraphs) <= set(EXAMPLE.reading.text.split("\n"))
    assert ("250 yuan", "amount") in [piece for pieces in marked(EXAMPLE.reading) for piece in pieces]


def test_the_data_holds_no_town_no_day_no_sum_and_no_sentence():
    told = json.dumps(card_document(EXAMPLE), ensure_ascii=False)
    assert not re.search("Hyesan|November|2025-11|250 CNY|600 CNY|neighbour", re.sub(r'"url": "[^"]*"', "", told))
    codes = {(code["field"], code["value"]) for code in card_document(EXAMPLE)["codes"]}
    assert {("place", "Ryanggang"), ("date", "2025H2"), ("amount", "100-300 CNY")} <= codes


def test_a_place_that_is_not_known_is_not_printed_in_the_data():
    told = card_document(card(read_text("Police in Kaduna asked for 300 yuan on 22 January 2025, a source told us.")))
    assert [code["value"] for code in told["codes"] if code["field"] == "place"] == ["not known"]
