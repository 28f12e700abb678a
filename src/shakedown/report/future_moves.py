"""What moves it, in sentences: each scenario's changes by name, with what it costs and what is not modelled."""

from collections.abc import Iterator

from shakedown.answers.policy import Cost, Policy, Row
from shakedown.report.future_phrases import AHEAD, amount, condition, retaliation_told, spread
from shakedown.report.phrases import in_100, listed, written

PAIRS_RULE = (
    "Each society is run on under every scenario with the same chance, so a change is the difference between two runs of one "
    "society. A range holds 80 of 100 of these differences; its unfavourable end is the worst that is still within it. Each "
    "number is a middle of its own, so parts need not add up to their whole."
)
PROVISION_RULE = (
    "Provision that is raised is one sum for every society and week, and it costs what it adds to what the state hands out now. "
    "What an officer's household needs differs between societies and moves with prices and season, and of what he takes only "
    "what he keeps counts, so even a wage can leave need uncovered."
)
SOURCES = {
    "income_provision": "the state",
    "income_protection": "private trade protected",
    "income_takings": "demands",
}
NO_RANK = "No scenario is ranked or recommended: the order is that of the case."
HARM = (
    "What punishment does to a person: not modelled. Services beyond those simulated, which may take what these leave: not "
    "modelled."
)


def moves_lead(answer: Policy) -> Iterator[str]:
    """What the changes are changes of."""
    level = {each.about.name: each for each in answer.levels}
    burden, paid, income, dismissals = (
        spread(level[name].whole, level[name].about) for name in ("burden", "paid", "income", "dismissals")
    )
    yield (
        f"If {condition(answer.reference_says)}: of each 100 {answer.currency} of their income households pay {burden}, and in "
        f"money a household pays {paid} {level['paid'].about.unit}; an officer's income from all sources is {income} "
        f"{level['income'].about.unit}; dismissals a year per 100 officers {dismissals}. What each scenario adds to or takes "
        "from that:"
    )


def moves_scenarios(answer: Policy) -> Iterator[str]:
    """Each scenario: burden, dismissals and charges, officers' livelihood, cost, and what is not modelled."""
    for row in answer.rows:
        if row.scenario != answer.reference:
            yield " ".join(_moves(row, answer.currency))


def _moves(row: Row, currency: str) -> Iterator[str]:
    burden, paid = row.of("burden"), row.of("paid")
    yield (
        f"If {condition(row.says)}: what households pay of each 100 {currency} of income changes by {_changed(row, 'burden')}, "
        f"lower in {in_100(burden.falls.value)} of 100 societies (unfavourable end "
        f"{amount(burden.whole.high, burden.about, change=True)}); the money that a household pays changes by "
        f"{_changed(row, 'paid')} {paid.about.unit}, less in {in_100(paid.falls.value)}."
    )
    if burden.whole.median < 0 < paid.whole.median:
        yield "That is more money, and yet a smaller part of a larger income."
    if paid.whole.median < 0 < burden.whole.median:
        yield "That is less money, and yet a larger part of a smaller income."
    avenged = f"retaliation {row.retaliation}" if row.retaliation else _avenged(row)
    yield f"Dismissals a year per 100 officers {_changed(row, 'dismissals')}, charges {_changed(row, 'charges')}; {avenged}."
    yield from _livelihood(row)
    if row.cost:
        yield from _cost(row, row.cost)


def _changed(row: Row, name: str) -> str:
    """The paired change of one number, without its unit."""
    return spread(row.of(name).whole, row.of(name).about, change=True)


def _avenged(row: Row) -> str:
    return f"retaliations a year per 1,000 households {_changed(row, 'retaliations')}"


def _livelihood(row: Row) -> Iterator[str]:
    """What an officer lives on, by where it comes from."""
    parts = [
        f"{amount(middle, row.of(name).about, change=True)} from {source}"
        for name, source in SOURCES.items()
        if (middle := row.of(name).whole.median) != 0
    ]
    whole = f"An officer's income from all sources changes by {_changed(row, 'income')} {row.of('income').about.unit}"
    yield f"{whole}: {listed(parts)}." if parts else f"{whole}."


def _cost(row: Row, cost: Cost) -> Iterator[str]:
    """What it costs and why, and what it leaves."""
    income, takings, provided = row.of("income"), row.of("income_takings"), row.of("income_provision").about
    extra, now = (amount(v.median, provided) for v in (cost.per_officer_week, cost.handed_out_now))
    each = (
        f"{written(cost.per_unit_spared.median, 1)} {cost.unit} per {cost.unit} that households are spared "
        f"({written(cost.per_unit_spared.low, 1)} to {written(cost.per_unit_spared.high, 1)})"
        if cost.per_unit_spared
        else row.cost_note
    )
    yield (
        f"It costs {extra} {cost.unit} per officer and week, on top of the {now} that the state hands out now in these "
        f"societies; {each}."
    )
    if takings.whole.median < 0 < income.whole.median < cost.per_officer_week.median:
        yield "An officer's income rises by less than that, for he then takes less."
    uncovered = spread(cost.uncovered, row.of("shortfall").about)
    yield f"Of officers' need {uncovered} in 100 stay uncovered, for the sum is fixed and need is not."


def moves_limits(answer: Policy) -> tuple[str, ...]:
    """The rules, and what is not in it."""
    provided = [PROVISION_RULE] if any(row.cost for row in answer.rows) else []
    picks = f"{answer.picks} societies were run on for three years. {AHEAD}"
    harm = f"The penalty for officers is the same in every row. {retaliation_told(answer.rows[0].retaliation)} {HARM}"
    return (PAIRS_RULE, harm, *provided, picks, NO_RANK)
