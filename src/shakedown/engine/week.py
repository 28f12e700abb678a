"""The society's week, compiled: what officers fear and expect, who pays protection, earns, is visited, is dismissed."""

import numpy as np

from shakedown.engine.beats import address_of, beat_of, household_at
from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.contact import charge, contact
from shakedown.engine.customs import answered, custom_of, customs_move, scruple_of
from shakedown.engine.draws import OFFICER, PAYDAY, RECRUIT, block_words, chances, uniform
from shakedown.engine.layout import (
    ARREARS,
    BLOCKS,
    COUNTS,
    DISMISSED,
    FIRST_PAY,
    FLOWS,
    GOODWILL,
    GROUPS,
    HELD,
    PEOPLE,
    POSTS,
    REFERENCE,
    RESENTMENT,
    RUMOUR,
    SYMPATHY,
    Bench,
    Now,
    World,
)
from shakedown.engine.living import end_promises, owed_by, promises_due, spend, spend_and_earn
from shakedown.engine.maths import exp, power
from shakedown.engine.menu import Mood
from shakedown.engine.oversight import (
    dismissal_chance,
    fear_after,
    inspection_of,
    look_at_beat,
    prospects,
    value_of_post,
)
from shakedown.engine.protection import settle
from shakedown.engine.remittances import remit

VISITS, CHARGES = COUNTS.index("visits"), COUNTS.index("charges")
DISMISSALS, DEPARTURES = COUNTS.index("dismissals"), COUNTS.index("departures")
PAID, CASH_OF_HOUSEHOLDS = FLOWS.index("paid"), PEOPLE.index("cash")
PASSED, QUOTA, SPENDING = (FLOWS.index(n) for n in ("passed_up", "quota_paid", "officer_spending_total"))
(PROVISION, PROTECTION, TAKINGS, CASH, SHORTFALL, FEAR, ERROR, VALUE, ENTITLED) = range(len(POSTS))
USED_UP, USED_DOWN = 0.05, 0.002
"""Share of the gap to official pay by which what officers are used to moves in a week, up and down."""
TAKINGS_MEMORY = 0.1
"""Weight of this week in an officer's recent takings."""
VALUE_STEP = 0.5
"""How far the believed value of the post moves each week."""
PERFORMANCE_KEPT, PERFORMANCE_NOISE = 0.98, 0.2
"""Performance is stationary with mean 0 and sd 1."""


@inlined
def covered(takings, pay, protection, at, county, r):
    """What an officer has coming in and may keep, as a ratio of what his household needs this week."""
    delivered = min(quota_of(at, r), r.quota_share * takings)
    means = worth_of(pay, r) + protection + (1.0 - r.passed_up) * takings - delivered
    return means / need_of(at, county, r)


@inlined
def worth_of(pay, r):
    """What pay is worth to an officer's household: goods less than their price."""
    return pay * (1.0 - r.pay_in_kind * r.kind_discount)


@inlined
def need_of(at, county, r):
    """What an officer's household needs this week (never less than a CNY): more, with status, the higher pay has been.

    Kin count what it rose by in terms of first pay, or of what anyone earns elsewhere if that is more.
    """
    rise = max(0.0, county[REFERENCE] - county[FIRST_PAY]) / max(county[FIRST_PAY], r.outside_income)
    claims = 1.0 + r.status * rise
    return max(r.money_unit, r.need * claims * at.prices * at.season_felt)


@inlined
def quota_of(at, r):
    """What superiors expect to be handed this week, CNY; more in a festive one."""
    return at.quota * (1.0 + r.quota_season * at.festive)


@inlined
def undelivered(quota, takings, r):
    """The share of a quota that an officer with these takings cannot deliver."""
    return 1.0 - min(quota, r.quota_share * takings) / quota if quota > 0.0 else 0.0


