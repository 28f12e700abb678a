"""The built-in case: what it holds, and what it must not."""

from datetime import date

import numpy as np
import pytest

from shakedown.evidence.measures import LEVERS, MEASURES
from shakedown.evidence.statement_values import Event
from shakedown.fit.likelihood import used
from shakedown.society.history import History
from shakedown.society.levers import ABOUT, Levers
from shakedown.society.load import built_in_cases, load_case
from shakedown.society.priors import BASES, Z90
from shakedown.society.rules import dials

CASE = load_case("hoeryong")
CHANGES = [change for history in CASE.histories.values() if isinstance(history, History) for change in history.changes]
CLASSES = {
    "input": "C1 C16 C17 C23 C24",
    "mechanism": "C4 C5 C6 C8 C12 C13 C14 C21",
    "fitted": "C2 C7 C9",
    "predicted": "C3 C10 C11 C15 C18 C19 C22",
    "future": "C20",
}
FITTED = {
    ("share_above", "past", "word", "mostly", 500.0, 1.0),
    ("share_above", "now", "word", "rarely", 500.0, 1.0),
    ("share_coercive", "past", "interval", (0.5, 0.95), None, 1.0),
    ("share_coercive", "now", "interval", (0.05, 0.5), None, 1.0),
    ("share_hardship", "now", "word", "usually", None, 1.0),
    ("private_trade", "now", "word", "nearly at a standstill", None, 1.0),
    ("provision", "now", "interval", (0.0, 2.0), None, 1.0),
    ("bribes_in_spending", "before_2020", "interval", (0.0, 0.0895), None, 0.5),
}


def test_every_built_in_case_can_be_read():
    assert "hoeryong" in built_in_cases()
    assert all(load_case(name).name == name for name in built_in_cases())


def test_the_case_is_456_whole_weeks_from_2_january_2017_to_28_september_2025():
    assert CASE.calendar.start == date(2017, 1, 2)
    assert CASE.end == date(2025, 9, 28)
    assert CASE.weeks == ((date(2025, 9, 28) - date(2017, 1, 2)).days + 1) / 7 == 456
    assert CASE.burn_in == 52


def test_a_sample_of_6000_stands_for_39000_households_of_153532_people():
    assert (CASE.sample, CASE.households, CASE.population) == (6_000, 39_000, 153_532)


def test_now_is_the_last_five_weeks():
    assert [CASE.calendar.day(week) for week in CASE.now.weeks][:: len(CASE.now.weeks) - 1] == [
        date(2025, 8, 25),
        date(2025, 9, 22),
    ]
    assert CASE.now.weeks == tuple(range(451, 456))


@pytest.mark.parametrize(
    ("name", "years"), [("before_2020", (2018, 2019)), ("closed_border", (2021, 2022, 2023)), ("recent", (2024,))]
)
def test_a_past_holds_the_calendar_weeks_of_now_in_each_of_its_years(name, years):
    (past,) = [past for past in CASE.pasts if past.name == name]
    seasons = np.reshape(past.weeks, (len(years), len(CASE.now.weeks)))
    assert (np.diff(seasons) == 1).all()
    for year, season in zip(years, seasons, strict=True):
        assert abs((CASE.calendar.day(int(season[0])) - date(year, 8, 25)).days) <= 3


def test_the_datings_of_the_past_weigh_the_same_and_together_one():
    assert [past.weight for past in CASE.pasts] == pytest.approx([1 / 3] * 3)


def test_no_window_reaches_into_burn_in_and_no_past_into_now():
    assert all(week >= CASE.burn_in for window in CASE.windows for week in window.weeks)
    assert all(week < CASE.now.weeks[0] for past in CASE.pasts for week in past.weeks)


def test_at_least_eight_dated_changes_each_have_a_source_and_a_basis():
    later = [change for change in CHANGES if change.since > CASE.calendar.start]
    assert len(later) >= 8
    assert all(change.source and change.basis in BASES for change in CHANGES)


def test_fourteen_dials_are_fitted_and_four_more_that_explanations_name_and_each_has_a_source():
    assert len(CASE.priors) == 18
    assert sum(len(explanation.named) for explanation in CASE.explanations) == 4
    assert all(prior.source and prior.basis in BASES for prior in CASE.priors.values())


@pytest.mark.parametrize("name", CASE.priors)
def test_a_prior_goes_through_its_three_quantiles_exactly(name):
    prior = CASE.priors[name]
    assert prior.value([-Z90, 0, Z90]) == pytest.approx([prior.q10, prior.median, prior.q90], rel=1e-12)


