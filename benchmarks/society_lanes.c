/* The society as many officers at a time as a vector has lanes: within a week officers meet only their own beats, so what the
   engine does for one officer after the other is done here for a lane each. All officers look ahead; then all first contacts
   are made, then all second ones, and so on. Chance has the same addresses as in the engine, so the same things happen. */

#include "society.h"

enum { L = LANES };

/* No lane's officer, and none of his households, is another lane's. */
#define EACH_LANE _Pragma("GCC unroll 1") _Pragma("GCC ivdep") for (int l = 0; l < L; l++)

/* What is worked out once per run, and what each officer brings to and takes from a week (padded to whole lanes). */
struct bench {
    double *members, *live, *lure;
    double *money, *risk, *scruple, *custom, *need, *hardship, *shortfall, *took, *handed, *error, *news, *tellers;
    int32_t *contacts, *gone, *list, *group_of_trader;
    double *kept, *retainer, *stays;
    float *cash_of_trader;
    double (*sums)[L];
    uint32_t *owing, (*words)[BLOCKS];
};

/* Sums over all contacts of a week, kept lane by lane. */
enum { S_PAID, S_KIND, S_GOODWILL, S_SYMPATHY, S_RESENTMENT, S_SURPRISE, SUMS };

/* Levers of this week as they enter moods and menus. */
struct mood {
    double loan, favour, season, worth, channel, courtesy, lost, phi[3];
    float effort[3], charge[3], slopes[3];
};

/* One menu a lane: expected payment, chance of a charge, utility (fearing as now, and as in ordinary weeks) and weight. */
struct menus {
    struct {
        _Alignas(4 * L) float pay[L], heard[L], utility[L], calm[L], weight[L];
    } demands[WIDTH][3];
    _Alignas(64) float best[L], best_calm[L], total[3][L], none[L];
};

/* Whom a lane's officer considers, and how the officer comes to it. */
struct target {
    _Alignas(64) double log_cash[L], power[L], shield[L], goodwill[L];
    _Alignas(64) double money[L], risk[L], calm_risk[L], scruple[L], custom[L], need[L], hardship[L];
};

/* Words of L agents at one purpose, each at its own index. */
INLINE void lane_words(
    uint64_t seed, uint32_t purpose, const uint32_t agent[L], uint32_t week, const uint32_t index[L], uint32_t out[4][L]
) {
    enum { SETS = L / LANES64 };
    vec c0[SETS], c1[SETS], c2[SETS], c3[SETS];
    for (int s = 0; s < SETS; s++) {
        c0[s] = LOAD32(agent + s * LANES64);
        c2[s] = ADD64(ALL64(purpose), INDEX64(LOAD32(index + s * LANES64)));
    }
    philox(SETS, c0, ALL64(week), c2, c1, c3, seed);
    for (int s = 0; s < SETS; s++) {
        STORE32(&out[0][s * LANES64], c0[s]);
        STORE32(&out[1][s * LANES64], c1[s]);
        STORE32(&out[2][s * LANES64], c2[s]);
        STORE32(&out[3][s * LANES64], c3[s]);
    }
}

/* ---- menus ---- */

INLINE struct mood mood_of(const struct levers *restrict now, const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    double trade = least(1.0, now->private_trade), favour = least(0.98, r->favour_base + r->favour_trade * trade);
    double harder = 1.0 + now->courtesy;
    return (struct mood){
        .loan = r->loan_use,
        .favour = favour,
        .season = least(0.9, most(0.0, r->season_use * (now->season_felt - 1.0))),
        .worth = trade,
        .channel = now->channel,
        .courtesy = now->courtesy,
        .lost = r->leverage * (1.0 - trade),
        .phi = {w->log_threat, w->log_order, w->log_request + r->loan_use * w->log_loan},
        .effort = {(float)(r->effort_threat * harder), (float)(r->effort_order * harder), (float)r->effort_request},
        .charge = {(float)(r->charge_complaint * harder), (float)(r->charge_complaint * harder), (float)r->charge_complaint},
        .slopes = {
            (float)(LOG2_E * r->strain_threat), (float)(LOG2_E * r->strain_order),
            (float)(LOG2_E * request_slope(r->loan_use, favour * trade, r)),
        },
    };
}

