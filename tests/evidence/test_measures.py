"""Measures of how often and how much, counted by hand."""

import numpy as np
import pytest
import xarray as xr

from shakedown.evidence.measures import asked_share, contacts_per_100, over, taken_per_100

WEEKLY = ("run", "week", "service")
COUNT, SUM = {"gather": "count"}, {"gather": "sum"}
RUNS = xr.Dataset(
    {
        "visits": (WEEKLY, [[[3, 1], [2, 2]]], COUNT),
        "demands": ((*WEEKLY, "manner", "amount"), np.array([[[[[2]], [[1]]], [[[0]], [[1]]]]]), COUNT),
        "paid": (WEEKLY, [[[30.0, 10.0], [0.0, 5.0]]], SUM),
        "paid_in_kind": (WEEKLY, [[[0.0, 0.0], [0.0, 5.0]]], SUM),
        "households": ((), 200),
    },
    coords={"week": [0, 1]},
)
"""Two weeks, two services, 200 households."""


@pytest.mark.parametrize(
    ("read", "weekly", "whole"),
    [(contacts_per_100, [2.0, 2.0], 2.0), (taken_per_100, [20.0, 5.0], 12.5), (asked_share, [0.75, 0.25], 0.5)],
)
def test_what_is_counted_is_of_all_services_and_of_100_households(read, weekly, whole):
    assert read(RUNS).values.tolist() == [weekly]
    assert read(over(RUNS, [0, 1])).values.tolist() == [whole]


def test_where_nobody_called_the_share_asked_is_not_known():
    assert np.isnan(asked_share(RUNS.assign(visits=0 * RUNS.visits))).all()
