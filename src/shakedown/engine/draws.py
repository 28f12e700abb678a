"""Chance with an address: every draw is a pure function of (seed, purpose, agent, week, index).

The generator is Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): key = the seed's two
halves, counter = (agent, week, purpose + 256 index, 0). One address gives four 32-bit words. No state, no order.
"""

import numpy as np
import numpy.typing as npt

from shakedown.engine.compiled import compiled, inlined

# Purposes. A new kind of chance takes a new number; numbers are never reused.
INCOME, OFFICER, CANDIDATES, CANDIDATES_MORE, CHOICE, ANSWER, FRAMING, PROMISE = 1, 2, 3, 4, 5, 6, 7, 8
PERSON, CHARACTER, TRADE, RECRUIT, CANDIDATES_LAST = 10, 11, 12, 13, 14

_MASK = np.uint64(0xFFFFFFFF)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_SHIFT = np.uint64(32)


@inlined
def _round(c0, c1, c2, c3, k0, k1):
    p0 = _M0 * c0
    p1 = _M1 * c2
    return (p1 >> _SHIFT) ^ c1 ^ k0, p1 & _MASK, (p0 >> _SHIFT) ^ c3 ^ k1, p0 & _MASK


@compiled
def philox(c0, c1, c2, c3, k0, k1):
    """Four 32-bit words (as uint64) of Philox4x32-10."""
    for _ in range(10):
        c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
        k0 = (k0 + _W0) & _MASK
        k1 = (k1 + _W1) & _MASK
    return c0, c1, c2, c3


@compiled
def words(seed, purpose, agent, week, index):
    """The four 32-bit words at one address."""
    key = np.uint64(seed)
    return philox(
        np.uint64(agent), np.uint64(week), np.uint64(purpose + 256 * index), np.uint64(0), key & _MASK, key >> _SHIFT
    )


@compiled
def chances(seed, purpose, agent, week, index):
    """Four uniforms strictly inside (0, 1) at one address."""
    a, b, c, d = words(seed, purpose, agent, week, index)
    return (a + 0.5) * 2.0**-32, (b + 0.5) * 2.0**-32, (c + 0.5) * 2.0**-32, (d + 0.5) * 2.0**-32


@compiled
def fill(seed: int, purpose: int, week: int, out: npt.NDArray[np.float64]) -> None:
    """Four uniforms for each agent 0 .. n-1 into `out` (n, 4)."""
    for agent in range(out.shape[0]):
        out[agent, 0], out[agent, 1], out[agent, 2], out[agent, 3] = chances(seed, purpose, agent, week, 0)