@inlined
def mood_of(i, now, protection, risk, w):
    """What officer `i` brings to every door this week."""
    r, levers, officers, week = w.r, w.levers, w.officers, now.week
    money = power(
        min(10.0, max(0.1, covered(officers[i].takings, now.pay, protection, w.levers[now.week], w.county, r))),
        -r.need_exponent,
    )
    urgency = max(0.0, 1.0 - 1.0 / money)
    money += r.quota_weight * undelivered(quota_of(levers[week], r), officers[i].takings, r)
    trade = min(1.0, levers[week].private_trade)
    officers[i].money = money
    return Mood(
        money,
        risk,
        scruple_of(officers[i].scruple, officers[i].entitlement, w.county, r),
        custom_of(officers[i].entitlement, levers[week], w.county, r),
        urgency,
        min(0.98, r.hardship_base + r.hardship_need * urgency),
        r.loan_use,
        min(0.98, r.favour_base + r.favour_trade * trade),
        min(0.9, max(0.0, r.season_use * (levers[week].season_felt - 1.0))),
        trade,
        answered(levers[week], r),
        levers[week].courtesy,
    )


@inlined
def look_ahead(i, at, mood, protection, clients, dismissal, w):
    """Move the value of officer `i`'s post half-way to its worth; returns how many contacts he will make on average."""
    r, levers, officers, fear, week = w.r, w.levers, w.officers, w.officers[i].fear, at.week
    look_at_beat(i, mood, w)
    now = prospects(i, week, mood.risk, fear, dismissal, clients, w)
    pace, usual, duration = now.pace, now, 1.0
    if fear > r.normal_crackdown:
        calm = mood.risk * r.normal_crackdown / fear
        usual = prospects(i, week, calm, r.normal_crackdown, dismissal, clients, w)
        if at.crackdown > r.normal_crackdown:
            duration = levers[week].crackdown_duration
        else:
            now = usual
    regular = worth_of(levers[week].provision, r) + protection - r.outside_income
    regular -= min(quota_of(levers[week], r), r.quota_share * officers[i].takings)
    gain = max(0.0, r.theta * officers[i].full_protection - protection)
    value = value_of_post(regular, now, usual, duration, levers[week].reopening_expected, gain, r)
    officers[i].post_value += VALUE_STEP * (value - officers[i].post_value)
    return pace


@inlined
def count_of(pace, u):
    """Poisson count of mean `pace` at the uniform `u`."""
    chance = exp(-pace)
    k = 0
    while u >= chance and k < 1000:
        u -= chance
        k += 1
        chance *= pace / k
    return k


@inlined
def settle_down(i, now, took, handed, w):
    """End of officer `i`'s week: superiors' share and quota, spending, recent takings."""
    r, officers, flows, goods = w.r, w.officers, w.out.flows, w.r.pay_in_kind * now.pay
    passed = r.passed_up * handed
    delivered = min(quota_of(w.levers[now.week], r), r.quota_share * handed, officers[i].cash - passed)
    means = officers[i].cash - passed - delivered
    flows[now.row, QUOTA] += delivered
    spent = spend(means, max(0.0, now.basket - (1.0 - r.kind_discount) * goods), r.officer_mpc)
    officers[i].cash = means - spent
    flows[now.row, PASSED] += passed
    flows[now.row, SPENDING] += spent + (took - handed) + goods  # goods are used up as they come
    officers[i].takings += TAKINGS_MEMORY * (took - officers[i].takings)


@inlined
def replace_officer(i, now, protection, w):
    """A successor: a record of his own, no cash, no entitlement, the county's view of the beat; old promises lapse.

    What the one before takes along leaves the county and counts as spent.
    """
    officers, households, beat = w.officers, w.households, beat_of(i, w)
    a, b, c, d = chances(w.seed, RECRUIT, address_of(beat.service, beat.place), now.week, 1)
    officers[i].performance = 2.0 * (a + b + c - 1.5)
    if w.r.entry != 0.0:
        rest = w.levers[now.week].provision + protection
        officers[i].scruple = scruple_of_entrant(d, officers[i].takings, rest, w.normals.normal, w.r)
    w.out.flows[now.row, SPENDING] += officers[i].cash
    officers[i].cash = 0.0
    officers[i].entitlement = 0.0
    number = households.cash.size
    for place in range(beat.first, beat.first + beat.members):
        h = household_at(place, beat.turn, number)
        households.learned[beat.views + h] = 0.0
        if owed_by(beat.service, households.owed[h]) != 0:
            end_promises(i, h, beat.service, -w.r.goodwill_broken, w)


@inlined
def scruple_of_entrant(u, takings, rest, normal, r):
    """A successor's scruple as a multiple of the rule's: the more of what a post brings is takings (beside the `rest`, CNY a
    week), the fewer the scruples of those who come."""
    kept = (1.0 - r.passed_up) * takings
    lived_on = kept / max(r.money_unit, kept + rest)
    return exp(r.entry * (normal[int(u * normal.size)] - lived_on))