/* What every demand brings in, its chance of a charge and its utility, in every lane. `two`: under two risks. */
INLINE void value_menus(
    bool two, const struct target *restrict to, const struct mood *restrict m, const struct county *restrict w,
    struct menus *restrict d
) {
    const struct rules *restrict r = w->r;
    _Alignas(64) float per_cny[L], scruple[L], risk[L], calm_risk[L];
    _Alignas(64) float part[3][L], fade[3][L], refused[3][L], told[3][L], money[3][L];
    _Alignas(64) int32_t row[3][L];
    double promises = (m->loan + m->favour - m->loan * m->favour) * r->refusal_promise + m->season * r->refusal_season;
    double asking = r->complaint_request + m->loan * r->complaint_loan + m->favour * m->worth * r->complaint_favour;
    double repaid = 1.0 - m->loan * r->loan_repaid;
    EACH_LANE {
        double log_cash = to->log_cash[l], shield = to->shield[l], eased = to->goodwill[l] + to->custom[l];
        double complaint = r->complaint_base + r->complaint_power * to->power[l] + r->complaint_channel * m->channel
            - r->complaint_goodwill * to->goodwill[l];
        double refusal = r->refusal_request - eased - r->compassion * to->hardship[l] * to->need[l] + promises;
        per_cny[l] = (float)(1.0 / (expd(log_cash) + STRAIN_CASH * r->money_unit));
        scruple[l] = (float)to->scruple[l];
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            int64_t place = 0;
            part[k][l] = between_rows(reach_of(log_cash, m->phi[k], shield, r), w, &place, &fade[k][l]);
            row[k][l] = (int32_t)(place * w->size);
        }
        refused[THREAT][l] = (float)(LOG2_E * (r->refusal_threat - eased + m->lost));
        refused[ORDER][l] = (float)(LOG2_E * (r->refusal_order - eased + m->lost));
        refused[REQUEST][l] = (float)(LOG2_E * refusal);
        told[THREAT][l] = power_of_two((float)(-LOG2_E * (complaint + r->complaint_threat)));
        told[ORDER][l] = power_of_two((float)(-LOG2_E * (complaint + r->complaint_order)));
        told[REQUEST][l] = power_of_two((float)(-LOG2_E * (complaint + asking)));
        money[THREAT][l] = money[ORDER][l] = (float)to->money[l];
        money[REQUEST][l] = (float)(to->money[l] * repaid);
        risk[l] = (float)to->risk[l];
        calm_risk[l] = (float)to->calm_risk[l];
    }
    float consideration = (float)r->consideration, base = (float)r->charge_base, steeper = (float)(LOG2_E * r->complaint_strain);
    const float *restrict amounts = w->desk;
    vf best = all_of(0.0f), best_calm = best, one = all_of(1.0f);
    for (int j = 0; j < w->amounts; j++) {
        vf amount = all_of(amounts[j]);
        vf strain = smaller(all_of((float)MOST_STRAIN), amount * V(load_ps)(per_cny));
        vf less = powers_of_two(all_of(-steeper) * strain); /* e^-x of what strain adds to each logit of complaining */
        vf sure = V(load_ps)(scruple) * amount + all_of(consideration) * strain;
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vi at = WORDS(load)((const void *)row[k]);
            vf low = entries(w->paid + j, at), high = entries(w->paid + w->size + j, at);
            vf within = V(load_ps)(fade[k]) * (low + V(load_ps)(part[k]) * (high - low));
            vf pay = within / (one + powers_of_two(V(load_ps)(refused[k]) + all_of(m->slopes[k]) * strain));
            vf heard = all_of(base) + all_of(m->charge[k]) / (one + V(load_ps)(told[k]) * less);
            vf worth = V(load_ps)(money[k]) * pay - (sure + all_of(m->effort[k]));
            vf utility = worth - V(load_ps)(risk) * heard;
            V(store_ps)(d->demands[j][k].utility, utility);
            best = larger(best, utility);
            if (two) {
                vf calm = worth - V(load_ps)(calm_risk) * heard;
                best_calm = larger(best_calm, calm);
                V(store_ps)(d->demands[j][k].calm, calm);
                V(store_ps)(d->demands[j][k].pay, pay);
                V(store_ps)(d->demands[j][k].heard, heard);
            }
        }
    }
    V(store_ps)(d->best, best);
    V(store_ps)(d->best_calm, best_calm);
}

/* Quantal response to one of the utilities: worth of a contact, expected payment and chance of a charge, in every lane. */
INLINE void respond(
    bool calm, const float best[L], const struct county *restrict w,
    const struct menus *restrict d, double worth[L], double paid[L], double told[L]
) {
    float scale = (float)(LOG2_E / w->r->choice_scale);
    const float *restrict spacing = w->desk + 2 * WIDTH;
    _Alignas(64) float total[L], pay[L], heard[L];
    vf top = V(load_ps)(best), all = powers_of_two(all_of(-scale) * top), p = all_of(0.0f), h = all_of(0.0f);
    for (int j = 0; j < w->amounts; j++) {
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vf utility = V(load_ps)(calm ? d->demands[j][k].calm : d->demands[j][k].utility);
            vf weight = all_of(spacing[j]) * powers_of_two((utility - top) * all_of(scale));
            all += weight;
            p += V(load_ps)(d->demands[j][k].pay) * weight;
            h += V(load_ps)(d->demands[j][k].heard) * weight;
        }
    }
    V(store_ps)(total, all);
    V(store_ps)(pay, p);
    V(store_ps)(heard, h);
    EACH_LANE {
        worth[l] = best[l] + w->r->choice_scale * logd(total[l]);
        paid[l] = pay[l] / total[l];
        told[l] = heard[l] / total[l];
    }
}

/* The same for a contact: the weight of every demand, of each manner, and of none. */
INLINE void weigh(const struct county *restrict w, struct menus *restrict d) {
    float scale = (float)(LOG2_E / w->r->choice_scale);
    const float *restrict spacing = w->desk + 2 * WIDTH;
    vf best = V(load_ps)(d->best), total[3] = {all_of(0.0f), all_of(0.0f), all_of(0.0f)};
    for (int j = 0; j < w->amounts; j++) {
#pragma GCC unroll 3
        for (int k = 0; k < 3; k++) {
            vf weight = all_of(spacing[j]) * powers_of_two((V(load_ps)(d->demands[j][k].utility) - best) * all_of(scale));
            V(store_ps)(d->demands[j][k].weight, weight);
            total[k] += weight;
        }
    }
    for (int k = 0; k < 3; k++) V(store_ps)(d->total[k], total[k]);
    V(store_ps)(d->none, powers_of_two(all_of(-scale) * best));
}

