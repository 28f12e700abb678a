"""The two built-in cases that rest on published averages: what they hold, and that the society has the published signs."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from shakedown.engine.run import simulate
from shakedown.evidence.codes import OF_CHANGE
from shakedown.evidence.measures import LEVERS, measure, over
from shakedown.fit.bank import what_runs
from shakedown.fit.likelihood import used
from shakedown.society.explanations import AS_IT_IS
from shakedown.society.history import History
from shakedown.society.load import built_in_cases, load_case
from shakedown.society.priors import BASES
from tests.society.folders import edit, problems_of

GHANA, ACEH = "ghana-police-pay", "aceh-checkpoints"
CASES = [load_case(name) for name in (GHANA, ACEH)]
SEEDS = range(6)
by_name = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def runs_of(case, explanation="", services=None, **levers):
    """The case at the medians of its priors, under one of its explanations."""
    (found,) = [e for e in (*case.explanations, AS_IT_IS) if e.name == (explanation or AS_IT_IS.name)]
    rules, history = case.society({}, explanation=found)
    return simulate(
        rules, history.replace(**levers), households=case.sample, weeks=case.weeks, seeds=SEEDS, menu=case.menu,
        services=services or case.services,
    )  # fmt: skip


def times(case, runs, name):
    """A measure now as a multiple of what it was before, by seed."""
    then, now = (measure(over(runs, list(window.weeks)), name) for window in (case.pasts[0], case.now))
    return np.asarray(now / then)


def test_three_cases_come_with_the_package():
    assert built_in_cases() == (ACEH, GHANA, "hoeryong")


@by_name
def test_every_record_is_of_many_journeys_and_says_whether_it_was_read_or_recalled(case):
    assert case.records
    for record in case.records:
        assert record.record_type in ("aggregate", "context", "commentary")
        assert record.basis in ("read", "recalled")
        assert record.url.startswith(("https://", "http://"))


def test_no_built_in_case_ships_the_sum_of_a_single_act():
    records = [record for name in built_in_cases() for record in load_case(name).records]
    exact = {r.record_type for r in records if r.amount_low is not None or r.amount_high is not None}
    assert exact <= {"aggregate", "context"}


@by_name
def test_every_number_that_was_put_in_has_a_source_and_a_basis(case):
    explained = [h for e in case.explanations for h in e.histories.values()]
    changes = [c for h in (*case.histories.values(), *explained) if isinstance(h, History) for c in h.changes]
    assert changes
    assert all(each.source and each.basis in BASES for each in (*changes, *case.priors.values()))


@by_name
def test_every_statement_names_its_records_and_none_is_a_choice_of_what_to_tell(case):
    ids = {record.id for record in case.records}
    assert all(s.records and set(s.records) <= ids for s in case.statements)
    assert all(s.basis != "reported" for s in case.statements if s.use != "cause")


@by_name
def test_what_recalled_records_alone_say_is_said_to_be_a_judgement_or_recalled(case):
    recalled = {record.id for record in case.records if record.basis == "recalled"}
    alone = [s for s in case.statements if s.records and set(s.records) <= recalled]
    assert alone
    assert all(s.note for s in alone)


@by_name
def test_every_statement_that_is_fitted_speaks_of_what_people_pay_and_not_of_a_lever(case):
    assert used(case)
    assert any(s.kind in OF_CHANGE for s in used(case))
    assert not {s.measure for s in used(case)} & set(LEVERS)


@by_name
def test_each_case_says_what_it_cannot_tell_and_what_a_household_is(case):
    assert len(case.cannot_tell) >= 4
    assert case.household


@by_name
def test_the_first_scenario_leaves_everything_as_it_is_and_every_explanation_can_be_run(case):
    assert next(iter(case.scenarios.values())).levers == {}
    assert len(case.explanations) == 5
    for explanation in case.explanations:
        rules, levers = case.society({}, explanation=explanation, horizon=156)
        assert len(levers.weekly(case.weeks + 156)["contacts"]) == case.weeks + 156
        assert rules.money_unit == case.rules.money_unit


def test_the_limits_of_a_sum_are_counted_in_the_cases_money(tmp_path):
    folder = shutil.copytree(CASES[0].folder, tmp_path / "own")
    edit(folder, "case.toml", "q10 = 0.36\n", "q10 = 0.009\n")
    assert problems_of(folder) == (
        "case.toml, [priors.choice_scale]: 0.009 is outside its limits. Write at least 0.01 (the case's money).",
    )


def test_a_fit_of_other_services_is_one_of_another_case():
    aceh = CASES[1]
    assert what_runs(aceh) != what_runs(replace(aceh, services=aceh.services[:2]))


def test_where_kin_claim_more_of_who_earns_more_doubled_pay_raises_what_the_police_take():
    (ghana, _), taken = CASES, "taken_per_100"
    kin, alone = (times(ghana, runs_of(ghana, e), taken) for e in ("kin", "pay_alone"))
    assert kin.mean() > 1.05
    assert alone.mean() < 0.95
    assert (kin > alone).all()


def test_without_the_raise_the_police_take_about_what_they_took():
    ghana = CASES[0]
    assert times(ghana, runs_of(ghana, "kin", provision=45.0), "taken_per_100").mean() == pytest.approx(1, abs=0.08)


def test_with_fewer_posts_each_is_paid_more_and_all_together_less():
    aceh = CASES[1]
    runs = runs_of(aceh, "fewer_posts")
    each, all_of_them, number = (times(aceh, runs, n) for n in ("paid_per_demand", "taken_per_100", "demands_per_100"))
    assert (each > 1).all()
    assert (all_of_them < 1).all()
    assert ((np.log(each) / np.log(number) > -1) & (np.log(each) / np.log(number) < 0)).all()


def test_with_fewer_services_each_demand_is_dearer_and_all_together_take_less():
    aceh = CASES[1]
    many, few = (runs_of(aceh, "fewer_posts", services=s) for s in (aceh.services, aceh.services[:2]))
    before = list(aceh.pasts[0].weeks)
    dearer, less = (
        measure(over(few, before), name) / measure(over(many, before), name)
        for name in ("paid_per_demand", "taken_per_100")
    )
    assert (dearer > 1).all()
    assert (less < 1).all()


def test_what_is_paid_on_the_way_to_aceh_is_about_an_eighth_of_a_journeys_cost():
    aceh = CASES[1]
    share = measure(over(runs_of(aceh, "fewer_posts"), list(aceh.now.weeks)), "bribes_in_spending")
    assert float(share.mean()) == pytest.approx(0.13, abs=0.04)
