"""Numbers in words."""

import pytest

from shakedown.report.phrases import how_likely, in_100, listed, named, span, unit, worth, written
from shakedown.report.table import Cell
from shakedown.society.load import load_case

CASE = load_case("hoeryong")


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (0.0, "0"),
        (0.004, "fewer than 1"),
        (0.416, "42"),
        (0.996, "more than 99"),
        (1.0, "100"),
        (float("nan"), "an unknown number"),
    ],
)
def test_a_share_is_never_called_none_or_all_unless_it_is(share: float, says: str) -> None:
    assert in_100(share) == says


def test_a_small_chance_does_not_vanish() -> None:
    assert how_likely(0.0002) == "2 in 10,000"
    assert how_likely(0.12) == "12 in 100"
    assert how_likely(0) == "0 in 100"


@pytest.mark.parametrize(
    ("value", "digits", "says"),
    [
        (5072.4, 0, "5,072"), (-1234567.0, 0, "−1,234,567"), (-0.4, 0, "0"), (6000.0, None, "6,000"), (0.55, None, "0.55"),
        (float("nan"), 0, "not known"),
    ],
)  # fmt: skip
def test_thousands_stand_apart_in_every_number(value: float, digits: int | None, says: str) -> None:
    assert written(value, digits) == says


def test_money_has_the_same_thousands_in_a_value_a_change_and_a_threshold() -> None:
    assert worth(5072.4, "mean_amount") == "5,072"
    assert worth(-5072.4, "mean_amount", change=True) == "−5,072"
    assert worth(5072.4, "mean_amount", change=True) == "+5,072"
    assert named("share_above", CASE, 6000) == "demands above 6,000 CNY"


def test_things_are_listed_one_after_another() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b"], "or") == "a or b"
    assert listed(["a"]) == "a"


def test_a_value_is_printed_in_the_unit_of_its_measure() -> None:
    assert worth(0.4137, "share_coercive") == "41"
    assert worth(299.6, "mean_amount") == "300"
    assert worth(-311.9, "mean_amount", change=True) == "−312"
    assert worth(-0.0001, "share_coercive") == "−0.01"
    assert worth(0.0, "share_coercive", change=True) == "0"
    assert span(0.05, 0.15, "share_above") == "5 to 15"


def test_the_unit_says_what_the_hundred_are() -> None:
    assert unit("share_coercive", CASE) == "in 100 demands"
    assert unit("share_hardship", CASE, change=True) == "points of 100 requests"
    assert unit("shortfall", CASE) == "in 100 (need)"
    assert unit("mean_amount", CASE) == "CNY"
    assert unit("provision", CASE) == "CNY/week"


def test_only_web_addresses_are_followed() -> None:
    assert Cell("page", "https://example.org/a").linked
    assert not Cell("page", "javascript:alert(1)").linked
    assert not Cell("page").linked
