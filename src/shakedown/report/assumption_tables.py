"""What was put in: the levers' dated values with their sources, and the dials with what was assumed and what was learned."""

from collections.abc import Iterator

import numpy as np

from shakedown.fit.posterior import TENTHS, Posterior, weighted_quantiles
from shakedown.report.phrases import BASIS, first_upper, lever, lever_unit, spaced, written
from shakedown.report.table import Cell, Table, joined, row, table
from shakedown.society.case import Case
from shakedown.society.history import Change, History, Yearly
from shakedown.society.priors import Prior
from shakedown.society.rules import Rules, dials

_PAYS = ("reach_", "refusal_", "strain_", "complaint_")
"""Dials that say what a manner of asking brings, or what it risks: never printed with a number."""


def levers_table(case: Case) -> Table:
    """Every dated value of every lever, with where it comes from; last the levers that one explanation moves and no other."""
    caption = "What happened from outside. A value holds until the next one; “over” is how long the step takes."
    columns = ["lever", "from", "value", "source", "basis"]
    rows = (
        cells
        for says, name, history in [*_of_all(case), *_of_one(case)]
        for cells in _steps(f"{spaced(name)}, {lever_unit(name, case)}{says}", history, case)
    )
    return table(caption, columns, rows, wide=True)


def levers_told(case: Case) -> tuple[tuple[str, str], ...]:
    """Each lever that something moves: its name, and what it is, with its unit."""
    names = dict.fromkeys(name for _, name, _ in [*_of_all(case), *_of_one(case)])
    only = [name for name in names if name not in case.histories]
    return tuple(
        (
            first_upper(spaced(name)),
            f"{first_upper(lever(name))}. Unit: {lever_unit(name, case)}."
            + (" It moves only under an explanation that says so." if name in only else ""),
        )
        for name in names
    )


def _of_all(case: Case) -> Iterator[tuple[str, str, History | Yearly]]:
    """Levers with their paths, where they are the case's own."""
    for name, history in case.histories.items():
        yield "", name, history


def _of_one(case: Case) -> Iterator[tuple[str, str, History | Yearly]]:
    """Levers with the path that they take under one explanation, and its words."""
    for explanation in case.explanations:
        for name, history in explanation.histories.items():
            yield f"; only under “{explanation.says}”", name, history


def _steps(label: str, history: History | Yearly, case: Case) -> Iterator[tuple[Cell, ...]]:
    if isinstance(history, Yearly):
        points = ", ".join(f"{written(value)} on {day}/{month}" for month, day, value in history.points)
        yield row(label, "every year", f"{points} (day/month)", history.source, BASIS[history.basis])
        return
    for change in history.changes:
        over = f" over {change.over} weeks" if change.over else ""
        yield row(
            label, f"{change.since}{over}", _value(change, case), joined([change.source, change.note]), _basis(change)
        )  # fmt: skip


def _value(change: Change, case: Case) -> str:
    if isinstance(change.value, str):
        return f"fitted; before reading: {_before(case.priors[change.value])}"
    return written(change.value) if np.isfinite(change.value) else "never"


def _before(prior: Prior) -> str:
    """Middle and range of a prior."""
    return f"{written(prior.median)} ({written(prior.q10)} to {written(prior.q90)})"


def _basis(change: Change) -> str:
    return f"{BASIS[change.basis]}, then fitted" if isinstance(change.value, str) else BASIS[change.basis]


def dials_table(post: Posterior) -> Table:
    """The fitted dials: middle and range before reading and, if the fit suffices, after. What a manner brings is withheld."""
    columns = ["dial", "unit", "before reading", "source", "basis"]
    caption = "The dials that were fitted: middle value and the range of 80 of 100. “Before reading” is assumed."
    if post.sufficient:
        columns.insert(3, "after reading")
        caption += " “After reading” is fitted: where it is as wide as before, the reports taught nothing about it."
    return table(caption, columns, (_dial(name, post) for name in post.case.priors), wide=True)


def _dial(name: str, post: Posterior) -> tuple[Cell, ...]:
    prior = post.case.priors[name]
    about = {d.name: d for d in dials()}.get(name)
    unit = prior.unit or (about.unit if about else "")
    label = joined([spaced(name), about.says.rstrip(".") if about else _of_what(name, post.case)], ": ")
    numbers = [_before(prior)]
    numbers += [_learned(prior, name, post)] if post.sufficient else []
    if withheld(name):
        numbers = [
            "not printed: it would say what a manner of asking brings or risks",
            *["not printed"] * (len(numbers) - 1),
        ]
    basis = BASIS[prior.basis] + (", then fitted" if post.sufficient else "")
    return row(first_upper(label), unit, *numbers, prior.source, basis)


def _learned(prior: Prior, name: str, post: Posterior) -> str:
    """Middle and range after reading, to two digits."""
    at = list(post.case.priors).index(name)
    values = prior.value(post.draws["z"].to_numpy()[:, at])
    low, mid, high = weighted_quantiles(values, post.weights().sum(axis=0), TENTHS)
    return f"{_short(mid)} ({_short(low)} to {_short(high)})"


def _of_what(name: str, case: Case) -> str:
    """What a prior that is no dial of its own draws: a dial of one explanation, or a lever's value."""
    for each in case.explanations:
        for dial, at in each.rules.items():
            if at == name:
                return f"the dial {dial} under “{each.says}”"
    return "a lever's value"


def _short(value: float) -> str:
    return written(float(f"{value:.2g}"))


def withheld(dial: str) -> bool:
    """Whether a dial's number would help to extort."""
    return dial.startswith(_PAYS)


def fixed_dials(case: Case) -> str:
    """How many dials are fixed, and where they stand."""
    all_ = dials()
    fixed = [d for d in all_ if d.name not in case.priors]
    unit = case.rules.money_unit
    usual = Rules().in_money(unit)
    own = [d.name for d in fixed if getattr(case.rules, d.name) != getattr(usual, d.name)]
    sets = (
        f"The case sets {len(own)} of them itself, in case.toml: {', '.join(own)}."
        if own
        else "The case sets none itself."
    )
    money = (
        f" Sums among them count in {case.currency}: {unit:g} for each one of that file (money_unit, in case.toml)."
        if unit != 1
        else ""
    )
    return (
        f"The other {len(fixed)} of {len(all_)} dials are fixed, and nothing here says how the answers would change with "
        "them. Their values stand in src/shakedown/society/rules.py, each with unit, plausible range and source. "
        + sets
        + money
    )
