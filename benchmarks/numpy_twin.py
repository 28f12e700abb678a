"""The default society in whole arrays: officers, contacts and households are axes, and loops run over blocks of them only.

Chance comes from a NumPy generator, so a run agrees with the kernel's in distribution and not draw by draw. What happens
on one beat in a week does not touch another, so all contacts of a week are one array; only where an officer has just called
on a household that he considers again, the later contact waits for another round.

At sixty officers a call costs more than its arithmetic. So traits stand as rows of few arrays; what is linear in them is one
product with a small matrix, each of whose rows is called a form; and constants are arrays already. Amounts of money are in
the case's money, time in weeks; all but sums over the run is in single precision.
"""

from collections.abc import Mapping
from math import inf, log, log1p
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.work import MEANS, TOTALS, Work
from shakedown.engine.contact import SQRT_6
from shakedown.engine.draws import CHARACTER, fill
from shakedown.engine.layout import (
    FAVOUR,
    HAND_SHARE,
    HARDSHIP,
    LEAST_BELIEF,
    LOAN,
    MOST_CONTACTS,
    MOST_STRAIN,
    ORDER,
    REACH_CASH,
    REQUEST,
    SEASON,
    STRAIN_CASH,
    THREAT,
    flat_levers,
)
from shakedown.engine.oversight import MOST_PACE
from shakedown.engine.state import County as FirstCounty
from shakedown.engine.state import first_county
from shakedown.engine.tables import MENU_CNY, QUANTILES, REACH_SDS, paid_share, quantile_tables
from shakedown.engine.week import PERFORMANCE_KEPT, PERFORMANCE_NOISE, TAKINGS_MEMORY, VALUE_STEP
from shakedown.society.rules import Rules

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

AMOUNTS, DEMANDS, SETS = len(MENU_CNY), 3 * len(MENU_CNY), 16
"""Amounts on the menu; threats, orders and requests of each; sets of framings."""
NO_DEMAND = 3
"""What stands for a manner where nothing is demanded: such a contact goes on with the others and changes nothing."""
STEP, BELOW = 0.001, -12.0
"""The payment table's step in log amount over reach, and where it begins: so far below reach is no amount."""
TINY = 1e-20
"""CNY added to cash before its log is taken."""
LATER = np.iinfo(np.intp).max
VECTOR = 16
"""Pieces of room begin at whole vectors."""
PAD = 8
"""Contacts are filled up to a multiple of so many with some at nobody's door, so that few desks do."""
BLOCK, STRETCH = 96, 8192
"""Contacts or officers, and households, that are reckoned at once: what one processor's cache holds, and no product so large
that the library splits it between threads, which would take longer."""

# Rows of households. What stays: log of what power leaves of reach; complaint logits of power and of person; compassion.
# From CASH on, what a contact may change; BELIEF is log cash as seen and learned, PROMISED counts favours.
SHIELD, TOUCHY, PRONE, TENDER, CASH, BELIEF, PROMISED, LENT, GOODWILL, SYMPATHY, RESENTMENT, EXPECTS = range(12)
HOUSEHOLD = 12

# Rows of officers; the first are measured. SHORT: what the week leaves uncovered of need.
FEAR, VALUE, ENTITLED, PURSE, SHORT, PROTECTION, TAKINGS, UNIT = range(8)
MEASURED = 6

# Rows of an officer's mood, money in units of choice_scale: urgency; chance of each framing; by manner, what a CNY is worth
# and a complaint costs; what any demand costs; a plea as expected; chance that a charge costs the post; 1; what asking a CNY
# costs; logit of custom. From COVERED on what only he uses: need covered, the rest of it, CNY/week from the post but for
# takings; and log cash, shield, goodwill and touchiness of the household typical of his beat.
URGENCY, FRAMINGS, MONEY, RISK, ALWAYS, PLEA, FALLS, ONE, SCRUPLE, CUSTOM = 0, 1, 5, 8, 11, 12, 13, 14, 15, 16
COVERED, LACK, REGULAR, PREY_CASH, PREY_SHIELD, PREY_GOODWILL, PREY_TOUCHY = range(17, 24)
MOOD, OFFICER = 17, 24

# Rows of a contact: the household, the officer's mood, log of cash as believed and as it is.
BELIEVED, LOG_CASH, CONTACT = HOUSEHOLD + MOOD, HOUSEHOLD + MOOD + 1, HOUSEHOLD + MOOD + 2

# Forms of the menu. By manner: logits at no strain of refusing and of keeping quiet; then reluctance; by manner, log of reach
# by elasticity; log of most of cash; 1. A contact has more: what is added to the logits of not refusing and of keeping quiet
# by the household as it is; log of its reach; two bounds on its goods; cash that strain is measured by; most of its cash.
REFUSAL, QUIET, RELUCTANT, REACH, MOST, EVER = 0, 3, 6, 7, 10, 11
KIND, CALM, HOLD, GOODS, MORE_GOODS, MEANS_FORM, HAND = range(12, 19)
MENU_FORMS, CONTACT_FORMS = 12, 19

# Rows of what a manner and set of framings mean (column manner x SETS + set): logits of not refusing, keeping quiet, not
# calling on the state; slopes in strain of the first two; whether hardship is pleaded; log of reach; chance of a charge and
# more after a complaint; favour and loan promised; how far views move (goodwill also by what was expected, sympathy also by
# need) and towards what.
ANSWERS, SLOPES, PLEADED, REACHED, CHARGE, TOLD, PROMISES, FELT, RATES, TARGETS = 0, 3, 5, 6, 7, 8, 9, 11, 13, 17
FOLLOWS = 21

# Rows of a contact's uniforms; the last are one for whose it is, one for how many are considered, and one for each of them.
U_CHOICE, U_ANSWERS, U_CHARGE, U_FALL, U_FRAMINGS, U_OFFICER, U_NUMBER, U_WHO = 0, 1, 4, 5, 6, 10, 11, 12

# Rows of what a contact adds to its week; the last are moves of the four views.
PAID, HANDED, IN_GOODS, NEWS, REFUSED, COMPLAINED, CALLED, MOVED = range(8)
RESULTS = 11


def run(work: Work) -> Mapping[str, float]:
    """One county, array by array."""
    county = County(work)
    with np.errstate(all="ignore"):  # the odds of what cannot happen are infinite
        for t in range(work.weeks):
            county.step(t)
    return county.measured()


def single(value: float) -> F32:
    """A number as an array without axes: a call need not make it one."""
    return np.array(value, np.float32)


def column(*values: float) -> F32:
    """Numbers as a column, to stand beside an axis of officers or contacts."""
    return np.array(values, np.float32)[:, None]


def matrix(width: int, forms: Mapping[int, Mapping[int, float]], places: Mapping[int, int] | None = None) -> F32:
    """Forms as rows of one matrix; `places` tells where in its columns a row that the forms name stands."""
    made = np.zeros((len(forms), width), np.float32)
    for row, parts in forms.items():
        for name, factor in parts.items():
            made[row, places[name] if places else name] += factor
    return made


