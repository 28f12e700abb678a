"""How long, what to watch and what moves it, as tables: the numbers of each chart, with their basis in the caption."""

from collections.abc import Iterator
from math import isfinite

from shakedown.answers.coming import FEW
from shakedown.answers.forecast import ALREADY, BANDS, NOT_WITHIN, WITHIN, Forecast, Outlook, Return
from shakedown.answers.policy import Policy, Row, Spread
from shakedown.answers.signs import SIGNS
from shakedown.answers.watch import Signs, Watch
from shakedown.report.future_moves import PROVISION_RULE
from shakedown.report.future_phrases import (
    BASIS_AHEAD,
    condition,
    label,
    of_these,
    off_by,
    spread,
    three_100,
    times,
    unit,
)
from shakedown.report.future_told import YEARS
from shakedown.report.phrases import first_upper, how_likely, in_100, written
from shakedown.report.table import Cell, Table, row, table
from shakedown.society.case import Case

_UNITS = {WITHIN[0]: "back within a year", WITHIN[1]: "in the second year", WITHIN[2]: "in the third"}


def back_table(told: Forecast) -> Table:
    """When coercion is back, of 100 societies, scenario by scenario."""
    caption = "When threats and orders are back above half their former share, in 100 societies ± one standard error. "
    caption += BASIS_AHEAD
    gentle = told.of(told.reference).gentle_now.picks
    columns = [
        "scenario",
        "above half already",
        *_UNITS.values(),
        NOT_WITHIN,
        f"of the {gentle} that are gentle now, back",
    ]
    return table(caption, columns, (row(*_back(o)) for o in told.outlooks), wide=True)


def _back(outlook: Outlook) -> Iterator[str]:
    yield f"{label(outlook.scenario)}: {outlook.says}"
    yield from (off_by(outlook.back.bands[band]) for band in BANDS)
    yield "too few" if outlook.gentle_now.few else times(outlook.gentle_now.weeks)


def gentle_table(told: Forecast) -> Table:
    """Societies in which coercion is not back, of 100: now and after each year."""
    at = [week for week in YEARS if week in told.weeks]
    columns = ["scenario", *("now" if week == 0 else f"after {week} weeks" for week in at)]
    rows = (row(label(o.scenario), *(in_100(o.back.gentle[told.weeks.index(w)]) for w in at)) for o in told.outlooks)
    return table(f"Societies still gentle, in 100. {BASIS_AHEAD}", columns, rows)


def path_table(told: Forecast, scenario: str) -> Table:
    """Manner and size before, now and at the end of each year: middle and range of 80 of 100 societies."""
    manner, size = told.of(scenario).paths["mixture"]
    rows = [
        row("before", three_100(*told.former), _sums(*told.former_sum)),
        row("now", three_100(*told.now), _sums(*told.now_sum)),
    ]
    for week in (w for w in YEARS[1:] if w in told.weeks):
        step = told.weeks.index(week)
        rows.append(row(f"after {week} weeks", three_100(*manner.at(step)), _sums(*size.at(step))))
    caption = (
        "Threats and orders in 100 demands, and the mean sum asked for: middle and range of 80 of 100. "
        f"{of_these(told)} {BASIS_AHEAD}"
    )
    return table(caption, ["when", "in 100 demands", "sum"], rows)


def _sums(*values: float | None) -> str:
    low, mid, high = (f"{v:.0f}" if v is not None and isfinite(v) else "not known" for v in values)
    return f"{mid} ({low} to {high})"


def dependence_table(told: Forecast, case: Case) -> Table:
    """The same if nothing changes, by dating of the past and by explanation."""
    outlook = told.of(told.reference)
    pasts, explained = ({x.name: x.says for x in each} for each in (case.pasts, case.explanations))
    rows = [
        row(f"the past was {pasts[n]}", *_dependent(back)) for n, back in outlook.by_dating.items() if len(pasts) > 1
    ]
    rows += [
        row(f"“{explained[n]}”", *_dependent(back)) for n, back in outlook.by_explanation.items() if len(explained) > 1
    ]
    rows.append(row("societies that are gentle now", *_dependent(outlook.gentle_now)))
    caption = (
        f"On what it depends, if {condition(outlook.says)}: in 100 societies ± one standard error. Fewer than {FEW} societies "
        f"carry no number. {BASIS_AHEAD}"
    )
    return table(
        caption, ["if", "societies", "above half already", "back within three years", NOT_WITHIN], rows, wide=True
    )


