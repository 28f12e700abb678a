"""What makes a range wide: mere chance, what is not known, and which explanation holds."""

import numpy as np
import pytest

from shakedown.answers.ranges import parts_of, range_of
from shakedown.society.load import load_case
from tests.fit.synthetic import posterior, replicas, windows

CASE = load_case("hoeryong")
SHARE = CASE.sample / CASE.households
ROWS = 2000


def draw(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


def society(values, noise=0.0, kinds=0, **others):
    """Societies of which one thing is known, and how much of its variance is run noise."""
    return posterior(
        CASE,
        windows(ROWS, market=np.broadcast_to(values, (4, ROWS))),
        noise=replicas(500, 4, market=np.sqrt(noise) * draw(9, 4, 500, 4)),
        kinds=kinds,
        **others,
    )


def shares(post, window="now", dating=None):
    found = parts_of(post, "market", window, dating=dating)
    return found.run, found.parameters, found.explanation


def test_parts_add_to_one():
    kinds = np.arange(ROWS) % 3
    post = society(draw(1, ROWS) + kinds, noise=0.5, kinds=kinds, log_weight=0.5 * draw(2, 3, ROWS))
    for window, dating in (("now", None), ("past", None), ("past", "recent"), ("now", "before_2020")):
        parts = shares(post, window, dating)
        assert sum(parts) == pytest.approx(1)
        assert min(parts) > 0


def test_with_one_explanation_nothing_hangs_on_which_holds():
    assert shares(society(draw(1, ROWS)))[2] == pytest.approx(0, abs=1e-12)


def test_where_only_the_explanation_matters_all_hangs_on_it():
    kinds = np.arange(ROWS) % 2
    assert shares(society(10.0 * kinds, kinds=kinds)) == pytest.approx((0, 0, 1))


def test_an_explanation_that_is_not_believed_makes_no_range_wide():
    kinds = np.arange(ROWS) % 2
    weight = np.where(kinds == 1, -50.0, 0.0) * np.ones((3, 1))
    assert shares(society(draw(1, ROWS) + 5.0 * kinds, kinds=kinds, log_weight=weight))[2] == pytest.approx(
        0, abs=1e-12
    )


def test_between_two_explanations_lies_the_variance_of_their_means():
    kinds = np.arange(ROWS) % 2
    values = draw(1, ROWS) + 2.0 * kinds
    means = [values[kinds == k].mean() for k in (0, 1)]
    expected = np.var(means) / values.var()
    assert shares(society(values, kinds=kinds))[2] == pytest.approx(expected)


def test_run_noise_is_the_countys_own_part_of_what_seeds_make():
    post = society(2 * draw(1, ROWS), noise=1.0)
    noise = post.run_noise("market", "now")
    county = SHARE * noise
    assert noise == pytest.approx(1, rel=0.05)
    assert shares(post)[0] == pytest.approx(county / post.county_values("market", "now").var(), rel=1e-6)
    assert shares(post)[0] == pytest.approx(SHARE / (4 - (1 - SHARE)), rel=0.1)


def test_where_all_is_run_noise_nothing_else_is_left():
    assert shares(society(draw(1, ROWS), noise=2.0)) == pytest.approx((1, 0, 0))


def test_what_does_not_vary_has_no_parts_and_what_is_unknown_neither():
    assert parts_of(society(3.0), "market", "now") is None
    assert parts_of(society(3.0), "mean_amount", "now") is None  # nothing was demanded


def test_a_range_carries_its_parts(tiny_fit):
    found = range_of(tiny_fit[0], "share_coercive", "now")
    assert found.parts == parts_of(tiny_fit[0], "share_coercive", "now")
    assert found.parts.run + found.parts.parameters + found.parts.explanation == pytest.approx(1)
