"""One occasion on which an officer considers money: whom, what, how; the answer; and what everybody learns from it."""

import numpy as np

from shakedown.engine.compiled import inlined
from shakedown.engine.draws import (
    ANSWER,
    CANDIDATES,
    CANDIDATES_LAST,
    CANDIDATES_MORE,
    CHARACTER,
    CHOICE,
    FRAMING,
    chances,
)
from shakedown.engine.encounter import complaint_chance, payment, refusal_chance, revealed_cash, views_after
from shakedown.engine.layout import (
    AMOUNTS,
    COUNTS,
    DOORS,
    DRAWS,
    FAVOUR,
    FLOWS,
    GOODWILL,
    HARDSHIP,
    LEAST_BELIEF,
    LOAN,
    PEOPLE,
    REQUEST,
    RESENTMENT,
    SEASON,
    SHIFT,
    SYMPATHY,
    VIEWS,
    WEIGHT,
)
from shakedown.engine.living import spend
from shakedown.engine.maths import logistic
from shakedown.engine.menu import choose, strain_at, value_menu, weigh
from shakedown.engine.oversight import beat_of, dismissal_chance

VISITS, REFUSALS, COMPLAINTS, CHARGES = (COUNTS.index(n) for n in ("visits", "refusals", "complaints", "charges"))
CALLS = COUNTS.index("calls_on_state")
PAID, IN_KIND = FLOWS.index("paid"), FLOWS.index("paid_in_kind")
CASH, PAYMENTS = PEOPLE.index("cash"), PEOPLE.index("payments")
ASKED, GAVE, GIVEN = (DOORS.index(n) for n in ("demands", "payments", "paid"))
SURPRISE = VIEWS.index("surprise")


@inlined
def believed(h, w):
    """Log cash an officer believes household `h` to hold: as seen, as learned, and by rumour."""
    held = np.float64(w.households.seen[h]) + np.float64(w.households.learned[h]) + w.county[SHIFT]
    return max(w.r.log_least_belief, held)


@inlined
def pick(i, k, now, w):
    """Whom an officer turns to: the best of a few drawn from his beat, by believed reach less avoided power."""
    r, households = w.r, w.households
    first, members = beat_of(i, w)
    draws = w.desk[DRAWS]
    draws[0], draws[1], draws[2], draws[3] = chances(w.seed, CANDIDATES, i, now.week, k)
    draws[4], draws[5], draws[6], draws[7] = chances(w.seed, CANDIDATES_MORE, i, now.week, k)
    whole = int(r.extra_candidates)
    if whole >= 6:
        draws[8], draws[9], draws[10], draws[11] = chances(w.seed, CANDIDATES_LAST, i, now.week, k)
    number = 1 + whole + (1 if draws[0] < r.extra_candidates - whole else 0)
    best = -1
    best_score = -np.inf
    for c in range(number):
        h = first + min(members - 1, int(draws[c + 1] * members))
        power = np.float64(households.power[h])
        score = r.reach_elasticity * believed(h, w) + np.log(1.0 - r.shield * power) - r.avoidance * power
        if score > best_score:
            best, best_score = h, score
    return best


@inlined
def draw_framings(i, k, now, seed, mood):
    """The set of framings of one request, each used with the chance that the officer's state makes credible."""
    hardship, loan, favour, season = chances(seed, FRAMING, i, now.week, k)
    return (
        (HARDSHIP if hardship < mood.hardship else 0)
        | (LOAN if loan < mood.loan else 0)
        | (FAVOUR if favour < mood.favour else 0)
        | (SEASON if season < mood.season else 0)
    )


@inlined
def character(h, seed, r):
    """A household's (compassion, propensity to complain): uniform about the mean, and triangular with the given sd."""
    a, b, c, _ = chances(seed, CHARACTER, h, 0, 0)
    return r.compassion * 2.0 * a, r.complaint_spread * np.sqrt(6.0) * (b + c - 1.0)


