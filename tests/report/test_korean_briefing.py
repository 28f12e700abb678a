"""The briefing in Korean: the same page, every word of it, for a reader who reads no English."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shakedown.answers.everything import Answers, answers_of
from shakedown.answers.policy_measures import NUMBERS, RETALIATIONS
from shakedown.answers.signs import SIGNS
from shakedown.errors import InputError
from shakedown.evidence.measures import MEASURES
from shakedown.fit.posterior import Posterior
from shakedown.fit.stored import load_stored
from shakedown.report.briefing import briefing_html
from shakedown.report.particles import agreeing
from shakedown.report.phrasebook import PhraseBook, book_of, sayer
from shakedown.report.phrases import lever
from shakedown.report.spoken import spoken
from shakedown.society.channels import CHANNELS
from shakedown.society.levers import ABOUT
from shakedown.society.load import load_case
from shakedown.society.phrases import read_phrases
from tests.report.conftest import RECORD, Page

CODE = ("code", "style")
NAMES = re.compile(
    r"shakedown|Daily NK|데일리NK|EAI|log10|kg\b|\bk(?![A-Za-z])|https?://\S+|[\w/-]+(?:\.[\w/-]+)+|\w*_\w*|--[\w-]+|\[[\w-]+\]"
    r"|\b[A-Z]{1,4}\d*\b|\b[0-9a-f]{8,}\b|\b(?:custom|rumour|compassion|provision|avoidance|hoeryong|tiny|abc)\b"
    r"|\b(?:numpy|numba|scipy|xarray|zarr)\b|run \S+"
)
"""What reads alike in every language: names, units, addresses, ids, dials and libraries."""
LATIN = re.compile(r"[A-Za-z]")


class Shown(HTMLParser):
    """What a reader of a page meets: its texts outside code, and the labels that are read aloud."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.texts += [value for name, value in attrs if name in ("aria-label", "data-label") and value]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not set(CODE) & set(self.open):
            self.texts.append(data.strip())


def english(html: str) -> list[str]:
    """Texts of a page in which a Latin word is left that is no name."""
    return [text for text in dict.fromkeys(Shown(html).texts) if LATIN.search(NAMES.sub("", text))]


@pytest.fixture(scope="module")
def korean(answers: Answers) -> str:
    return briefing_html(answers, RECORD, "ko")


def test_no_english_sentence_is_left(korean: str) -> None:
    assert english(korean) == []


def test_a_withheld_page_is_korean_too(poor_fit: Posterior) -> None:
    assert english(briefing_html(answers_of(poor_fit), RECORD, "ko")) == []


@pytest.mark.slow
def test_no_english_sentence_is_left_in_the_briefing_of_the_built_in_case() -> None:
    answers = answers_of(load_stored(load_case("hoeryong")))
    assert english(briefing_html(answers, {"command": "shakedown run hoeryong --lang ko"}, "ko")) == []


def test_the_page_says_that_it_is_korean_and_gives_the_command_to_itself(korean: str) -> None:
    page = Page(korean)
    assert not page.wrong
    assert ("html", {"lang": "ko"}) in page.tags
    assert "<h1>회령 보안원의 금품 요구</h1>" in korean
    assert RECORD["command"] in korean


def test_it_has_the_tags_addresses_and_ids_of_the_english_page(html: str, korean: str) -> None:
    def bare(page: str) -> list[tuple[str, dict[str, str | None]]]:
        told = ("aria-label", "data-label", "lang", "class")
        return [(tag, {n: v for n, v in at.items() if n not in told}) for tag, at in Page(page).tags if tag != "span"]

    assert bare(html) == bare(korean)


@pytest.mark.parametrize("section", ["happening", "why", "how-long", "moves"])
def test_no_number_is_lost_or_changed(html: str, korean: str, section: str) -> None:
    ours, theirs = (Shown(_section(page, section)).texts for page in (html, korean))
    assert len(ours) == len(theirs)
    for english_text, korean_text in zip(ours, theirs, strict=True):
        assert _numbers(english_text) <= _numbers(korean_text), (english_text, korean_text)


