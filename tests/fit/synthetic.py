"""Windows of runs made by hand: no society, only counts and values that a test can reckon with."""

import numpy as np
import xarray as xr
from scipy.special import logsumexp

from shakedown.evidence.measures import FRAMINGS
from shakedown.evidence.statements import Statement
from shakedown.fit.corners import OF_POSTERIOR, OF_PRIOR
from shakedown.fit.likelihood import Scores
from shakedown.fit.posterior import Posterior
from shakedown.fit.weigh import log_weights
from shakedown.fit.wording import Wording

WINDOWS = ("now", "before_2020", "closed_border", "recent")
MENU = (100.0, 300.0, 600.0)


def windows(rows=2, **values):
    """Runs without any demand; `values` are variables by name, each (window, row) or broadcast to it."""
    shape = (len(WINDOWS), rows)
    held = xr.Dataset(
        {
            "demands": (("window", "row", "service", "manner", "amount"), np.zeros((*shape, 1, 3, len(MENU)))),
            "framings": (("window", "row", "service", "framing"), np.zeros((*shape, 1, len(FRAMINGS)))),
            "sets": (("window", "row", "set", "amount"), np.zeros((*shape, 16, len(MENU)))),
        },
        coords={
            "window": list(WINDOWS),
            "manner": ["threat", "order", "request"],
            "amount": list(MENU),
            "framing": list(FRAMINGS),
        },
    )
    return held.assign({n: (("window", "row"), np.broadcast_to(v, shape).astype(float)) for n, v in values.items()})


def demanded(runs, window, row, manner, amount, number):
    """The same runs with so many demands more in one cell; `row` may be a slice of rows."""
    demands = runs.demands.copy(deep=True)
    demands.loc[{"window": window, "manner": manner, "amount": amount}][{"row": row}] += number
    return runs.assign(demands=demands)


def says(value, kind="interval", measure="market", window="now", **others):
    """A statement; by one writer unless said otherwise."""
    about = {"id": f"{measure}-{window}-{kind}", "records": ("X1",), "writer": "one", "voice": "reported", **others}
    return Statement(measure=measure, window=window, kind=kind, value=value, **about)


def replicas(draws=8, seeds=4, **values):
    """Some draws under several seeds each: variables (window, draw, seed)."""
    stacked = windows(draws * seeds, **{n: np.reshape(v, (len(WINDOWS), -1)) for n, v in values.items()})
    at = {"draw": ("row", np.repeat(np.arange(draws), seeds)), "seed": ("row", np.tile(np.arange(seeds), draws))}
    return stacked.assign_coords(at).set_index(row=("draw", "seed")).unstack("row")


def corners(case, rows, from_prior=()):
    """Corners in which nothing was demanded: the same `rows` of the draws, then some of the prior, under every dating."""
    picked = len(rows) + len(from_prior)
    of = np.repeat([OF_POSTERIOR, OF_PRIOR], [len(rows), len(from_prior)])
    shape = (len(case.pasts), picked)
    return xr.Dataset(
        {
            "demands": (
                ("dating", "draw", "corner", "manner", "amount"),
                np.zeros((*shape, 1 << len(case.causes), 3, 3)),
            ),
            "row": (("dating", "draw"), np.broadcast_to([*rows, *from_prior], shape).astype(np.int64)),
            "of": (("dating", "draw"), np.broadcast_to(of, shape)),
            "log_weight": (("dating", "draw"), np.zeros(shape)),
        },
        coords={"dating": [p.name for p in case.pasts], "amount": list(MENU)},
    )


def futures(case, rows, dating=0):
    """Futures in which nothing was demanded, of some rows under one dating."""
    return xr.Dataset(
        {
            "demands": (("draw", "scenario", "step"), np.zeros((len(rows), len(case.scenarios), 2))),
            "row": ("draw", np.asarray(rows, np.int64)),
            "dating": ("draw", np.full(len(rows), dating)),
            "log_weight": ("draw", np.zeros(len(rows))),
        },
        coords={"scenario": list(case.scenarios)},
    )


def posterior(
    case, draws, *, log_weight=None, prior=None, noise=None, switched=None, statements=(), logs=None, kinds=0, base=None,
    picked=(0,), from_prior=(0,),
):  # fmt: skip
    """A posterior of these draws, equally weighted and without run noise unless said otherwise, taken for one that suffices.

    `logs` (row, dating, statement) are log chances of the statements, and weigh the draws where no `log_weight` is given;
    `kinds` is the explanation of each row by its place, the first unless said otherwise; `picked` rows have corners and
    futures, `from_prior` corners only.
    """
    datings, rows = tuple(p.name for p in case.pasts), draws.sizes["row"]
    silent = {n: np.zeros((len(WINDOWS), 8, 4)) for n in draws.data_vars if draws[n].dims == ("window", "row")}
    logs = np.zeros((rows, len(datings), len(statements))) if logs is None else np.asarray(logs, dtype=float)
    scores = Scores(logs[None, ..., None], tuple(statements), datings, np.ones(1))
    base = np.zeros(rows) if base is None else np.asarray(base, dtype=float)
    weight = log_weights(case, scores, base) if log_weight is None else np.asarray(log_weight, dtype=float)
    held, before = marked(draws, kinds), marked(draws if prior is None else prior, 0 if prior is not None else kinds)
    return Posterior(
        case=case,
        wording=Wording().all_told(),
        seed=1,
        believe_causes=False,
        draws=held,
        base=base,
        log_weight=weight - logsumexp(weight),
        prior=before.assign(log_keep=("row", np.zeros(before.sizes["row"]))),
        replicas=replicas(**silent) if noise is None else noise,
        switched=switched or {},
        corners=corners(case, picked, from_prior),
        futures=futures(case, picked),
        scores=scores,
        log_evidence={},
        checks={"ess": 500.0, "pareto_k": 0.1, "ess_by_dating": dict.fromkeys(datings, 400.0)},
    )


def marked(runs, kinds):
    """Runs with the explanation, the scores and the seed of each row; as they are if they have them."""
    if "seed" in runs:
        return runs
    rows = runs.sizes["row"]
    return runs.assign(
        explanation=("row", np.broadcast_to(kinds, rows).astype(np.int64)),
        seed=("row", np.arange(rows)),
        z=(("row", "dial"), np.zeros((rows, 1))),
    )
