/* The society officer by officer, as the compiled week of the engine goes about it: one menu, one contact at a time. */

#include "society.h"

/* What an officer brings to every door this week (see the engine's `Mood`). */
struct mood {
    double money, risk, scruple, custom, need, hardship, loan, favour, season, worth, channel, courtesy;
};

/* Scratch space for one menu: per amount, or per manner and amount. */
struct desk {
    _Alignas(64) float amounts[WIDTH], blocked[WIDTH], spacing[WIDTH];
    _Alignas(64) float pay[3][WIDTH], heard[3][WIDTH], net[3][WIDTH], utility[3][WIDTH], weight[3][WIDTH];
    float total[3], none;
    uint32_t block[4][BLOCKS], visit[4][8];
};

/* What an officer expects of a week. */
struct regime {
    double pace, takings, hazard;
};

static const uint32_t VISIT_PURPOSES[8] = {CHOICE, FRAMING, ANSWER, CANDIDATES, CANDIDATES_MORE, CANDIDATES_LAST, 0, 0};
enum { OF_CHOICE, OF_FRAMING, OF_ANSWER, OF_CANDIDATES };

INLINE double strain_at(double amount, double cash, const struct rules *restrict r) {
    return least(MOST_STRAIN, amount / (cash + STRAIN_CASH * r->money_unit));
}

INLINE double lost_hold(const struct mood *restrict m, const struct rules *restrict r) {
    return r->leverage * (1.0 - m->worth);
}

/* ---- the menu ---- */

/* Expected payment and chance of a charge of every demand, onto the desk. */
INLINE void value_menu(
    double log_cash, double power_, double shield, double goodwill, const struct mood *restrict m,
    const struct county *restrict w, struct desk *restrict d
) {
    const struct rules *restrict r = w->r;
    double phi[3] = {w->log_threat, w->log_order, w->log_request + m->loan * w->log_loan};
    double eased = goodwill + m->custom, lost = lost_hold(m, r), favour = m->favour * m->worth;
    double refusal = r->refusal_request - eased - r->compassion * m->hardship * m->need
        + (m->loan + m->favour - m->loan * m->favour) * r->refusal_promise + m->season * r->refusal_season;
    double complaint = r->complaint_base + r->complaint_power * power_ + r->complaint_channel * m->channel
        - r->complaint_goodwill * goodwill;
    double kept = 1.0 - m->loan * r->loan_repaid, harder = 1.0 + m->courtesy;
    float part[3], fade[3], refused[3], slope[3], told[3], charge[3];
    float money[3] = {(float)m->money, (float)m->money, (float)(m->money * kept)};
    float effort[3] = {(float)(r->effort_threat * harder), (float)(r->effort_order * harder), (float)r->effort_request};
    const float *restrict row[3];
    for (int k = 0; k < 3; k++) {
        int64_t place = 0;
        part[k] = between_rows(reach_of(log_cash, phi[k], shield, r), w, &place, &fade[k]);
        row[k] = w->paid + place * w->size;
        charge[k] = (float)(r->charge_complaint * (k == REQUEST ? 1.0 : harder));
    }
    refused[THREAT] = (float)(LOG2_E * (r->refusal_threat - eased + lost)), slope[THREAT] = (float)(LOG2_E * r->strain_threat);
    refused[ORDER] = (float)(LOG2_E * (r->refusal_order - eased + lost)), slope[ORDER] = (float)(LOG2_E * r->strain_order);
    refused[REQUEST] = (float)(LOG2_E * refusal), slope[REQUEST] = (float)(LOG2_E * request_slope(m->loan, favour, r));
    double asked = complaint + r->complaint_request + m->loan * r->complaint_loan + favour * r->complaint_favour;
    told[THREAT] = power_of_two((float)(-LOG2_E * (complaint + r->complaint_threat)));
    told[ORDER] = power_of_two((float)(-LOG2_E * (complaint + r->complaint_order)));
    told[REQUEST] = power_of_two((float)(-LOG2_E * asked));
    float per_cny = (float)(1.0 / (expd(log_cash) + STRAIN_CASH * r->money_unit)), scruple = (float)m->scruple;
    float consideration = (float)r->consideration, base = (float)r->charge_base;
    float steeper = (float)(-LOG2_E * r->complaint_strain);
    vf one = all_of(1.0f);
    for (int j = 0; j < w->size; j += LANES) {
        vf amount = V(load_ps)(d->amounts + j), strain = smaller(all_of((float)MOST_STRAIN), amount * all_of(per_cny));
        vf less = powers_of_two(all_of(steeper) * strain);
        vf sure = V(load_ps)(d->blocked + j) + all_of(scruple) * amount + all_of(consideration) * strain;
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vf low = V(loadu_ps)(row[k] + j), high = V(loadu_ps)(row[k] + w->size + j);
            vf within = all_of(fade[k]) * (low + all_of(part[k]) * (high - low));
            vf pay = within / (one + powers_of_two(all_of(refused[k]) + all_of(slope[k]) * strain));
            V(store_ps)(d->pay[k] + j, pay);
            V(store_ps)(d->heard[k] + j, all_of(base) + all_of(charge[k]) / (one + all_of(told[k]) * less));
            V(store_ps)(d->net[k] + j, all_of(money[k]) * pay - (sure + all_of(effort[k])));
        }
    }
}

