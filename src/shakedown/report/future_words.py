"""How long, what to watch and what moves it, in sentences that a stranger to statistics can retell."""

from collections.abc import Iterable, Iterator

from shakedown.answers.coming import FEW, Share
from shakedown.answers.forecast import ALREADY, NOT_WITHIN, WITHIN, Forecast, Outlook, Return
from shakedown.answers.policy import Cost, Policy, Row
from shakedown.answers.watch import Seen, Signs, Watch
from shakedown.report.future_phrases import amount, condition, spread, unit
from shakedown.report.phrases import in_100
from shakedown.society.case import Case

BACK_RULE = (
    "“Back” means: in twelve weeks together, more than half of the society's own former share of demands come with a threat or "
    "an order. The former share is that of the past under each society's own dating."
)
AHEAD = (
    "What levers do after now is assumed in every one of these futures; nothing here says how likely a crackdown is to lapse or "
    "trade to reopen."
)
SIGN_RULE = (
    "A sign is a move that anybody would notice against now (five points of a hundred in a share, a tenth in a sum or a number), "
    "over twelve weeks. A first sign is one that at least half of the societies have shown and whose report at least doubles the "
    "odds of that future against no change. The odds allow for a writer who did not look, so no single report settles anything."
)
PAIRS_RULE = (
    "Each society is run on under every scenario with the same chance, so a change is the difference between two runs of one "
    "society. A range holds 80 of 100 of these differences; its unfavourable end is the worst that is still within it."
)
NO_RANK = "No scenario is ranked or recommended: the order is that of the case."
HARM = (
    "The penalty for officers is the same in every row. Retaliation against those who complain or refuse: not modelled. What "
    "punishment does to a person: not modelled. Other services that may take what this one leaves: not modelled."
)
NO_SIGN = "no first sign within three years; this future looks like the present"
TELLING = 2.0
"""Shares that differ by fewer standard errors than this are not called different."""


# ---------------------------------------------------------------- how long


def how_long_lead(told: Forecast) -> Iterator[str]:
    """What happens if nothing changes."""
    outlook = told.of(told.reference)
    bands = outlook.back.bands
    yield (
        f"If {condition(outlook.says)}, threats and orders are above half their former share already now in "
        f"{in_100(bands[ALREADY].value)} of 100 of these societies. They come back above it within a year in "
        f"{in_100(bands[WITHIN[0]].value)}, later within three years in {in_100(_later(outlook.back))}, and not within three "
        f"years in {in_100(bands[NOT_WITHIN].value)}."
    )
    if outlook.gentle_now.picks and bands[ALREADY].value > 0:
        yield f"{_of_gentle(outlook)} In the others the manner is not gentle by this rule, so there is nothing to last."


def _later(back: Return) -> float:
    return sum(back.bands[band].value for band in WITHIN[1:])


def _of_gentle(outlook: Outlook) -> str:
    """Of those that are gentle now."""
    gentle = outlook.gentle_now
    if gentle.few:
        return f"Only {gentle.picks} of the societies are gentle now: too few to say more of."
    lasts = gentle.bands[NOT_WITHIN]
    return (
        f"Of the {gentle.picks} societies in which they lie at half or below, they stay there for three years in "
        f"{in_100(lasts.value)} of 100 (give or take {100 * lasts.error:.0f})."
    )


def how_long_scenarios(told: Forecast) -> Iterator[str]:
    """The other scenarios, one sentence each."""
    for outlook in told.outlooks:
        if outlook.scenario != told.reference:
            bands = outlook.back.bands
            yield (
                f"If {condition(outlook.says)}: back within a year in {in_100(bands[WITHIN[0]].value)} of 100, later within "
                f"three years in {in_100(_later(outlook.back))}, not within three years in {in_100(bands[NOT_WITHIN].value)}."
            )


def how_long_limits(told: Forecast, case: Case) -> Iterator[str]:
    """What it depends on, and how far the numbers carry."""
    outlook = told.of(told.reference)
    yield BACK_RULE
    if len(outlook.by_dating) > 1:
        yield _by_dating(outlook, case)
    if len(case.explanations) > 1:
        yield _by_explanation(outlook, case)
    widest = max(s.error for o in told.outlooks for s in o.back.bands.values())
    yield (
        f"{outlook.back.picks} societies were run on. Because they are so few, a share may be off by up to "
        f"{100 * widest:.0f} of 100 (one standard error); the noise of one sample of households is in it."
    )
    if told.unknown:
        yield f"{told.unknown} more have no former share, because nothing was demanded in their past, and are left out."
    yield AHEAD


def _by_dating(outlook: Outlook, case: Case) -> str:
    says = {past.name: past.says for past in case.pasts}
    parts = (
        f"{in_100(back.bands[NOT_WITHIN].value)} if the past was {says[name]}"
        if not back.few
        else f"too few to say if it was {says[name]}"
        for name, back in outlook.by_dating.items()
    )
    return f"It depends on when the past was: if nothing changes, not back within three years (of 100) in {'; '.join(parts)}."


