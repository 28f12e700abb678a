"""The door of the engine: what comes out is labelled, what goes in is checked, and nothing that may go in breaks it."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.engine.run import cross_section, end_state, simulate
from shakedown.errors import InputError
from shakedown.society.levers import ABOUT, Levers
from shakedown.society.rules import Rules, dials

SMALL = {"households": 200, "weeks": 20, "seeds": [4]}
WHERE = ("run", "week", "service")
COUNTS = ["visits", "refusals", "complaints", "charges", "dismissals"]
SUMS = ["paid", "paid_in_kind", "repaid", "passed_up", "quota_paid", "fines"]
OF_OFFICERS = ["officer_cash", "officer_spending", "shortfall", "fear", "belief_error", "post_value", "entitlement"]
OF_PROTECTION = ["retainer_share", "protection_volume"]
OF_HOUSEHOLDS = ["household_income", "household_spending", "household_cash", "burden", "burden_no_trade"]
DIMS = (
    {"demands": (*WHERE, "manner", "amount"), "framings": (*WHERE, "framing"), "officer_income": (*WHERE, "source")}
    | dict.fromkeys(COUNTS + SUMS + OF_OFFICERS + OF_PROTECTION, WHERE)
    | dict.fromkeys(OF_HOUSEHOLDS, ("run", "week", "fifth"))
    | dict.fromkeys(["goodwill", "sympathy", "resentment", "surprise", "calls_on_state"], ("run", "week"))
    | {"officers": ("run", "service"), "households": ("run",)}
)
SHARES = ["shortfall", "fear", "entitlement", "retainer_share", "sympathy", "resentment", "surprise"]


@pytest.fixture(scope="module")
def runs():
    return simulate(Rules(), Levers(), households=500, weeks=30, seeds=[2, 7])


def test_every_promised_variable_is_there_with_its_axes(runs):
    assert {name: runs[name].dims for name in DIMS} == DIMS


def test_every_variable_says_its_unit_and_what_it_is(runs):
    assert all(runs[name].attrs["units"] and runs[name].attrs["long_name"] for name in runs.data_vars)


def test_every_axis_has_named_places(runs):
    assert list(runs.run.values) == [2, 7]
    assert list(runs.week.values) == list(range(30))
    assert list(runs.service.values) == ["police"]
    assert list(runs.manner.values) == ["threat", "order", "request"]
    assert list(runs.framing.values) == ["hardship", "loan", "favour", "season"]
    assert list(runs.source.values) == ["provision", "protection", "takings"]
    assert list(runs.fifth.values) == [1, 2, 3, 4, 5]
    assert runs.amount.attrs["units"] == runs.amount.attrs["currency"] == "CNY"
    assert runs.week.attrs["units"] == "week"


def test_a_sample_counts_its_households_and_one_officer_per_beat(runs):
    assert (runs.households == 500).all()
    assert (runs.officers == 5).all()


def test_a_first_day_dates_the_weeks_and_changes_nothing_else(runs):
    dated = simulate(Rules(), Levers(), households=500, weeks=30, seeds=[2, 7], begins=date(2024, 9, 12))
    assert dated.date.dims == ("week",)
    assert list(dated.date.values[:2]) == [np.datetime64("2024-09-12"), np.datetime64("2024-09-19")]
    assert dated.drop_vars("date").identical(runs)


def test_a_run_that_goes_on_counts_its_weeks_from_the_start_of_the_case():
    later = simulate(Rules(), Levers(), weeks=5, start=end_state(Rules(), Levers(), **SMALL))
    assert list(later.week.values) == list(range(20, 25))
    assert list(later.run.values) == [4]


def test_the_menu_is_the_cases_own():
    own = simulate(Rules(), Levers(), **SMALL, menu=(10, 20, 40, 80, 1_000))
    assert list(own.amount.values) == [10, 20, 40, 80, 1_000]


def test_a_cross_section_tells_the_same_story_as_the_weeks():
    weekly, people = (door(Rules(), Levers(), **SMALL) for door in (simulate, cross_section))
    assert people.demands.sum() == weekly.demands.sum()
    assert float(people.paid.sum()) == pytest.approx(float(weekly.paid.sum() + weekly.paid_in_kind.sum()))
    assert float(people.cash.mean()) == pytest.approx(float(weekly.household_cash.isel(week=-1).mean()))


def run_with(rules=None, levers=None, **changes):
    return simulate(rules or Rules(), levers or Levers(), **SMALL | changes)


MISTAKES = {
    "an unknown dial": (lambda: Rules().replace(penlty=1.0), 'no dial "penlty"', "Nearest known: penalty"),
    "an unknown lever": (lambda: Levers().replace(crackdwn=1.0), 'no lever "crackdwn"', "Nearest known: crackdown"),
    "a dial that is not a number": (lambda: Rules(penalty=float("nan")), "penalty: nan", "45000 is usual"),
    "a dial beyond its limits": (lambda: Rules(theta=1.5), "theta: 1.5 is outside", "at least 0 and at most 1 share"),
    "too short a schedule": (
        lambda: run_with(levers=Levers(market=[1.0] * 12)),
        "market: has 12 weekly values and the run needs 20",
        "Give one per week, or one number",
    ),
    "a share above 1": (lambda: Levers(crackdown=1.5), "crackdown: 1.5 is outside", "at least 0 and at most 1 share"),
    "a week without a number": (
        lambda: Levers(prices=[1.0, float("nan")]),
        "prices: every value must be a finite number",
        "in index",
    ),
    "a word for a schedule": (lambda: Levers(market="half"), "market: 'half' is not a number", "in index"),
    "no seeds": (lambda: run_with(seeds=[]), "seeds: is empty", "Give at least one whole number"),
    "a negative seed": (lambda: run_with(seeds=[-1]), "seeds", "whole numbers from 0"),
    "nobody": (lambda: run_with(households=0), "households: 0", "Give a whole number from 1 up"),
    "no time": (lambda: run_with(weeks=0), "weeks: 0", "Give a whole number from 1 up"),
    "a falling menu": (lambda: run_with(menu=(100, 50)), "menu", "at least two amounts, positive and rising"),
    "a menu of one": (lambda: run_with(menu=(100,)), "menu", "at least two amounts, positive and rising"),
}


@pytest.mark.parametrize(("make", "what", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_with_what_is_wrong_and_what_would_do(make, what, remedy):
    with pytest.raises(InputError) as caught:
        make()
    (problem,) = caught.value.problems
    assert what in problem
    assert remedy in problem


def test_all_mistakes_are_reported_at_once():
    with pytest.raises(InputError) as caught:
        run_with(households=0, weeks=0, menu=())
    assert len(caught.value.problems) == 3


def schedules(name):
    """One number or twenty weekly ones to six places, within its limits and at most 10 times the usual value."""
    about, usual = ABOUT[name], float(getattr(Levers(), name))
    most = min(about.most, 10 * max(1.0, usual if np.isfinite(usual) else 52.0))
    values = st.floats(about.least, most).map(lambda value: round(value, 6))
    one = values | st.just(float("inf")) if about.infinite else values
    return one | st.lists(one, min_size=20, max_size=20)


plausible_rules = st.fixed_dictionaries({d.name: st.floats(d.low, d.high) for d in dials()}).map(lambda d: Rules(**d))
possible_levers = st.fixed_dictionaries({name: schedules(name) for name in ABOUT}).map(lambda d: Levers(**d))


@settings(max_examples=60, deadline=None)
@given(plausible_rules, possible_levers, st.integers(0, 2**63 - 1), st.integers(1, 4))
def test_whatever_is_plausible_gives_finite_results_and_money_is_conserved(rules, levers, seed, services):
    size = SMALL | {"seeds": [seed], "services": ("police", "secret_police", "checkpoint", "inspectors")[:services]}
    runs = simulate(rules, levers, **size)
    assert all(np.isfinite(runs[name]).all() for name in runs.data_vars)
    assert all(((runs[name] >= 0) & (runs[name] <= 1)).all() for name in SHARES)
    (county,) = end_state(rules, levers, **size).counties
    assert county.households.cash.min() >= 0
    assert county.officers["cash"].min() >= 0
    assert_accounts_close(runs)


def test_an_income_next_to_nothing_leaves_the_burden_finite():
    almost_nothing = np.where(np.arange(20) < 10, 1.0, 5e-324)
    runs = simulate(Rules(), Levers(market=almost_nothing, private_trade=0.0, contacts=5.0), **SMALL)
    assert np.isfinite(runs.burden).all()


def assert_accounts_close(runs):
    """Nobody's cash changes but by income, spending, payments and repaid loans (goods are used up as they come)."""
    runs = runs.isel(run=0)
    weekly = runs.isel(week=slice(1, None)).sum("service")
    per_fifth = float(runs.households) / 5
    earned, spent, held = (
        per_fifth * runs[f"household_{name}"].sum("fifth").values for name in ("income", "spending", "cash")
    )
    paid, repaid, seized = weekly.paid.values, weekly.repaid.values, weekly.seized.values
    handed_on = (weekly.passed_up + weekly.quota_paid + weekly.fines).values
    exact = 1e-6 * (1 + held.max() + earned.max())  # households' cash is kept in single precision
    assert np.diff(held) == pytest.approx(earned[1:] - spent[1:] - paid - seized + repaid, abs=exact)

    officers = float(runs.officers[0])  # of each service
    income = officers * weekly.officer_income.sum("source").values
    spending, cash = (officers * runs[f"officer_{name}"].sum("service").values for name in ("spending", "cash"))
    exact = 1e-9 * (1 + cash.max() + income.max())
    assert np.diff(cash) == pytest.approx(income - spending[1:] - handed_on - repaid, abs=exact)
