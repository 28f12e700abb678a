"""The same contact through the engine: plain people into its arrays, its compiled functions, its outputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shakedown.engine.beats import beat_of
from shakedown.engine.compiled import compiled
from shakedown.engine.contact import contact, pick
from shakedown.engine.draws import visit_words
from shakedown.engine.layout import (
    ASKING,
    COLLEAGUES,
    COUNTS,
    COUNTY,
    DOORS,
    FIRST_PAY,
    FLOWS,
    GROUPS,
    OFFICER,
    PAYING,
    PEOPLE,
    POSTS,
    REFERENCE,
    RESOLVE,
    RUMOUR,
    UTILITY,
    VIEWS,
    WEEKLY,
    Households,
    Now,
    Out,
    Remitters,
    Traders,
    World,
    flat_rules,
)
from shakedown.engine.menu import Mood
from shakedown.engine.tables import fixed_for, menu_table, new_scratch, quantile_tables
from shakedown.engine.week import mood_of
from shakedown.society.rules import Rules
from tests.desks import chances, row
from tests.plain.contact import Occasion
from tests.plain.society import Customs, Household, Officer, Week

NOBODY = Traders(np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.float32))
NO_REMITTERS = Remitters(np.zeros(0, np.int32))
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
    stake = max(0.0, w.officers[i].post_value) + w.r.penalty
    mood = mood_of(i, now, protection, w.officers[i].fear * (dismissal * stake + w.r.fine), w)
    visit_words(w.seed, i, now.week, k, w.scratch.visit)
    return mood, pick(beat_of(i, w), w), contact(i, k, now, mood, w)


def knock(
    officer: Officer, beats: Sequence[Sequence[Household]], protection: float, dismissal: float,
    amounts: tuple[float, ...], shift: float, week: Week, at: Occasion, r: Rules, customs: Customs,
) -> FastOutcome:  # fmt: skip
    """The officer of beat `at.i` makes his contact; every officer of the county is like him."""
    world = _world(officer, beats, amounts, shift, week, at, r, customs)
    basket = r.subsistence * week.prices * week.season
    now = Now(0, 0, 0, at.week, week.crackdown, 1.0, week.private_trade, basket, week.provision)
    mood, number, (took, error, news, dismissed) = _knock(at.i, at.k, now, protection, dismissal, world)
    desk, menu = world.scratch.desk, world.menu
    utility, share = row(desk, UTILITY, menu).ravel(), chances(desk, menu).ravel()
    return FastOutcome(mood, number, utility, share, took, error, news, dismissed, world)


def _world(
    officer: Officer, beats: Sequence[Sequence[Household]], amounts: tuple[float, ...], shift: float, week: Week,
    at: Occasion, r: Rules, customs: Customs,
) -> World:  # fmt: skip
    people = [h for beat in beats for h in beat]
    same = ("cash", "power", "seen", "learned", "goodwill", "sympathy", "resentment", "expects")
    columns: dict[str, Any] = {name: np.zeros(len(people), np.float32) for name in Households._fields}
    columns |= {name: np.array([getattr(h, name) for h in people], np.float32) for name in same}
    columns["group"] = np.array([h.trade > 0 for h in people], np.uint8)
    columns["owed"] = np.zeros(-(-len(people) // 8) * 8, np.uint8)
    officers, levers, county = np.zeros(len(beats), OFFICER), np.zeros(at.week + 1, WEEKLY), np.zeros(COUNTY)
    for name, value in vars(officer).items():
        officers[name] = value
    for name, value in vars(week).items():
        levers[name] = value
    colleagues = np.zeros((1, COLLEAGUES))
    colleagues[0, RUMOUR] = shift
    county[PAYING], county[ASKING] = customs.paying, customs.asking
    county[RESOLVE], county[FIRST_PAY] = customs.resolve, customs.first_pay
    county[REFERENCE] = customs.used_to * customs.first_pay
    menu = menu_table(amounts, r)
    households = Households(**columns)
    return World(
        seed=at.seed, services=1, members=len(beats[0]), households=households,
        owed_by_eight=columns["owed"].view(np.uint64), officers=officers,
        traders=NOBODY, remitters=NO_REMITTERS, county=county, colleagues=colleagues, levers=levers, menu=menu, normals=NORMALS,
        r=flat_rules(r), out=_empty(len(people), len(amounts)), scratch=new_scratch(menu),
        fixed=fixed_for(households, officers, NOBODY, NO_REMITTERS, len(beats[0]), 1, r),
    )  # fmt: skip


def _empty(households: int, amounts: int) -> Out:
    return Out(
        demands=np.zeros((1, 3, amounts), np.int32), sets=np.zeros((1, 16, amounts), np.int32),
        counts=np.zeros((1, len(COUNTS)), np.int32), flows=np.zeros((1, len(FLOWS))),
        people=np.zeros((1, len(PEOPLE), GROUPS)), posts=np.zeros((1, len(POSTS))), views=np.zeros((1, len(VIEWS))),
        doors=np.zeros((households, len(DOORS))),
    )  # fmt: skip