@inlined
def leaves(u, post_value, r):
    """Whether an officer gives up the post of his own will: the less it is worth a week beside what he needs, the likelier."""
    return u < r.quit_rate * exp(-max(0.0, post_value) / (r.expected_stay * r.need))


@inlined
def officers_week(i, at, now, w, bench):
    """The week of officer `i`, at place `at` of his service, from pay to spending; returns (news for colleagues, how often,
    whether he is dismissed)."""
    r, officers, posts, row = w.r, w.officers, w.out.posts, now.row
    protection, clients, dismissal = bench.protection[i], bench.clients[i], bench.dismissal[i]
    seized, gone = bench.seized[i], bench.caught[i] != 0
    officers[i].cash += (1.0 - r.pay_in_kind) * now.pay + protection + seized
    mood = mood_of(i, now, protection, bench.risk[i], w)
    pace = look_ahead(i, now, mood, protection, clients, dismissal, w)
    shortfall = min(
        1.0, max(0.0, 1.0 - covered(officers[i].takings, now.pay, protection, w.levers[now.week], w.county, r))
    )
    words, place = w.scratch.words, at % BLOCKS
    if place == 0:
        block_words(w.seed, OFFICER, address_of(now.service, at), now.week, words)
    u_count, u_client = uniform(words[place]), uniform(words[BLOCKS + place])
    u_gone, u_performance = uniform(words[2 * BLOCKS + place]), uniform(words[3 * BLOCKS + place])
    took, handed_before, news, tellers = seized, w.out.flows[row, PAID], 0.0, 0
    for k in range(count_of(pace, u_count)):
        paid, error, heard, dismissed = contact(i, k, now, mood, w)
        took += paid
        news += heard
        tellers += 1 if heard != 0.0 else 0
        posts[row, ERROR] += error
        gone = gone or dismissed
    if u_client < now.crackdown * r.charge_protection * clients:
        charge(i, row, w)
        gone = gone or u_gone < dismissal
    settle_down(i, now, took, seized + (w.out.flows[row, PAID] - handed_before), w)
    paid_share = min(1.0, (protection + officers[i].takings) / r.need)
    up, down = r.entitlement_rise * paid_share, r.entitlement_decay * (1.0 - paid_share)
    officers[i].entitlement += up * (1.0 - officers[i].entitlement) - down * officers[i].entitlement
    normal = w.normals.normal[int(u_performance * w.normals.normal.size)]
    marked = r.quota_mark * undelivered(quota_of(w.levers[now.week], r), officers[i].takings, r)
    officers[i].performance = PERFORMANCE_KEPT * officers[i].performance + PERFORMANCE_NOISE * normal - marked
    posts[row, PROVISION] += now.pay
    posts[row, PROTECTION] += protection
    posts[row, TAKINGS] += took
    posts[row, SHORTFALL] += shortfall
    return news, tellers, gone


@inlined
def used_to_pay(provision, county):
    """Officers and their kin get used to higher pay within weeks, and out of it within years: a ratchet."""
    gap = provision - county[REFERENCE]
    county[REFERENCE] += (USED_UP if gap > 0.0 else USED_DOWN) * gap


@inlined
def pay_handed_out(week, due, county, seed, r):
    """Pay handed to each officer this week (CNY): what is due, nothing in a missed week, and then what is owed besides."""
    owed = county[ARREARS]
    if r.pay_missed > 0.0:
        missed, _, _, _ = chances(seed, PAYDAY, 0, week, 0)
        if missed < r.pay_missed:
            county[ARREARS] = owed + due
            return 0.0
    county[ARREARS] = 0.0
    return due + owed


@inlined
def week_of(t, service, week, pay, services, at, r):
    """This week as the officers of a service meet it."""
    basket = r.subsistence * at.prices * at.season
    row, inspected = t * services + service, inspection_of(service, at, r)
    return Now(t, row, service, week, inspected, at.market, at.private_trade, basket, pay)


