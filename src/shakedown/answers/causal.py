"""Claims about why: whether the named causes did most of it in one society, and what a rival explanation weighs."""

import numpy as np
import numpy.typing as npt

from shakedown.answers.answer import AT, Answer, Tested, name_of, predicted
from shakedown.answers.attribution import Moved, Outcome, moved, pick_weights
from shakedown.answers.ranges import weighted_mean
from shakedown.evidence.measures import MEASURES
from shakedown.fit.posterior import Posterior, weighted_quantiles
from shakedown.society.ledger import Test


def causal(post: Posterior, test: Test) -> Tested:
    """A test of kind cause or explanation."""
    return _cause(post, test) if test.kind == "cause" else _explanation(post, test)


def _cause(post: Posterior, test: Test) -> Tested:
    """Holds in a society where each named cause moved the measure the way of the whole change, and each by more than any other.

    What is predicted is their contribution together. Societies in which nothing was demanded are left out.
    """
    told = moved(post, Outcome(name=test.measure, threshold=test.threshold))
    weights = np.where(told.known, pick_weights(post), 0)
    weights = weights / weights.sum() if weights.any() else np.full(weights.shape, np.nan)
    way = told.way(weights)
    holds = lead(told, test.value, way).astype(float)
    each = np.sum([told.part(name) for name in test.value], axis=0)
    says = {cause.name: cause.says for cause in post.case.causes}
    answer = Answer(
        measure=name_of(test, post.case),
        window=test.window,
        unit=MEASURES[test.measure].unit,
        observed=f"because {', and '.join(says[name] for name in test.value)}",
        predictive=predicted(weighted_quantiles(each, weights, AT)),
        probability=weighted_mean(holds, weights),
        about=f"in one society these {'raised' if way > 0 else 'lowered'} it, and by more than any other cause",
    )
    return Tested(answer, holds, weights)


def lead(told: Moved, names: tuple[str, ...], way: int) -> npt.NDArray[np.bool_]:
    """Whether these are the causes that moved it most, up (`way` 1) or down (-1) (dating, draw)."""
    mine = np.stack([way * told.part(name) for name in names])
    others = [way * told.part(name) for name in told.causes if name not in names]
    most = np.max([*others, np.zeros(told.then.shape)], axis=0)
    return np.asarray((mine > most).all(axis=0))


def _explanation(post: Posterior, test: Test) -> Tested:
    """The weight of one explanation; what is predicted is the measure in its own fitted societies."""
    says = {e.name: e.says for e in post.case.explanations}
    holds = post.draws["explanation"].to_numpy() == post.explanations.index(test.value)
    values, weights = post.county_values(test.measure, test.window, test.threshold), post.weights()
    answer = Answer(
        measure=name_of(test, post.case),
        window=test.window,
        unit=MEASURES[test.measure].unit,
        observed=f"because {says[test.value]}",
        predictive=predicted(weighted_quantiles(values, np.where(holds, weights, 0), AT)),
        probability=weighted_mean(np.broadcast_to(holds, weights.shape).astype(float), weights),
        about=f"this explanation holds, of {len(says)} alike before reading",
        extra={"before reading": 1 / len(says)},
    )
    return Tested(answer, np.broadcast_to(holds, weights.shape).astype(float), weights)
