"""The society's week, compiled: what officers fear and expect, who pays protection, earns, is visited, is dismissed."""

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.contact import contact, pay_fine
from shakedown.engine.customs import answered, custom_of, customs_move, scruple_of
from shakedown.engine.draws import OFFICER, RECRUIT, block_words, chances, uniform
from shakedown.engine.layout import (
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
    SHIFT,
    SYMPATHY,
    Bench,
    Now,
    World,
)
from shakedown.engine.living import end_promises, promises_due, spend, spend_and_earn
from shakedown.engine.maths import exp, power
from shakedown.engine.menu import Mood
from shakedown.engine.oversight import (
    beat_of,
    dismissal_chance,
    fear_after,
    look_at_beat,
    prospects,
    value_of_post,
)
from shakedown.engine.protection import settle

VISITS, CHARGES, DISMISSALS = COUNTS.index("visits"), COUNTS.index("charges"), COUNTS.index("dismissals")
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
def covered(i, week, protection, w):
    """What officer `i` has coming in and may keep, as a ratio of what his household needs this week."""
    r, takings = w.r, w.officers[i].takings
    delivered = min(quota_of(week, w), r.quota_share * takings)
    return (w.levers[week].provision + protection + (1.0 - r.passed_up) * takings - delivered) / need_of(week, w)


@inlined
def need_of(week, w):
    """What an officer's household needs this week (never less than a CNY): more, with status, the higher pay has been."""
    r, county = w.r, w.county
    claims = 1.0 + r.status * max(0.0, county[REFERENCE] / county[FIRST_PAY] - 1.0)
    return max(r.money_unit, r.need * claims * w.levers[week].prices * w.levers[week].season_felt)


@inlined
def quota_of(week, w):
    """What superiors expect to be handed this week, CNY; more in a festive one."""
    return w.levers[week].quota * (1.0 + w.r.quota_season * w.levers[week].festive)


@inlined
def undelivered(quota, takings, r):
    """The share of a quota that an officer with these takings cannot deliver."""
    return 1.0 - min(quota, r.quota_share * takings) / quota if quota > 0.0 else 0.0


@inlined
def mood_of(i, week, protection, dismissal, w):
    """What officer `i` brings to every door this week."""
    r, levers, officers = w.r, w.levers, w.officers
    money = power(min(10.0, max(0.1, covered(i, week, protection, w))), -r.need_exponent)
    urgency = max(0.0, 1.0 - 1.0 / money)
    money += r.quota_weight * undelivered(quota_of(week, w), officers[i].takings, r)
    trade = min(1.0, levers[week].private_trade)
    stake = max(0.0, officers[i].post_value) + r.penalty
    return Mood(
        money,
        officers[i].fear * (dismissal * stake + r.fine),
        scruple_of(officers[i].entitlement, w),
        custom_of(officers[i].entitlement, week, w),
        urgency,
        min(0.98, r.hardship_base + r.hardship_need * urgency),
        r.loan_use,
        min(0.98, r.favour_base + r.favour_trade * trade),
        min(0.9, max(0.0, r.season_use * (levers[week].season_felt - 1.0))),
        trade,
        answered(week, w),
        levers[week].courtesy,
    )


@inlined
def look_ahead(i, week, mood, protection, clients, dismissal, w):
    """Move the value of officer `i`'s post half-way to its worth; returns how many contacts he will make on average."""
    r, levers, officers, fear = w.r, w.levers, w.officers, w.officers[i].fear
    look_at_beat(i, mood, w)
    now = prospects(i, week, mood.risk, fear, dismissal, clients, w)
    pace, usual, duration = now.pace, now, 1.0
    if fear > r.normal_crackdown:
        calm = mood.risk * r.normal_crackdown / fear
        usual = prospects(i, week, calm, r.normal_crackdown, dismissal, clients, w)
        if levers[week].crackdown > r.normal_crackdown:
            duration = levers[week].crackdown_duration
        else:
            now = usual
    regular = levers[week].provision + protection - r.outside_income
    regular -= min(quota_of(week, w), r.quota_share * officers[i].takings)
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
    r, officers, flows = w.r, w.officers, w.out.flows
    passed = r.passed_up * handed
    delivered = min(quota_of(now.week, w), r.quota_share * handed, officers[i].cash - passed)
    means = officers[i].cash - passed - delivered
    flows[now.t, QUOTA] += delivered
    spent = spend(means, now.basket, r.officer_mpc)
    officers[i].cash = means - spent
    flows[now.t, PASSED] += passed
    flows[now.t, SPENDING] += spent + (took - handed)  # goods are used up as they come
    officers[i].takings += TAKINGS_MEMORY * (took - officers[i].takings)


@inlined
def replace_officer(i, now, w):
    """A successor: a record of his own, no cash, no entitlement, the county's view of the beat; old promises lapse.

    What the dismissed officer takes along leaves the county and counts as spent.
    """
    officers, households = w.officers, w.households
    a, b, c, _ = chances(w.seed, RECRUIT, i, now.week, 1)
    officers[i].performance = 2.0 * (a + b + c - 1.5)
    w.out.flows[now.t, SPENDING] += officers[i].cash
    officers[i].cash = 0.0
    officers[i].entitlement = 0.0
    first, members = beat_of(i, w)
    for h in range(first, first + members):
        households.learned[h] = 0.0
        if households.owed[h] != 0:
            end_promises(h, -w.r.goodwill_broken, w)


