"""What moves it: paired differences of futures made by hand, and what no row may leave out."""

import json
import re
from dataclasses import asdict, replace
from datetime import date

import numpy as np
import pytest

from shakedown.answers.policy import NOT_MODELLED, NOT_RAISED, OFF, UNCOUNTED, policy
from shakedown.answers.policy_measures import NUMBERS, numbers
from shakedown.report.documents import as_json
from shakedown.report.future_document import policy_document
from shakedown.report.future_moves import moves_scenarios
from shakedown.report.future_tables import measures_table
from shakedown.society.history import History
from tests.answers.ahead_by_hand import CASE, INCOME, SCENARIOS, STEPS, ahead, fitted

LEVELS = {
    "burden": 0.02, "burden_3": 0.02, "burden_no_trade": 0.01, "paid": 8_000 * 13 / 1_000 / 52, "complaints": 104.0,
    "demands": 100 * 80 * 13 / 1_000 / 52, "share_coercive": 0.2, "mean_amount": 300.0, "income": 100.0, "income_provision": 10.0,
    "shortfall": 0.5, "charges": 260.0, "dismissals": 130.0,
}  # fmt: skip


def paid_more(by):
    """Officers' provision higher by so much in the scenario of a living wage: (draw, year, source)."""
    return np.array([INCOME["provision"] + by, INCOME["protection"], INCOME["takings"]])


@pytest.mark.parametrize(("name", "value"), LEVELS.items())
def test_levels_are_as_counted_by_hand(name, value):
    level = next(each for each in policy(fitted(ahead())).levels if each.about.name == name)
    assert (level.whole.low, level.whole.median, level.whole.high) == pytest.approx((value,) * 3)


def test_as_now_against_itself_changes_exactly_nothing():
    rng = np.random.default_rng(1)
    noisy = ahead(
        paid=rng.random((10, len(SCENARIOS), STEPS)) * 9_000, coercive=rng.integers(0, 80, (10, len(SCENARIOS), STEPS))
    )
    for change in policy(fitted(noisy)).of("as_now").changes:
        assert (change.whole.low, change.whole.median, change.whole.high) == (0, 0, 0)
        assert (change.falls.value, change.rises.value) == (0, 0)


def test_a_scenario_that_changes_nothing_changes_exactly_nothing():
    """However much societies differ from each other."""
    path = np.random.default_rng(1).random((10, 1, STEPS)) * 9_000
    row = policy(fitted(ahead(paid=path))).of("safe_channel")
    assert {v for c in row.changes for v in (c.whole.low, c.whole.high, c.first.median, c.third.median)} == {0.0}
    assert [shift.difference.median for shift in row.shifts] == [0, 0]


def test_differences_are_paired_and_not_those_of_two_ranges():
    """Payments from 1,000 to 10,000 in different societies, in each of them 400 lower: the range of differences is a point."""
    base = np.linspace(1_000, 10_000, 10)[:, None]
    change = policy(fitted(ahead(paid__as_now=base, paid__safe_channel=base - 400))).of("safe_channel").of("paid")
    assert (change.whole.low, change.whole.high) == pytest.approx(
        (-0.1, -0.1)
    )  # 13 steps of 400 by 1,000 households and 52 weeks
    assert change.falls.value == pytest.approx(1)
    assert change.worst == change.whole.high


def test_the_unfavourable_end_of_an_income_is_the_low_one():
    income = np.array([10.0, 5.0, 35.0])
    change = policy(fitted(ahead(officer_income__safe_channel=income))).of("safe_channel").of("income")
    assert change.worst == change.whole.low == pytest.approx(-50)


def test_a_burden_that_moves_to_the_poorer_shows():
    moved = np.array([0.04, 0.04, 0.02, 0.01, 0.01])
    row = policy(fitted(ahead(burden__crackdown_lapses=moved))).of("crackdown_lapses")
    poorer = next(shift for shift in row.shifts if shift.name == "poorer")
    assert poorer.difference.median == pytest.approx(0.03)
    assert poorer.above.value == pytest.approx(1)


