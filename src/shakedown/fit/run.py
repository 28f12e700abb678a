"""The door: `fit` turns a case into a posterior, in stages that can be watched, interrupted and resumed."""

import json
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import xarray as xr
from scipy.special import logsumexp

from shakedown.errors import InputError
from shakedown.fit.bank import Bank, Progress, quiet
from shakedown.fit.likelihood import Scores, score, used
from shakedown.fit.posterior import LEAST_ESS, MOST_K, Posterior
from shakedown.fit.sampler import (
    Proposal,
    effective_size,
    log_evidence,
    log_prior,
    pareto_k,
    prior_scores,
    propose,
)
from shakedown.fit.wording import Wording
from shakedown.society.case import Case, Window
from shakedown.society.ledger import Test
from shakedown.society.load import load_case

F64 = npt.NDArray[np.float64]
REPLICA_SEEDS = 4
SWITCH_SEEDS = 2


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
    priors = np.log([p.weight for p in case.pasts])

    z = prior_scores(effort.first, len(case.priors), seed)
    first = bank.run("first", z)
    scores = score(case, first, wording, statements)
    log_weight = scores.log_likelihood().T + priors[:, None]
    kept, rounds = first, 0
    if not _enough(log_weight):
        proposal = propose(z, list(log_weight))
        parts: list[xr.Dataset] = []
        while rounds < effort.rounds and (rounds == 0 or not _enough(log_weight)):
            rounds += 1
            parts.append(bank.run(f"more{rounds}", proposal.draw(effort.more, seed, rounds)))
            kept = _join(parts)
            scores = score(case, kept, wording, statements)
            log_weight = _fresh_weight(scores, kept["z"].to_numpy(), proposal, priors)
    return _posterior(case, wording, seed, believe_causes, bank, kept, log_weight, first, scores, rounds, effort)


def _join(parts: list[xr.Dataset]) -> xr.Dataset:
    return xr.concat(parts, "row", data_vars="all", coords="minimal", join="exact", compat="equals")


def _fresh_weight(scores: Scores, z: F64, proposal: Proposal, priors: F64) -> F64:
    """Joint log weight (dating, row) of fresh draws."""
    return scores.log_likelihood().T + priors[:, None] + (log_prior(z) - proposal.log_density(z))[None]


def _enough(log_weight: F64) -> bool:
    """Whether the mixture over datings has effective size and tail within the gate."""
    mixed = logsumexp(log_weight, axis=0)
    return effective_size(mixed) >= LEAST_ESS and pareto_k(mixed) < MOST_K


def _posterior(
    case: Case, wording: Wording, seed: int, believe_causes: bool, bank: Bank, kept: xr.Dataset, log_weight: F64,
    first: xr.Dataset, scores: Scores, rounds: int, effort: Effort,
) -> Posterior:  # fmt: skip
    mixed = logsumexp(log_weight, axis=0)
    evidence = {name: log_evidence(log_weight[d] - np.log(p.weight)) for d, (name, p) in enumerate(_pasts(case))}
    evidence["mixture"] = log_evidence(mixed)
    checks = {
        "ess": effective_size(mixed),
        "pareto_k": pareto_k(mixed),
        "ess_by_dating": {name: effective_size(log_weight[d]) for d, (name, _) in enumerate(_pasts(case))},
        "pareto_k_by_dating": {name: pareto_k(log_weight[d]) for d, (name, _) in enumerate(_pasts(case))},
        "first_round": first.sizes["row"],
        "refinement": kept.sizes["row"] if rounds else 0,
        "rounds": rounds,
        "replicas": effort.replicas,
        "switched": effort.switched,
    }
    joint = log_weight - logsumexp(log_weight)
    z = kept["z"].to_numpy()
    return Posterior(
        case, wording, seed, believe_causes, kept, joint, first, replicate(bank, z, joint, effort.replicas),
        switch(bank, z, joint, effort.switched), scores, evidence, checks,
    )  # fmt: skip


def _pasts(case: Case) -> list[tuple[str, Window]]:
    return [(p.name, p) for p in case.pasts]


def pick_pairs(joint: F64, number: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """`number` (dating, row) pairs that cover the weights evenly (systematic resampling, no luck involved)."""
    at = (np.arange(number) + 0.5) / number
    pairs = np.searchsorted(np.cumsum(np.exp(joint).ravel()), at, side="right").clip(0, joint.size - 1)
    dating, rows = np.unravel_index(pairs, joint.shape)
    return np.asarray(dating), np.asarray(rows)


def replicate(bank: Bank, z: F64, joint: F64, number: int) -> xr.Dataset:
    """Some draws run again under several seeds each (draw, seed, window, ...), with the dating each stands for."""
    dating, rows = pick_pairs(joint, number)
    runs = bank.run("replicas", z[rows], REPLICA_SEEDS)
    places = {"draw": np.repeat(np.arange(number), REPLICA_SEEDS), "seed": np.tile(np.arange(REPLICA_SEEDS), number)}
    shaped = (
        runs.assign_coords({n: ("row", v) for n, v in places.items()}).set_index(row=("draw", "seed")).unstack("row")
    )
    return shaped.assign(dating=("draw", dating))


def switch(bank: Bank, z: F64, joint: F64, number: int) -> dict[str, xr.Dataset]:
    """Some draws run in pairs: as they are, and with each mechanism that the ledger's claims name switched off."""
    dating, rows = pick_pairs(joint, number)
    changes = {
        key_of(change): change for claim in bank.case.claims for test in claim.tests for change in changes_of(test)
    }
    changes = {key_of({}): {}, **changes}
    runs = {
        key: bank.run("pairs", z[rows], SWITCH_SEEDS, change, (n, len(changes)))
        for n, (key, change) in enumerate(changes.items())
    }
    return {key: held.assign(dating=("row", np.repeat(dating, SWITCH_SEEDS))) for key, held in runs.items()}


def changes_of(test: Test) -> list[dict[str, float]]:
    """What must be run for a test of a mechanism: the switch, and for an interaction what is given, and both."""
    if test.kind == "effect":
        return [dict(test.switch)]
    if test.kind == "interaction":
        return [dict(test.switch), dict(test.given), {**test.switch, **test.given}]
    return []


def key_of(change: Mapping[str, float]) -> str:
    """The name under which a change's runs are kept."""
    return json.dumps(dict(change), sort_keys=True)
