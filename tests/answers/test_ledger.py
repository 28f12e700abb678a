"""Tests of the ledger against runs that were made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.claims import claims
from shakedown.evidence.statement_values import Event
from shakedown.evidence.words import word
from shakedown.fit.again import key_of
from shakedown.fit.wording import anyones_word_chance
from shakedown.society.ledger import Claim, Test
from shakedown.society.load import load_case
from tests.fit.synthetic import demanded, posterior, windows

CASE = load_case("hoeryong")


def asked(post, *tests, **about):
    """The answer to one claim with these tests."""
    told = {"id": "X", "klass": "predicted", "voice": "reported", "says": "something", "where": "somewhere", **about}
    return claims(replace(post, case=replace(CASE, claims=(Claim(tests=tests, **told),))))[0]


def reads(kind, value, measure="market", window="now", **others):
    return Test(kind=kind, measure=measure, window=window, value=value, **others)


@pytest.fixture
def four():
    """Four societies, the first counting as much as the others together; the past is 0.5 under every dating."""
    values = np.vstack([[0.2, 0.4, 0.6, 0.8], np.full((3, 4), 0.5)])
    return posterior(CASE, windows(4, market=values, crackdown=values), log_weight=np.log([[3.0, 1.0, 1.0, 1.0]] * 3))


def test_an_interval_has_the_weight_of_the_societies_inside(four):
    answer = asked(four, reads("interval", (0.3, 0.7))).answers[0]
    assert answer.probability == pytest.approx(2 / 6)
    assert answer.observed == "0.3 to 0.7"


def test_a_ratio_has_the_weight_of_the_societies_that_became_so_many_times_as_much(four):
    answer = asked(four, reads("ratio", (1.1, 1.5), window="change")).answers[0]
    assert answer.probability == pytest.approx(1 / 6)
    assert (answer.observed, answer.unit) == ("1.1 to 1.5 times what it was", "times what it was")


@pytest.mark.parametrize(("value", "chance"), [("up", 2 / 6), ("down", 4 / 6), ("same", 0.0)])
def test_a_direction_has_the_weight_of_the_societies_that_went_so(four, value, chance):
    assert asked(four, reads("direction", value, window="change")).probability == pytest.approx(chance)


def test_the_same_means_a_move_that_nobody_would_notice(four):
    shares = np.vstack([[0.5, 0.5, 0.53, 0.58], np.full((3, 4), 0.5)])
    amounts = np.vstack([[100.0, 108.0, 89.0, 91.0], np.full((3, 4), 100.0)])
    post = replace(four, draws=windows(4, market=amounts, crackdown=shares))
    assert asked(post, reads("direction", "same", "crackdown", "change")).probability == pytest.approx(5 / 6)
    assert asked(post, reads("direction", "same", "market", "change")).probability == pytest.approx(5 / 6)


def test_a_word_has_the_chance_that_somebody_says_it(four):
    answer = asked(four, reads("word", "often", "crackdown")).answers[0]
    at_each = anyones_word_chance(word("often"), np.array([0.2, 0.4, 0.6, 0.8]), four.wording)
    assert answer.probability == pytest.approx(np.array([3, 1, 1, 1]) / 6 @ at_each)
    assert answer.extra["within the word's quartiles"] == pytest.approx(1 / 6)
    assert answer.probability < answer.extra["most any share could give"] < 0.5


def test_a_claim_of_several_tests_holds_where_all_hold_at_once(four):
    low, high = reads("interval", (0.0, 0.5)), reads("interval", (0.3, 1.0), "crackdown")
    claim = asked(four, low, high)
    assert [a.probability for a in claim.answers] == pytest.approx([4 / 6, 3 / 6])
    assert claim.probability == pytest.approx(1 / 6)
    assert asked(four, low, reads("interval", (0.55, 1.0), "crackdown")).probability == 0


def test_what_holds_everywhere_is_certain_and_not_nearly_so(four):
    assert asked(four, reads("interval", (0.0, 1.0))).probability == 1


def test_words_come_with_the_most_that_any_society_could_give_them(four):
    assert "likelier than" in asked(four, reads("word", "mostly", "crackdown")).note
    assert asked(four, reads("interval", (0.0, 0.5))).note == ""


def test_a_claim_without_tests_has_no_probability_and_says_what_it_waits_for(four):
    assert asked(four).probability is None
    assert asked(four).note == "carried as it is; nothing to predict"
    assert asked(four, waits="futures").note == "waits for futures"


@pytest.mark.parametrize(
    ("klass", "tests", "basis"),
    [
        ("input", (), "reported"),
        ("input", (reads("interval", (0, 1)),), "assumed"),
        ("fitted", (), "fitted"),
        ("mechanism", (), "model"),
    ],
)
def test_the_basis_of_a_line_follows_from_its_class(four, klass, tests, basis):
    assert asked(four, *tests, klass=klass).basis == basis


# ---------------------------------------------------------------- an event

VISIT = Event(manner="request", amount=300.0, currency="CNY", framings=("hardship", "loan"))


@pytest.fixture
def two():
    """Two societies, the first of three times the weight; in the second nothing is demanded of anybody."""
    runs = windows(2)
    asks = [("request", 100.0, 2), ("request", 300.0, 6), ("request", 600.0, 2), ("threat", 600.0, 10)]
    for manner, amount, number in asks:
        runs = demanded(runs, "now", 0, manner, amount, number)
    sets, framings = runs.sets.copy(deep=True), runs.framings.copy(deep=True)
    sets.loc[{"window": "now", "amount": 300.0}][{"set": 0b0011, "row": 0}] = 1
    framings.loc[{"window": "now", "framing": "hardship"}][{"row": 0}] = 4
    return posterior(CASE, runs.assign(sets=sets, framings=framings), log_weight=np.log([[3.0, 1.0]] * 3))


def test_an_event_is_as_likely_as_demands_like_it(two):
    answer = asked(two, reads("event", VISIT, "mean_amount")).answers[0]
    assert answer.probability == pytest.approx(0.75 * 1 / 20)
    assert answer.extra["a demand is like it in amount and manner"] == pytest.approx(0.75 * 6 / 20)
    assert answer.extra["a request asks for this much or less"] == pytest.approx(8 / 10)
    assert answer.extra["share of requests framed as hardship"] == pytest.approx(4 / 10)
    assert answer.predictive["0.5"] == pytest.approx(300)


def test_an_event_without_a_sum_speaks_of_its_manner_alone(two):
    answer = asked(two, reads("event", Event(manner="threat"), "mean_amount")).answers[0]
    assert answer.probability == pytest.approx(0.75 * 10 / 20)
    assert answer.observed == "no sum named"
    assert not any("this much" in name for name in answer.extra)


def test_an_event_of_a_manner_that_never_occurs_has_no_chance_and_no_amounts(two):
    answer = asked(two, reads("event", Event(manner="order", amount=300.0, currency="CNY"), "mean_amount")).answers[0]
    assert answer.probability == 0
    assert np.isnan(list(answer.predictive.values())).all()


def test_an_event_of_the_past_is_read_in_each_datings_window(two):
    assert asked(two, reads("event", VISIT, "mean_amount", "past")).probability == 0


# ---------------------------------------------------------------- a mechanism

OFF, PAID = {"compassion": 0.0}, {"provision": 380.0}
BOTH = {**OFF, **PAID}


def pairs(post, *runs):
    """Two draws under two seeds each, the second of the most recent past; `market` (draw 1 seed 1, ...) by change."""
    at = ("row", [0, 0, 2, 2])
    return replace(post, switched={key_of(change): windows(4, market=v).assign(dating=at) for change, v in runs})


def test_an_effect_is_what_pairs_differ_by_with_seeds_averaged(four):
    post = pairs(four, ({}, [1.0, 3.0, 5.0, 5.0]), (OFF, [1.0, 1.0, 6.0, 6.0]))
    answer = asked(post, reads("effect", "up", switch=OFF)).answers[0]
    assert answer.predictive["0.5"] == pytest.approx((1 - 1) / 2)  # +1 in the first draw, -1 in the second
    assert answer.probability == pytest.approx(1 / 2)
    assert asked(post, reads("effect", "down", switch=OFF)).probability == pytest.approx(1 / 2)
    assert answer.extra["pairs of societies"] == 2


def test_a_mechanism_that_does_nothing_goes_neither_way(four):
    post = pairs(four, ({}, 2.0), (OFF, 2.0))
    chances = {way: asked(post, reads("effect", way, switch=OFF)).probability for way in ("up", "down", "same")}
    assert chances == {"up": 0, "down": 0, "same": 1}


def test_an_effect_on_the_past_is_read_in_the_past_that_each_draw_stands_for(four):
    on = [[0.0] * 4, [1.0, 1.0, 9.0, 9.0], [9.0] * 4, [9.0, 9.0, 1.0, 1.0]]
    answer = asked(pairs(four, ({}, on), (OFF, 3.0)), reads("effect", "down", window="past", switch=OFF)).answers[0]
    assert [answer.predictive[q] for q in ("0.05", "0.95")] == pytest.approx([-2, -2])


def test_an_interaction_compares_what_the_mechanism_does_with_and_without_what_is_given(four):
    post = pairs(four, ({}, 8.0), (OFF, 10.0), (PAID, 3.0), (BOTH, 6.0))
    answer = asked(post, reads("interaction", "down", switch=OFF, given=PAID)).answers[0]
    assert answer.predictive["0.5"] == pytest.approx(3 / 6 - 8 / 10)
    assert answer.probability == 1


def test_pairs_without_a_value_are_not_counted(four):
    up = reads("effect", "up", switch=OFF)
    answer = asked(pairs(four, ({}, [1.0, 1.0, np.nan, 1.0]), (OFF, 0.0)), up).answers[0]
    assert (answer.probability, answer.extra["pairs of societies"]) == (1, 1)
    assert np.isnan(asked(pairs(four, ({}, np.nan), (OFF, 0.0)), up).answers[0].probability)


def test_a_ratio_to_nothing_is_not_counted(four):
    post = pairs(four, ({}, 8.0), (OFF, [0.0, 0.0, 4.0, 4.0]), (PAID, 3.0), (BOTH, 6.0))
    answer = asked(post, reads("interaction", "down", switch=OFF, given=PAID)).answers[0]
    assert answer.extra["pairs of societies"] == 1
