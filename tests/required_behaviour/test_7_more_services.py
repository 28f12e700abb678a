"""More services ask the same households: each takes less, all together more."""

from itertools import pairwise

import pytest

from shakedown.engine.run import simulate
from shakedown.findings.measures import complements_revenue
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, SEEDS, change

NAMES = ("police", "secret_police", "checkpoint", "inspectors")


def taken_by(services, rules=Rules(), levers=Levers()):  # noqa: B008 (frozen dataclasses)
    """CNY taken by each service in the second year after two, by seed."""
    runs = simulate(rules, levers, households=3_000, weeks=208, seeds=SEEDS, services=services).isel(week=slice(*LATER))
    return (runs.paid + runs.paid_in_kind).sum("week")


def test_the_more_services_ask_the_less_each_takes_and_the_more_all_take():
    by_number = [taken_by(NAMES[:number]) for number in (1, 2, 4)]
    for fewer, more in pairwise(by_number):
        assert change(fewer.mean("service"), more.mean("service")).errors < -3
        assert change(fewer.sum("service"), more.sum("service")).errors > 3


@pytest.mark.parametrize(("number", "share"), [(2, 8 / 9), (3, 3 / 4), (5, 20 / 36), (10, 40 / 121)])
def test_revenue_falls_only_where_demand_is_linear_and_extractors_are_complements(number, share):
    """Shleifer & Vishny 1993, solved on paper; the society's households pay in part, and all take more together."""
    assert complements_revenue(number) == pytest.approx(share)