@pytest.mark.parametrize("z", [-4.0, 0.0, 4.0])
def test_a_far_tail_of_every_prior_is_still_a_society(z):
    limits = {d.name: (d.least, d.most) for d in dials()}
    drawn = {name: float(prior.value(z)) for name, prior in CASE.priors.items()}
    drawn = {name: min(max(value, limits[name][0]), limits[name][1]) for name, value in drawn.items() if name in limits}
    rules, levers = CASE.society(drawn)
    assert all(np.isfinite(getattr(rules, name)) for name in drawn)
    assert set(levers.weekly(CASE.weeks)) == set(ABOUT)


def test_at_the_medians_every_lever_stays_inside_its_limits():
    _, levers = CASE.society({}, horizon=104)
    for name, weekly in levers.weekly(CASE.weeks + 104).items():
        assert weekly.shape == (CASE.weeks + 104,)
        assert (weekly >= ABOUT[name].least).all()
        assert (weekly <= ABOUT[name].most).all()


@pytest.mark.parametrize("name", CASE.scenarios)
def test_a_scenario_changes_nothing_before_the_week_after_now_and_only_what_it_names(name):
    _, plain = CASE.society({}, horizon=104)
    _, after = CASE.society({}, horizon=104, scenario=name)
    named = CASE.scenarios[name].levers
    for lever, weekly in after.weekly(CASE.weeks + 104).items():
        before = plain.weekly(CASE.weeks + 104)[lever]
        assert (weekly[: CASE.weeks] == before[: CASE.weeks]).all()
        expected = np.full(104, named[lever]) if lever in named else before[CASE.weeks :]
        assert (weekly[CASE.weeks :] == expected).all()


def test_the_statements_that_are_fitted_are_those_that_were_agreed():
    fitted = {(s.measure, s.window, s.kind, s.value, s.threshold, s.weight) for s in used(CASE)}
    assert fitted == FITTED


def test_the_visit_is_left_out_of_the_fit():
    left_out = {s.id: s for s in CASE.statements if s.use == "predict"}
    assert left_out["one-visit"].value == Event(
        manner="request", amount=300.0, currency="CNY", framings=("favour", "hardship", "loan", "season")
    )
    assert left_out.keys() == {"one-visit"}


def test_causal_sentences_are_evidence_only_for_who_believes_them():
    causes = {s.id for s in CASE.statements if s.use == "cause"}
    assert causes == {"because-poorer", "because-fear"}
    assert not causes & {s.id for s in used(CASE)}
    assert causes < {s.id for s in used(CASE, believe_causes=True)}
    assert all(s.voice == "inferred" for s in CASE.statements if s.use == "cause")


def test_a_lever_that_a_statement_speaks_of_is_drawn_and_not_also_written_down():
    spoken = {s.measure for s in used(CASE) if s.measure in LEVERS}
    assert spoken == {"private_trade", "provision"}
    assert all(CASE.histories[lever].changes[-1].value == f"{lever}_now" for lever in spoken)


def test_one_writer_chose_all_the_reports_words_and_every_statement_names_its_record():
    ids = {record.id for record in CASE.records}
    assert {s.writer for s in used(CASE)} == {"dailynk-2025-police", "refugee-surveys-1996-2007"}
    assert all(s.records and set(s.records) <= ids for s in CASE.statements)


def test_the_ledger_has_the_24_claims_with_the_classes_that_were_fixed_before_any_fit():
    assert [claim.id for claim in CASE.claims] == [f"C{n}" for n in range(1, 25)]
    classes = {claim.id: claim.klass for claim in CASE.claims}
    assert classes == {name: klass for klass, names in CLASSES.items() for name in names.split()}


def test_the_reporters_theory_is_a_claim_to_test_in_the_reporters_voice():
    (claim,) = [claim for claim in CASE.claims if claim.id == "C3"]
    assert (claim.klass, claim.voice) == ("predicted", "inferred")


def test_a_claim_has_a_test_or_says_what_it_waits_for_or_is_carried_as_it_is():
    silent = [claim.id for claim in CASE.claims if not claim.tests and not claim.waits]
    assert silent == ["C23", "C24"]
    assert [claim.id for claim in CASE.claims if claim.waits] == []


def test_every_mechanism_is_shown_by_switching_it_off():
    tests = [test for claim in CASE.claims if claim.klass == "mechanism" for test in claim.tests]
    assert tests
    assert all(test.kind == "effect" and test.switch for test in tests)


def test_levers_rules_and_measures_have_names_of_their_own():
    names = {dial.name for dial in dials()}
    assert not names & set(ABOUT)
    assert not names & set(MEASURES)
    assert set(ABOUT) == set(Levers.__dataclass_fields__) == set(LEVERS) == set(MEASURES) & set(ABOUT)


def test_the_menu_is_of_round_amounts_that_hold_the_reports_two_sums():
    assert {300.0, 500.0} <= set(CASE.menu)
    assert all(amount % 50 == 0 for amount in CASE.menu)
