"""The default society as a Mesa model: households and officers are agents, objects with steps of their own.

Chance comes from the model's own generators, so a run agrees with the kernel's in distribution and not draw by draw.
Amounts of money are in the case's money, time in weeks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, log, sqrt
from statistics import fmean

import numpy as np
import numpy.typing as npt
from mesa import Agent, DataCollector, Model
from mesa.agent import AgentSet

from benchmarks.work import MEANS, TOTALS, Work
from shakedown.engine.draws import CHARACTER, fill
from shakedown.engine.layout import (
    HAND_SHARE,
    LEAST_BELIEF,
    MOST_CONTACTS,
    MOST_STRAIN,
    REACH_CASH,
    STRAIN_CASH,
    flat_levers,
)
from shakedown.engine.oversight import MOST_PACE
from shakedown.engine.state import FIRST_EXPECTATION, FIRST_RESENTMENT, FIRST_SYMPATHY, first_county
from shakedown.engine.tables import MENU_CNY, REACH_SDS, paid_share, quantile_tables
from shakedown.engine.week import PERFORMANCE_KEPT, PERFORMANCE_NOISE, TAKINGS_MEMORY, VALUE_STEP
from shakedown.society.rules import Rules

F64 = npt.NDArray[np.float64]

THREAT, ORDER, REQUEST = 0, 1, 2
AMOUNTS = len(MENU_CNY)
DEMANDS = 3 * AMOUNTS
"""Threats, orders and requests of every round amount, in this order."""
STEPS = 512
"""Rows of the payment table per unit of log reach, so that reach is read to 0.1%."""
BELOW = 6.0
"""A reach this far (log) below the smallest amount is as good as none."""
SAFE_EXPONENT = 600.0
"""Weights of demands are taken as they are up to e^600, and relative to the largest beyond."""
LOG_HAND_SHARE = log(HAND_SHARE)


def run(work: Work) -> Mapping[str, float]:
    """One county, household by household."""
    county = County(work)
    for _ in range(work.weeks):
        county.step()
    Agent._ids.pop(county)  # Mesa counts ids by model, and would keep every model in memory for good
    weekly = county.datacollector.model_vars
    return {n: float(weekly[n][-1]) for n in TOTALS} | {n: fmean(weekly[n]) for n in MEANS}


def logistic(x: float) -> float:
    """1 / (1 + e^-x), whatever x."""
    return 1.0 / (1.0 + exp(-x)) if x > -SAFE_EXPONENT else 0.0


def spend(means: float, floor: float, mpc: float) -> float:
    """Buffer-stock spending: all of `means` below `floor`, a share of the rest above."""
    return floor + mpc * (means - floor) if means > floor else means


@dataclass(frozen=True, slots=True)
class Week:
    """The week's levers, and what follows from them and the rules for everybody alike.

    floor: spending below which nothing is saved; need: of an officer's household; worth: of a favour, 0..1; loan, favour,
    season: chance that a request carries each framing; lost: logit by which coercion loses its hold; channel: logit by which
    it invites complaints; contacts: a week on 100 households at the usual worth.
    """

    market: float
    trade: float
    provision: float
    crackdown: float
    duration: float
    reopening: float
    contacts: float
    courtesy: float
    floor: float
    need: float
    worth: float
    loan: float
    favour: float
    season: float
    lost: float
    channel: float


def week_of(levers: np.void, r: Rules) -> Week:
    """One week out of a record of levers; duration 0: no more of a crackdown than is normal."""
    at = dict(zip(levers.dtype.names or (), levers.item(), strict=True))
    worth = min(1.0, at["private_trade"])
    return Week(
        market=at["market"],
        trade=at["private_trade"],
        provision=at["provision"],
        crackdown=at["crackdown"],
        duration=at["crackdown_duration"] if at["crackdown"] > r.normal_crackdown else 0.0,
        reopening=at["reopening_expected"],
        contacts=at["contacts"] * r.contact_rate,
        courtesy=at["courtesy"],
        floor=r.subsistence * at["prices"] * at["season"],
        need=max(r.money_unit, r.need * at["prices"] * at["season_felt"]),
        worth=worth,
        loan=r.loan_use,
        favour=min(0.98, r.favour_base + r.favour_trade * worth),
        season=min(0.9, max(0.0, r.season_use * (at["season_felt"] - 1.0))),
        lost=r.leverage * (1.0 - worth),
        channel=r.complaint_channel * at["channel"],
    )


@dataclass(frozen=True, slots=True)
class Approach:
    """A manner of asking with its framings, and what it does this week: logits of refusing and complaining but for what is
    the household's own, slope of refusing in strain, log reach at 1,000 CNY, and what a complaint adds to a charge's chance.
    """

    manner: int
    hardship: bool
    loan: bool
    favour: bool
    refusal: float
    slope: float
    complaint: float
    log_reach: float
    told: float


def approaches(week: Week, r: Rules) -> list[Approach]:
    """Threat, order, and the request with every set of framings: at 2 + 1 (hardship) + 2 (loan) + 4 (favour) + 8 (season)."""
    coerced = r.charge_complaint * (1.0 + week.courtesy)
    threat, order = r.refusal_threat + week.lost, r.refusal_order + week.lost
    made = [
        Approach(
            THREAT, False, False, False, threat, r.strain_threat, week.channel + r.complaint_threat, log(r.reach_threat),
            coerced,
        ),
        Approach(
            ORDER, False, False, False, order, r.strain_order, week.channel + r.complaint_order, log(r.reach_order), coerced
        ),
    ]  # fmt: skip
    for framings in range(16):
        hardship, loan, favour, season = (bool(framings & bit) for bit in (1, 2, 4, 8))
        refusal = r.refusal_request + (loan or favour) * r.refusal_promise + season * r.refusal_season
        complaint = week.channel + r.complaint_request
        complaint += loan * r.complaint_loan + favour * week.worth * r.complaint_favour
        slope = request_slope(loan, favour * week.worth, r)
        reach = log(r.reach_request) + loan * log(r.reach_loan)
        made.append(
            Approach(REQUEST, hardship, loan, favour, refusal, slope, complaint, reach, r.charge_complaint)
        )  # fmt: skip
    return made


def request_slope(loan: float, favour: float, r: Rules) -> float:
    """Slope of refusal in strain for a request with these promises: the more demanding one sets it."""
    with_loan = r.strain_request + loan * (r.strain_loan - r.strain_request)
    with_favour = r.strain_request + favour * (r.strain_favour - r.strain_request)
    return max(with_loan, with_favour)


Regime = tuple[float, float, float]
"""What an officer expects at one level of fear: worth of a contact (CNY), its takings, its chance of a charge at fear 1."""


class Menu:
    """Every demand an officer can make, weighed in rows of 42 numbers: one scratch space for all officers in turn.

    `open` looks at one household; `prospects` or `choose` then weigh what came out. Utilities are sums of the rows of a
    sheet, each at its price, so that one product of matrices makes them. They are in units of the choice scale, with the
    log spacing an amount stands for added.
    """

    def __init__(self, r: Rules) -> None:
        self.r = r
        self.amounts = amounts = np.asarray(MENU_CNY, dtype=float)
        edges = np.log([amounts[0] ** 2 / amounts[1], *amounts, amounts[-1] ** 2 / amounts[-2]])
        self.log_spacing = np.log((edges[2:] - edges[:-2]) / 2)
        self.least_belief, self.cushion = log(LEAST_BELIEF * r.money_unit), STRAIN_CASH * r.money_unit
        self.log_held = log(REACH_CASH * r.money_unit)
        self.first, self.rows = payment_rows(max(1e-3, min(1.0, r.reach_elasticity) * r.belief_sd))
        self.last = len(self.rows) - 1
        self.reach_0 = (1.0 - r.reach_elasticity) * self.log_held - self.first
        self.most_0 = LOG_HAND_SHARE - self.first
        self.per_scale = 1.0 / r.choice_scale
        self._levers: tuple[float, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        """The sheet, rows that are written over at every look, and views of their parts."""
        sheet = np.ones((8, DEMANDS))
        _, self.paid, _, self.told_most, self.paid_for_good, asked, self.effort, strains = sheet
        asked[:] = np.tile(self.amounts, 3)
        self.answers, self.strains = sheet[1:3].reshape(-1), strains.reshape(3, AMOUNTS)
        self.moments, self.priced = sheet[:4].T, sheet[2 : 8 if self.r.consideration else 7]
        self.prices = np.empty((2, len(self.priced)))
        self.prices_now, self.prices_calm = self.prices
        self.kept = np.repeat([1.0, 1.0, 1.0 - self.r.loan_use * self.r.loan_repaid], AMOUNTS)
        self.strain_and_one, self.most_strain = np.ones((2, AMOUNTS)), np.full(AMOUNTS, MOST_STRAIN)
        self.strain, self.logit = self.strain_and_one[0], np.empty((6, 2))
        self.flat_logit = self.logit.reshape(-1)
        self.odds, self.one, self.offers = np.empty((6, AMOUNTS)), np.ones((6, AMOUNTS)), np.empty(2 * DEMANDS)
        self.flat_odds = self.odds.reshape(-1)
        self.within_reach, self.told = self.offers[:DEMANDS], self.offers[DEMANDS:]
        self.weights, self.sums, self.upto = np.empty((2, DEMANDS)), np.empty((2, 4)), np.empty(DEMANDS)

    def set_levers(self, week: Week) -> None:
        """Lay out what the week's levers change for all officers alike, if they changed."""
        levers = (week.courtesy, week.worth, week.season, week.channel)
        if levers == self._levers:
            return
        self._levers = levers
        r, favour, harder = self.r, week.favour * week.worth, 1.0 + week.courtesy
        self.approaches = threat, order, request, *_ = approaches(week, r)
        self.logit[:, 0] = r.complaint_strain
        self.logit[:3, 0] = threat.slope, order.slope, request_slope(week.loan, favour, r)
        self.told[:] = np.repeat([threat.told, order.told, request.told], AMOUNTS)
        self.told_most[:] = self.told + r.charge_base
        efforts = np.repeat([r.effort_threat * harder, r.effort_order * harder, r.effort_request], AMOUNTS)
        self.effort[:] = efforts - r.choice_scale * np.tile(self.log_spacing, 3)
        promises = week.loan + week.favour - week.loan * week.favour
        self.refusals = (
            threat.refusal,
            order.refusal,
            request.refusal + promises * r.refusal_promise + week.season * r.refusal_season,
        )
        self.complaints = (
            r.complaint_base + threat.complaint,
            r.complaint_base + order.complaint,
            r.complaint_base + request.complaint + week.loan * r.complaint_loan + favour * r.complaint_favour,
        )
        ask = request.log_reach + week.loan * log(r.reach_loan)
        self.log_reaches = threat.log_reach, order.log_reach, ask

    def open(
        self, believed: float, shield: float, power: float, goodwill: float, custom: float, plea: float
    ) -> None:  # fmt: skip
        """Look at a household: lay out what every demand brings in, CNY, and how far silence spares a charge.

        `believed`: log cash; `shield`: log of what power leaves of reach; `custom`, `plea`: logits that lower refusal, of
        all demands and of requests.
        """
        r, logit, odds, strain = self.r, self.flat_logit, self.odds, self.strain
        eased, complaint = goodwill + custom, r.complaint_power * power - r.complaint_goodwill * goodwill
        a, b, c = self.refusals
        logit[1], logit[3], logit[5] = a - eased, b - eased, c - eased - plea
        a, b, c = self.complaints
        logit[7], logit[9], logit[11] = a + complaint, b + complaint, c + complaint
        np.multiply(self.amounts, 1.0 / (exp(believed) + self.cushion), strain)
        np.minimum(strain, self.most_strain, out=strain)
        self.logit.dot(self.strain_and_one, odds)
        np.exp(odds, odds)
        np.add(odds, self.one, odds)

        rows, last = self.rows, self.last
        reach, most = self.reach_0 + r.reach_elasticity * believed + shield, self.most_0 + believed
        a, b, c = self.log_reaches
        a, b, c = reach + a, reach + b, reach + c
        threat = int((a if a < most else most) * STEPS)
        order = int((b if b < most else most) * STEPS)
        request = int((c if c < most else most) * STEPS)
        if not (0 <= threat <= last and 0 <= order <= last and 0 <= request <= last):
            threat, order, request = (max(0, min(last, k)) for k in (threat, order, request))
        np.concatenate((rows[threat], rows[order], rows[request]), out=self.within_reach)
        np.divide(self.offers, self.flat_odds, self.answers)
        np.multiply(self.paid, self.kept, self.paid_for_good)
        if r.consideration:
            self.strains[:] = strain

    def prospects(self, money: float, scruple: float, risk: float, calm: float) -> tuple[Regime, Regime]:
        """What the household last looked at promises under `risk` and under `calm` (CNY per unit chance of a charge).

        Sets the prices at which the same officer will `choose`.
        """
        weights, scale, per_scale = self.weights, self.r.choice_scale, self.per_scale
        for prices, charged in ((self.prices_now, risk * per_scale), (self.prices_calm, calm * per_scale)):
            prices[0], prices[1] = charged, -charged
            prices[2], prices[3], prices[4] = money * per_scale, -scruple * per_scale, -per_scale
            if self.r.consideration:
                prices[5] = -self.r.consideration * per_scale
        self.prices.dot(self.priced, weights)
        best = self.too_large(money, weights)
        none = exp(-best) if best else 1.0
        np.exp(weights, weights)
        now, usual = weights.dot(self.moments, self.sums).tolist()
        n, paid, spared, told = now
        n += none
        after = (scale * (best + log(n)), paid / n, (told - spared) / n)
        n, paid, spared, told = usual
        n += none
        return after, (scale * (best + log(n)), paid / n, (told - spared) / n)

    def too_large(self, money: float, utility: F64) -> float:
        """Where utilities may be too large to take e^ of: the largest, after taking it off. Else 0."""
        if money * MENU_CNY[-1] * self.per_scale < SAFE_EXPONENT:
            return 0.0
        best = max(0.0, float(utility.max()))
        utility -= best
        return best

    def choose(self, money: float, u: float) -> int:
        """The demand the uniform `u` falls on: its place, or -1 for none."""
        upto = self.upto
        self.prices_now.dot(self.priced, upto)
        best = self.too_large(money, upto)
        np.exp(upto, upto)
        np.add.accumulate(upto, out=upto)
        all_demands = upto.item(DEMANDS - 1)
        at = u * (all_demands + (exp(-best) if best else 1.0))
        return int(upto.searchsorted(at, "right")) if at < all_demands else -1


