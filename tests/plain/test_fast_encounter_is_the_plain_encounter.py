"""The compiled contact does what the plain one says, on 2,000 random encounters.

The engine weighs the menu in single precision and reads the expected payment from a table, so a utility is a difference
of terms each off by up to a few millionths: utilities are compared relative to the largest of their menu (or to the
spread of the choice, where all are small), the chances of the options to a ten-thousandth. A choice whose uniform falls
within a ten-thousandth of another option may then go either way; such encounters are counted apart. Everything after
the choice is in double precision, kept in single, and agrees to a millionth.
"""

import math
from dataclasses import asdict
from random import Random
from typing import NamedTuple

import pytest

from shakedown.engine import oversight
from shakedown.engine.layout import COUNTS, DOORS, FLOWS, GOODWILL, LENT, PROMISED, RESENTMENT, SYMPATHY, flat_rules
from tests.plain.contact import Outcome, believed, contact, pick
from tests.plain.encounters import Encounter, random_encounter
from tests.plain.fast import FastOutcome, knock
from tests.plain.officer import dismissal_chance, fear_after, menu_of, mood_of, response, value_of_post
from tests.plain.society import FRAMINGS, MANNERS, Household, Mood

CLOSE = 1e-4
NUMBER = 2_000


class Both(NamedTuple):
    """One encounter, in plain Python and through the engine."""

    given: Encounter
    h: Household
    number: int
    mood: Mood
    plain: Outcome
    fast: FastOutcome


@pytest.fixture(scope="module")
def all_of_them() -> list[Both]:
    chance = Random(2025)
    return [_both(random_encounter(chance, channels=True)) for _ in range(NUMBER)]


@pytest.fixture(scope="module")
def clear(all_of_them: list[Both]) -> list[Both]:
    """Those whose choice no ten-thousandth could change."""
    return [b for b in all_of_them if b.plain.margin > CLOSE]


def _both(e: Encounter) -> Both:
    r, beat = e.rules, e.beats[e.at.i]
    place = pick(beat, e.shift, e.at, r)
    number = e.at.i * len(e.beats[0]) + place
    mood = mood_of(e.officer, e.protection, e.week, r, e.customs)
    plain = contact(e.officer, beat[place], number, mood, e.amounts, e.shift, e.week, e.at, r)
    dismissal = dismissal_chance(e.officer, r)
    fast = knock(e.officer, e.beats, e.protection, dismissal, e.amounts, e.shift, e.week, e.at, r, e.customs)
    return Both(e, beat[place], number, mood, plain, fast)


def same(x: object) -> object:
    return pytest.approx(x, rel=1e-6, abs=1e-9)


def test_the_officer_comes_in_the_same_mood(all_of_them):
    for b in all_of_them:
        assert tuple(b.fast.mood) == same(tuple(b.mood))


def test_he_turns_to_the_same_household(all_of_them):
    for b in all_of_them:
        assert b.fast.number == b.number


def test_every_demand_is_worth_the_same_to_him(all_of_them):
    for b in all_of_them:
        r = b.given.rules
        menu = menu_of(b.given.amounts, believed(b.h, b.given.shift, r), b.h.power, b.h.goodwill, b.mood, r)
        largest = max(r.choice_scale, *(abs(option.utility) for option in menu))
        assert b.fast.utility == pytest.approx([option.utility for option in menu], rel=0, abs=CLOSE * largest)
        assert b.fast.share == pytest.approx(response(menu, r)[0], rel=0, abs=CLOSE)


def test_he_makes_the_same_choice(clear):
    for b in clear:
        demands, framings = b.fast.world.out.demands[0], b.fast.world.out.sets[0]
        if b.plain.demand is None:
            assert demands.sum() == framings.sum() == 0
            continue
        amount = b.given.amounts.index(b.plain.demand.amount)
        assert demands.sum() == demands[MANNERS.index(b.plain.demand.manner), amount] == 1
        asked = sum(1 << FRAMINGS.index(name) for name in b.plain.demand.framings)
        assert framings.sum() == framings[asked, amount] == (b.plain.demand.manner == "request")


def test_hardly_any_choice_hangs_on_a_ten_thousandth(all_of_them, clear):
    assert NUMBER - len(clear) < 0.005 * NUMBER


