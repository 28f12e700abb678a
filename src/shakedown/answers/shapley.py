"""How much of a change each cause makes, when causes may work through one another: exact Shapley values."""

from math import factorial

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]


def shapley(corners: F64) -> F64:
    """The Shapley value of each cause (..., cause) of a value in every corner (..., corner).

    Bit k of a corner's number says that cause k took its path. A cause's value is what it adds to those that came before
    it, averaged over every order in which they might come. The values add to the last corner less the first; a cause that
    adds exactly nothing to any of them gets exactly 0. Raises `ValueError` if the corners are not 2, 4, 8, ... of them.
    """
    number = corners.shape[-1].bit_length() - 1
    if corners.shape[-1] != 1 << number:
        raise ValueError(f"{corners.shape[-1]} corners: not a power of 2")
    parts = [_of(k, corners, number) for k in range(number)]
    return np.stack(parts, axis=-1) if parts else np.zeros((*corners.shape[:-1], 0))


def _of(cause: int, corners: F64, number: int) -> F64:
    before = np.array([c for c in range(1 << number) if not c >> cause & 1])
    come = np.array([int(c).bit_count() for c in before])
    orders = np.array([factorial(n) * factorial(number - 1 - n) for n in come]) / factorial(number)
    added = corners[..., before | 1 << cause] - corners[..., before]
    return np.asarray((added * orders).sum(axis=-1))
