"""The money of a new case: what one CNY of the family defaults is worth in it, and the round sums officers may name."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import floor, log10
from statistics import median
from typing import Any

from shakedown.society.rules import Rules

_ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@cache
def family() -> dict[str, Any]:
    """The family defaults: [menu], [priors.DIAL] and [unknown_income.DIAL], sums in CNY."""
    path = files("shakedown") / "cases" / "_family" / "family.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class Money:
    """The money of a case: `unit` is what one CNY of the family defaults is in it; `income` a household's week, if known."""

    currency: str
    unit: float
    income: float | None

    @property
    def menu(self) -> tuple[float, ...]:
        """The family's round sums, in this money and round in it. Two that become one sum stand once."""
        return tuple(sorted({round_sum(amount * self.unit) for amount in family()["menu"]["amounts"]}))

    def sum(self, cny: float) -> float:
        """A sum of the family defaults in this money, to three digits."""
        return float(f"{cny * self.unit:.3g}")

    @property
    def source(self) -> str:
        """How the unit came about."""
        if self.income is not None:
            return f"{self.income:,.15g} {self.currency} a week (the case's author)"
        return (
            f"not known to the case's author: the middle sum in the records is taken for {family()['menu']['usual']} CNY"
            if self.unit != 1
            else "not known to the case's author, and no record names a sum: the family's own numbers"
        )


def money(currency: str, income: float | None, sums: Sequence[float]) -> Money:
    """By what a household earns; if that is not known, by the middle of the sums that the records name."""
    if income is not None:
        return Money(currency=currency, unit=float(f"{income / Rules().median_income:.6g}"), income=income)
    middle = median(sums) if sums else family()["menu"]["usual"]
    return Money(currency=currency, unit=float(f"{middle / family()['menu']['usual']:.6g}"), income=None)


def round_sum(amount: float) -> float:
    """The nearest, as a ratio, of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten."""
    power = 10.0 ** floor(log10(amount))
    nearest = min(_ROUND, key=lambda step: abs(log10(step * power / amount)))
    return float(f"{nearest * power:.6g}")
