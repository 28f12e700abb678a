"""What hangs on which statement, as tables: each one foretold from the others, and the answers without it."""

from collections.abc import Sequence

from shakedown.answers.leave_out import Foretold, LeaveOut, Without
from shakedown.evidence.statements import Statement
from shakedown.fit.posterior import Posterior
from shakedown.report.marks import observed
from shakedown.report.phrases import counted, first_upper, how_likely, in_100, listed, named, span, unit, with_range
from shakedown.report.table import Cell, Table, row, table
from shakedown.report.why_words import said_of, statement
from shakedown.society.case import Case


def foretold_table(left: LeaveOut, post: Posterior) -> Table:
    """Each fitted statement: how likely the societies make it before reading, held to the others only, and held to it as well."""
    caption = (
        "Each statement foretold from the others: how likely a society makes it. Basis: fitted; before reading: model. Where "
        "the middle number is no larger than the first, the other statements say nothing of this one. The last column is the "
        "number that the statement speaks of, as the other statements alone would have it, in 80 of 100 societies."
    )
    columns = ["statement", "it says", "before reading", "from the others", "with it", "its number, from the others"]
    by_id = {s.id: s for s in post.scores.statements}
    rows = (_foretold(f, by_id[f.statement], post.case) for f in left.foretold)
    return table(caption, columns, rows, wide=True)


def _foretold(f: Foretold, said: Statement, case: Case) -> tuple[Cell, ...]:
    number = ""
    if f.measure is not None:
        moved = f.measure.window == "change"
        ends = span(f.measure.low, f.measure.high, f.measure.measure, change=moved)
        number = f"{'change by ' if moved else ''}{ends} {unit(f.measure.measure, case, change=moved)}"
    chances = (how_likely(p) for p in (f.before, f.from_others, f.with_it))
    return row(first_upper(said_of(said, case)), observed(said, case), *chances, number)


def without_table(left: LeaveOut, post: Posterior) -> Table:
    """The main answers without each statement, record and writer, and without the reporting model."""
    whole = left.without[0]
    names = [
        f"{first_upper(named(n.measure, post.case, n.threshold))} now, {unit(n.measure, post.case)}"
        for n in whole.numbers
    ]
    columns = ["without", *names, "smaller by any amount, in 100", "gentler by any amount, in 100"]
    columns += ["effective societies"]
    caption = (
        "The answers if something had not been said: middle and range of 80 of 100 societies. Basis: fitted. For a whole page "
        "of such answers give --drop the name in brackets, or that of the record."
    )
    return table(caption, columns, (_without(w, post) for w in left.without), wide=True)


def _without(w: Without, post: Posterior) -> tuple[Cell, ...]:
    size = f"{w.ess:.0f}{'' if w.enough else ', too few'}"
    return row(_what(w, post), *(with_range(n) for n in w.numbers), in_100(w.smaller), in_100(w.gentler), size)


def _what(w: Without, post: Posterior) -> str:
    """What is left out, in words; in brackets the name by which it can be dropped."""
    gone = [s for s in post.scores.statements if s.id in w.statements]
    if w.kind == "statement":
        return f"{statement(gone[0], post.case)} [{w.name}]"
    if w.kind == "record":
        return f"the record {w.name}: {counted(len(gone), 'statement')}"
    if w.kind == "writer":
        return f"all by the writer in {_outlets(gone, post.case)}: {counted(len(gone), 'statement')}"
    if w.kind == "telling":
        return "the reporting model: as if all demands were told alike"
    return "nothing (all statements)"


def _outlets(said: Sequence[Statement], case: Case) -> str:
    """Where they were printed; the writer's own name in the case where no record tells."""
    records = {name for s in said for name in s.records}
    outlets = tuple(dict.fromkeys(r.source_name for r in case.records if r.id in records and r.source_name))
    return listed(outlets) or said[0].writer
