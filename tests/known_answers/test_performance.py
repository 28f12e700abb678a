"""The record of officers' performance."""

import numpy as np
import pytest

from shakedown.engine.run import end_state
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

NOBODY_GOES = Levers(crackdown=0.0, contacts=0.0)
NUMBER = 1_500


def test_performance_neither_drifts_nor_spreads():
    """Its own update, .98 p + .2 e, rests at mean 0 and sd .2/sqrt(1 - .98^2) = 1.005; memory of the start is gone."""
    society = Rules(beat_size=1)
    start = end_state(society, NOBODY_GOES, households=NUMBER, weeks=1, seeds=[11])
    later = end_state(society, NOBODY_GOES, start=start, weeks=259)
    first, last = (state.counties[0].officers["performance"] for state in (start, later))
    error = 1.005 / np.sqrt(NUMBER)
    for performance in (first, last):
        assert performance.mean() == pytest.approx(0, abs=4 * error)
        assert performance.std() == pytest.approx(1.005, abs=4 * error / np.sqrt(2))
    assert np.corrcoef(first, last)[0, 1] == pytest.approx(0.98**259, abs=4 / np.sqrt(NUMBER))


def test_a_week_changes_a_record_by_a_fiftieth_and_a_fifth_of_chance():
    society = Rules(beat_size=1)
    start = end_state(society, NOBODY_GOES, households=NUMBER, weeks=1, seeds=[11])
    after = end_state(society, NOBODY_GOES, start=start, weeks=1)
    before, now = (state.counties[0].officers["performance"] for state in (start, after))
    news = now - 0.98 * before
    assert news.std() == pytest.approx(0.2, rel=4 / np.sqrt(2 * NUMBER))
    assert np.corrcoef(news, before)[0, 1] == pytest.approx(0, abs=4 / np.sqrt(NUMBER))