INLINE float all_weight(const struct desk *restrict d) { return d->none + ((d->total[0] + d->total[1]) + d->total[2]); }

/* Utility of every demand, CNY: its worth less what a charge would cost. Returns the largest, 0 (no demand) included. */
INLINE float dread(double cost, const struct county *restrict w, struct desk *restrict d) {
    vf top = all_of(0.0f), risk = all_of((float)cost);
    for (int j = 0; j < w->size; j += LANES)
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vf utility = V(load_ps)(d->net[k] + j) - risk * V(load_ps)(d->heard[k] + j);
            V(store_ps)(d->utility[k] + j, utility);
            top = larger(top, utility);
        }
    return largest_of(top);
}

INLINE vf weight_of(int k, int j, float best, vf scale, const struct desk *restrict d) {
    return V(load_ps)(d->spacing + j) * powers_of_two((V(load_ps)(d->utility[k] + j) - all_of(best)) * scale);
}

/* Quantal response: the weight of every demand, of each manner and of none, onto the desk. */
INLINE void weigh(float best, const struct county *restrict w, struct desk *restrict d) {
    float scale = (float)(LOG2_E / w->r->choice_scale);
    vf total[3] = {all_of(0.0f), all_of(0.0f), all_of(0.0f)};
    for (int j = 0; j < w->size; j += LANES)
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vf weight = weight_of(k, j, best, all_of(scale), d);
            V(store_ps)(d->weight[k] + j, weight);
            total[k] += weight;
        }
    for (int k = 0; k < 3; k++) d->total[k] = sum_of(total[k]);
    d->none = power_of_two(-best * scale);
}

/* The same response in the mean: worth of a contact, payment (CNY), chance of a charge at fear 1. */
INLINE double respond(
    float best, const struct county *restrict w, const struct desk *restrict d, float *restrict paid, float *restrict told
) {
    float scale = (float)(LOG2_E / w->r->choice_scale);
    vf total = all_of(0.0f), pay = total, heard = total;
    for (int j = 0; j < w->size; j += LANES)
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vf weight = weight_of(k, j, best, all_of(scale), d);
            total += weight;
            pay += V(load_ps)(d->pay[k] + j) * weight;
            heard += V(load_ps)(d->heard[k] + j) * weight;
        }
    float all = sum_of(total) + power_of_two(-best * scale);
    *paid = sum_of(pay) / all;
    *told = sum_of(heard) / all;
    return best + w->r->choice_scale * logd((double)all);
}

/* The manner that the uniform `u` falls on (NOTHING_ASKED for none), and the amount's place on the menu. */
INLINE int choose(double u, const struct county *restrict w, const struct desk *restrict d, int *restrict amount) {
    double left = u * all_weight(d);
    for (int k = 0; k < 3; k++) {
        if (left < d->total[k]) {
            int j = 0, last = 0;
            for (; j < w->size; j++) {
                left -= d->weight[k][j];
                if (left < 0.0) break;
                if (d->weight[k][j] > 0.0f) last = j;
            }
            *amount = j < w->size ? j : last; /* rounding ate the last crumb */
            return k;
        }
        left -= d->total[k];
    }
    *amount = 0;
    return NOTHING_ASKED;
}

