"""What is believed beforehand goes through its three numbers, and stays on its side of every limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shakedown.society.priors import Z90, Prior

RANGES = {"normal": (-50.0, 50.0), "lognormal": (0.001, 1e6), "logitnormal": (0.001, 0.999)}


@st.composite
def priors(draw):
    family = draw(st.sampled_from(sorted(RANGES)))
    low, high = RANGES[family]
    q10, median, q90 = sorted(
        draw(st.lists(st.floats(low, high), min_size=3, max_size=3, unique_by=lambda v: float(f"{v:.3g}")))
    )
    return Prior(name="x", family=family, median=median, q10=q10, q90=q90, source="x")


@given(priors())
def test_a_prior_is_exact_at_its_three_quantiles(prior):
    assert prior.value([-Z90, 0, Z90]) == pytest.approx([prior.q10, prior.median, prior.q90], rel=1e-9, abs=1e-9)


@given(priors(), st.floats(-4, 4), st.floats(-4, 4))
def test_a_higher_score_is_a_higher_value(prior, one, other):
    low, high = sorted([one, other])
    assert prior.value(low) <= prior.value(high)


@given(priors(), st.floats(-6, 6))
def test_a_prior_of_what_is_positive_or_a_share_never_leaves_its_range(prior, z):
    value = float(prior.value(z))
    assert np.isfinite(value)
    assert prior.family == "normal" or value > 0 or z < -5
    assert prior.family != "logitnormal" or 0 <= value <= 1


def test_each_side_has_a_spread_of_its_own():
    prior = Prior(name="x", family="normal", median=1, q10=0, q90=5, source="x")
    assert prior.value([-2 * Z90, 2 * Z90]) == pytest.approx([-1, 9])