@inlined
def officers_week(i, now, protection, clients, dismissal, w):
    """Officer `i`'s week from provision to spending; returns (news for colleagues, how often, whether he goes)."""
    r, officers, levers, posts, t = w.r, w.officers, w.levers, w.out.posts, now.t
    officers[i].cash += levers[now.week].provision + protection
    mood = mood_of(i, now.week, protection, dismissal, w)
    pace = look_ahead(i, now.week, mood, protection, clients, dismissal, w)
    shortfall = min(1.0, max(0.0, 1.0 - covered(i, now.week, protection, w)))
    words, place = w.scratch.words, i % BLOCKS
    if place == 0:
        block_words(w.seed, OFFICER, i, now.week, words)
    u_count, u_client = uniform(words[place]), uniform(words[BLOCKS + place])
    u_gone, u_performance = uniform(words[2 * BLOCKS + place]), uniform(words[3 * BLOCKS + place])
    took, handed_before, news, tellers, gone = 0.0, w.out.flows[t, PAID], 0.0, 0, False
    for k in range(count_of(pace, u_count)):
        paid, error, heard, dismissed = contact(i, k, now, mood, w)
        took += paid
        news += heard
        tellers += 1 if heard != 0.0 else 0
        posts[t, ERROR] += error
        gone = gone or dismissed
    if u_client < now.crackdown * r.charge_protection * clients:
        w.out.counts[t, CHARGES] += 1
        pay_fine(i, t, w)
        gone = gone or u_gone < dismissal
    settle_down(i, now, took, w.out.flows[t, PAID] - handed_before, w)
    paid_share = min(1.0, (protection + officers[i].takings) / r.need)
    up, down = r.entitlement_rise * paid_share, r.entitlement_decay * (1.0 - paid_share)
    officers[i].entitlement += up * (1.0 - officers[i].entitlement) - down * officers[i].entitlement
    normal = w.normals.normal[int(u_performance * w.normals.normal.size)]
    marked = r.quota_mark * undelivered(quota_of(now.week, w), officers[i].takings, r)
    officers[i].performance = PERFORMANCE_KEPT * officers[i].performance + PERFORMANCE_NOISE * normal - marked
    posts[t, PROVISION] += levers[now.week].provision
    posts[t, PROTECTION] += protection
    posts[t, TAKINGS] += took
    posts[t, SHORTFALL] += shortfall
    return news, tellers, gone


@inlined
def used_to_pay(provision, w):
    """Officers and their kin get used to higher pay within weeks, and out of it within years: a ratchet."""
    gap = provision - w.county[REFERENCE]
    w.county[REFERENCE] += (USED_UP if gap > 0.0 else USED_DOWN) * gap


@compiled
def run_weeks(first_week: int, w: World, bench: Bench) -> None:
    """Run one county from `first_week` for as many weeks as `w.out` has rows, changing `w`'s state in place."""
    officers, county, levers, out, r = w.officers, w.county, w.levers, w.out, w.r
    size = officers.size
    protection, exposure, dismissal, clients = bench.protection, bench.exposure, bench.dismissal, bench.clients
    for t in range(out.counts.shape[0]):
        week = first_week + t
        basket = r.subsistence * levers[week].prices * levers[week].season
        now = Now(t, week, levers[week].crackdown, levers[week].market, levers[week].private_trade, basket)
        for i in range(size):
            officers[i].fear = fear_after(officers[i].fear, now.crackdown, county[DISMISSED] / size, r)
            dismissal[i] = dismissal_chance(officers[i].performance, r)
            stake = max(0.0, officers[i].post_value) + r.penalty
            exposure[i] = officers[i].fear * r.charge_protection * (dismissal[i] * stake + r.fine)
        used_to_pay(levers[week].provision, w)
        spend_and_earn(now, w)
        settle(now, w, bench)
        news, told = 0.0, 0
        county[DISMISSED] = 0.0
        for i in range(size):
            heard, tellers, gone = officers_week(i, now, protection[i], clients[i], dismissal[i], w)
            news += heard
            told += tellers
            if gone:
                county[DISMISSED] += 1.0
                replace_officer(i, now, w)
        promises_due(now, w)
        county[SHIFT] += r.rumour * news / max(1, told)  # what colleagues typically learned this week
        report_week(t, w)


@inlined
def report_week(t, w):
    """The week's means over officers and households, once everything has happened."""
    officers, county, out = w.officers, w.county, w.out
    number, size = w.households.cash.size, w.officers.size
    for g in range(GROUPS):
        out.people[t, CASH_OF_HOUSEHOLDS, g] = county[HELD + g]
    out.counts[t, DISMISSALS] = int(county[DISMISSED])
    visits = out.counts[t, VISITS]
    out.posts[t, ERROR] *= size / max(1, visits)  # a mean over contacts; the rest are means over officers
    for i in range(size):
        out.posts[t, CASH] += officers[i].cash
        out.posts[t, FEAR] += officers[i].fear
        out.posts[t, VALUE] += officers[i].post_value
        out.posts[t, ENTITLED] += officers[i].entitlement
    for k in range(out.posts.shape[1]):
        out.posts[t, k] /= size
    out.views[t, 0] = county[GOODWILL] / number
    out.views[t, 1] = county[SYMPATHY] / number
    out.views[t, 2] = county[RESENTMENT] / number
    demands = 0
    for m in range(out.demands.shape[1]):
        for j in range(out.demands.shape[2]):
            demands += out.demands[t, m, j]
    out.views[t, 3] /= max(1, demands)
    customs_move(t, demands, w)