/* ---- the contact ---- */

/* Log cash an officer believes household `h` to hold: as seen, as learned, and by rumour. */
INLINE double believed(int64_t h, const struct county *restrict w) {
    return most(w->r->log_least_belief, (double)w->seen[h] + (double)w->learned[h] + w->county[SHIFT]);
}

INLINE void visit_words(uint64_t seed, int64_t i, int64_t week, int k, uint32_t out[4][8]) {
    enum { SETS = 8 / LANES64 };
    vec c0[SETS], c1[SETS], c2[SETS], c3[SETS];
    for (int s = 0; s < SETS; s++) {
        c0[s] = ALL64((uint32_t)i);
        c2[s] = ADD64(LOAD32(VISIT_PURPOSES + s * LANES64), ALL64(256 * (uint32_t)k));
    }
    philox(SETS, c0, ALL64((uint32_t)week), c2, c1, c3, seed);
    for (int s = 0; s < SETS; s++) {
        STORE32(&out[0][s * LANES64], c0[s]);
        STORE32(&out[1][s * LANES64], c1[s]);
        STORE32(&out[2][s * LANES64], c2[s]);
        STORE32(&out[3][s * LANES64], c3[s]);
    }
}

/* Whom an officer turns to: the best of a few drawn from his beat, by believed reach less avoided power. */
INLINE int64_t pick(int64_t i, uint32_t words[4][8], const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    int64_t first = i * w->members, members = beat_size(i, w), best = first;
    int whole = (int)r->extra_candidates;
    int number = 1 + whole + (uniform(words[0][OF_CANDIDATES]) < r->extra_candidates - whole);
    double best_score = -NEVER, shift = w->county[SHIFT];
    for (int c = 1; c <= number; c += 4) {
        _Alignas(32) double scores[4];
        _Alignas(16) int32_t who[4];
        for (int q = 0; q < 4; q++) {
            uint32_t word = words[(c + q) & 3][OF_CANDIDATES + ((c + q) >> 2)];
            who[q] = (int32_t)first + (int32_t)least((double)members - 1.0, uniform(word) * (double)members);
        }
#pragma GCC unroll 1
#pragma GCC ivdep
        for (int q = 0; q < 4; q++) {
            double held = (double)w->seen[who[q]] + (double)w->learned[who[q]] + shift, power_ = w->power[who[q]];
            scores[q] = r->reach_elasticity * most(r->log_least_belief, held) + w->shield[who[q]] - r->avoidance * power_;
        }
        for (int q = 0; q < 4 && c + q <= number; q++) {
            best = scores[q] > best_score ? who[q] : best;
            best_score = most(best_score, scores[q]);
        }
    }
    return best;
}

/* Household `h` hands over what it can; books promises made; returns (value to the officer, CNY), cash offered, cash handed. */
INLINE double pay_up(
    int64_t i, int64_t h, int framings, double amount, double log_phi, struct now now, const struct county *restrict w,
    double *restrict offered, double *restrict hand
) {
    const struct rules *restrict r = w->r;
    double cash = w->cash[h], give = 0.0;
    if (cash > 0.0) give = least(amount, expd(reach_of(logd(cash), log_phi, w->shield[h], r)));
    double goods = least(amount - give, r->kind_share * spend(cash, now.basket, r->mpc) * (1.0 - r->kind_discount));
    w->cash[h] = (float)(cash - give);
    double gone = cash - (double)w->cash[h];
    int group = w->group[h];
    w->county[HELD + group] -= gone;
    w->people[(now.t * PEOPLE + PAYMENTS) * GROUPS + group] += gone + goods;
    w->flows[now.t * FLOWS + PAID] += gone;
    w->flows[now.t * FLOWS + IN_KIND] += goods;
    w->officer_cash[i] += gone;
    if ((framings & LOAN) && gone > 0.0) {
        w->loan[h] += (float)gone;
        w->owed[h] |= LOAN;
    }
    w->owed[h] |= framings & FAVOUR;
    *offered = give;
    *hand = gone;
    return gone + goods;
}

