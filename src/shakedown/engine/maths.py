"""exp and the logistic as branchless polynomials: loops over the menu become vector code, in single precision there."""

import numpy as np

from shakedown.engine.compiled import inlined

_LOG2E, _LN2_HIGH, _LN2_LOW = 1.4426950408889634, 0.693145751953125, 1.4286068203094173e-06
_TERMS = tuple(np.float32(1 / k) for k in (1, 2, 6, 24, 120, 720))
_C1, _C2, _C3, _C4, _C5, _C6 = _TERMS
_ONE, _HALF, _BOUND = np.float32(1), np.float32(0.5), np.float32(86)
_LOG2E_32, _HIGH_32, _LOW_32 = np.float32(_LOG2E), np.float32(_LN2_HIGH), np.float32(_LN2_LOW)
_BIAS, _MANTISSA = np.int32(127), np.int32(23)


@inlined
def exp(x):
    """e^x in double precision to 1e-9 relative for |x| <= 600; beyond, the value at the bound (never inf, never 0)."""
    x = min(600.0, max(-600.0, x))
    n = np.floor(x * _LOG2E + 0.5)
    r = (x - n * _LN2_HIGH) - n * _LN2_LOW
    p = 1.0 + r * (
        1.0 + r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040 + r / 40320))))))
    )
    return p * np.int64((np.int64(n) + 1023) << 52).view(np.float64)


@inlined
def exp32(x):
    """e^x of a float32, to 3e-7 relative for |x| <= 86; beyond, the value at the bound."""
    x = min(_BOUND, max(-_BOUND, x))
    n = np.floor(x * _LOG2E_32 + _HALF)
    r = (x - n * _HIGH_32) - n * _LOW_32
    p = _ONE + r * (_C1 + r * (_C2 + r * (_C3 + r * (_C4 + r * (_C5 + r * _C6)))))
    return p * np.int32((np.int32(n) + _BIAS) << _MANTISSA).view(np.float32)


@inlined
def logistic(x):
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


@inlined
def logistic32(x):
    """1 / (1 + e^-x) of a float32."""
    return _ONE / (_ONE + exp32(-x))
