"""Causes held back: corners differ in nothing but the levers that were held, and the last one is the bank's own run."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.fit.bank import Bank, society_at
from shakedown.fit.corners import OF_POSTERIOR, OF_PRIOR, held_back, run_corners
from shakedown.fit.posterior import in_window
from shakedown.society.explanations import Cause
from shakedown.society.load import load_case

CASE = load_case("hoeryong")
EVERY = (1 << len(CASE.causes)) - 1


def cause(*levers):
    """A cause of these levers."""
    return Cause(name="-".join(levers), says="something", levers=levers)


def cornered(tiny, post, *causes, number=2):
    """Corners of a few picks for other causes than the case's own."""
    return run_corners(Bank(replace(tiny, causes=causes), 3), post.draws, post.log_weight, post.prior, number)


def rows_of(post, found):
    """Each pick, the run of the bank that it is, and its dating."""
    for d, dating in enumerate(post.datings):
        for n in range(found.sizes["draw"]):
            corners = found.isel(dating=d, draw=n)
            runs = post.draws if int(corners["of"]) == OF_POSTERIOR else post.prior
            yield corners, runs.isel(row=int(corners["row"])), dating


def test_the_last_corner_is_the_banks_own_run(tiny_fit):
    post = tiny_fit[0]
    for corners, run, _ in rows_of(post, post.corners):
        now = run.sel(window="now")
        assert np.array_equal(corners.demands[EVERY], now.demands.sum("service"))
        assert float(corners.income[EVERY]) == pytest.approx(float(now.household_income.mean("fifth")))
        assert (int(corners.explanation), int(corners.seed)) == (int(run.explanation), int(run.seed))


def test_beside_the_corners_stands_what_was_demanded_in_the_datings_own_past(tiny_fit):
    post = tiny_fit[0]
    for corners, run, dating in rows_of(post, post.corners):
        past = run.sel(window=dating)
        assert np.array_equal(corners.then_demands, past.demands.sum("service"))
        assert float(corners.then_income) == pytest.approx(float(past.household_income.mean("fifth")))


def test_as_many_are_picked_from_the_prior_as_from_the_posterior_and_those_weigh_alike(tiny_fit):
    post = tiny_fit[0]
    assert post.corners["of"].to_numpy().tolist() == [[OF_POSTERIOR] * 2 + [OF_PRIOR] * 2] * len(post.datings)
    weights = post.corner_weights()
    assert weights == pytest.approx(np.broadcast_to([0.5, 0.5, 0, 0], weights.shape))


def test_a_cause_whose_levers_did_not_change_changes_exactly_nothing(tiny, tiny_fit):
    still = cornered(tiny, tiny_fit[0], cause("channel"), cause("market", "prices"))
    assert np.array_equal(still.demands.isel(corner=[0, 2]), still.demands.isel(corner=[1, 3]))
    assert np.array_equal(still.income.isel(corner=[0, 2]), still.income.isel(corner=[1, 3]))
    assert not np.array_equal(still.demands.isel(corner=0), still.demands.isel(corner=2))


def test_holding_two_levers_apart_or_together_comes_to_the_same(tiny, tiny_fit):
    apart = cornered(tiny, tiny_fit[0], cause("market"), cause("prices"), number=1)
    together = cornered(tiny, tiny_fit[0], cause("market", "prices"), number=1)
    assert np.array_equal(apart.demands.isel(corner=[0, 3]), together.demands)


def test_incomes_that_stayed_as_they_were_are_higher_than_those_that_fell(tiny_fit):
    found = tiny_fit[0].corners.sel(dating="before_2020")
    (incomes,) = [k for k, each in enumerate(CASE.causes) if each.name == "incomes"]
    assert (found.income.isel(corner=EVERY & ~(1 << incomes)) > found.income.isel(corner=EVERY)).all()


@pytest.mark.parametrize("past", [p.name for p in CASE.pasts])
def test_a_lever_that_is_held_stays_at_its_median_over_the_past_from_its_end_on(past):
    _, levers = society_at(CASE, np.ones(len(CASE.priors)), 0)
    weeks = np.array(next(p.weeks for p in CASE.pasts if p.name == past))
    own, end = levers.weekly(CASE.weeks), max(weeks) + 1
    for corner in range(EVERY + 1):
        held = held_back(CASE, levers, past, CASE.causes, corner).weekly(CASE.weeks)
        stays = {lever for k, each in enumerate(CASE.causes) if not corner >> k & 1 for lever in each.levers}
        for lever, path in held.items():
            after = np.full(CASE.weeks - end, np.median(own[lever][weeks])) if lever in stays else own[lever][end:]
            assert np.array_equal(path[:end], own[lever][:end])
            assert np.array_equal(path[end:], after)


def test_a_cause_of_endless_levers_can_be_held():
    """When trade is expected back may be never: a median over weeks of inf is inf, and no warning."""
    _, levers = society_at(CASE, np.zeros(len(CASE.priors)), 0)
    held = held_back(CASE, levers, "before_2020", (cause("reopening_expected"),), 0)
    assert np.isinf(held.weekly(CASE.weeks)["reopening_expected"]).all()


def test_corners_are_told_and_kept_group_by_group_and_taken_up_again(tiny, tiny_fit, tmp_path):
    post = tiny_fit[0]
    told = []
    for _ in range(2):
        bank = Bank(tiny, 3, tmp_path, progress=lambda *each: told.append(each))
        run_corners(bank, post.draws, post.log_weight, post.prior, 1)
    groups = 2 * len(post.datings)
    assert told == 2 * [("corners", n * (EVERY + 1), groups * (EVERY + 1)) for n in range(1, groups + 1)]
    assert len(list(tmp_path.glob("corners-*.zarr"))) == groups


def test_measures_of_the_last_corner_are_those_of_the_window_now(tiny_fit):
    post = tiny_fit[0]
    corners = post.corners.isel(dating=0, draw=0)
    row = int(corners["row"])
    demands = corners.demands[EVERY].sum("manner")
    mean = float((demands * demands.amount).sum() / demands.sum())
    assert mean == pytest.approx(in_window(post.draws, "mean_amount", "now", None, "recent")[row])
