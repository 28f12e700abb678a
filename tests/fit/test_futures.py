"""What may come: the same counties run on from now, with the same chance under every scenario."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.policy_measures import counted_in
from shakedown.engine.run import simulate
from shakedown.fit.bank import Bank, society_at
from shakedown.fit.futures import HORIZON, STEP, YEAR, gathered, run_futures
from shakedown.society.case import Scenario


def coming(case, post, number=1):
    """The futures of a few picks for a case that differs from the fitted one in its scenarios or levers."""
    return run_futures(Bank(case, 3), post.draws, post.log_weight, number)


def scenarios(**levers):
    """Scenarios by name, each with its levers."""
    return {name: Scenario(name=name, says="something", levers=each) for name, each in levers.items()}


def alike(found, one, other):
    """Whether two scenarios gave the same to the last bit."""
    return found.sel(scenario=one, drop=True).identical(found.sel(scenario=other, drop=True))


def test_a_scenario_that_moves_no_lever_is_as_now_exactly(tiny, tiny_fit):
    same = scenarios(as_now={}, idle={}, channel_as_it_is={"channel": 0.2}, safe={"channel": 0.8})
    found = coming(replace(tiny, scenarios=same), tiny_fit[0])
    assert alike(found, "as_now", "idle")
    assert alike(found, "as_now", "channel_as_it_is")
    assert not alike(found, "as_now", "safe")


def test_a_scenario_is_the_same_whichever_others_are_asked_for(tiny, tiny_fit):
    found = coming(replace(tiny, scenarios={"living_wage": tiny.scenarios["living_wage"]}), tiny_fit[0])
    whole = coming(tiny, tiny_fit[0])
    assert list(whole.scenario.values) == list(tiny.scenarios)
    assert found.sel(scenario="living_wage").identical(whole.sel(scenario="living_wage"))


def test_three_years_come_in_steps_of_four_weeks(tiny_fit):
    post = tiny_fit[0]
    found = post.futures
    assert (found.sizes["step"], found.sizes["year"]) == (HORIZON // STEP, HORIZON // YEAR) == (39, 3)
    assert found.sizes["draw"] == 4
    assert list(found.scenario.values) == list(post.case.scenarios)
    assert all(np.isfinite(found[name]).all() for name in found.data_vars)


def test_futures_are_those_of_the_rows_and_datings_that_were_picked(tiny_fit):
    post = tiny_fit[0]
    rows, datings = post.futures["row"].to_numpy(), post.futures["dating"].to_numpy()
    assert np.array_equal(post.futures["seed"], post.draws["seed"][rows])
    assert np.array_equal(post.futures["explanation"], post.draws["explanation"][rows])
    assert np.array_equal(post.futures["log_weight"], post.log_weight[datings, rows])


def test_the_years_to_come_are_a_run_of_the_whole_length_from_its_first_week(tiny, tiny_fit):
    """Without the season, which officers see coming only as far as the schedule of a run goes."""
    steady = replace(tiny, histories={k: v for k, v in tiny.histories.items() if k != "season"})
    post = tiny_fit[0]
    found = coming(steady, post)
    row = int(found["row"][0])
    z, kind, seed = (post.draws[name].to_numpy()[row] for name in ("z", "explanation", "seed"))
    for name in ("as_now", "living_wage"):
        rules, levers = society_at(steady, z, int(kind), horizon=HORIZON, scenario=name)
        whole = simulate(
            rules, levers, households=tiny.sample, weeks=tiny.weeks + HORIZON, seeds=[int(seed)], menu=tiny.menu
        )
        after = gathered(whole.isel(service=0, drop=True).isel(week=slice(tiny.weeks, None))).isel(run=0)
        here = found.isel(draw=0).sel(scenario=name, drop=True)
        for variable in after.data_vars:
            assert np.array_equal(here[variable], after[variable]), variable


@pytest.fixture(scope="module")
def weekly(tiny):
    """Two runs of three years, week by week, and the same gathered."""
    rules, levers = tiny.society({})
    runs = simulate(rules, levers, households=400, weeks=HORIZON, seeds=[1, 2], menu=tiny.menu).isel(
        service=0, drop=True
    )
    return runs, gathered(runs)


def test_steps_add_up_to_what_the_weeks_hold(weekly):
    runs, steps = weekly
    totals = {
        "demands": runs.demands.sum(["week", "manner", "amount"]),
        "coercive": runs.demands.sel(manner=["threat", "order"]).sum(["week", "manner", "amount"]),
        "asked": (runs.demands * runs.amount).sum(["week", "manner", "amount"]),
        "paid": (runs.paid + runs.paid_in_kind).sum("week"),
        "hardship": runs.framings.sel(framing="hardship").sum("week"),
        "calls": runs.calls_on_state.sum("week"),
        **{name: runs[name].sum("week") for name in ("visits", "refusals", "complaints", "charges", "dismissals")},
    }
    for name, total in totals.items():
        assert steps[name].sum("step").values == pytest.approx(total.values), name
    assert float(steps.demands.sum()) > 0


def test_retaliation_is_a_number_where_a_case_has_it_and_nowhere_else(tiny, weekly):
    avenging = replace(tiny, rules=tiny.rules.replace(retaliation=0.5))
    _, steps = weekly
    assert steps["retaliations"].sum() == 0
    assert "retaliations" in counted_in(avenging, steps)
    assert "retaliations" not in counted_in(tiny, steps)


def test_a_step_is_its_four_weeks_and_a_year_its_52(weekly):
    runs, steps = weekly
    second = runs.isel(week=slice(STEP, 2 * STEP))
    assert steps.demands.isel(step=1).values == pytest.approx(second.demands.sum(["week", "manner", "amount"]).values)
    assert steps.fear.isel(step=1).values == pytest.approx(second.fear.mean("week").values)
    last = runs.isel(week=slice(2 * YEAR, None))
    assert steps.burden.isel(year=2).values == pytest.approx(last.burden.mean("week").values)
    assert steps.officer_income.isel(year=2).values == pytest.approx(last.officer_income.mean("week").values)
