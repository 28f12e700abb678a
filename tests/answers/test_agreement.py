"""Two fits of one case say the same, or it is told in which number they do not."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.agreement import ERRORS, Compared, agreement
from shakedown.society.load import load_case
from tests.fit.synthetic import demanded, posterior, windows

CASE = load_case("hoeryong")


def fitted(seed, rows=400, small=0.5, kinds=0):
    """A fit in which so large a share of societies demands 100 now, by request, and the others 600, by threat."""
    rng = np.random.default_rng(seed)
    runs, low = windows(rows), rng.random(rows) < small
    for past in CASE.pasts:
        runs = demanded(runs, past.name, slice(None), "threat", 300.0, 10)
    runs = demanded(runs, "now", np.flatnonzero(low), "request", 100.0, 10)
    runs = demanded(runs, "now", np.flatnonzero(~low), "threat", 600.0, 10)
    return posterior(CASE, runs, log_weight=0.3 * rng.standard_normal((3, rows)), kinds=kinds)


@pytest.fixture(scope="module")
def one():
    return fitted(1)


def test_a_fit_agrees_with_itself_to_the_last_digit(one, tiny_fit):
    for post in (one, tiny_fit[0]):
        assert all(c.agrees and c.here == c.there for c in agreement(post, post))


def test_two_fits_of_one_truth_agree(one):
    assert all(c.agrees for c in agreement(one, fitted(2)))


def test_two_fits_of_different_truths_do_not_and_it_is_told_in_what(one):
    apart = {c.says for c in agreement(one, fitted(2, small=0.8)) if not c.agrees}
    assert apart == {
        "mean amount demanded, now",
        "demands made by threat or order, now",
        "demands above 500.0, now",
        "smaller than before",
        "gentler than before",
    }


def test_fits_with_other_explanations_do_not_agree_on_them(one):
    other = fitted(1, kinds=np.arange(400) % 2)
    apart = {c.says for c in agreement(one, other) if not c.agrees}
    assert apart == {f"explanation {name}" for name in one.explanations[:2]}


def test_what_is_compared_is_a_mean_over_the_fitted_societies(one):
    found = {c.says: c for c in agreement(one, one)}
    weights, now = one.weights(), one.county_values("mean_amount", "now")
    assert found["mean amount demanded, now"].here == pytest.approx(float(np.sum(weights * now)))
    assert found["smaller than before"].here == pytest.approx(float(np.sum(weights * (now < 300))))
    for dating, p in one.dating_chances().items():
        assert found[f"the past was {dating}"].here == pytest.approx(p)
    for name, p in one.explanation_chances().items():
        assert found[f"explanation {name}"].here == pytest.approx(p)


def test_errors_shrink_with_the_root_of_the_rows():
    few, many = ({c.says: c for c in agreement(p, p)} for p in (fitted(3, 200), fitted(4, 3200)))
    for says in ("mean amount demanded, now", "smaller than before", "the past was recent"):
        assert few[says].error / many[says].error == pytest.approx(4, rel=0.2)


def test_the_error_is_what_fits_of_other_seeds_differ_by():
    fits = [{c.says: c for c in agreement(p, p)} for p in (fitted(seed, 200) for seed in range(40))]
    says = "mean amount demanded, now"
    spread = np.std([f[says].here for f in fits], ddof=1)
    each = np.mean([f[says].error for f in fits]) / np.sqrt(2)  # an error is that of a difference
    assert each == pytest.approx(spread, rel=0.3)


def test_a_number_without_a_value_in_some_societies_is_a_mean_over_the_others(one):
    silent = one.draws.demands.copy(deep=True)
    silent.loc[{"window": "now"}][{"row": slice(0, 100)}] = 0
    less = replace(one, draws=one.draws.assign(demands=silent))
    found = {c.says: c for c in agreement(less, less)}
    assert np.isfinite(found["mean amount demanded, now"].here)
    assert found["mean amount demanded, now"].agrees


@pytest.mark.parametrize(("there", "agrees"), [(1.0, True), (1.0 + 0.99 * ERRORS, True), (1.0 + 1.01 * ERRORS, False)])
def test_numbers_agree_that_differ_by_no_more_than_three_errors(there, agrees):
    assert Compared(says="x", unit="", here=1.0, there=there, error=1.0).agrees is agrees