/* Move the views of household `h` after an approach, and the county's running sums with them. */
INLINE void change_views(
    int64_t h, int64_t i, int manner, int framings, double need, struct now now, const struct county *restrict w
) {
    const struct rules *restrict r = w->r;
    double goodwill = w->goodwill[h], sympathy = w->sympathy[h], resentment = w->resentment[h], expects = w->expects[h];
    if (manner == REQUEST) {
        w->views[now.t * VIEWS + SURPRISE] += expects;
        w->goodwill[h] = (float)(goodwill + 0.5 * r->view_step * expects * (1.0 - goodwill));
        w->sympathy[h] = (float)(sympathy + r->sympathy_step * (framings & HARDSHIP ? need : 0.0) * (1.0 - sympathy));
        w->expects[h] = (float)(expects * (1.0 - r->view_step));
    } else {
        double step = r->view_step * (manner == THREAT ? 1.0 : 0.5);
        w->goodwill[h] = (float)(goodwill - step * (1.0 + goodwill));
        w->sympathy[h] = (float)(sympathy * (1.0 - step));
        w->resentment[h] = (float)(resentment + step * (1.0 - resentment));
        w->expects[h] = (float)(expects + r->view_step * (1.0 - expects));
    }
    double moved = (double)w->goodwill[h] - goodwill;
    w->county[GOODWILL] += moved;
    w->standing[i] += moved;
    w->county[SYMPATHY] += (double)w->sympathy[h] - sympathy;
    w->county[RESENTMENT] += (double)w->resentment[h] - resentment;
}

/* What an officer's week brought. */
struct harvest {
    double took, handed, error, news;
    int tellers;
    bool gone;
};

