"""What demands look like now: how they split over manners and round amounts. Shares of demands, never what they bring."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.answers.ranges import weighted_mean
from shakedown.evidence.measures import COERCIVE
from shakedown.fit.posterior import TENTHS, Posterior, weighted_quantiles

F64 = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Demands of one amount in one manner ("threat or order", "request") as a share of all demands: mean over the fitted
    societies, and the range that holds 80 of 100 of them, the noise of one sample of households included."""

    amount: float
    coercive: bool
    share: float
    low: float
    high: float
    basis: str = "fitted"


def demands_now(post: Posterior) -> tuple[Cell, ...]:
    """Every amount of the case's menu in both manners, for the window `now`, all datings by their weight."""
    demands = post.draws.sel(window="now").demands.sum("service")
    return cells_of(demands, post.weights().sum(axis=0))


def cells_of(demands: xr.DataArray, weights: F64, basis: str = "fitted") -> tuple[Cell, ...]:
    """The same of counts of demands (row, manner, amount), each row counting as its weight; rows without any count nothing."""
    total = demands.sum(["manner", "amount"]).to_numpy().astype(float)
    coercive = demands.sel(manner=list(COERCIVE)).sum("manner").transpose("row", "amount").to_numpy()
    request = demands.sel(manner="request").transpose("row", "amount").to_numpy()
    known = total > 0
    return tuple(
        _cell(float(amount), hard, counts[known, k] / total[known], weights[known], basis)
        for hard, counts in ((False, request), (True, coercive))
        for k, amount in enumerate(demands.amount.to_numpy())
    )


def _cell(amount: float, coercive: bool, shares: F64, weights: F64, basis: str) -> Cell:
    low, _, high = weighted_quantiles(shares, weights, TENTHS)
    mean = weighted_mean(shares, weights) if weights.size else float("nan")
    return Cell(amount=amount, coercive=coercive, share=mean, low=float(low), high=float(high), basis=basis)
