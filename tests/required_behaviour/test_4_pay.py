"""Officers are paid more or less: when that moves what they take, and when it cannot."""

import pytest

from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, change, during, society, taken

CHOICES = ["demands", "visits", "refusals", "complaints", "paid", "paid_in_kind", "repaid", "household_cash"]
NONE, LITTLE, MIDDLING, SEVERE = 0.0, 0.02, 0.3, 0.9


def under(crackdown, provision):
    """The second year of pay `provision`, 150 CNY a week before, with some trade left and steady inspection."""
    before = Levers(crackdown=crackdown, private_trade=0.2, provision=150.0)
    return during(society(before=before, provision=provision), LATER)


def income(runs):
    return runs.officer_income.sum("source").mean("week")


def test_pay_changes_no_choice_without_detection_and_weight_of_need():
    """Pleas of hardship and sympathy may still move: they tell what officers say, not what they ask."""
    rules, undetected = Rules(need_exponent=0.0), Levers(crackdown=0.0)
    before, paid = society(rules, undetected), society(rules, undetected, provision=100.0)
    assert before[CHOICES].identical(paid[CHOICES])


def test_pay_changes_no_choice_of_hungry_officers_either_once_nobody_pities_or_lends_to_them():
    """A loan is repaid out of pay: one more way in which pay acts. (What shows of need follows the weight of money.)"""
    rules = Rules(need_exponent=0.0, loan_use=0.0)
    hungry = Levers(crackdown=0.0, private_trade=0.0, market=0.2)
    before, paid = society(rules, hungry), society(rules, hungry, provision=100.0)
    assert float(before.shortfall.mean()) > 0.5
    assert before[CHOICES].identical(paid[CHOICES])


@pytest.mark.parametrize("crackdown", [LITTLE, MIDDLING, SEVERE])
def test_doubled_pay_lowers_what_officers_take(crackdown):
    assert change(taken(under(crackdown, 150.0)), taken(under(crackdown, 300.0))).errors < -3


def test_pay_lowers_takings_more_under_middling_inspection_than_where_nobody_is_inspected():
    effects = [taken(under(c, 300.0)) / taken(under(c, 150.0)) for c in (NONE, MIDDLING)]
    assert change(*effects).errors < -3


@pytest.mark.parametrize("crackdown", [LITTLE, MIDDLING, SEVERE])
def test_a_cut_in_pay_is_partly_made_up_by_taking_more(crackdown):
    whole, cut = under(crackdown, 150.0), under(crackdown, 0.75 * 150.0)
    assert change(taken(whole), taken(cut)).errors > 3
    loss = income(whole) - income(cut)
    assert change(0 * loss, loss).errors > 3
    assert change(0 * loss + 0.25 * 150.0, loss).errors < -3
