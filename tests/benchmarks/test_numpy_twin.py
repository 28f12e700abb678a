"""The NumPy twin is the same society: exactly so where chance plays no part, contact by contact, and in what comes of it."""

import math
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from benchmarks import numpy_twin
from benchmarks.numpy_twin import (
    BELIEF,
    CASH,
    DEMANDS,
    EXPECTS,
    FALLS,
    GOODWILL,
    LENT,
    PROMISED,
    RESENTMENT,
    SHIELD,
    SYMPATHY,
    TOUCHY,
    U_ANSWERS,
    U_CHARGE,
    U_CHOICE,
    U_FALL,
    U_FRAMINGS,
    U_WHO,
    County,
    run,
)
from benchmarks.work import MEANS, TOTALS, Work, kernel
from shakedown.engine.layout import flat_levers
from shakedown.engine.tables import MENU_CNY
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules, dials
from tests.plain.chance import ANSWER, CHOICE, FRAMING
from tests.plain.contact import Outcome, contact
from tests.plain.encounters import CHANNELS, Encounter
from tests.plain.officer import dismissal_chance, mood_of
from tests.twins import LIVELY, PRESSED, encounters

F32 = npt.NDArray[np.float32]

CROWDED = LIVELY.replace(beat_size=7.0, contact_rate=20.0)
"""Beats so small that an officer often calls on the same household twice in a week; the last of them is smaller still."""
CHANGING = Levers(
    crackdown=[0.1] * 12 + [0.8] * 12 + [0.0] * 16, crackdown_duration=10.0, private_trade=[1.2] * 20 + [0.3] * 20,
    reopening_expected=30.0, provision=60.0, season=[1.0] * 25 + [1.3] * 15, courtesy=0.5, contacts=1.3,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _infinite_odds() -> Iterator[None]:
    """As `run` does: the odds of what cannot happen are infinite."""
    with np.errstate(all="ignore"):
        yield


def first_weeks() -> Iterator[Work]:
    """Any rules within the plausible ranges and any levers, for one week."""
    chance = Random(7)
    for seed in range(20):
        drawn = {d.name: chance.uniform(d.low, d.high) for d in dials() if d.name not in CHANNELS}
        drawn |= {"leverage": chance.uniform(0, 2), "consideration": chance.uniform(0, 50)}
        drawn["beat_size"] = chance.randrange(3, 120)
        levers = Levers(
            market=chance.uniform(0.4, 1.2), private_trade=chance.uniform(0, 1.4), provision=chance.uniform(0, 100),
            crackdown=chance.uniform(0, 0.8), crackdown_duration=chance.uniform(1, 50), prices=chance.uniform(0.8, 1.5),
            season=chance.uniform(0.8, 1.3), channel=chance.random(), contacts=chance.uniform(0.5, 2),
            courtesy=chance.random(), reopening_expected=chance.choice([math.inf, 20.0]),
        )  # fmt: skip
        yield Work(households=500, weeks=1, seed=seed, rules=Rules(**drawn), levers=levers)


def test_what_a_first_week_owes_to_no_chance_is_as_in_the_kernel():
    """Trade and who stays in it, need, fear, and the value of the post, for which the whole menu is weighed."""
    for work in first_weeks():
        found, compiled = run(work), kernel(work)
        for name in ("retained", "shortfall", "fear", "household_spending"):
            assert found[name] == pytest.approx(compiled[name], rel=1e-5, abs=1e-6), (work.seed, name)
        assert found["post_value"] == pytest.approx(compiled["post_value"], rel=2e-4), (
            work.seed
        )  # a table, read to 0.05%


class Drawn:
    """Chance given by hand, as a plain contact asks for it."""

    def __init__(self, seed: int, u: F32) -> None:
        self.seed = seed
        choice, (refuse, complain, call), charge = u[U_CHOICE], u[U_ANSWERS : U_ANSWERS + 3], u[U_CHARGE]
        self.given = {
            CHOICE: [choice, refuse, complain, charge],
            ANSWER: [u[U_FALL], call, 0.5, 0.5],
            FRAMING: list(u[U_FRAMINGS : U_FRAMINGS + 4]),
        }

    def chances(self, purpose: int) -> list[float]:
        return [float(v) for v in self.given[purpose]]


def county_of(e: Encounter) -> County:
    """The twin with an encounter's officer on all its beats."""
    known = {k: v for k, v in vars(e.week).items() if k != "season_felt"}
    rules, homes = e.rules.replace(beat_size=5), [h for beat in e.beats for h in beat]
    county = County(Work(households=len(homes), weeks=1, seed=e.at.seed, rules=rules, levers=Levers(**known)))
    levers = flat_levers(Levers(**known), 1)[0]
    levers["season_felt"] = e.week.season_felt
    county.schedule = [county.week_of(levers)]
    place = county.beat[: len(homes)]
    rows = {
        SHIELD: [math.log(1 - rules.shield * h.power) for h in homes],
        TOUCHY: [rules.complaint_power * h.power for h in homes],
        BELIEF: [h.seen + h.learned for h in homes],
    }
    rows |= {row: [getattr(h, name) for h in homes] for row, name in MOVING.items()}
    for row, values in rows.items():
        county.households[row, place] = values
    county.fear[:], county.takings[:], county.entitled[:] = e.officer.fear, e.officer.takings, e.officer.entitlement
    county.protection[:] = e.protection
    county.mood[FALLS] = dismissal_chance(e.officer, rules)
    county.shift.fill(e.shift)
    county.flows[:] = 0.0
    mood = mood_of(e.officer, e.protection, e.week, rules)
    county.moods(county.schedule[0], np.full(county.number, mood.risk, np.float32))
    return county


MOVING = {
    CASH: "cash",
    GOODWILL: "goodwill",
    SYMPATHY: "sympathy",
    RESENTMENT: "resentment",
    EXPECTS: "expects",
}
"""Rows of the twin's households, and what the plain household calls them."""


def plain_outcomes(e: Encounter, u: F32) -> list[Outcome]:
    """What comes of a contact with each household in plain Python."""
    mood = mood_of(e.officer, e.protection, e.week, e.rules)
    homes = [h for beat in e.beats for h in beat]
    return [
        contact(e.officer, h, n, mood, MENU_CNY, e.shift, e.week, Drawn(e.at.seed, u[:, n]), e.rules)  # type: ignore[arg-type]
        for n, h in enumerate(homes)
    ]


def test_a_contact_is_the_plain_contact():
    """All but the few whose chance falls so close to a bound that single precision may see it on the other side."""
    rng, compared, apart = np.random.default_rng(5), 0, 0
    for e in encounters(80):
        u = rng.random((U_WHO, sum(map(len, e.beats))), dtype=np.float32)
        for n, plain in enumerate(plain_outcomes(e, u)):
            county = county_of(e)
            padded = np.full((U_WHO, numpy_twin.PAD), 0.5, np.float32)
            padded[:, 0], padded[U_CHOICE, 1:] = u[:, n], 1.0
            officer = np.full(numpy_twin.PAD, n // 5)
            picked = np.full(numpy_twin.PAD, county.nobody)
            picked[0] = county.beat[n]
            county.encounters(county.schedule[0], officer, picked, padded)
            compared += 1
            apart += not same(county, n, plain)
    assert compared == 80 * 13
    assert apart < 0.01 * compared


def same(county: County, n: int, plain: Outcome) -> bool:
    """Whether the twin's county shows household `n`, and the county's sums, as the plain contact left them."""
    home, officer = county.households[:, county.beat[n]].astype(float), n // 5
    handed, goods, _ = county.flows[:, officer]
    place = int(county.chosen[:DEMANDS].argmax()) if county.chosen[:DEMANDS].any() else -1
    if (place >= 0) != (plain.demand is not None):
        return False
    promised = [False, False]
    if plain.demand:
        manner = ("threat", "order", "request").index(plain.demand.manner)
        if place != manner * len(MENU_CNY) + MENU_CNY.index(plain.demand.amount):
            return False
        paid = not plain.refused
        promised = ["favour" in plain.demand.framings and paid, "loan" in plain.demand.framings and plain.hand > 0]
    flags = [plain.complained, plain.called, plain.charged, plain.dismissed, *promised]
    _, _, _, news, refused, complained, called, *_ = county.added
    refusals = refused - county.chosen[DEMANDS]
    found = [
        complained > 0,
        called > 0,
        county.charges > 0,
        county.leaving[officer],
        home[PROMISED] > 0,
        home[LENT] > 0,
    ]
    numbers = {row: getattr(plain.after, name) for row, name in MOVING.items()}
    numbers[BELIEF] = plain.after.seen + plain.after.learned
    close = [home[row] == pytest.approx(value, rel=2e-5, abs=2e-5) for row, value in numbers.items()]
    close.append((handed, goods, news) == pytest.approx((plain.hand, plain.goods, plain.news), rel=2e-4, abs=1e-3))
    return found == flags and all(close) and (refusals > 0) == plain.refused


def test_contacts_come_at_each_officers_pace_and_choose_as_the_best_of_a_few():
    """Counts as a Poisson process has them, and picks by exact chances: place p of 7 by score wins with a known weight."""
    rules = CROWDED.replace(beat_size=7)
    county = County(Work(households=33, weeks=1, seed=3, rules=rules))
    county.pace[:] = [0.2, 1.5, 0.7, 3.0, 0.0]
    number, counts, picks = 4000, [], np.zeros(34)

    def record(week: object, officer: npt.NDArray[np.intp], picked: npt.NDArray[np.intp], chance: F32) -> None:
        theirs = picked != county.nobody
        rounds.append(np.bincount(officer[theirs], minlength=5))
        np.add.at(picks, picked[theirs], 1)

    county.encounters = record  # type: ignore[method-assign]
    for _ in range(number):
        rounds: list[npt.NDArray[np.intp]] = [np.zeros(5, int)]
        county.contacts(county.schedule[0])
        counts.append(np.sum(rounds, axis=0))
    mean, variance = np.mean(counts, axis=0), np.var(counts, axis=0)
    assert np.abs(mean - county.pace).max() < 4 * math.sqrt(3.0 / number)
    assert np.abs(variance - county.pace).max() < 4 * 3.0 * math.sqrt(2.4 / number)
    assert np.abs(np.corrcoef(np.array(counts)[:, :4].T) - np.eye(4)).max() < 4 / math.sqrt(number)

    beat = county.beat[21:28]  # of the officer with most contacts
    score = rules.reach_elasticity * np.maximum(county.belief[beat], math.log(20)) + county.appeal[beat]
    below = np.arange(8) / 7
    weight = np.diff(0.5 * below**3 + 0.5 * below**4)  # 2.5 more than the first: 3 or 4 in all, as often
    found = picks[beat][np.argsort(score)] / picks[beat].sum()
    assert np.abs(found - weight).max() < 4 * math.sqrt(0.25 / picks[beat].sum())


def test_a_second_call_on_a_household_that_is_considered_again_waits():
    county = County(Work(households=21, weeks=1, seed=3, rules=Rules(beat_size=7)))
    officer = np.array([0, 0, 0, 1, 1, 2])
    picked = np.array([3, 4, 5, 9, 9, 15])
    who = np.array([[3, 4, 5, 9, 9, 15], [1, 3, 2, 8, 8, 16]])
    assert list(county.waiting(officer, who, picked)) == [False, True, True, False, True, False]  # type: ignore[arg-type]
    assert county.waiting(officer[[0, 3, 5]], who[:, [0, 3, 5]], picked[[0, 3, 5]]) is None


def test_an_officer_repays_in_turn_while_his_cash_lasts():
    county = County(Work(households=21, weeks=1, seed=3, rules=Rules(beat_size=7)))
    county.purse[:] = [100.0, 250.0, 0.0]
    officer = np.array([0, 0, 1, 1, 1, 2])
    repaid = np.array([80.0, 30.0, 200.0, 60.0, 50.0, 10.0], np.float32)
    county.in_turn(officer, repaid)
    assert repaid.tolist() == [80.0, 0.0, 200.0, 0.0, 50.0, 0.0]


def test_a_promise_that_falls_due_is_kept_or_broken_and_closed():
    rules = Rules(beat_size=7, loan_due=1.0, loan_repaid=1.0, goodwill_kept=0.3, goodwill_broken=0.15)
    county = County(Work(households=21, weeks=1, seed=3, rules=rules, levers=Levers(private_trade=1.0)))
    repaid, unpaid, helped, both = county.beat[[0, 8, 16, 17]]
    county.purse[:] = [500.0, 50.0, 500.0]
    county.households[LENT, [repaid, unpaid, both]] = [100.0, 80.0, 40.0]
    county.households[PROMISED, [helped, both]] = [2.0, 1.0]
    county.households[GOODWILL, both] = 0.9
    county.owed[[repaid, unpaid, helped, both]] = True
    county.flows[:] = 0.0
    before, homes = county.cash.sum(dtype=float) + county.purse.sum(dtype=float), county.households.copy()
    county.promises_due(county.schedule[0])
    assert county.purse.tolist() == [400.0, 50.0, 460.0]
    assert county.cash.sum(dtype=float) + county.purse.sum(dtype=float) == pytest.approx(before)
    assert county.cash[[repaid, both]] - homes[CASH, [repaid, both]] == pytest.approx([100.0, 40.0], abs=1e-3)
    assert county.households[GOODWILL, [repaid, unpaid, helped, both]] == pytest.approx([0.3, -0.15, 0.3, 1.0])
    assert county.flows[2] == pytest.approx([0.3, -0.15, 0.4])
    assert not county.owed.any()
    assert not county.households[PROMISED : LENT + 1].any()
    assert county.repaid.tolist() == [100.0, 0.0, 40.0]


def test_a_successor_starts_anew_and_owes_nothing():
    county = County(Work(households=21, weeks=1, seed=3, rules=Rules(beat_size=7, goodwill_broken=0.2)))
    owed, elsewhere = county.beat[[9, 2]]
    county.belief += 1.0
    county.households[LENT, [owed, elsewhere]] = 70.0
    county.owed[[owed, elsewhere]] = county.leaving[1] = True
    county.flows[:] = 0.0
    county.replace(np.array([1]))
    theirs, others = county.beat[7:14], county.beat[[*range(7), *range(14, 21)]]
    assert county.belief[theirs] == pytest.approx(county.seen[theirs])
    assert county.belief[others] == pytest.approx(county.seen[others] + 1.0)
    assert np.flatnonzero(county.owed) == [elsewhere]
    assert county.households[LENT, [owed, elsewhere]].tolist() == [0.0, 70.0]
    assert county.households[GOODWILL, [owed, elsewhere]] == pytest.approx([-0.2, 0.0])
    assert (county.purse > 0).tolist() == (county.entitled > 0).tolist() == [True, False, True]
    assert not county.leaving.any()


def test_clients_bring_charges():
    rules = Rules(beat_size=7, charge_protection=1.0, penalty=0.0, dismissal_bar=-1000.0)
    county = County(Work(households=21, weeks=1, seed=3, rules=rules, levers=Levers(crackdown=1.0)))
    county.client_risk = np.array([1.0, 0.0, 2.0], np.float32)
    county.close(0, county.schedule[0])
    assert (county.charges, county.dismissals) == (2, 0)


def test_many_officers_contacts_and_households_are_reckoned_in_blocks(monkeypatch):
    """The same county in small blocks is the same but for rounding, which by and by tips the scales at some door."""
    work = Work(households=400, weeks=6, seed=4, rules=CROWDED, levers=CHANGING)
    whole = run(work)
    monkeypatch.setattr(numpy_twin, "BLOCK", 16)
    monkeypatch.setattr(numpy_twin, "STRETCH", 64)
    parts = run(work)
    assert [parts[n] for n in TOTALS] == pytest.approx([whole[n] for n in TOTALS], rel=0.02)
    assert [parts[n] for n in MEANS] == pytest.approx([whole[n] for n in MEANS], rel=0.002, abs=0.002)


@pytest.mark.parametrize(
    ("rules", "levers"),
    [(Rules(), Levers()), (Rules(), PRESSED), (LIVELY, CHANGING), (CROWDED, replace(CHANGING, contacts=4.0))],
    ids=["default", "pressed", "lively", "crowded"],
)
def test_it_agrees_with_the_kernel_in_every_measure(rules, levers):
    """Means over seeds differ by no more than chance explains (4 standard errors of the paired difference), or by 0.5%."""
    seeds = range(1, 17)
    works = [Work(households=600, weeks=40, seed=s, rules=rules, levers=levers) for s in seeds]
    found, compiled = [run(w) for w in works], [kernel(w) for w in works]
    for name in (*TOTALS, *MEANS):
        twin, peer = (np.array([measures[name] for measures in each]) for each in (found, compiled))
        apart, error = twin - peer, (twin - peer).std(ddof=1) / math.sqrt(len(works))
        assert abs(apart.mean()) <= max(4 * error, 0.005 * abs(peer.mean())), name


def test_a_run_comes_again_and_gives_every_measure():
    work = Work(households=150, weeks=5, seed=9)
    assert run(work) == run(work)
    assert tuple(run(work)) == (*TOTALS, *MEANS)