def test_an_effect_that_wears_off_shows():
    fading = np.array([0.0, 0.01, 0.02])[:, None]
    row = policy(fitted(ahead(burden__safe_channel=fading))).of("safe_channel")
    assert row.of("burden").first.median == pytest.approx(-0.02)
    assert row.of("burden").third.median == pytest.approx(0)
    assert next(shift for shift in row.shifts if shift.name == "later").difference.median == pytest.approx(0.02)


def test_the_cost_of_provision_is_set_against_what_households_are_spared():
    """10 officers x 6 CNY more a week; 400 CNY a step less is 100 a week: 0.6 CNY for each CNY."""
    cost = (
        policy(fitted(ahead(officer_income__living_wage=paid_more(6), paid__living_wage=7_600))).of("living_wage").cost
    )
    assert cost.per_officer_week.median == pytest.approx(6)
    assert asdict(cost.per_unit_spared) == pytest.approx({"low": 0.6, "median": 0.6, "high": 0.6})
    assert cost.spared.value == pytest.approx(1)


def test_the_cost_of_provision_is_what_it_adds_to_what_is_handed_out_now():
    cost = policy(fitted(ahead(officer_income__living_wage=paid_more(6)))).of("living_wage").cost
    assert (cost.handed_out_now.median, cost.per_officer_week.median) == pytest.approx((10, 6))


def test_what_a_wage_leaves_uncovered_is_a_level_and_not_a_change():
    row = policy(fitted(ahead(officer_income__living_wage=paid_more(6), shortfall__living_wage=0.07))).of("living_wage")
    assert row.cost.uncovered.median == pytest.approx(0.07)
    assert row.of("shortfall").whole.median == pytest.approx(-0.43)


@pytest.mark.parametrize("paid", [8_000, 8_400, np.array([7_600] * 8 + [8_000] * 2)[:, None]])
def test_no_cost_per_unit_is_given_where_it_is_not_sure_that_anything_is_spared(paid):
    """Nothing is spared, less than nothing, and something in eight of ten only: never a range without end."""
    row = policy(fitted(ahead(officer_income__living_wage=paid_more(6), paid__living_wage=paid))).of("living_wage")
    assert row.cost.per_officer_week.median == pytest.approx(6)
    assert row.cost.per_unit_spared is None
    assert row.cost_note.startswith(
        "no cost per CNY can be given: that more is handed out and households pay less is so in "
    )


def test_no_cost_per_unit_is_given_where_more_is_not_always_handed_out():
    income = np.array([paid_more(40)] * 8 + [paid_more(-6)] * 2)[:, None]
    row = policy(fitted(ahead(officer_income__living_wage=income, paid__living_wage=7_600))).of("living_wage")
    assert row.cost.per_officer_week.low == pytest.approx(-6)
    assert row.cost.per_unit_spared is None


def test_what_other_levers_did_is_not_credited_to_provision():
    row = policy(fitted(ahead(officer_income__pay_and_channel=paid_more(6), paid__pay_and_channel=4_000))).of(
        "pay_and_channel"
    )
    assert row.cost.per_officer_week.median == pytest.approx(6)
    assert row.cost.per_unit_spared is None
    assert "the scenario moves private trade and channel too" in row.cost_note


def test_a_scenario_that_raises_no_provision_has_no_cost():
    row = policy(fitted(ahead(paid__safe_channel=4_000))).of("safe_channel")
    assert row.cost is None
    assert row.cost_note == NOT_RAISED


def test_the_numbers_are_those_that_are_read():
    assert list(numbers(fitted(ahead()))) == [about.name for about in NUMBERS]


# ---------------------------------------------------------------- the built-in case


def test_the_built_in_case_asks_for_these_scenarios_in_this_order():
    assert {name: dict(scenario.levers) for name, scenario in CASE.scenarios.items()} == {
        "as_now": {},
        "crackdown_lapses": {"crackdown": 0.1},
        "private_trade_reopens": {"private_trade": 0.5},
        "incomes_recover": {"market": 1.0},
        "rations_whole": {"provision": 17.5},
        "living_wage": {"provision": 380.0},
        "safe_channel": {"channel": 0.8},
        "pay_and_channel": {"provision": 17.5, "channel": 0.8, "private_trade": 0.5},
    }
    assert list(CASE.scenarios) == list(SCENARIOS)


