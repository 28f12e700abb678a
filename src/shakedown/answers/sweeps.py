"""The same fit, had the judgements behind it been others: each dating of the past, words held tighter and looser, no
reporting model, and each prior wider in turn. The runs stay the same and are weighed anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import logsumexp

from shakedown.fit.posterior import Posterior

WORDS = (0.67, 1.5)
"""Factors on the width of every word, number and move."""
WIDER = 1.5
"""Factor on the spread of a prior's score. One prior at a time: the weights that would widen all of them at once leave
next to nothing of a bank drawn from the priors as they are."""


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """A fit under one other judgement. `kind`: fit (as it is), dating, words, telling or prior; `post`: the posterior under it;
    `dating`: the one dating of the past that it looks at, None for all by their weight."""

    kind: str
    name: str
    post: Posterior
    dating: str | None = None


def sweeps(post: Posterior) -> tuple[Sweep, ...]:
    """The fit as it is, then under each dating, each width of words, without a reporting model, and with each prior widened.

    Simulates nothing.
    """
    return tuple(_sweeps(post))


def _sweeps(post: Posterior) -> Iterator[Sweep]:
    yield Sweep(kind="fit", name="mixture", post=post)
    for dating in post.datings if len(post.datings) > 1 else ():
        yield Sweep(kind="dating", name=dating, post=post, dating=dating)
    for factor in WORDS:
        wording = replace(post.wording, width=post.wording.width * factor)
        yield Sweep(kind="words", name=f"words x {factor:g}", post=post.reweighed(wording=wording))
    if post.wording != (off := post.wording.all_told()):
        yield Sweep(kind="telling", name="all told alike", post=post.reweighed(wording=off))
    for place, name in enumerate(post.case.priors):
        yield Sweep(kind="prior", name=f"{name} x {WIDER:g}", post=_widened(post, place))


def _widened(post: Posterior, place: int) -> Posterior:
    """One prior's score with `WIDER` times the spread: N(0, 1.5) in place of N(0, 1)."""
    z = post.draws["z"].to_numpy()[:, place]
    gain = 0.5 * z**2 * (1 - WIDER**-2) - np.log(WIDER)
    weights = post.log_weight + gain
    return replace(post, base=post.base + gain, log_weight=weights - logsumexp(weights))