def test_the_household_pays_the_same(clear):
    for b in clear:
        out, number = b.fast.world.out, b.number
        hand, goods = b.plain.hand, b.plain.goods
        stored = pytest.approx(hand, rel=1e-6, abs=1e-7 * b.h.cash)  # its cash is kept in single precision
        assert out.flows[0, FLOWS.index("paid")] == stored
        assert out.flows[0, FLOWS.index("paid_in_kind")] == same(goods)
        assert b.fast.took == pytest.approx(hand + goods, rel=1e-6, abs=1e-7 * b.h.cash)
        fined = min(hand, b.given.rules.fine) if b.plain.charged else 0
        assert out.flows[0, FLOWS.index("fines")] == pytest.approx(fined, rel=1e-6, abs=1e-7 * b.h.cash)
        assert b.fast.world.officers[b.given.at.i]["cash"] == pytest.approx(hand - fined, rel=1e-6, abs=1e-7 * b.h.cash)
        assert list(out.doors[number]) == [
            b.plain.demand is not None,
            b.plain.demand is not None and not b.plain.refused,
            pytest.approx(hand + goods, rel=1e-6, abs=1e-7 * b.h.cash),
        ]
        assert [DOORS.index(name) for name in ("demands", "payments", "paid")] == [0, 1, 2]


def test_it_refuses_complains_and_calls_on_the_state_alike_and_the_officer_is_charged_and_dismissed_alike(clear):
    for b in clear:
        counts = dict(zip(COUNTS, b.fast.world.out.counts[0], strict=True))
        assert counts["visits"] == 1
        assert counts["refusals"] == b.plain.refused
        assert counts["complaints"] == b.plain.complained
        assert counts["charges"] == b.plain.charged
        assert counts["calls_on_state"] == b.plain.called
        assert counts["retaliations"] == b.plain.suffered
        assert b.fast.dismissed == b.plain.dismissed


def test_it_thinks_and_the_officer_has_learned_the_same_afterwards(clear):
    for b in clear:
        held = b.fast.world.households
        for name, value in asdict(b.plain.after).items():
            if name == "trade":
                continue  # kept apart, and nothing a contact changes
            assert getattr(held, name)[b.number] == pytest.approx(value, rel=1e-6, abs=2e-7), name
        assert (b.fast.error, b.fast.news) == same((b.plain.error, b.plain.news))
        surprise = b.h.expects if b.plain.demand and b.plain.demand.manner == "request" else 0
        assert b.fast.world.out.views[0, 3] == surprise


def test_the_county_keeps_count_of_its_views(clear):
    for b in clear:
        for place, name in ((GOODWILL, "goodwill"), (SYMPATHY, "sympathy"), (RESENTMENT, "resentment")):
            change = float(getattr(b.fast.world.households, name)[b.number]) - getattr(b.h, name)
            assert b.fast.world.county[place] == same(change)


def test_promises_are_remembered_when_something_was_handed_over(clear):
    for b in clear:
        households, demand = b.fast.world.households, b.plain.demand
        promised = demand is not None and not b.plain.refused
        loan = b.plain.hand if promised and "loan" in demand.framings else 0
        assert households.loan[b.number] == pytest.approx(loan, rel=1e-6, abs=1e-7 * b.h.cash)
        open_ones = (LENT if loan else 0) | (PROMISED if promised and "favour" in demand.framings else 0)
        assert households.owed[b.number] == open_ones


def test_nobody_else_is_touched(clear):
    for b in clear:
        before = [h for beat in b.given.beats for h in beat]
        after = b.fast.world.households
        for number, h in enumerate(before):
            if number != b.number:
                kept = {name: value for name, value in asdict(h).items() if name != "trade"}
                assert {name: getattr(after, name)[number] for name in kept} == kept


def test_every_outcome_occurs(clear):
    demands = [b.plain.demand for b in clear if b.plain.demand]
    assert {demand.manner for demand in demands} == {*MANNERS}
    assert frozenset().union(*(demand.framings for demand in demands)) == {*FRAMINGS}
    for happened in ("refused", "complained", "charged", "dismissed", "called", "suffered", "hand", "goods"):
        assert any(getattr(b.plain, happened) for b in clear), happened


def test_officers_fear_and_stand_to_lose_the_same():
    chance = Random(7)
    for _ in range(500):
        e = random_encounter(chance)
        flat, fear, seen = flat_rules(e.rules), e.officer.fear, chance.random() * 0.2
        assert oversight.dismissal_chance(e.officer.performance, flat) == same(dismissal_chance(e.officer, e.rules))
        crackdown = e.week.crackdown
        assert oversight.fear_after(fear, crackdown, seen, flat) == same(fear_after(fear, crackdown, seen, e.rules))
        takings = chance.uniform(0, 900), chance.uniform(0, 900)
        hazards = chance.random() / 50, chance.random() / 90
        regimes = [oversight.Regime(0.0, *pair) for pair in zip(takings, hazards, strict=True)]
        duration, reopening = chance.choice((1.0, chance.uniform(1, 300))), chance.choice((0.0, 40.0, math.inf))
        regular, gain = chance.uniform(-100, 900), chance.uniform(0, 300)
        fast = oversight.value_of_post(regular, *regimes, duration, reopening, gain, flat)
        assert fast == same(value_of_post(regular, takings, hazards, duration, reopening, gain, e.rules))
