"""Where draws fall, and what they weigh, against an exact answer and an independent sampler."""

import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import kstest

from shakedown.fit.sampler import DEFENSIVE, effective_size, log_evidence, log_prior, pareto_k, prior_scores, propose

DIALS = 10
SHIFT, SPREAD = 1.2, 0.4


def log_likelihood(z):
    """Three of ten dials observed at SHIFT with sd SPREAD; the evidence is known in closed form."""
    seen = np.atleast_2d(z)[:, :3]
    return -0.5 * (((seen - SHIFT) / SPREAD) ** 2 + np.log(2 * np.pi * SPREAD**2)).sum(axis=1)


EXACT = 3 * (-0.5 * (SHIFT**2 / (1 + SPREAD**2) + np.log(2 * np.pi * (1 + SPREAD**2))))
MEAN = SHIFT / (1 + SPREAD**2)


@pytest.fixture(scope="module")
def fresh():
    first = prior_scores(1024, DIALS, 5)
    proposal = propose(first, [log_likelihood(first)])
    z = proposal.draw(2000, 5, 1)
    return z, log_likelihood(z) + log_prior(z) - proposal.log_density(z)


def test_prior_scores_are_standard_normal_and_cover_evenly():
    z = prior_scores(2048, 14, 1)
    assert np.abs(z.mean(axis=0)).max() < 0.01
    assert np.abs(z.std(axis=0) - 1).max() < 0.02
    assert np.abs(np.corrcoef(z.T) - np.eye(14)).max() < 0.1


def test_the_evidence_of_an_exact_toy_is_found_within_its_own_error(fresh):
    value, error = log_evidence(fresh[1])
    assert error < 0.1
    assert value == pytest.approx(EXACT, abs=max(0.1, 3 * error))


def test_the_mean_of_an_exact_toy_is_found(fresh):
    z, log_weight = fresh
    weight = np.exp(log_weight - logsumexp(log_weight))
    size = effective_size(log_weight)
    assert size > 300
    assert np.abs(weight @ z[:, :3] - MEAN).max() < 4 / np.sqrt(size)
    assert np.abs(weight @ z[:, 3:]).max() < 4 / np.sqrt(size)


def test_a_proposal_is_a_density():
    proposal = propose(prior_scores(256, 1, 1), [np.zeros(256), -(prior_scores(256, 1, 1)[:, 0] ** 2)])
    grid = np.linspace(-40, 40, 20_001)
    assert np.trapezoid(np.exp(proposal.log_density(grid[:, None])), grid) == pytest.approx(1, abs=2e-3)


def test_draws_of_a_proposal_depend_on_seed_and_round_only():
    proposal = propose(prior_scores(64, 2, 1), [np.zeros(64)])
    assert np.array_equal(proposal.draw(50, 1, 2), proposal.draw(50, 1, 2))
    assert not np.array_equal(proposal.draw(50, 1, 2), proposal.draw(50, 1, 3))


def test_draws_of_prior_and_proposal_count_as_drawn_from_the_mixture_of_both():
    """Weighed so, they are draws of the prior again, however few came from it, and none weighs more than its share allows."""
    first = prior_scores(256, DIALS, 5)
    proposal = propose(first, [log_likelihood(first)])
    z = np.concatenate([prior_scores(1024, DIALS, 6), proposal.draw(3 * 1024, 5, 1)])
    weight = np.exp(proposal.log_ratio(z, 0.25))
    assert weight.mean() == pytest.approx(1, abs=0.05)
    assert np.abs(weight @ z).max() / weight.sum() < 0.1
    assert weight.max() <= 1 / 0.25
    joint = np.log(weight) + log_likelihood(z)
    value, error = log_evidence(joint)
    assert value == pytest.approx(EXACT, abs=max(0.1, 3 * error))


def test_equal_weights_all_count_and_a_heavy_tail_is_noticed():
    rng = np.random.default_rng(1)
    assert effective_size(np.zeros(100)) == pytest.approx(100)
    assert pareto_k(rng.uniform(-1, 0, 2000)) < 0.7
    assert pareto_k(np.log(np.abs(rng.standard_cauchy(2000)) ** 1.5)) > 0.7


def test_of_few_or_equal_weights_no_tail_is_judged():
    assert np.isnan(pareto_k(draws_of(16)))
    assert np.isfinite(pareto_k(draws_of(64)))
    assert np.isnan(pareto_k(np.zeros(100)))


def draws_of(number):
    """So many log weights."""
    return np.random.default_rng(4).uniform(-1, 0, number)


@pytest.mark.slow
def test_nested_sampling_agrees_on_the_same_toy():
    import dynesty
    from scipy.stats import norm

    sampler = dynesty.NestedSampler(
        lambda z: float(log_likelihood(z)[0]),
        norm.ppf,
        DIALS,
        nlive=300,
        sample="rwalk",
        rstate=np.random.default_rng(2),
    )
    sampler.run_nested(print_progress=False, dlogz=0.1)
    found = sampler.results
    assert found.logz[-1] == pytest.approx(EXACT, abs=4 * found.logzerr[-1] + 0.1)


def test_a_proposal_in_two_dials_is_a_density_too():
    z = prior_scores(256, 2, 1)
    proposal = propose(z, [np.zeros(256), -2 * (z[:, 0] - z[:, 1] - 1) ** 2])
    at = np.linspace(-30, 30, 601)
    grid = np.stack(np.meshgrid(at, at), axis=-1).reshape(-1, 2)
    assert np.exp(proposal.log_density(grid)).sum() * (at[1] - at[0]) ** 2 == pytest.approx(1, abs=5e-3)


def test_draws_of_a_proposal_follow_its_density():
    z = prior_scores(256, 1, 1)
    proposal = propose(z, [-4 * (z[:, 0] - 1.5) ** 2, -4 * (z[:, 0] + 1.0) ** 2])
    grid = np.linspace(-40, 40, 20_001)
    below = np.cumsum(np.exp(proposal.log_density(grid[:, None]))) * (grid[1] - grid[0])
    drawn = proposal.draw(5000, 3, 1)[:, 0]
    assert kstest(drawn, lambda x: np.interp(x, grid, below)).pvalue > 0.01


def test_weights_of_a_proposal_are_bounded_by_its_share_of_plain_prior_draws(fresh):
    z, log_weight = fresh
    assert (log_weight - log_likelihood(z)).max() <= np.log(1 / DEFENSIVE) + 1e-9


def test_the_error_of_the_evidence_is_that_of_a_mean():
    weights = np.random.default_rng(3).uniform(1, 3, 400)
    value, error = log_evidence(np.log(weights))
    assert value == pytest.approx(np.log(weights.mean()))
    assert error == pytest.approx(weights.std(ddof=1) / 20 / weights.mean())