/* The manner and amount that each lane's uniform falls on (NOTHING_ASKED for none). */
INLINE void choose(
    const double u[L], const struct county *restrict w, const struct menus *restrict d, int32_t manner[L], int32_t amount[L]
) {
    _Alignas(64) double left[L];
    EACH_LANE {
        double a = d->total[0][l], b = d->total[1][l], c = d->total[2][l];
        double at = u[l] * (double)(d->none[l] + ((d->total[0][l] + d->total[1][l]) + d->total[2][l]));
        double after_a = at - a, after_b = after_a - b;
        manner[l] = after_a < 0.0 ? THREAT : after_b < 0.0 ? ORDER : after_b - c < 0.0 ? REQUEST : NOTHING_ASKED;
        left[l] = after_a < 0.0 ? at : after_b < 0.0 ? after_a : after_b;
        amount[l] = 0;
    }
    for (int j = 0; j < w->amounts; j++) {
#pragma GCC unroll 1
#pragma GCC ivdep
        for (int l = 0; l < L; l++) {
            float a = d->demands[j][0].weight[l], b = d->demands[j][1].weight[l], c = d->demands[j][2].weight[l];
            float weight = manner[l] == THREAT ? a : manner[l] == ORDER ? b : c;
            left[l] -= weight;
            amount[l] += left[l] >= 0.0;
        }
    }
    EACH_LANE {
        if (amount[l] < w->amounts) continue;
        if (manner[l] == NOTHING_ASKED) {
            amount[l] = 0;
            continue;
        }
        amount[l]--; /* rounding ate the last crumb */
        while (amount[l] > 0 && !(d->demands[amount[l]][manner[l]].weight[l] > 0.0f)) amount[l]--;
    }
}

/* ---- looking ahead ---- */

/* Officers i .. i + L - 1: provision, mood, value of the post, and how many contacts they make. */
INLINE void look_ahead(
    int64_t i, const uint32_t count_words[L], const struct levers *restrict now, const struct mood *restrict m,
    const struct county *restrict w, const struct bench *restrict b, struct menus *restrict d
) {
    const struct rules *restrict r = w->r;
    struct target to;
    double per_need = 1.0 / most(r->money_unit, r->need * now->prices * now->season_felt), kept = 1.0 - r->passed_up;
    EACH_LANE {
        int64_t at = i + l;
        double cover = (now->provision + w->protection[at] + kept * w->takings[at]) * per_need;
        double money = power(least(10.0, most(0.1, cover)), -r->need_exponent), urgency = most(0.0, 1.0 - 1.0 / money);
        double risk = w->fear[at] * w->dismissal[at] * (most(0.0, w->post_value[at]) + r->penalty);
        double scale = r->normal_crackdown / most(r->normal_crackdown, w->fear[at]);
        w->officer_cash[at] += b->live[at] * (now->provision + w->protection[at]);
        b->shortfall[at] = least(1.0, most(0.0, 1.0 - cover));
        b->money[at] = to.money[l] = money;
        b->risk[at] = to.risk[l] = risk;
        to.calm_risk[l] = risk * scale;
        b->scruple[at] = to.scruple[l] = r->scruple * (1.0 - r->entitlement_ease * w->entitlement[at]);
        b->custom[at] = to.custom[l] = r->custom * w->entitlement[at];
        b->need[at] = to.need[l] = urgency;
        b->hardship[at] = to.hardship[l] = least(0.98, r->hardship_base + r->hardship_need * urgency);
        to.log_cash[l] = w->prey[at] + w->county[SHIFT];
        to.power[l] = w->prey_power[at];
        to.shield[l] = w->prey_shield[at];
        to.goodwill[l] = w->standing[at] / b->members[at];
    }
    value_menus(true, &to, m, w, d);
    _Alignas(64) double worth[L], took[L], told[L], usual_worth[L], usual_took[L], usual_told[L], pace[L], chance[L], left[L];
    respond(false, d->best, w, d, worth, took, told);
    respond(true, d->best_calm, w, d, usual_worth, usual_took, usual_told);
    bool unusual = now->crackdown > r->normal_crackdown;
    double stay = 1.0 - 1.0 / r->expected_stay, ends = unusual ? 1.0 / now->crackdown_duration : 1.0;
    double reopening = now->reopening_expected;
    EACH_LANE {
        int64_t at = i + l;
        double fear = w->fear[at], calm = least(fear, r->normal_crackdown);
        double dismissal = w->dismissal[at], members = b->members[at];
        double clients = r->charge_protection * w->clients[at];
        pace[l] = contact_pace(worth[l], now->contacts, members, r);
        double usual_pace = contact_pace(usual_worth[l], now->contacts, members, r);
        double usual_takings = usual_pace * usual_took[l];
        double usual_hazard = (usual_pace * usual_told[l] + clients) * calm * dismissal;
        double takings = unusual ? pace[l] * took[l] : usual_takings;
        double hazard = unusual ? (pace[l] * told[l] + clients) * fear * dismissal : usual_hazard;
        double protection = w->protection[at], regular = now->provision + protection - r->outside_income;
        double gain = most(0.0, r->theta * w->full_protection[at] - protection);
        double keep_usual = stay * (1.0 - least(1.0, usual_hazard)), keep_now = stay * (1.0 - least(1.0, hazard));
        double later = (regular + kept * usual_takings) / (1.0 - keep_usual);
        double value = (regular + kept * takings + keep_now * later * ends) / (1.0 - keep_now * (1.0 - ends));
        if (reopening < NEVER)
            value += gain * power(keep_usual, reopening) / (1.0 - keep_usual);
        w->post_value[at] += VALUE_STEP * (value - w->post_value[at]);
        left[l] = uniform(count_words[l]);
        chance[l] = expd(-pace[l]);
        b->contacts[at] = 0;
        b->took[at] = b->handed[at] = b->error[at] = b->news[at] = b->tellers[at] = 0.0;
        b->gone[at] = 0;
    }
    for (int k = 1; k <= 1000; k++) { /* Poisson counts: one more for every lane whose uniform is not used up */
        int more = 0;
        EACH_LANE {
            int one = left[l] >= chance[l];
            left[l] = one ? left[l] - chance[l] : -1.0;
            chance[l] *= pace[l] / k;
            b->contacts[i + l] += one;
            more |= one;
        }
        if (!more) break;
    }
}

