"""One invented officer and household: the same story again, steps that follow from each other, nothing that could be used."""

from dataclasses import asdict, fields

import pytest

from shakedown.answers.moved import at_now
from shakedown.answers.story import WEEKS, Week, story


@pytest.fixture(scope="module")
def at(tiny_fit):
    """Eight societies of the tiny fit."""
    return at_now(tiny_fit[0], 8)


def test_the_same_number_tells_the_same_story(at):
    assert story(at, {}, 7) == story(at, {}, 7)
    assert story(at, {}, 7) != story(at, {}, 8)


def test_a_story_has_a_year_of_weeks_in_order(at):
    assert [week.number for week in story(at, {}, 3).weeks] == list(range(1, WEEKS + 1))


def test_a_household_gives_only_when_it_is_asked(at):
    assert all(week.asked or not week.gave for n in range(1, 9) for week in story(at, {}, n).weeks)


def test_requests_alone_carry_framings(at):
    demands = [d for n in range(1, 9) for week in story(at, {}, n).weeks for d in week.demands]
    assert any(d.framings for d in demands)
    assert all(d.manner == "request" for d in demands if d.framings)


def test_a_week_says_neither_where_nor_when_nor_what_a_demand_brought(at):
    assert not {"date", "day", "place", "takings", "paid"} & {f.name for f in fields(Week)}
    assert asdict(story(at, {}, 1).weeks[0])["basis"] == "model"
