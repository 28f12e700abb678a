"""What acts on what, one mechanism at a time: paired runs, more than 3 standard errors."""

from itertools import pairwise
from math import inf

import numpy as np
import pytest

from shakedown.engine import layout
from shakedown.engine.encounter import refusal_chance
from shakedown.engine.run import Job, Size, end_state, run_one, simulate
from shakedown.engine.state import FIRST_RESENTMENT, FIRST_SYMPATHY
from shakedown.society.levers import SEASON_WEEKS_AHEAD, Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.doors import ORDINARY, mean_amount_asked
from tests.required_behaviour.paired import (
    ALONG,
    BEFORE,
    LATER,
    SEEDS,
    TURN,
    YEAR,
    asked,
    change,
    demands,
    during,
    mean,
    mean_amount,
    of_manner,
    share_coercive,
    society,
    taken,
)

POLITE = Rules(effort_threat=1e6, effort_order=1e6)
"""A society in which nobody threatens or orders, so that what is paid is paid on requests."""
SECOND_TO_THIRD_YEAR = (YEAR, 3 * YEAR)


def years(rules, **levers):
    """The second and third year of a society whose levers never move."""
    return during(society(rules, BEFORE.replace(**levers), years=3), SECOND_TO_THIRD_YEAR)


@pytest.fixture(scope="module")
def usual():
    return society()


# the value of the post


def test_a_post_is_worth_less_the_longer_the_crackdown_is_expected_to_last():
    worth = [
        mean(during(society(crackdown=0.9, crackdown_duration=weeks), ALONG), "post_value")
        for weeks in (4, 26, 520, inf)
    ]
    assert all(change(shorter, longer).errors < -3 for shorter, longer in pairwise(worth))


def test_a_post_is_worth_more_when_trade_is_soon_to_reopen():
    never, late, soon = (
        mean(during(society(private_trade=0.0, reopening_expected=weeks), ALONG), "post_value")
        for weeks in (inf, 104, 8)
    )
    assert change(never, late).errors > 3
    assert change(late, soon).errors > 3


# protection


def test_a_crackdown_raises_the_price_of_protection_and_lowers_its_volume_while_trade_continues(usual):
    before, inspected = during(usual, LATER), during(society(crackdown=0.9), LATER)
    assert change(mean(before, "retainer_share"), mean(inspected, "retainer_share")).errors > 3
    assert change(mean(before, "protection_volume"), mean(inspected, "protection_volume")).errors < -3


# the season


@pytest.fixture(scope="module")
def autumn():
    """A year without a season, and the same year with prices a fifth higher for some weeks."""
    season = np.ones(3 * YEAR)
    season[TURN + 16 : TURN + 32] = 1.2
    levers = BEFORE.replace(season=season)
    return society(years=3), simulate(Rules(), levers, weeks=3 * YEAR, seeds=SEEDS)


@pytest.mark.parametrize(
    "weeks",
    [(TURN + 16 - SEASON_WEEKS_AHEAD, TURN + 16), (TURN + 16, TURN + 32)],
    ids=["before prices climb", "while prices are high"],
)
def test_the_season_is_named_and_more_is_asked_before_prices_climb_and_while_they_are_high(autumn, weeks):
    flat, seasonal = (during(runs, weeks) for runs in autumn)
    named = [runs.framings.sel(framing="season").sum("week") for runs in (flat, seasonal)]
    assert change(*named).errors > 3
    assert change(demands(flat), demands(seasonal)).errors > 3
    assert change(asked(flat), asked(seasonal)).errors > 3


# promises and goodwill


def test_goodwill_is_higher_where_loans_are_repaid():
    assert change(*(mean(years(POLITE.replace(loan_repaid=p)), "goodwill") for p in (0.0, 1.0))).errors > 3


def test_a_kept_promise_raises_goodwill():
    without, with_gain = (years(Rules(loan_repaid=1.0, goodwill_kept=gain)) for gain in (0.0, 0.3))
    assert change(mean(without, "goodwill"), mean(with_gain, "goodwill")).errors > 3


def test_a_broken_promise_lowers_goodwill():
    without, with_loss = (years(Rules(loan_repaid=0.0, goodwill_broken=loss)) for loss in (0.0, 0.15))
    assert change(mean(without, "goodwill"), mean(with_loss, "goodwill")).errors < -3


def test_loans_are_repaid_only_out_of_the_officers_own_cash():
    saving, spending = (years(POLITE.replace(loan_repaid=1.0, officer_mpc=share)) for share in (0.15, 1.0))
    assert (saving.repaid.sum("week") > 0).all()
    assert spending.officer_cash.max() == 0
    assert spending.repaid.sum() == 0


def test_no_favour_is_kept_without_private_trade():
    rules, closed = POLITE.replace(loan_use=0.0), {"private_trade": 0.0, "crackdown": 0.0}
    runs = years(rules, **closed)
    assert runs.framings.sel(framing="favour").sum() > 0
    assert runs.identical(years(rules.replace(goodwill_kept=0.0), **closed))


def test_every_favour_is_kept_while_private_trade_is_as_before():
    rules = POLITE.replace(loan_use=0.0)
    assert years(rules, crackdown=0.0).identical(years(rules.replace(goodwill_broken=0.0), crackdown=0.0))


# views


