"""What a mechanism does: societies of the fit run in pairs, with it and without it, under the same chance."""

from collections.abc import Mapping

import numpy as np

from shakedown.answers.answer import AT, F64, Answer, Tested, name_of, predicted
from shakedown.answers.ranges import weighted_mean
from shakedown.evidence.measures import MEASURES
from shakedown.fit.again import SWITCH_SEEDS, key_of
from shakedown.fit.posterior import Posterior, in_window
from shakedown.society.ledger import Test


def mechanism(post: Posterior, test: Test) -> Tested:
    """An effect: the measure with the mechanism less without it. An interaction: how much further it goes under `given`.

    Pairs in which a measure has no value are left out and not counted; without any, the answer is nan.
    """
    on, off = _paired(post, {}, test), _paired(post, test.switch, test)
    goes = "stays the same" if test.value == "same" else f"goes {test.value}"
    effect, unit, about = on - off, MEASURES[test.measure].unit, f"with the mechanism it {goes}"
    if test.kind == "interaction":
        given, both = _paired(post, test.given, test), _paired(post, {**test.switch, **test.given}, test)
        with np.errstate(divide="ignore", invalid="ignore"):
            effect = given / both - on / off
        unit, about = "difference of ratios", f"under {_settings(test.given)} it takes the measure further {test.value}"
    known = np.isfinite(effect)
    holds = {"up": effect > 0, "down": effect < 0, "same": effect == 0}[test.value].astype(float)
    weights = known / known.sum() if known.any() else np.full(known.shape, np.nan)
    answer = Answer(
        measure=name_of(test, post.case),
        window=test.window,
        unit=unit,
        observed=f"{goes} (switched off: {_settings(test.switch)})",
        predictive=predicted(np.quantile(effect[known], AT) if known.any() else np.full(len(AT), np.nan)),
        probability=weighted_mean(holds, weights),
        about=about,
        extra={"pairs of societies": float(known.sum())},
    )
    return Tested(answer, holds, weights)


def _paired(post: Posterior, change: Mapping[str, float], test: Test) -> F64:
    """The measure in the paired runs under a change, seeds averaged: one value per draw; "past" is each draw's own."""
    runs = post.switched[key_of(change)]
    at = runs["dating"].to_numpy()
    each = np.stack([in_window(runs, test.measure, test.window, test.threshold, d) for d in post.datings])
    return np.asarray(each[at, np.arange(at.size)].reshape(-1, SWITCH_SEEDS).mean(axis=1))


def _settings(change: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:g}" for name, value in change.items())
