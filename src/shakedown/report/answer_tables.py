"""What is happening, as tables: the numbers of each chart, with their basis in the caption."""

from collections.abc import Sequence

from shakedown.answers.demands_now import Cell as Share
from shakedown.answers.then_and_now import Change, ThenAndNow
from shakedown.report.phrases import BASIS, first_upper, in_100, named, unit, with_range, written
from shakedown.report.table import Cell, Table, row, table
from shakedown.society.case import Case


def then_and_now_table(changes: Sequence[Change], found: ThenAndNow, case: Case) -> Table:
    """One measure before and now under each dating of the past: middle value and the range of 80 of 100 societies."""
    about = changes[0].now
    name = first_upper(named(about.measure, case, about.threshold))
    caption = (
        f"{name}, {unit(about.measure, case)}: middle value and range. Basis: {BASIS[about.basis]}; what was so before "
    )
    caption += "reading is assumed. Lower by any amount counts as lower."
    columns = ["if the past was", "before", "now", "lower now, in 100 (before reading)"]
    return table(caption, columns, (_change(c, found) for c in changes), wide=True)


def _change(change: Change, found: ThenAndNow) -> tuple[Cell, ...]:
    chance = found.dating_chances.get(change.dating) if len(found.dating_chances) > 1 else None
    says = change.says if chance is None else f"{change.says} ({in_100(chance)} in 100)"
    return row(
        says, with_range(change.then), with_range(change.now), f"{in_100(change.fell)} ({in_100(change.fell_before)})"
    )


def demands_now_table(cells: Sequence[Share], case: Case) -> Table:
    """Demands now by amount and manner, in 100 demands; amounts nobody asks for are left out."""
    sides = {hard: {c.amount: c for c in cells if c.coercive is hard} for hard in (False, True)}
    asked = [a for a in sides[False] if max(sides[False][a].high, sides[True][a].high) >= 0.0005]
    columns = [f"amount, {case.currency}", "request", "threat or order"]
    caption = "Demands now, of 100 demands: mean of the fitted societies and the range of 80 of 100 of them, the chance of one "
    caption += "sample of households included. Basis: fitted."
    rows = (row(written(a), *(_share(sides[hard][a]) for hard in (False, True))) for a in asked)
    return table(caption, columns, rows)


def _share(cell: Share) -> str:
    return f"{100 * cell.share:.1f} ({100 * cell.low:.1f} to {100 * cell.high:.1f})"