/* ---- contacts ---- */

/* What the lanes' contacts draw. */
struct draws {
    _Alignas(64) uint32_t choice[4][L], framing[4][L], answer[4][L], candidates[3][4][L], character[4][L];
};

/* Whom each lane's officer turns to: the best of a few drawn from his beat, by believed reach less avoided power. */
INLINE void pick(
    const int32_t who[L], const struct draws *restrict u, const struct county *restrict w, const struct bench *restrict b,
    int32_t best[L], double held[L]
) {
    const struct rules *restrict r = w->r;
    int whole = (int)r->extra_candidates;
    double part = r->extra_candidates - whole, shift = w->county[SHIFT];
    _Alignas(64) double best_score[L], members[L];
    _Alignas(64) int32_t first[L], candidates[L];
    EACH_LANE {
        best_score[l] = -NEVER;
        members[l] = b->members[who[l]];
        first[l] = who[l] * (int32_t)w->members;
        candidates[l] = 1 + whole + (uniform(u->candidates[0][0][l]) < part);
    }
    for (int c = 1; c <= 1 + whole + (part > 0.0); c++) {
        const uint32_t *restrict word = u->candidates[c >> 2][c & 3];
        EACH_LANE {
            int32_t h = first[l] + (int32_t)least(members[l] - 1.0, uniform(word[l]) * members[l]);
            double believed = most(r->log_least_belief, (double)w->seen[h] + (double)w->learned[h] + shift);
            double score = r->reach_elasticity * believed + b->lure[h];
            bool better = c <= candidates[l] && score > best_score[l];
            best[l] = better ? h : best[l];
            held[l] = better ? believed : held[l];
            best_score[l] = better ? score : best_score[l];
        }
    }
}

