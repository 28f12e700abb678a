"""A crackdown that officers expect to pass, beside one they expect to stay: the first three months."""

from math import inf

import pytest

from tests.required_behaviour.paired import TURN, change, during, mean, society, taken

AT_FIRST = (TURN, TURN + 13)


@pytest.fixture(scope="module")
def permanent():
    return during(society(crackdown=0.9, crackdown_duration=inf), AT_FIRST)


@pytest.fixture(scope="module")
def temporary():
    return during(society(crackdown=0.9, crackdown_duration=26.0), AT_FIRST)


def test_a_temporary_crackdown_bites_more_at_first_than_a_permanent_one(permanent, temporary):
    assert change(taken(permanent), taken(temporary)).errors < -3


def test_a_post_is_worth_more_when_the_crackdown_will_pass(permanent, temporary):
    assert change(mean(permanent, "post_value"), mean(temporary, "post_value")).errors > 3
