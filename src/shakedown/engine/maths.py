"""exp, log and the logistic as branchless polynomials: loops over the menu become vector code, in single precision there.

In double precision they are summed in halves (Estrin's scheme), so that fewer steps wait for the one before.
"""

import numpy as np

from shakedown.engine.compiled import inlined

_LOG2E, _LN2_HIGH, _LN2_LOW = 1.4426950408889634, 0.693145751953125, 1.4286068203094173e-06
_TERMS = tuple(np.float32(1 / k) for k in (1, 2, 6, 24, 120, 720))
_C1, _C2, _C3, _C4, _C5, _C6 = _TERMS
_ONE, _HALF, _MOST, _LEAST = np.float32(1), np.float32(0.5), np.float32(86), np.float32(-80)
_LOG2E_32, _HIGH_32, _LOW_32 = np.float32(_LOG2E), np.float32(_LN2_HIGH), np.float32(_LN2_LOW)
_LN2, _SQRT_HALF = 0.6931471805599453, 0x3FE6A09E667F3BCD
_BIAS, _MANTISSA = np.int32(127), np.int32(23)


@inlined
def exp(x):
    """e^x in double precision to 1e-9 relative for |x| <= 600; beyond, the value at the bound (never inf, never 0)."""
    x = min(600.0, max(-600.0, x))
    n = np.floor(x * _LOG2E + 0.5)
    r = (x - n * _LN2_HIGH) - n * _LN2_LOW
    r2 = r * r
    low = (1.0 + r) + r2 * (0.5 + r * (1 / 6))
    high = (1 / 24 + r * (1 / 120)) + r2 * ((1 / 720 + r * (1 / 5040)) + r2 * (1 / 40320))
    p = low + (r2 * r2) * high
    return p * np.int64((np.int64(n) + 1023) << 52).view(np.float64)


@inlined
def exp32(x):
    """e^x of a float32, to 3e-7 relative for -80 <= x <= 86; beyond, the value at the bound.

    The lower bound leaves room to multiply what comes out: numbers below 1e-38 take a processor a hundred times as long.
    """
    x = min(_MOST, max(_LEAST, x))
    n = np.floor(x * _LOG2E_32 + _HALF)
    r = (x - n * _HIGH_32) - n * _LOW_32
    p = _ONE + r * (_C1 + r * (_C2 + r * (_C3 + r * (_C4 + r * (_C5 + r * _C6)))))
    return p * np.int32((np.int32(n) + _BIAS) << _MANTISSA).view(np.float32)


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


@inlined
def logistic32(x):
    """1 / (1 + e^-x) of a float32."""
    return _ONE / (_ONE + exp32(-x))