/* Contacts of L officers, each with the number of his contact. Lanes beyond `lanes` repeat the last one and leave no trace. */
INLINE void contacts(
    const int32_t who[L], const uint32_t index[L], int lanes, struct now now, const struct mood *restrict m,
    const struct county *restrict w, const struct bench *restrict b, struct menus *restrict d
) {
    const struct rules *restrict r = w->r;
    uint64_t seed = (uint64_t)w->seed;
    uint32_t week = (uint32_t)now.week;
    static const uint32_t FIRST[L] = {0};
    int32_t *restrict counts = w->counts + now.t * COUNTS;
    struct draws u;
    struct target to;
    _Alignas(64) int32_t h[L], manner[L], j[L];
    _Alignas(64) double held[L], cash[L], choice[L];
    int blocks = 1 + ((2 + (int)r->extra_candidates) >> 2);
    static const uint32_t PLACES[3] = {CANDIDATES, CANDIDATES_MORE, CANDIDATES_LAST};
    for (int p = 0; p < blocks; p++) lane_words(seed, PLACES[p], (const uint32_t *)who, week, index, u.candidates[p]);
    lane_words(seed, CHOICE, (const uint32_t *)who, week, index, u.choice);
    lane_words(seed, FRAMING, (const uint32_t *)who, week, index, u.framing);
    lane_words(seed, ANSWER, (const uint32_t *)who, week, index, u.answer);
    pick(who, &u, w, b, h, held);
    lane_words(seed, CHARACTER, (const uint32_t *)h, 0, FIRST, u.character);
    EACH_LANE {
        int32_t i = who[l];
        cash[l] = w->cash[h[l]];
        choice[l] = uniform(u.choice[0][l]);
        to.log_cash[l] = held[l];
        to.power[l] = w->power[h[l]];
        to.shield[l] = b->lure[h[l]] + r->avoidance * to.power[l];
        to.goodwill[l] = w->goodwill[h[l]];
        to.money[l] = b->money[i];
        to.risk[l] = b->risk[i];
        to.calm_risk[l] = 0.0;
        to.scruple[l] = b->scruple[i];
        to.custom[l] = b->custom[i];
        to.need[l] = b->need[i];
        to.hardship[l] = b->hardship[i];
    }
    value_menus(false, &to, m, w, d);
    weigh(w, d);
    choose(choice, w, d, manner, j);

    _Alignas(64) double error[L], hands[L], goods[L], news[L], moved[L], happened[L], lent[L];
    _Alignas(64) float after[L], learned[L], loan_after[L], goodwill[L], sympathy[L], resentment[L], expects[L];
    _Alignas(64) int32_t framings[L], refused[L], complained[L], charged[L], dismissed[L], calls[L], promised[L];
    EACH_LANE happened[l] = l < lanes && manner[l] != NOTHING_ASKED ? 1.0 : 0.0;
    double full = logd(1.0 + r->learning_full), spread = r->complaint_spread * sqrt(6.0);
    EACH_LANE {
        bool threat = manner[l] == THREAT, request = manner[l] == REQUEST;
        int32_t plea = (uniform(u.framing[0][l]) < to.hardship[l] ? HARDSHIP : 0)
            | (uniform(u.framing[1][l]) < m->loan ? LOAN : 0)
            | (uniform(u.framing[2][l]) < m->favour ? FAVOUR : 0) | (uniform(u.framing[3][l]) < m->season ? SEASON : 0);
        framings[l] = request ? plea : 0;
        double hardship = framings[l] & HARDSHIP ? to.need[l] : 0.0, loan = framings[l] & LOAN ? 1.0 : 0.0;
        double favour = framings[l] & FAVOUR ? 1.0 : 0.0, season = framings[l] & SEASON ? 1.0 : 0.0;
        double compassion = r->compassion * 2.0 * uniform(u.character[0][l]);
        double propensity = spread * (uniform(u.character[1][l]) + uniform(u.character[2][l]) - 1.0);
        double amount = w->menu[j[l]], strain = least(MOST_STRAIN, amount / (cash[l] + STRAIN_CASH * r->money_unit));
        double coerced = (threat ? r->refusal_threat : r->refusal_order) + m->lost;
        double asked = r->refusal_request + most(loan, favour) * r->refusal_promise + season * r->refusal_season
            - compassion * hardship;
        double slope = request ? request_slope(loan, favour * m->worth, r) : threat ? r->strain_threat : r->strain_order;
        double refusal = (request ? asked : coerced) + slope * strain - to.goodwill[l] - to.custom[l];
        refused[l] = uniform(u.choice[1][l]) < logistic(refusal);

        double by_manner = request ? r->complaint_request + loan * r->complaint_loan + favour * m->worth * r->complaint_favour
            : threat ? r->complaint_threat : r->complaint_order;
        double complaint = r->complaint_base + propensity + r->complaint_strain * strain + r->complaint_power * to.power[l]
            + r->complaint_channel * m->channel - r->complaint_goodwill * to.goodwill[l] + by_manner;
        complained[l] = uniform(u.choice[2][l]) < logistic(complaint);
        double charge = r->charge_base + (complained[l] ? r->charge_complaint * (request ? 1.0 : 1.0 + m->courtesy) : 0.0);
        charged[l] = uniform(u.choice[3][l]) < now.crackdown * charge;
        dismissed[l] = uniform(u.answer[0][l]) < w->dismissal[who[l]];

        double log_phi = request ? w->log_request + loan * w->log_loan : threat ? w->log_threat : w->log_order;
        double log_cash = logd(most(cash[l], 1e-30)), shield = to.shield[l], base = r->log_reach_cash;
        error[l] = held[l] - most(r->log_least_belief, log_cash);
        double pays = happened[l] * (refused[l] ? 0.0 : 1.0);
        double reached = least(amount, expd(reach_of(log_cash, log_phi, shield, r))), offered = cash[l] > 0.0 ? reached : 0.0;
        after[l] = (float)(cash[l] - pays * offered);
        hands[l] = cash[l] - (double)after[l];
        goods[l] = pays * least(amount - offered, r->kind_share * spend(cash[l], now.basket, r->mpc) * (1.0 - r->kind_discount));
        double log_hand = logd(most(offered, 1e-30));
        double by_reach = base + (log_hand - log_phi - base - shield) / r->reach_elasticity;
        double implied = most(r->log_least_belief, most(log_hand - LOG_HAND_SHARE, by_reach));
        double lesson = offered >= amount ? full : r->learning_partial * (implied - held[l]);
        news[l] = pays * lesson;
        learned[l] = (float)((double)w->learned[h[l]] + news[l]);
        lent[l] = loan * hands[l];
        loan_after[l] = w->loan[h[l]] + (float)lent[l];
        promised[l] = (lent[l] > 0.0 ? LOAN : 0) | (pays * favour > 0.0 ? FAVOUR : 0);

        double pressed = r->view_step * (threat ? 1.0 : 0.5), before = to.goodwill[l], pity = w->sympathy[h[l]];
        double anger = w->resentment[h[l]], expected = w->expects[h[l]], is = happened[l];
        double warmer = request ? 0.5 * r->view_step * expected * (1.0 - before) : -pressed * (1.0 + before);
        double sorrier = request ? r->sympathy_step * hardship * (1.0 - pity) : -pressed * pity;
        double angrier = request ? 0.0 : pressed * (1.0 - anger);
        double worse = request ? -r->view_step * expected : r->view_step * (1.0 - expected);
        goodwill[l] = (float)(before + is * warmer);
        sympathy[l] = (float)(pity + is * sorrier);
        resentment[l] = (float)(anger + is * angrier);
        expects[l] = (float)(expected + is * worse);
        moved[l] = (double)goodwill[l] - before;
        calls[l] = uniform(u.answer[1][l]) < logistic(r->call_base + r->call_sympathy * (double)sympathy[l]);
        b->sums[S_PAID][l] += hands[l];
        b->sums[S_KIND][l] += goods[l];
        b->sums[S_GOODWILL][l] += moved[l];
        b->sums[S_SYMPATHY][l] += (double)sympathy[l] - pity;
        b->sums[S_RESENTMENT][l] += (double)resentment[l] - anger;
        b->sums[S_SURPRISE][l] += request ? is * expected : 0.0;
    }

    double *restrict payments = w->people + (now.t * PEOPLE + PAYMENTS) * GROUPS, *restrict held_by = w->county + HELD;
    int32_t *restrict demands = w->demands + now.t * 3 * w->amounts, *restrict sets = w->sets + now.t * 16 * w->amounts;
    counts[VISITS] += lanes;
    for (int l = 0; l < lanes; l++) {
        int32_t i = who[l], at = h[l], g = w->group[at];
        b->error[i] += error[l];
        if (manner[l] == NOTHING_ASKED) continue;
        demands[manner[l] * w->amounts + j[l]]++;
        sets[framings[l] * w->amounts + j[l]] += manner[l] == REQUEST;
        counts[REFUSALS] += refused[l];
        counts[COMPLAINTS] += complained[l];
        counts[CHARGES] += charged[l];
        counts[CALLS] += calls[l];
        b->gone[i] |= charged[l] & dismissed[l];
        b->took[i] += hands[l] + goods[l];
        b->handed[i] += hands[l];
        b->news[i] += news[l];
        b->tellers[i] += news[l] != 0.0;
        w->officer_cash[i] += hands[l];
        w->standing[i] += moved[l];
        held_by[g] -= hands[l];
        payments[g] += hands[l] + goods[l];
        w->cash[at] = after[l];
        w->learned[at] = learned[l];
        w->loan[at] = loan_after[l];
        w->owed[at] |= (uint8_t)promised[l];
        w->goodwill[at] = goodwill[l];
        w->sympathy[at] = sympathy[l];
        w->resentment[at] = resentment[l];
        w->expects[at] = expects[l];
    }
}

