"""The state of a batch of counties between weeks: how it is first made, copied and kept on disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from shakedown.engine import draws
from shakedown.engine.beats import SERVICE_BITS, turn_of
from shakedown.engine.layout import (
    ASKING,
    COLLEAGUES,
    COUNTY,
    F32,
    F64,
    FIRST_PAY,
    GROUPS,
    HELD,
    LEAST_BELIEF,
    OFFICER,
    PAYING,
    REFERENCE,
    RESENTMENT,
    SYMPATHY,
    Households,
    Remitters,
    Traders,
)
from shakedown.errors import InputError
from shakedown.society.rules import Rules

FIRST_SYMPATHY, FIRST_RESENTMENT, FIRST_EXPECTATION = 0.2, 0.3, 0.6
"""Views before any visit is simulated (assumed; burn-in moves them for all who are visited)."""
FIRST_ENTITLEMENT = 0.5
FIRST_TAKINGS, FIRST_POST_VALUE, FIRST_OFFICER_CASH = 250.0, 40_000.0, 500.0
"""What officers start from, CNY (assumed; burn-in moves all three)."""


@dataclass(frozen=True)
class County:
    """One county between two weeks; arrays as in `layout.py`. `week` is the next week to run."""

    seed: int
    week: int
    members: int
    households: Households
    officers: npt.NDArray[np.void]
    traders: Traders
    remitters: Remitters
    county: F64
    colleagues: F64

    @property
    def services(self) -> int:
        """How many services ask here."""
        return int(self.colleagues.shape[0])

    @property
    def trade(self) -> F64:
        """Each household's gain from trade, as in `Traders`; 0 where there is none."""
        held = np.zeros(self.households.cash.size)
        held[self.traders.who] = self.traders.trade
        return held

    def copy(self) -> Self:
        """The same county in arrays of its own, so that a run from it leaves it as it was."""
        return type(self)(
            self.seed,
            self.week,
            self.members,
            Households._make(a.copy() for a in self.households),
            self.officers.copy(),
            Traders._make(a.copy() for a in self.traders),
            Remitters._make(a.copy() for a in self.remitters),
            self.county.copy(),
            self.colleagues.copy(),
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
        arrays: dict[str, Any] = {}
        for n, c in enumerate(self.counties):
            arrays[f"{n}.at"] = np.array([c.seed, c.week, c.members], np.int64)
            arrays[f"{n}.county"], arrays[f"{n}.officers"], arrays[f"{n}.colleagues"] = (
                c.county,
                c.officers,
                c.colleagues,
            )
            for group in (c.households, c.traders, c.remitters):
                arrays |= {f"{n}.{type(group).__name__}.{k}": v for k, v in group._asdict().items()}
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what `save` wrote. Raises `InputError` for a file that is not there or is no saved state."""
        try:
            with np.load(path, allow_pickle=False) as held:
                number = sum(key.endswith(".at") for key in held)
                return cls(tuple(_county(held, n) for n in range(number)))
        except (OSError, ValueError, KeyError, BadZipFile):
            raise InputError(f"{path}: is not a saved state. Give a file that State.save wrote.") from None


def _county(held: Any, n: int) -> County:
    seed, week, members = (int(v) for v in held[f"{n}.at"])
    households = Households._make(held[f"{n}.Households.{name}"] for name in Households._fields)
    traders = Traders._make(held[f"{n}.Traders.{name}"] for name in Traders._fields)
    remitters = Remitters._make(held[f"{n}.Remitters.{name}"] for name in Remitters._fields)
    officers, county, colleagues = (held[f"{n}.{part}"] for part in ("officers", "county", "colleagues"))
    return County(seed, week, members, households, officers, traders, remitters, county, colleagues)


class _People(NamedTuple):
    """Who lives in a county, one value per household; `cost` is the share of a trader's gain that trading costs."""

    income: F64
    power: F64
    trade: F64
    cost: F64
    remits: npt.NDArray[np.bool_]
    cash: F64
    seen: F64


def first_county(rules: Rules, households: int, seed: int, levers: npt.NDArray[np.void], services: int = 1) -> County:
    """A county before its first week: who lives there and what officers see of them, every trait from its address."""
    people, members = _people(rules, households, seed, levers[0]), round(rules.beat_size)
    trading = people.trade > 0
    sums = np.zeros(COUNTY)
    sums[SYMPATHY] = households * float(np.float32(FIRST_SYMPATHY))
    sums[RESENTMENT] = households * float(np.float32(FIRST_RESENTMENT))
    each = _households(people, rules, services)
    sums[[REFERENCE, FIRST_PAY]] = max(rules.money_unit, float(levers[0]["provision"]))
    sums[[PAYING, ASKING]] = rules.norm_usual
    sums[HELD:] = np.bincount(each.group, weights=each.cash, minlength=GROUPS)
    return County(
        seed=seed,
        week=0,
        members=members,
        households=each,
        officers=np.concatenate(
            [_officers(people, rules, seed, members, services, s, levers[0]["crackdown"]) for s in range(services)]
        ),
        traders=Traders(
            np.flatnonzero(trading).astype(np.int32),
            people.trade[trading].astype(np.float32),
            people.cost[trading].astype(np.float32),
        ),
        remitters=Remitters(np.flatnonzero(people.remits).astype(np.int32)),
        county=sums,
        colleagues=np.zeros((services, COLLEAGUES)),
    )


def _people(rules: Rules, number: int, seed: int, week: np.void) -> _People:
    """Everybody's traits, and savings as if the levers of `week` had long held."""
    u, trade_u = np.empty((2, number, 4))
    draws.fill(seed, draws.PERSON, 0, u)
    draws.fill(seed, draws.TRADE, 0, trade_u)
    wealth = ndtri(u[:, 0])
    rho = rules.wealth_power_correlation
    income = rules.median_income * np.exp(rules.income_log_sd * wealth)
    power = ndtr(rho * wealth + np.sqrt(1 - rho * rho) * ndtri(u[:, 1])) ** 2
    trade = np.where(trade_u[:, 0] < rules.trading_share, 0.5 + trade_u[:, 1], 0.0)
    first_income = income * (week["market"] + week["private_trade"] * trade * rules.trade_premium * 0.8)
    floor = rules.subsistence * week["prices"]
    cash = first_income + np.maximum(0.0, (first_income - floor) * (1 - rules.mpc) / rules.mpc)
    seen = np.log(np.maximum(LEAST_BELIEF * rules.money_unit, cash)) + rules.belief_sd * ndtri(u[:, 2])
    return _People(income, power, trade, 0.1 + 0.85 * trade_u[:, 2], trade_u[:, 3] < rules.remitting_share, cash, seen)


def _households(people: _People, rules: Rules, services: int) -> Households:
    number = people.income.size
    order = np.argsort(people.income * (1 + people.trade * rules.trade_premium), kind="stable")
    fifth = np.empty(number, np.uint8)
    fifth[order] = np.arange(number) * 5 // number

    def same(value: float, times: int = 1) -> F32:
        return np.full(times * number, value, np.float32)

    return Households(
        income=people.income.astype(np.float32),
        power=people.power.astype(np.float32),
        seen=people.seen.astype(np.float32),
        cash=people.cash.astype(np.float32),
        goodwill=same(0, services),
        sympathy=same(FIRST_SYMPATHY),
        resentment=same(FIRST_RESENTMENT),
        expects=same(FIRST_EXPECTATION),
        learned=same(0, services),
        loan=same(0, services),
        group=2 * fifth + (people.trade > 0),
        owed=np.zeros(-(-number // 8) * 8, np.uint8),
    )


def _officers(
    people: _People, rules: Rules, seed: int, members: int, services: int, service: int, crackdown: float
) -> npt.NDArray[np.void]:
    """The officers of one service, in the order of its beats."""
    number = people.income.size
    turn = turn_of(service, members, services, number)
    posts = -(-number // members)
    u = np.empty((posts, 4))
    draws.fill(seed, draws.RECRUIT, 0, u, service << int(SERVICE_BITS))
    held = np.zeros(posts, OFFICER)
    held["fear"] = crackdown * (rules.other_inspected if service else 1.0)
    held["performance"], held["entitlement"] = ndtri(u[:, 0]), FIRST_ENTITLEMENT
    held["money"] = held["scruple"] = 1.0
    sums = {"takings": FIRST_TAKINGS, "cash": FIRST_OFFICER_CASH, "post_value": FIRST_POST_VALUE}
    for name, cny in sums.items():
        held[name] = cny * rules.money_unit
    gains = np.roll(people.trade * rules.trade_premium * people.income, -turn)
    held["full_protection"] = np.bincount(np.arange(number) // members, weights=gains, minlength=posts)
    held["prey"], held["prey_power"] = _typical_targets(
        np.roll(people.seen, -turn), np.roll(people.power, -turn), members, rules
    )
    return held


def _typical_targets(seen: F64, power: F64, members: int, rules: Rules) -> tuple[F64, F64]:
    """Mean log cash (as seen) and power of the household each beat's officer would pick, best of 1 + extra_candidates."""
    whole = seen.size // members * members
    parts = [_typical(seen[:whole].reshape(-1, members), power[:whole].reshape(-1, members), rules)]
    if whole < seen.size:
        parts.append(_typical(seen[None, whole:], power[None, whole:], rules))
    return np.concatenate([cash for cash, _ in parts]), np.concatenate([powers for _, powers in parts])


def _typical(seen: F64, power: F64, rules: Rules) -> tuple[F64, F64]:
    """The same for beats of one size (beat, household)."""
    score = rules.reach_elasticity * seen + np.log(1 - rules.shield * power) - rules.avoidance * power
    order = np.argsort(score, axis=1)
    edges = np.linspace(0, 1, seen.shape[1] + 1) ** (1 + rules.extra_candidates)
    weight = np.diff(edges)
    return np.take_along_axis(seen, order, 1) @ weight, np.take_along_axis(power, order, 1) @ weight
