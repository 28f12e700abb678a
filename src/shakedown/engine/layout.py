"""What the compiled code is handed: flat, numbers only.

A frozen dataclass cannot enter a kernel, records and NamedTuples can; `DIALS` and `WEEKLY` are made from the fields of
`Rules` and `Levers` and so cannot differ from them.
"""

from math import log
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from shakedown.society.levers import ABOUT, Levers, season_felt
from shakedown.society.rules import Rules, dials

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
U32 = npt.NDArray[np.uint32]
U8 = npt.NDArray[np.uint8]

MANNERS = ("threat", "order", "request")
FRAMINGS = ("hardship", "loan", "favour", "season")
SOURCES = ("provision", "protection", "takings")
MOST_SERVICES = 4
"""Services that can ask the same households: each owes a household two bits of one byte."""
THREAT, ORDER, REQUEST = 0, 1, 2
HARDSHIP, LOAN, FAVOUR, SEASON = 1, 2, 4, 8
"""Bits of a set of framings."""
LENT, PROMISED = 1, 2
"""Bits of what one service owes a household; service s keeps its two 2 s places further up."""

REACH_CASH = 1_000.0
"""Cash at which the reach dials are quoted. This and the next two are in CNY: times money_unit in the case's money."""
LEAST_BELIEF = 20.0
"""Officers believe in no less cash."""
STRAIN_CASH = 100.0
"""Added to cash in the strain of a demand, so that the poorest give no division by zero."""
REWARD = 100.0
"""The reward (CNY) that complaint_reward is quoted at."""
MOST_STRAIN = 3.0
HAND_SHARE = 0.9
"""Most of its cash a household can hand over."""
MOST_CONTACTS = 40
"""Occasions an officer can find time for in a week, per 100 households."""

LOGS_OF_CASH = ("log_reach_cash", "log_least_belief")
"""Logs of REACH_CASH and LEAST_BELIEF in the case's money, once per run: officers reckon in logs at every door."""
DIALS = np.dtype([(name, np.float64) for name in [*(d.name for d in dials()), *LOGS_OF_CASH]])
WEEKLY = np.dtype([(name, np.float64) for name in [*ABOUT, "season_felt"]])
"""Records are handed to compiled functions by address, named tuples field by field: hence records for what is long."""

OFFICER = np.dtype(
    [
        (name, np.float64)
        for name in (
            "fear", "performance", "takings", "cash", "entitlement", "post_value",
            "standing", "prey", "prey_power", "full_protection", "money", "scruple",
        )
    ]
)  # fmt: skip
"""One officer; standing is the sum of his beat's goodwill, money last week's weight of money, scruple his own as a multiple
of the rule's. Fixed: prey and prey_power (mean log cash as seen, and power, of likely targets), full_protection (gains of all
trade on the beat, CNY/week). Officers stand service after service, in the order of their beats."""


class Households(NamedTuple):
    """One value per household, 42 bytes, and 12 more for each service beyond the first. Fixed: income, power, seen, group.

    goodwill, learned and loan hold one value per household and service, service after service. group: income fifth (0
    poorest) and trade, 2 x fifth + (1 if it trades); owed: bits LENT and PROMISED of what was promised to it by each
    service and is open, kept in whole words of eight households.
    """

    income: F32
    power: F32
    seen: F32
    cash: F32
    goodwill: F32
    sympathy: F32
    resentment: F32
    expects: F32
    learned: F32
    loan: F32
    group: U8
    owed: U8


class Traders(NamedTuple):
    """Trading households in order: which household, its gain from trade as a multiple of income at private_trade = 1 and
    trade_premium = 1, and the share of the gain that trading costs it."""

    who: I32
    trade: F32
    cost: F32


class Remitters(NamedTuple):
    """Households with money from abroad in order: which. Like private trade it is forbidden, and goes on without it."""

    who: I32


class Menu(NamedTuple):
    """The round amounts (CNY) an officer may ask: how many (padded to whole vectors) and which, and what they bring in.

    paid: rows of E[min(a, C)] over the menu, CNY, one row for each log reach (log median of C) first, first + 1/per_log,
    ...; last: the last place between two rows; threat, order, request, loan: log reach by manner, and what a promise to
    repay adds. Amounts and what goes with them stand on the desk, too.
    """

    size: int
    amounts: F64
    paid: F32
    first: float
    per_log: float
    last: float
    threat: float
    order: float
    request: float
    loan: float


MOST_AMOUNTS = 128
"""Amounts a menu can hold."""
WIDTH = MOST_AMOUNTS
_ONCE = 3 * WIDTH
AMOUNTS, BLOCKED, SPACING = (k * WIDTH for k in range(3))
"""Where rows of the desk begin that hold one number per amount: the amount (CNY), CNY of cost that keep the padding from
being chosen, the log spacing it stands for (0 in the padding)."""
SHARE, PAY, HEARD, NET, UTILITY, WEIGHT, FOLD = (_ONCE + 3 * k * WIDTH for k in range(7))
"""Where rows begin that hold one number per manner and amount: manner m, amount j at 'row + m x WIDTH + j'."""
TOTAL = _ONCE + 21 * WIDTH
"""Where the weights of the three manners stand, and behind them (NONE) that of no demand."""
NONE = TOTAL + 3
DESK = TOTAL + 16
"""Length of the desk, the scratch space for one menu."""

BLOCKS = 64
"""Blocks of four random words that are made at once."""
CHUNK = 8 * BLOCKS
"""Households whose incomes are drawn at once: eight a block."""
VISIT = 8
"""Blocks of four random words that one contact may need."""