/* ---- the rest of the officers' week ---- */

/* Charges for protection, superiors' share, spending, recent takings, entitlement, performance. */
INLINE void settle_down(
    int64_t i, uint32_t words[4][BLOCKS], struct now now, const struct county *restrict w, const struct bench *restrict b
) {
    const struct rules *restrict r = w->r;
    double *restrict posts = w->post_means + now.t * POSTS, *restrict flows = w->flows + now.t * FLOWS;
    double passed_up[L] = {0}, spendings[L] = {0}, error[L] = {0}, protections[L] = {0}, takings[L] = {0}, shortfall[L] = {0};
    int32_t charges[L] = {0};
    for (int begin = 0; begin < BLOCKS; begin += L) {
        EACH_LANE {
            int64_t at = i + begin + l;
            double took = b->took[at], handed = b->handed[at], protection = w->protection[at];
            int32_t charged = uniform(words[1][begin + l]) < now.crackdown * r->charge_protection * w->clients[at];
            int32_t falls = uniform(words[2][begin + l]) < w->dismissal[at];
            charges[l] += charged;
            b->gone[at] |= charged & falls;
            double passed = r->passed_up * handed, means = w->officer_cash[at] - passed;
            double spent = spend(means, now.basket, r->officer_mpc);
            w->officer_cash[at] = means - spent;
            double recent = w->takings[at] + TAKINGS_MEMORY * (took - w->takings[at]), entitlement = w->entitlement[at];
            w->takings[at] = recent;
            double share = least(1.0, (protection + recent) / r->need);
            double up = r->entitlement_rise * share, down = r->entitlement_decay * (1.0 - share);
            w->entitlement[at] = entitlement + (up * (1.0 - entitlement) - down * entitlement);
            double normal = w->normals[words[3][begin + l] >> 20];
            w->performance[at] = PERFORMANCE_KEPT * w->performance[at] + PERFORMANCE_NOISE * normal;
            passed_up[l] += passed;
            spendings[l] += spent + (took - handed);
            error[l] += b->error[at];
            protections[l] += protection;
            takings[l] += took;
            shortfall[l] += b->live[at] * b->shortfall[at];
        }
    }
    EACH_LANE {
        flows[PASSED] += passed_up[l];
        flows[OFFICER_SPENDING] += spendings[l];
        posts[ERROR] += error[l];
        posts[PROTECTION] += protections[l];
        posts[TAKINGS] += takings[l];
        posts[SHORTFALL] += shortfall[l];
        w->counts[now.t * COUNTS + CHARGES] += charges[l];
    }
}