def _dependent(back: Return) -> tuple[str, ...]:
    if back.few:
        return (f"{back.picks}", *("too few",) * 3)
    within = sum(back.bands[band].value for band in WITHIN)
    return (f"{back.picks}", off_by(back.bands[ALREADY]), in_100(within), off_by(back.bands[NOT_WITHIN]))


# ---------------------------------------------------------------- what to watch


def first_signs_table(told: Watch) -> Table:
    """Each future's first visible signs."""
    caption = (
        "First visible signs: of 100 societies that take this future, those that have ever shown it by then, in any twelve weeks "
        "since now, ± one standard error; beside them those if nothing changes. Odds factor: how many times likelier a report of "
        "it is in this future than if nothing changes, or than in all others. Last: all futures being equally likely beforehand. "
        f"{BASIS_AHEAD}"
    )
    columns = [
        "future",
        "sign",
        "by week",
        "shown",
        "if nothing changes",
        "odds factor against no change",
        "odds factor against all others",
        f"one report turns {in_100(1 / len(told.futures))} in 100 into",
    ]
    rows = [cells for future in told.futures if future.scenario != told.reference for cells in _firsts(future)]
    return table(caption, columns, rows, wide=True)


def _firsts(future: Signs) -> Iterator[tuple[Cell, ...]]:
    if not future.first:
        yield row(label(future.scenario), future.note, *("–",) * 6)
    for seen in future.first:
        yield row(
            label(future.scenario),
            seen.says,
            f"{seen.week}",
            off_by(seen.here),
            off_by(seen.in_reference),
            f"×\u00a0{seen.odds:.1f}",
            f"×\u00a0{seen.odds_against_others:.1f}",
            how_likely(seen.chance_after),
        )


def signs_table(told: Watch, by: int) -> Table:
    """Every sign in every future by some week: societies that have shown it, and the odds factor of a report of it."""
    caption = (
        f"Every sign by week {by}: in 100 societies that take this future, those that have ever shown it, in any twelve weeks "
        "since now; so a sign and its opposite may both have been shown, at different times. In brackets how many times "
        f"likelier a report of it is in this future than if nothing changes (below 1: speaks against it). {BASIS_AHEAD}"
    )
    columns = ["sign", *(label(future.scenario) for future in told.futures)]
    rows = (row(sign.says, *(_shown(future, sign.name, by) for future in told.futures)) for sign in SIGNS)
    return table(caption, columns, rows, wide=True)


def _shown(future: Signs, sign: str, by: int) -> str:
    seen = next(s for s in future.seen if s.sign == sign and s.week == by)
    return f"{in_100(seen.here.value)} (×\u00a0{seen.odds:.1f})"


# ---------------------------------------------------------------- what moves it


def policy_table(answer: Policy) -> Table:
    """A row a scenario: burden, and beside it dismissals, charges, retaliation and what punishment does."""
    burden = answer.rows[0].of("burden").about
    caption = (
        f"What each scenario changes over three years, against {label(answer.reference).lower()}: middle of the paired "
        "differences and the range of 80 of 100. The share of income that households pay is in "
        f"{unit(burden, change=True)}, and the upper end of its range is the unfavourable one. Money is in {answer.currency} a "
        f"week; dismissals and charges are a year per 100 officers{_per_household(answer)}. {BASIS_AHEAD}"
    )
    columns = [
        "scenario",
        "share of income that households pay",
        "that share is lower in, of 100",
        "money that a household pays",
        "dismissals",
        "charges",
        "officer's income from all sources",
        "retaliation",
        "what punishment does to a person",
    ]
    return table(caption, columns, (row(*_policy(r)) for r in answer.rows), wide=True)


def retaliation(each: Row) -> str:
    """How retaliation changes, or why it is not counted."""
    if each.retaliation:
        return each.retaliation
    return spread(each.of("retaliations").whole, each.of("retaliations").about, change=True)


