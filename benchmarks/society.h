/* What both forms of the C society share: its data, its mathematics, its chance, and households' week.

   layout.h is written by c_twin.py from the engine's own layout: `struct rules`, `struct levers`, `struct county`, the places
   of outputs, and what is assumed in numbers. Everything here is a static function of what it is handed. */

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "layout.h"

enum { NOTHING_ASKED = 3, TABLE = 4096 };

static const double NEVER = 1e300; /* the code is built as if no number were infinite, but one may be compared with this */
static const double LOG_HAND_SHARE = -0.10536051565782628, LOG2_E = 1.4426950408889634;

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline)) /* a stage of the week that has the registers to itself */

/* This week: its row of the outputs, its number, and the levers that are read everywhere. */
struct now {
    int64_t t, week;
    double crackdown, market, trade, basket;
};

/* ---- mathematics: branchless, so that loops over it become vectors ---- */

INLINE double least(double a, double b) { return a < b ? a : b; }
INLINE double most(double a, double b) { return a > b ? a : b; }
INLINE float least32(float a, float b) { return a < b ? a : b; }
INLINE float most32(float a, float b) { return a > b ? a : b; }

INLINE double real_of(int64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

INLINE int64_t bits_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

INLINE float real32_of(int32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

INLINE int32_t bits32_of(float x) {
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* e^x to 1e-9 relative for |x| <= 600; beyond, the value at the bound. */
INLINE double expd(double x) {
    x = least(600.0, most(-600.0, x));
    double n = floor(x * 1.4426950408889634 + 0.5);
    double r = (x - n * 0.693145751953125) - n * 1.4286068203094173e-06;
    double r2 = r * r;
    double low = (1.0 + r) + r2 * (0.5 + r * (1.0 / 6));
    double high = (1.0 / 24 + r * (1.0 / 120)) + r2 * ((1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320));
    return (low + (r2 * r2) * high) * real_of(((int64_t)n + 1023) << 52);
}

/* 2^x of a float, to 3e-7 relative for -115 <= x <= 124; beyond, the value at the bound. What is left of x after its nearest
   whole number is exact, so that this takes a third less than e^x; whoever needs that folds log2(e) into a factor of x. */
INLINE float power_of_two(float x) {
    x = least32(124.0f, most32(-115.0f, x));
    float shifted = x + 0x1.8p23f, r = x - (shifted - 0x1.8p23f);
    float p = 0.0555071309f + r * (0.0096755410f + r * 0.00132764713f);
    p = 1.0000001192f + r * (0.6931469440f + r * (0.2402212024f + r * p));
    return real32_of(bits32_of(p) + (int32_t)((uint32_t)bits32_of(shifted) << 23));
}

/* Natural logarithm of a normal positive double, to 1e-12. */
INLINE double logd(double x) {
    int64_t bits = bits_of(x), exponent = (bits - 0x3FE6A09E667F3BCD) >> 52;
    double rest = real_of(bits - (int64_t)((uint64_t)exponent << 52)), s = (rest - 1.0) / (rest + 1.0);
    double q = s * s, q2 = q * q;
    double low = (1.0 + q * (1.0 / 3)) + q2 * (1.0 / 5 + q * (1.0 / 7));
    double high = (1.0 / 9 + q * (1.0 / 11)) + q2 * (1.0 / 13 + q * (1.0 / 15));
    return (double)exponent * 0.6931471805599453 + 2.0 * s * (low + (q2 * q2) * high);
}

INLINE double power(double x, double y) { return expd(y * logd(x)); }
INLINE double logistic(double x) { return 1.0 / (1.0 + expd(-x)); }

/* Buffer-stock spending: all of `means` below `floor_`, a share of the rest above. */
INLINE double spend(double means, double floor_, double mpc) {
    return least(means, floor_ + mpc * most(0.0, means - floor_));
}

/* ---- chance: Philox4x32-10, addressed by (seed, purpose, agent, week, index) ---- */

struct words {
    uint32_t w[4];
};

INLINE double uniform(uint32_t word) { return ((double)word + 0.5) * 0x1p-32; }

INLINE struct words words_at(uint64_t seed, uint32_t purpose, uint32_t agent, uint32_t week, uint32_t index) {
    uint32_t c0 = agent, c1 = week, c2 = purpose + 256 * index, c3 = 0, k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53 * c0, p1 = (uint64_t)0xCD9E8D57 * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
    }
    return (struct words){{c0, c1, c2, c3}};
}

/* The same of as many addresses at once as fill a vector, one to each half of 64 bits. Upper halves may hold anything:
   a multiplication reads the lower ones only, so nothing need be masked. */
#if VECTOR_BITS == 512
typedef __m512i vec;
enum { LANES64 = 8 };
#define MUL32 _mm512_mul_epu32
#define HIGH32(v) _mm512_srli_epi64(v, 32)
#define XOR3(a, b, c) _mm512_ternarylogic_epi64(a, b, c, 0x96)
#define ADD64 _mm512_add_epi64
#define ALL64(x) _mm512_set1_epi64((long long)(x))
#define COUNT64 _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0)
#define STORE32(to, v) _mm256_storeu_si256((__m256i *)(to), _mm512_cvtepi64_epi32(v))
#define INDEX64(v) _mm512_slli_epi64(v, 8)
#define LOAD32(from) _mm512_cvtepu32_epi64(_mm256_loadu_si256((const __m256i *)(from)))
#else
typedef __m256i vec;
enum { LANES64 = 4 };
#define MUL32 _mm256_mul_epu32
#define HIGH32(v) _mm256_srli_epi64(v, 32)
#define ADD64 _mm256_add_epi64
#define ALL64(x) _mm256_set1_epi64x((long long)(x))
#define COUNT64 _mm256_set_epi64x(3, 2, 1, 0)
#define INDEX64(v) _mm256_slli_epi64(v, 8)
#define LOAD32(from) _mm256_cvtepu32_epi64(_mm_loadu_si128((const __m128i *)(from)))
#ifdef __AVX512VL__
#define XOR3(a, b, c) _mm256_ternarylogic_epi64(a, b, c, 0x96)
#define STORE32(to, v) _mm_storeu_si128((__m128i *)(to), _mm256_cvtepi64_epi32(v))
#else
#define XOR3(a, b, c) _mm256_xor_si256(_mm256_xor_si256(a, b), c)
#define STORE32(to, v) \
    _mm_storeu_si128((__m128i *)(to), _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(v, LOWER_HALVES)))
#define LOWER_HALVES _mm256_set_epi32(7, 5, 3, 1, 6, 4, 2, 0)
#endif
#endif

/* The rounds of `sets` vectors of addresses (c0, c2; c1 alike, c3 zero), side by side. */
INLINE void philox(int sets, vec c0[], vec week, vec c2[], vec c1[], vec c3[], uint64_t seed) {
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int s = 0; s < sets; s++) {
        c1[s] = week;
        c3[s] = ALL64(0);
    }
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        vec key0 = ALL64(k0), key1 = ALL64(k1);
#pragma GCC unroll 8
        for (int s = 0; s < sets; s++) {
            vec p0 = MUL32(c0[s], ALL64(0xD2511F53)), p1 = MUL32(c2[s], ALL64(0xCD9E8D57));
            c0[s] = XOR3(HIGH32(p1), c1[s], key0);
            c2[s] = XOR3(HIGH32(p0), c3[s], key1);
            c1[s] = p1;
            c3[s] = p0;
        }
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
    }
}

