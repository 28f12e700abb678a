"""The Mesa twin is the same society: it weighs demands as the plain one does, keeps its accounts, and agrees with the kernel."""

import math
from dataclasses import asdict, replace
from random import Random

import numpy as np
import pytest

from benchmarks.mesa_twin import County, Menu, run, week_of
from benchmarks.mesa_twin import Household as Resident
from benchmarks.work import MEANS, TOTALS, Work, kernel
from shakedown.engine.layout import flat_levers
from shakedown.engine.tables import MENU_CNY
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.plain.contact import lesson
from tests.plain.encounters import Encounter
from tests.plain.household import complaint_chance, payment, refusal_chance, spend, views_after
from tests.plain.officer import dismissal_chance, menu_of, mood_of, response, value_of_post
from tests.plain.society import FRAMINGS, MANNERS, Demand, Household, Mood, strain
from tests.twins import CHANGING, LIVELY, PRESSED, encounters

SEEDS = range(1, 13)


def levers_of(e: Encounter) -> Levers:
    """The levers of its week; a season is felt as it is."""
    known = {k: v for k, v in asdict(e.week).items() if k != "season_felt"}
    return Levers(**known)


def opened(e: Encounter, h: Household, mood: Mood) -> Menu:
    """The twin's menu, open at household `h`."""
    levers = flat_levers(levers_of(e), 1)[0]
    levers["season_felt"] = e.week.season_felt
    menu = Menu(e.rules)
    menu.set_levers(week_of(levers, e.rules))
    plea = e.rules.compassion * mood.hardship * mood.need
    menu.open(h.seen, math.log(1 - e.rules.shield * h.power), h.power, h.goodwill, mood.custom, plea)
    return menu


def at_home(e: Encounter, h: Household, **levers: float) -> Resident:
    """Household `h` as an agent, alone in a county under the rules and levers of an encounter, and these levers."""
    county = County(Work(households=1, weeks=1, seed=1, rules=e.rules, levers=levers_of(e).replace(**levers)))
    county.menu.set_levers(county.weeks[0])
    (found,) = county.households
    for name in ("cash", "power", "goodwill", "sympathy", "resentment", "expects"):
        setattr(found, name, getattr(h, name))
    found.known = h.seen + h.learned
    found.compassion, propensity = 0.7, 0.2
    found.complaining = e.rules.complaint_base + propensity + e.rules.complaint_power * h.power
    found.shield = math.log(1 - e.rules.shield * h.power)
    county.news = county.told = 0
    return found


def test_a_contact_promises_an_officer_what_it_does_in_plain_python():
    """Each of worth, takings and chance of a charge nearly, since reach is read to 0.1%, and on average closer by far."""
    off = []
    for e in encounters(80):
        h = e.beats[0][0]
        mood = mood_of(e.officer, e.protection, e.week, e.rules)
        menu, calm = opened(e, h, mood), mood.risk / 3
        found = menu.prospects(mood.money, mood.scruple, mood.risk, calm)
        for risk, (worth, takings, heard) in zip((mood.risk, calm), found, strict=True):
            options = menu_of(MENU_CNY, h.seen, h.power, h.goodwill, mood._replace(risk=risk), e.rules)
            shares, plain_worth = response(options, e.rules)
            paid = sum(s * o.payment for s, o in zip(shares, options, strict=True))
            charged = sum(s * o.charge for s, o in zip(shares, options, strict=True))
            scale = e.rules.choice_scale
            off.append(
                (
                    (worth - plain_worth) / max(scale, plain_worth),
                    (takings - paid) / max(scale, paid),
                    (heard - charged) / max(1e-4, charged),
                )
            )
    assert (np.abs(off).max(axis=0) < (0.005, 0.01, 0.03)).all()
    assert (np.abs(np.mean(off, axis=0)) < 0.0005).all()