/* Loans and promised favours that fall due. */
INLINE void promises_due(struct now now, const struct county *restrict w, const struct bench *restrict b) {
    static const uint32_t FIRST[L] = {0};
    int64_t number = 0;
    for (int64_t eight = 0; eight < w->number; eight += 8) {
        uint64_t some;
        memcpy(&some, w->owed + eight, sizeof some);
        while (some) {
            int bit = __builtin_ctzll(some) & 56;
            b->owing[number++] = (uint32_t)(eight + bit / 8);
            some &= ~(0xFFULL << bit);
        }
    }
    for (int64_t begin = 0; begin < number; begin += L) {
        _Alignas(64) uint32_t words[4][L];
        for (int64_t n = number; n < begin + L; n++) b->owing[n] = 0;
        lane_words((uint64_t)w->seed, PROMISE, b->owing + begin, (uint32_t)now.week, FIRST, words);
        for (int l = 0; l < L && begin + l < number; l++)
            if (uniform(words[0][l]) < w->r->loan_due)
                promise_due(b->owing[begin + l], (struct words){{words[0][l], words[1][l], words[2][l], words[3][l]}}, now, w);
    }
}

/* This week's trade (see society.h): what every trader gains, pays and keeps, then the sums of it. */
INLINE void settle_all(struct now now, const struct county *restrict w, const struct bench *restrict b) {
    const struct rules *restrict r = w->r;
    double *restrict flows = w->flows + now.t * FLOWS, *restrict earned = w->people + (now.t * PEOPLE + EARNED) * GROUPS;
    double own_risk = r->smuggling_risk * now.crackdown, retained[L] = {0}, volume[L] = {0}, sums[GROUPS] = {0};
    double theta = r->theta;
    double *restrict kept = b->kept, *restrict retainers = b->retainer, *restrict stays = b->stays;
    double *restrict protection = w->protection, *restrict clients = w->clients;
    const int32_t *restrict beats = w->beat, *restrict who = w->who, *restrict groups = b->group_of_trader;
    float *restrict cash = w->cash, *restrict after = b->cash_of_trader;
    for (int64_t begin = 0; begin < w->traders; begin += L) {
        _Alignas(64) double gain[L];
        EACH_LANE {
            int64_t k = begin + l;
            gain[l] = now.trade * w->gain[k];
            retainers[k] = theta * gain[l] + (1.0 - theta) * w->exposure[beats[k]];
            stays[k] = gain[l] - now.trade * w->cost[k] - retainers[k] - own_risk > 0.0 ? 1.0 : 0.0;
        }
        EACH_LANE {
            int64_t k = begin + l;
            double before = cash[who[k]], retainer = stays[k] * retainers[k];
            after[k] = (float)(before + (stays[k] * gain[l] - retainer));
            kept[k] = (double)after[k] - before;
            retainers[k] = retainer;
            retained[l] += retainer;
            volume[l] += stays[k] * gain[l];
        }
    }
    memset(protection, 0, (size_t)w->posts * sizeof *protection);
    memset(clients, 0, (size_t)w->posts * sizeof *clients);
    for (int64_t k = 0; k < w->traders; k++) {
        int32_t i = beats[k];
        cash[who[k]] = after[k];
        sums[groups[k]] += kept[k];
        protection[i] += retainers[k];
        clients[i] += stays[k];
    }
    for (int g = 0; g < GROUPS; g++) {
        w->county[HELD + g] += sums[g];
        earned[g] += sums[g];
    }
    for (int l = 0; l < L; l++) {
        flows[RETAINED] += retained[l];
        flows[VOLUME] += volume[l];
    }
}

/* All contacts of the week. Officers stand in order of how many they make, so that first contacts of the last and second
   ones of the first can share a vector; never two of the same officer. */
INLINE void make_contacts(
    struct now now, const struct mood *restrict m, const struct county *restrict w, const struct bench *restrict b,
    struct menus *restrict d
) {
    int64_t more[1002] = {0}; /* how many officers make more than k contacts, then where those who make k stand */
    int32_t top = 0;
    for (int64_t i = 0; i < w->posts; i++) {
        more[b->contacts[i]]++;
        top = b->contacts[i] > top ? b->contacts[i] : top;
    }
    for (int64_t k = top, above = 0; k >= 0; k--) {
        int64_t these = more[k];
        more[k] = above;
        above += these;
    }
    int64_t number[1002];
    memcpy(number, more, sizeof number);
    for (int64_t i = 0; i < w->posts; i++) b->list[more[b->contacts[i]]++] = (int32_t)i;
    _Alignas(64) int32_t who[L];
    _Alignas(64) uint32_t index[L];
    int lanes = 0;
    int64_t first_k = 0, first_place = 0;
    for (int64_t k = 0; k < top; k++) {
        for (int64_t place = 0; place < number[k]; place++) {
            if (lanes == L || (lanes && (k > first_k + 1 || (k > first_k && place >= first_place)))) {
                for (int l = lanes; l < L; l++) who[l] = who[lanes - 1], index[l] = index[lanes - 1];
                contacts(who, index, lanes, now, m, w, b, d);
                lanes = 0;
            }
            if (!lanes) first_k = k, first_place = place;
            who[lanes] = b->list[place];
            index[lanes++] = (uint32_t)k;
        }
    }
    if (!lanes) return;
    for (int l = lanes; l < L; l++) who[l] = who[lanes - 1], index[l] = index[lanes - 1];
    contacts(who, index, lanes, now, m, w, b, d);
}

