"""One occasion on which an officer considers money: whom, what, how; the answer; and what everybody learns from it."""

import numpy as np

from shakedown.engine.beats import address_of, beat_of, household_at
from shakedown.engine.choice import choose, dread, weigh
from shakedown.engine.compiled import inlined
from shakedown.engine.draws import (
    CHARACTER,
    OF_ANSWER,
    OF_CANDIDATES,
    OF_CHOICE,
    OF_FRAMING,
    chances,
    uniform,
    visit_chances,
    visit_words,
)
from shakedown.engine.encounter import complaint_chance, payment, refusal_chance, revealed_cash, views_after
from shakedown.engine.layout import (
    COUNTS,
    DOORS,
    FAVOUR,
    FLOWS,
    GOODWILL,
    HARDSHIP,
    LEAST_BELIEF,
    LENT,
    LOAN,
    PEOPLE,
    PROMISED,
    REQUEST,
    RESENTMENT,
    RUMOUR,
    SEASON,
    SYMPATHY,
    THREAT,
    VIEWS,
    VISIT,
)
from shakedown.engine.living import move_cash_of, owe, spend
from shakedown.engine.maths import log, logistic
from shakedown.engine.menu import strain_at, value_menu
from shakedown.engine.oversight import dismissal_chance
from shakedown.engine.protection import earn

VISITS, REFUSALS, COMPLAINTS, CHARGES = (COUNTS.index(n) for n in ("visits", "refusals", "complaints", "charges"))
CALLS, RETALIATIONS = COUNTS.index("calls_on_state"), COUNTS.index("retaliations")
PAID, IN_KIND, FINES = FLOWS.index("paid"), FLOWS.index("paid_in_kind"), FLOWS.index("fines")
PAYMENTS = PEOPLE.index("payments")
ASKED, GAVE, GIVEN = (DOORS.index(n) for n in ("demands", "payments", "paid"))
SURPRISE = VIEWS.index("surprise")
SQRT_6 = np.sqrt(6.0)


@inlined
def believed(h, beat, w):
    """Log cash the officer of a beat believes household `h` to hold: as seen, as learned, and by his service's rumour."""
    learned = np.float64(w.households.learned[beat.views + h])
    held = np.float64(w.households.seen[h]) + learned + w.colleagues[beat.service, RUMOUR]
    return max(w.r.log_least_belief, held)


@inlined
def pick(beat, w):
    """Whom an officer turns to: the best of a few drawn from his beat, by believed reach less avoided power."""
    r, households, words = w.r, w.households, w.scratch.visit
    number_of_all = households.cash.size
    whole = int(r.extra_candidates)
    number = 1 + whole + (1 if uniform(words[OF_CANDIDATES]) < r.extra_candidates - whole else 0)
    best = -1
    best_score = -np.inf
    for c in range(1, number + 1):
        word = words[VISIT * (c & 3) + OF_CANDIDATES + (c >> 2)]
        h = household_at(beat.first + int(uniform(word) * beat.members), beat.turn, number_of_all)
        score = (
            r.reach_elasticity * believed(h, beat, w)
            + w.fixed.shield[h]
            - r.avoidance * np.float64(households.power[h])
        )
        best += np.int64(score > best_score) * (h - best)  # no branch: it would be guessed wrong as often as right
        best_score = max(best_score, score)
    return best


@inlined
def draw_framings(mood, words):
    """The set of framings of one request, each used with the chance that the officer's state makes credible."""
    hardship, loan, favour, season = visit_chances(OF_FRAMING, words)
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
    return r.compassion * 2.0 * a, r.complaint_spread * SQRT_6 * (b + c - 1.0)


