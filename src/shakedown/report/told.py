"""Charts in words: the text alternative of each, which holds its numbers and their basis."""

from collections.abc import Sequence

from shakedown.answers.demands_now import Cell
from shakedown.answers.then_and_now import Change
from shakedown.evidence.statement_values import Event
from shakedown.report.marks import Mark
from shakedown.report.phrases import BASIS, first_upper, in_100, lever_unit, spaced, span, when, with_range, written
from shakedown.society.case import Case
from shakedown.society.history import History, Yearly


def then_and_now(title: str, changes: Sequence[Change], marks: Sequence[Mark], case: Case) -> str:
    """One measure before and now, dating by dating, and the reports' words."""
    about = changes[0].now
    rows = "; ".join(
        f"{c.says}: before {with_range(c.then)}, now {with_range(c.now)}, lower by any amount in "
        f"{in_100(c.fell)} of 100 ({in_100(c.fell_before)} before reading)"
        for c in changes
    )
    words = "".join(
        f" The report, of {when(m.window, case)}: {m.says}{'' if m.used else ', left out of the fit'}, basis {m.basis}."
        for m in marks
    )
    assumed = span(about.prior_low, about.prior_high, about.measure)
    basis = f"Basis: {BASIS[about.basis]}; the range now before reading, {assumed}, is assumed."
    return f"{title}. Middle value and the range of 80 of 100 fitted societies. {first_upper(rows)}.{words} {basis}"


def demands_now(title: str, cells: Sequence[Cell], event: Event | None) -> str:
    """Demands by amount and manner, and the one that was reported."""

    def side(hard: bool) -> str:
        return ", ".join(f"{written(c.amount)}: {100 * c.share:.1f}" for c in cells if c.coercive is hard)

    seen = ""
    if event is not None and event.amount is not None:
        seen = f" One report tells of a {event.manner} for about {written(event.amount)} {event.currency} (reported)."
    shares = f"Requests: {side(False)}. Threats and orders: {side(True)}."
    return f"{title}, in 100 demands, mean of the fitted societies. {shares}{seen} Basis: {cells[0].basis}."


def levers(title: str, case: Case) -> str:
    """Each lever's dated values, each with its basis."""
    return f"{title}. " + " ".join(_lever(name, history, case) for name, history in case.histories.items())


def _lever(name: str, history: History | Yearly, case: Case) -> str:
    head = f"{first_upper(spaced(name))}, {lever_unit(name, case)}:"
    if isinstance(history, Yearly):
        points = ", ".join(f"{written(value)} on day {day} of month {month}" for month, day, value in history.points)
        return f"{head} every year {points} ({BASIS[history.basis]})."
    steps = (
        f"{written(case.priors[c.value].median)} from {c.since} (then fitted; here the middle before reading)"
        if isinstance(c.value, str)
        else f"{'never' if c.value == float('inf') else written(c.value)} from {c.since} ({BASIS[c.basis]})"
        for c in history.changes
    )
    return f"{head} {'; '.join(steps)}."
