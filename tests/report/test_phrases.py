"""Numbers in words."""

import pytest

from shakedown.report.phrases import chance, in_100, span, unit, worth
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
        (float("nan"), "not known"),
    ],
)
def test_a_share_is_never_called_none_or_all_unless_it_is(share: float, says: str) -> None:
    assert in_100(share) == says


def test_a_small_chance_does_not_vanish() -> None:
    assert chance(0.0002) == "2 in 10,000"
    assert chance(0.12) == "12 in 100"
    assert chance(0) == "0 in 100"


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