@inlined
def contact(i, k, now, mood, w):
    """Everything that follows from contact `k` of officer `i` this week.

    Returns (takings CNY, log error of belief, log news for colleagues, whether he lost his post).
    """
    r, out, t, households = w.r, w.out, now.t, w.households
    h = pick(i, k, now, w)
    out.counts[t, VISITS] += 1
    cash, power = np.float64(households.cash[h]), np.float64(households.power[h])
    goodwill = np.float64(households.goodwill[h])
    log_believed = believed(h, w)
    error = log_believed - np.log(max(LEAST_BELIEF * r.money_unit, cash))
    value_menu(log_believed, power, goodwill, mood, w.menu, r, w.desk)
    weigh(r, w.desk)
    u_choice, u_refuse, u_complain, u_charge = chances(w.seed, CHOICE, i, now.week, k)
    place = choose(w.desk[WEIGHT], u_choice)
    if place < 0:
        return 0.0, error, 0.0, False
    m, j = place // w.menu.rows.shape[1], place % w.menu.rows.shape[1]
    out.demands[t, m, j] += 1
    out.doors[h, ASKED] += 1.0
    amount = np.float64(w.menu.rows[AMOUNTS, j])
    framings = 0
    if m == REQUEST:
        framings = draw_framings(i, k, now, w.seed, mood)
        out.sets[t, framings, j] += 1

    compassion, propensity = character(h, w.seed, r)
    strain = strain_at(amount, cash, r)
    took, news = 0.0, 0.0
    if u_refuse < refusal_chance(m, framings, strain, goodwill, compassion, mood, r):
        out.counts[t, REFUSALS] += 1
    else:
        took, offered = pay_up(i, h, m, framings, amount, now, w)
        news = learned_from(m, framings, amount, offered, power, log_believed, r)
        households.learned[h] += news

    u_dismiss, u_call, _, _ = chances(w.seed, ANSWER, i, now.week, k)
    charge = r.charge_base
    if u_complain < complaint_chance(m, framings, strain, power, goodwill, propensity, mood, r):
        out.counts[t, COMPLAINTS] += 1
        charge += r.charge_complaint * (1.0 + (mood.courtesy if m != REQUEST else 0.0))
    charged = u_charge < now.crackdown * charge
    out.counts[t, CHARGES] += 1 if charged else 0
    change_views(h, m, framings, mood.need, t, w)
    out.counts[t, CALLS] += 1 if u_call < logistic(r.call_base + r.call_sympathy * households.sympathy[h]) else 0
    return took, error, news, charged and u_dismiss < dismissal_chance(w.officers[i].performance, r)


@inlined
def pay_up(i, h, m, framings, amount, now, w):
    """Household `h` hands over what it can; books promises made; returns (value to the officer, cash offered), CNY."""
    r, out, t, households = w.r, w.out, now.t, w.households
    cash = np.float64(households.cash[h])
    consumption = spend(cash, now.basket, r.mpc)
    offered, goods = payment(m, framings, amount, cash, np.float64(households.power[h]), consumption, r)
    households.cash[h] = cash - offered
    hand = cash - np.float64(households.cash[h])  # as stored, so that the accounts close to the last digit
    trades = 1 if households.trade[h] > 0.0 else 0
    out.people[t, CASH, households.fifth[h], trades] -= hand
    out.people[t, PAYMENTS, households.fifth[h], trades] += hand + goods
    out.flows[t, PAID] += hand
    out.flows[t, IN_KIND] += goods
    out.doors[h, GAVE] += 1.0
    out.doors[h, GIVEN] += hand + goods
    w.officers[i].cash += hand
    if framings & LOAN:
        households.loan[h] += hand
    if framings & FAVOUR:
        households.favour[h] = 1.0
    return hand + goods, offered


@inlined
def learned_from(m, framings, amount, offered, power, log_believed, r):
    """How far (log) belief about a household moves on being offered `offered` CNY in cash of `amount`."""
    if offered >= amount:
        return np.log(1.0 + r.learning_full)
    implied = r.log_least_belief
    if offered > 0.0:
        implied = max(implied, revealed_cash(m, framings, offered, power, r))
    return r.learning_partial * (implied - log_believed)


@inlined
def change_views(h, m, framings, need, t, w):
    """Move the views of household `h` after an approach, and the county's running sums with them."""
    households, county = w.households, w.county
    expected = np.float64(households.expects[h])
    before = (
        np.float64(households.goodwill[h]),
        np.float64(households.sympathy[h]),
        np.float64(households.resentment[h]),
    )
    w.out.views[t, SURPRISE] += expected if m == REQUEST else 0.0
    after = views_after(m, framings, need, before[0], before[1], before[2], expected, w.r)
    households.goodwill[h], households.sympathy[h], households.resentment[h], households.expects[h] = after
    moved = np.float64(households.goodwill[h]) - before[0]
    county[GOODWILL] += moved
    w.officers[h // w.members].standing += moved
    county[SYMPATHY] += np.float64(households.sympathy[h]) - before[1]
    county[RESENTMENT] += np.float64(households.resentment[h]) - before[2]
