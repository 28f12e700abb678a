"""A fit made small enough to be shipped: fewer rows, each standing for those left out, and no row lost that others point to."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.fit.corners import OF_PRIOR
from shakedown.fit.posterior import Posterior
from shakedown.fit.weigh import weigh

EVEN = 0.25
"""Part of the chances of being kept that is alike for all rows, so that the prior is still told."""
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


def thin(post: Posterior, number: int) -> Posterior:
    """About `number` rows of the draws, weighted so that every mean over all rows is met on average.

    The first of them are the prior's.

    Rows picked for corners and futures stay and count for themselves; of the others some are drawn, by systematic sampling,
    and count for 1/chance each. A quarter of the chances is even, the rest in proportion to the most that a row weighs as
    things are said, with any one statement left out, or with the reporter's causes believed: so those can be asked of the
    few rows, too. Replicas, pairs, corners and futures stay as they are. The Monte Carlo error grows; `checks` are those of
    the thinned rows.
    """
    mass = _most_mass(post)
    corners, of_prior = post.corners["row"].to_numpy(), post.corners["of"].to_numpy() == OF_PRIOR
    picked = np.union1d(corners[~of_prior], post.futures["row"].to_numpy())
    from_prior = np.unique(corners[of_prior])
    rows, keep = _sample(mass, np.union1d(picked, from_prior), number, post.seed)
    draws, base = post.draws.isel(row=rows), post.base[rows] + keep
    first = rows < post.prior.sizes["row"]
    prior = post.prior.isel(row=rows[first])
    prior = prior.assign(log_keep=("row", prior["log_keep"].to_numpy() + keep[first]))
    found = weigh(post.case, draws, post.wording, post.scores.statements, base)
    place = np.searchsorted(rows, corners)
    return replace(
        post,
        _raw={},
        draws=draws,
        base=base,
        log_weight=found.joint,
        prior=prior,
        corners=post.corners.assign(row=(("dating", "draw"), place)),
        futures=post.futures.assign(row=("draw", np.searchsorted(rows, post.futures["row"].to_numpy()))),
        scores=found.scores,
        checks={
            **post.checks,
            **found.checks(),
            "thinned_from": post.draws.sizes["row"],
            "ess_of_all": post.checks["ess"],
        },
    )


def _most_mass(post: Posterior) -> F64:
    """The most that each row (all datings together) weighs under the posterior and those that may be asked for instead."""
    others = [post.without([s.id]) for s in post.scores.statements] if len(post.scores.statements) > 1 else []
    causes = [s for s in post.case.statements if s.use == "cause" and s not in post.scores.statements]
    if causes:
        others.append(post.reweighed([*post.scores.statements, *causes]))
    return np.asarray(np.max([asked.weights().sum(axis=0) for asked in (post, *others)], axis=0))


def first_rows(draws: xr.Dataset, log_keep: xr.DataArray) -> xr.Dataset:
    """The prior's rows: the first of the draws, as many as there are in `log_keep`."""
    return draws.isel(row=slice(log_keep.sizes["row"])).assign(log_keep=log_keep)


def _sample(mass: F64, certain: I64, number: int, seed: int) -> tuple[I64, F64]:
    """(rows in order, log of what each stands for)."""
    others = np.setdiff1d(np.arange(mass.size), certain)
    wanted = min(max(1, number - certain.size), others.size)
    share = EVEN / others.size + (1 - EVEN) * mass[others] / max(mass[others].sum(), 1e-300)
    chance = _inclusion(share, wanted)
    start = np.random.default_rng([seed, 7]).random()
    order = np.random.default_rng([seed, 8]).permutation(others.size)
    passed = np.floor(np.cumsum(chance[order]) + start)
    hit = order[np.diff(passed, prepend=np.floor(start)) > 0]
    rows = np.concatenate([certain, others[hit]])
    keep = np.concatenate([np.zeros(certain.size), -np.log(chance[hit])])
    at = np.argsort(rows)
    return rows[at], keep[at]


def _inclusion(share: F64, number: int) -> F64:
    """Chances of being drawn, in proportion to `share` where that is below 1, adding to `number`."""
    chance = np.minimum(1.0, number * share)
    for _ in range(50):
        free = chance < 1
        left = number - np.count_nonzero(~free)
        if not free.any() or abs(chance.sum() - number) < 1e-9:
            break
        chance[free] = np.minimum(1.0, share[free] * left / share[free].sum())
    return np.asarray(chance)
