"""The ledger answered: each claim with what was observed, what the fitted societies predict, and the probability.

No pass flags: whoever judges computes those. A claim that needs what is not built yet says what it waits for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from shakedown.evidence.measures import FRAMINGS, MEASURES, measure
from shakedown.evidence.statement_values import Event
from shakedown.evidence.words import word
from shakedown.fit.likelihood import demands_like
from shakedown.fit.posterior import Posterior, weighted_quantiles
from shakedown.fit.run import key_of
from shakedown.fit.wording import word_chance
from shakedown.society.ledger import Claim, Test

F64 = npt.NDArray[np.float64]
AT = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One test of a claim: what was observed, quantiles of what is predicted, and the probability of what was said."""

    measure: str
    window: str
    unit: str
    observed: str
    predictive: Mapping[str, float]
    probability: float
    about: str
    """What the probability is of."""
    extra: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ClaimAnswer:
    """One line of the ledger with its answers; `probability` is that of all its tests at once where they are of one kind."""

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
    answers = tuple(_answer(post, test) for test in claim.tests)
    chances = [a.probability for a in answers]
    note = f"waits for {claim.waits}" if claim.waits else "" if answers else "carried as it is; nothing to predict"
    return ClaimAnswer(
        id=claim.id,
        klass=claim.klass,
        voice=claim.voice,
        says=claim.says,
        where=claim.where,
        basis=_basis(claim),
        answers=answers,
        probability=min(chances) if chances else None,
        note=note,
    )


def _basis(claim: Claim) -> str:
    if claim.klass == "input":
        return "assumed" if claim.tests else "reported"
    return "fitted" if claim.klass == "fitted" else "model"


def _answer(post: Posterior, test: Test) -> Answer:
    if test.kind in ("effect", "interaction"):
        return _effect(post, test)
    if isinstance(test.value, Event):
        return _event(post, test.value, test)
    values = post.county_values(test.measure, test.window, test.threshold)
    if test.kind == "direction":
        return _direction(post, test, values)
    if test.kind == "word":
        return _word(post, test, values)
    low, high = test.value
    inside = (values >= low) & (values <= high)
    return _made(
        test, f"{_shown(low)} to {_shown(high)}", post, values, float(np.sum(post.weights() * inside)), "lies within"
    )


def _direction(post: Posterior, test: Test, values: F64) -> Answer:
    moved = values > 0 if test.value == "up" else values < 0
    return _made(test, f"went {test.value}", post, values, float(np.sum(post.weights() * moved)), f"went {test.value}")


def _word(post: Posterior, test: Test, values: F64) -> Answer:
    spoken = word(test.value)
    said = word_chance(spoken, np.nan_to_num(values), 0.0, post.wording)
    best = float(word_chance(spoken, np.linspace(0.002, 0.998, 499), 0.0, post.wording).max())
    inside = (values >= spoken.q25) & (values <= spoken.q75)
    mark = ", a judgement" if spoken.basis == "judgement" else ""
    observed = f'"{test.value}" ({100 * spoken.q25:g}-{100 * spoken.median:g}-{100 * spoken.q75:g}%{mark})'
    extra = {"within the word's quartiles": float(np.sum(post.weights() * inside)), "most any share could give": best}
    return _made(test, observed, post, values, float(np.sum(post.weights() * said)), "a writer says this word", extra)


def _made(
    test: Test,
    observed: str,
    post: Posterior,
    values: F64,
    probability: float,
    about: str,
    extra: Mapping[str, float] | None = None,
) -> Answer:
    quantiles = weighted_quantiles(values, post.weights(), AT)
    return Answer(
        measure=_name(test), window=test.window, unit=MEASURES[test.measure].unit, observed=observed,
        predictive={f"{q:g}": float(v) for q, v in zip(AT, quantiles, strict=True)}, probability=probability, about=about,
        extra=extra or {},
    )  # fmt: skip


