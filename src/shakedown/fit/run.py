"""The door: `fit` turns a case into a posterior, in stages that can be watched, interrupted and resumed."""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shakedown.errors import InputError
from shakedown.fit.again import replicate, switch
from shakedown.fit.bank import Bank, Progress, quiet
from shakedown.fit.corners import run_corners
from shakedown.fit.futures import run_futures
from shakedown.fit.likelihood import used
from shakedown.fit.posterior import Posterior
from shakedown.fit.sampler import prior_scores, propose
from shakedown.fit.weigh import LEAST_ESS, weigh
from shakedown.fit.windows import join
from shakedown.fit.wording import Wording
from shakedown.society.case import Case
from shakedown.society.load import load_case


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much to run.

    first: counties of the first round under each explanation (a power of 2); more: fresh ones of each further round (both
    twice as many with two or three explanations, four times with one); rounds: at most so many; replicas: draws run again
    under REPLICA_SEEDS seeds, for run noise; switched: draws run again, under SWITCH_SEEDS seeds, with each mechanism of the
    ledger off; corners: draws from the posterior, and as many from the prior, under each dating, run again with every set of
    causes held back; futures: draws run on under each scenario; ess: effective size at which refinement stops (a fit is
    told to suffice from 400 on, whatever is asked for here).
    """

    first: int = 512
    more: int = 128
    rounds: int = 12
    replicas: int = 32
    switched: int = 16
    corners: int = 32
    futures: int = 96
    ess: float = LEAST_ESS

    def __post_init__(self) -> None:
        if self.first < 16 or self.first & (self.first - 1):
            raise InputError(f"Effort, first: {self.first} is not a power of 2 from 16 up. Write 512.")
        if min(self.more, self.rounds, self.replicas, self.switched, self.corners, self.futures) < 1:
            raise InputError("Effort: more, rounds, replicas, switched, corners and futures must be 1 or more.")

    def under_each(self, kinds: int) -> tuple[int, int]:
        """Counties of the first round, and of each further one, under each of so many explanations."""
        times = 4 if kinds == 1 else 2 if kinds < 4 else 1
        return times * self.first, times * self.more


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
    """Fit a case: prior draws, then fresh draws where the statements point as well, until enough of them count.

    With `out` every finished batch is kept there and taken up again by the same call. The result depends on case, seed,
    wording and effort only, not on workers. Raises `InputError` for a case that cannot be read. It does not decide
    whether the fit suffices: ask `Posterior.sufficient`.
    """
    case, wording, effort = load_case(case), wording or Wording(), effort or Effort()
    bank = Bank(case, seed, None if out is None else Path(out) / "bank", executor, workers, progress)
    statements, kinds = used(case, believe_causes), len(case.explanations)
    many, more = effort.under_each(kinds)

    # 1. Prior draws, equally many under each explanation; row r has explanation r modulo their number.
    z = prior_scores(many, len(case.priors), seed, kinds)
    first = bank.run("first", z, np.arange(len(z)) % kinds)
    found, rounds = weigh(case, first, wording, statements, np.zeros(len(z))), 0
    # 2. Fresh draws where the statements point, if those do not suffice. All rows count as drawn from the mixture of both.
    if not found.reaches(effort.ess):
        proposal, runs = propose(z, list(found.log_weight)), [first]
        while rounds < effort.rounds and not found.reaches(effort.ess):
            rounds += 1
            z = proposal.draw(more * kinds, seed, rounds)
            runs.append(bank.run(f"more{rounds}", z, np.arange(len(z)) % kinds))
            everything = join(runs)
            of_first = many / (many + rounds * more)
            base = proposal.log_ratio(everything["z"].to_numpy(), of_first)
            found = weigh(case, everything, wording, statements, base)
    # 3. Some of them again: other seeds, mechanisms off, causes held back, and on into each future.
    draws, joint = found.runs, found.joint
    return Posterior(
        case=case,
        wording=wording,
        seed=seed,
        believe_causes=believe_causes,
        draws=draws,
        base=found.base,
        log_weight=joint,
        prior=first.assign(log_keep=("row", np.zeros(first.sizes["row"]))),
        replicas=replicate(bank, draws, joint, effort.replicas),
        switched=switch(bank, draws, joint, effort.switched),
        corners=run_corners(bank, draws, joint, first, effort.corners),
        futures=run_futures(bank, draws, joint, effort.futures),
        scores=found.scores,
        log_evidence=found.evidence(),
        checks={
            **found.checks(),
            "first_round": len(first["z"]),
            "refinement": len(draws["z"]) - len(first["z"]),
            "rounds": rounds,
            "replicas": effort.replicas,
            "switched": effort.switched,
            "corners": effort.corners,
            "futures": effort.futures,
        },
    )
