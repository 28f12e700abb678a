"""What a posterior reads off its draws, with numbers made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.fit.again import pick_pairs
from shakedown.fit.posterior import calmed, weighted_quantiles
from shakedown.society.load import load_case
from tests.fit.synthetic import posterior, replicas, says, windows

CASE = load_case("hoeryong")
SHARE = CASE.sample / CASE.households
ROWS = 4000


def draw(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.fixture(scope="module")
def noisy():
    """Draws of sd 2, of which runs under other seeds show that sd 1 is run noise."""
    return posterior(
        CASE, windows(ROWS, market=2 * draw(1, 4, ROWS)), noise=replicas(500, 4, market=draw(2, 4, 500, 4))
    )


def test_quantiles_lie_where_half_of_the_weight_of_a_value_is_passed():
    values, weights = np.array([10.0, 20.0, 40.0]), np.array([0.5, 0.25, 0.25])
    assert weighted_quantiles(values, weights, (0.25, 0.625, 0.875)) == pytest.approx([10.0, 20.0, 40.0])
    assert weighted_quantiles(values, weights, (0.75,)) == pytest.approx([30.0])


def test_order_and_scale_of_weights_do_not_matter_and_no_weight_is_no_value():
    values, weights = draw(1, 50), np.abs(draw(2, 50))
    mixed, at = np.random.default_rng(3).permutation(50), (0.1, 0.9)
    plain = weighted_quantiles(values, weights, at)
    assert weighted_quantiles(values[mixed], 7 * weights[mixed], at) == pytest.approx(plain)
    assert weighted_quantiles(np.array([1.0, 99.0]), np.array([1.0, 0.0]), (0.9,)) == pytest.approx([1.0])


def test_run_noise_is_the_variance_that_seeds_make(noisy):
    assert noisy.run_noise("market", "now") == pytest.approx(1, rel=0.05)
    assert noisy.run_noise("market", "change") == pytest.approx(2, rel=0.05)


def test_run_noise_of_the_past_is_that_of_each_dating():
    loud = draw(4, 4, 500, 4) * np.array([1.0, 1.0, 3.0, 1.0])[:, None, None]
    post = posterior(CASE, windows(10, market=1.0), noise=replicas(500, 4, market=loud))
    assert post.run_noise("market", "past", dating="closed_border") == pytest.approx(9, rel=0.1)
    assert post.run_noise("market", "past", dating="recent") == pytest.approx(1, rel=0.1)


def test_a_county_has_exactly_the_surplus_noise_less(noisy):
    sample, county = noisy.values("market", "past"), noisy.county_values("market", "past")
    for d, dating in enumerate(noisy.datings):
        surplus = (1 - SHARE) * noisy.run_noise("market", "past", dating=dating)
        assert county[d].mean() == pytest.approx(sample[d].mean())
        assert county[d].var() == pytest.approx(sample[d].var() - surplus)


def test_a_county_keeps_the_noise_it_has_itself():
    values = draw(5, 2000)
    assert calmed(values, np.ones(2000), 4.0, SHARE).var() == pytest.approx(4.0 * SHARE)
    assert calmed(values, np.ones(2000), 40.0, SHARE) == pytest.approx(values)  # never wider than it came
    assert calmed(values, np.ones(2000), 0.0, SHARE) == pytest.approx(values)


def test_what_is_not_known_stays_unknown_and_moves_nothing():
    values, weights = np.array([1.0, 3.0, np.nan]), np.ones(3)
    assert calmed(values, weights, 0.5, 0.0) == pytest.approx(2 + np.array([-1, 1, np.nan]) * 0.5**0.5, nan_ok=True)
    assert np.isnan(calmed(np.full(3, np.nan), weights, 1.0, SHARE)).all()


def test_a_sample_as_large_as_the_place_is_left_as_it_is(noisy):
    whole = replace(noisy, case=replace(CASE, sample=CASE.households))
    assert whole.county_values("market", "now") == pytest.approx(whole.values("market", "now"))


def test_answers_under_one_dating_do_not_depend_on_the_others(noisy):
    moved = noisy.draws.market.copy(deep=True)
    moved.loc[{"window": "before_2020"}] += 50
    other = replace(noisy, draws=noisy.draws.assign(market=moved))
    recent, every = ([p.quantiles("market", "past", dating=d) for p in (noisy, other)] for d in ("recent", None))
    assert recent[1] == pytest.approx(recent[0])
    assert every[1][2] > every[0][2] + 10


def test_draws_and_prior_are_read_alike(noisy):
    """So that a range that is no narrower than assumed is not called taught for its noise."""
    for dating in (None, *noisy.datings):
        after = noisy.quantiles("market", "past", dating=dating)
        assert noisy.prior_quantiles("market", "past", dating=dating) == pytest.approx(after)
    fell = float(np.sum(noisy.weights() * (noisy.county_values("market", "change") < 0)))
    assert noisy.prior_chance_of_fall("market") == pytest.approx(fell)


def test_the_past_is_each_datings_own_and_a_change_is_now_less_that():
    post = posterior(CASE, windows(1, market=[[5.0], [1.0], [2.0], [4.0]]))
    assert post.values("market", "past")[:, 0] == pytest.approx([1, 2, 4])
    assert post.values("market", "change")[:, 0] == pytest.approx([4, 3, 1])
    assert post.values("market", "recent")[:, 0] == pytest.approx([4, 4, 4])


def test_weights_add_to_one_and_datings_are_as_likely_as_their_draws():
    post = posterior(CASE, windows(2, market=1.0), log_weight=np.log([[4.0, 2.0], [1.0, 1.0], [1.0, 1.0]]))
    assert post.dating_chances() == pytest.approx({"before_2020": 0.6, "closed_border": 0.2, "recent": 0.2})
    assert post.weights("before_2020")[0] == pytest.approx([2 / 3, 1 / 3])
    assert post.weights("before_2020")[1:].sum() == 0
    assert post.prior_weights().sum() == pytest.approx(1)


def test_a_statements_chance_is_its_mean_over_the_fitted_societies():
    post = posterior(CASE, windows(2, market=1.0), statements=[says((0.0, 1.0))])
    logs = np.log(np.array([0.2, 0.6]))[None, :, None, None, None] * np.ones((1, 2, 3, 1, 1))
    post = replace(post, scores=replace(post.scores, logs=logs))
    assert post.statement_chances() == pytest.approx([0.4])


def test_pairs_cover_the_weights_evenly():
    dating, rows = pick_pairs(np.log([[0.5, 0.25], [0.125, 0.125]]), 8)
    assert list(zip(dating.tolist(), rows.tolist(), strict=True)) == 4 * [(0, 0)] + 2 * [(0, 1)] + [(1, 0), (1, 1)]