/* Everything that follows from contact `k` of officer `i` this week. */
INLINE void contact(
    int64_t i, int k, struct now now, const struct mood *restrict m, const struct county *restrict w, struct desk *restrict d,
    struct harvest *restrict got
) {
    const struct rules *restrict r = w->r;
    int32_t *restrict counts = w->counts + now.t * COUNTS;
    visit_words((uint64_t)w->seed, i, now.week, k, d->visit);
    int64_t h = pick(i, d->visit, w);
    counts[VISITS]++;
    double cash = w->cash[h], power_ = w->power[h], goodwill = w->goodwill[h], held = believed(h, w);
    got->error += held - logd(most(LEAST_BELIEF * r->money_unit, cash));
    value_menu(held, power_, w->shield[h], goodwill, m, w, d);
    weigh(dread(m->risk, w, d), w, d);
    int j, manner = choose(uniform(d->visit[0][OF_CHOICE]), w, d, &j);
    if (manner == NOTHING_ASKED) return;
    w->demands[(now.t * 3 + manner) * w->amounts + j]++;
    double amount = w->menu[j], need = m->need;
    int framings = 0;
    if (manner == REQUEST) {
        framings = (uniform(d->visit[0][OF_FRAMING]) < m->hardship ? HARDSHIP : 0)
            | (uniform(d->visit[1][OF_FRAMING]) < m->loan ? LOAN : 0)
            | (uniform(d->visit[2][OF_FRAMING]) < m->favour ? FAVOUR : 0)
            | (uniform(d->visit[3][OF_FRAMING]) < m->season ? SEASON : 0);
        w->sets[(now.t * 16 + framings) * w->amounts + j]++;
    }
    struct words u = words_at((uint64_t)w->seed, CHARACTER, (uint32_t)h, 0, 0);
    double compassion = r->compassion * 2.0 * uniform(u.w[0]);
    double propensity = r->complaint_spread * sqrt(6.0) * (uniform(u.w[1]) + uniform(u.w[2]) - 1.0);
    double strain = strain_at(amount, cash, r), refusal, log_phi;
    double complaint = r->complaint_base + propensity + r->complaint_strain * strain + r->complaint_power * power_
        + r->complaint_channel * m->channel - r->complaint_goodwill * goodwill;
    if (manner == THREAT) {
        refusal = r->refusal_threat + r->strain_threat * strain + lost_hold(m, r);
        complaint += r->complaint_threat;
        log_phi = w->log_threat;
    } else if (manner == ORDER) {
        refusal = r->refusal_order + r->strain_order * strain + lost_hold(m, r);
        complaint += r->complaint_order;
        log_phi = w->log_order;
    } else {
        double loan = framings & LOAN ? 1.0 : 0.0, favour = framings & FAVOUR ? 1.0 : 0.0;
        refusal = r->refusal_request + most(loan, favour) * r->refusal_promise + (framings & SEASON ? r->refusal_season : 0.0)
            + request_slope(loan, favour * m->worth, r) * strain - (framings & HARDSHIP ? compassion * need : 0.0);
        complaint += r->complaint_request + loan * r->complaint_loan + favour * m->worth * r->complaint_favour;
        log_phi = w->log_request + loan * w->log_loan;
    }
    if (uniform(d->visit[1][OF_CHOICE]) < logistic(refusal - goodwill - m->custom)) {
        counts[REFUSALS]++;
    } else {
        double offered, hand, news;
        got->took += pay_up(i, h, framings, amount, log_phi, now, w, &offered, &hand);
        got->handed += hand;
        if (offered >= amount) {
            news = logd(1.0 + r->learning_full);
        } else {
            double implied = r->log_least_belief;
            if (offered > 0.0) {
                double log_hand = logd(offered), base = r->log_reach_cash;
                double by_reach = base + (log_hand - log_phi - base - w->shield[h]) / r->reach_elasticity;
                implied = most(implied, most(log_hand - LOG_HAND_SHARE, by_reach));
            }
            news = r->learning_partial * (implied - held);
        }
        w->learned[h] = (float)((double)w->learned[h] + news);
        got->news += news;
        got->tellers += news != 0.0;
    }
    double charge = r->charge_base;
    if (uniform(d->visit[2][OF_CHOICE]) < logistic(complaint)) {
        counts[COMPLAINTS]++;
        charge += r->charge_complaint * (manner == REQUEST ? 1.0 : 1.0 + m->courtesy);
    }
    bool charged = uniform(d->visit[3][OF_CHOICE]) < now.crackdown * charge;
    counts[CHARGES] += charged;
    change_views(h, i, manner, framings, need, now, w);
    counts[CALLS] += uniform(d->visit[1][OF_ANSWER]) < logistic(r->call_base + r->call_sympathy * w->sympathy[h]);
    got->gone |= charged && uniform(d->visit[0][OF_ANSWER]) < w->dismissal[i];
}

/* ---- the officer's week ---- */

/* This week's trade: what is left of it to the households that earn it; protection (CNY) and clients of each officer. */
INLINE void settle(struct now now, const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    double *restrict flows = w->flows + now.t * FLOWS, *restrict earned = w->people + (now.t * PEOPLE + EARNED) * GROUPS;
    memset(w->protection, 0, (size_t)w->posts * sizeof *w->protection);
    memset(w->clients, 0, (size_t)w->posts * sizeof *w->clients);
    for (int64_t k = 0; k < w->traders; k++) {
        int64_t h = w->who[k], i = w->beat[k];
        double gain = now.trade * w->gain[k];
        double retainer = r->theta * gain + (1.0 - r->theta) * w->exposure[i];
        if (gain - now.trade * w->cost[k] - retainer - r->smuggling_risk * now.crackdown > 0.0) {
            double before = w->cash[h];
            w->cash[h] = (float)(before + (gain - retainer));
            double kept = (double)w->cash[h] - before;
            w->county[HELD + w->group[h]] += kept;
            earned[w->group[h]] += kept;
            w->protection[i] += retainer;
            w->clients[i] += 1.0;
            flows[RETAINED] += retainer;
            flows[VOLUME] += gain;
        }
    }
}

/* Poisson count of mean `pace` at the uniform `u`. */
INLINE int count_of(double pace, double u) {
    double chance = expd(-pace);
    int k = 0;
    while (u >= chance && k < 1000) {
        u -= chance;
        k++;
        chance *= pace / k;
    }
    return k;
}


