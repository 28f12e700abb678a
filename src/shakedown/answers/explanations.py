"""Rival explanations weighed against each other: what each foretells, how probable each is, and which can be told apart.

Explanations are switches drawn with the rows of one bank, equally many of each, so they are alike before reading: the weight of
each is the weight of its rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp

from shakedown.answers.sweeps import Sweep, sweeps
from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import score
from shakedown.fit.posterior import Posterior
from shakedown.fit.sampler import effective_size, log_evidence

F64 = npt.NDArray[np.float64]
SAME = 0.1
"""A statement whose cells differ by less than this (log10: by a quarter) tells no explanation from another."""
DECISIVE = 1.0
"""Least difference of log evidence (natural logarithm) at which one explanation is said to lead another."""
LEADS, UNDECIDED = "leads", "undecided"


@dataclass(frozen=True, kw_only=True)
class Rival:
    """One explanation after reading.

    weight: its probability, all being alike before reading; error: Monte Carlo error of that; log_evidence, evidence_error:
    natural logarithm, with its error; against_average: log evidence less that of all explanations together; ess: effective
    societies behind it; under: its probability under each dating of the past, width of words and widened prior.

    Errors are of the mean weight of its rows, taken as independent. Rows of one Sobol set are more even than that.
    """

    name: str
    says: str
    weight: float
    error: float
    before: float
    log_evidence: float
    evidence_error: float
    against_average: float
    ess: float
    under: Mapping[str, float]
    basis: str = "fitted"


@dataclass(frozen=True, kw_only=True)
class Foretelling:
    """How well each explanation foretells one statement, before reading.

    cells: log10 of the mean chance that its own societies give the statement, less that of the average explanation; chance: of
    all together; error: the largest Monte Carlo error of a cell; spread: largest cell less smallest.
    """

    statement: Statement
    used: bool
    cells: Mapping[str, float]
    chance: float
    error: float
    basis: str = "model"

    @property
    def spread(self) -> float:
        """By how much it tells explanations apart."""
        return max(self.cells.values()) - min(self.cells.values())

    @property
    def tells(self) -> bool:
        """Whether it discriminates at all."""
        return self.spread >= SAME


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The leading explanation against another: difference of log evidence, its Monte Carlo error, and its least and most under
    every dating, width of words and widened prior."""

    leading: str
    other: str
    difference: float
    error: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """Leads, or undecided: the difference is below `DECISIVE`, or changes its sign somewhere."""
        return LEADS if self.difference >= DECISIVE and self.low > 0 else UNDECIDED


@dataclass(frozen=True, kw_only=True)
class Explanations:
    """The rivals in the case's order, the statements sorted by how much they tell them apart, and the leading one in pairs."""

    rivals: tuple[Rival, ...]
    table: tuple[Foretelling, ...]
    pairs: tuple[Pair, ...]

    @property
    def leading(self) -> Rival:
        """The most probable one."""
        return max(self.rivals, key=lambda rival: rival.weight)


def explanations(post: Posterior, swept: Sequence[Sweep] = ()) -> Explanations:
    """Weigh the case's explanations against each other. Reads the fit; simulates nothing.

    A case that names no rivals has one, of weight 1. `swept`: `sweeps(post)`, if somebody has made them.
    """
    evidence = {sweep.name: _evidence(sweep) for sweep in swept or sweeps(post)}
    errors = _errors(post)
    rivals = tuple(_rival(post, place, evidence, errors) for place in range(len(post.explanations)))
    return Explanations(rivals=rivals, table=_table(post), pairs=tuple(_pairs(post, evidence, errors)))


def _evidence(sweep: Sweep) -> F64:
    """Log evidence of each explanation under a sweep, less that of the average one: of the mean weight of its rows."""
    post, kinds = sweep.post, len(sweep.post.explanations)
    mixed = logsumexp(post.log_weight, axis=0)
    if sweep.dating is not None:
        mixed = post.log_weight[post.datings.index(sweep.dating)]
    each = np.array([logsumexp(mixed[_rows(post, place)]) for place in range(kinds)])
    return np.asarray(each - logsumexp(each) + np.log(kinds))


