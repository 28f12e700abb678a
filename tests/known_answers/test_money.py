"""Money is conserved: the accounts of households and officers close in the public Dataset."""

import numpy as np
import pytest
import xarray as xr

from shakedown.engine.run import end_state, simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

HARD_TIMES = Levers(crackdown=0.5, market=0.8, quota=40.0, reward=50.0, remittances=1.0)
LENDING_AND_DISMISSED = Rules(
    effort_threat=300.0, effort_order=300.0, loan_repaid=0.8, charge_protection=0.05, fine=80.0, complaint_base=-2.0
)
EVERYTHING_ELSE = LENDING_AND_DISMISSED.replace(
    hiding=0.3, pay_in_kind=0.4, pay_missed=0.3, quit_rate=0.05, entry=0.5, search_rate=0.2, remitting_share=0.3,
    retaliation=0.5, norm_weight=1.0, norm_ease=1.0, resolve_weight=1.0, status=1.0, protector=1.0,
)  # fmt: skip
FLOWS = ("paid", "paid_in_kind", "repaid", "passed_up", "quota_paid", "fines", "seized")
SOCIETIES = {
    "one service": (LENDING_AND_DISMISSED, ("police",)),
    "three services and every mechanism": (EVERYTHING_ELSE, ("police", "secret_police", "checkpoint")),
}


@pytest.fixture(scope="module", params=SOCIETIES)
def runs(request) -> xr.Dataset:
    rules, services = SOCIETIES[request.param]
    return simulate(rules, HARD_TIMES, households=500, weeks=80, seeds=[1, 2], services=services)


@pytest.fixture(scope="module")
def total(runs) -> xr.Dataset:
    """CNY of the whole sample a week, all services together."""
    fifth, officers = runs.households / 5, runs.officers
    return xr.Dataset(
        {name: (runs[name] * fifth).sum("fifth") for name in runs if str(name).startswith("household_")}
        | {name: runs[name].sum("service") for name in FLOWS}
        | {name: (runs[name] * officers).sum("service") for name in ("officer_cash", "officer_spending")}
        | {str(s): (runs.officer_income.sel(source=s, drop=True) * officers).sum("service") for s in runs.source.values}
    )


def assert_closes(change: xr.DataArray, flows: xr.DataArray, turnover: xr.DataArray) -> None:
    assert np.abs(change - flows).max() < 1e-6 * turnover.max()


def test_everything_the_accounts_can_hold_happened(runs):
    for name in (*FLOWS, "dismissals", "protection_volume"):
        assert runs[name].sum() > 0, name


def test_households_hold_what_they_earned_and_got_back_less_what_they_spent_and_paid(total):
    flows = total.household_income - total.household_spending - total.paid - total.seized + total.repaid
    assert_closes(total.household_cash.diff("week"), flows.isel(week=slice(1, None)), total.household_cash)


def test_officers_hold_what_they_got_less_what_they_spent_handed_on_and_repaid(total):
    income = total.provision + total.protection + total.takings
    flows = income - total.officer_spending - total.passed_up - total.repaid - total.quota_paid - total.fines
    assert_closes(total.officer_cash.diff("week"), flows.isel(week=slice(1, None)), income)


def test_officers_take_what_households_hand_over(total):
    assert_closes(total.paid + total.paid_in_kind + total.seized, total.takings, total.takings)


def test_superiors_get_their_share_of_the_cash(total):
    assert_closes(total.passed_up, 0.2 * (total.paid + total.seized), total.paid)


def test_retainers_are_a_share_of_protected_gains(runs, total):
    retainers = (runs.retainer_share * runs.protection_volume).sum("service")
    assert_closes(retainers, total.protection, total.protection)


def test_a_retainer_leaves_the_trader_who_pays_it():
    rules, levers, size = Rules(income_noise=0.0), Levers(market=0.8), {"households": 500, "weeks": 20, "seeds": [1]}
    runs = simulate(rules, levers, **size)
    (county,) = end_state(rules, levers, **size).counties
    from_work = 0.8 * county.households.income.sum(dtype=float)
    retainers = runs.officer_income.sel(source="protection") * runs.officers
    assert retainers.min() > 0
    from_trade = (runs.protection_volume - retainers).squeeze()
    assert_closes((runs.household_income * 100).sum("fifth").squeeze(), from_work + from_trade, from_trade)
