"""Random encounters: any society within the plausible ranges, any week, any officer, any beat."""

import math
import struct
from dataclasses import dataclass
from random import Random

from shakedown.society.rules import Rules, dials
from tests.plain.contact import Occasion
from tests.plain.society import Customs, Household, Officer, Week

MENUS = (
    (50, 100, 150, 200, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000),
    (20, 60, 250, 700, 2500),
    tuple(round(25 * 1.3**step) for step in range(20)),
)
OFF_BY_DEFAULT = {"consideration": 50, "leverage": 3}
CHANNELS = {
    "fine": 300, "status": 3, "norm_weight": 3, "norm_ease": 2, "resolve_weight": 3, "retaliation": 1, "protector": 2,
    "hiding": 0.9, "pay_in_kind": 1, "pay_missed": 0.5, "quit_rate": 0.02, "entry": 0.8,
}  # fmt: skip
"""Dials off by default that the timed twins do not have."""


@dataclass(frozen=True)
class Encounter:
    rules: Rules
    officer: Officer
    beats: list[list[Household]]
    protection: float
    amounts: tuple[float, ...]
    shift: float
    week: Week
    at: Occasion
    customs: Customs


def single(x: float) -> float:
    """`x` as single precision holds it, as the engine keeps households and the menu."""
    held: float = struct.unpack("f", struct.pack("f", x))[0]
    return held


def random_encounter(chance: Random, *, channels: bool = False) -> Encounter:
    """Consideration and leverage, off by default, are each on in half of them, with `channels` every other mechanism too;
    half count in another money than CNY."""
    drawn = {d.name: chance.uniform(d.low, d.high) for d in dials()}
    off = OFF_BY_DEFAULT | {name: most if channels else 0 for name, most in CHANNELS.items()}
    drawn |= {name: chance.choice((0, chance.uniform(0, most))) for name, most in off.items()}
    unit = chance.choice((1, chance.lognormvariate(0, 3)))
    rules = Rules(**drawn).in_money(unit)
    officer = Officer(
        fear=chance.random(), performance=chance.gauss(0, 1), takings=unit * chance.lognormvariate(5, 1.5),
        entitlement=chance.random(), post_value=unit * chance.uniform(-5_000, 80_000),
        scruple=chance.lognormvariate(0, 0.5) if channels else 1.0,
    )  # fmt: skip
    week = Week(
        provision=unit * chance.uniform(0, 400), private_trade=chance.uniform(0, 1.2), crackdown=chance.random(),
        prices=chance.uniform(0.8, 1.5), season=chance.uniform(0.9, 1.2), season_felt=chance.uniform(0.9, 1.3),
        channel=chance.random(), courtesy=chance.random(), **(_channels(chance, unit) if channels else {}),
    )  # fmt: skip
    customs = Customs(paying=rules.norm_usual, asking=rules.norm_usual, resolve=0.0)
    if channels:
        customs = Customs(
            chance.random(), chance.random(), chance.random(), chance.uniform(0.8, 2.5), unit * chance.uniform(1, 300)
        )
    beats = [[_household(chance, unit) for _ in range(5)] for _ in range(2)]
    beats.append([_household(chance, unit) for _ in range(3)])  # the last beat is short
    at = Occasion(seed=chance.getrandbits(40), i=chance.randrange(3), week=chance.randrange(4), k=chance.randrange(9))
    return Encounter(
        rules, officer, beats, unit * chance.uniform(0, 500), tuple(single(unit * a) for a in chance.choice(MENUS)),
        chance.gauss(0, 0.3), week, at, customs,
    )  # fmt: skip


def _channels(chance: Random, unit: float) -> dict[str, float]:
    """Levers that are 0 by default, each on in half of the encounters."""
    return {
        "quota": chance.choice((0, unit * chance.lognormvariate(5, 1))), "festive": chance.random(),
        "reward": chance.choice((0, unit * chance.lognormvariate(4, 1))), "payer_freed": chance.choice((0, chance.random())),
        "campaign": chance.choice((0, chance.uniform(-1, 1))),
    }  # fmt: skip


def _household(chance: Random, unit: float) -> Household:
    """One in ten has nothing; the rest from a few CNY to hundreds of thousands."""
    cash = 0 if chance.random() < 0.1 else unit * chance.lognormvariate(math.log(1_500), 1.8)
    traits = {
        "cash": cash,
        "power": chance.random(),
        "trade": chance.choice((0, 1)),
        "seen": math.log(max(20 * unit, cash)) + chance.gauss(0, 0.4),
        "learned": chance.gauss(0, 0.3),
        "goodwill": chance.uniform(-1, 1),
        "sympathy": chance.random(),
        "resentment": chance.random(),
        "expects": chance.random(),
    }
    return Household(**{name: single(value) for name, value in traits.items()})
