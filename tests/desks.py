"""What stands on the engine's desk, by manner and amount."""

from typing import Any

import numpy as np
import numpy.typing as npt

from shakedown.engine.layout import NONE, TOTAL, WEIGHT, WIDTH, Menu


def row(desk: npt.NDArray[np.float32], begins: int, menu: Menu) -> npt.NDArray[np.float64]:
    """One number per (manner, amount), the padding left out."""
    three = desk[begins : begins + 3 * WIDTH].reshape(3, WIDTH)
    return np.asarray(three[:, : menu.amounts.size], dtype=float)


def set_row(desk: npt.NDArray[np.float32], begins: int, values: Any) -> None:
    """Fill the whole of a row, padding and all."""
    desk[begins : begins + 3 * WIDTH] = values


def chances(desk: npt.NDArray[np.float32], menu: Menu) -> npt.NDArray[np.float64]:
    """The chance of each (manner, amount)."""
    return row(desk, WEIGHT, menu) / float(desk[TOTAL : NONE + 1].sum(dtype=float))
