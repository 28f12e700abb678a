"""The reporting model: what is told of demands, and what it changes nothing of."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.errors import InputError
from shakedown.evidence.measures import share_above, share_coercive, share_framed
from shakedown.fit.likelihood import score
from shakedown.fit.telling import is_told, tellings, told
from shakedown.fit.wording import Wording
from shakedown.society.load import load_case
from tests.fit.synthetic import says

CASE = load_case("hoeryong")
OFF = Wording().all_told()


@pytest.fixture(scope="module")
def runs(tiny_fit):
    return tiny_fit[0].draws


def now(values):
    return values.sel(window="now").to_numpy()


def test_strengths_of_nothing_change_nothing(runs):
    assert told(runs, (0.0, 0.0, 0.0), "past") is runs
    assert tellings(OFF)[0] == ((0.0, 0.0, 0.0),)


def test_possible_strengths_have_the_means_and_spreads_of_the_wording():
    points, weights = tellings(Wording())
    at = np.array(points)
    means = np.array([Wording().told_large, Wording().told_harsh, Wording().told_new])
    assert weights.sum() == pytest.approx(1)
    assert weights.min() > 0
    assert weights @ at == pytest.approx(means)
    assert weights @ (at - means) ** 2 == pytest.approx(means**2)


def test_one_strength_alone_moves_alone():
    points, weights = tellings(replace(OFF, told_harsh=0.5))
    assert weights.sum() == pytest.approx(1)
    assert {(large, new) for large, _, new in points} == {(0.0, 0.0)}
    assert weights @ np.array([harsh for _, harsh, _ in points]) == pytest.approx(0.5)


def test_large_sums_are_told_more_and_share_above_is_then_that_of_the_told(runs):
    past = CASE.pasts[0].name
    plain, larger = runs.demands, told(runs, (1.0, 0.0, 0.0), past).demands
    per_doubling = larger.sel(amount=400) / larger.sel(amount=200) * plain.sel(amount=200) / plain.sel(amount=400)
    assert np.nanmedian(per_doubling) == pytest.approx(np.e)
    assert np.all(now(share_above(told(runs, (1.0, 0.0, 0.0), past), 500)) >= now(share_above(runs, 500)))


def test_harsh_demands_are_told_more_and_odds_move_by_just_so_much(runs):
    past = CASE.pasts[0].name
    before, after = now(share_coercive(runs)), now(share_coercive(told(runs, (0.0, 0.7, 0.0), past)))
    mixed = (before > 0.001) & (before < 0.999)
    before, after = before[mixed], after[mixed]
    assert before.size > 5
    assert after / (1 - after) / (before / (1 - before)) == pytest.approx(np.exp(0.7))


def test_a_manner_that_became_commoner_is_told_more_and_the_past_is_told_as_it_was(runs):
    past = CASE.pasts[0].name
    newer = told(runs, (0.0, 0.0, 1.0), past)
    then = share_coercive(runs).sel(window=past).to_numpy()
    fell = (now(share_coercive(runs)) < then - 0.05) & (now(share_coercive(runs)) > 0)
    assert fell.any()
    less = now(share_coercive(newer))[fell] < now(share_coercive(runs))[fell]
    assert less.mean() > 0.8  # one of the two coercive manners may have become commoner
    assert newer.demands.sel(window=past).to_numpy() == pytest.approx(runs.demands.sel(window=past).to_numpy())


def test_framings_are_counted_among_the_told_requests(runs):
    past = CASE.pasts[0].name
    alike = told(runs, (0.0, 0.7, 0.0), past)  # all requests are weighted alike
    assert now(share_framed(alike, "hardship")) == pytest.approx(now(share_framed(runs, "hardship")), nan_ok=True)
    shares = now(share_framed(told(runs, (1.0, 0.0, 0.0), past), "hardship"))
    assert np.nanmin(shares) >= 0
    assert np.nanmax(shares) <= 1 + 1e-12


def test_surveys_levers_and_views_are_not_told_by_choice():
    assert is_told(says("mostly", "word", "share_coercive"))
    assert not is_told(replace(says("mostly", "word", "share_coercive"), basis="outside"))
    assert not is_told(says((0.1, 0.2), "interval", "private_trade"))
    assert not is_told(says((0.1, 0.2), "interval", "goodwill"))


def test_how_things_are_told_is_averaged_over_once_for_all_writers(runs):
    one = says("mostly", "word", "share_coercive", window="now")
    both = [one, replace(one, id="b", writer="another")]
    found = score(CASE, runs, Wording(), both)
    by_hand = np.log(np.einsum("t,trd->rd", found.telling_weights, np.exp(found.by_telling())))
    assert found.log_likelihood() == pytest.approx(by_hand)
    assert not np.allclose(found.log_likelihood(), 2 * score(CASE, runs, Wording(), both[:1]).log_likelihood())


def test_a_strength_below_zero_is_refused():
    with pytest.raises(InputError, match="told_harsh"):
        Wording(told_harsh=-1)