/* The officers' week: all look ahead, all make their contacts, all settle down. */
INLINE void officers_week(
    struct now now, const struct county *restrict w, const struct bench *restrict b, struct menus *restrict d
) {
    const struct levers *restrict levers = w->levers + now.week;
    struct mood mood = mood_of(levers, w);
    for (int64_t i = 0; i < w->posts; i += BLOCKS) {
        uint32_t(*words)[BLOCKS] = b->words + i / BLOCKS * 4;
        block_words((uint64_t)w->seed, OFFICER, (uint32_t)i, (uint32_t)now.week, words);
        int64_t beyond = w->posts < i + BLOCKS ? w->posts : i + BLOCKS;
        for (int64_t at = i; at < beyond; at += L) look_ahead(at, words[0] + (at - i), levers, &mood, w, b, d);
    }
    memset(b->sums, 0, SUMS * sizeof *b->sums);
    make_contacts(now, &mood, w, b, d);
    for (int l = 0; l < L; l++) {
        w->flows[now.t * FLOWS + PAID] += b->sums[S_PAID][l];
        w->flows[now.t * FLOWS + IN_KIND] += b->sums[S_KIND][l];
        w->county[GOODWILL] += b->sums[S_GOODWILL][l];
        w->county[SYMPATHY] += b->sums[S_SYMPATHY][l];
        w->county[RESENTMENT] += b->sums[S_RESENTMENT][l];
        w->views[now.t * VIEWS + SURPRISE] += b->sums[S_SURPRISE][l];
    }
    for (int64_t i = 0; i < w->posts; i += BLOCKS) settle_down(i, b->words + i / BLOCKS * 4, now, w, b);
    w->post_means[now.t * POSTS + PROVISION] += levers->provision * (double)w->posts;
}

/* Zeroed room for `number` items on a boundary of 64 bytes, remembered to be given back. */
static void *room(void *all[], int *taken, size_t number, size_t size) {
    size_t bytes = (number * size + 63) / 64 * 64;
    void *here = aligned_alloc(64, bytes);
    if (!here) abort();
    return all[(*taken)++] = memset(here, 0, bytes);
}

/* Run one county from `first_week` for `weeks` weeks, changing its state in place. */
void run_weeks(const struct county *restrict given, int64_t first_week, int64_t weeks) {
    const struct rules rules = *given->r, *restrict r = &rules;
    struct county held = *given;
    const struct county *restrict w = &held;
    held.r = &rules; /* a copy that nothing written to can overlap */
    size_t posts = (size_t)(w->posts + BLOCKS - 1) / BLOCKS * BLOCKS, people = (size_t)w->number + 2 * L;
    size_t traders = (size_t)w->traders + L;
    void *all[32];
    int taken = 0;
    struct bench b;
    double **of_posts[] = {
        &b.members, &b.live, &b.money, &b.risk, &b.scruple, &b.custom, &b.need, &b.hardship, &b.shortfall,
        &b.took, &b.handed, &b.error, &b.news, &b.tellers,
    };
    for (size_t n = 0; n < sizeof of_posts / sizeof *of_posts; n++) *of_posts[n] = room(all, &taken, posts, sizeof(double));
    b.contacts = room(all, &taken, posts, sizeof *b.contacts);
    b.gone = room(all, &taken, posts, sizeof *b.gone);
    b.list = room(all, &taken, posts, sizeof *b.list);
    b.words = room(all, &taken, posts / BLOCKS * 4, sizeof *b.words);
    b.lure = room(all, &taken, people, sizeof *b.lure);
    b.owing = room(all, &taken, people, sizeof *b.owing);
    b.kept = room(all, &taken, traders, sizeof *b.kept);
    b.retainer = room(all, &taken, traders, sizeof *b.retainer);
    b.stays = room(all, &taken, traders, sizeof *b.stays);
    b.cash_of_trader = room(all, &taken, traders, sizeof *b.cash_of_trader);
    b.group_of_trader = room(all, &taken, traders, sizeof *b.group_of_trader);
    b.sums = room(all, &taken, SUMS, sizeof *b.sums);
    struct menus *d = room(all, &taken, 1, sizeof *d);
    for (size_t i = 0; i < posts; i++) {
        b.live[i] = (int64_t)i < w->posts ? 1.0 : 0.0;
        b.members[i] = (int64_t)i < w->posts ? (double)beat_size((int64_t)i, w) : 1.0;
    }
    for (int64_t h = 0; h < w->number; h++) b.lure[h] = w->shield[h] - r->avoidance * w->power[h];
    for (int64_t k = 0; k < w->traders; k++) b.group_of_trader[k] = w->group[w->who[k]];
    for (int64_t t = 0; t < weeks; t++) {
        const struct levers *l = w->levers + first_week + t;
        double basket = r->subsistence * l->prices * l->season;
        struct now now = {t, first_week + t, l->crackdown, l->market, l->private_trade, basket};
        fears(now, w);
        spend_and_earn(now, w);
        settle_all(now, w, &b);
        officers_week(now, w, &b, d);
        double news = 0.0, told = 0.0;
        w->county[DISMISSED] = 0.0;
        for (int64_t i = 0; i < w->posts; i++) {
            news += b.news[i];
            told += b.tellers[i];
            if (b.gone[i]) {
                w->county[DISMISSED] += 1.0;
                replace_officer(i, now, w);
            }
        }
        promises_due(now, w, &b);
        w->county[SHIFT] += r->rumour * news / most(1.0, told);
        report(now, w);
    }
    while (taken) free(all[--taken]);
}