def _section(page: str, name: str) -> str:
    """A section, the lines of each chart label joined."""
    part = page.split(f'<section id="{name}"')[1].split("</section>")[0]
    return re.sub(r"</tspan><tspan[^>]*>", " ", part)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


def test_the_data_stay_english(answers: Answers) -> None:
    assert briefing_html(answers, RECORD) == briefing_html(answers, RECORD, "en")
    assert sayer(answers.post.case, "en")("Why") == "Why"


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("{a}[은/는]", "소득은"),
        ("{b}[은/는]", "무역은"),
        ("{c}[을/를]", "금액과 방식을"),
        ("{d}[으로/로]", "43으로"),
        ("{e}[으로/로]", "28로"),
        ("{f}[으로/로]", "길로"),
        ("{g}[이/가]", "“형편” (나쁨)이"),
        ("{h}개에서", "99개 초과에서"),
    ],
)
def test_a_particle_agrees_with_the_word_before_it(phrase: str, said: str) -> None:
    held = {
        "a": "소득",
        "b": "무역",
        "c": "금액과 방식",
        "d": "43",
        "e": "28",
        "f": "길",
        "g": "“형편” (나쁨)",
        "h": "99 초과",
    }
    assert agreeing(re.sub(r"\{(\w)\}", lambda field: held[field[1]], phrase)) == said


BOOK = PhraseBook(
    {
        "bread": "빵",
        "{n} loaves of {what}": "{what} {n}개",
        "{what} is dear.": "{what}[이/가] 비싸다.",
        "See {what}.": "{what} 참조.",
        "{a} and {b}": "{a}[과/와] {b}",
    }
)


def test_a_field_is_said_in_its_turn() -> None:
    assert BOOK.say("3 loaves of bread; 2 loaves of bread") == "빵 3개; 빵 2개"


def test_what_the_book_does_not_hold_stays_english_and_the_next_sentence_does_not() -> None:
    assert BOOK.say("Cheese is dear. Bread is dear.") == "Cheese is dear. 빵이 비싸다."


def test_a_number_is_nothing_but_a_number() -> None:
    assert BOOK.whole("three good loaves of bread") is None


def test_links_code_and_what_stands_around_them_keep_their_place() -> None:
    page = '<p>See <a href="#x">bread</a>. <code>bread is</code></p><td data-label="bread">7</td>'
    assert (
        spoken(page, BOOK, "ko") == '<p><a href="#x">빵</a> 참조. <code>bread is</code></p><td data-label="빵">7</td>'
    )


def test_a_label_in_lines_is_said_as_a_whole_in_as_many_lines() -> None:
    book = PhraseBook({"a long label that goes on": "두 줄로 나뉘는 긴 표시"})
    label = '<tspan>a long label that</tspan><tspan dy="12">goes on</tspan>'
    said = '<tspan>두 줄로 나뉘는</tspan><tspan dy="12">긴 표시</tspan>'
    assert spoken(f"<text>{label}</text>", book, "ko") == f"<text>{said}</text>"


def test_a_phrase_file_says_which_phrase_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "ko.toml"
    file.write_text('"{n} loaves" = "{m}개"\n"bread" = 3\n', encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        read_phrases(file)
    assert len(wrong.value.problems) == 2
    assert "{n} loaves" in wrong.value.problems[0]
    assert "m" in wrong.value.problems[0]


def test_a_case_says_its_own_sentences_first() -> None:
    assert book_of(load_case("hoeryong"), "ko").say("people have less") == "주민의 형편이 나빠짐"


def test_every_measure_lever_sign_number_and_channel_has_a_korean_word() -> None:
    """Whatever a case speaks of; the names of dials that no built-in case fits stay English."""
    book = book_of(load_case("hoeryong"), "ko")
    said = [measure.says.format(threshold="500 CNY") for measure in MEASURES.values()]
    said += [text for name in ABOUT for text in (name.replace("_", " "), lever(name))]
    said += [each.says for each in (*SIGNS, *NUMBERS, RETALIATIONS, *CHANNELS)]
    assert [text for text in said if book.whole(text) is None] == []
