"""The same page under another address, the same event told twice and the same text printed again are found; others are not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shakedown.evidence.duplicates import Alike, duplicates, overlap, page, reposts, same_text
from shakedown.evidence.records import parse_records, public_records
from tests.evidence.tables import GOOD, csv_file

(RECORD,) = parse_records(csv_file(GOOD | {"amount_band": "300-1000", "currency": "CNY"}), "records.csv")
PAGE = "https://example.org/news/a-story"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/news/a-story",
        "https://www.Example.org/news/a-story/",
        "https://m.example.org/news/a-story#comments",
        "https://example.org/news/a-story?utm_source=x&utm_medium=y&fbclid=1",
        "https://example.org/news/a-story/amp/",
        "https://amp.example.org/news/a-story",
        "https://example.org/amp/news/a-story",
        "https://example.org/news/a-story.amp",
    ],
)
def test_another_spelling_of_an_address_is_the_same_page(address):
    assert page(address) == page(PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/news/a-story",
        "https://example.org/news/a-story-2",
        "https://example.org/news/A-story",
        "https://example.org/news/a-story?num=3631",
        "https://example.org/camp/news/a-story",
    ],
)
def test_an_address_that_may_lead_elsewhere_is_another_page(address):
    assert page(address) != page(PAGE)


def test_what_a_page_is_asked_for_counts_in_any_order():
    assert page("http://a.org/read.php?id=1&num=2") == page("http://a.org/read.php?num=2&id=1&utm_id=9")


@given(st.text().map(lambda text: "https://" + text))
def test_any_address_has_a_page_and_that_is_not_rewritten_to_another_scheme(address):
    assert page(address) == page(address.replace("https://", "http://", 1)) or "[" in address or "]" in address


def test_rows_of_one_page_are_named_together():
    rows = [replace(RECORD, id="A", url=PAGE), replace(RECORD, id="B", url=PAGE + "/?utm_id=1", period_public="2024")]
    assert duplicates(rows) == (Alike("page", ("A", "B")),)


def test_rows_without_an_address_share_no_page():
    rows = [replace(RECORD, id=name, url="", period_public=year) for name, year in (("A", "2024"), ("B", "2025"))]
    assert duplicates(rows) == ()


def test_the_same_outlet_period_place_officials_and_sum_on_two_pages_may_be_one_event():
    rows = [replace(RECORD, id="A"), replace(RECORD, id="B", url=PAGE)]
    assert duplicates(rows) == (Alike("event", ("A", "B")),)


@pytest.mark.parametrize(
    "column", ["source_name", "period_public", "place_public", "perp_public", "amount_band", "currency"]
)
def test_a_row_that_differs_in_one_of_these_or_does_not_say_is_no_second_telling(column):
    first, second = replace(RECORD, id="A"), replace(RECORD, id="B", url=PAGE)
    assert duplicates([first, replace(second, **{column: "else"})]) == ()
    assert duplicates([replace(first, **{column: ""}), replace(second, **{column: ""})]) == ()


def test_one_page_that_tells_one_event_twice_is_named_once():
    assert duplicates([replace(RECORD, id="A"), replace(RECORD, id="B")]) == (Alike("page", ("A", "B")),)


def test_a_row_of_a_page_of_the_shipped_base_is_named_with_its_rows():
    first = public_records()[0]
    own = replace(RECORD, url=first.url.replace("https://www.", "http://") + "?utm_source=x")
    assert duplicates([own], public_records()) == (Alike("page", ("R1",), (first.id,)),)


def test_the_shipped_base_is_not_set_against_itself():
    groups = duplicates(public_records(), public_records())
    assert groups
    assert not any(group.base for group in groups)
    assert {group.what for group in groups} == {"page", "event"}


TEXT = (
    "Residents of a town at the river said this week that officials of the market office now come twice a month instead of "
    "once, and that each visit ends with a request for something small. A trader who sells shoes told a reporter that nobody "
    "shouts any more. They sit down, ask after the children, praise the goods and then mention that the office has had no "
    "coal since the autumn. Those who can give a little, and those who cannot are told that next month will do as well. "
    "Another trader said that her neighbours laugh about it once the visitors have gone, but that nobody refuses outright. "
    "The price of a stall has not changed, nor has the fee that is written on the wall, which everybody knows is not the one "
    "that is paid. It is not known whether the same happens in other towns of the province."
)
OTHER = (
    "Guards at the bridge were replaced last month after an inspection by the provincial party committee, a source there "
    "said. A trader who sells shoes told a reporter that nobody shouts any more. Drivers who used to wait for hours are now "
    "waved through, while papers are read line by line at a second post behind the hill. The new guards take no cigarettes, "
    "and some believe that this will last until the harvest is in and their families have to be fed through the winter."
)
WORDS = TEXT.split()
PARAPHRASED = " ".join("changed" if n % 8 == 7 else each for n, each in enumerate(WORDS))


@pytest.mark.parametrize(
    "copy",
    [
        " ".join(WORDS[:60]),
        " ".join(WORDS[70:]),
        "Shoe traders speak of polite visitors. By our staff, Monday. "
        + TEXT
        + " Translated by a reader. All rights kept.",
        PARAPHRASED,
        TEXT.upper().replace(",", " —").replace(". ", ".\n\n"),
    ],
)
def test_a_copy_cut_headed_anew_lightly_reworded_or_set_otherwise_is_the_same_text(copy):
    assert same_text(TEXT, copy)
    assert same_text(copy, TEXT)


def test_texts_that_quote_one_sentence_are_two():
    assert 0 < overlap(TEXT, OTHER) < 0.15
    assert not same_text(TEXT, OTHER)


def test_every_eighth_word_changed_leaves_three_runs_of_eight():
    assert overlap(TEXT, PARAPHRASED) == pytest.approx(3 / 8, abs=0.02)


def test_a_text_of_less_than_24_words_is_too_short_to_tell():
    assert overlap(" ".join(WORDS[:24]), TEXT) == 1
    assert overlap(" ".join(WORDS[:23]), TEXT) == 0


def test_korean_is_read_by_its_spaces():
    korean = " ".join(f"{n}번째 집에서 보안원이 돈을 요구했다고 말했다" for n in range(10))
    assert same_text(korean, "다른 제목. " + korean)


def test_of_several_texts_the_pairs_that_look_like_one_are_named():
    words = [f"word{n}" for n in range(60)]
    text, cut, other = " ".join(words), " ".join(["headline", *words[:50]]), " ".join(f"else{n}" for n in range(60))
    assert [(a, b) for a, b, _ in reposts([text, other, cut])] == [(0, 2)]
