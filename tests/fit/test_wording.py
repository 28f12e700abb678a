"""What a writer is likely to say when the truth is q."""

import math

import numpy as np
import pytest

from shakedown.errors import InputError
from shakedown.evidence.words import Word, vocabulary, word
from shakedown.fit import wording as wordings
from shakedown.fit.wording import (
    Wording,
    anyones_word_chance,
    count_chance,
    event_chance,
    interval_chance,
    most_word_chance,
    move_chance,
    multiple,
    ratio_chance,
    word_chance,
)

Q = np.linspace(0.0, 1.0, 41)
PLAIN = Wording()


def test_a_choice_between_three_words_is_the_hand_calculation(monkeypatch):
    quartiles = {"few": (0.1, 0.2, 0.3), "half": (0.4, 0.5, 0.6), "many": (0.7, 0.8, 0.9)}
    few = tuple(Word(n, *q, "judgement", "") for n, q in quartiles.items())
    monkeypatch.setattr(wordings, "vocabulary", lambda: few)
    width = [1.5 * w.width for w in few]
    score = [math.exp(-0.5 * ((0.0 - w.centre) / s) ** 2) / s for w, s in zip(few, width, strict=True)]
    expected = 0.95 * score[2] / sum(score) + 0.05 / 3
    assert word_chance(few[2], np.array([0.5]), 0.0, PLAIN) == pytest.approx([expected])


def test_the_words_a_writer_can_choose_from_share_all_the_chance():
    for offset in (-0.5, 0.0, 0.5):
        assert sum(word_chance(w, Q, offset, PLAIN) for w in vocabulary()) == pytest.approx(np.ones(Q.size))


def test_extreme_writers_push_high_words_up_and_low_words_down():
    peak = {n: [Q[word_chance(word(n), Q, o, PLAIN).argmax()] for o in (0.0, 1.0)] for n in ("sometimes", "often")}
    assert peak["sometimes"][1] < peak["sometimes"][0]
    assert peak["often"][1] > peak["often"][0]


def test_no_sentence_vetoes_a_society():
    assert min(word_chance(w, Q, 0.0, PLAIN).min() for w in vocabulary()) >= 0.05 / 10
    assert interval_chance(0.5, 0.95, "share", Q, PLAIN).min() >= 0.02
    assert all(move_chance(d, np.full(41, 0.9), Q, "share", PLAIN).min() > 0 for d in ("up", "down", "same"))
    assert event_chance(np.array([0.0]), np.array([0.0]), 1, 42)[0] > 0
    assert count_chance(50, np.array([0.0]), PLAIN)[0] > 0


def test_an_interval_is_never_flat_inside_and_open_at_zero_and_one():
    inside = interval_chance(0.5, 0.95, "share", np.linspace(0.55, 0.9, 8), PLAIN)
    assert (np.diff(inside) != 0).all()
    low = interval_chance(0.0, 0.1, "share", np.linspace(0.003, 0.3, 9), PLAIN)
    assert (np.diff(low) < 0).all()
    assert interval_chance(0.3, 1.0, "share", np.array([0.99]), PLAIN)[0] > 0.9


def test_a_move_too_small_to_notice_is_the_same():
    chance = {
        d: float(move_chance(d, np.array([100.0]), np.array([101.0]), "amount", PLAIN)[0])
        for d in ("up", "down", "same")
    }
    assert max(chance, key=chance.__getitem__) == "same"
    assert move_chance("up", np.array([100.0]), np.array([150.0]), "amount", PLAIN)[0] > 0.9


def test_a_rise_by_a_quarter_is_likeliest_told_as_one_by_a_tenth_to_two_fifths():
    before, after = np.full(4, 100.0), np.array([70.0, 100.0, 125.0, 200.0])
    told = ratio_chance(1.1, 1.4, before, after, PLAIN)
    assert told.argmax() == 2
    assert told[2] > 2 * max(told[1], told[3])
    assert told.min() >= PLAIN.careless / 2
    assert (ratio_chance(1.1, 1.4, before, np.zeros(4), PLAIN) > 0).all()


def test_what_was_nothing_and_still_is_has_not_moved_and_what_is_not_known_stays_so():
    assert multiple(np.array([0.0, 4.0, np.nan]), np.array([0.0, 6.0, 1.0])) == pytest.approx(
        [1, 1.5, np.nan], nan_ok=True
    )