class Fixed(NamedTuple):
    """Constants of the rules, each an array without axes."""

    one: F32
    nothing: F32
    fear_up: F32
    fear_down: F32
    penalty: F32
    dismissal_bar: F32
    spending_kept: F32
    purse_kept: F32
    price: F32
    theta: F32
    least_covered: F32
    most_covered: F32
    need_exponent: F32
    hardship_base: F32
    hardship_need: F32
    most_often: F32
    per_scale: F32
    means: F32
    most_strain: F32
    charge_base: F32
    charge_protection: F32
    normal_crackdown: F32
    worth: F32
    least_response: F32
    most_response: F32
    contact_response: F32
    takings_kept: F32
    stay: F32
    go: F32
    value_step: F32
    least_belief: F32
    reach_elasticity: F32
    tiny: F32
    learning_partial: F32
    learning_full: F32
    calls: F32
    need: F32
    rise: F32
    turn: F32
    decay: F32
    performance_kept: F32
    due: F32
    least_goodwill: F32
    least_exponent: F32


def fixed(r: Rules) -> Fixed:
    """The constants of these rules."""
    values = {
        "one": 1.0,
        "nothing": 0.0,
        "fear_up": r.fear_up,
        "fear_down": r.fear_down,
        "penalty": r.penalty,
        "dismissal_bar": np.exp(-r.dismissal_slope * r.dismissal_bar),
        "spending_kept": 1.0 - r.mpc,
        "purse_kept": 1.0 - r.officer_mpc,
        "price": (1.0 - r.theta) * r.charge_protection,
        "theta": r.theta,
        "least_covered": 0.1,
        "most_covered": 10.0,
        "need_exponent": r.need_exponent,
        "hardship_base": r.hardship_base,
        "hardship_need": r.hardship_need,
        "most_often": 0.98,
        "per_scale": 1.0 / r.choice_scale,
        "means": HAND_SHARE * STRAIN_CASH * r.money_unit,
        "most_strain": MOST_STRAIN,
        "charge_base": r.charge_base,
        "charge_protection": r.charge_protection,
        "normal_crackdown": r.normal_crackdown,
        "worth": r.choice_scale / r.contact_worth,
        "least_response": 0.1,
        "most_response": 4.0,
        "contact_response": r.contact_response,
        "takings_kept": 1.0 - r.passed_up,
        "stay": 1.0 - 1.0 / r.expected_stay,
        "go": 1.0 / r.expected_stay,
        "value_step": VALUE_STEP,
        "least_belief": log(LEAST_BELIEF * r.money_unit),
        "reach_elasticity": r.reach_elasticity,
        "tiny": TINY * r.money_unit,
        "learning_partial": r.learning_partial,
        "learning_full": log1p(r.learning_full),
        "calls": -r.call_sympathy,
        "need": 1.0 / r.need,
        "rise": r.entitlement_rise,
        "turn": r.entitlement_rise - r.entitlement_decay,
        "decay": r.entitlement_decay,
        "performance_kept": PERFORMANCE_KEPT,
        "due": r.loan_due,
        "least_goodwill": -1.0,
        "least_exponent": -80.0,  # sums of still smaller numbers take a processor ten times as long
    }
    return Fixed(**{name: single(value) for name, value in values.items()})


class Week(NamedTuple):
    """What a week's levers and the rules settle for everybody; equal weeks share one.

    `calm`: no more than the normal crackdown; `wage`: provision less the basket; `officer`, `menu`, `contact`: forms; `told`:
    by demand, chance at fear 1 that a complaint brings a charge; `money`, `complaint`: by manner, in units of choice_scale,
    what a CNY is worth to an officer who needs nothing, and what a complaint costs at a risk of 1 CNY (last: any demand);
    `laid`: from strain of each amount and the forms of the menu to odds of refusing and keeping quiet, and costs; `weights`:
    of each demand at no utility, and `ladder`, their sums up to each; `framings`: chance of each but hardship; `follows`:
    rows as above; `able_meant`: chance that a favour can be done, and that a loan falls due and is meant; `pace`: contacts of
    each officer at the usual worth; `earning`: each household's usual income at this market; `gain`, `kept`, `margin`: of
    each trader, what trade brings, what he keeps but for the risk he pays for, and the most he pays for it.
    """

    calm: bool
    duration: F32
    reopening: float
    able_meant: F32
    crackdown: F32
    basket: F32
    wage: F32
    officer: F32
    menu: F32
    contact: F32
    money: F32
    complaint: F32
    told: F32
    laid: F32
    weights: F32
    ladder: F32
    framings: F32
    follows: F32
    pace: F32
    earning: F32
    market: float
    gain: F32
    kept: F32
    margin: F32


