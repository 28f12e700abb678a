"""The bank beside nested sampling (dynesty) on the same statements and a smaller sample of households.

Both are told the same: scores of the dials, which explanation, every dating by its weight. Dynesty asks for one county
after another, the bank for many at once. Dynesty's likelihood is noisy, as a society's is: each call has a seed of its own.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from time import perf_counter

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp
from scipy.stats import norm

from shakedown.bench.timing import Figure
from shakedown.engine.run import Job
from shakedown.errors import InputError
from shakedown.fit.bank import seed_of, society_at
from shakedown.fit.likelihood import score, used
from shakedown.fit.run import Effort, fit
from shakedown.fit.sampler import effective_size
from shakedown.fit.weigh import log_weights
from shakedown.fit.windows import run_windows
from shakedown.fit.wording import Wording
from shakedown.society.case import Case
from shakedown.society.load import load_case

SAMPLE = 1_000
LIVE, WALKS, PRECISION = 100, 15, 1.0
"""Few live points, short walks and a loose stop: as cheap as nested sampling can be made and still end properly."""
F64 = npt.NDArray[np.float64]


def nested_figures() -> list[Figure]:
    """Effective size a second of each (minutes). Raises `InputError` where dynesty is not installed."""
    case = replace(load_case("hoeryong"), sample=SAMPLE)
    bank, nested, calls = _bank(case), *_nested(case)
    return [
        Figure("effective size a second from the bank, 1,000 households", bank, "societies"),
        Figure("the same from dynesty", nested, "societies"),
        Figure("counties dynesty ran for it", float(calls), "counties"),
        Figure("the bank's over dynesty's", bank / nested, "times"),
    ]


def _bank(case: Case) -> float:
    """Effective size a second, until refinement ends."""
    began, ended = perf_counter(), []

    def note(stage: str, done: int, of: int) -> None:
        if stage.startswith(("first", "more")) and done == of:
            ended.append(perf_counter())

    least = Effort(replicas=1, switched=1, corners=1, futures=1)
    post = fit(case, effort=least, progress=note)
    return float(post.checks["ess"]) / (ended[-1] - began)


def _nested(case: Case) -> tuple[float, int]:
    """(effective size a second, counties run)."""
    try:
        import dynesty
    except ImportError:
        raise InputError("--full: beside the bank dynesty is timed. Install it: pip install dynesty") from None
    sampler = dynesty.NestedSampler(
        _log_likelihood(case), norm.ppf, len(case.priors) + 1, nlive=LIVE, sample="rwalk", walks=WALKS,
        rstate=np.random.default_rng(1),
    )  # fmt: skip
    began = perf_counter()
    sampler.run_nested(print_progress=False, dlogz=PRECISION)
    taken = perf_counter() - began
    found = sampler.results
    return effective_size(np.asarray(found.logwt)) / taken, int(np.sum(found.ncall))


def _log_likelihood(case: Case) -> Callable[[F64], float]:
    """Log likelihood of scores of the dials, and of one more that says which explanation, over all datings."""
    statements, wording, calls, kinds = used(case, False), Wording(), count(), len(case.explanations)

    def at(z: F64) -> float:
        explanation = min(kinds - 1, int(norm.cdf(z[-1]) * kinds))
        job = Job(*society_at(case, z[:-1], explanation), seed_of(1, "nested", next(calls)))
        scores = score(case, run_windows(case, [job]), wording, statements)
        return float(logsumexp(log_weights(case, scores, np.zeros(1))))

    return at
