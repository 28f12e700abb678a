"""Sums, dates, then and now, denials, captions and numbers, each on a sentence or two."""

import pytest

from shakedown.evidence.read import read_text
from shakedown.evidence.read.numbers import number


def _values(text: str, field: str) -> list[str]:
    return [proposal.value for proposal in read_text(text).of(field)]


@pytest.mark.parametrize(
    ("written", "worth"),
    [("1,500", 1500), ("1.5 million", 1.5e6), ("20k", 20_000), ("3 lakh", 300_000), ("fifteen hundred", 1500)],
)
def test_english_numbers_are_worth_what_they_say(written: str, worth: float) -> None:
    assert number(written, "en") == worth


@pytest.mark.parametrize(
    ("written", "worth"),
    [("2만", 20_000), ("3만 8천", 38_000), ("2만 8500", 28_500), ("오백", 500), ("만", 10_000), ("1억 2천만", 1.2e8)],
)
def test_korean_numbers_are_worth_what_they_say(written: str, worth: float) -> None:
    assert number(written, "ko") == worth


@pytest.mark.parametrize(
    ("sentence", "sums"),
    [
        ("The policeman demanded 300 yuan ($42) from the trader.", ["300 CNY"]),
        ("A soldier asked him for between $50 and $80.", ["50-80 USD"]),
        ("Police at the barrier take 1,000 to 2,000 CFA francs per stop.", ["1000-2000 XOF"]),
        ("The officer, 45, asked for money in 2019.", []),
        ("Police asked for money while a kilo of rice cost 5,000 won.", []),
        ("보안원이 300위안을 내라고 했다.", ["300 CNY"]),
    ],
)
def test_only_what_an_official_asks_or_takes_is_a_sum(sentence: str, sums: list[str]) -> None:
    assert _values(sentence, "amount") == sums


def test_a_sum_in_two_moneys_is_one_amount_and_a_pair() -> None:
    text = "The policeman demanded 300 yuan ($42) from the trader."
    assert _values(text, "pair") == ["300 CNY = 42 USD"]
    assert _values(text, "amount") == ["300 CNY"]


def test_a_smaller_sum_given_after_a_larger_one_was_asked_is_paid_in_part() -> None:
    text = "The policeman demanded 300 yuan from the trader. She gave him 200 yuan."
    assert _values(text, "response") == ["partly_paid"]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("On Sept. 12 a policeman came and demanded money.", "--09-12"),
        ("On 3 August 2024 a policeman came and demanded money.", "2024-08-03"),
        ("In late March 2024 a policeman came and demanded money.", "2024-03"),
        ("지난 9월 12일 보안원이 찾아와 돈을 요구했다.", "--09-12"),
        ("2024년 3월 보안원이 찾아와 돈을 요구했다.", "2024-03"),
    ],
)
def test_the_day_of_a_demand_is_a_date(sentence: str, date: str) -> None:
    assert _values(sentence, "date") == [date]


def test_the_day_on_which_a_source_spoke_is_no_date() -> None:
    assert _values("A policeman demanded money, a source said on Sept. 12.", "date") == []


def test_each_clause_has_its_own_time() -> None:
    text = "In the past officers mostly asked for more than 500 yuan, and these days they rarely exceed that amount."
    assert [(word.value, word.when) for word in read_text(text).of("frequency")] == [
        ("mostly", "then"),
        ("rarely", "now"),
    ]


def test_then_lasts_into_the_next_sentence_until_it_turns() -> None:
    text = "In the past the police threatened people. They ordered traders to pay. Now they beg for money."
    told = [(manner.value, manner.when) for manner in read_text(text).of("manner")]
    assert told == [("threat", "then"), ("order", "then"), ("request", "now")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The policeman did not threaten anyone when he asked for money.",
        "보안원은 돈을 요구했지만 위협하지는 않았다.",
    ],
)
def test_a_manner_that_is_denied_is_none(sentence: str) -> None:
    assert "threat" not in _values(sentence, "manner")


def test_a_threat_told_as_what_would_happen_is_a_threat() -> None:
    assert _values("The policeman told her that she would be arrested unless she paid 300 yuan.", "manner") == [
        "threat"
    ]


