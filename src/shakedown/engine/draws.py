"""Chance with an address: every draw is a pure function of (seed, purpose, agent, week, index).

The generator is Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): key = the seed's two
halves, counter = (agent, week, purpose + 256 index, 0). One address gives four 32-bit words. No state, no order.
"""

import numpy as np
import numpy.typing as npt

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.layout import BLOCKS, VISIT

# Purposes. A new kind of chance takes a new number; numbers are never reused.
INCOME, OFFICER, CANDIDATES, CANDIDATES_MORE, CHOICE, ANSWER, FRAMING, PROMISE = 1, 2, 3, 4, 5, 6, 7, 8
PERSON, CHARACTER, TRADE, RECRUIT, CANDIDATES_LAST, SEARCH, PAYDAY = 10, 11, 12, 13, 14, 15, 16

VISIT_PURPOSES = (CHOICE, FRAMING, ANSWER, CANDIDATES, CANDIDATES_MORE, CANDIDATES_LAST)
"""What a contact may draw, in the order in which the draws stand beside each other."""
_VISIT = np.array([*VISIT_PURPOSES, 0, 0], np.uint64)
OF_CHOICE, OF_FRAMING, OF_ANSWER, OF_CANDIDATES = 0, 1, 2, 3

_MASK, _NOTHING = np.uint64(0xFFFFFFFF), np.uint64(0)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_2W0, _4W0, _6W0, _8W0 = (np.uint64(n * 0x9E3779B9 & 0xFFFFFFFF) for n in (2, 4, 6, 8))
_2W1, _4W1, _6W1, _8W1 = (np.uint64(n * 0xBB67AE85 & 0xFFFFFFFF) for n in (2, 4, 6, 8))
_SHIFT = np.uint64(32)
_INDEX = 256


@inlined
def _round(c0, c1, c2, c3, k0, k1):
    p0 = _M0 * c0
    p1 = _M1 * c2
    return (p1 >> _SHIFT) ^ c1 ^ k0, p1 & _MASK, (p0 >> _SHIFT) ^ c3 ^ k1, p0 & _MASK


@inlined
def _two_rounds(c0, c1, c2, c3, k0, k1):
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    return _round(c0, c1, c2, c3, (k0 + _W0) & _MASK, (k1 + _W1) & _MASK)


@inlined
def philox(c0, c1, c2, c3, k0, k1):
    """Four 32-bit words (as uint64) of Philox4x32-10. Written out without a loop, so that loops over it become vectors."""
    c0, c1, c2, c3 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3 = _two_rounds(c0, c1, c2, c3, (k0 + _2W0) & _MASK, (k1 + _2W1) & _MASK)
    c0, c1, c2, c3 = _two_rounds(c0, c1, c2, c3, (k0 + _4W0) & _MASK, (k1 + _4W1) & _MASK)
    c0, c1, c2, c3 = _two_rounds(c0, c1, c2, c3, (k0 + _6W0) & _MASK, (k1 + _6W1) & _MASK)
    return _two_rounds(c0, c1, c2, c3, (k0 + _8W0) & _MASK, (k1 + _8W1) & _MASK)


@inlined
def words(seed, purpose, agent, week, index):
    """The four 32-bit words at one address."""
    key = np.uint64(seed)
    return philox(
        np.uint64(agent), np.uint64(week), np.uint64(purpose + _INDEX * index), np.uint64(0), key & _MASK, key >> _SHIFT
    )


@inlined
def chances(seed, purpose, agent, week, index):
    """Four uniforms strictly inside (0, 1) at one address."""
    a, b, c, d = words(seed, purpose, agent, week, index)
    return (a + 0.5) * 2.0**-32, (b + 0.5) * 2.0**-32, (c + 0.5) * 2.0**-32, (d + 0.5) * 2.0**-32


@inlined
def uniform(word):
    """A 32-bit word as a number strictly inside (0, 1)."""
    return (np.float64(word) + 0.5) * 2.0**-32


@inlined
def block_words(seed, purpose, first, week, out):
    """The words of agents first .. first + BLOCKS - 1 at index 0, word k of agent first + b at out[k x BLOCKS + b]."""
    key, key_high = np.uint64(seed) & _MASK, np.uint64(seed) >> _SHIFT
    for b in range(BLOCKS):
        c0, c1, c2, c3 = philox(np.uint64(first + b), np.uint64(week), np.uint64(purpose), _NOTHING, key, key_high)
        out[b] = np.uint32(c0)
        out[BLOCKS + b] = np.uint32(c1)
        out[2 * BLOCKS + b] = np.uint32(c2)
        out[3 * BLOCKS + b] = np.uint32(c3)


@inlined
def visit_words(seed, agent, week, index, out):
    """All words of one contact, word k of the VISIT_PURPOSES' place b at out[k x VISIT + b]."""
    key, key_high = np.uint64(seed) & _MASK, np.uint64(seed) >> _SHIFT
    more = np.uint64(_INDEX * index)
    for b in range(VISIT):
        c0, c1, c2, c3 = philox(np.uint64(agent), np.uint64(week), _VISIT[b] + more, _NOTHING, key, key_high)
        out[b] = np.uint32(c0)
        out[VISIT + b] = np.uint32(c1)
        out[2 * VISIT + b] = np.uint32(c2)
        out[3 * VISIT + b] = np.uint32(c3)


@inlined
def visit_chances(purpose, out):
    """The four uniforms of one purpose (its place among VISIT_PURPOSES) of a contact."""
    return (
        uniform(out[purpose]),
        uniform(out[VISIT + purpose]),
        uniform(out[2 * VISIT + purpose]),
        uniform(out[3 * VISIT + purpose]),
    )


@compiled
def fill(seed: int, purpose: int, week: int, out: npt.NDArray[np.float64], first: int = 0) -> None:
    """Four uniforms for each agent first .. first + n - 1 into `out` (n, 4)."""
    for n in range(out.shape[0]):
        out[n, 0], out[n, 1], out[n, 2], out[n, 3] = chances(seed, purpose, first + n, week, 0)