def test_rations_made_whole_are_what_the_page_of_2024_implies_and_as_much_again_as_is_missing():
    """17.5 CNY a week = 8.4 + 9.1."""
    history = CASE.histories["provision"]
    assert isinstance(history, History)
    implied = next(change.value for change in history.changes if change.since == date(2024, 1, 15))
    whole = CASE.scenarios["rations_whole"]
    assert implied == 8.4
    assert whole.levers["provision"] == pytest.approx(implied + 9.1)
    assert "17.5 CNY a week, that is 8.4 as the page of 2024 implies and 9.1 more" in whole.says


def test_a_living_wage_is_the_middle_of_what_a_household_is_assumed_to_need():
    wage = CASE.scenarios["living_wage"]
    assert wage.levers["provision"] == CASE.priors["need"].median
    assert "380 CNY a week, the middle of what a household is assumed to need" in wage.says


# ---------------------------------------------------------------- harm


def test_every_row_carries_dismissals_charges_and_what_is_not_modelled(tiny_fit):
    for row in policy(tiny_fit[0]).rows:
        assert {"burden", "dismissals", "charges", "income", "shortfall"} <= {c.about.name for c in row.changes}
        assert row.retaliation == OFF
        assert row.harm_of_punishment == NOT_MODELLED
        assert NOT_MODELLED in row.other_services


def avenging(futures):
    """The same fit of a case in which a refusal or complaint is avenged one time in three."""
    post = fitted(futures)
    return replace(post, case=replace(post.case, rules=post.case.rules.replace(retaliation=1 / 3)))


def test_retaliation_is_counted_where_the_case_has_it():
    """Two a step of four weeks against one: 26 a year less 13, for a thousand households."""
    at = np.ones((10, len(SCENARIOS), STEPS))
    at[:, SCENARIOS.index("safe_channel")] = 2
    told = policy(avenging(ahead().assign(retaliations=(("draw", "scenario", "step"), at))))
    row = told.of("safe_channel")
    assert row.retaliation == ""
    assert row.of("retaliations").whole.median == pytest.approx(13)
    assert row.of("retaliations").worst == row.of("retaliations").whole.high
    assert "retaliations a year per 1,000 households +13.0" in " ".join(moves_scenarios(told))
    assert "retaliation" not in {c.text for cells in measures_table(told).rows for c in cells[:1]}


def test_a_fit_that_did_not_count_retaliation_says_so():
    told = policy(avenging(ahead()))
    assert {row.retaliation for row in told.rows} == {UNCOUNTED}
    assert all("retaliations" not in {c.about.name for c in row.changes} for row in told.rows)


def test_rows_stand_in_the_cases_own_order(tiny_fit):
    post, _ = tiny_fit
    assert [row.scenario for row in policy(post).rows] == list(post.case.scenarios)


def test_nothing_is_called_best_and_nothing_ranked(tiny_fit):
    told = as_json(policy_document(policy(tiny_fit[0])))
    assert not re.search(r"\b(best|optim\w*|rank|winner|recommended)\b", told, re.IGNORECASE)


def test_no_number_is_what_a_manner_brings(tiny_fit):
    """Of manners only the share of demands stands in a row, and what is paid is paid in all."""
    by_manner = [a.name for a in NUMBERS if re.search("threat|order|request|coerc|polite", f"{a.name} {a.says}")]
    assert by_manner == ["share_coercive"]
    told = json.dumps(asdict(policy(tiny_fit[0]).rows[1]))
    assert not re.search(r"paid (by|per) (manner|threat|request|demand)|yield|paid_per_demand", told)


def test_no_scenario_moves_a_dial(tiny_fit):
    """The penalty above all: scenarios set levers only."""
    case = tiny_fit[0].case
    rules = {name: case.society({}, horizon=1, scenario=name)[0] for name in case.scenarios}
    assert len(set(map(str, rules.values()))) == 1