def _by_explanation(outlook: Outlook, case: Case) -> str:
    """Which explanations say that it comes back soonest, if any can be told from the others."""
    says = {e.name: e.says for e in case.explanations}
    lasting = {name: back.bands[NOT_WITHIN] for name, back in outlook.by_explanation.items()}
    missing = f"Explanations with fewer than {FEW} societies are left out."
    if len(lasting) < 2:
        return f"Too few societies stand behind single explanations to say which of them lets it last. {missing}"
    low, high = (pick(lasting, key=lambda name: lasting[name].value) for pick in (min, max))
    if lasting[high].value - lasting[low].value < TELLING * _apart(lasting[low], lasting[high]):
        return f"Explanations do not differ by more than chance in whether it lasts. {missing}"
    named = "; ".join(f"“{says[name]}” {in_100(share.value)}" for name, share in lasting.items())
    return f"It depends on the explanation: if nothing changes, at half or below for three years (of 100): {named}. {missing}"


def _apart(a: Share, b: Share) -> float:
    return float((a.error**2 + b.error**2) ** 0.5)


# ---------------------------------------------------------------- what to watch


def watch_sentences(told: Watch) -> Iterator[str]:
    """Each future's first visible signs."""
    for future in told.futures:
        if future.scenario != told.reference:
            yield f"If {condition(future.says)}: {_first(future)}."


def _first(future: Signs) -> str:
    return ". Also: ".join(_sign(seen) for seen in future.first) or NO_SIGN


def _sign(seen: Seen) -> str:
    return (
        f"{seen.says}, by week {seen.week} in {in_100(seen.here.value)} of 100 (if nothing changes "
        f"{in_100(seen.in_reference.value)}); a report of it multiplies the odds by {seen.odds:.1f}"
    )


# ---------------------------------------------------------------- what moves it


def moves_lead(answer: Policy) -> Iterator[str]:
    """What the changes are changes of."""
    level = {each.about.name: each for each in answer.levels}
    told = (
        f"{name} {spread(level[key].whole, level[key].about)} {unit(level[key].about)}"
        for key, name in (
            ("burden", "payments"), ("dismissals", "dismissals per 100 officers"), ("income", "an officer's income"),
        )
    )  # fmt: skip
    yield f"If {condition(answer.reference_says)}: {'; '.join(told)}. What each scenario adds to or takes from that:"


def moves_scenarios(answer: Policy) -> Iterator[str]:
    """Each scenario: burden, dismissals and charges, officers' livelihood, cost, and what is not modelled."""
    for row in answer.rows:
        if row.scenario != answer.reference:
            yield " ".join(_moves(row))


def _moves(row: Row) -> Iterator[str]:
    burden = row.of("burden")
    yield (
        f"If {condition(row.says)}: payments {spread(burden.whole, burden.about, change=True)} "
        f"{unit(burden.about, change=True)}; they fall in {in_100(burden.falls.value)} of 100 societies; unfavourable end "
        f"{amount(burden.whole.high, burden.about, change=True)}."
    )
    dismissals, charges = row.of("dismissals"), row.of("charges")
    yield (
        f"Dismissals a year per 100 officers {spread(dismissals.whole, dismissals.about, change=True)}, charges "
        f"{spread(charges.whole, charges.about, change=True)}; retaliation {row.retaliation}."
    )
    income = row.of("income")
    yield f"An officer's income {spread(income.whole, income.about, change=True)} {income.about.unit}."
    if row.cost:
        yield _cost(row.cost)


def _cost(cost: Cost) -> str:
    extra = f"{cost.per_officer_week.median:.0f} {cost.unit} per officer and week in provision"
    if cost.per_unit_spared is None:
        falls = in_100(cost.spared.value)
        return f"It costs {extra}; per {cost.unit} spared not defined, for payments fall in {falls} of 100 only."
    low, mid, high = (f"{v:.1f}" if v is not None else "no end" for v in cost.per_unit_spared)
    return f"It costs {extra}, {mid} {cost.unit} per {cost.unit} that households are spared ({low} to {high})."


def moves_limits(answer: Policy) -> tuple[str, ...]:
    """The rules, and what is not in it."""
    return (PAIRS_RULE, HARM, f"{answer.picks} societies were run on for three years. {AHEAD}", NO_RANK)


def forecast_text(told: Forecast, case: Case) -> str:
    """How long, for a terminal: one sentence a line."""
    return _lines(how_long_lead(told), how_long_scenarios(told), how_long_limits(told, case))


def watch_text(told: Watch) -> str:
    """What to watch, for a terminal."""
    return _lines(watch_sentences(told), [SIGN_RULE, AHEAD])


def policy_text(answer: Policy) -> str:
    """What moves it, for a terminal."""
    return _lines(moves_lead(answer), moves_scenarios(answer), moves_limits(answer))


def _lines(*parts: Iterable[str]) -> str:
    return "".join(f"{sentence}\n" for part in parts for sentence in part)
