"""exp, log and powers of two as branchless polynomials: loops over the menu become vector code, in single precision there.

In double precision they are summed in halves (Estrin's scheme), so that fewer steps wait for the one before.
"""

import numpy as np

from shakedown.engine.compiled import inlined

LOG2_E, _LN2_HIGH, _LN2_LOW = 1.4426950408889634, 0.693145751953125, 1.4286068203094173e-06
_MINIMAX = (1.0000001192, 0.6931469440, 0.2402212024, 0.0555071309, 0.0096755410, 0.00132764713)
_C0, _C1, _C2, _C3, _C4, _C5 = (np.float32(c) for c in _MINIMAX)
_MOST, _LEAST, _ROUND = np.float32(124), np.float32(-115), np.float32(1.5 * 2**23)
_LN2, _SQRT_HALF = 0.6931471805599453, 0x3FE6A09E667F3BCD
_MANTISSA = np.int32(23)


@inlined
def exp(x):
    """e^x in double precision to 1e-9 relative for |x| <= 600; beyond, the value at the bound (never inf, never 0)."""
    x = min(600.0, max(-600.0, x))
    n = np.floor(x * LOG2_E + 0.5)
    r = (x - n * _LN2_HIGH) - n * _LN2_LOW
    r2 = r * r
    low = (1.0 + r) + r2 * (0.5 + r * (1 / 6))
    high = (1 / 24 + r * (1 / 120)) + r2 * ((1 / 720 + r * (1 / 5040)) + r2 * (1 / 40320))
    p = low + (r2 * r2) * high
    return p * np.int64((np.int64(n) + 1023) << 52).view(np.float64)


@inlined
def power_of_two(x):
    """2^x of a float32, to 3e-7 relative for -115 <= x <= 124; beyond, the value at the bound.

    What is left of x after its nearest whole number is exact, so that this takes a third less than e^x: whoever needs that
    folds log2(e) into a factor of x. The lower bound leaves room to multiply what comes out: numbers below 1e-38 take a
    processor a hundred times as long.
    """
    x = min(_MOST, max(_LEAST, x))
    shifted = x + _ROUND  # its last bits are now the nearest whole number
    r = x - (shifted - _ROUND)
    p = _C0 + r * (_C1 + r * (_C2 + r * (_C3 + r * (_C4 + r * _C5))))
    doublings = np.float32(shifted).view(np.int32) << _MANTISSA
    return np.int32(np.float32(p).view(np.int32) + doublings).view(np.float32)


@inlined
def log(x):
    """Natural logarithm of a normal positive double, to 1e-12 absolute."""
    bits = np.float64(x).view(np.int64)
    exponent = (bits - _SQRT_HALF) >> 52  # so that the rest lies between sqrt(1/2) and sqrt(2)
    rest = np.int64(bits - (exponent << 52)).view(np.float64)
    s = (rest - 1.0) / (rest + 1.0)
    q = s * s
    q2 = q * q
    low = (1.0 + q * (1 / 3)) + q2 * (1 / 5 + q * (1 / 7))
    high = (1 / 9 + q * (1 / 11)) + q2 * (1 / 13 + q * (1 / 15))
    p = low + (q2 * q2) * high
    return exponent * _LN2 + 2.0 * s * p


@inlined
def power(x, y):
    """x^y for a positive x."""
    return exp(y * log(x))


@inlined
def logistic(x):
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))
