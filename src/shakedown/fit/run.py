"""The door: `fit` turns a case into a posterior, in stages that can be watched, interrupted and resumed."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.errors import InputError
from shakedown.evidence.statements import Statement
from shakedown.fit.again import replicate, switch
from shakedown.fit.bank import Bank, Progress, join, quiet
from shakedown.fit.likelihood import Scores, score, used
from shakedown.fit.posterior import LEAST_ESS, MOST_K, Posterior
from shakedown.fit.sampler import effective_size, log_evidence, log_prior, pareto_k, prior_scores, propose
from shakedown.fit.wording import Wording
from shakedown.society.case import Case
from shakedown.society.load import load_case

F64 = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much to run. `first`: counties of the first round (a power of 2); `more`: fresh counties of each further round;
    `rounds`: at most so many; `replicas`: draws run again under REPLICA_SEEDS seeds, for run noise; `switched`: draws run
    again, under SWITCH_SEEDS seeds, with each mechanism of the ledger off."""

    first: int = 2048
    more: int = 512
    rounds: int = 6
    replicas: int = 32
    switched: int = 16

    def __post_init__(self) -> None:
        if self.first < 64 or self.first & (self.first - 1):
            raise InputError(f"Effort, first: {self.first} is not a power of 2 from 64 up. Write 2048.")
        if min(self.more, self.rounds, self.replicas, self.switched) < 1:
            raise InputError("Effort: more, rounds, replicas and switched must be 1 or more.")


def fit(
    case: "str | Path | Case",
    *,
    seed: int = 1,
    believe_causes: bool = False,
    wording: Wording | None = None,
    effort: Effort | None = None,
    out: Path | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress = quiet,
) -> Posterior:
    """Fit a case: prior draws, then fresh draws where the statements point, until 400 of them count.

    With `out` every finished batch is kept there and taken up again by the same call. The result depends on case, seed,
    wording and effort only, not on workers. Raises `InputError` for a case that cannot be read. It does not decide
    whether the fit suffices: ask `Posterior.sufficient`.
    """
    case, wording, effort = load_case(case), wording or Wording(), effort or Effort()
    bank = Bank(case, seed, None if out is None else Path(out) / "bank", executor, workers, progress)
    statements = used(case, believe_causes)

    first = bank.run("first", prior_scores(effort.first, len(case.priors), seed))
    found, rounds = _weigh(case, first, wording, statements, np.zeros(effort.first)), 0
    if not found.enough:
        proposal = propose(first["z"].to_numpy(), list(found.log_weight))
        fresh: list[xr.Dataset] = []
        while rounds < effort.rounds and (rounds == 0 or not found.enough):
            rounds += 1
            fresh.append(bank.run(f"more{rounds}", proposal.draw(effort.more, seed, rounds)))
            runs = join(fresh)
            z = runs["z"].to_numpy()
            found = _weigh(case, runs, wording, statements, log_prior(z) - proposal.log_density(z))

    z, joint = found.runs["z"].to_numpy(), np.ascontiguousarray(found.log_weight - logsumexp(found.log_weight))
    return Posterior(
        case=case,
        wording=wording,
        seed=seed,
        believe_causes=believe_causes,
        draws=found.runs,
        log_weight=joint,
        prior=first,
        replicas=replicate(bank, z, joint, effort.replicas),
        switched=switch(bank, z, joint, effort.switched),
        scores=found.scores,
        log_evidence=found.evidence(),
        checks={
            **found.checks(),
            "first_round": effort.first,
            "refinement": rounds * effort.more,
            "rounds": rounds,
            "replicas": effort.replicas,
            "switched": effort.switched,
        },
    )


@dataclass(frozen=True)
class _Weighed:
    """Runs with their scores and what each counts: `log_weight` (dating, row), not normalised."""

    case: Case
    runs: xr.Dataset
    scores: Scores
    log_weight: F64

    @property
    def mixed(self) -> F64:
        """Log weight (row) over all datings of the past."""
        return np.asarray(logsumexp(self.log_weight, axis=0))

    @property
    def enough(self) -> bool:
        """Whether the mixture over datings has effective size and tail within the gate."""
        return effective_size(self.mixed) >= LEAST_ESS and pareto_k(self.mixed) < MOST_K

    def evidence(self) -> dict[str, tuple[float, float]]:
        """Log evidence and its Monte Carlo error, of each dating and of their mixture."""
        each = {
            p.name: log_evidence(w - np.log(p.weight)) for p, w in zip(self.case.pasts, self.log_weight, strict=True)
        }
        return {**each, "mixture": log_evidence(self.mixed)}

    def checks(self) -> dict[str, object]:
        """Effective size and tail of the weights, of the mixture and of each dating."""
        return {
            "ess": effective_size(self.mixed),
            "pareto_k": pareto_k(self.mixed),
            "ess_by_dating": self._by_dating(effective_size),
            "pareto_k_by_dating": self._by_dating(pareto_k),
        }

    def _by_dating(self, check: Callable[[F64], float]) -> dict[str, float]:
        return {p.name: check(w) for p, w in zip(self.case.pasts, self.log_weight, strict=True)}


def _weigh(case: Case, runs: xr.Dataset, wording: Wording, statements: Sequence[Statement], log_ratio: F64) -> _Weighed:
    """Weigh runs by statements, datings by their prior; `log_ratio` (row): density of the prior over that drawn from."""
    scores = score(case, runs, wording, statements)
    priors = np.log([p.weight for p in case.pasts])
    return _Weighed(case, runs, scores, scores.log_likelihood().T + priors[:, None] + log_ratio)
