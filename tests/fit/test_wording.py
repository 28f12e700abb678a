"""What a writer is likely to say when the truth is q."""

import math

import numpy as np
import pytest

from shakedown.evidence.words import Word, vocabulary, word
from shakedown.fit import wording as wordings
from shakedown.fit.wording import Wording, count_chance, event_chance, interval_chance, move_chance, word_chance

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


def test_a_count_of_none_is_likeliest_where_none_is_expected():
    assert (np.diff(count_chance(0, np.array([0.1, 1.0, 5.0]), PLAIN)) < 0).all()
