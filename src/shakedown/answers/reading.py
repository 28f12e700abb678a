"""What the fitted societies say to a word, an interval, a direction or an event of the ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from shakedown.answers.answer import AT, F64, Answer, Tested, name_of, predicted
from shakedown.answers.ranges import chance, weighted_mean
from shakedown.evidence.measures import FRAMINGS, MEASURES
from shakedown.evidence.statement_values import Event
from shakedown.evidence.words import word
from shakedown.fit.likelihood import demands_like, scale_of
from shakedown.fit.posterior import Posterior, weighted_quantiles
from shakedown.fit.wording import anyones_word_chance, most_word_chance
from shakedown.society.ledger import Test

CEILING = "most any share could give"
TIMES = "times what it was"
"""Unit of a ratio."""


def reading(post: Posterior, test: Test) -> Tested:
    """A test read off every draw under every dating. Where the measure has no value (nan) no test holds."""
    if isinstance(test.value, Event):
        return _event(post, test.value, test)
    if test.kind == "ratio":
        return _ratio(post, test)
    values = post.county_values(test.measure, test.window, test.threshold)
    if test.kind == "word":
        return _word(post, test, values)
    if test.kind == "direction":
        went = f"went {test.value}" if test.value != "same" else "stayed the same"
        return _read(post, test, values, _moved(post, test, values), observed=went, about=went)
    low, high = test.value
    return _read(post, test, values, _inside(values, test), observed=f"{low:g} to {high:g}", about="lies within")


def _ratio(post: Posterior, test: Test) -> Tested:
    """What became of a measure, as a multiple of what it was."""
    values, (low, high) = post.county_ratios(test.measure, test.threshold), test.value
    return _read(
        post,
        test,
        values,
        _inside(values, test),
        observed=f"{low:g} to {high:g} {TIMES}",
        about="lies within",
        unit=TIMES,
    )


def _inside(values: F64, test: Test) -> npt.NDArray[np.bool_]:
    low, high = test.value
    inside: npt.NDArray[np.bool_] = (values >= low) & (values <= high)
    return inside


def _moved(post: Posterior, test: Test, change: F64) -> npt.NDArray[np.bool_]:
    """Whether it went up, down, or by less than anybody would notice."""
    if test.value != "same":
        return change > 0 if test.value == "up" else change < 0
    if scale_of(test.measure) != "amount":
        return np.abs(change) < post.wording.just_noticeable_share
    before = post.county_values(test.measure, "past", test.threshold)
    return np.abs(change) < post.wording.just_noticeable_ratio * before


def _word(post: Posterior, test: Test, values: F64) -> Tested:
    spoken = word(test.value)
    inside = (values >= spoken.q25) & (values <= spoken.q75)
    mark = ", a judgement" if spoken.basis == "judgement" else ""
    return _read(
        post,
        test,
        values,
        anyones_word_chance(spoken, np.nan_to_num(values), post.wording),
        observed=f'"{test.value}" ({100 * spoken.q25:g}-{100 * spoken.median:g}-{100 * spoken.q75:g}%{mark})',
        about="a writer says this word",
        extra={"within the word's quartiles": chance(post, inside), CEILING: most_word_chance(spoken, post.wording)},
    )


def _read(
    post: Posterior,
    test: Test,
    values: F64,
    holds: npt.ArrayLike,
    *,
    observed: str,
    about: str,
    extra: Mapping[str, float] | None = None,
    unit: str = "",
) -> Tested:
    weights, each = post.weights(), np.asarray(holds, dtype=float)
    answer = Answer(
        measure=name_of(test, post.case),
        window=test.window,
        unit=unit or MEASURES[test.measure].unit,
        observed=observed,
        predictive=predicted(weighted_quantiles(values, weights, AT)),
        probability=weighted_mean(each, weights),
        about=about,
        extra=extra or {},
    )
    return Tested(answer, each, weights)


def _event(post: Posterior, event: Event, test: Test) -> Tested:
    """An event left out of the fit: amounts of demands in that manner as predicted, and the share of demands like it."""
    weights = post.weights()
    windows = [post.draws.sel(window=d if test.window == "past" else test.window) for d in post.datings]
    like, total = (np.stack(each) for each in zip(*(demands_like(event, w) for w in windows), strict=True))
    in_size = np.stack([demands_like(replace(event, framings=()), w)[0] for w in windows])
    asked = np.stack([w.demands.sum("service").sel(manner=event.manner).to_numpy() for w in windows])
    share = asked / np.maximum(1, asked.sum(axis=-1, keepdims=True)) * weights[..., None]
    amounts = np.broadcast_to(post.draws.amount.to_numpy(), share.shape)
    extra = {"a demand is like it in amount and manner": weighted_mean(in_size / np.maximum(1, total), weights)}
    if event.amount is not None and share.any():
        extra[f"a {event.manner} asks for this much or less"] = weighted_mean(amounts <= event.amount, share)
    for framing in FRAMINGS:
        extra[f"share of requests framed as {framing}"] = _mean(post.values(f"share_{framing}", test.window), weights)
    answer = Answer(
        measure=f"amount of a {event.manner}",
        window=test.window,
        unit=post.case.currency,
        observed=", ".join(_told(event)),
        predictive=predicted(weighted_quantiles(amounts, share, AT)),
        probability=weighted_mean(like / np.maximum(1, total), weights),
        about="a demand is like this one (amount within 12%, same manner, same set of framings)",
        extra=extra,
    )
    return Tested(answer, like / np.maximum(1, total), weights)


def _told(event: Event) -> Iterator[str]:
    """The event as coarsely as it may be printed: no day, no pretext beside its sum."""
    yield "no sum named" if event.amount is None else f"about {event.amount:g} {event.currency}"
    if event.framings:
        yield f"{len(event.framings)} framings at once" if len(event.framings) > 1 else "one framing"


def _mean(values: F64, weights: F64) -> float:
    """Weighted mean of what is known; nan if nothing is."""
    known = np.isfinite(values)
    return weighted_mean(values[known], weights[known]) if known.any() else np.nan