@inlined
def fear_and_risk(now, w, bench):
    """What the officers of a service fear this week, and what a charge would cost each."""
    r, officers, posts = w.r, w.officers, w.officers.size // w.services
    dismissed = w.colleagues[now.service, DISMISSED] / posts
    for i in range(now.service * posts, (now.service + 1) * posts):
        officers[i].fear = fear_after(officers[i].fear, now.crackdown, dismissed, r)
        bench.dismissal[i] = dismissal_chance(officers[i].performance, r)
        stake = max(0.0, officers[i].post_value) + r.penalty
        bench.risk[i] = officers[i].fear * (bench.dismissal[i] * stake + r.fine)
        bench.protection[i] = bench.seized[i] = 0.0
        bench.clients[i] = 0
        bench.caught[i] = 0


@inlined
def services_week(now, w, bench):
    """The week of all officers of a service, one after another."""
    colleagues, posts = w.colleagues[now.service], w.officers.size // w.services
    news, told = 0.0, 0
    colleagues[DISMISSED] = 0.0
    for place in range(posts):
        i = now.service * posts + place
        heard, tellers, dismissed = officers_week(i, place, now, w, bench)
        news += heard
        told += tellers
        left = False
        if w.r.quit_rate > 0.0 and not dismissed:
            u, _, _, _ = chances(w.seed, RECRUIT, address_of(now.service, place), now.week, 2)
            left = leaves(u, w.officers[i].post_value, w.r)
        if dismissed:
            colleagues[DISMISSED] += 1.0
        if left:
            w.out.counts[now.row, DEPARTURES] += 1
        if dismissed or left:
            replace_officer(i, now, bench.protection[i], w)
    colleagues[RUMOUR] += w.r.rumour * news / max(1, told)  # what colleagues typically learned this week


@compiled
def run_weeks(first_week: int, w: World, bench: Bench) -> None:
    """Run one county from `first_week` for as many weeks as `w.out` has room, changing `w`'s state in place.

    Services take turns in being the first to ask.
    """
    for t in range(w.out.people.shape[0]):
        week = first_week + t
        pay = pay_handed_out(week, w.levers[week].provision, w.county, w.seed, w.r)
        for service in range(w.services):
            fear_and_risk(week_of(t, service, week, pay, w.services, w.levers[week], w.r), w, bench)
        used_to_pay(w.levers[week].provision, w.county)
        now = week_of(t, np.int64(0), week, pay, w.services, w.levers[week], w.r)
        spend_and_earn(now, w)
        settle(now, w, bench)
        remit(now, w, bench)
        for turn in range(w.services):
            service = (week + turn) % w.services
            services_week(week_of(t, service, week, pay, w.services, w.levers[week], w.r), w, bench)
        promises_due(now, w)
        report_week(t, w)


@compiled
def report_week(t, w):
    """The week's means over officers and households, once everything has happened."""
    county, out, number = w.county, w.out, w.households.cash.size
    for g in range(GROUPS):
        out.people[t, CASH_OF_HOUSEHOLDS, g] = county[HELD + g]
    demands = 0
    for service in range(w.services):
        report_service(service, t * w.services + service, w)
        demands += demands_in(t * w.services + service, out.demands)
    out.views[t, 0] = county[GOODWILL] / (number * w.services)
    out.views[t, 1] = county[SYMPATHY] / number
    out.views[t, 2] = county[RESENTMENT] / number
    out.views[t, 3] /= max(1, demands)
    customs_move(t, demands, w.services, out.counts, county, w.r)


@inlined
def report_service(service, row, w):
    """The week's means over the officers of one service."""
    officers, out, size = w.officers, w.out, w.officers.size // w.services
    out.counts[row, DISMISSALS] = int(w.colleagues[service, DISMISSED])
    visits = out.counts[row, VISITS]
    out.posts[row, ERROR] *= size / max(1, visits)  # a mean over contacts; the rest are means over officers
    for i in range(service * size, (service + 1) * size):
        out.posts[row, CASH] += officers[i].cash
        out.posts[row, FEAR] += officers[i].fear
        out.posts[row, VALUE] += officers[i].post_value
        out.posts[row, ENTITLED] += officers[i].entitlement
    for k in range(out.posts.shape[1]):
        out.posts[row, k] /= size


@inlined
def demands_in(row, made):
    """All demands of one service in a week."""
    demands = 0
    for m in range(made.shape[1]):
        for j in range(made.shape[2]):
            demands += made[row, m, j]
    return demands