def _event(post: Posterior, event: Event, test: Test) -> Answer:
    """An event left out of the fit: amounts of demands in that manner as predicted, and the share of demands like it."""
    now = post.draws.sel(window=test.window)
    like, total = demands_like(event, now)
    plain = Event(manner=event.manner, amount=event.amount, currency=event.currency)
    like_in_size, _ = demands_like(plain, now)
    row_weight = post.weights().sum(axis=0)
    by_amount = now.demands.sum("service").sel(manner=event.manner).to_numpy().astype(float)
    share = by_amount / np.maximum(1, by_amount.sum(axis=1, keepdims=True)) * row_weight[:, None]
    amounts = np.broadcast_to(now.amount.to_numpy(), share.shape)
    predictive = weighted_quantiles(amounts, share, AT)
    at_or_below = float(share[amounts <= (event.amount or np.inf)].sum() / share.sum())
    framings = {
        f"share of requests framed as {f}": _mean(post.values(f"share_{f}", test.window), post.weights())
        for f in FRAMINGS
    }
    return Answer(
        measure="amount of a request",
        window=test.window,
        unit="CNY",
        observed=f"{event.amount:g} {event.currency}, {' + '.join(event.framings)}",
        predictive={f"{q:g}": float(v) for q, v in zip(AT, predictive, strict=True)},
        probability=float(np.sum(row_weight * like / np.maximum(1, total))),
        about="a demand is like this one (amount within 12%, same manner, same set of framings)",
        extra={
            "a demand is like it in amount and manner": float(np.sum(row_weight * like_in_size / np.maximum(1, total))),
            "a request asks for this much or less": at_or_below,
            **framings,
        },
    )


def _mean(values: F64, weights: F64) -> float:
    """Weighted mean of what is known."""
    known = np.isfinite(values)
    return float(np.sum(values[known] * weights[known]) / np.sum(weights[known]))


def _effect(post: Posterior, test: Test) -> Answer:
    """What a mechanism does: paired runs with it on and off; for an interaction, what it does more of under `given`."""
    off = _paired(post, test.switch, test)
    effect = _paired(post, {}, test) - off
    about = f"with the mechanism it goes {test.value}"
    if test.kind == "interaction":
        both = _paired(post, {**test.switch, **test.given}, test)
        effect = (_paired(post, test.given, test) / both) - (_paired(post, {}, test) / off)
        about = f"the same pressure takes it further {test.value} when pay is whole"
    right = effect > 0 if test.value == "up" else effect < 0
    known = np.isfinite(effect)
    settings = ", ".join(f"{n} = {v:g}" for n, v in test.switch.items())
    return Answer(
        measure=_name(test),
        window=test.window,
        unit="ratio of ratios" if test.kind == "interaction" else MEASURES[test.measure].unit,
        observed=f"goes {test.value} (switched off: {settings})",
        predictive={f"{q:g}": float(v) for q, v in zip(AT, np.quantile(effect[known], AT), strict=True)},
        probability=float(np.mean(right[known])),
        about=about,
        extra={"pairs of societies": float(known.sum())},
    )


def _paired(post: Posterior, change: Mapping[str, float], test: Test) -> F64:
    """The measure in the paired runs under a change, seeds averaged: one value per draw; "past" is each draw's own."""
    runs = post.switched[key_of(change)]
    at = runs["dating"].to_numpy()
    values = np.empty(at.size)
    for d, dating in enumerate(post.datings):
        window = dating if test.window == "past" else test.window
        values[at == d] = measure(runs.sel(window=window), test.measure, test.threshold).to_numpy()[at == d]
    seeds = at.size // int(post.checks["switched"])
    return np.asarray(values.reshape(-1, seeds).mean(axis=1))


def _name(test: Test) -> str:
    says = MEASURES[test.measure].says
    return says.format(threshold=f"{test.threshold:g} CNY" if test.threshold else "")


def _shown(value: float) -> str:
    return f"{value:g}"
