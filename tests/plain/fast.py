"""The same contact through the engine: plain people into its arrays, its compiled functions, its outputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shakedown.engine.compiled import compiled
from shakedown.engine.contact import contact, pick
from shakedown.engine.layout import (
    COUNTS,
    COUNTY,
    DOORS,
    FLOWS,
    OFFICER,
    PEOPLE,
    POSTS,
    SHIFT,
    UTILITY,
    VIEWS,
    WEEKLY,
    WEIGHT,
    Households,
    Now,
    Out,
    Traders,
    World,
    flat_rules,
)
from shakedown.engine.menu import Mood
from shakedown.engine.tables import menu_table, new_desk, quantile_tables
from shakedown.engine.week import mood_of
from shakedown.society.rules import Rules
from tests.plain.contact import Occasion
from tests.plain.society import Household, Officer, Week

NORMALS = quantile_tables(Rules())


@dataclass(frozen=True)
class FastOutcome:
    """What the engine did: the mood, household turned to, utilities and shares of the menu, returns, and its arrays."""

    mood: Mood
    number: int
    utility: np.ndarray
    share: np.ndarray
    took: float
    error: float
    news: float
    dismissed: bool
    world: World


@compiled
def _knock(i, k, now, protection, dismissal, w):
    mood = mood_of(i, now.week, protection, dismissal, w)
    return mood, pick(i, k, now, w), contact(i, k, now, mood, w)


def knock(
    officer: Officer, beats: Sequence[Sequence[Household]], protection: float, dismissal: float,
    amounts: tuple[float, ...], shift: float, week: Week, at: Occasion, r: Rules,
) -> FastOutcome:  # fmt: skip
    """The officer of beat `at.i` makes his contact; every officer of the county is like him."""
    world = _world(officer, beats, amounts, shift, week, at, r)
    basket = r.subsistence * week.prices * week.season
    now = Now(0, at.week, week.crackdown, 1.0, week.private_trade, basket)
    mood, number, (took, error, news, dismissed) = _knock(at.i, at.k, now, protection, dismissal, world)
    rows = [world.desk[row].reshape(3, -1)[:, : len(amounts)].ravel() for row in (UTILITY, WEIGHT)]
    return FastOutcome(mood, number, *rows, took, error, news, dismissed, world)


def _world(
    officer: Officer, beats: Sequence[Sequence[Household]], amounts: tuple[float, ...], shift: float, week: Week,
    at: Occasion, r: Rules,
) -> World:  # fmt: skip
    people = [h for beat in beats for h in beat]
    same = ("cash", "power", "trade", "seen", "learned", "goodwill", "sympathy", "resentment", "expects")
    columns: dict[str, Any] = {name: np.zeros(len(people), np.float32) for name in Households._fields}
    columns |= {name: np.array([getattr(h, name) for h in people], np.float32) for name in same}
    columns["fifth"] = np.zeros(len(people), np.int8)
    officers, levers, county = np.zeros(len(beats), OFFICER), np.zeros(at.week + 1, WEEKLY), np.zeros(COUNTY)
    for name, value in vars(officer).items():
        officers[name] = value
    for name, value in vars(week).items():
        levers[name] = value
    county[SHIFT] = shift
    menu = menu_table(amounts, r)
    return World(
        seed=at.seed, members=len(beats[0]), households=Households(**columns), officers=officers,
        traders=Traders(np.zeros(0, np.int64), np.zeros(0)), county=county, levers=levers, menu=menu, normals=NORMALS,
        r=flat_rules(r), out=_empty(len(people), len(amounts)), desk=new_desk(menu),
    )  # fmt: skip


def _empty(households: int, amounts: int) -> Out:
    return Out(
        demands=np.zeros((1, 3, amounts), np.int32), sets=np.zeros((1, 16, amounts), np.int32),
        counts=np.zeros((1, len(COUNTS)), np.int32), flows=np.zeros((1, len(FLOWS))),
        people=np.zeros((1, len(PEOPLE), 5, 2)), posts=np.zeros((1, len(POSTS))), views=np.zeros((1, len(VIEWS))),
        doors=np.zeros((households, len(DOORS))),
    )  # fmt: skip