class Scratch(NamedTuple):
    """Scratch space of one county: the desk for menus; random words; per chunk of households income and change of cash."""

    desk: F32
    words: U32  # 4 x BLOCKS: word k of block b at k x BLOCKS + b
    visit: U32  # 4 x VISIT, likewise
    income: F32
    change: F64


class Fixed(NamedTuple):
    """What every week needs of people who do not change, worked out once per run.

    shield: log of what each household's power leaves of its reach; prey_shield: the same of each officer's likely targets;
    post, remit_post: which officers, service after service, each trader and each remitter is on the beat of; gain: a
    trader's gain at private_trade = 1, CNY a week; cost: what trading costs of it; remitted: money from abroad at
    remittances = 1, CNY a week.
    """

    shield: F64
    prey_shield: F64
    post: I32
    gain: F64
    cost: F64
    remit_post: I32
    remitted: F64


class Normals(NamedTuple):
    """Equal-probability mid-points of the standard normal, and of one household's weekly income factor (mean 1)."""

    normal: F64
    income: F32


def flat_rules(rules: Rules) -> Any:
    """`rules` as one record the kernel can read."""
    logs = (log(cash * rules.money_unit) for cash in (REACH_CASH, LEAST_BELIEF))
    held = np.array([(*(float(getattr(rules, d.name)) for d in dials()), *logs)], DIALS)
    return held.view(np.recarray)[0]


def flat_levers(levers: Levers, weeks: int) -> npt.NDArray[np.void]:
    """`levers` as one record a week from week 0 to `weeks`, with the season as felt beside it."""
    held = np.empty(weeks, WEEKLY)
    for name, values in levers.weekly(weeks).items():
        held[name] = values
    held["season_felt"] = season_felt(levers.season, weeks)
    return held


class Out(NamedTuple):
    """One run's outputs: counts, then sums and means (see `dataset.ABOUT`). First axis: the week of the run; or a row for each
    week and, within it, each service."""

    demands: I32  # row, manner, amount
    sets: I32  # row, set of framings, amount: requests only
    counts: I32  # row, COUNTS
    flows: F64  # row, FLOWS: CNY of the whole sample
    people: F64  # week, PEOPLE, group (fifth and trade, as in Households): sums over households
    posts: F64  # row, POSTS: means over officers, or shares
    views: F64  # week, VIEWS: means over households, surprise over demands
    doors: F64  # household, DOORS: totals over the run; of no length if nobody asked for them


class World(NamedTuple):
    """One county with all that its weeks need: state, schedules, tables, dials, outputs and scratch space."""

    seed: int
    services: int
    members: int  # households on a beat (see `beats.py`)
    households: Households
    owed_by_eight: npt.NDArray[np.uint64]  # `households.owed`, eight at a time
    officers: Any  # one record of OFFICER each
    traders: Traders
    remitters: Remitters
    county: F64
    colleagues: F64  # service, COLLEAGUES
    levers: Any  # one record of WEEKLY a week
    menu: Menu
    normals: Normals
    r: Any  # one record of DIALS
    out: Out
    scratch: Scratch
    fixed: Fixed


class Bench(NamedTuple):
    """Scratch space of one week, per officer."""

    protection: F64  # CNY
    risk: F64  # fear x what a charge is expected to cost: CNY per unit chance of a charge
    dismissal: F64  # chance of dismissal if charged
    clients: I64
    seized: F64  # CNY
    caught: U8  # 1 if a seizure cost him his post
    terms: F64  # service, TERMS: of one household with money from abroad


TAKE, TOLD, CHANCE, PRICE = 0, 1, 2, 3
TERMS = 4
"""How an officer and a household with money from abroad stand to each other: what a search would find (CNY), the chance that
the household complains of it, the chance of a search, the price of looking away (CNY a week)."""


class Now(NamedTuple):
    """This week of one service: its week and row in the outputs, the service, the week since the case began, and the levers
    that many functions read."""

    t: int
    row: int
    service: int
    week: int
    crackdown: float
    market: float
    trade: float
    basket: float
    pay: float


COUNTS = (
    "visits", "refusals", "complaints", "charges", "dismissals", "calls_on_state", "retaliations", "searches", "departures",
)  # fmt: skip
FLOWS = (
    "paid", "paid_in_kind", "repaid", "passed_up", "quota_paid", "fines", "seized", "retained", "protection_volume",
    "officer_spending_total",
)  # fmt: skip
PEOPLE = ("income", "spending", "cash", "payments")
POSTS = (
    "provision",
    "protection",
    "takings",
    "officer_cash",
    "shortfall",
    "fear",
    "belief_error",
    "post_value",
    "entitlement",
)
DOORS = ("demands", "payments", "paid")
VIEWS = ("goodwill", "sympathy", "resentment", "surprise")

GOODWILL, SYMPATHY, RESENTMENT, ARREARS = 0, 1, 2, 3
REFERENCE, FIRST_PAY, PAYING, ASKING, RESOLVE = 4, 5, 6, 7, 8
HELD = 9
GROUPS = 10
COUNTY = HELD + GROUPS
"""What a county carries from week to week: three running sums; pay that is owed to an officer (CNY); official pay as officers
are used to it and as it was at first (CNY/week); the shares that are thought to pay and colleagues to demand, and how far not
paying is held to be right (0..1); and from HELD on the cash of each group of households (CNY)."""
RUMOUR, DISMISSED = 0, 1
COLLEAGUES = 2
"""What a service's officers have in common: rumour of what households hold (log), and how many were dismissed last week."""
