"""What hangs on which statement, as tables: each one foretold from the others, and the answers without it."""

from shakedown.answers.leave_out import Foretold, LeaveOut, Without
from shakedown.fit.posterior import Posterior
from shakedown.report.marks import observed
from shakedown.report.phrases import chance, first_upper, in_100, named, span, unit, with_range
from shakedown.report.table import Cell, Table, row, table
from shakedown.society.case import Case

_KINDS = {"statement": "the statement", "record": "the record", "writer": "the writer"}


def foretold_table(left: LeaveOut, post: Posterior) -> Table:
    """Each fitted statement: how likely the societies make it beforehand, held to the others only, and held to it as well."""
    caption = (
        "Each statement foretold from the others: how likely a society makes it. Basis: fitted; as assumed: model. Where the "
        "middle number is no larger than the first, the other statements say nothing of this one."
    )
    columns = ["statement", "it says", "as assumed", "from the others", "with it", "its number, from the others"]
    return table(caption, columns, (_foretold(f, post.case) for f in left.foretold), wide=True)


def _foretold(f: Foretold, case: Case) -> tuple[Cell, ...]:
    number = ""
    if f.measure is not None:
        name = named(f.measure.measure, case, f.measure.threshold)
        moved = f.measure.window == "change"
        ends = span(f.measure.low, f.measure.high, f.measure.measure, change=moved)
        units = unit(f.measure.measure, case, change=moved)
        number = f"{first_upper(name)}{', change' if moved else ''}: {ends} {units}"
    said = next((observed(s, case) for s in case.statements if s.id == f.statement and s.kind == "event"), f.said)
    return row(f.statement, said, chance(f.before), chance(f.from_others), chance(f.with_it), number)


def without_table(left: LeaveOut, post: Posterior) -> Table:
    """The main answers without each statement, record and writer."""
    whole = left.without[0]
    names = [
        f"{first_upper(named(n.measure, post.case, n.threshold))} now, {unit(n.measure, post.case)}"
        for n in whole.numbers
    ]
    columns = ["without", *names, "smaller, in 100", "gentler, in 100", "effective societies"]
    caption = "The answers if something had not been said: middle and range of 80 of 100 societies. Basis: fitted."
    return table(caption, columns, (_without(w) for w in left.without), wide=True)


def _without(w: Without) -> tuple[Cell, ...]:
    says = f"{_KINDS[w.kind]} {w.name}" if w.kind in _KINDS else "nothing (all statements)"
    size = f"{w.ess:.0f}{'' if w.enough else ', too few'}"
    return row(says, *(with_range(n) for n in w.numbers), in_100(w.smaller), in_100(w.gentler), size)
