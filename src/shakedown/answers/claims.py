"""The ledger answered: each claim with what was observed, what the fitted societies predict, and the probability.

No pass flags: whoever judges computes those. A claim that needs what is not built yet says what it waits for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shakedown.answers.answer import Answer, Tested
from shakedown.answers.causal import causal
from shakedown.answers.mechanism import mechanism
from shakedown.answers.persistence_claim import persistence
from shakedown.answers.ranges import weighted_mean
from shakedown.answers.reading import CEILING, reading
from shakedown.fit.posterior import Posterior
from shakedown.society.ledger import Claim, Test

__all__ = ["Answer", "ClaimAnswer", "claims"]


@dataclass(frozen=True, kw_only=True)
class ClaimAnswer:
    """One line of the ledger with its answers; `probability` is that of all its tests at once, in one society."""

    id: str
    klass: str
    voice: str
    says: str
    where: str
    basis: str
    answers: tuple[Answer, ...]
    probability: float | None
    note: str


def claims(post: Posterior) -> tuple[ClaimAnswer, ...]:
    """Every claim of the case's ledger, in order. Reads the fit; runs nothing."""
    return tuple(_claim(post, c) for c in post.case.claims)


def _claim(post: Posterior, claim: Claim) -> ClaimAnswer:
    tested = [_tested(post, test) for test in claim.tests]
    return ClaimAnswer(
        id=claim.id,
        klass=claim.klass,
        voice=claim.voice,
        says=claim.says,
        where=claim.where,
        basis=_basis(claim),
        answers=tuple(t.answer for t in tested),
        probability=_at_once(tested) if tested else None,
        note=_note(claim, tested),
    )


def _tested(post: Posterior, test: Test) -> Tested:
    if test.kind in ("cause", "explanation"):
        return causal(post, test)
    if test.kind == "persistence":
        return persistence(post, test)
    return mechanism(post, test) if test.kind in ("effect", "interaction") else reading(post, test)


def _basis(claim: Claim) -> str:
    if claim.klass == "input":
        return "assumed" if claim.tests else "reported"
    return "fitted" if claim.klass == "fitted" else "model"


def _at_once(tested: Sequence[Tested]) -> float:
    """Chance that all tests hold in one society. Draws, pairs and corners are different runs: of their chances the smallest."""
    groups = [[t for t in tested if t.holds.shape == shape] for shape in {t.holds.shape for t in tested}]
    return min(weighted_mean(np.prod([t.holds for t in group], axis=0), group[0].weights) for group in groups)


def _note(claim: Claim, tested: Sequence[Tested]) -> str:
    if claim.waits:
        return f"waits for {claim.waits}"
    if not tested:
        return "carried as it is; nothing to predict"
    ceilings = [t.answer.extra[CEILING] for t in tested if CEILING in t.answer.extra]
    if not ceilings:
        return ""
    return f"no society could make its words likelier than {100 * np.prod(ceilings):.0f} in 100: other words lie near"
