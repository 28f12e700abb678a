"""A thinned fit: fewer rows that stand for all, and none lost that others point to."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.fit.corners import OF_PRIOR
from shakedown.fit.thin import _inclusion, _sample, thin
from shakedown.society.load import load_case
from tests.fit.synthetic import marked, posterior, windows

HOERYONG = load_case("hoeryong")
CASE = replace(HOERYONG, statements=tuple(s for s in HOERYONG.statements if s.use != "cause"))
"""Made-up rows hold nothing that a causal sentence could be read off."""
ROWS, OF_FIRST = 600, 400


def masses(rows=60, tail=1.5):
    """Weights that add to 1, some many times as large as others."""
    weight = np.exp(tail * np.random.default_rng(2).standard_normal(rows))
    return weight / weight.sum()


def uneven(**others):
    """A posterior of many uneven rows, one number each, the first of them those of the prior."""
    rng = np.random.default_rng(3)
    draws = marked(windows(ROWS, market=np.broadcast_to(np.linspace(0, 1, ROWS), (4, ROWS))), 0)
    prior, weight = draws.isel(row=slice(OF_FIRST)), rng.standard_normal((3, ROWS))
    return posterior(CASE, draws, prior=prior, log_weight=weight, picked=(5, 590), from_prior=(7, 301), **others)


def test_a_mean_over_thinned_rows_meets_that_over_all_on_average():
    mass, values = masses(), np.random.default_rng(4).standard_normal(60)
    found = []
    for seed in range(3000):
        rows, keep = _sample(mass, np.array([3, 17]), 20, seed)
        found.append(np.sum(mass[rows] * np.exp(keep) * values[rows]))
    error = np.std(found) / np.sqrt(len(found))
    assert error < 0.01
    assert np.mean(found) == pytest.approx(np.sum(mass * values), abs=4 * error)


def test_a_row_is_kept_as_often_as_its_chance_says():
    mass, often = masses(), np.zeros(60)
    for seed in range(3000):
        rows, keep = _sample(mass, np.array([3]), 20, seed)
        often[rows] += np.exp(keep)  # one over the chance of each
    assert often[3] == 3000
    assert often / 3000 == pytest.approx(np.ones(60), abs=0.15)


@pytest.mark.parametrize("number", [1, 5, 20, 59, 60])
def test_chances_of_being_kept_add_to_the_number_that_is_kept(number):
    for tail in (0.0, 1.5, 6.0):
        share = 0.5 / 60 + 0.5 * masses(tail=tail)
        chance = _inclusion(share, number)
        assert chance.sum() == pytest.approx(number)
        assert ((chance > 0) & (chance <= 1)).all()
        ratio = chance[chance < 1] / share[chance < 1]
        assert ratio == pytest.approx(np.full(ratio.size, ratio.mean() if ratio.size else 0))


def test_as_many_rows_are_kept_as_asked_for_and_the_certain_count_for_themselves():
    for seed in range(200):
        rows, keep = _sample(masses(), np.array([3, 17]), 20, seed)
        assert abs(rows.size - 20) <= 1
        assert (np.diff(rows) > 0).all()
        assert keep[np.isin(rows, [3, 17])].tolist() == [0.0, 0.0]
        assert (keep >= 0).all()


def test_picks_still_point_to_the_same_runs():
    post = uneven()
    small = thin(post, 100)
    assert np.array_equal(small.draws["seed"][small.futures["row"]], post.draws["seed"][post.futures["row"]])
    of_prior = post.corners["of"].to_numpy() == OF_PRIOR
    for mine, part in ((of_prior, "prior"), (~of_prior, "draws")):
        seeds = [getattr(p, part)["seed"].to_numpy()[p.corners["row"].to_numpy()[mine]] for p in (post, small)]
        assert np.array_equal(*seeds)
    assert abs(small.draws.sizes["row"] - 100) <= 1


def test_the_first_of_the_thinned_draws_are_the_priors():
    small = thin(uneven(), 100)
    number = small.prior.sizes["row"]
    assert 0 < number < small.draws.sizes["row"]
    assert small.prior.drop_vars("log_keep").identical(small.draws.isel(row=slice(number)))
    assert (small.prior["seed"] < OF_FIRST).all()
    assert (small.draws["seed"][number:] >= OF_FIRST).all()


def test_a_thinned_tiny_fit_keeps_its_picks_and_says_from_how_many_it_was_taken(tiny_fit):
    post = tiny_fit[0]
    small = thin(post, 50)
    assert small.checks["thinned_from"] == post.draws.sizes["row"]
    assert small.checks["ess_of_all"] == post.checks["ess"]
    assert np.array_equal(small.draws["seed"][small.futures["row"]], small.futures["seed"])
    for corner in (small.corners.isel(dating=d, draw=n) for d in range(3) for n in range(4)):
        runs = small.prior if int(corner["of"]) == OF_PRIOR else small.draws
        assert int(runs["seed"][int(corner["row"])]) == int(corner["seed"])
    assert small.future_weights().sum() == pytest.approx(1)
    assert small.corner_weights().sum(axis=1) == pytest.approx(np.ones(3))


def test_asked_for_as_many_as_there_are_nothing_changes(tiny_fit):
    post = tiny_fit[0]
    same = thin(post, 10_000)
    assert same.draws.identical(post.draws)
    assert same.prior.identical(post.prior)
    assert same.corners.identical(post.corners)
    assert same.log_weight == pytest.approx(post.log_weight)


def test_chances_of_explanations_and_datings_are_met_on_average(tiny_fit):
    post = tiny_fit[0]
    thinned = [thin(replace(post, seed=seed), 60) for seed in range(60)]
    for asked in ("explanation_chances", "dating_chances"):
        for name, whole in getattr(post, asked)().items():
            each = np.array([getattr(small, asked)()[name] for small in thinned])
            assert each.mean() == pytest.approx(whole, abs=4 * each.std() / np.sqrt(60) + 0.02)


def test_evidence_is_that_of_all_rows_on_average(tiny_fit):
    """A thinned bank's base does not average to 1, and that is reckoned with."""
    post = tiny_fit[0]
    each = [thin(replace(post, seed=seed), 60).log_evidence["mixture"][0] for seed in range(60)]
    assert np.mean(each) == pytest.approx(post.log_evidence["mixture"][0], abs=0.2)


def test_the_prior_of_a_thinned_fit_is_weighted_so_that_its_means_are_met():
    post = uneven()
    whole = float(np.sum(post.prior_weights() * post._values_of("prior", "market", "now", None)))
    means = []
    for seed in range(100):
        small = thin(replace(post, seed=seed), 200)
        means.append(float(np.sum(small.prior_weights() * small._values_of("prior", "market", "now", None))))
    assert np.mean(means) == pytest.approx(whole, abs=4 * np.std(means) / 10)
    assert np.std(means) < 0.03
