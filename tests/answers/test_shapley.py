"""Shapley values against those that can be worked out on paper."""

import numpy as np
import pytest

from shakedown.answers.shapley import shapley
from tests.answers.by_hand import additive


def test_causes_that_add_up_get_what_they_add():
    assert shapley(additive(3.0, -2.0, 0.5, start=100.0)) == pytest.approx(np.array([[3.0, -2.0, 0.5]]))


def test_causes_that_work_only_together_share_alike():
    assert shapley(np.array([0.0, 0.0, 0.0, 8.0])).tolist() == [4.0, 4.0]
    assert shapley(np.array([0.0] * 7 + [9.0])) == pytest.approx([3.0, 3.0, 3.0])


def test_either_of_two_that_would_do_alone_gets_half():
    assert shapley(np.array([0.0, 5.0, 5.0, 5.0])).tolist() == [2.5, 2.5]


def test_the_glove_game_has_its_known_values():
    """One left glove (cause 0), two right ones: a pair is worth 1; values 2/3, 1/6, 1/6 (Shapley 1953)."""
    worth = [float(bool(c & 1) and bool(c & 6)) for c in range(8)]
    assert shapley(np.array(worth)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_a_cause_that_adds_nothing_anywhere_gets_exactly_nothing():
    rng = np.random.default_rng(1)
    without = rng.normal(size=(50, 8))
    corners = np.concatenate([without, without], axis=-1)  # bit 3 changes nothing
    assert (shapley(corners)[:, 3] == 0).all()
    assert np.allclose(shapley(corners)[:, :3], shapley(without), rtol=1e-12)


@pytest.mark.parametrize("causes", [1, 2, 3, 4])
def test_values_add_up_to_the_whole_whatever_the_corners(causes):
    corners = np.random.default_rng(causes).normal(500, 300, size=(3, 40, 1 << causes))
    assert np.allclose(shapley(corners).sum(axis=-1), corners[..., -1] - corners[..., 0], rtol=0, atol=1e-9)


def test_the_order_in_which_causes_are_listed_does_not_matter():
    corners = np.random.default_rng(5).normal(size=(20, 8))
    swapped = corners[:, [c & 4 | (c & 1) << 1 | (c & 2) >> 1 for c in range(8)]]
    assert np.allclose(shapley(swapped), shapley(corners)[:, [1, 0, 2]], rtol=1e-12)


def test_no_causes_have_no_values_and_no_half_sets_are_taken():
    assert shapley(np.zeros((4, 1))).shape == (4, 0)
    with pytest.raises(ValueError, match="power of 2"):
        shapley(np.zeros(3))
