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


def test_a_power_of_two_in_single_precision_is_right_to_three_tenths_of_a_millionth():
    for x in np.linspace(-115, 124, 5_001, dtype=np.float32):
        assert maths.power_of_two(x) == pytest.approx(2.0 ** float(x), rel=3e-7)


def test_a_power_of_two_beyond_its_bounds_stays_at_them():
    assert maths.power_of_two(np.float32(1e9)) == maths.power_of_two(np.float32(124)) < np.inf
    assert maths.power_of_two(np.float32(-1e9)) == maths.power_of_two(np.float32(-115)) > 0


def test_single_precision_leaves_room_to_multiply_at_its_lower_bound():
    assert 1e-3 * maths.power_of_two(np.float32(-1e9)) > np.finfo(np.float32).tiny


def test_log_is_the_logarithm_to_a_trillionth():
    for x in (1.0, math.sqrt(0.5), math.nextafter(math.sqrt(0.5), 0), 2.0, 1e-300, 1e300, *np.linspace(0.3, 3, 701)):
        assert maths.log(x) == pytest.approx(math.log(x), rel=1e-14, abs=1e-12)


def test_a_power_is_a_power_to_a_billionth():
    for x in (0.01, 0.5, 1.0, 7.0, 4_000.0):
        for y in (-2.0, -0.3, 0.0, 0.5, 3.0):
            assert maths.power(x, y) == pytest.approx(x**y, rel=2e-9)


def test_the_logistic_is_one_over_one_plus_e_to_the_minus_x():
    for x in np.linspace(-40, 40, 801):
        assert maths.logistic(x) == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-9)