def _rows(post: Posterior, place: int) -> npt.NDArray[np.bool_]:
    return np.asarray(post.draws["explanation"].to_numpy() == place)


def _errors(post: Posterior) -> F64:
    """Monte Carlo error of each log evidence: relative error of the mean weight of its rows."""
    mixed = logsumexp(post.log_weight, axis=0)
    return np.array([log_evidence(mixed[_rows(post, place)])[1] for place in range(len(post.explanations))])


def _chances(evidence: F64) -> F64:
    return np.asarray(np.exp(evidence - logsumexp(evidence)))


def _rival(post: Posterior, place: int, evidence: Mapping[str, F64], errors: F64) -> Rival:
    fitted, about = evidence["mixture"], post.case.explanations[place]
    chances = _chances(fitted)
    others = np.delete(chances * errors, place)
    return Rival(
        name=about.name,
        says=about.says,
        weight=float(chances[place]),
        error=float(chances[place] * np.hypot((1 - chances[place]) * errors[place], np.linalg.norm(others))),
        before=1 / len(chances),
        log_evidence=post.log_evidence["mixture"][0] + float(fitted[place]),
        evidence_error=float(errors[place]),
        against_average=float(fitted[place]),
        ess=effective_size(logsumexp(post.log_weight, axis=0)[_rows(post, place)]),
        under={name: float(_chances(each)[place]) for name, each in evidence.items() if name != "mixture"},
    )


def _pairs(post: Posterior, evidence: Mapping[str, F64], errors: F64) -> Iterator[Pair]:
    names, fitted = post.explanations, evidence["mixture"]
    first = int(np.argmax(fitted))
    for other in np.argsort(-fitted, kind="stable")[1:]:
        gaps = [float(each[first] - each[other]) for each in evidence.values()]
        yield Pair(
            leading=names[first],
            other=names[other],
            difference=gaps[0],
            error=float(np.hypot(errors[first], errors[other])),
            low=min(gaps),
            high=max(gaps),
        )


def _table(post: Posterior) -> tuple[Foretelling, ...]:
    """Every statement of the case on the prior's own societies, those that discriminate most first."""
    said = post.case.statements
    scores = score(post.case, post.draws, post.wording, said, post.scores.heard)
    chances = np.exp(scores.each()[: post.prior.sizes["row"]])  # (row, dating, statement); the prior's rows come first
    used = {s.id for s in post.scores.statements}
    rows = [_foretelling(post, s, chances[:, :, k], s.id in used) for k, s in enumerate(said)]
    return tuple(sorted(rows, key=lambda row: -row.spread))


def _foretelling(post: Posterior, statement: Statement, chances: F64, used: bool) -> Foretelling:
    """`chances` (row, dating) of the prior's rows; datings by their prior weight."""
    kind, keep = post.prior["explanation"].to_numpy(), np.exp(post.prior["log_keep"].to_numpy())
    each = chances @ np.array([past.weight for past in post.case.pasts])
    groups = [_mean(each[kind == place], keep[kind == place]) for place in range(len(post.explanations))]
    means = np.array([mean for mean, _ in groups])
    cells = np.log10(means) - np.log10(means.mean())
    return Foretelling(
        statement=statement,
        used=used,
        cells=dict(zip(post.explanations, cells.tolist(), strict=True)),
        chance=float(means.mean()),
        error=max(error for _, error in groups) / np.log(10),
    )


def _mean(values: F64, weights: F64) -> tuple[float, float]:
    """Weighted mean and its relative error, rows taken as independent."""
    mean = float(np.average(values, weights=weights))
    return mean, float(np.sqrt(np.sum((weights * (values - mean)) ** 2)) / weights.sum() / mean)


def together(found: Explanations) -> dict[str, float]:
    """The last line of the table: log10 of each explanation's evidence, less that of the average, all used statements at once."""
    return {rival.name: rival.against_average / float(np.log(10)) for rival in found.rivals}
