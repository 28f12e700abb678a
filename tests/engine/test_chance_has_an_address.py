"""Every draw is a pure function of seed, purpose, agent and week; so runs can be compared draw by draw."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
import xarray as xr

from shakedown.engine.run import end_state, simulate
from shakedown.engine.state import State
from shakedown.society.levers import ABOUT, SEASON_WEEKS_AHEAD, Levers
from shakedown.society.rules import Rules

WEEKS = 40
SIZE = {"households": 600, "weeks": WEEKS, "seeds": (1, 3, 5)}
EVENTFUL = Levers(
    market=np.linspace(1.0, 0.6, WEEKS),
    private_trade=np.linspace(1.0, 0.2, WEEKS),
    provision=20.0,
    quota=50.0,
    crackdown=np.where(np.arange(WEEKS) < 15, 0.1, 0.6),
    prices=np.linspace(1.0, 1.3, WEEKS),
)
SOCIETY = Rules(norm_weight=1.0)
"""With customs at work, so that a campaign has something to move."""
AFTERWARDS = {
    "market": 0.7, "private_trade": 0.4, "provision": 90.0, "crackdown": 0.3, "crackdown_duration": 300.0,
    "prices": 1.5, "season": 1.4, "channel": 0.9, "contacts": 1.3, "courtesy": 0.8, "reopening_expected": 10.0,
    "remittances": 1.0, "quota": 200.0, "festive": 1.0, "reward": 500.0, "payer_freed": 1.0, "campaign": -0.5,
}  # fmt: skip
"""A value of each lever other than the one it has in `EVENTFUL`."""


@pytest.fixture(scope="module")
def whole():
    return simulate(SOCIETY, EVENTFUL, **SIZE)


def first_weeks(runs, number):
    return runs.isel(week=slice(0, number))


def test_a_null_policy_changes_exactly_nothing(whole):
    same_rules = SOCIETY.replace(penalty=SOCIETY.penalty, rumour=SOCIETY.rumour)
    same_levers = EVENTFUL.replace(
        market=list(EVENTFUL.market), provision=np.full(WEEKS, 20.0), channel=np.full(WEEKS, 0.2)
    )
    assert simulate(same_rules, same_levers, **SIZE).identical(whole)


@pytest.mark.parametrize("lever", [name for name in ABOUT if name != "season"])
def test_two_scenarios_are_identical_up_to_the_week_in_which_they_differ(whole, lever):
    turn = 20
    schedule = np.broadcast_to(np.asarray(getattr(EVENTFUL, lever), dtype=float), WEEKS).copy()
    schedule[turn:] = AFTERWARDS[lever]
    other = simulate(SOCIETY, EVENTFUL.replace(**{lever: schedule}), **SIZE)
    assert first_weeks(other, turn).identical(first_weeks(whole, turn))
    assert not first_weeks(other, turn + 1).identical(first_weeks(whole, turn + 1))


def test_a_season_to_come_is_known_a_few_weeks_ahead_and_not_before(whole):
    turn = 20
    season = np.where(np.arange(WEEKS) < turn, 1.0, AFTERWARDS["season"])
    other = simulate(SOCIETY, EVENTFUL.replace(season=season), **SIZE)
    known = turn - SEASON_WEEKS_AHEAD
    assert first_weeks(other, known).identical(first_weeks(whole, known))
    assert not first_weeks(other, known + 1).identical(first_weeks(whole, known + 1))


def test_a_run_does_not_depend_on_its_company(whole):
    alone = simulate(SOCIETY, EVENTFUL, **SIZE | {"seeds": [3]})
    assert alone.identical(whole.sel(run=[3]))


def test_the_order_of_the_seeds_does_not_matter(whole):
    turned = simulate(SOCIETY, EVENTFUL, **SIZE | {"seeds": [5, 3, 1]})
    assert turned.sel(run=[1, 3, 5]).identical(whole)


@pytest.mark.parametrize("workers", [1, 2])
def test_one_thread_is_many_threads_bit_for_bit(whole, workers):
    with ThreadPoolExecutor(workers) as pool:
        assert simulate(SOCIETY, EVENTFUL, **SIZE, executor=pool).identical(whole)


def test_processes_of_their_own_run_the_same_society_bit_for_bit(whole):
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert simulate(SOCIETY, EVENTFUL, **SIZE, executor=pool).identical(whole)


def test_going_on_from_a_saved_state_is_the_whole_run_bit_for_bit(whole, tmp_path):
    half = SIZE | {"weeks": WEEKS // 2}
    end_state(SOCIETY, EVENTFUL, **half).save(tmp_path / "half.npz")
    start = State.load(tmp_path / "half.npz")
    halves = [simulate(SOCIETY, EVENTFUL, **half), simulate(SOCIETY, EVENTFUL, weeks=WEEKS // 2, start=start)]
    assert xr.concat(halves, "week", data_vars="minimal").identical(whole)


def test_going_on_leaves_the_state_gone_on_from_as_it_was(tmp_path):
    start = end_state(SOCIETY, EVENTFUL, **SIZE | {"weeks": 10})
    first, second = (simulate(SOCIETY, EVENTFUL, weeks=10, start=start) for _ in range(2))
    assert first.identical(second)


@pytest.mark.parametrize(
    "levers",
    [EVENTFUL, EVENTFUL.replace(season=1.0 + 0.3 * np.sin(np.arange(WEEKS) / 8))],
    ids=["no season", "a season known in advance"],
)
def test_adding_weeks_does_not_change_the_earlier_ones(levers):
    shorter, longer = (simulate(SOCIETY, levers, **SIZE | {"weeks": weeks}) for weeks in (WEEKS // 2, WEEKS))
    assert shorter.identical(first_weeks(longer, WEEKS // 2))


def test_one_more_household_on_a_beat_of_its_own_changes_nobody_else():
    """Where colleagues learn nothing from each other. Income fifths are ranks in the county, so they may shift."""
    rules = Rules(rumour=0.0, fear_bump=0.0)
    county, larger = (end_state(rules, EVENTFUL, **SIZE | {"households": n}).counties[0] for n in (600, 601))
    for name, values in county.households._asdict().items():
        if name != "group":
            assert np.array_equal(values[:600], getattr(larger.households, name)[:600]), name
    for name in county.officers.dtype.names:
        assert np.array_equal(county.officers[name], larger.officers[name][:6]), name


def test_one_more_household_changes_nobody_elses_first_week():
    county, larger = (
        end_state(SOCIETY, EVENTFUL, **SIZE | {"households": n, "weeks": 1}).counties[0] for n in (600, 601)
    )
    assert np.array_equal(county.households.cash, larger.households.cash[:600])
    assert np.array_equal(county.officers["cash"], larger.officers["cash"][:6])
