"""Futures made by hand: societies that stay as they are in every scenario, unless a test says otherwise."""

from dataclasses import replace

import numpy as np
import xarray as xr

from shakedown.society.load import load_case
from tests.fit.synthetic import demanded, posterior, windows

CASE = load_case("hoeryong")
SCENARIOS = tuple(CASE.scenarios)
STEPS, YEARS = 39, 3
STEADY = {
    "demands": 80, "coercive": 16, "asked": 24_000.0, "hardship": 32, "paid": 8_000.0, "calls": 4, "visits": 160, "refusals": 24,
    "complaints": 8, "charges": 2, "dismissals": 1, "shortfall": 0.5,
}  # fmt: skip
"""A step of four weeks that goes on like the five weeks now: 20 demands a week, a fifth of them coercive, 300 each."""
YEARLY = {"burden": 0.02, "burden_no_trade": 0.01, "household_income": 100.0}
INCOME = {"provision": 10.0, "protection": 5.0, "takings": 85.0}


def ahead(draws=10, dating=0, explanation=0, **changed):
    """Futures (draw, scenario, step or year). `changed`: a variable, or variable__scenario, as a number or (draw, step) array."""
    shape = (draws, len(SCENARIOS), STEPS)
    steps = {name: np.full(shape, value, dtype=float) for name, value in STEADY.items()}
    years = {name: np.full((draws, len(SCENARIOS), YEARS, 5), value) for name, value in YEARLY.items()}
    years["officer_income"] = np.broadcast_to(list(INCOME.values()), (draws, len(SCENARIOS), YEARS, 3)).copy()
    for told, value in changed.items():
        name, _, scenario = told.partition("__")
        at = SCENARIOS.index(scenario) if scenario else slice(None)
        (steps if name in steps else years)[name][:, at] = value
    last = {"burden": "fifth", "burden_no_trade": "fifth", "household_income": "fifth", "officer_income": "source"}
    return xr.Dataset(
        {
            **{name: (("draw", "scenario", "step"), values) for name, values in steps.items()},
            **{name: (("draw", "scenario", "year", last[name]), values) for name, values in years.items()},
            "row": ("draw", np.arange(draws)),
            "dating": ("draw", np.broadcast_to(dating, draws).astype(int)),
            "explanation": ("draw", np.broadcast_to(explanation, draws).astype(int)),
            "log_weight": ("draw", np.zeros(draws)),
        },
        coords={"scenario": list(SCENARIOS), "fifth": [1, 2, 3, 4, 5], "source": list(INCOME)},
    )


def fitted(futures, now=20, past=80, explanation=0):
    """A fit whose societies have these futures: of 100 demands `past` were coercive, and `now` are (one number, or one a row)."""
    rows = futures.sizes["draw"]
    runs = windows(
        rows, visits=200.0, refusals=30.0, complaints=10.0, calls_on_state=5.0, households=1_000.0, weeks=5.0,
    ).assign(officers=(("window", "row", "service"), np.full((4, rows, 1), 10.0)))  # fmt: skip
    for window, hard in (("now", now), *((p.name, past) for p in CASE.pasts)):
        for row, number in enumerate(np.broadcast_to(hard, rows)):
            runs = demanded(runs, window, row, "threat", 300.0, number)
            runs = demanded(runs, window, row, "request", 300.0, 100 - number)
    framings = runs.framings.copy(deep=True)
    framings.loc[{"window": "now", "framing": "hardship"}] = 40.0
    post = posterior(CASE, runs.assign(framings=framings), log_weight=np.zeros((3, rows)), kinds=explanation)
    return replace(post, futures=futures)


def steps_of(before, after, at):
    """One path (step): `before` until the step `at`, `after` from there on."""
    return np.where(np.arange(STEPS) < at, before, after)
