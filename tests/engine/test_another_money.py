"""A society counted in another money than CNY is the same society: only the numbers of sums are others."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.engine.of_case import simulate_case
from shakedown.engine.run import simulate
from shakedown.engine.tables import MENU_CNY
from shakedown.errors import InputError
from shakedown.society.levers import Levers
from shakedown.society.load import load_case
from shakedown.society.rules import Rules, dials

RULES = Rules(consideration=30.0, leverage=1.0)
WEEKS = 156
TRADE_LOST = np.where(np.arange(WEEKS) < WEEKS // 2, 1.0, 0.1)


def counted_in(unit, **size):
    """Hard times in which all happens: crackdown, trade lost half-way, households left with next to nothing."""
    levers = Levers(provision=40.0 * unit, crackdown=0.4, private_trade=TRADE_LOST, market=0.6)
    menu = [unit * a for a in MENU_CNY]
    return simulate(RULES.in_money(unit), levers, menu=menu, weeks=WEEKS, **size)


def sums(runs):
    """The names of the outputs that are sums of money."""
    return [name for name in runs.data_vars if runs[name].units in ("CNY", "CNY/week")]


# of 1/8 CNY: in binary only exponents move, so that nothing is rounded otherwise


@pytest.fixture(scope="module")
def in_cny():
    return counted_in(1.0, households=2_000, seeds=[1, 2])


@pytest.fixture(scope="module")
def in_eighths():
    return counted_in(8.0, households=2_000, seeds=[1, 2])


def test_the_same_demands_are_made_week_by_week(in_cny, in_eighths):
    assert in_cny.demands.sum() > 500
    assert (in_eighths.demands.values == in_cny.demands.values).all()
    assert list(in_eighths.amount.values) == [8 * a for a in MENU_CNY]


def test_all_that_is_counted_is_the_same(in_cny, in_eighths):
    for name in ("framings", "visits", "refusals", "complaints", "charges", "dismissals", "calls_on_state"):
        assert in_cny[name].sum() > 0, name
        assert (in_eighths[name].values == in_cny[name].values).all(), name


def test_eight_times_as_much_is_paid_held_earned_and_at_stake(in_cny, in_eighths):
    assert {"paid", "paid_in_kind", "household_cash", "officer_income", "post_value"} <= {*sums(in_cny)}
    for name in sums(in_cny):
        expected = pytest.approx(8 * in_cny[name].values, rel=1e-6, abs=1e-6 * float(in_cny[name].max()))
        assert in_eighths[name].values == expected, name


def test_no_share_moves(in_cny, in_eighths):
    for name in set(in_cny.data_vars) - {*sums(in_cny)}:
        assert in_eighths[name].values == pytest.approx(in_cny[name].values, rel=1e-6, abs=1e-6), name


# of any other worth: the last digits differ


@pytest.mark.parametrize("unit", [7.3, 0.14, 190.0])
def test_in_any_money_as_many_demands_are_made_and_as_much_is_paid(unit):
    here, there = (counted_in(u, households=1_000, seeds=range(4)) for u in (1.0, unit))
    by_manner = [runs.demands.sum(["run", "week", "amount"]).values.ravel() for runs in (here, there)]
    assert by_manner[1] == pytest.approx(by_manner[0], rel=0.05)
    for name in sums(here):
        assert float(there[name].mean()) == pytest.approx(unit * float(here[name].mean()), rel=0.05), name


# the door


def test_a_dial_whose_unit_is_a_sum_is_multiplied_and_no_other():
    rules = Rules(consideration=30.0, fine=100.0)
    there = rules.in_money(8.0)
    sums = {d.name for d in dials() if d.unit in ("CNY", "CNY/week", "CNY per unit of strain")}
    moved = {d.name for d in dials() if getattr(there, d.name) != getattr(rules, d.name)}
    assert moved == sums | {"money_unit"}
    assert all(getattr(there, name) == 8 * getattr(rules, name) for name in moved)


def test_only_ratios_of_money_and_shares_of_a_thousand_keep_their_number_though_their_unit_names_a_money():
    kept = {d.unit for d in dials() if "CNY" in d.unit and not d.is_money}
    assert kept == {"CNY per CNY asked", "share at 1000 CNY", "case money per CNY"}


def test_a_society_can_be_counted_in_one_money_after_another():
    assert Rules().in_money(8.0).in_money(0.5) == Rules().in_money(0.5)
    assert Rules().in_money(8.0).in_money(1.0) == Rules()


def test_limits_are_counted_in_the_same_money():
    assert Rules().in_money(0.001).median_income == pytest.approx(0.09)
    with pytest.raises(InputError) as caught:
        Rules().in_money(8.0).replace(median_income=7.0)
    assert "median_income: 7 is outside" in caught.value.problems[0]
    assert "Write at least 8" in caught.value.problems[0]


@pytest.mark.parametrize("unit", [0.0, -1.0, float("nan"), float("inf"), "CNY"])
def test_a_unit_that_is_none_is_one_sentence(unit):
    for make in (lambda: Rules().in_money(unit), lambda: Rules(money_unit=unit)):
        with pytest.raises(InputError) as caught:
            make()
        (problem,) = caught.value.problems
        assert problem.startswith("Rules, money_unit: ")


def test_a_case_in_another_money_is_simulated_with_its_own_units():
    case = replace(load_case("hoeryong"), currency="TVM")
    runs = simulate_case(case, households=200, weeks=4, seeds=[1])
    units = {values.attrs.get("units", "") for values in runs.variables.values()}
    assert "TVM" in units
    assert not any("CNY" in unit for unit in units)
    assert runs.amount.attrs["currency"] == "TVM"