@inlined
def contact(i, k, now, mood, w):
    """Everything that follows from contact `k` of officer `i` this week.

    Returns (takings CNY, log error of belief, log news for colleagues, whether he lost his post).
    """
    r, out, row, households, desk, beat = w.r, w.out, now.row, w.households, w.scratch.desk, beat_of(i, w)
    visit_words(w.seed, address_of(beat.service, beat.place), now.week, k, w.scratch.visit)
    h = pick(beat, w)
    at = beat.views + h
    out.counts[row, VISITS] += 1
    cash, power = np.float64(households.cash[h]), np.float64(households.power[h])
    goodwill = np.float64(households.goodwill[at])
    log_believed = believed(h, beat, w)
    error = log_believed - log(max(LEAST_BELIEF * r.money_unit, cash))
    value_menu(log_believed, power, w.fixed.shield[h], goodwill, mood, w.menu, r, desk)
    weigh(w.menu.size, dread(w.menu.size, mood.risk, desk), r, desk)
    u_choice, u_refuse, u_complain, u_charge = visit_chances(OF_CHOICE, w.scratch.visit)
    m, j = choose(w.menu.size, u_choice, desk)
    if m < 0:
        return 0.0, error, 0.0, False
    out.demands[row, m, j] += 1
    amount = w.menu.amounts[j]
    framings = 0
    if m == REQUEST:
        framings = draw_framings(mood, w.scratch.visit)
        out.sets[row, framings, j] += 1

    compassion, propensity = character(h, w.seed, r)
    strain = strain_at(amount, cash, r)
    took, news, gave, dared = 0.0, 0.0, 0.0, False
    if u_refuse < refusal_chance(m, framings, strain, power, goodwill, compassion, mood, r):
        out.counts[row, REFUSALS] += 1
        dared = True
    else:
        took, offered = pay_up(i, h, at, m, framings, amount, now, w)
        gave = 1.0
        news = learned_from(m, framings, amount, offered, w.fixed.shield[h], log_believed, w)
        households.learned[at] += news

    u_dismiss, u_call, u_revenge, _ = visit_chances(OF_ANSWER, w.scratch.visit)
    complained = u_complain < complaint_chance(m, framings, strain, power, goodwill, propensity, mood, r)
    dared = dared or complained
    harder = 1.0 + (mood.courtesy if m != REQUEST else 0.0)
    charged = is_charged(i, h, complained, harder, u_charge, now.crackdown, row, now, w)
    gone = charged and u_dismiss < dismissal_chance(w.officers[i].performance, r)
    change_views(i, h, at, m, framings, mood.need, now.t, w)
    if out.doors.size:
        out.doors[h, ASKED] += 1.0
        out.doors[h, GAVE] += gave
        out.doors[h, GIVEN] += took
    out.counts[row, CALLS] += 1 if u_call < logistic(r.call_base + r.call_sympathy * households.sympathy[h]) else 0
    if dared and not gone and u_revenge < r.retaliation:
        out.counts[row, RETALIATIONS] += 1
        change_views(i, h, at, THREAT, 0, mood.need, now.t, w)  # revenge is held against him like a threat
    return took, error, news, gone


@inlined
def is_charged(i, h, complained, harder, u, inspected, row, now, w):
    """Whether officer `i` is charged for what he did to household `h`, where inspection is so intense; what that brings both.

    `harder`: by what factor an order to be courteous has a complaint heard.
    """
    chance = w.r.charge_base
    if complained:
        w.out.counts[row, COMPLAINTS] += 1
        chance += w.r.charge_complaint * harder
    charged = u < inspected * chance
    if charged:
        charge(i, row, w)
        if complained:
            earn(h, w.levers[now.week].reward, now.t, w)
    return charged


@inlined
def charge(i, row, w):
    """A charge against officer `i`, and what he has to pay for it out of what cash he has."""
    w.out.counts[row, CHARGES] += 1
    fine = min(w.r.fine, max(0.0, w.officers[i].cash))
    w.officers[i].cash -= fine
    w.out.flows[row, FINES] += fine


@inlined
def pay_up(i, h, at, m, framings, amount, now, w):
    """Household `h`, whose views of officer `i` stand at `at`, hands over what it can; books promises made.

    Returns (value to the officer, cash offered), CNY.
    """
    r, out, households = w.r, w.out, w.households
    cash = np.float64(households.cash[h])
    in_reach = cash * (1.0 - r.hiding * np.float64(households.expects[h]))
    offered, goods = payment(
        m, framings, amount, in_reach, w.fixed.shield[h], spend(cash, now.basket, r.mpc), w.menu, r
    )
    hand = -move_cash_of(h, -offered, households.cash, households.group, w.county)
    group = households.group[h]
    out.people[now.t, PAYMENTS, group] += hand + goods
    out.flows[now.row, PAID] += hand
    out.flows[now.row, IN_KIND] += goods
    w.officers[i].cash += hand
    if framings & LOAN and hand > 0.0:
        households.loan[at] += np.float32(hand)
        owe(LENT, now.service, h, households.owed)
    if framings & FAVOUR:
        owe(PROMISED, now.service, h, households.owed)
    return hand + goods, offered


@inlined
def learned_from(m, framings, amount, offered, shield, log_believed, w):
    """How far (log) belief about a household moves on being offered `offered` CNY in cash of `amount`."""
    r = w.r
    if offered >= amount:
        return log(1.0 + r.learning_full)
    implied = r.log_least_belief
    if offered > 0.0:
        implied = max(implied, revealed_cash(m, framings, offered, shield, w.menu, r))
    return r.learning_partial * (implied - log_believed)


@inlined
def change_views(i, h, at, m, framings, need, t, w):
    """Move the views of household `h` (those of officer `i` stand at `at`) after an approach, and running sums with them."""
    households, county = w.households, w.county
    expected = np.float64(households.expects[h])
    before = (
        np.float64(households.goodwill[at]),
        np.float64(households.sympathy[h]),
        np.float64(households.resentment[h]),
    )
    w.out.views[t, SURPRISE] += expected if m == REQUEST else 0.0
    after = views_after(m, framings, need, before[0], before[1], before[2], expected, w.r)
    households.goodwill[at], households.sympathy[h], households.resentment[h], households.expects[h] = after
    moved = np.float64(households.goodwill[at]) - before[0]
    county[GOODWILL] += moved
    w.officers[i].standing += moved
    county[SYMPATHY] += np.float64(households.sympathy[h]) - before[1]
    county[RESENTMENT] += np.float64(households.resentment[h]) - before[2]
