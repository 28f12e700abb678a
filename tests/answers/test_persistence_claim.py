"""The line of the ledger that speaks of the future."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.claims import claims
from shakedown.report.ledger_table import ledger_table
from shakedown.society.ledger import Claim, Test
from shakedown.society.load import load_case
from tests.answers.ahead_by_hand import CASE, STEPS, ahead, fitted, steps_of
from tests.society.folders import copy_of_hoeryong, edit, problems_of


def lasts(post, weeks):
    """The claim that the manner lasts so many weeks, alone in the ledger, answered."""
    test = Test(kind="persistence", measure="share_coercive", window="now", value=weeks)
    claim = Claim(id="X", klass="future", voice="quoted", says="something", where="somewhere", tests=(test,))
    return replace(post, case=replace(CASE, claims=(claim,)))


def mixed(weeks):
    """Of ten, two are above half already, four come back in week 24, four never."""
    coercive = np.vstack([np.tile(steps_of(16, 80, 5), (6, 1)), np.full((4, STEPS), 16)])
    (answer,) = claims(lasts(fitted(ahead(coercive__as_now=coercive), now=[50, 50, *[20] * 8]), weeks))
    return answer


@pytest.mark.parametrize(("weeks", "chance"), [(23, 0.8), (24, 0.4), (156, 0.4)])
def test_its_probability_is_that_of_not_being_back_within_so_many_weeks(weeks, chance):
    assert mixed(weeks).probability == pytest.approx(chance)
    assert mixed(weeks).answers[0].extra == pytest.approx(
        {"above half already now": 0.2, "not back within three years": 0.4}
    )


def test_its_weeks_are_of_those_alone_in_which_there_is_something_to_come_back():
    told = mixed(52).answers[0]
    assert [told.predictive[at] for at in ("0.05", "0.5", "0.75")] == [24, 24, np.inf]
    assert told.measure.endswith("in the 8 of 10 societies in which they are not above it already")


def test_where_all_are_above_already_there_is_no_time():
    post = lasts(fitted(ahead(), now=50), 52)
    (answer,) = claims(post)
    assert answer.probability == 0
    assert ledger_table(post, (answer,)).groups[0].rows[0][2].text == "not known (not known to not known)"


def test_other_scenarios_do_not_count():
    post = fitted(ahead(coercive__crackdown_lapses=80))
    assert claims(lasts(post, 52))[0].probability == pytest.approx(1)


def test_the_ledger_says_it_in_weeks():
    post = lasts(fitted(ahead()), 52)
    cells = [c.text for c in ledger_table(post, claims(post)).groups[0].rows[0]]
    assert cells[0].startswith("Weeks until demands made by threat or order are back")
    assert cells[2] == "not within three years (not within three years to not within three years)"


def test_the_built_in_case_asks_it_of_a_year():
    (test,) = next(c for c in load_case("hoeryong").claims if c.id == "C20").tests
    assert (test.kind, test.measure, test.value) == ("persistence", "share_coercive", 52)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value = 52", "value = 157", "not a number of weeks from 1 to 156"),
        ("value = 52", "value = 12.5", "not a number of weeks"),
        ('value = 52', 'value = "a year"', "not a number of weeks"),
        ('kind = "persistence"\nmeasure = "share_coercive"', 'kind = "persistence"\nmeasure = "mean_amount"', "of the manner"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_of_the_future_is_told(tmp_path, old, new, told):
    folder = copy_of_hoeryong(tmp_path / "case")
    edit(folder, "claims.toml", old, new)
    (problem,) = problems_of(folder)
    assert 'claim "C20", test 1' in problem
    assert told in problem
