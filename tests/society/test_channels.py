"""Channels: mechanisms that are off unless a case switches them on."""

from dataclasses import fields, replace

import pytest

from shakedown.society.channels import CHANNELS, QUOTA, RETALIATION, channels, is_on, is_on_somewhere
from shakedown.society.levers import Levers
from shakedown.society.load import load_case
from shakedown.society.rules import Rules

CASE = load_case("hoeryong")


def test_every_channel_is_off_in_the_default_society():
    rules, levers = Rules(), Levers()
    assert {getattr(rules, dial) for channel in CHANNELS for dial in channel.dials} == {0.0}
    assert {getattr(levers, lever) for channel in CHANNELS for lever in channel.levers} == {0.0}


def test_every_dial_and_lever_that_is_off_by_default_and_alone_enough_belongs_to_a_channel():
    """A holiday, a campaign and a promise to nobody do nothing by themselves."""
    alone = {"festive", "campaign"}
    named = {name for channel in CHANNELS for name in (*channel.dials, *channel.levers)}
    for kind in (Rules(), Levers()):
        off = {field.name for field in fields(kind) if getattr(kind, field.name) == 0.0}
        assert off - named <= alone


def test_the_built_in_case_has_three_channels_and_each_under_one_explanation():
    where = channels(CASE)
    assert where["on"] == where["scenario"] == ()
    assert len(where["explanation"]) == 3
    assert len(where["off"]) == len(CHANNELS) - 3


def test_a_dial_of_the_case_switches_its_channel_on():
    case = replace(CASE, rules=CASE.rules.replace(retaliation=0.2))
    assert is_on(RETALIATION, case)
    assert RETALIATION.says in channels(case)["on"]


def test_a_dial_that_is_fitted_switches_its_channel_on():
    case = replace(CASE, priors={**CASE.priors, "retaliation": CASE.priors["hardship_base"]})
    assert is_on(RETALIATION, case)


@pytest.mark.parametrize(("value", "on"), [(0.0, False), (40.0, True)])
def test_a_lever_of_a_scenario_switches_its_channel_on_there_alone(value, on):
    scenario = replace(CASE.scenarios["living_wage"], levers={"quota": value})
    case = replace(CASE, scenarios={**CASE.scenarios, "living_wage": scenario})
    assert not is_on(QUOTA, case)
    assert is_on_somewhere(QUOTA, case) is on
    assert (QUOTA.says in channels(case)["scenario"]) is on
