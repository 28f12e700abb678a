"""The polynomial exp and logistic against the math module."""

import math

import numpy as np
import pytest

from shakedown.engine import maths


def test_exp_is_the_exponential_to_a_billionth():
    for x in np.linspace(-600, 600, 2_001):
        assert maths.exp(x) == pytest.approx(math.exp(x), rel=1e-9)


def test_exp_beyond_its_bounds_stays_at_them():
    assert maths.exp(1e9) == maths.exp(600.0) < math.inf
    assert maths.exp(-1e9) == maths.exp(-600.0) > 0


def test_exp_in_single_precision_is_the_exponential_to_three_tenths_of_a_millionth():
    for x in np.linspace(-86, 86, 2_001, dtype=np.float32):
        assert maths.exp32(x) == pytest.approx(math.exp(float(x)), rel=3e-7)


def test_the_logistic_is_one_over_one_plus_e_to_the_minus_x():
    for x in np.linspace(-40, 40, 801):
        assert maths.logistic(x) == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-9)
        assert maths.logistic32(np.float32(x)) == pytest.approx(1 / (1 + math.exp(-float(np.float32(x)))), rel=6e-7)