def test_he_chooses_each_demand_as_often_as_in_plain_python():
    evenly = (np.arange(20_000) + 0.5) / 20_000
    for e in encounters(10):
        h = e.beats[0][0]
        mood = mood_of(e.officer, e.protection, e.week, e.rules)
        menu = opened(e, h, mood)
        menu.prospects(mood.money, mood.scruple, mood.risk, mood.risk)
        chosen = np.bincount([menu.choose(mood.money, u) + 1 for u in evenly], minlength=43) / evenly.size
        shares, _ = response(menu_of(MENU_CNY, h.seen, h.power, h.goodwill, mood, e.rules), e.rules)
        assert chosen[1:] == pytest.approx(shares, abs=0.025)  # reach is read to 0.1%, and near ties show it


def test_an_officers_post_is_worth_what_it_is_in_plain_python():
    chance = Random(5)
    for e in encounters(60):
        r, h, clients, before = e.rules, e.beats[0][0], chance.randrange(4), e.officer.post_value
        week = replace(e.week, season_felt=e.week.season)
        duration, reopening = chance.uniform(1, 60), chance.choice((math.inf, 40.0))
        officer = at_home(e, h, crackdown_duration=duration, reopening_expected=reopening).officer
        for name, value in vars(e.officer).items():
            setattr(officer, name, value)
        officer.prey, officer.prey_power, officer.standing = h.seen, h.power, h.goodwill
        officer.prey_shield = math.log(1 - r.shield * h.power)
        officer.reckon(week.crackdown, 0.0)
        officer.protection, officer.clients, officer.full_protection = e.protection, clients, 3_000.0
        fear = officer.fear
        mood = mood_of(replace(e.officer, fear=fear), e.protection, week, r)
        officer.feel(officer.model.weeks[0], r)
        pace = officer.look_ahead(officer.model.weeks[0], r)

        calm = min(fear, r.normal_crackdown)
        now = outlook(e, h, mood, fear, clients)
        usual = outlook(e, h, mood._replace(risk=mood.risk * calm / fear), calm, clients)
        assert pace == pytest.approx(now[0], rel=0.003)
        if week.crackdown <= r.normal_crackdown or calm == fear:
            now, duration = usual, 1.0
        regular = week.provision + e.protection - r.outside_income
        gain = max(0.0, r.theta * 3_000.0 - e.protection) if reopening < math.inf else 0.0
        value = value_of_post(regular, *zip(now[1:], usual[1:], strict=True), duration, reopening, gain, r)
        assert officer.post_value == pytest.approx((before + value) / 2, rel=0.003, abs=10)


def test_a_household_answers_and_both_learn_what_they_do_in_plain_python():
    chance = Random(3)
    for e in encounters(25):
        r, h = e.rules, e.beats[0][0]
        mood, floor = mood_of(e.officer, e.protection, e.week, r), r.subsistence * e.week.prices * e.week.season
        for place in range(18):
            found, amount = at_home(e, h), chance.choice(MENU_CNY)
            approach, belief = found.model.menu.approaches[place], found.known
            demand = demand_at(place, amount)
            heavy = strain(amount, h.cash, r)
            refusal = refusal_chance(demand, heavy, h.power, h.goodwill, 0.7, mood, r)
            assert found.refusal(approach, heavy, mood.need, mood.custom) == same(refusal)
            complaint = complaint_chance(demand, heavy, h.power, h.goodwill, 0.2, mood, r)
            assert found.complaint(approach, heavy, r) == same(complaint)
            hand, goods = found.pay(approach, amount, floor, r)
            assert (hand, goods) == same(payment(demand, h.cash, h.power, spend(h.cash, floor, r.mpc), r))
            assert found.cash == same(h.cash - hand)
            promised = ("loan" in demand.framings and hand > 0, "favour" in demand.framings)
            assert (found.loan_owed, found.favour_owed, found in found.model.promised) == (*promised, any(promised))
            found.officer.learn(found, approach, amount, hand, belief)
            news = lesson(demand, hand, h.power, belief, r)
            assert (found.known - belief, found.model.news) == same((news, news))
            found.change_views(approach, mood.need, r)
            views = views_after(demand, mood.need, h, r)
            for name in ("goodwill", "sympathy", "resentment", "expects"):
                assert getattr(found, name) == same(getattr(views, name)), name