/* Words of agents first .. first + BLOCKS - 1: word k of agent first + b at out[k][b]. */
INLINE void block_words(uint64_t seed, uint32_t purpose, uint32_t first, uint32_t week, uint32_t out[4][BLOCKS]) {
    enum { SETS = 4 };
    for (int b = 0; b < BLOCKS; b += SETS * LANES64) {
        vec c0[SETS], c1[SETS], c2[SETS], c3[SETS];
        for (int s = 0; s < SETS; s++) {
            c0[s] = ADD64(ALL64(first + (uint32_t)(b + s * LANES64)), COUNT64);
            c2[s] = ALL64(purpose);
        }
        philox(SETS, c0, ALL64(week), c2, c1, c3, seed);
        for (int s = 0; s < SETS; s++) {
            STORE32(&out[0][b + s * LANES64], c0[s]);
            STORE32(&out[1][b + s * LANES64], c1[s]);
            STORE32(&out[2][b + s * LANES64], c2[s]);
            STORE32(&out[3][b + s * LANES64], c3[s]);
        }
    }
}

/* ---- vectors of floats ---- */

#if VECTOR_BITS == 512
typedef __m512 vf;
typedef __m512i vi;
enum { LANES = 16 };
#define V(op) _mm512_##op
#define BITS(v) _mm512_castps_si512(v)
#define REALS(v) _mm512_castsi512_ps(v)
#define WORDS(op) _mm512_##op##_si512
INLINE vf entries(const float *table, vi at) { return _mm512_i32gather_ps(at, table, 4); }
INLINE float sum_of(vf v) { return _mm512_reduce_add_ps(v); }
INLINE float largest_of(vf v) { return _mm512_reduce_max_ps(v); }
#else
typedef __m256 vf;
typedef __m256i vi;
enum { LANES = 8 };
#define V(op) _mm256_##op
#define BITS(v) _mm256_castps_si256(v)
#define REALS(v) _mm256_castsi256_ps(v)
#define WORDS(op) _mm256_##op##_si256
/* With a zero to begin from: else a gather waits for whatever its register held before. */
INLINE vf entries(const float *table, vi at) {
    return _mm256_mask_i32gather_ps(_mm256_setzero_ps(), table, at, _mm256_castsi256_ps(_mm256_set1_epi32(-1)), 4);
}
INLINE float sum_of(vf v) {
    __m128 four = _mm256_castps256_ps128(v) + _mm256_extractf128_ps(v, 1), two = four + _mm_movehl_ps(four, four);
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
INLINE float largest_of(vf v) {
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}
#endif

INLINE vf all_of(float x) { return V(set1_ps)(x); }
INLINE vf smaller(vf a, vf b) { return V(min_ps)(a, b); }
INLINE vf larger(vf a, vf b) { return V(max_ps)(a, b); }

/* `power_of_two` of each. */
INLINE vf powers_of_two(vf x) {
    x = smaller(all_of(124.0f), larger(all_of(-115.0f), x));
    vf shifted = x + all_of(0x1.8p23f), r = x - (shifted - all_of(0x1.8p23f));
    vf p = all_of(0.0555071309f) + r * (all_of(0.0096755410f) + r * all_of(0.00132764713f));
    p = all_of(1.0000001192f) + r * (all_of(0.6931469440f) + r * (all_of(0.2402212024f) + r * p));
    return REALS(V(add_epi32)(BITS(p), V(slli_epi32)(BITS(shifted), 23)));
}

/* ---- households ---- */

/* One stretch of BLOCKS households spends and earns (arrays are padded with households that have nothing). */
INLINE void move_cash(
    const uint32_t *restrict row, int shift, const float *restrict table, const float *restrict usual, float *restrict cash,
    float market, float basket, float mpc, float *restrict income, float *restrict left_over
) {
    for (int q = 0; q < BLOCKS; q += LANES) {
        vi place = WORDS(and)(V(srli_epi32)(WORDS(load)((const void *)(row + q)), shift), V(set1_epi32)(TABLE - 1));
        vf factor = entries(table, place);
        vf earned = all_of(market) * V(loadu_ps)(usual + q) * factor, held = V(loadu_ps)(cash + q);
        vf above = larger(all_of(0.0f), held - all_of(basket));
        vf left = held - smaller(held, all_of(basket) + all_of(mpc) * above) + earned;
        V(store_ps)(income + q, earned);
        V(store_ps)(left_over + q, left);
        V(storeu_ps)(cash + q, left);
    }
}

/* Every household spends what last week left it, then earns; income and cash held go to the sums of its group. Two
   households are added in at once: to the one of a hundred sums that belongs to the pair of their groups. */
APART void spend_and_earn(struct now now, const struct county *restrict w) {
    _Alignas(64) uint32_t words[4][BLOCKS];
    _Alignas(64) float income[BLOCKS], left[BLOCKS];
    _Alignas(64) __m256d sums[GROUPS * GROUPS];
    float market = (float)now.market, basket = (float)now.basket, mpc = (float)w->r->mpc;
    double *restrict people = w->people + now.t * PEOPLE * GROUPS, *restrict held = w->county + HELD;
    memset(sums, 0, sizeof sums);
    for (int64_t chunk = 0; chunk * CHUNK < w->number; chunk++) {
        block_words((uint64_t)w->seed, INCOME, (uint32_t)(chunk * BLOCKS), (uint32_t)now.week, words);
        for (int stretch = 0; stretch < 8; stretch++) {
            int64_t first = chunk * CHUNK + stretch * BLOCKS;
            if (first >= w->number) break;
            move_cash(
                words[stretch >> 1], stretch & 1 ? 20 : 4, w->factors, w->income + first, w->cash + first,
                market, basket, mpc, income, left
            );
            const uint16_t *restrict pair = w->pair + first / 2;
#pragma GCC unroll 4
            for (int q = 0; q < BLOCKS; q += 4) {
                __m256d i = _mm256_cvtps_pd(_mm_load_ps(income + q)), l = _mm256_cvtps_pd(_mm_load_ps(left + q));
                __m256d *even = (__m256d *)((char *)sums + pair[q / 2]), *odd = (__m256d *)((char *)sums + pair[q / 2 + 1]);
                *even += _mm256_unpacklo_pd(i, l);
                *odd += _mm256_unpackhi_pd(i, l);
            }
        }
    }
    for (int g = 0; g < GROUPS; g++) {
        double earned = 0.0, left_over = 0.0;
        for (int other = 0; other < GROUPS; other++) {
            __m256d ahead = sums[g * GROUPS + other], behind = sums[other * GROUPS + g];
            earned += ahead[0] + behind[2];
            left_over += ahead[1] + behind[3];
        }
        people[EARNED * GROUPS + g] += earned;
        people[SPENT * GROUPS + g] += held[g] + earned - left_over;
        held[g] = left_over;
    }
}

INLINE int64_t beat_size(int64_t i, const struct county *restrict w) {
    int64_t left = w->number - i * w->members;
    return w->members < left ? w->members : left;
}

/* Close what is promised to household `h`, moving its goodwill by `change`, and what is summed of it. */
INLINE void end_promises(int64_t h, double change, const struct county *restrict w) {
    double before = w->goodwill[h];
    w->goodwill[h] = (float)least(1.0, most(-1.0, before + change));
    w->loan[h] = 0.0f;
    w->owed[h] = 0;
    double moved = (double)w->goodwill[h] - before;
    w->county[GOODWILL] += moved;
    w->standing[h / w->members] += moved;
}

/* What household `h` was promised falls due: kept or broken. */
INLINE void promise_due(int64_t h, struct words u, struct now now, const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    int64_t i = h / w->members;
    double lent = w->loan[h], change = 0.0;
    if (w->owed[h] & LOAN) {
        if (uniform(u.w[1]) < r->loan_repaid && w->officer_cash[i] >= lent) {
            w->officer_cash[i] -= lent;
            double before = w->cash[h];
            w->cash[h] += (float)lent;
            w->county[HELD + w->group[h]] += (double)w->cash[h] - before;
            w->flows[now.t * FLOWS + REPAID] += lent;
            change += r->goodwill_kept;
        } else {
            change -= r->goodwill_broken;
        }
    }
    if (w->owed[h] & FAVOUR) change += uniform(u.w[2]) < now.trade ? r->goodwill_kept : -r->goodwill_broken;
    end_promises(h, change, w);
}

/* A successor: a record of his own, no cash, no entitlement, the county's view of the beat; old promises lapse. */
INLINE void replace_officer(int64_t i, struct now now, const struct county *restrict w) {
    struct words u = words_at((uint64_t)w->seed, RECRUIT, (uint32_t)i, (uint32_t)now.week, 1);
    w->performance[i] = 2.0 * (uniform(u.w[0]) + uniform(u.w[1]) + uniform(u.w[2]) - 1.5);
    w->flows[now.t * FLOWS + OFFICER_SPENDING] += w->officer_cash[i];
    w->officer_cash[i] = 0.0;
    w->entitlement[i] = 0.0;
    int64_t first = i * w->members, beyond = first + beat_size(i, w);
    for (int64_t h = first; h < beyond; h++) {
        w->learned[h] = 0.0f;
        if (w->owed[h]) end_promises(h, -w->r->goodwill_broken, w);
    }
}

/* ---- oversight, protection, the week's report ---- */

INLINE double dismissal_chance(double performance, const struct rules *restrict r) {
    return logistic(r->dismissal_slope * (r->dismissal_bar - performance));
}

/* Every officer's fear, chance of dismissal if charged, and expected loss from a client. */
INLINE void fears(struct now now, const struct county *restrict w) {
    const struct rules *restrict r = w->r;
    double colleagues = w->county[DISMISSED] / (double)w->posts;
    for (int64_t i = 0; i < w->posts; i++) {
        double fear = w->fear[i], speed = now.crackdown > fear ? r->fear_up : r->fear_down;
        fear = least(1.0, fear + speed * (now.crackdown - fear) + r->fear_bump * colleagues * (1.0 - fear));
        double dismissal = dismissal_chance(w->performance[i], r);
        w->fear[i] = fear;
        w->dismissal[i] = dismissal;
        w->exposure[i] = fear * r->charge_protection * dismissal * (most(0.0, w->post_value[i]) + r->penalty);
    }
}

/* The week's means over officers and households, once everything has happened. */
INLINE void report(struct now now, const struct county *restrict w) {
    int64_t t = now.t, number = w->number, size = w->posts;
    int32_t *restrict counts = w->counts + t * COUNTS;
    double *restrict posts = w->post_means + t * POSTS, *restrict views = w->views + t * VIEWS;
    memcpy(w->people + (t * PEOPLE + CASH) * GROUPS, w->county + HELD, GROUPS * sizeof(double));
    counts[DISMISSALS] = (int32_t)w->county[DISMISSED];
    posts[ERROR] *= (double)size / (counts[VISITS] > 1 ? counts[VISITS] : 1);
    for (int64_t i = 0; i < size; i++) {
        posts[OFFICER_CASH] += w->officer_cash[i];
        posts[FEAR] += w->fear[i];
        posts[VALUE] += w->post_value[i];
        posts[ENTITLED] += w->entitlement[i];
    }
    for (int k = 0; k < POSTS; k++) posts[k] /= (double)size;
    for (int k = 0; k < 3; k++) views[k] = w->county[GOODWILL + k] / (double)number;
    int32_t demands = 0;
    for (int k = 0; k < 3 * w->amounts; k++) demands += w->demands[t * 3 * w->amounts + k];
    views[SURPRISE] /= demands > 1 ? demands : 1;
}

/* Expected contacts a week on a beat of `members` households when a contact is worth `worth` CNY. */
INLINE double contact_pace(double worth, double contacts, double members, const struct rules *restrict r) {
    double response = power(least(4.0, most(0.1, worth * (1.0 / r->contact_worth))), r->contact_response);
    return least(MOST_PACE, least(MOST_CONTACTS, r->contact_rate * contacts * response) * members * 0.01);
}

/* ---- what enters menus and answers alike ---- */

/* Log of what a household with this log cash can be brought to hand over (CNY), in one manner. */
INLINE double reach_of(double log_cash, double log_phi, double shield, const struct rules *restrict r) {
    double held = r->log_reach_cash;
    return least(LOG_HAND_SHARE + log_cash, log_phi + held + r->reach_elasticity * (log_cash - held) + shield);
}

/* Slope of refusal in strain for a request with (expected) promises: the more demanding promise sets it. */
INLINE double request_slope(double loan, double favour, const struct rules *restrict r) {
    double with_loan = r->strain_request + loan * (r->strain_loan - r->strain_request);
    return most(with_loan, r->strain_request + favour * (r->strain_favour - r->strain_request));
}

/* Between which two rows of the table this log reach falls (`place` and the next), and how far towards the second. Below the
   table a row falls as the reach does: `fade`. */
INLINE float between_rows(double reach, const struct county *restrict w, int64_t *restrict place, float *restrict fade) {
    double at = least(w->table_last, most(0.0, (reach - w->table_first) * w->table_per_log));
    *place = (int64_t)at;
    *fade = reach < w->table_first ? (float)expd(reach - w->table_first) : 1.0f;
    return (float)(at - (double)*place);
}
