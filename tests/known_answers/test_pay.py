"""Pay acts through fear for the post, the weight of money, urgency that shows and promises kept; and through nothing else."""

import pytest

from shakedown.engine.run import simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

POLITE_AND_POOR = Rules(effort_threat=300.0, effort_order=300.0, loan_use=0.8, passed_up=1.0)
NO_CHANNEL = POLITE_AND_POOR.replace(fear_bump=0.0, need_exponent=0.0, loan_repaid=0.0)
UNDETECTED = Levers(crackdown=0.0, private_trade=0.0)
SIZE = {"households": 600, "weeks": 60, "seeds": [1, 2]}


def taken(rules, levers, provision):
    runs = simulate(rules, levers.replace(provision=provision), **SIZE)
    return runs[["demands", "paid", "paid_in_kind"]]


def test_with_no_channel_open_pay_changes_exactly_nothing():
    assert taken(NO_CHANNEL, UNDETECTED, 0.0).identical(taken(NO_CHANNEL, UNDETECTED, 600.0))


@pytest.mark.parametrize(
    ("opened", "levers"),
    [
        ({}, UNDETECTED.replace(crackdown=0.5)),
        ({"need_exponent": 0.42}, UNDETECTED),
        ({"loan_repaid": 0.3}, UNDETECTED),
    ],
)
def test_each_channel_alone_lets_pay_through(opened, levers):
    rules = NO_CHANNEL.replace(**opened)
    assert not taken(rules, levers, 0.0).identical(taken(rules, levers, 600.0))


def test_without_compassion_the_weight_of_money_still_lets_pay_through_and_with_it_differently():
    weighed = NO_CHANNEL.replace(need_exponent=0.42)
    without, with_it = (taken(weighed.replace(compassion=c), UNDETECTED, 0.0) for c in (0.0, 1.5))
    assert not without.identical(with_it)
