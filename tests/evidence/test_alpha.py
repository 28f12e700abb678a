"""Krippendorff's alpha gives the values he published, and what it should where agreement is full, at chance or undefined."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shakedown.evidence.alpha import alpha, pairs, redrawn

FOUR = """
1 2 3 3 2 1 4 1 2 * * *
1 2 3 3 2 2 4 1 2 5 * 3
* 3 3 3 2 3 4 2 2 5 1 *
1 2 3 3 2 4 4 1 2 5 1 *
"""
"""Krippendorff (2011): four coders, twelve units, five values."""
THREE = """
* * * * * 3 4 1 2 1 1 3 3 * 3
1 * 2 1 3 3 4 3 * * * * * * *
* * 2 1 3 4 4 * 2 1 1 3 3 * 4
"""
"""Krippendorff's example of three coders and fifteen units."""


def units(table):
    coders = [[None if cell == "*" else float(cell) for cell in line.split()] for line in table.split("\n") if line]
    return list(zip(*coders, strict=True))


@pytest.mark.parametrize(
    ("table", "level", "published"),
    [
        (THREE, "nominal", 0.691),
        (THREE, "interval", 0.811),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
    ],
)
def test_alpha_is_the_published_one(table, level, published):
    assert alpha(pairs(units(table)), level) == pytest.approx(published, abs=0.0006)


def test_a_value_that_stands_alone_cannot_be_paired():
    assert pairs(units(FOUR)).values == 40
    assert pairs(units(THREE)).values == 26


def test_his_ten_units_of_two_coders_by_hand():
    """Four of ten differ: with 14 zeros and 6 ones, 1 - 19 x 8 / (400 - 196 - 36) = 0.095."""
    first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(pairs(list(zip(first, second, strict=True))), "nominal") == pytest.approx(1 - 19 * 8 / 168)


LEVELS = st.sampled_from(["nominal", "ordinal", "interval"])


@given(st.lists(st.integers(0, 5), min_size=2).filter(lambda values: len(set(values)) > 1), LEVELS)
def test_coders_who_agree_throughout_have_an_alpha_of_one(values, level):
    assert alpha(pairs(list(zip(values, values, strict=True))), level) == pytest.approx(1)


@given(st.floats(-1e6, 1e6), st.integers(0, 9), LEVELS)
def test_where_no_value_differs_alpha_is_undefined(value, times, level):
    held = pairs([(value, value)] * times)
    assert isnan(alpha(held, level))
    assert all(map(isnan, redrawn(held, level, times=3)))


def test_rows_drawn_again_hold_alpha_between_the_ends_and_come_out_the_same():
    held = pairs(units(FOUR))
    low, high = redrawn(held, "nominal")
    assert low < alpha(held, "nominal") < high
    assert (low, high) == redrawn(held, "nominal")
    assert (low, high) != redrawn(held, "nominal", seed=2)


def test_units_of_one_row_are_drawn_together():
    unlike = [(0, 0), (0, 1), (1, 1), (1, 0)] * 3
    low, high = redrawn(pairs(unlike, rows=[0] * 12), "nominal")
    assert low == high == pytest.approx(alpha(pairs(unlike), "nominal"))


def test_a_unit_given_several_times_is_several_units_alike():
    once = pairs([(0, 0), (0, 0), (0, 1), (1, 1)], rows=[0, 0, 0, 1])
    often = pairs([(0, 0), (0, 1), (1, 1), (1, 0)], rows=[0, 0, 1, 1], times=[2, 1, 1, 0])
    assert (often.values, alpha(often, "nominal")) == (once.values, pytest.approx(alpha(once, "nominal")))