def _per_household(answer: Policy) -> str:
    return "" if answer.rows[0].retaliation else ", retaliations a year per 1,000 households"


def _policy(each: Row) -> Iterator[str]:
    burden = each.of("burden")
    yield label(each.scenario)
    yield spread(burden.whole, burden.about, change=True)
    yield off_by(burden.falls)
    for name in ("paid", "dismissals", "charges", "income"):
        yield spread(each.of(name).whole, each.of(name).about, change=True)
    yield retaliation(each)
    yield each.harm_of_punishment


def measures_table(answer: Policy) -> Table:
    """Every number: its level under the reference, and each scenario's change."""
    rows = [row for row in answer.rows if row.scenario != answer.reference]
    caption = (
        "Every number: its level if nothing changes, and what each scenario changes, as a mean over three years. Middle and "
        f"range of 80 of 100. {BASIS_AHEAD}"
    )
    columns = ["number and unit", label(answer.reference), *(label(r.scenario) for r in rows)]
    return table(caption, columns, _measures(answer, rows), wide=True)


def _measures(answer: Policy, rows: list[Row]) -> Iterator[tuple[Cell, ...]]:
    for level in answer.levels:
        about = level.about
        changes = (spread(r.of(about.name).whole, about, change=True) for r in rows)
        yield row(f"{first_upper(about.says)}, {unit(about)}", spread(level.whole, about), *changes)
    if off := answer.rows[0].retaliation:
        yield row("Retaliation", off, *(r.retaliation for r in rows))
    yield row("What punishment does to a person", "not modelled", *(r.harm_of_punishment for r in rows))


def displacement_table(answer: Policy) -> Table:
    """Where the burden goes: later, to poorer people, to other services."""
    about = answer.rows[0].of("burden").about
    caption = (
        f"Displacement, in {unit(about, change=True)}: change of the share of income that households pay in the first and the "
        "third year; the third less the first (above 0: it wears off, or comes later); the poorer two fifths less the richer two "
        f"(above 0: it moves to the poorer). {BASIS_AHEAD}"
    )
    columns = ["scenario", "first year", "third year", "later", "to poorer people", "to other services"]
    rows = (row(*_displaced(r)) for r in answer.rows if r.scenario != answer.reference)
    return table(caption, columns, rows, wide=True)


def _displaced(each: Row) -> Iterator[str]:
    burden = each.of("burden")
    yield label(each.scenario)
    yield spread(burden.first, burden.about, change=True)
    yield spread(burden.third, burden.about, change=True)
    for shift in each.shifts:
        yield f"{spread(shift.difference, burden.about, change=True)}; above 0 in {in_100(shift.above.value)} of 100"
    yield each.other_services


def cost_table(answer: Policy) -> Table:
    """What more provision costs and what it leaves, where it is raised."""
    money = answer.currency
    caption = (
        f"Cost of more provision, in {money} per officer and week, and per {money} that households are spared. {PROVISION_RULE} "
        f"{BASIS_AHEAD}"
    )
    columns = [
        "scenario",
        "handed out now",
        "what is added",
        f"per {money} spared",
        "more handed out and less paid in, of 100",
        "need left uncovered, in 100",
        "what is counted",
    ]
    rows = (row(*_cost(r)) for r in answer.rows if r.scenario != answer.reference)
    return table(caption, columns, rows, wide=True)


def _cost(each: Row) -> Iterator[str]:
    yield label(each.scenario)
    cost = each.cost
    if cost is None:
        yield from ("–",) * 5
    else:
        provided = each.of("income_provision").about
        yield spread(cost.handed_out_now, provided)
        yield spread(cost.per_officer_week, provided, change=True)
        yield _per_unit(cost.per_unit_spared)
        yield off_by(cost.spared)
        yield spread(cost.uncovered, each.of("shortfall").about)
    yield each.cost_note


def _per_unit(value: Spread | None) -> str:
    if value is None:
        return "none can be given"
    low, mid, high = (written(v, 2) for v in (value.low, value.median, value.high))
    return f"{mid} ({low} to {high})"