@lru_cache(maxsize=8)
def payment_rows(sd: float) -> tuple[float, list[F64]]:
    """E[min(a, C)] of every amount (CNY), C log-normal: one row per log median from the returned one on."""
    logs = np.log(MENU_CNY)
    first = float(logs[0]) - BELOW
    medians = first + (np.arange(int((logs[-1] + REACH_SDS * sd - first) * STEPS) + 2) + 0.5) / STEPS
    return first, list(np.asarray(MENU_CNY) * paid_share(logs - medians[:, None], sd))


class Household(Agent):  # type: ignore[misc]
    """A household: earns, saves, may trade under protection, is asked for money and answers.

    known: log cash as its officer believes it, rumour apart; seen: the same before anything was learned; shield: log of what
    its power leaves of its reach; appeal: what its power does to being picked; complaining: its logit of complaining of no
    demand in particular; lent: CNY it expects back.
    """

    model: "County"
    __slots__ = (
        "appeal", "cash", "compassion", "complaining", "expects", "favour_owed", "gain", "goodwill", "income",
        "known", "lent", "loan_owed", "officer", "power", "resentment", "seen", "shield", "sympathy", "trading_cost",
    )  # fmt: skip

    def __init__(
        self, model: "County", officer: "Officer", income: float, power: float, cash: float, seen: float,
        compassion: float, propensity: float,
    ) -> None:  # fmt: skip
        super().__init__(model)
        r = model.rules
        self.officer, self.income, self.power, self.cash = officer, income, power, cash
        self.seen = self.known = seen
        self.compassion = compassion
        self.complaining = r.complaint_base + propensity + r.complaint_power * power
        self.shield = log(1.0 - r.shield * power)
        self.appeal = self.shield - r.avoidance * power
        self.goodwill, self.sympathy = 0.0, FIRST_SYMPATHY
        self.resentment, self.expects = FIRST_RESENTMENT, FIRST_EXPECTATION
        self.lent, self.loan_owed, self.favour_owed = 0.0, False, False
        self.gain = self.trading_cost = 0.0

    def earn(self, floor: float, kept: float, luck: list[float]) -> float:
        """Spend out of what last week left, then earn; returns the income.

        Who has no more than `floor` spends all of it and tells the model by how much it fell short.
        """
        income = self.income * luck.pop()
        held = self.cash
        if held > floor:
            self.cash = kept * (held - floor) + income
        else:
            self.cash = income
            self.model.short += floor - held
        return income

    def trade(self, openness: float, theta: float, risk: float) -> float:
        """Trade under protection this week if that leaves something, the retainer covering the officer's risk.

        Returns what is left of the gain.
        """
        officer, gain = self.officer, openness * self.gain
        retainer = theta * gain + (1.0 - theta) * officer.exposure
        if gain * (1.0 - self.trading_cost) - retainer - risk <= 0.0:
            return 0.0
        officer.protection += retainer
        officer.clients += 1
        gain -= retainer
        self.cash += gain
        return gain

    def refusal(self, approach: Approach, strain: float, urgency: float, custom: float) -> float:
        """Chance that it refuses outright."""
        logit = approach.refusal + approach.slope * strain - self.goodwill - custom
        if approach.hardship:
            logit -= self.compassion * urgency
        return logistic(logit)

    def complaint(self, approach: Approach, strain: float, r: Rules) -> float:
        """Chance that it complains of the demand, paid or not."""
        of_demand = approach.complaint + r.complaint_strain * strain
        return logistic(self.complaining + of_demand - r.complaint_goodwill * self.goodwill)

    def pay(self, approach: Approach, amount: float, floor: float, r: Rules) -> tuple[float, float]:
        """Hand over what it can: (cash, goods at the officer's price), CNY. Remembers what it was promised."""
        model, cash, hand = self.model, self.cash, 0.0
        if cash > 0.0:
            log_cash, held = log(cash), model.menu.log_held
            reach = approach.log_reach + held + r.reach_elasticity * (log_cash - held) + self.shield
            hand = min(amount, exp(min(LOG_HAND_SHARE + log_cash, reach)))
            self.cash = cash - hand
        if approach.loan and hand > 0.0:
            self.lent += hand
            self.loan_owed = True
            model.promised[self] = None
        if approach.favour:
            self.favour_owed = True
            model.promised[self] = None
        if hand == amount:
            return hand, 0.0
        return hand, min(amount - hand, r.kind_share * spend(cash, floor, r.mpc) * (1.0 - r.kind_discount))

    def change_views(self, approach: Approach, urgency: float, r: Rules) -> None:
        """Think otherwise of officer and state after an approach."""
        model, goodwill, sympathy, expects = self.model, self.goodwill, self.sympathy, self.expects
        if approach.manner == REQUEST:
            change = 0.5 * r.view_step * expects * (1.0 - goodwill)
            self.expects = expects * (1.0 - r.view_step)
            if approach.hardship:
                more = r.sympathy_step * urgency * (1.0 - sympathy)
                self.sympathy = sympathy + more
                model.sympathy_sum += more
        else:
            step = r.view_step if approach.manner == THREAT else 0.5 * r.view_step
            change = -step * (1.0 + goodwill)
            more = step * (1.0 - self.resentment)
            self.resentment += more
            model.resentment_sum += more
            self.sympathy = sympathy * (1.0 - step)
            model.sympathy_sum -= sympathy * step
            self.expects = expects + r.view_step * (1.0 - expects)
        self.goodwill = goodwill + change
        model.goodwill_sum += change
        self.officer.standing += change

    def promise_due(self, openness: float) -> None:
        """What was promised is kept or broken, if this is the week."""
        model, change = self.model, 0.0
        r, chance = model.rules, model.chance
        if chance() >= r.loan_due:
            return
        if self.loan_owed:
            if chance() < r.loan_repaid and self.officer.cash >= self.lent:
                self.officer.cash -= self.lent
                self.cash += self.lent
                model.cash_sum += self.lent
                model.repaid += self.lent
                change += r.goodwill_kept
            else:
                change -= r.goodwill_broken
        if self.favour_owed:
            change += r.goodwill_kept if chance() < openness else -r.goodwill_broken
        self.end_promises(change)

    def end_promises(self, change: float) -> None:
        """Close what is promised, moving goodwill by `change`."""
        before = self.goodwill
        self.goodwill = min(1.0, max(-1.0, before + change))
        self.lent, self.loan_owed, self.favour_owed = 0.0, False, False
        del self.model.promised[self]
        self.model.goodwill_sum += self.goodwill - before
        self.officer.standing += self.goodwill - before