class Desk:
    """Space for the menus of so many targets, and for as many contacts, with the pieces that are worked on.

    A menu, first axis manner x amount: `table`, a value of the payment table; `refused` and `quiet`, one plus the odds;
    `cost`; by manner `within`, what is within reach (CNY). Expected payment, CNY, is table x within / refused.
    """

    def __init__(self, size: int, room: F32) -> None:
        self.size, self.room, self.used = size, room, 0
        self.seen = self.rows(AMOUNTS + CONTACT_FORMS)
        self.strain, self.found = self.seen[:AMOUNTS], self.seen[AMOUNTS:]
        self.menu_forms, self.known = self.found[:MENU_FORMS], self.seen[: AMOUNTS + RELUCTANT + 1]
        self.reach, self.reaches, self.most = self.found[REACH:EVER], self.found[REACH:MOST], self.found[MOST]
        self.placed, self.place, self.table = self.found[REACH : EVER + 1], self.rows(DEMANDS), self.rows(DEMANDS)
        self.places = np.empty((DEMANDS, size), np.intp)
        self.reached = self.rows(4)
        self.within, self.means = self.reached[:3], self.reached[3]
        self.laid = self.rows(3 * DEMANDS)
        self.odds, self.cost = self.laid[: 2 * DEMANDS], self.laid[2 * DEMANDS :]
        self.refused, self.quiet = self.odds[:DEMANDS], self.odds[DEMANDS:]
        self.table_by_manner, self.refused_by_manner, self.quiet_by_manner = (
            rows.reshape(3, AMOUNTS, size) for rows in (self.table, self.refused, self.quiet)
        )
        self.worth = self.rows(3)
        self.worth_by_manner = self.worth[:, None]
        self.running, self.ones = self.rows(DEMANDS), np.ones(size, np.float32)

        self.contact = self.rows(CONTACT)
        self.household, self.mood = self.contact[:HOUSEHOLD], self.contact[HOUSEHOLD:BELIEVED]
        self.kept, self.views = self.contact[CASH:HOUSEHOLD], self.contact[GOODWILL : EXPECTS + 1]
        self.promises = self.contact[PROMISED : LENT + 1]
        self.feelings = self.contact[EXPECTS : HOUSEHOLD + URGENCY + 1]
        self.framings, self.money = self.mood[FRAMINGS : FRAMINGS + 4], self.mood[MONEY : MONEY + 3]
        self.risk = self.mood[RISK : RISK + 3, None]
        self.tender, self.cash, self.belief, self.promised, self.lent, self.sympathy = (
            self.contact[row] for row in (TENDER, CASH, BELIEF, PROMISED, LENT, SYMPATHY)
        )
        self.believed, self.log_cash = self.contact[BELIEVED], self.contact[LOG_CASH]
        self.urgency, self.always, self.falls = self.mood[URGENCY], self.mood[ALWAYS], self.mood[FALLS]
        self.kind_and_calm = self.found[KIND : CALM + 1]
        self.hold, self.most_goods, self.more_goods, self.true_means, self.most_hand = self.found[HOLD:]

        self.follow = self.rows(FOLLOWS)
        self.answers, self.slopes = self.follow[ANSWERS : ANSWERS + 3], self.follow[SLOPES : SLOPES + 2]
        self.refuse, self.call, self.two_answers = self.answers[0], self.answers[2], self.answers[:2]
        self.pleaded, self.reached_by, self.charge, self.told = (
            self.follow[row] for row in (PLEADED, REACHED, CHARGE, TOLD)
        )
        self.promise, self.felt = self.follow[PROMISES : PROMISES + 2], self.follow[FELT : FELT + 2]
        self.rates, self.targets = self.follow[RATES : RATES + 4], self.follow[TARGETS : TARGETS + 4]
        self.felt_rates = self.rates[:2]

        self.result = self.rows(RESULTS)
        self.paid, self.hand, self.goods, self.news, self.refusal, self.complained = (
            self.result[row] for row in (PAID, HANDED, IN_GOODS, NEWS, REFUSED, COMPLAINED)
        )
        self.paid_and_hand, self.answered = self.result[PAID : HANDED + 1], self.result[REFUSED : CALLED + 1]
        self.moved, self.goodwill_moved = self.result[MOVED : MOVED + 4], self.result[MOVED]

    @staticmethod
    def needs(size: int) -> int:
        """Numbers of room that so many contacts need."""
        rows = AMOUNTS + CONTACT_FORMS + 6 * DEMANDS + 7 + CONTACT + FOLLOWS + RESULTS
        return rows * size + 16 * VECTOR

    def rows(self, number: int) -> F32:
        """The next piece of room, of so many rows."""
        first, self.used = self.used, self.used + -(-number * self.size // VECTOR) * VECTOR
        return self.room[first : first + number * self.size].reshape(number, self.size)


class County:
    """One county and its weeks."""

    def __init__(self, work: Work) -> None:
        levers = flat_levers(work.levers, work.weeks)
        begin = first_county(work.rules, work.households, work.seed, levers)
        self.rules, self.fixed, self.weeks = work.rules, fixed(work.rules), work.weeks
        self.rng = np.random.Generator(np.random.SFC64(work.seed))
        self.people(begin)
        self.traders(begin)
        self.posts(begin)
        self.tables()
        self.sums = np.zeros((work.weeks, RESULTS))  # results of all contacts, by week
        self.added = np.zeros(RESULTS, np.float32)  # those of this week
        self.chosen = np.zeros(DEMANDS + 1, np.intp)
        self.money = np.zeros((work.weeks, 3))  # mean income, cash left after spending, cash at the week's end
        self.goodwill = np.zeros((work.weeks, self.number))  # by how much that of each beat moved
        self.measured_posts = np.zeros((work.weeks, MEASURED, self.number), np.float32)
        self.visits = self.heard = self.charges = self.dismissals = self.dismissed = 0
        self.rumour, self.shift = 0.0, single(0.0)
        self.client_chance = self.rng.random((work.weeks, self.number), dtype=np.float32)
        self.noise = self.rng.standard_normal((work.weeks, self.number), dtype=np.float32)
        self.noise *= PERFORMANCE_NOISE * work.rules.dismissal_slope
        made: dict[bytes, Week] = {}
        self.schedule = []
        for record in levers:
            key = record.tobytes()
            if key not in made:
                made[key] = self.week_of(record)
            self.schedule.append(made[key])

    def people(self, begin: FirstCounty) -> None:
        """Households, those that trade first, so that a week's trade is a slice; `beat` finds who lives on each beat."""
        r, given, number = self.rules, begin.households, begin.households.cash.size
        trading = np.zeros(number, bool)
        trading[begin.traders.who] = True
        order = np.concatenate([begin.traders.who, np.flatnonzero(~trading)])
        self.beat = np.empty(number, np.intp)
        self.beat[order] = np.arange(number)
        self.members, self.officer_of = begin.members, (order // begin.members).astype(np.intp)
        character = np.empty((number, 4))
        fill(begin.seed, CHARACTER, 0, character)
        rows = {
            SHIELD: np.log1p(np.float32(-r.shield) * given.power),
            TOUCHY: r.complaint_power * given.power,
            PRONE: r.complaint_spread * SQRT_6 * (character[:, 1] + character[:, 2] - 1.0),
            TENDER: r.compassion * 2.0 * character[:, 0],
            CASH: given.cash,
            BELIEF: given.seen,
            GOODWILL: given.goodwill,
            SYMPATHY: given.sympathy,
            RESENTMENT: given.resentment,
            EXPECTS: given.expects,
        }
        self.nobody, self.households = number, np.zeros((HOUSEHOLD, number + 1), np.float32)
        for row, values in rows.items():
            self.households[row, :number] = values[order]
        self.cash, self.belief, self.seen = self.households[CASH, :number], self.households[BELIEF], given.seen[order]
        self.appeal = self.households[SHIELD, :number] - np.float32(r.avoidance) * given.power[order]
        self.owed = np.zeros(number + 1, bool)
        fifth = given.group[order] // 2
        self.share = (1.0 / (5 * np.bincount(fifth, minlength=5))).astype(np.float32)[
            fifth
        ]  # a mean over fifths is one product
        self.usual = given.income[order]
        self.earned_share = self.usual * self.share
        self.first_views = self.households[GOODWILL:EXPECTS, :number].sum(axis=1, dtype=float)
        drawn, bounds = np.empty(min(number, STRETCH), np.float32), range(0, number, STRETCH)
        self.stretches = [
            (slice(a, b), self.cash[a:b], drawn[: b - a], self.share[a:b], self.earned_share[a:b])
            for a, b in ((a, min(number, a + STRETCH)) for a in bounds)
        ]
        self.first_cash = self.mean_cash()
        self.touched = np.full(number + 1, LATER)

    def traders(self, begin: FirstCounty) -> None:
        """Trading households, in order of their officers."""
        given, number = begin.traders, begin.traders.who.size
        self.trader_officer = self.officer_of[:number]
        self.gain = given.trade * np.float32(self.rules.trade_premium) * self.usual[:number]
        self.gain_left = self.gain * (np.float32(1.0 - self.rules.theta) - given.cost)
        self.trade_posts, self.trade_starts = np.unique(self.trader_officer, return_index=True)
        self.trades = np.empty((2, number), np.float32)

    def posts(self, begin: FirstCounty) -> None:
        """Officers, and the household typical of each beat."""
        r, given, number = self.rules, begin.officers, begin.officers.size
        self.number, self.last = number, np.array(number - 1)
        self.first = np.arange(number) * self.members
        self.on_beat = np.minimum(self.members, self.beat.size - self.first)
        self.per_member = (1.0 / self.on_beat).astype(np.float32)
        self.most_pace = np.minimum(MOST_CONTACTS * self.on_beat / 100.0, MOST_PACE).astype(np.float32)
        self.officers = np.zeros((UNIT + 1, number), np.float32)
        rows = {FEAR: "fear", VALUE: "post_value", ENTITLED: "entitlement", PURSE: "cash", TAKINGS: "takings"}
        for row, name in rows.items():
            self.officers[row] = given[name]
        self.officers[UNIT] = 1.0
        self.fear, self.value, self.entitled, self.purse, _, self.protection, self.takings, _ = self.officers
        self.performance = (r.dismissal_slope * given["performance"]).astype(np.float32)
        self.prey, self.full_trade = given["prey"].astype(np.float32), given["full_protection"].astype(np.float32)
        self.mood = np.zeros((OFFICER, number), np.float32)
        self.mood[ONE] = 1.0
        self.mood[PREY_SHIELD] = np.log1p(-r.shield * given["prey_power"])
        self.mood[PREY_GOODWILL] = given["standing"] * self.per_member
        self.mood[PREY_TOUCHY] = r.complaint_power * given["prey_power"]
        self.client_risk = np.zeros(number, np.float32)
        self.leaving, self.flows = np.zeros(number, bool), np.zeros((3, number))
        self.repaid = np.zeros(number)
        self.pace, weights = np.empty(number, np.float32), np.empty(2 * DEMANDS * BLOCK, np.float32)
        self.blocks = []
        for first in range(0, number, BLOCK):
            here, size = slice(first, first + BLOCK), min(BLOCK, number - first)
            room = weights[: 2 * DEMANDS * size].reshape(DEMANDS, 2, size)
            self.blocks.append((here, self.mood[:, here], self.fear[here], room))
        self.even, self.beat_size = bool((self.on_beat == self.members).all()), single(self.members)

    def tables(self) -> None:
        """What no week changes."""
        r, amounts = self.rules, np.array(MENU_CNY, dtype=float)
        self.factors, self.mask = quantile_tables(r).income, np.array(QUANTILES - 1, np.uint16)
        self.amounts = column(*(HAND_SHARE * amounts))
        self.amount_of = np.append(np.tile(amounts, 3), 0.0).astype(np.float32)
        self.kind_of = (SETS * np.append(np.repeat([THREAT, ORDER, REQUEST], AMOUNTS), NO_DEMAND)).astype(np.float32)
        self.bits = np.array([HARDSHIP, LOAN, FAVOUR, SEASON], np.float32)
        edges = np.log([amounts[0] ** 2 / amounts[1], *amounts, amounts[-1] ** 2 / amounts[-2]])
        self.spacing = (edges[2:] - edges[:-2]) / 2
        sd = max(1e-3, min(1.0, r.reach_elasticity) * r.belief_sd)
        z = np.arange(BELOW, REACH_SDS * sd + STEP, STEP)
        far = np.searchsorted(z, -REACH_SDS * sd)
        self.paid = np.exp(z.astype(np.float32))
        self.paid[far:] *= paid_share(z[far:], sd)
        places = np.zeros((3, AMOUNTS, EVER + 1 - REACH), np.float32)
        places[:, :, :3] = np.eye(3)[:, None] / -STEP
        places[:, :, EVER - REACH] = (np.log(amounts) - BELOW) / STEP + 0.5  # so that cutting off rounds
        self.places = places.reshape(DEMANDS, -1)
        held = (1.0 - r.reach_elasticity) * log(REACH_CASH * r.money_unit)
        plain = [log(r.reach_threat) + held, log(r.reach_order) + held, log(r.reach_request) + held]
        self.log_reach, self.log_loan = plain, log(r.reach_loan)
        self.promise_moves = self.moves_of_promises()
        self.complaints = np.array([r.complaint_threat, r.complaint_order, r.complaint_request]) + r.complaint_base
        self.whole, self.more = int(r.extra_candidates), r.extra_candidates - int(r.extra_candidates)
        self.candidates = 1 + self.whole + (self.more > 0)
        self.ones, self.order = np.ones(DEMANDS, np.float32), np.arange(0)
        self.room = np.empty(Desk.needs(BLOCK), np.float32)
        self.desks: dict[int, Desk] = {}

    def moves_of_promises(self) -> F32:
        """How far promises that fall due move goodwill, by bits: favour promised, money lent, favour can be done, loan repaid."""
        favour, loan, able, repaid = ((np.arange(SETS) >> k) & 1 for k in range(4))
        kept, broken = self.rules.goodwill_kept, -self.rules.goodwill_broken
        moves = favour * np.where(able, kept, broken) + loan * np.where(repaid, kept, broken)
        return moves.astype(np.float32)

    def desk(self, size: int) -> Desk:
        """The desk for so many targets. All desks are the same space."""
        if size not in self.desks:
            self.desks[size] = Desk(size, self.room)
        return self.desks[size]

    def running_numbers(self, size: int) -> Places:
        """0, 1, 2 and so on."""
        if size > self.order.size:
            self.order = np.arange(2 * size)
        return self.order[:size]

    def week_of(self, levers: Any) -> Week:
        """Everything that a week's levers and the rules settle alone."""
        r, trade, crackdown = self.rules, float(levers["private_trade"]), float(levers["crackdown"])
        worth, season = min(1.0, trade), float(levers["season_felt"])
        harder, lost = 1.0 + float(levers["courtesy"]), r.leverage * (1.0 - worth)
        uses = (
            r.loan_use,
            min(0.98, r.favour_base + r.favour_trade * worth),
            min(0.9, max(0.0, r.season_use * (season - 1.0))),
        )
        need, scale = max(r.money_unit, r.need * float(levers["prices"]) * season), r.choice_scale
        basket = r.subsistence * float(levers["prices"] * levers["season"])
        post = float(levers["provision"]) - r.outside_income
        covered = {UNIT: levers["provision"] / need, PROTECTION: 1.0 / need, TAKINGS: (1.0 - r.passed_up) / need}
        officer = {
            0: {UNIT: r.scruple / scale, ENTITLED: -r.scruple * r.entitlement_ease / scale},
            1: {ENTITLED: r.custom},
            2: covered,
            3: {row: -part for row, part in covered.items()} | {UNIT: 1.0 - covered[UNIT]},
            4: {UNIT: post, PROTECTION: 1.0},
        }
        forms = self.menu_forms(levers, uses, worth, lost)
        prey = {BELIEVED: PREY_CASH, SHIELD: PREY_SHIELD, GOODWILL: PREY_GOODWILL, TOUCHY: PREY_TOUCHY}
        prey |= {HOUSEHOLD + row: row for row in range(MOOD)}
        efforts = np.array([r.effort_threat * harder, r.effort_order * harder, r.effort_request]) / scale
        weights = (self.spacing * np.exp(-efforts)[:, None]).ravel()
        told = r.charge_complaint * np.array([harder, harder, 1.0])
        gain = (trade * self.gain).astype(np.float32)
        return Week(
            calm=crackdown <= r.normal_crackdown,
            duration=single(float(levers["crackdown_duration"])),
            reopening=float(levers["reopening_expected"]),
            able_meant=column(worth, r.loan_due * r.loan_repaid),
            crackdown=single(crackdown),
            basket=single(basket),
            wage=single(float(levers["provision"]) - basket),
            officer=matrix(UNIT + 1, officer),
            menu=matrix(OFFICER, forms, prey),
            contact=matrix(CONTACT, forms | self.contact_forms(basket)),
            money=column(1.0, 1.0, 1.0 - r.loan_use * r.loan_repaid) / np.float32(scale),
            complaint=column(*told, r.charge_base) / np.float32(scale),
            told=column(*np.repeat(told, AMOUNTS)),
            laid=self.laid(uses, worth),
            weights=weights.astype(np.float32),
            ladder=np.tril(np.tile(weights, (DEMANDS, 1))).astype(np.float32),
            framings=column(*uses),
            follows=self.follows(levers, worth, lost, harder),
            pace=(r.contact_rate * float(levers["contacts"]) * self.on_beat / 100.0).astype(np.float32),
            earning=self.usual * np.float32(levers["market"]),
            market=float(levers["market"]),
            gain=gain,
            kept=np.float32(1.0 - r.theta) * gain,
            margin=np.float32(trade) * self.gain_left - np.float32(r.smuggling_risk * crackdown),
        )

    def menu_forms(
        self, levers: Any, uses: tuple[float, ...], worth: float, lost: float
    ) -> dict[int, dict[int, float]]:
        """Forms of the menu in the rows of a contact."""
        r, one, made = self.rules, HOUSEHOLD + ONE, {}
        loan, favour, season = uses
        promise = (loan + favour - loan * favour) * r.refusal_promise + season * r.refusal_season
        refusal = r.refusal_threat + lost, r.refusal_order + lost, r.refusal_request + promise
        complaint = self.complaints + r.complaint_channel * levers["channel"]
        complaint[REQUEST] += loan * r.complaint_loan + favour * worth * r.complaint_favour
        for m in (THREAT, ORDER, REQUEST):
            made[REFUSAL + m] = {one: refusal[m], GOODWILL: -1.0, HOUSEHOLD + CUSTOM: -1.0}
            made[QUIET + m] = {one: -complaint[m], GOODWILL: r.complaint_goodwill, TOUCHY: -1.0}
            made[REACH + m] = {one: self.log_reach[m], BELIEVED: r.reach_elasticity, SHIELD: 1.0}
        made[REFUSAL + REQUEST][HOUSEHOLD + PLEA] = -r.compassion
        made[REACH + REQUEST][one] += loan * self.log_loan
        made[RELUCTANT] = {HOUSEHOLD + SCRUPLE: 1.0}
        made[MOST] = {BELIEVED: 1.0, one: log(HAND_SHARE)}
        made[EVER] = {one: 1.0}
        return made

    def contact_forms(self, basket: float) -> dict[int, dict[int, float]]:
        """Forms that only a contact has. Goods are part of what the household spends in a week, at a discount."""
        r, one = self.rules, HOUSEHOLD + ONE
        kind = r.kind_share * (1.0 - r.kind_discount)
        return {
            KIND: {GOODWILL: 1.0, HOUSEHOLD + CUSTOM: 1.0},
            CALM: {GOODWILL: r.complaint_goodwill, TOUCHY: -1.0, PRONE: -1.0},
            HOLD: {LOG_CASH: r.reach_elasticity, SHIELD: 1.0},
            GOODS: {CASH: kind},
            MORE_GOODS: {CASH: kind * r.mpc, one: kind * (1.0 - r.mpc) * basket},
            MEANS_FORM: {CASH: 1.0, one: STRAIN_CASH * r.money_unit},
            HAND: {CASH: HAND_SHARE},
        }

    def laid(self, uses: tuple[float, ...], worth: float) -> F32:
        """From strain of each amount, and forms of the menu, to logits of refusing and keeping quiet, and to costs."""
        r, (loan, favour, _) = self.rules, uses
        with_loan = r.strain_request + loan * (r.strain_loan - r.strain_request)
        with_favour = r.strain_request + favour * worth * (r.strain_favour - r.strain_request)
        slopes = (r.strain_threat, r.strain_order, max(with_loan, with_favour))
        made = np.zeros((3, 3, AMOUNTS, AMOUNTS + RELUCTANT + 1))
        strain = np.eye(AMOUNTS)
        for m in (THREAT, ORDER, REQUEST):
            made[0, m, :, :AMOUNTS], made[0, m, :, AMOUNTS + REFUSAL + m] = slopes[m] * strain, 1.0
            made[1, m, :, :AMOUNTS], made[1, m, :, AMOUNTS + QUIET + m] = -r.complaint_strain * strain, 1.0
        made[2, :, :, :AMOUNTS], made[2, :, :, -1] = r.consideration / r.choice_scale * strain, MENU_CNY
        return made.reshape(3 * DEMANDS, -1).astype(np.float32)

    def follows(self, levers: Any, worth: float, lost: float, harder: float) -> F32:
        """What a manner and set of framings mean for the answer and for views."""
        r, made, every = self.rules, np.zeros((FOLLOWS, 4, SETS)), np.ones(SETS)
        hardship, loan, favour, season = (np.arange(SETS) & bit > 0 for bit in (HARDSHIP, LOAN, FAVOUR, SEASON))
        refusal = r.refusal_request + (loan | favour) * r.refusal_promise + season * r.refusal_season
        made[ANSWERS, :3] = -np.stack([(r.refusal_threat + lost) * every, (r.refusal_order + lost) * every, refusal])
        with_loan = r.strain_request + loan * (r.strain_loan - r.strain_request)
        with_favour = r.strain_request + favour * worth * (r.strain_favour - r.strain_request)
        slopes = np.stack([r.strain_threat * every, r.strain_order * every, np.maximum(with_loan, with_favour)])
        made[SLOPES, :3], made[SLOPES + 1, :3] = -slopes, -r.complaint_strain
        made[ANSWERS + 1, :3] = -(self.complaints + r.complaint_channel * levers["channel"])[:, None]
        made[ANSWERS + 1, REQUEST] -= loan * r.complaint_loan + favour * worth * r.complaint_favour
        made[ANSWERS + 2, :3] = -r.call_base
        made[ANSWERS : ANSWERS + 3, NO_DEMAND] = np.array([-inf, inf, inf])[:, None]
        made[PLEADED, REQUEST] = hardship
        made[REACHED, :3] = np.array(self.log_reach)[:, None]
        made[REACHED, REQUEST] += loan * self.log_loan
        made[CHARGE, :3] = levers["crackdown"] * r.charge_base
        made[TOLD, :3] = levers["crackdown"] * r.charge_complaint * np.array([harder, harder, 1.0])[:, None]
        made[PROMISES, REQUEST], made[PROMISES + 1, REQUEST] = favour, loan
        step = r.view_step
        for manner, part in ((THREAT, step), (ORDER, 0.5 * step)):  # goodwill, sympathy, resentment, expectation
            made[RATES : RATES + 4, manner] = np.array([part, part, part, step])[:, None]
            made[TARGETS : TARGETS + 4, manner] = np.array([-1.0, 0.0, 1.0, 1.0])[:, None]
        made[FELT, REQUEST], made[FELT + 1, REQUEST] = 0.5 * step, r.sympathy_step * hardship
        made[RATES + 3, REQUEST], made[TARGETS : TARGETS + 2, REQUEST] = step, 1.0
        return made.reshape(FOLLOWS, 4 * SETS).astype(np.float32)

    def step(self, t: int) -> None:
        """One week."""
        week = self.schedule[t]
        at_stake = self.fears(week)
        risk = at_stake * self.fear
        self.spend_and_earn(t, week)
        self.settle(t, week, risk)
        self.moods(week, risk)
        self.look_ahead(week, at_stake)
        self.contacts(week)
        self.close(t, week)
        self.promises_due(week)
        self.report(t)

    def fears(self, week: Week) -> F32:
        """Fear moves; returns what a charge costs each officer (CNY): the chance of dismissal x what he has at stake."""
        f, fear, falls = self.fixed, self.fear, self.mood[FALLS]
        gap = week.crackdown - fear
        move = gap * f.fear_up
        gap *= f.fear_down
        (np.maximum if f.fear_up > f.fear_down else np.minimum)(move, gap, out=move)  # up where the gap is positive
        if self.dismissed:
            move += (self.rules.fear_bump * self.dismissed / self.number) * (1.0 - fear)
        fear += move
        if self.dismissed:
            np.minimum(fear, f.one, out=fear)
        np.exp(self.performance, out=falls)
        falls *= f.dismissal_bar
        falls += f.one
        np.reciprocal(falls, out=falls)
        at_stake = np.maximum(self.value, f.nothing)
        at_stake += f.penalty
        at_stake *= falls
        return at_stake

    def spend_and_earn(self, t: int, week: Week) -> None:
        """Every household spends out of what last week left it, then earns.

        It spends all below the basket and a share of the rest, which leaves (1 - mpc) max(0, cash - basket).
        """
        f, earned, left = self.fixed, 0.0, 0.0
        for here, cash, drawn, share, earned_share in self.stretches:
            cash -= week.basket
            np.maximum(cash, f.nothing, out=cash)
            cash *= f.spending_kept
            left += cash.dot(share)
            words = self.rng.bit_generator.random_raw(-(-cash.size // 4)).view(np.uint16)[: cash.size]
            words &= self.mask
            self.factors.take(words, out=drawn, mode="clip")
            earned += drawn.dot(earned_share)
            drawn *= week.earning[here]
            cash += drawn
        self.money[t, :2] = week.market * earned, left

    def mean_cash(self) -> float:
        """Mean over fifths of the mean cash of each."""
        return float(sum(cash.dot(share) for _, cash, _, share, _ in self.stretches))

    def settle(self, t: int, week: Week, risk: F32) -> None:
        """The protection market: who trades on, what that leaves him, and what it brings his officer."""
        f, number = self.fixed, week.gain.size
        if number == 0:
            return
        price = risk * f.price
        asked = price.take(self.trader_officer)
        stays, gains = self.trades
        np.greater(week.margin, asked, out=stays)
        np.multiply(week.gain, stays, out=gains)
        kept = np.subtract(week.kept, asked, out=asked)
        kept *= stays
        self.cash[:number] += kept
        self.money[t, 0] += kept.dot(self.share[:number])
        clients, gained = np.add.reduceat(self.trades, self.trade_starts, axis=1)
        protection = self.protection
        if clients.size < self.number:  # some beats have no trader
            found = np.zeros((2, self.number), np.float32)
            found[:, self.trade_posts] = clients, gained
            clients, gained = found
        np.multiply(clients, price, out=protection)
        gained *= f.theta
        protection += gained
        self.client_risk = clients * f.charge_protection

    def moods(self, week: Week, risk: F32) -> None:
        """What each officer brings to every door this week."""
        f, mood = self.fixed, self.mood
        np.dot(week.officer, self.officers, out=mood[SCRUPLE : REGULAR + 1])
        np.maximum(mood[LACK], f.nothing, out=self.officers[SHORT])
        worth = np.maximum(mood[COVERED], f.least_covered)
        np.minimum(worth, f.most_covered, out=worth)
        np.power(worth, f.need_exponent, out=worth)  # of a CNY, the other way up
        np.divide(week.money, worth, out=mood[MONEY : MONEY + 3])
        urgency = np.subtract(f.one, worth, out=mood[URGENCY])
        np.maximum(urgency, f.nothing, out=urgency)
        pleads = np.multiply(urgency, f.hardship_need, out=mood[FRAMINGS])
        pleads += f.hardship_base
        np.minimum(pleads, f.most_often, out=pleads)
        np.multiply(pleads, urgency, out=mood[PLEA])
        np.multiply(week.complaint, risk, out=mood[RISK : ALWAYS + 1])
        mood[FRAMINGS + 1 : FRAMINGS + 4] = week.framings

    def looks(self, week: Week, desk: Desk) -> None:
        """Lay the menu out from the forms found."""
        f, strain, means, odds = self.fixed, desk.strain, desk.means, desk.odds
        np.minimum(desk.reaches, desk.most, out=desk.reaches)
        np.dot(self.places, desk.placed, out=desk.place)
        np.copyto(desk.places, desk.place, casting="unsafe")
        self.paid.take(desk.places, out=desk.table, mode="clip")
        np.exp(desk.reach, out=desk.reached)
        means += f.means
        np.divide(self.amounts, means, out=strain)
        np.minimum(strain, f.most_strain, out=strain)
        np.dot(week.laid, desk.known, out=desk.laid)
        np.exp(odds, out=odds)
        odds += f.one

    def look_ahead(self, week: Week, at_stake: F32) -> None:
        """Move the value of each post half-way to its worth, and set the pace of contacts, for a block of officers at a time.

        Two regimes stand side by side: this week's fear, and no more than is normal.
        """
        f = self.fixed
        for here, mood, fear, weights in self.blocks:
            number, desk = fear.size, self.desk(fear.size)
            np.add(self.prey[here], self.shift, out=mood[PREY_CASH])
            np.dot(week.menu, mood, out=desk.menu_forms)
            self.looks(week, desk)
            by_manner = desk.table_by_manner
            by_manner *= desk.within[:, None]
            paid = np.divide(desk.table, desk.refused, out=desk.table)  # expected payment
            heard = np.divide(week.told, desk.quiet, out=desk.quiet)  # chance of a charge at fear 1
            heard += f.charge_base
            sure = desk.refused
            np.multiply(by_manner, mood[MONEY : MONEY + 3, None], out=desk.refused_by_manner)
            sure -= desk.cost
            fears = np.empty((2, number), np.float32)
            fears[0] = fear
            np.minimum(fear, f.normal_crackdown, out=fears[1])
            np.multiply(heard[:, None], fears * (at_stake[here] * f.per_scale), out=weights)
            np.subtract(sure[:, None], weights, out=weights)
            best = np.maximum.reduce(weights, axis=0)
            np.maximum(best, f.nothing, out=best)
            weights -= best
            np.maximum(weights, f.least_exponent, out=weights)
            np.exp(weights, out=weights)
            total = week.weights.dot(weights.reshape(DEMANDS, 2 * number)).reshape(2, number)
            total += np.exp(-best)
            pace = np.log(total)
            pace += best
            pace *= f.worth
            np.maximum(pace, f.least_response, out=pace)
            np.minimum(pace, f.most_response, out=pace)
            np.power(pace, f.contact_response, out=pace)
            pace *= week.pace[here]
            np.minimum(pace, self.most_pace[here], out=pace)
            self.pace[here] = pace[0]
            first = 1 if week.calm else 0  # in a calm week this week's regime is the usual one
            regimes = weights[:, first:]
            income = week.weights.dot((regimes * paid[:, None]).reshape(DEMANDS, -1)).reshape(-1, number)
            leave = week.weights.dot((regimes * heard[:, None]).reshape(DEMANDS, -1)).reshape(-1, number)
            per_weight = pace[first:] / total[first:]
            income *= per_weight
            leave *= per_weight
            self.move_value(week, here, income, leave, fears[first:])

    def move_value(self, week: Week, here: slice, income: F32, leave: F32, fears: F32) -> None:
        """Move posts' value half-way to its discounted worth, in closed form over regimes: the last is the usual one.

        `income`: takings in each regime; `leave`: charges at fear 1 but for clients'. Both are used up.
        """
        f = self.fixed
        income *= f.takings_kept
        income += self.mood[REGULAR, here]
        leave += self.client_risk[here]
        leave *= fears
        leave *= self.mood[FALLS, here]
        np.minimum(leave, f.one, out=leave)
        leave *= f.stay
        leave += f.go
        value = usual = income[-1] / leave[-1]
        if not week.calm:
            after = (f.one - leave[0]) / week.duration
            value = (income[0] + after * usual) / (leave[0] + after)
        if week.reopening < inf:
            gain = np.maximum(f.theta * self.full_trade[here] - self.protection[here], f.nothing)
            value = value + gain * (1.0 - leave[-1]) ** np.float32(week.reopening) / leave[-1]
        value -= self.value[here]
        value *= f.value_step
        self.value[here] += value

    def contacts(self, week: Week) -> None:
        """All contacts of the week.

        A contact at which somebody is considered on whom the same officer has just called waits, with those that follow it,
        until that call is done. So the order of one officer's contacts is kept, and most weeks need one or two rounds.
        """
        until = np.add.accumulate(self.pace)
        number = int(self.rng.poisson(until[-1]))
        self.visits += number
        self.flows[:], self.added[:] = 0.0, 0.0
        size = number // PAD * PAD + PAD
        chance = self.rng.random((U_WHO + self.candidates, size), dtype=np.float32)
        whose = chance[U_OFFICER]
        whose[:number].sort()
        whose *= until[-1]
        officer = until.searchsorted(whose, side="right")
        np.minimum(officer, self.last, out=officer)  # rounding
        place = (chance[U_WHO:] * (self.beat_size if self.even else self.on_beat.take(officer))).astype(np.intp)
        place += self.first.take(officer)
        who = self.beat.take(place)
        while number:
            picked = self.pick(who, chance[U_NUMBER])
            picked[number:] = self.nobody
            chance[U_CHOICE, number:] = 1.0  # no demand
            waits = self.waiting(officer[:number], who[:, :number], picked[:number]) if number > 1 else None
            if waits is None:
                self.encounters(week, officer, picked, chance)
                break
            now, later = (self.filled(those.nonzero()[0], size - 1) for those in (~waits, waits))
            self.encounters(week, officer.take(now), picked.take(now), chance.take(now, axis=1))
            officer, who, chance = officer.take(later), who.take(later, axis=1), chance.take(later, axis=1)
            number, size = int(np.count_nonzero(waits)), later.size

    def filled(self, places: Places, last: int) -> Places:
        """These places of contacts, filled up with the last, which is at nobody's door."""
        made = np.full(places.size // PAD * PAD + PAD, last)
        made[: places.size] = places
        return made

    def pick(self, who: Places, u: F32) -> Places:
        """Whom officers turn to: the best of a few, by believed reach less avoided power."""
        f, score = self.fixed, self.belief.take(who)
        score += self.shift
        np.maximum(score, f.least_belief, out=score)
        score *= f.reach_elasticity
        score += self.appeal.take(who)
        if self.more:
            score[-1, u >= self.more] = -inf
        best: Places = who[score.argmax(axis=0), self.running_numbers(u.size)]
        return best

    def waiting(self, officer: Places, who: Places, picked: Places) -> npt.NDArray[np.bool_] | None:
        """Which contacts must wait for an earlier one of the same officer; None if none."""
        order = self.running_numbers(officer.size)
        self.touched[picked[::-1]] = order[::-1]  # of several calls on one household the first is written last
        earlier = np.minimum.reduce(self.touched.take(who), axis=0)
        self.touched[picked] = LATER
        late = (earlier < order).nonzero()[0]
        if late.size == 0:
            return None
        since = np.full(self.number, LATER)
        since[officer[late[::-1]]] = late[::-1]
        return order >= since.take(officer)

    def choose(self, week: Week, desk: Desk, u: F32) -> Places:
        """Quantal choice of a demand: its place among manner x amount, DEMANDS for none."""
        np.dot(week.contact, desk.contact, out=desk.found)
        self.looks(week, desk)
        f, by_manner, weights = self.fixed, desk.table_by_manner, desk.table
        np.multiply(desk.money, desk.within, out=desk.worth)
        by_manner *= desk.worth_by_manner
        weights /= desk.refused
        np.divide(desk.risk, desk.quiet_by_manner, out=desk.quiet_by_manner)
        weights -= desk.quiet
        weights -= desk.cost
        best = np.maximum.reduce(weights, axis=0)
        np.maximum(best, desk.always, out=best)  # what every demand costs, to make none costs not
        weights -= best
        np.maximum(weights, f.least_exponent, out=weights)
        np.exp(weights, out=weights)
        running = np.dot(week.ladder, weights, out=desk.running)
        left = np.subtract(desk.always, best, out=best)
        np.exp(left, out=left)
        left += running[-1]
        left *= u
        chosen: Places = self.ones.dot(running <= left).astype(np.intp)
        return chosen

    def encounters(self, week: Week, officer: Places, picked: Places, chance: F32) -> None:
        """One contact each at different households, a block of them at a time."""
        if officer.size <= BLOCK:
            self.encounter(week, self.desk(officer.size), officer, picked, chance)
            return
        for first in range(0, officer.size, BLOCK):
            here = slice(first, first + BLOCK)
            block = officer[here]
            self.encounter(week, self.desk(block.size), block, picked[here], chance[:, here])

    def encounter(self, week: Week, d: Desk, officer: Places, picked: Places, chance: F32) -> None:
        """What follows from one contact each at different households. All is reckoned from the households as they were."""
        f = self.fixed
        self.households.take(picked, axis=1, out=d.household, mode="clip")
        self.mood[:MOOD].take(officer, axis=1, out=d.mood, mode="clip")
        np.add(d.belief, self.shift, out=d.believed)
        np.maximum(d.believed, f.least_belief, out=d.believed)
        np.add(d.cash, f.tiny, out=d.log_cash)
        np.log(d.log_cash, out=d.log_cash)
        chosen = self.choose(week, d, chance[U_CHOICE])
        self.chosen += np.bincount(chosen, minlength=DEMANDS + 1)
        amount = self.amount_of.take(chosen)
        kind = self.bits.dot(chance[U_FRAMINGS : U_FRAMINGS + 4] < d.framings)
        kind += self.kind_of.take(chosen)
        week.follows.take(kind.astype(np.intp), axis=1, out=d.follow, mode="clip")

        rates, moved = d.felt_rates, d.moved
        felt = d.felt
        felt *= d.feelings
        rates += felt
        np.subtract(d.targets, d.views, out=moved)
        moved *= d.rates

        answers, slopes, plea = d.answers, d.slopes, d.pleaded
        strain = amount / d.true_means
        np.minimum(strain, f.most_strain, out=strain)
        slopes *= strain
        slopes += d.kind_and_calm
        two = d.two_answers
        two += slopes
        plea *= d.tender
        plea *= d.urgency
        d.refuse += plea
        views = d.views
        views += moved
        d.call += d.sympathy * f.calls
        np.exp(answers, out=answers)
        answers += f.one
        answers *= chance[U_ANSWERS : U_ANSWERS + 3]
        np.less(answers, f.one, out=d.answered)
        paid = np.subtract(f.one, d.refusal, out=d.paid)

        hand, goods, news = d.hand, d.goods, d.news
        np.add(d.hold, d.reached_by, out=hand)
        np.exp(hand, out=hand)
        np.minimum(hand, d.most_hand, out=hand)
        np.minimum(hand, amount, out=hand)
        np.subtract(amount, hand, out=goods)
        np.minimum(goods, d.most_goods, out=goods)
        np.minimum(goods, d.more_goods, out=goods)
        goods *= paid
        np.maximum(d.log_cash, f.least_belief, out=news)
        news -= d.believed  # a part payment gives the household's cash away
        news *= f.learning_partial
        np.putmask(news, hand >= amount, f.learning_full)
        news *= paid
        hand *= paid
        self.heard += int(np.count_nonzero(news))

        told = d.told
        told *= d.complained
        told += d.charge
        charged = (chance[U_CHARGE] < told).nonzero()[0]
        if charged.size:
            self.charges += charged.size
            fallen = charged[chance[U_FALL, charged] < d.falls[charged]]
            self.leaving[officer[fallen]] = True

        d.cash -= hand
        d.belief += news
        promise, promises = d.promise, d.promises
        promise *= d.paid_and_hand
        promises += promise
        self.households[CASH:, picked] = d.kept
        self.owed[picked] = d.promised + d.lent > f.nothing
        self.added += d.result.dot(d.ones)
        handed, goods_in, goodwill = self.flows
        handed += np.bincount(officer, hand, self.number)
        goods_in += np.bincount(officer, goods, self.number)
        goodwill += np.bincount(officer, d.goodwill_moved, self.number)

    def close(self, t: int, week: Week) -> None:
        """The end of the officers' week: clients' charges, spending, takings, entitlement, record, and successors."""
        f, (handed, goods, _) = self.fixed, self.flows
        charged = (self.client_chance[t] < self.client_risk * week.crackdown).nonzero()[0]
        if charged.size:
            self.charges += charged.size
            self.leaving[charged[self.rng.random(charged.size) < self.mood[FALLS, charged]]] = True
        purse, protection, takings, entitled = self.purse, self.protection, self.takings, self.entitled
        took = handed + goods
        handed *= 1.0 - self.rules.passed_up
        purse += handed
        purse += protection
        purse += week.wage
        np.maximum(purse, f.nothing, out=purse)
        purse *= f.purse_kept
        took -= takings
        took *= TAKINGS_MEMORY
        takings += took
        share = takings + protection
        share *= f.need
        np.minimum(share, f.one, out=share)
        pull = share * f.turn
        pull += f.decay
        pull *= entitled
        share *= f.rise
        share -= pull
        entitled += share
        self.performance *= f.performance_kept
        self.performance += self.noise[t]
        gone = self.leaving.nonzero()[0]
        self.dismissed = gone.size
        if gone.size:
            self.replace(gone)

    def replace(self, gone: Places) -> None:
        """Successors: a record of their own, no cash, no entitlement, the county's view of the beat; old promises lapse."""
        self.dismissals += gone.size
        self.performance[gone] = self.rules.dismissal_slope * 2.0 * (self.rng.random((3, gone.size)).sum(axis=0) - 1.5)
        self.purse[gone] = self.entitled[gone] = 0.0
        theirs = self.leaving.take(self.officer_of).nonzero()[0]
        self.belief[theirs] = self.seen[theirs]
        owed = theirs[self.owed[theirs]]
        goodwill = self.households[GOODWILL, owed]
        self.move_goodwill(self.officer_of[owed], goodwill, np.full(owed.size, -self.rules.goodwill_broken, np.float32))
        self.households[GOODWILL, owed] = goodwill
        self.households[PROMISED : LENT + 1, owed] = 0.0
        self.owed[owed] = False
        self.leaving[gone] = False

    def promises_due(self, week: Week) -> None:
        """Loans and promised favours that fall due: kept or broken, and what that does to goodwill."""
        f, owed = self.fixed, self.owed.nonzero()[0]
        u = self.rng.random((2, owed.size), dtype=np.float32)
        now = (u[1] < f.due).nonzero()[0]
        if now.size == 0:
            return
        due, able_meant = owed.take(now), u.take(now, axis=1)
        homes, officer = self.households[CASH : GOODWILL + 1].take(due, axis=1), self.officer_of.take(due)
        cash, _, _, lent, goodwill = homes
        true = np.empty((4, due.size), np.float32)  # favour, loan, favour can be done, repayment is meant
        np.greater(homes[2:4], f.nothing, out=true[:2])
        np.less(able_meant, week.able_meant, out=true[2:])
        repaid = lent * true[3]
        total = np.bincount(officer, repaid, self.number)
        left = self.purse - total
        if np.minimum.reduce(left) < 0.0:
            self.in_turn(officer, repaid)
            true[3] = repaid > 0.0
            total = np.bincount(officer, repaid, self.number)
            left = self.purse - total
        self.purse[:] = left
        self.repaid += total
        cash += repaid
        moved = self.promise_moves.take(self.bits.dot(true).astype(np.intp))
        self.move_goodwill(officer, goodwill, moved)
        homes[2:4] = 0.0
        self.households[CASH : GOODWILL + 1, due] = homes
        self.owed[due] = False

    def in_turn(self, officer: Places, repaid: F32) -> None:
        """Strike out those loans for which an officer's cash no longer suffices: every officer's first loan is looked at,
        then every officer's second, and so on."""
        left, turn = self.purse.copy(), repaid.nonzero()[0]
        while turn.size:
            of, first = np.unique(officer[turn], return_index=True)
            now = turn[first]
            repaid[now] *= left[of] >= repaid[now]
            left[of] -= repaid[now]
            turn = np.delete(turn, first)

    def move_goodwill(self, officer: Places, goodwill: F32, moved: F32) -> None:
        """Move `goodwill` of households of these officers, within its bounds."""
        moved += goodwill
        np.maximum(moved, self.fixed.least_goodwill, out=moved)
        np.minimum(moved, self.fixed.one, out=moved)
        self.flows[2] += np.bincount(officer, moved - goodwill, self.number)
        goodwill[:] = moved

    def report(self, t: int) -> None:
        """What the week adds to the measures; goodwill as officers know it; and the rumour that colleagues hear."""
        moved, news = self.flows[2], float(self.added[NEWS])
        self.measured_posts[t] = self.officers[:MEASURED]
        self.money[t, 2] = self.mean_cash()
        self.goodwill[t] = moved
        self.sums[t] = self.added
        moved *= self.per_member
        self.mood[PREY_GOODWILL] += moved
        self.rumour += self.rules.rumour * news / max(1, self.heard)
        self.shift.fill(self.rumour)
        self.heard = 0

    def measured(self) -> Mapping[str, float]:
        """What is compared of a finished county."""
        sums, weeks, made = self.sums.sum(axis=0), self.weeks, self.chosen[:DEMANDS]
        income, left, cash = self.money.sum(axis=0)
        self.sums[:, MOVED] = self.goodwill.sum(axis=1)  # also by promises
        views = (self.first_views + np.cumsum(self.sums[:, MOVED : MOVED + 3], axis=0)) / self.cash.size
        posts = self.measured_posts.mean(axis=(0, 2), dtype=float)
        found = {
            "visits": self.visits,
            "demands": made.sum(),
            "coercive": made[: REQUEST * AMOUNTS].sum(),
            "asked": made.dot(self.amount_of[:DEMANDS]),
            "refusals": sums[REFUSED] - self.chosen[DEMANDS],
            "complaints": sums[COMPLAINED],
            "charges": self.charges,
            "dismissals": self.dismissals,
            "calls_on_state": sums[CALLED],
            "paid": sums[HANDED],
            "paid_in_kind": sums[IN_GOODS],
            "repaid": self.repaid.sum(),
            "passed_up": self.rules.passed_up * sums[HANDED],
            "retained": posts[PROTECTION] * weeks * self.number,
            "household_income": income / weeks,
            "household_spending": (self.first_cash + cash - self.money[-1, 2] - left) / weeks,
            "household_cash": cash / weeks,
            "officer_cash": posts[PURSE],
            "shortfall": posts[SHORT],
            "fear": posts[FEAR],
            "post_value": posts[VALUE],
            "entitlement": posts[ENTITLED],
            **dict(zip(("goodwill", "sympathy", "resentment"), views.mean(axis=0), strict=True)),
        }
        return {name: float(found[name]) for name in (*TOTALS, *MEANS)}