/* What officer `i` has coming in, as a ratio of what his household needs this week. */
INLINE double covered(int64_t i, double protection, const struct levers *restrict now, const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    double need = most(r->money_unit, r->need * now->prices * now->season_felt);
    return (now->provision + protection + (1.0 - r->passed_up) * w->takings[i]) / need;
}

INLINE struct mood mood_of(int64_t i, double cover, const struct levers *restrict now, const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    double money = power(least(10.0, most(0.1, cover)), -r->need_exponent), urgency = most(0.0, 1.0 - 1.0 / money);
    double trade = least(1.0, now->private_trade), stake = most(0.0, w->post_value[i]) + r->penalty;
    return (struct mood){
        .money = money,
        .risk = w->fear[i] * w->dismissal[i] * stake,
        .scruple = r->scruple * (1.0 - r->entitlement_ease * w->entitlement[i]),
        .custom = r->custom * w->entitlement[i],
        .need = urgency,
        .hardship = least(0.98, r->hardship_base + r->hardship_need * urgency),
        .loan = r->loan_use,
        .favour = least(0.98, r->favour_base + r->favour_trade * trade),
        .season = least(0.9, most(0.0, r->season_use * (now->season_felt - 1.0))),
        .worth = trade,
        .channel = now->channel,
        .courtesy = now->courtesy,
    };
}

/* The regime officer `i` faces at this fear and risk on the target last looked at. */
INLINE struct regime prospects(
    int64_t i, double risk, double fear, double contacts, const struct county *restrict w,
    struct desk *restrict d
) {
    const struct rules *restrict r = w->r;
    float took, told;
    double worth = respond(dread(risk, w, d), w, d, &took, &told);
    double pace = contact_pace(worth, contacts, (double)beat_size(i, w), r);
    double hazard = (pace * told + r->charge_protection * w->clients[i]) * fear * w->dismissal[i];
    return (struct regime){pace, pace * took, hazard};
}

/* Move the value of officer `i`'s post half-way to its worth; returns how many contacts he will make on average. */
INLINE double look_ahead(
    int64_t i, const struct mood *restrict m, const struct levers *restrict now, const struct county *restrict w,
    struct desk *restrict d
) {
    const struct rules *restrict r = w->r;
    double fear = w->fear[i], protection = w->protection[i], power_ = w->prey_power[i], duration = 1.0;
    double believed_ = w->prey[i] + w->county[SHIFT], standing = w->standing[i] / (double)beat_size(i, w);
    value_menu(believed_, power_, w->prey_shield[i], standing, m, w, d);
    struct regime as_now = prospects(i, m->risk, fear, now->contacts, w, d), usual = as_now;
    double pace = as_now.pace;
    if (fear > r->normal_crackdown) {
        usual = prospects(i, m->risk * r->normal_crackdown / fear, r->normal_crackdown, now->contacts, w, d);
        if (now->crackdown > r->normal_crackdown)
            duration = now->crackdown_duration;
        else
            as_now = usual;
    }
    double regular = now->provision + protection - r->outside_income, kept = 1.0 - r->passed_up;
    double gain = most(0.0, r->theta * w->full_protection[i] - protection), stay = 1.0 - 1.0 / r->expected_stay;
    double keep_usual = stay * (1.0 - least(1.0, usual.hazard)), keep_now = stay * (1.0 - least(1.0, as_now.hazard));
    double later = (regular + kept * usual.takings) / (1.0 - keep_usual);
    double value = (regular + kept * as_now.takings + keep_now * later / duration)
        / (1.0 - keep_now * (1.0 - 1.0 / duration));
    if (gain > 0.0 && now->reopening_expected < NEVER)
        value += gain * power(keep_usual, now->reopening_expected) / (1.0 - keep_usual);
    w->post_value[i] += VALUE_STEP * (value - w->post_value[i]);
    return pace;
}