class Officer(Agent):  # type: ignore[misc]
    """An officer: fears, looks ahead, lives, visits the households of his beat, may be dismissed and replaced.

    standing: sum of his beat's goodwill; prey, prey_shield, prey_power: log cash as seen, log shield and power of a likely
    target; dismissal: chance of losing the post if charged; exposure: CNY he stands to lose by a client; money, urgency,
    hardship, custom, plea: this week's weight of money, visible need, chance of pleading hardship, and logits by which
    refusal falls, of all demands and of requests.
    """

    model: "County"
    __slots__ = (
        "beat", "cash", "clients", "custom", "dismissal", "entitlement", "exposure", "fear", "full_protection",
        "hardship", "money", "performance", "plea", "post_value", "prey", "prey_power", "prey_shield", "protection",
        "risk", "shortfall", "standing", "takings", "urgency",
    )  # fmt: skip

    def __init__(self, model: "County", about: np.void) -> None:
        super().__init__(model)
        self.beat: list[Household] = []
        self.fear, self.performance, self.entitlement = (
            float(about[n]) for n in ("fear", "performance", "entitlement")
        )
        self.takings, self.cash, self.post_value = (float(about[n]) for n in ("takings", "cash", "post_value"))
        self.prey, self.prey_power, self.standing = (float(about[n]) for n in ("prey", "prey_power", "standing"))
        self.full_protection = float(about["full_protection"])
        self.prey_shield = log(1.0 - model.rules.shield * self.prey_power)
        self.clients, self.protection, self.shortfall = 0, 0.0, 0.0

    def reckon(self, crackdown: float, colleagues_dismissed: float) -> None:
        """Fear quick to rise and slow to fade, and what follows from it for protecting trade."""
        r, fear = self.model.rules, self.fear
        speed = r.fear_up if crackdown > fear else r.fear_down
        bump = r.fear_bump * colleagues_dismissed * (1.0 - fear)
        self.fear = fear = min(1.0, fear + speed * (crackdown - fear) + bump)
        self.dismissal = dismissal = logistic(r.dismissal_slope * (r.dismissal_bar - self.performance))
        self.risk = fear * dismissal * (max(0.0, self.post_value) + r.penalty)
        self.exposure = r.charge_protection * self.risk
        self.protection, self.clients = 0.0, 0

    def work(self, week: Week) -> None:
        """His week from provision to spending, and his dismissal if it comes to that."""
        model = self.model
        r, chance = model.rules, model.chance
        model.retained += self.protection
        self.cash += week.provision + self.protection
        self.feel(week, r)
        visits = count_of(self.look_ahead(week, r), chance())
        took = handed = 0.0
        gone = False
        for _ in range(visits):
            hand, goods, dismissed = self.visit(week, r)
            handed += hand
            took += hand + goods
            gone = gone or dismissed
        model.visits += visits
        if self.clients and chance() < week.crackdown * r.charge_protection * self.clients:
            model.charges += 1
            gone = gone or chance() < self.dismissal
        self.settle_down(week.floor, took, handed, r)
        if gone:
            self.give_way()

    def feel(self, week: Week, r: Rules) -> None:
        """What he brings to every door this week."""
        covered = (week.provision + self.protection + (1.0 - r.passed_up) * self.takings) / week.need
        self.money = money = min(10.0, max(0.1, covered)) ** -r.need_exponent
        self.urgency = urgency = 1.0 - 1.0 / money if money > 1.0 else 0.0
        self.hardship = hardship = min(0.98, r.hardship_base + r.hardship_need * urgency)
        self.plea = r.compassion * hardship * urgency
        self.custom = r.custom * self.entitlement
        self.shortfall = min(1.0, 1.0 - covered) if covered < 1.0 else 0.0

    def look_ahead(self, week: Week, r: Rules) -> float:
        """Move the value of the post half-way to its worth; returns the contacts to be expected this week."""
        model, fear, risk, protection, many = self.model, self.fear, self.risk, self.protection, len(self.beat)
        menu, normal = model.menu, r.normal_crackdown
        menu.open(
            self.prey + model.shift, self.prey_shield, self.prey_power, self.standing / many, self.custom, self.plea
        )  # fmt: skip
        scruple = r.scruple * (1.0 - r.entitlement_ease * self.entitlement)
        unusual = fear > normal
        calm = normal if unusual else fear
        now, usual = menu.prospects(self.money, scruple, risk, risk * calm / fear if unusual else risk)
        pace = pace_now = pace_of(now[0], week, many, r)
        if unusual:
            pace = pace_of(usual[0], week, many, r)
        per_client, kept, stay = r.charge_protection * self.clients, 1.0 - r.passed_up, 1.0 - 1.0 / r.expected_stay
        regular = week.provision + protection - r.outside_income
        keep = stay * (1.0 - min(1.0, (pace * usual[2] + per_client) * calm * self.dismissal))
        value = as_usual = (regular + kept * pace * usual[1]) / (1.0 - keep)
        if unusual and week.duration:
            ending = 1.0 / week.duration
            keep_now = stay * (1.0 - min(1.0, (pace_now * now[2] + per_client) * fear * self.dismissal))
            value = regular + kept * pace_now * now[1] + keep_now * as_usual * ending
            value /= 1.0 - keep_now * (1.0 - ending)
        if week.reopening < inf:
            gain = max(0.0, r.theta * self.full_protection - protection)
            value += gain * keep**week.reopening / (1.0 - keep)
        self.post_value += VALUE_STEP * (value - self.post_value)
        return pace_now

    def pick(self) -> Household:
        """Whom he turns to: the best of a few drawn from his beat, by believed reach less avoided power."""
        model, beat = self.model, self.beat
        chance, shift, least = model.chance, model.shift, model.menu.least_belief
        elasticity, number, best, best_score = model.rules.reach_elasticity, len(beat), beat[0], -inf
        for _ in range(model.candidates + (chance() < model.one_more)):
            h = beat[int(chance() * number)]
            believed = h.known + shift
            score = elasticity * (believed if believed > least else least) + h.appeal
            if score > best_score:
                best, best_score = h, score
        return best

    def visit(self, week: Week, r: Rules) -> tuple[float, float, bool]:
        """One occasion: whom, what, how, and what comes of it: (cash, goods, whether it costs him his post)."""
        model, h = self.model, self.pick()
        menu, chance = model.menu, model.chance
        believed = max(menu.least_belief, h.known + model.shift)
        menu.open(believed, h.shield, h.power, h.goodwill, self.custom, self.plea)
        place = menu.choose(self.money, chance())
        if place < 0:
            return 0.0, 0.0, False
        manner, j = divmod(place, AMOUNTS)
        amount, approach = MENU_CNY[j], menu.approaches[manner if manner != REQUEST else self.framed(week)]
        model.demands += 1
        model.asked += amount
        model.coercive += manner != REQUEST
        strain = min(MOST_STRAIN, amount / (h.cash + menu.cushion))
        charge, hand, goods = r.charge_base, 0.0, 0.0
        if chance() < h.complaint(approach, strain, r):
            model.complaints += 1
            charge += approach.told
        if chance() < h.refusal(approach, strain, self.urgency, self.custom):
            model.refusals += 1
        else:
            hand, goods = h.pay(approach, amount, week.floor, r)
            self.cash += hand
            model.cash_sum -= hand
            model.paid += hand
            model.paid_in_kind += goods
            self.learn(h, approach, amount, hand, believed)
        h.change_views(approach, self.urgency, r)
        if chance() < logistic(r.call_base + r.call_sympathy * h.sympathy):
            model.calls_on_state += 1
        if chance() < week.crackdown * charge:
            model.charges += 1
            return hand, goods, chance() < self.dismissal
        return hand, goods, False

    def framed(self, week: Week) -> int:
        """The place among the approaches of a request with the framings it happens to carry."""
        chance = self.model.chance
        hardship, loan = chance() < self.hardship, chance() < week.loan
        favour, season = chance() < week.favour, chance() < week.season
        return REQUEST + hardship + 2 * loan + 4 * favour + 8 * season

    def learn(self, h: Household, approach: Approach, amount: float, hand: float, believed: float) -> None:
        """Move the belief about a household on being given `hand` CNY in cash of `amount`, and tell colleagues."""
        model, r = self.model, self.model.rules
        if hand >= amount:
            news = log(1.0 + r.learning_full)
        else:
            implied = model.menu.least_belief
            if hand > 0.0:
                log_hand, held = log(hand), model.menu.log_held
                by_reach = held + (log_hand - approach.log_reach - held - h.shield) / r.reach_elasticity
                implied = max(implied, log_hand - LOG_HAND_SHARE, by_reach)
            news = r.learning_partial * (implied - believed)
        if news:
            h.known += news
            model.news += news
            model.told += 1

    def settle_down(self, floor: float, took: float, handed: float, r: Rules) -> None:
        """End of the week: superiors' share, spending, recent takings, entitlement, performance."""
        model, passed = self.model, r.passed_up * handed
        model.passed_up += passed
        means = self.cash - passed
        self.cash = means - spend(means, floor, r.officer_mpc)
        self.takings = takings = self.takings + TAKINGS_MEMORY * (took - self.takings)
        share, entitlement = min(1.0, (self.protection + takings) / r.need), self.entitlement
        up, down = r.entitlement_rise * share, r.entitlement_decay * (1.0 - share)
        self.entitlement = entitlement + up * (1.0 - entitlement) - down * entitlement
        self.performance = PERFORMANCE_KEPT * self.performance + PERFORMANCE_NOISE * model.random.gauss()

    def give_way(self) -> None:
        """Make place for a successor: a record of his own, no cash, nothing learned; old promises lapse."""
        model, chance = self.model, self.model.chance
        model.dismissed += 1
        self.performance = 2.0 * (chance() + chance() + chance() - 1.5)
        self.cash = self.entitlement = 0.0
        for h in self.beat:
            h.known = h.seen
            if h.loan_owed or h.favour_owed:
                h.end_promises(-model.rules.goodwill_broken)


