"""Pay in goods or late, officers who give up their posts, and who comes in their place: all off by default."""

import numpy as np
import pytest

from shakedown.engine.run import end_state, simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, change, demands, during, mean, society, taken

PAID = Levers(provision=200.0)
SMALL = {"households": 1_000, "weeks": 60, "seeds": range(2)}


def second_year(rules=Rules(), before=PAID, **levers):  # noqa: B008 (frozen dataclasses)
    return during(society(rules, before, **levers), LATER)


def test_pay_in_goods_is_worth_less_so_that_more_is_taken():
    assert change(taken(second_year()), taken(second_year(Rules(pay_in_kind=1.0, kind_discount=0.5)))).errors > 3


def test_pay_in_goods_cannot_be_saved():
    assert change(*(mean(second_year(Rules(pay_in_kind=k)), "officer_cash") for k in (0.0, 1.0))).errors < -3


def test_missed_pay_is_made_good_to_the_last_yuan():
    late = simulate(Rules(pay_missed=0.4), PAID, **SMALL)
    handed_out = late.officer_income.sel(source="provision").isel(service=0)
    assert set(np.unique(handed_out / 200.0)) >= {0.0, 1.0, 2.0}
    assert handed_out.isel(week=slice(0, int(np.flatnonzero(handed_out[0])[-1]) + 1)).isel(run=0).mean() == 200.0


def test_late_pay_has_officers_take_more_than_the_same_pay_in_time():
    """Money weighs more in an empty week than it weighs less in a full one."""
    assert change(taken(second_year()), taken(second_year(Rules(pay_missed=0.5)))).errors > 3


def test_posts_that_bring_little_are_given_up_more():
    rich, poor = (second_year(Rules(quit_rate=0.02), PAID.replace(private_trade=t)) for t in (1.0, 0.0))
    assert float(second_year().departures.sum()) == 0
    assert change(rich.departures.sum("week"), poor.departures.sum("week")).errors > 3


def test_who_gives_up_a_post_frightens_nobody_and_is_no_dismissal():
    left = second_year(Rules(quit_rate=0.02), PAID.replace(crackdown=0.0))
    assert int(left.departures.sum()) > 0
    assert int(left.dismissals.sum()) == 0
    assert float(left.fear.max()) == 0


def test_posts_that_live_on_takings_draw_those_with_few_scruples():
    """After years of coming and going officers have fewer scruples where pay is low, and demand more for it."""
    rules = Rules(quit_rate=0.05, entry=0.8)
    poor, paid = (
        end_state(rules, Levers(provision=pay), households=3_000, weeks=300, seeds=range(4)).counties
        for pay in (0.0, 1_000.0)
    )
    scruples = [np.log(np.concatenate([c.officers["scruple"] for c in each])).mean() for each in (poor, paid)]
    assert scruples[0] < scruples[1] < 0.2
    plain = second_year(rules.replace(entry=0.0), Levers(provision=0.0))
    drawn = second_year(rules, Levers(provision=0.0))
    assert change(demands(plain), demands(drawn)).errors > 3


def test_without_coming_and_going_who_would_come_changes_nothing():
    never = {"charge_base": 0.0, "charge_complaint": 0.0, "charge_protection": 0.0}
    small = {"households": 400, "weeks": 60, "seeds": [1]}
    same = simulate(Rules(entry=0.8, **never), Levers(), **small)
    assert same.identical(simulate(Rules(**never), Levers(), **small))


@pytest.mark.parametrize("rules", [Rules(pay_in_kind=1.0), Rules(pay_missed=0.9)], ids=["in goods", "late"])
def test_without_pay_it_comes_neither_in_goods_nor_late(rules):
    unpaid = Levers(provision=0.0)
    assert simulate(rules, unpaid, **SMALL).identical(simulate(Rules(), unpaid, **SMALL))