/* Officer `i`'s week from provision to spending. */
INLINE struct harvest officers_week(int64_t i, struct now now, const struct county *restrict w, struct desk *restrict d) {
    const struct rules *restrict r = w->r;
    const struct levers *restrict levers = w->levers + now.week;
    double protection = w->protection[i], *restrict posts = w->post_means + now.t * POSTS;
    double *restrict flows = w->flows + now.t * FLOWS;
    w->officer_cash[i] += levers->provision + protection;
    double cover = covered(i, protection, levers, w), shortfall = least(1.0, most(0.0, 1.0 - cover));
    struct mood mood = mood_of(i, cover, levers, w);
    double pace = look_ahead(i, &mood, levers, w, d);
    int place = i % BLOCKS;
    if (place == 0) block_words((uint64_t)w->seed, OFFICER, (uint32_t)i, (uint32_t)now.week, d->block);
    struct harvest got = {0};
    int contacts = count_of(pace, uniform(d->block[0][place]));
    for (int k = 0; k < contacts; k++) contact(i, k, now, &mood, w, d, &got);
    if (uniform(d->block[1][place]) < now.crackdown * r->charge_protection * w->clients[i]) {
        w->counts[now.t * COUNTS + CHARGES]++;
        got.gone |= uniform(d->block[2][place]) < w->dismissal[i];
    }
    double passed = r->passed_up * got.handed, means = w->officer_cash[i] - passed;
    double spent = spend(means, now.basket, r->officer_mpc);
    w->officer_cash[i] = means - spent;
    flows[PASSED] += passed;
    flows[OFFICER_SPENDING] += spent + (got.took - got.handed);
    w->takings[i] += TAKINGS_MEMORY * (got.took - w->takings[i]);
    double share = least(1.0, (protection + w->takings[i]) / r->need);
    double up = r->entitlement_rise * share, down = r->entitlement_decay * (1.0 - share);
    w->entitlement[i] += up * (1.0 - w->entitlement[i]) - down * w->entitlement[i];
    double normal = w->normals[(int)(uniform(d->block[3][place]) * TABLE)];
    w->performance[i] = PERFORMANCE_KEPT * w->performance[i] + PERFORMANCE_NOISE * normal;
    posts[ERROR] += got.error;
    posts[PROVISION] += levers->provision;
    posts[PROTECTION] += protection;
    posts[TAKINGS] += got.took;
    posts[SHORTFALL] += shortfall;
    return got;
}

/* Loans and promised favours that fall due. */
INLINE void promises_due(struct now now, const struct county *restrict w) {
    for (int64_t eight = 0; eight < w->number; eight += 8) {
        uint64_t some;
        memcpy(&some, w->owed + eight, sizeof some);
        if (!some) continue;
        for (int64_t h = eight; h < eight + 8; h++) {
            if (!w->owed[h]) continue;
            struct words u = words_at((uint64_t)w->seed, PROMISE, (uint32_t)h, (uint32_t)now.week, 0);
            if (uniform(u.w[0]) < w->r->loan_due) promise_due(h, u, now, w);
        }
    }
}

/* Run one county from `first_week` for `weeks` weeks, changing its state in place. */
void run_weeks(const struct county *restrict given, int64_t first_week, int64_t weeks) {
    const struct rules rules = *given->r;
    struct county held = *given;
    const struct county *restrict w = &held;
    held.r = &rules; /* a copy that nothing written to can overlap */
    struct desk desk;
    memcpy(desk.amounts, w->desk, sizeof desk.amounts);
    memcpy(desk.blocked, w->desk + WIDTH, sizeof desk.blocked);
    memcpy(desk.spacing, w->desk + 2 * WIDTH, sizeof desk.spacing);
    for (int64_t t = 0; t < weeks; t++) {
        const struct levers *l = w->levers + first_week + t;
        double basket = w->r->subsistence * l->prices * l->season;
        struct now now = {t, first_week + t, l->crackdown, l->market, l->private_trade, basket};
        fears(now, w);
        spend_and_earn(now, w);
        settle(now, w);
        double news = 0.0;
        int told = 0;
        w->county[DISMISSED] = 0.0;
        for (int64_t i = 0; i < w->posts; i++) {
            struct harvest got = officers_week(i, now, w, &desk);
            news += got.news;
            told += got.tellers;
            if (got.gone) {
                w->county[DISMISSED] += 1.0;
                replace_officer(i, now, w);
            }
        }
        promises_due(now, w);
        w->county[SHIFT] += w->r->rumour * news / (told > 1 ? told : 1);
        report(now, w);
    }
}
