"""Weights of the same runs under other statements, another prior, or less said: nothing is simulated."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.fit import bank, corners, futures
from shakedown.fit.likelihood import used
from shakedown.fit.wording import Wording
from shakedown.society.load import load_case
from tests.fit.synthetic import posterior, says, windows

CASE = load_case("hoeryong")
ROWS = 20_000


@pytest.fixture
def post(tiny_fit, monkeypatch):
    """The tiny fit, with nothing left to run a county with."""
    for module, runs in ((bank, "run_windows"), (corners, "run_one"), (futures, "run_one")):
        monkeypatch.setattr(module, runs, None)
    return tiny_fit[0]


def plain():
    """Many draws of one prior's score, nothing said about them."""
    draws = windows(ROWS, market=1.0)
    z = np.random.default_rng(1).standard_normal((ROWS, 1))
    marks = {"explanation": ("row", np.zeros(ROWS, int)), "seed": ("row", np.arange(ROWS)), "z": (("row", "dial"), z)}
    return posterior(CASE, draws.assign(marks))


def test_the_same_statements_give_the_same_weights(post):
    again = post.reweighed(used(post.case))
    assert np.array_equal(again.log_weight, post.log_weight)
    assert (again.log_evidence, again.checks) == (post.log_evidence, post.checks)
    assert np.array_equal(post.reweighed().log_weight, post.log_weight)


@pytest.mark.parametrize("gone", [("hardship-now",), ("above-500-then", "above-500-now"), ("survey-ceiling",)])
def test_without_a_statement_is_as_if_it_had_not_been_made(post, gone):
    left = [s for s in post.scores.statements if s.id not in gone]
    assert post.without(gone).log_weight == pytest.approx(post.reweighed(left).log_weight)
    assert not np.allclose(post.without(gone).log_weight, post.log_weight)


def test_without_nothing_is_the_fit_as_it_is(post):
    assert post.without(()).log_weight == pytest.approx(post.log_weight)


def test_without_everything_only_what_was_assumed_is_left(post):
    untold = post.without([s.id for s in post.scores.statements])
    assert untold.dating_chances() == pytest.approx({p.name: p.weight for p in CASE.pasts})
    assert untold.log_weight - untold.log_weight.max() == pytest.approx(
        np.broadcast_to(post.base - post.base.max(), untold.log_weight.shape)
    )


def test_weighing_by_no_statements_is_not_weighing_by_all(post):
    every = [s.id for s in post.scores.statements]
    assert post.reweighed([]).log_weight == pytest.approx(post.without(every).log_weight)


def test_looser_words_weigh_more_evenly(post):
    loose = post.reweighed(wording=replace(Wording(), width=50.0))
    assert loose.wording.width == 50.0
    assert loose.checks["ess"] > post.checks["ess"]


def test_picks_count_alike_as_long_as_the_statements_stay(post):
    assert post.future_weights() == pytest.approx(np.full(4, 1 / 4))
    assert post.corner_weights() == pytest.approx(np.broadcast_to([1 / 2, 1 / 2, 0, 0], (3, 4)))
    assert post.reweighed().future_weights() == pytest.approx(post.future_weights())


def test_picks_count_by_how_their_rows_gain_and_lose_when_statements_change(post):
    less = post.without(["hardship-now"])
    dating, row = (post.futures[name].to_numpy() for name in ("dating", "row"))
    gain = np.exp(less.log_weight - post.log_weight)[dating, row]
    assert less.future_weights() == pytest.approx(gain / gain.sum())
    weights = less.corner_weights()
    assert weights.sum(axis=1) == pytest.approx(np.ones(3))
    assert (weights[post.corners["of"].to_numpy() == 1] == 0).all()
    assert not np.allclose(weights[:, 0], 1 / 2)


def test_a_prior_drawn_narrower_is_found_by_its_density_over_that_drawn_from():
    post = plain()
    z = post.draws["z"].to_numpy()[:, 0]
    for sd in (0.5, 0.8):
        narrow = post.reweighed(base=post.base + 0.5 * z**2 * (1 - sd**-2) - np.log(sd))
        rows = narrow.weights().sum(axis=0)
        assert rows @ z == pytest.approx(0, abs=0.02)
        assert np.sqrt(rows @ z**2) == pytest.approx(sd, rel=0.03)
        assert narrow.dating_chances() == pytest.approx(post.dating_chances())
        assert narrow.without(()).log_weight == pytest.approx(narrow.log_weight)


def test_a_base_that_is_higher_for_all_rows_changes_no_weight_and_no_evidence(post):
    higher = post.reweighed(base=post.base + 3.0)
    assert higher.log_weight == pytest.approx(post.log_weight)
    assert {k: v for k, (v, _) in higher.log_evidence.items()} == pytest.approx(
        {k: v for k, (v, _) in post.log_evidence.items()}
    )


def test_other_statements_are_read_off_the_same_runs_and_other_runs_are_read_anew():
    post = posterior(CASE, windows(4, market=2.0), statements=[says((0.0, 1.0))])
    assert post.values("market", "now").max() == 2.0
    assert post.without(["market-now-interval"]).values("market", "now") is post.values("market", "now")
    other = replace(post, draws=post.draws.assign(market=post.draws.market + 1))
    assert other.values("market", "now").max() == 3.0
    assert post.values("market", "now").max() == 2.0
