"""What a lever moves: pairs of societies alike in all chance, a few of them for a first glance."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from shakedown.answers.moved import FIRST, SET, at_now, checked, moved, year_of
from shakedown.answers.policy import OFF
from shakedown.answers.policy_measures import numbers
from shakedown.errors import InputError
from shakedown.fit.picks import pick_pairs
from shakedown.report.moved_words import harm_told


@pytest.fixture(scope="module")
def at(tiny_fit):
    """Sixteen societies of the tiny fit as they stand now."""
    return at_now(tiny_fit[0], 16)


def test_a_society_beside_itself_changes_by_exactly_nothing(at):
    told = moved(year_of(at, {}, 16), year_of(at, {}, 16), {}, "CNY")
    assert all(n.change.low == n.change.high == n.falls == n.rises == 0 for n in told.numbers)


def test_retaliation_is_off_unless_the_case_has_it_and_then_it_is_a_number(at):
    still = year_of(at, {}, 2)
    assert moved(still, still, {}, "CNY").retaliation == OFF
    case = replace(at.case, rules=at.case.rules.replace(retaliation=1.0))
    jobs = tuple(job._replace(rules=job.rules.replace(retaliation=1.0)) for job in at.jobs)
    avenged = year_of(replace(at, case=case, jobs=jobs), {}, 2)
    told = moved(avenged, avenged, {}, "CNY")
    assert told.retaliation == ""
    assert told.of("retaliations").level.high > 0
    assert "counted" in harm_told(told)


def test_the_first_few_are_the_same_societies_as_among_all(at):
    few, all_ = year_of(at, {"crackdown": 0.2}, FIRST), year_of(at, {"crackdown": 0.2}, 16)
    assert all(np.array_equal(few.numbers[n], all_.numbers[n][:FIRST], equal_nan=True) for n in few.numbers)


def test_left_as_it_is_a_society_goes_on_as_in_the_fit_s_own_futures(tiny_fit):
    post = tiny_fit[0]
    size = post.futures.sizes["draw"]
    assert np.array_equal(post.futures["row"], pick_pairs(post.log_weight, size)[1])
    still = post.futures["scenario"].to_numpy().tolist().index("as_now")
    mine, theirs = year_of(at_now(post, size), {}, size).numbers, numbers(post)
    assert all(np.allclose(mine[n], theirs[n][:, still, 0], rtol=1e-3, equal_nan=True) for n in mine)


def test_a_lever_moves_nothing_before_the_week_after_now(at):
    year_of(at, {"provision": 300.0}, FIRST)
    again = year_of(at, {}, FIRST)
    assert again.numbers["income_provision"].max() < 100


def test_provision_reaches_officers_in_full(at):
    assert np.allclose(year_of(at, {"provision": 300.0}, FIRST).numbers["income_provision"], 300.0)


def test_every_lever_that_may_be_set_moves_something(at):
    still = year_of(at, {}, FIRST).numbers
    for name in SET:
        assert any(not np.array_equal(year_of(at, {name: 0.77}, FIRST).numbers[n], still[n]) for n in still), name


def test_every_number_says_that_a_model_made_it(at):
    told = moved(year_of(at, {}, 16), year_of(at, {"market": 1.0}, 16), {"market": 1.0}, "CNY")
    assert {asdict(n)["basis"] for n in told.numbers} == {"model"}
    assert {cell.basis for cell in told.cells} == {"model"}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"penalty": 1.0}, "no such lever"),
        ({"crackdown": 1.5}, "outside its limits"),
        ({"provision": -1.0}, "Write 0 to 2000"),
    ],
)
def test_what_may_not_be_set_is_a_sentence(settings, told):
    with pytest.raises(InputError, match=told):
        checked(settings)
