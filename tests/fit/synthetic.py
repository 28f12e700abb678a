"""Windows of runs made by hand: no society, only counts and values that a test can reckon with."""

import numpy as np
import xarray as xr

from shakedown.evidence.measures import FRAMINGS
from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import Scores
from shakedown.fit.posterior import Posterior
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


def posterior(case, draws, *, log_weight=None, prior=None, noise=None, switched=None, statements=()):
    """A posterior of these draws, equally weighted and without run noise unless said otherwise, taken for one that suffices."""
    datings, rows = tuple(p.name for p in case.pasts), draws.sizes["row"]
    silent = {n: np.zeros((len(WINDOWS), 8, 4)) for n in draws.data_vars if draws[n].ndim == 2}
    weight = np.zeros((len(datings), rows)) if log_weight is None else np.asarray(log_weight, dtype=float)
    return Posterior(
        case=case,
        wording=Wording(),
        seed=1,
        believe_causes=False,
        draws=draws,
        log_weight=weight - np.log(np.exp(weight).sum()),
        prior=draws if prior is None else prior,
        replicas=replicas(**silent) if noise is None else noise,
        switched=switched or {},
        scores=Scores(np.zeros((rows, len(datings), len(statements), 1)), tuple(statements), datings, np.ones(1)),
        log_evidence={},
        checks={"ess": 500.0, "pareto_k": 0.1, "ess_by_dating": dict.fromkeys(datings, 400.0)},
    )
