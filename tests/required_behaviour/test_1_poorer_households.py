"""Households are poorer and nothing else has changed."""

import pytest

from tests.required_behaviour.paired import LATER, change, during, mean_amount, share_coercive, society


@pytest.fixture(scope="module")
def before():
    return during(society(), LATER)


@pytest.fixture(scope="module")
def poorer():
    return during(society(market=0.55), LATER)


def test_officers_ask_poorer_households_for_smaller_amounts(before, poorer):
    assert change(mean_amount(before), mean_amount(poorer)).errors < -3


def test_poverty_alone_hardly_moves_the_manner(before, poorer):
    assert abs(change(share_coercive(before), share_coercive(poorer)).mean) < 0.15
