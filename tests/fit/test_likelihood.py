"""Statements against windows of runs that were made by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest

from shakedown.evidence.statement_values import Event, Ordering
from shakedown.evidence.words import word
from shakedown.fit.likelihood import score
from shakedown.fit.wording import Wording, count_chance, interval_chance, move_chance, ratio_chance, word_chance
from shakedown.society.load import load_case
from tests.fit.synthetic import demanded, says, windows

CASE = load_case("hoeryong")
PLAIN = Wording().all_told()
OFFSETS, NODES = PLAIN.offsets()


def log_likelihood(runs, *statements, leave_out=()):
    return score(CASE, runs, PLAIN, statements).log_likelihood(leave_out)


def word_by_node(name, q):
    return np.array([word_chance(word(name), np.array([q]), o, PLAIN)[0] for o in OFFSETS])


def test_a_writers_words_are_averaged_together_over_what_he_may_mean():
    runs = windows(rows=1, crackdown=0.6, private_trade=0.2)
    often, rarely = says("often", "word", "crackdown"), says("rarely", "word", "private_trade")
    one, other = word_by_node("often", 0.6), word_by_node("rarely", 0.2)
    assert log_likelihood(runs, often, rarely)[0, 0] == pytest.approx(math.log(NODES @ (one * other)))
    apart = log_likelihood(runs, often, replace(rarely, writer="another"))[0, 0]
    assert apart == pytest.approx(math.log(NODES @ one) + math.log(NODES @ other))


def test_a_statement_of_half_weight_counts_half():
    runs = windows(rows=1, market=0.2)
    whole, half = (log_likelihood(runs, says((0.5, 0.9), weight=w)) for w in (1.0, 0.5))
    assert half == pytest.approx(whole / 2)


def test_a_statement_left_out_and_one_never_made_are_the_same():
    runs = windows(market=[[0.2, 0.9]], crackdown=0.5)
    kept, dropped = says((0.5, 0.9)), says("often", "word", "crackdown", writer="another")
    assert log_likelihood(runs, kept, dropped, leave_out=[dropped.id]) == pytest.approx(log_likelihood(runs, kept))
    assert log_likelihood(runs, kept, leave_out=[kept.id]) == pytest.approx(np.zeros((2, 3)))


def test_the_past_is_read_in_the_window_of_each_dating_and_now_in_its_own():
    runs = windows(rows=1, market=[[0.9], [0.1], [0.5], [0.7]])
    past = np.exp(log_likelihood(runs, says((0.4, 0.6), window="past")))[0]
    expected = [interval_chance(0.4, 0.6, "amount", np.array([q]), PLAIN)[0] for q in (0.1, 0.5, 0.7)]
    assert past == pytest.approx(expected)
    assert len({*log_likelihood(runs, says((0.4, 0.6), window="now"))[0]}) == 1
    assert len({*log_likelihood(runs, says((0.4, 0.6), window="recent"))[0]}) == 1


def test_a_ratio_is_of_now_to_each_dating():
    runs = windows(rows=1, market=[[0.6], [0.5], [0.6], [0.2]])
    told = np.exp(log_likelihood(runs, says((1.1, 1.4), "ratio", window="change")))[0]
    then = (0.5, 0.6, 0.2)
    assert told == pytest.approx([ratio_chance(1.1, 1.4, np.array([q]), np.array([0.6]), PLAIN)[0] for q in then])
    assert told.argmax() == 0


def test_a_direction_compares_now_with_each_dating():
    runs = windows(rows=1, market=[[0.5], [1.0], [0.5], [0.25]])
    down = np.exp(log_likelihood(runs, says("down", "direction", window="change")))[0]
    before = np.array([1.0, 0.5, 0.25])
    assert down == pytest.approx(move_chance("down", before, np.full(3, 0.5), "amount", PLAIN))


def test_a_view_below_zero_can_be_said_to_have_risen():
    runs = windows(rows=1, goodwill=[[-0.1], [-0.6], [-0.6], [-0.6]])
    up, down = (np.exp(log_likelihood(runs, says(d, "direction", "goodwill", "change")))[0, 0] for d in ("up", "down"))
    assert up > 0.9 > 0.1 > down


def test_an_ordering_says_that_one_measure_lies_above_another():
    runs = windows(crackdown=[[0.8, 0.2]], private_trade=0.5)
    above = np.exp(log_likelihood(runs, says(Ordering("private_trade"), "ordering", "crackdown")))[:, 0]
    assert above[0] > 0.9 > 0.1 > above[1]


def test_a_count_is_poisson_about_the_measure():
    chance = np.exp(log_likelihood(windows(rows=1, contacts=2.0), says(3, "count", "contacts")))[0, 0]
    assert chance == pytest.approx(count_chance(3, np.array([2.0]), PLAIN)[0])
    assert chance == pytest.approx(0.95 * 2**3 * math.exp(-2) / 6, abs=1e-4)


def test_an_event_is_the_smoothed_share_of_demands_like_it():
    runs = demanded(demanded(windows(rows=1), "now", 0, "request", 300.0, 6), "now", 0, "threat", 600.0, 4)
    visit = says(Event(manner="request", amount=310.0, currency="CNY"), "event", "mean_amount")
    assert np.exp(log_likelihood(runs, visit))[0, 0] == pytest.approx((6 + 0.5) / (10 + 0.5 * 9))
    unsized = says(Event(manner="threat"), "event", "mean_amount")
    assert np.exp(log_likelihood(runs, unsized))[0, 0] == pytest.approx((4 + 1.5) / (10 + 4.5))


def test_an_event_with_framings_counts_requests_with_just_that_set():
    runs = demanded(windows(rows=1), "now", 0, "request", 300.0, 8)
    sets = runs.sets.copy(deep=True)
    sets.loc[{"window": "now", "amount": 300.0}][{"set": 0b0011}] = 2  # hardship and a loan
    sets.loc[{"window": "now", "amount": 300.0}][{"set": 0b0001}] = 6  # hardship alone
    both = Event(manner="request", amount=300.0, currency="CNY", framings=("hardship", "loan"))
    chance = np.exp(log_likelihood(runs.assign(sets=sets), says(both, "event", "mean_amount")))[0, 0]
    assert chance == pytest.approx((2 + 0.5 / 16) / (8 + 0.5 * 9))


def test_a_share_of_nothing_counts_as_none():
    never, always = (
        np.exp(log_likelihood(windows(), says(w, "word", "share_coercive")))[0, 0] for w in ("never", "always")
    )
    assert never > 0.7
    assert always == pytest.approx(0.005, abs=1e-3)


def test_contradicting_statements_veto_nobody():
    runs = windows(crackdown=[[0.01, 0.99]])
    both = log_likelihood(runs, says("never", "word", "crackdown"), says("always", "word", "crackdown", id="b"))
    assert np.isfinite(both).all()
    assert np.exp(both).min() > 1e-3
