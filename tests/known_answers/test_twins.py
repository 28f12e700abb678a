"""What the compiled weeks read is what was asked for."""

import math
from random import Random

import numpy as np
import pytest

from shakedown.engine.layout import LOGS_OF_CASH, flat_levers, flat_rules
from shakedown.society.levers import ABOUT, Levers
from shakedown.society.rules import Rules, dials


def test_the_engine_reads_every_dial_of_the_rules():
    chance = Random(5)
    rules = Rules(**{d.name: chance.uniform(d.low, d.high) for d in dials()})
    flat = flat_rules(rules)
    assert flat.dtype.names == (*(d.name for d in dials()), *LOGS_OF_CASH)
    assert {d.name: flat[d.name] for d in dials()} == vars(rules)


def test_the_engine_reads_the_sums_it_reckons_with_in_the_cases_money():
    flat = flat_rules(Rules().in_money(8.0))
    assert [math.exp(flat[name]) for name in LOGS_OF_CASH] == pytest.approx([8_000.0, 160.0])


def test_the_engine_reads_every_lever_of_every_week():
    chance = np.random.default_rng(5)
    levers = Levers(
        **{name: chance.uniform(1, 1, 9) if name == "crackdown_duration" else chance.random(9) for name in ABOUT}
    )
    flat = flat_levers(levers, 7)
    assert flat.dtype.names == (*ABOUT, "season_felt")
    for name in ABOUT:
        assert list(flat[name]) == list(getattr(levers, name)[:7])


def test_officers_feel_the_season_four_weeks_ahead_beyond_the_end_of_the_run():
    rising = Levers(season=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
    assert list(flat_levers(rising, 3)["season_felt"]) == [3.0, 4.0, 5.0]
    assert list(flat_levers(rising, 8)["season_felt"]) == [3.0, 4.0, 5.0, 6.0, 6.8, 7.4, 7.8, 8.0]
