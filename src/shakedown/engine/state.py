"""The state of a batch of counties between weeks: how it is first made, copied and kept on disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from shakedown.engine import draws
from shakedown.engine.layout import (
    COUNTY,
    F64,
    GOODWILL,
    LEAST_BELIEF,
    OFFICER,
    RESENTMENT,
    SHIFT,
    SYMPATHY,
    Households,
    Traders,
)
from shakedown.society.rules import Rules

FIRST_SYMPATHY, FIRST_RESENTMENT, FIRST_EXPECTATION = 0.2, 0.3, 0.6
"""Views before any visit is simulated (assumed; burn-in moves them for all who are visited)."""
FIRST_ENTITLEMENT = 0.5
FIRST_TAKINGS = 250.0
FIRST_POST_VALUE = 40_000.0
FIRST_OFFICER_CASH = 500.0


@dataclass(frozen=True)
class County:
    """One county between two weeks; arrays as in `layout.py`. `week` is the next week to run."""

    seed: int
    week: int
    members: int
    households: Households
    officers: npt.NDArray[np.void]
    traders: Traders
    county: F64

    def copy(self) -> Self:
        """The same county in arrays of its own, so that a run from it leaves it as it was."""
        return type(self)(
            self.seed,
            self.week,
            self.members,
            Households(*(a.copy() for a in self.households)),
            self.officers.copy(),
            Traders(*(a.copy() for a in self.traders)),
            self.county.copy(),
        )


@dataclass(frozen=True)
class State:
    """Where one or more runs stand after some weeks: give it to `simulate(start=...)` to go on from there."""

    counties: tuple[County, ...]

    @property
    def week(self) -> int:
        """The next week to run, counted from the start of the case."""
        return self.counties[0].week

    def save(self, path: str | Path) -> None:
        """Write to one .npz file (NumPy's own format; nothing in it is executed on loading)."""
        arrays: dict[str, npt.NDArray[np.generic]] = {}
        for n, c in enumerate(self.counties):
            arrays[f"{n}.at"] = np.array([c.seed, c.week, c.members], np.int64)
            arrays[f"{n}.county"], arrays[f"{n}.officers"] = c.county, c.officers
            for group in (c.households, c.traders):
                arrays |= {f"{n}.{type(group).__name__}.{k}": v for k, v in group._asdict().items()}
        np.savez(path, **arrays)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as held:
            number = sum(key.endswith(".at") for key in held)
            return cls(tuple(_county(held, n) for n in range(number)))


def _county(held: "np.lib.npyio.NpzFile", n: int) -> County:
    def group(kind: type) -> list[npt.NDArray[np.generic]]:
        return [held[f"{n}.{kind.__name__}.{name}"] for name in kind._fields]  # type: ignore[attr-defined]

    seed, week, members = (int(v) for v in held[f"{n}.at"])
    return County(
        seed, week, members,
        Households(*group(Households)), held[f"{n}.officers"], Traders(*group(Traders)), held[f"{n}.county"],
    )  # type: ignore[arg-type]  # fmt: skip


def first_county(rules: Rules, households: int, seed: int, levers: npt.NDArray[np.void]) -> County:
    """A county before its first week: who lives there and what officers see of them, every trait from its address."""
    u = np.empty((households, 4))
    draws.fill(seed, draws.PERSON, 0, u)
    trade_u = np.empty((households, 4))
    draws.fill(seed, draws.TRADE, 0, trade_u)
    wealth = ndtri(u[:, 0])
    rho = rules.wealth_power_correlation
    income = rules.median_income * np.exp(rules.income_log_sd * wealth)
    power = ndtr(rho * wealth + np.sqrt(1 - rho * rho) * ndtri(u[:, 1])) ** 2
    trade = np.where(trade_u[:, 0] < rules.trading_share, 0.5 + trade_u[:, 1], 0.0)
    first_income = income * (levers[0]["market"] + levers[0]["private_trade"] * trade * rules.trade_premium * 0.8)
    floor = rules.subsistence * levers[0]["prices"]
    cash = first_income + np.maximum(0.0, (first_income - floor) * (1 - rules.mpc) / rules.mpc)
    seen = np.log(np.maximum(LEAST_BELIEF, cash)) + rules.belief_sd * ndtri(u[:, 2])
    members = round(rules.beat_size)
    return County(
        seed, 0, members,
        _households(income, power, trade, seen, cash, rules), _officers(rules, seed, seen, power, income, trade, members, levers),
        Traders(np.flatnonzero(trade > 0).astype(np.int64), 0.1 + 0.85 * trade_u[trade > 0, 2]), _county_sums(households),
    )  # fmt: skip


def _households(income: F64, power: F64, trade: F64, seen: F64, cash: F64, rules: Rules) -> Households:
    number = income.size
    order = np.argsort(income * (1 + trade * rules.trade_premium), kind="stable")
    fifth = np.empty(number, np.int8)
    fifth[order] = np.arange(number) * 5 // number
    same = lambda value: np.full(number, value, np.float32)  # noqa: E731
    f32 = [a.astype(np.float32) for a in (income, power, trade, seen, cash)]
    return Households(
        *f32,
        same(0),
        same(FIRST_SYMPATHY),
        same(FIRST_RESENTMENT),
        same(FIRST_EXPECTATION),
        same(0),
        same(0),
        same(0),
        fifth,
    )


def _officers(
    rules: Rules, seed: int, seen: F64, power: F64, income: F64, trade: F64, members: int, levers: npt.NDArray[np.void]
) -> npt.NDArray[np.void]:
    posts = -(-seen.size // members)
    u = np.empty((posts, 4))
    draws.fill(seed, draws.RECRUIT, 0, u)
    held = np.zeros(posts, OFFICER)
    held["fear"], held["performance"], held["takings"] = levers[0]["crackdown"], ndtri(u[:, 0]), FIRST_TAKINGS
    held["cash"], held["entitlement"], held["post_value"] = FIRST_OFFICER_CASH, FIRST_ENTITLEMENT, FIRST_POST_VALUE
    held["full_protection"] = np.bincount(
        np.arange(seen.size) // members, weights=trade * rules.trade_premium * income, minlength=posts
    )
    for i in range(posts):
        beat = slice(i * members, (i + 1) * members)
        held["prey"][i], held["prey_power"][i] = _typical_target(seen[beat], power[beat], rules)
    return held


def _typical_target(seen: F64, power: F64, rules: Rules) -> tuple[float, float]:
    """Mean log cash (as seen) and power of the household a beat's officer would pick, best of 1 + extra_candidates."""
    score = rules.reach_elasticity * seen + np.log(1 - rules.shield * power) - rules.avoidance * power
    order = np.argsort(score)
    edges = np.linspace(0, 1, seen.size + 1) ** (1 + rules.extra_candidates)
    weight = np.diff(edges)
    return float(weight @ seen[order]), float(weight @ power[order])


def _county_sums(number: int) -> F64:
    sums = np.zeros(COUNTY)
    sums[SHIFT] = 0.0
    sums[GOODWILL] = 0.0
    sums[SYMPATHY] = number * float(np.float32(FIRST_SYMPATHY))
    sums[RESENTMENT] = number * float(np.float32(FIRST_RESENTMENT))
    return sums