def outlook(e: Encounter, h: Household, mood: Mood, fear: float, clients: int) -> tuple[float, float, float]:
    """Contacts, takings (CNY) and hazard of a week on a beat of one household like `h`."""
    r, options = e.rules, menu_of(MENU_CNY, h.seen, h.power, h.goodwill, mood, e.rules)
    shares, worth = response(options, r)
    pace = r.contact_rate * min(4, max(0.1, worth / r.contact_worth)) ** r.contact_response / 100
    paid = sum(s * o.payment for s, o in zip(shares, options, strict=True))
    charges = pace * sum(s * o.charge for s, o in zip(shares, options, strict=True)) + r.charge_protection * clients
    return pace, pace * paid, charges * fear * dismissal_chance(e.officer, r)


def same(x: object) -> object:
    return pytest.approx(x, rel=1e-9, abs=1e-9)


def demand_at(place: int, amount: float) -> Demand:
    """The plain demand at a place among the twin's approaches."""
    if place < 2:
        return Demand(MANNERS[place], amount)
    return Demand("request", amount, frozenset(name for k, name in enumerate(FRAMINGS) if (place - 2) >> k & 1))


def test_the_countys_sums_are_those_of_its_people():
    county = County(Work(households=550, weeks=80, seed=4, levers=PRESSED))
    for _ in range(80):
        county.step()
    households, officers = list(county.households), list(county.officers)
    assert county.cash_sum == pytest.approx(sum(h.cash for h in households))
    for name in ("goodwill", "sympathy", "resentment"):
        assert getattr(county, f"{name}_sum") == pytest.approx(sum(getattr(h, name) for h in households)), name
    for o in officers:
        assert o.standing == pytest.approx(sum(h.goodwill for h in o.beat), abs=1e-9)
        assert all(h.officer is o for h in o.beat)
    assert [len(o.beat) for o in officers] == [100, 100, 100, 100, 100, 50]
    assert set(county.promised) == {h for h in households if h.loan_owed or h.favour_owed}
    assert len(county.datacollector.model_vars["paid"]) == 80


def test_what_households_earn_is_spent_saved_or_handed_over():
    county = County(Work(households=500, weeks=60, seed=5))
    before = county.cash_sum
    for _ in range(60):
        county.step()
    weekly = county.datacollector.model_vars
    saved = 500 * sum(i - s for i, s in zip(weekly["household_income"], weekly["household_spending"], strict=True))
    assert county.cash_sum - before == pytest.approx(saved - county.paid + county.repaid)


@pytest.mark.parametrize(
    ("rules", "levers"),
    [(Rules(), Levers()), (Rules(), PRESSED), (LIVELY, CHANGING)],
    ids=["as before 2020", "pressed", "lively and changing"],
)
def test_it_agrees_with_the_kernel_in_everything_compared(rules, levers):
    """The mean difference over seeds lies within four standard errors of nought, or is below 0.5%."""
    twins, kernels = [], []
    for seed in SEEDS:
        work = Work(households=2_000, weeks=104, seed=seed, rules=rules, levers=levers)
        twins.append(run(work))
        kernels.append(kernel(work))
    for name in (*TOTALS, *MEANS):
        ours, theirs = (np.array([done[name] for done in each]) for each in (twins, kernels))
        apart, error = (ours - theirs).mean(), (ours - theirs).std(ddof=1) / math.sqrt(len(SEEDS))
        assert abs(apart) <= max(4 * error, 0.005 * abs(theirs.mean())), (name, apart, error)


def test_it_reports_what_is_compared_and_nothing_else():
    assert list(run(Work(households=100, weeks=2, seed=1))) == [*TOTALS, *MEANS]