def test_a_count_of_none_is_likeliest_where_none_is_expected():
    assert (np.diff(count_chance(0, np.array([0.1, 1.0, 5.0]), PLAIN)) < 0).all()


def test_of_equally_wide_words_the_nearest_wins_at_its_own_centre(monkeypatch):
    even = tuple(
        Word(f"{p}", *(1 / (1 + math.exp(-x)) for x in (p - 0.3, p, p + 0.3)), "outside", "") for p in (-2, 0, 1)
    )
    monkeypatch.setattr(wordings, "vocabulary", lambda: even)
    for own in even:
        at = np.array([own.median])
        assert max(even, key=lambda w: word_chance(w, at, 0.0, PLAIN)[0]) is own


def test_mostly_is_so_wide_that_narrower_words_win_at_its_centre_and_it_tells_little():
    mostly = word("mostly")
    at = np.array([mostly.median, 0.3])
    assert word_chance(word("often"), at, 0.0, PLAIN)[0] > word_chance(mostly, at, 0.0, PLAIN)[0]
    assert np.divide(*word_chance(mostly, at, 0.0, PLAIN)) < 2


def test_a_word_outside_the_ten_takes_the_place_of_those_that_mean_nearly_the_same():
    still = word("nearly at a standstill")
    twin, at = word("almost never"), np.array([still.median])
    assert abs(still.centre - twin.centre) < 0.1
    assert word_chance(still, at, 0.0, PLAIN)[0] > 0.3  # it would have to share that chance with its twin


def test_of_an_unknown_writer_a_word_is_the_mean_over_what_writers_may_mean():
    often, at = word("often"), np.array([0.4, 0.7])
    offsets, weights = PLAIN.offsets()
    assert weights.sum() == pytest.approx(1)
    assert weights @ offsets**2 == pytest.approx(PLAIN.writer_sd**2)
    expected = sum(w * word_chance(often, at, o, PLAIN) for o, w in zip(offsets, weights, strict=True))
    assert anyones_word_chance(often, at, PLAIN) == pytest.approx(expected)
    assert most_word_chance(often, PLAIN) >= anyones_word_chance(often, Q, PLAIN).max()


@pytest.mark.parametrize("scale", ["share", "amount", "signed"])
def test_up_down_and_same_share_all_the_chance(scale):
    before, after = np.full(Q.size, 0.4), Q + 0.01
    each = [move_chance(d, before, after, scale, PLAIN) for d in ("up", "down", "same")]
    assert sum(each) == pytest.approx(np.ones(Q.size))


def test_all_kinds_of_demand_share_all_the_chance_of_an_event():
    counts = np.array([0.0, 3.0, 40.0])
    each = [event_chance(n, counts.sum(), 1, 3) for n in counts]
    assert sum(each) == pytest.approx(1)
    assert event_chance(counts[:2].sum(), counts.sum(), 2, 3) == pytest.approx(each[0] + each[1])


def test_what_may_lie_below_zero_is_compared_as_it_is():
    views = np.array([-0.8, -0.3, 0.2])
    inside = interval_chance(-0.4, -0.2, "signed", views, PLAIN)
    assert inside.argmax() == 1
    assert move_chance("up", np.array([-0.6]), np.array([-0.3]), "signed", PLAIN)[0] > 0.9


def test_an_end_that_cannot_be_passed_sets_no_limit_and_any_other_does():
    assert interval_chance(0.0, 1.0, "share", Q, PLAIN) == pytest.approx(np.full(Q.size, 0.975))
    assert interval_chance(0.0, 1.0, "amount", np.array([50.0]), PLAIN)[0] < 0.1
    assert interval_chance(0.5, 0.9, "share", np.array([0.999]), PLAIN)[0] < 0.1


@pytest.mark.parametrize(
    "wrong", [{"width": 0.0}, {"careless": 1.0}, {"writer_sd": -1.0}, {"nodes": 0}, {"just_noticeable_share": 0.0}]
)
def test_a_wording_that_cannot_be_is_refused(wrong):
    with pytest.raises(InputError, match="Wording"):
        Wording(**wrong)
