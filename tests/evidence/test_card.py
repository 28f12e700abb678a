"""The card of a text: counted by hand on the project's own invented report."""

import subprocess
import sys
from pathlib import Path

import pytest

import shakedown as sd
from shakedown.evidence.card import card
from shakedown.evidence.places import province_of, provinces
from shakedown.evidence.read import read_text
from shakedown.evidence.read.languages import is_neither
from shakedown.evidence.words import word
from shakedown.report.card_text import card_text

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "report.txt"
TEXTS = Path(__file__).parent / "read" / "texts"


@pytest.fixture(scope="module")
def example():
    return sd.read(EXAMPLE)


def test_the_example_is_one_account_whose_place_is_not_the_captions(example):
    assert (example.reach, example.who, example.situation) == ("account", ("police",), "home_visit")
    assert [place.value for place in example.scope.places] == ["Hyesan"]
    assert (example.scope.sources, [date.value for date in example.scope.dates]) == (1, ["2025-11-03"])
    assert example.scope.wider


def test_sums_manners_and_words_stand_then_beside_now(example):
    sides = {pair.field: ([p.value for p in pair.then], [p.value for p in pair.now]) for pair in example.pairs}
    assert sides["amount"] == (["600 CNY"], ["400 CNY", "250 CNY", "100 CNY"])
    assert sides["manner"] == (["threat"], ["request"])
    assert sides["frequency"] == (["usually"], ["rarely", "nearly at a standstill"])


def test_each_word_has_its_share_and_says_whether_anybody_was_asked(example):
    assert [(share.word.median, share.basis) for share in example.shares] == [
        (0.75, "judgement"), (0.10, "judgement"), (0.03, "judgement"),
    ]  # fmt: skip


def test_the_base_counts_articles_and_outlets_and_never_rows_as_witnesses(example):
    by_name = {(held.about, held.value): held for held in example.base.held}
    visits = by_name["situation", "home_visit"]
    assert (len(visits.records), visits.pages, visits.outlets) == (5, 3, 1)
    assert (visits.earlier, visits.later) == (3, 0)
    assert len(by_name["manner", "request"].against) == 3
    assert (example.base.worse, example.base.milder) == (36, 5)


def test_what_the_words_answer_is_no_silence(example):
    assert "paid" not in example.silences
    assert "where" not in example.silences
    assert "how_many_households" in example.silences


def test_a_text_without_demands_gives_nothing_to_use():
    empty = card(read_text("The harvest was good this year, and rice is cheap."))
    assert (empty.reach, empty.pairs, empty.base.kin) == ("nothing", (), ())


def test_without_a_year_earlier_and_later_cannot_be_told():
    told = card(read_text("Police in Hyesan asked a household for 300 yuan on Sept. 12, a source told us."))
    assert {held.earlier for held in told.base.held} == {None}


def test_a_korean_word_takes_the_share_of_the_one_it_is_judged_to_equal():
    told = card(read_text("회령시 보안원들은 대체로 주민에게 500위안을 요구했다고 현지 소식통이 전했다."))
    assert [(share.word.name, share.basis) for share in told.shares] == [("대체로", "judgement")]
    assert told.shares[0].word.median == word("mostly").median


@pytest.mark.parametrize(
    "name",
    [
        "Hoeryong",
        "hoeryong city",
        "회령",
        "회령시",
        "North Hamgyong",
        "N. Hamgyong",
        "함경북도",
        "함북",
        "North Hamgyong Province",
    ],
)
def test_a_place_is_known_by_its_province(name):
    assert province_of(name) == "North Hamgyong"


@pytest.mark.parametrize(
    ("name", "province"),
    [("양강도", "Ryanggang"), ("량강도", "Ryanggang"), ("Yanggang", "Ryanggang"), ("평양", "Pyongyang"), ("평양시", "Pyongyang"),
     ("자강도", "Chagang"), ("라선시", "Rason"), ("평안남도", "South Pyongan"), ("황남", "South Hwanghae")],
)  # fmt: skip
def test_a_province_has_one_name_however_it_is_written(name, province):
    assert province_of(name) == province


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "In North Hamgyong police asked for 300 yuan. Police in Hoeryong asked for 100 yuan, a source told us.",
            ["Hoeryong"],
        ),
        ("In Ryanggang police asked for 300 yuan. Police in Hoeryong took 100 yuan.", ["Ryanggang", "Hoeryong"]),
        ("함경북도 회령시에서 보안원들이 주민에게 500위안을 요구했다고 소식통이 전했다.", ["회령시"]),
    ],
)
def test_a_town_and_its_province_are_one_place(text, places):
    assert [place.value for place in card(read_text(text)).scope.places] == places


def test_a_place_that_is_not_known_has_no_province():
    assert province_of("Kaduna") == ""
    assert {"North Hamgyong", "Ryanggang", "Pyongyang"} <= set(provinces())


def test_reading_a_report_loads_nothing_heavy():
    code = (
        "import sys, shakedown as sd; sd.read(sys.argv[1]); import shakedown.report.card_text, shakedown.report.card_page, "
        "shakedown.report.card_document; "
        "print([m for m in ('numba', 'numpy', 'xarray', 'pandas', 'altair', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(EXAMPLE)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text",
    [
        "Les policiers ont demandé 300 euros à chaque chauffeur qui passait par la ville, selon une source qui habite là.",
        "Полицейские требовали у водителей по триста рублей, рассказал источник.",
        "警察要求司机支付三百元，一位消息人士说。",
    ],
)
def test_a_text_in_another_language_is_said_to_be_unread(text):
    told = card(read_text(text))
    assert told.reach == "unread"
    assert "neither English nor Korean" in card_text(told)


def test_no_text_of_the_two_languages_is_taken_for_another():
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.rglob("*.txt"))]
    assert len(texts) > 50
    assert not [text[:60] for text in texts if is_neither(text)]
    assert not is_neither("Police. 300 yuan.")
