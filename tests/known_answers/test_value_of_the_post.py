"""The value of the post against adding up week after week.

The officer is in one of two regimes: now, which ends with chance 1/duration a week, and as usual, for good. Each week
he has what the regime pays, then keeps the post with chance (1 - 1/expected stay) x (1 - hazard). Trade that reopens in
a given week adds its gain from that week on, for those who keep the post as usual till then.
"""

import math

import pytest

from shakedown.engine.layout import flat_rules
from shakedown.engine.oversight import Regime, value_of_post
from shakedown.society.rules import Rules

RULES = Rules(expected_stay=200, passed_up=0.2)
NOW, USUAL = Regime(0.0, 120.0, 0.004), Regime(0.0, 350.0, 0.0006)
REGULAR = -45.0
WEEKS = 8_000


def added_up(now: Regime, usual: Regime, duration: float, reopening: float, gain: float) -> float:
    stay = 1 - 1 / RULES.expected_stay
    in_now, in_usual, waiting, value = 1.0, 0.0, 1.0, 0.0
    for week in range(WEEKS):
        value += in_now * (REGULAR + 0.8 * now.takings) + in_usual * (REGULAR + 0.8 * usual.takings)
        value += waiting * gain if week >= reopening else 0
        kept = in_now * stay * (1 - now.hazard)
        in_now, in_usual = kept * (1 - 1 / duration), kept / duration + in_usual * stay * (1 - usual.hazard)
        waiting *= stay * (1 - usual.hazard)
    return value


@pytest.mark.parametrize("duration", [1.0, 4.0, 26.0, 500.0, math.inf])
@pytest.mark.parametrize(("reopening", "gain"), [(math.inf, 90.0), (0.0, 90.0), (60.0, 90.0), (60.0, 0.0)])
def test_the_value_of_the_post_is_what_its_weeks_add_up_to(duration, reopening, gain):
    answer = added_up(NOW, USUAL, duration, reopening, gain)
    assert value_of_post(REGULAR, NOW, USUAL, duration, reopening, gain, flat_rules(RULES)) == pytest.approx(answer)


def test_certain_dismissal_leaves_one_week():
    doomed = Regime(0.0, 120.0, 3.0)
    value = value_of_post(REGULAR, doomed, doomed, 1.0, math.inf, 0.0, flat_rules(RULES))
    assert value == pytest.approx(REGULAR + 0.8 * 120)