def pace_of(worth: float, week: Week, members: int, r: Rules) -> float:
    """Expected contacts a week on a beat when one is worth `worth` CNY."""
    response: float = min(4.0, max(0.1, worth / r.contact_worth)) ** r.contact_response
    return min(MOST_PACE, min(MOST_CONTACTS, week.contacts * response) * members / 100.0)


def count_of(pace: float, u: float) -> int:
    """Poisson count of mean `pace` at the uniform `u`."""
    chance, k = exp(-pace), 0
    while u >= chance and k < 1000:
        u -= chance
        k += 1
        chance *= pace / k
    return k


class County(Model):  # type: ignore[misc]
    """One county. Totals run over the whole run; the data collector takes them, and the week's means, once a week.

    It takes model variables only, 25 numbers a week, which costs next to nothing.
    """

    def __init__(self, work: Work) -> None:
        super().__init__(seed=work.seed)
        self.rules = r = work.rules
        self.chance: Callable[[], float] = self.random.random
        self.menu = Menu(r)
        self.luck: F64 = quantile_tables(r).income.astype(float)
        self.candidates = 1 + int(r.extra_candidates)
        self.one_more = r.extra_candidates - int(r.extra_candidates)
        levers = flat_levers(work.levers, work.weeks)
        self.weeks = [week_of(record, r) for record in levers]
        self.shift = self.dismissed = 0.0
        self.promised: dict[Household, None] = {}
        self.people(work, levers)
        for name in TOTALS:
            setattr(self, name, 0)
        self.datacollector = DataCollector(model_reporters={name: name for name in (*TOTALS, *MEANS)})

    def people(self, work: Work, levers: npt.NDArray[np.void]) -> None:
        """The same people as in the kernel's county."""
        r, begin = work.rules, first_county(work.rules, work.households, work.seed, levers)
        officers = [Officer(self, about) for about in begin.officers]
        u = np.empty((work.households, 4))
        fill(work.seed, CHARACTER, 0, u)
        compassion = r.compassion * 2.0 * u[:, 0]
        propensity = r.complaint_spread * sqrt(6.0) * (u[:, 1] + u[:, 2] - 1.0)
        each = begin.households
        columns = (each.income, each.power, each.cash, each.seen, compassion, propensity)
        households = []
        for number, about in enumerate(zip(*(c.tolist() for c in columns), strict=True)):
            officer = officers[number // begin.members]
            households.append(Household(self, officer, *about))
            officer.beat.append(households[-1])
        for number, trade, cost in zip(*(c.tolist() for c in begin.traders), strict=True):
            households[number].gain = trade * r.trade_premium * households[number].income
            households[number].trading_cost = cost
        self.households: AgentSet = self.agents_by_type[Household]
        self.officers: AgentSet = self.agents_by_type[Officer]
        self.traders: AgentSet = AgentSet([households[n] for n in begin.traders.who], random=self.random)
        self.goodwill_sum, self.cash_sum = 0.0, sum(self.households.get("cash"))
        self.sympathy_sum, self.resentment_sum = (n * work.households for n in (FIRST_SYMPATHY, FIRST_RESENTMENT))

    def step(self) -> None:
        """One week."""
        week, r = self.weeks[self.steps - 1], self.rules
        self.menu.set_levers(week)
        self.officers.do("reckon", week.crackdown, self.dismissed / len(self.officers))
        self.earn(week)
        self.news, self.told, self.dismissed = 0.0, 0, 0
        self.officers.do("work", week)
        self.dismissals += self.dismissed
        for h in list(self.promised):
            h.promise_due(week.trade)
        self.shift += r.rumour * self.news / max(1, self.told)
        self.report()

    def earn(self, week: Week) -> None:
        """Every household spends and earns, and traders trade.

        What all of them spent follows from what they held and by how much the poorest fell short.
        """
        r, number, floor, held = self.rules, len(self.households), week.floor, self.cash_sum
        kept, openness, theta, risk = 1.0 - r.mpc, week.trade, r.theta, r.smuggling_risk * week.crackdown
        luck = (week.market * self.luck).take(self.rng.integers(0, self.luck.size, number)).tolist()
        self.short = 0.0
        income = sum([h.earn(floor, kept, luck) for h in self.households])
        left = kept * (held - number * floor + self.short)
        income += sum([h.trade(openness, theta, risk) for h in self.traders])
        self.cash_sum = left + income
        self.household_income, self.household_spending = income / number, (held - left) / number

    def report(self) -> None:
        """The week's means, once everything has happened."""
        number, posts, officers = len(self.households), len(self.officers), self.officers
        self.household_cash, self.goodwill = self.cash_sum / number, self.goodwill_sum / number
        self.sympathy, self.resentment = self.sympathy_sum / number, self.resentment_sum / number
        self.officer_cash, self.shortfall = officers.agg("cash", sum) / posts, officers.agg("shortfall", sum) / posts
        self.fear, self.post_value = officers.agg("fear", sum) / posts, officers.agg("post_value", sum) / posts
        self.entitlement = officers.agg("entitlement", sum) / posts
        self.datacollector.collect(self)
