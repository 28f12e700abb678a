"""Addresses: all of a screen and nothing else, and a sentence for what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shakedown.answers.moved import SET
from shakedown.app.asked import Asked, asked_of
from shakedown.errors import InputError

TICKS = {"crackdown": 0.85, "provision": 0.0}
_values = st.floats(0, 1).map(lambda v: round(v, 6))
_settings = st.dictionaries(st.sampled_from(SET), _values, max_size=4).map(
    lambda chosen: tuple((n, chosen[n]) for n in SET if n in chosen and chosen[n] != TICKS.get(n))
)


@given(
    st.builds(
        Asked, settings=_settings, pins=st.lists(_settings, max_size=3).map(tuple), lang=st.sampled_from(["en", "ko"]),
        runs=st.sampled_from([8, 64]), week=st.integers(1, 52), story=st.integers(1, 999),
    )
)  # fmt: skip
def test_a_screen_s_address_leads_back_to_it(asked):
    pairs = [tuple(part.split("=")) for part in asked.query.split("&") if part]
    assert asked_of([(n, v.replace("%3A", ":").replace("%2C", ",")) for n, v in pairs], TICKS) == asked


def test_a_lever_at_its_tick_is_not_set():
    assert asked_of([("crackdown", "0.85"), ("provision", "0")], TICKS).settings == ()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("crackdown", "much", "is not a number"),
        ("crackdown", "nan", "is not a number"),
        ("crackdown", "1e999", "is not a number"),
        ("crackdown", "٠.٥", "is not a number"),
        ("crackdown", "2", "outside its limits"),
        ("crakdown", "0.5", "Nearest known: crackdown"),
        ("pin", "penalty:3", "is not a lever"),
        ("pin", "crackdown:x", "is not a number"),
        ("lang", "fr", "Write en or ko"),
        ("runs", "9", "first glance"),
        ("runs", "640000", "whole number from 1 to 64"),
        ("week", "53", "whole number from 1 to 52"),
        ("story", "-1", "whole number from 1 to 999"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(name, text, told):
    with pytest.raises(InputError, match=told):
        asked_of([(name, text)], TICKS)


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(InputError) as wrong:
        asked_of([("crackdown", "x"), ("week", "x"), ("foo", "x")], TICKS)
    assert len(wrong.value.problems) == 3