def test_households_never_visited_keep_their_views_exactly_when_nobody_is_visited():
    for county in end_state(Rules(), Levers(contacts=0.0), weeks=YEAR, seeds=[1, 2]).counties:
        assert (county.households.goodwill == 0).all()
        assert (county.households.sympathy == np.float32(FIRST_SYMPATHY)).all()
        assert (county.households.resentment == np.float32(FIRST_RESENTMENT)).all()


def test_households_never_asked_keep_their_views_exactly_while_others_are_asked():
    done = run_one(Job(Rules(), Levers(crackdown=0.3), seed=1), Size(households=3_000, weeks=YEAR, doors=True))
    never = done.out.doors[:, layout.DOORS.index("demands")] == 0
    people = done.county.households
    assert 0.1 < never.mean() < 0.9
    assert (people.goodwill[never] == 0).all()
    assert (people.sympathy[never] == np.float32(FIRST_SYMPATHY)).all()
    assert (people.resentment[never] == np.float32(FIRST_RESENTMENT)).all()
    assert (people.resentment[~never] != np.float32(FIRST_RESENTMENT)).any()


def test_compassion_raises_what_polite_askers_in_need_get():
    cold, warm = (years(POLITE.replace(compassion=c), private_trade=0.0, provision=0.0) for c in (0.0, 2.0))
    assert change(taken(cold), taken(warm)).errors > 3
    assert change(taken(cold) / demands(cold), taken(warm) / demands(warm)).errors > 3


def test_hardship_is_pleaded_more_the_greater_the_shortfall():
    fed, hungry = years(Rules(), provision=400.0), years(Rules(), provision=0.0, private_trade=0.0)
    pleas = [r.framings.sel(framing="hardship").sum("week") / demands(of_manner(r, "request")) for r in (fed, hungry)]
    assert change(mean(fed, "shortfall"), mean(hungry, "shortfall")).errors > 3
    assert change(*pleas).errors > 3


@pytest.fixture(scope="module")
def hard_times(usual):
    return during(usual, LATER), during(society(crackdown=0.9, private_trade=0.0), LATER)


def test_sympathy_for_officers_rises_under_a_crackdown_with_trade_closed(hard_times):
    assert change(*(mean(runs, "sympathy") for runs in hard_times)).errors > 3


def test_calls_on_the_state_rise_though_visits_fall_under_a_crackdown_with_trade_closed(hard_times):
    assert change(*(runs.calls_on_state.sum("week") for runs in hard_times)).errors > 3
    assert change(*(demands(runs) for runs in hard_times)).errors < -3


# entitlement


@pytest.fixture(scope="module")
def stopped():
    """From the turn on nobody is visited and there is nothing to protect."""
    return society(contacts=0.0, private_trade=0.0)


def entitlement(runs, week):
    return runs.entitlement.sel(service="police", week=week)


def test_being_paid_hardens_into_entitlement(usual):
    assert change(entitlement(usual, 0), entitlement(usual, YEAR)).errors > 3
    assert change(entitlement(usual, YEAR), entitlement(usual, 2 * YEAR)).errors > 3


def test_entitlement_outlives_the_payments_and_fades_slowly(stopped):
    at_the_end, a_year_on, two_years_on = (entitlement(stopped, TURN - 1 + years * YEAR) for years in (0, 1, 2))
    assert change(at_the_end, a_year_on).errors < -3
    assert change(a_year_on, two_years_on).errors < -3
    assert (a_year_on > 0.75 * at_the_end).all()


# leverage, off by default


def test_leverage_changes_exactly_nothing_while_private_trade_is_as_before():
    assert years(Rules(leverage=2.0)).identical(years(Rules()))


def test_where_private_trade_is_lost_leverage_makes_officers_gentler():
    lost = [years(Rules(leverage=x), private_trade=0.0) for x in (0.0, 1.0)]
    assert change(*map(share_coercive, lost)).errors < -3


@pytest.mark.parametrize("manner", [layout.THREAT, layout.ORDER])
def test_a_household_refuses_a_threat_or_an_order_more_readily_by_the_leverage_that_is_lost(manner):
    dials = layout.flat_rules(Rules(leverage=2.0))
    odds = [_odds_of_refusal(manner, worth, dials) for worth in (1.0, 0.5, 0.0)]
    assert np.diff(np.log(odds)) == pytest.approx([1.0, 1.0])


def test_a_household_refuses_a_request_as_before_whatever_leverage_is_lost():
    before, after = (_odds_of_refusal(layout.REQUEST, 0.0, layout.flat_rules(Rules(leverage=x))) for x in (0.0, 2.0))
    assert before == after


def _odds_of_refusal(manner, worth, dials):
    chance = refusal_chance(manner, 0, 0.5, 0.2, 0.0, 1.5, ORDINARY._replace(worth=worth), dials)
    return chance / (1 - chance)


# consideration, off by default


@pytest.mark.parametrize("cash", [100, 300, 1_000, 3_000, 10_000])
def test_regard_for_strain_lowers_what_is_asked_at_the_same_door(cash):
    regards = (Rules(consideration=c) for c in (0.0, 30.0, 100.0, 300.0))
    assert all(np.diff([mean_amount_asked(cash, rules=rules) for rules in regards]) < 0)


@pytest.fixture(scope="module")
def without_and_with_regard():
    return years(Rules()), years(Rules(consideration=100.0))


def test_regard_for_strain_makes_requests_smaller_and_less_is_asked_in_all(without_and_with_regard):
    assert change(*(mean_amount(of_manner(runs, "request")) for runs in without_and_with_regard)).errors < -3
    assert change(*(asked(runs) for runs in without_and_with_regard)).errors < -3