def test_an_official_who_did_not_ask_is_no_perpetrator() -> None:
    text = "Police demanded 300 yuan from her. Customs officers did not ask for money."
    assert _values(text, "perpetrator") == ["police"]


def test_nothing_is_proposed_from_a_caption_or_a_dateline() -> None:
    text = (
        "Photo: Police in Wando take 300 yuan.\n\nLIMA, Nov 6 (Agency) - Police in Huaraz demanded 200 yuan from a trader, "
        "drivers said, and asked for more when she paid."
    )
    reading = read_text(text)
    assert [place.value for place in reading.of("place")] == ["Huaraz"]
    assert [amount.value for amount in reading.of("amount")] == ["200 CNY"]
    assert [text[start:end] for start, end in reading.captions] == ["Photo: Police in Wando take 300 yuan."]


def test_what_an_official_said_while_demanding_is_no_voice_of_a_source() -> None:
    text = 'The policeman said, "Give me three hundred yuan by tonight." "We all paid in the end," a trader said.'
    reading = read_text(text)
    assert [text[start:end] for start, end in reading.quotes] == ["We all paid in the end,"]


def test_a_text_about_something_else_gives_nothing() -> None:
    text = "The ministry set the fee for a minibus at 60 leones a week. An inspector fined two shops 2,000 leones."
    assert read_text(text).proposals == ()


def test_in_a_text_about_demands_a_sum_that_nothing_explains_is_a_usual_one() -> None:
    text = "Police in Orvang demanded 300 yuan from a trader. They take it from her each day. Lorries: 500 yuan."
    sums = [(amount.value, amount.role) for amount in read_text(text).of("amount")]
    assert sums == [("300 CNY", "demanded"), ("500 CNY", "going_rate")]


def test_a_name_of_money_is_that_of_the_country_the_text_speaks_of() -> None:
    sentence = "Police in {} demanded 500 francs from a trader."
    assert [_values(sentence.format(place), "amount") for place in ("Bafoussam", "Kigali", "Bamako")] == [
        ["500 XAF"],
        ["500 RWF"],
        ["500 XOF"],
    ]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Soldiers on the road from Wando to Talmin demanded 300 yuan.", ["Wando", "Talmin"]),
        ("Soldiers at the Orvang bridge demanded 300 yuan.", ["Orvang"]),
        ("Soldiers at checkpoint Orvang demanded 300 yuan.", ["Orvang"]),
        ("Soldiers in Kyrgyzstan’s Naryn region demanded 300 yuan.", ["Naryn"]),
    ],
)
def test_a_name_in_a_frame_that_says_where_is_a_place(sentence: str, places: list[str]) -> None:
    assert _values(sentence, "place") == places


def test_a_rank_is_a_soldiers_unless_another_service_in_uniform_demands() -> None:
    assert _values("A lieutenant demanded 300 yuan from her.", "perpetrator") == ["soldier"]
    text = "Border guards demanded 300 yuan from her. A lieutenant took 100 yuan."
    assert _values(text, "perpetrator") == ["border_guard"]


def test_two_sums_of_then_and_now_show_a_change() -> None:
    text = "Two years ago police at the gate took 300 yuan. Now they take 100 yuan."
    assert _values(text, "direction") == ["amount down"]


def test_a_feast_frames_a_demand_only_where_no_plea_does() -> None:
    text = "Police asked for 300 yuan in the week before Eid. “It is nearly the holidays,” they said."
    (season,) = (framing for framing in read_text(text).of("framing") if framing.value == "season")
    assert "holidays" in text[season.start : season.end]


def test_from_nothing_to_a_sum_is_a_rise_and_no_mistake() -> None:
    text = "Before 2020 police asked drivers for {} yuan. Now they ask for {} yuan, a source told us."
    assert _values(text.format(0, 300), "direction") == ["amount up"]
    assert _values(text.format(300, 0), "direction") == ["amount down"]


def test_what_denies_one_thing_that_is_said_does_not_deny_the_next() -> None:
    told = read_text(
        "Officers asked for 250 yuan. They said their rations had not come and that they would pay it back in spring."
    )
    assert [framing.value for framing in told.of("framing")] == ["hardship", "loan"]
    assert told.of("framing")[0].end < told.of("framing")[1].start
