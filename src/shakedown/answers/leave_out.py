"""What hangs on what was said: each statement foretold from the others, and the answers without it, without its record,
without its writer. The same runs are weighed anew; nothing is simulated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from shakedown.answers.ranges import Range, chance, range_of
from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE, threshold_of
from shakedown.evidence.statement_values import Event
from shakedown.evidence.statements import Statement
from shakedown.fit.posterior import F64, Posterior
from shakedown.fit.sampler import effective_size
from shakedown.fit.weigh import LEAST_ESS


@dataclass(frozen=True, kw_only=True)
class Foretold:
    """One fitted statement, and how likely it is: before reading, from the other statements, and with itself.

    `measure` is the range of what it speaks of without it; none for an event.
    """

    statement: str
    said: str
    before: float
    from_others: float
    with_it: float
    measure: Range | None
    basis: str = "fitted"


@dataclass(frozen=True, kw_only=True)
class Without:
    """The answers when something was not said: `kind` is nothing, statement, record or writer, `name` its name; or, of kind
    telling, with everything said and the reporting model off.

    numbers: size, manner and (if the case has a threshold) share above it, now; smaller, gentler: chance of the change;
    ess: effective societies behind it, too few below `LEAST_ESS`.
    """

    kind: str
    name: str
    statements: tuple[str, ...]
    numbers: tuple[Range, ...]
    smaller: float
    gentler: float
    explanations: dict[str, float]
    ess: float
    basis: str = "fitted"

    @property
    def enough(self) -> bool:
        """Whether enough societies stand behind it."""
        return self.ess >= LEAST_ESS


@dataclass(frozen=True, kw_only=True)
class LeaveOut:
    """Every fitted statement foretold, and the answers without each statement, record and writer; first without nothing, last
    without the reporting model."""

    foretold: tuple[Foretold, ...]
    without: tuple[Without, ...]


def leave_out(post: Posterior) -> LeaveOut:
    """Leave out each statement, each record and each writer in turn. Raises nothing: what is too thin is marked."""
    statements, each = post.scores.statements, np.exp(post.scores.each())
    return LeaveOut(
        foretold=tuple(_foretold(post, s, each[:, :, place].T) for place, s in enumerate(statements)),
        without=(
            *(without(post, kind, name, ids) for kind, name, ids in _what(statements)),
            *(without(off, "telling", "", ()) for off in _all_told(post)),
        ),
    )


def _all_told(post: Posterior) -> Iterable[Posterior]:
    """The fit without the reporting model, if it has one."""
    if post.wording != (off := post.wording.all_told()):
        yield post.reweighed(wording=off)


def without(post: Posterior, kind: str, name: str, ids: Sequence[str]) -> Without:
    """The answers as if these statements had not been made."""
    left = post.without(ids) if ids else post
    return Without(
        kind=kind,
        name=name,
        statements=tuple(ids),
        numbers=_numbers(left),
        smaller=chance(left, left.county_values(SIZE, "change") < 0),
        gentler=chance(left, left.county_values(MANNER, "change") < 0),
        explanations=left.explanation_chances(),
        ess=effective_size(np.logaddexp.reduce(left.log_weight, axis=0)),
    )


def _numbers(post: Posterior) -> tuple[Range, ...]:
    cut = threshold_of(post.case)
    above = () if cut is None else (range_of(post, ABOVE, "now", cut),)
    return (range_of(post, SIZE, "now"), range_of(post, MANNER, "now"), *above)


def _what(statements: Sequence[Statement]) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    yield "nothing", "", ()
    for s in statements:
        yield "statement", s.id, (s.id,)
    for record in dict.fromkeys(r for s in statements for r in s.records):
        yield "record", record, tuple(s.id for s in statements if record in s.records)
    for writer in dict.fromkeys(s.writer for s in statements):
        yield "writer", writer, tuple(s.id for s in statements if s.writer == writer)


def _foretold(post: Posterior, statement: Statement, each: F64) -> Foretold:
    """`each` (dating, row): chance of the statement alone."""
    others = post.without([statement.id])
    before = post.base[None, :] + np.log([p.weight for p in post.case.pasts])[:, None]
    window = statement.window if statement.window != "past" or len(post.datings) > 1 else post.datings[0]
    told = (
        None if isinstance(statement.value, Event) else range_of(others, statement.measure, window, statement.threshold)
    )
    return Foretold(
        statement=statement.id,
        said=_said(statement),
        before=float(np.average(each, weights=np.exp(before - before.max()))),
        from_others=float(np.sum(each * others.weights())),
        with_it=float(np.sum(each * post.weights())),
        measure=told,
    )


def _said(statement: Statement) -> str:
    value = statement.value
    if isinstance(value, tuple):
        return " to ".join(f"{v:g}" for v in value) + (" times" if statement.kind == "ratio" else "")
    if isinstance(value, Event):
        return f"one {value.manner}"
    return f'"{value}"' if statement.kind == "word" else str(value)
