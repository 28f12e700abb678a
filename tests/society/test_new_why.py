"""A new case asks why as the built-in one does: rivals, causes and futures that its answers leave room for, in its own money."""

from datetime import timedelta
from itertools import product

import pytest

from shakedown.report.future_phrases import condition
from shakedown.society.load import load_case
from shakedown.society.new import new_case
from shakedown.society.own.questions import questions
from shakedown.society.priors import MOST_DIALS
from tests.society.test_new_answers import HOERYONG, made
from tests.society.test_new_case import RECORDS

HERE = {"fear_up", "fear_bump", "learning_partial", "learning_full", "rumour", "leverage", "consideration"}
"""Dials that the rivals differ in."""


def test_it_has_the_built_in_cases_seven_structures_in_their_order(tmp_path):
    case = made(tmp_path / "mine")
    assert [e.rules for e in case.explanations] == [e.rules for e in HOERYONG.explanations]
    assert [set(e.histories) for e in case.explanations] == [set(e.histories) for e in HOERYONG.explanations]
    assert {dial for e in case.explanations for dial in e.rules} == HERE
    for name in set().union(*(e.named for e in case.explanations)) - {"regard"}:
        assert (case.priors[name].q10, case.priors[name].q90) == (HOERYONG.priors[name].q10, HOERYONG.priors[name].q90)
    assert all("family default" in case.priors[name].source for e in case.explanations for name in e.named)


def test_with_nothing_known_it_still_has_no_more_priors_than_may_be_fitted(tmp_path):
    assert len(made(tmp_path / "mine").priors) <= MOST_DIALS


def test_an_order_is_dated_halfway_from_the_past_to_now_and_visits_to_the_last_weeks(tmp_path):
    case = made(tmp_path / "mine")
    last = max(week for past in case.pasts for week in past.weeks)
    order, visits = (case.explanations[place].histories for place in (4, 6))
    begun = case.calendar.week_of(order["courtesy"].changes[-1].since)
    assert abs(begun - (last + case.now.weeks[0]) / 2) <= 1
    assert visits["contacts"].changes[-1].since == case.end - timedelta(weeks=17, days=-1)


@pytest.mark.parametrize(("trade", "left"), [("shrunk", 7), ("same", 7), ("grown", 6), ("none", 6)])
def test_threats_cannot_have_lost_a_hold_that_trade_gave_them_if_it_did_not_shrink(trade, left, tmp_path):
    case = made(tmp_path / "mine", f"trade={trade}")
    assert len(case.explanations) == left
    assert ("leverage_lost" in case.priors) == (left == 7)
    told = "# Left out, since by your answers what it needs did not happen: leverage_lost." in text_of(
        case, "case.toml"
    )
    assert told == (left == 6)


@pytest.mark.parametrize("words", list(product(("less", "don't know"), ("stronger", "same"), ("shrunk", "none"))))
def test_causes_hold_each_lever_that_may_move_once_and_no_other(words, tmp_path):
    means, pressure, trade = words
    case = made(tmp_path / "mine", f"means={means}", f"pressure={pressure}", f"trade={trade}", "pay=part")
    moving = {name for name, history in case.histories.items() if len(history.changes) > 1}
    rival = {name for e in case.explanations for name in e.histories}
    held = [lever for cause in case.causes for lever in cause.levers]
    assert sorted(held) == sorted(moving | rival)
    assert 2 <= len(case.causes) <= 4


def test_what_officers_are_handed_is_the_same_in_the_past_as_now_in_every_society(tmp_path):
    case = made(tmp_path / "mine")
    for paid in (100.0, 5000.0):
        _, levers = case.society({"provision_level": paid})
        assert set(levers.weekly(case.weeks)["provision"]) == {paid}


def test_every_future_changes_something_and_says_it_in_the_cases_money(tmp_path):
    case = made(tmp_path / "mine", "income=900 TVM")
    assert list(case.scenarios) == [
        "as_now", "pressure_lapses", "trade_reopens", "incomes_recover", "half_pay", "living_wage", "safe_channel",
        "pay_channel_and_trade",
    ]  # fmt: skip
    assert case.scenarios["half_pay"].says == "officers are paid half a living wage: 1,900 TVM a week"
    assert case.scenarios["pay_channel_and_trade"].levers == {"provision": 1900, "channel": 0.8, "private_trade": 1}
    assert all(condition(each.says) for each in case.scenarios.values())
    assert "CNY" not in text_of(case, "scenarios.toml")


def test_a_future_that_the_answers_make_empty_is_left_out(tmp_path):
    case = made(tmp_path / "mine", "pay=all", "trade=none")
    assert list(case.scenarios) == ["as_now", "pressure_lapses", "incomes_recover", "living_wage", "safe_channel"]


def test_what_the_answers_make_one_suspect_is_asked_as_a_question_and_never_as_evidence(tmp_path):
    case = made(tmp_path / "mine", "means=less", "pressure=stronger", "trade=grown")
    claim = case.claims[-1]
    assert (claim.klass, claim.voice) == ("predicted", "ours")
    assert claim.says.endswith("is it because people have less and because pressure on officers is stronger?")
    assert [(t.kind, t.measure, t.value) for t in claim.tests] == [
        ("cause", "mean_amount", ("incomes", "pressure")), ("cause", "share_coercive", ("incomes", "pressure")),
    ]  # fmt: skip
    assert all(statement.use != "cause" for statement in case.statements)


@pytest.mark.parametrize("answers", [(), ("means=more", "pressure=weaker", "trade=same")])
def test_without_a_suspect_nothing_is_asked_of_causes(answers, tmp_path):
    assert not [t for claim in made(tmp_path / "mine", *answers).claims for t in claim.tests if t.kind == "cause"]


def test_nothing_of_the_country_the_defaults_were_set_for_is_in_a_new_case(tmp_path):
    folder = new_case(tmp_path / "mine", records=[RECORDS], answers=["income=900 TVM"])
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert [word for word in ("Hoeryong", "Korea", "yuan", "smuggl", "2020-01-31", "rice") if word in text] == []
    asked = {question.lever for question in questions() if question.lever}
    assert set(load_case(folder).histories) == asked


def text_of(case, file):
    """One of its files."""
    return (case.folder / file).read_text(encoding="utf-8")
