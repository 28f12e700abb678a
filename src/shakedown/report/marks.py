"""What the case's statements say about a measure, as points beside the fitted ranges and as text, and how each is used."""

from collections.abc import Iterator
from dataclasses import dataclass

from shakedown.evidence.codes import OF_CHANGE
from shakedown.evidence.statement_values import Event, Ordering
from shakedown.evidence.statements import Statement
from shakedown.evidence.words import word
from shakedown.fit.posterior import Posterior
from shakedown.report.phrases import BASIS, in_100, named, span, times, unit, worth, written
from shakedown.society.case import Case

MOVES = {"up": "went up", "down": "went down", "same": "stayed the same"}
_UNUSED = {
    "fit": "dropped here (--drop): not used",
    "predict": "left out of the fit, then compared",
    "cause": "a causal sentence: a claim to test, not used",
}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One statement on the scale of its measure: where its word or interval lies. `low` to `high` are a word's quartiles,
    or an interval's ends; `middle` is a word's median, None for an interval."""

    window: str
    says: str
    low: float
    middle: float | None
    high: float
    used: bool
    """Whether the fit was held to it; otherwise it was left out and is compared."""
    basis: str


def in_use(statement: Statement, post: Posterior) -> bool:
    """Whether the fit is held to a statement, as it is weighed here."""
    return any(s.id == statement.id for s in post.scores.statements)


def use(statement: Statement, post: Posterior) -> str:
    """How a statement is used, as it is weighed here."""
    if not in_use(statement, post):
        return _UNUSED[statement.use]
    return "used, because the reporter's causes were believed" if statement.use == "cause" else "used in the fit"


def marks(post: Posterior, measure: str, threshold: float | None = None) -> tuple[Mark, ...]:
    """Words and intervals about one measure, in the order of the case."""
    return tuple(_marks(post, measure, threshold))


def _marks(post: Posterior, measure: str, threshold: float | None) -> Iterator[Mark]:
    for s in post.case.statements:
        if s.measure != measure or s.threshold != threshold or s.use == "cause" or s.kind in OF_CHANGE:
            continue
        if ends := bounds(s):
            yield Mark(
                window=s.window,
                says=observed(s, post.case),
                low=ends[0],
                middle=word(str(s.value)).median if s.kind == "word" else None,
                high=ends[1],
                used=in_use(s, post),
                basis=BASIS[s.basis],
            )


def bounds(statement: Statement) -> tuple[float, float] | None:
    """A word's quartiles, or the ends of an interval or a ratio; None for the other kinds."""
    if statement.kind == "word":
        spoken = word(str(statement.value))
        return spoken.q25, spoken.q75
    if isinstance(statement.value, tuple):
        return statement.value
    return None


def observed(statement: Statement, case: Case) -> str:
    """What a statement says, with the number behind a word. An event is told without place, day and pretext."""
    value = statement.value
    if statement.kind == "word":
        return quartiles(str(value))
    if isinstance(value, tuple) and statement.kind == "ratio":
        return f"{times(*value)} what it was"
    if isinstance(value, tuple):
        mark = ", a judgement" if statement.basis == "judgement" else ""
        return f"{span(*value, statement.measure)} {unit(statement.measure, case)}{mark}"
    if isinstance(value, Event):
        return event(value)
    if isinstance(value, Ordering):
        return f"more than {named(value.over, case)}"
    return MOVES.get(str(value), worth(float(value), statement.measure) if isinstance(value, int) else str(value))


def quartiles(name: str) -> str:
    """A word with its quartiles, and the mark of a judgement where no survey gave them."""
    spoken = word(name)
    mark = "; a judgement" if spoken.basis == "judgement" else ""
    return f"“{name}” ({in_100(spoken.q25)}–{in_100(spoken.median)}–{in_100(spoken.q75)} in 100{mark})"


def event(told: Event) -> str:
    """One reported demand, coarse: its manner, about how much, how many framings; never which."""
    sum_ = f"about {written(told.amount)} {told.currency}" if told.amount else "no sum named"
    framed = f", {len(told.framings)} framings at once" if len(told.framings) > 1 else ""
    return f"one {told.manner}, {sum_}{framed}"
