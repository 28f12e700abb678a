"""Any address is answered, never with a mistake of ours."""

import random

import pytest

from shakedown.answers.moved import SET

PATHS = (
    "/",
    "/why",
    "/story",
    "/live.json",
    "/numbers.csv",
    "/numbers.json",
    "/chart/demands.svg",
    "/chart/x.svg",
    "/report",
    "/case",
)
NAMES = (*SET, "pin", "lang", "runs", "week", "story", "do", "token", "x", "\x00", "%")
VALUES = (
    "",
    "0.5",
    "1",
    "8",
    "-1",
    "1e9",
    "nan",
    "inf",
    "ko",
    "pin",
    "as_it_is",
    "crackdown:0.5",
    "a:b:c",
    "'\"<>",
    "\x00",
    "9" * 300,
    "٣",
    "😀",
)


@pytest.mark.slow
def test_ten_thousand_odd_addresses_are_never_a_mistake_of_ours(page):
    chance = random.Random(1)
    for _ in range(10_000):
        asked = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randrange(4))]
        told = page.get(chance.choice(PATHS), params=asked, follow_redirects=False)
        assert told.status_code in (200, 303, 400), (asked, told.text)
