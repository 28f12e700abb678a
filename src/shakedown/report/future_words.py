"""How long, what to watch and what moves it, in sentences that a stranger to statistics can retell."""

from collections.abc import Iterable, Iterator

from shakedown.answers.coming import FEW, Share
from shakedown.answers.forecast import ALREADY, NOT_WITHIN, WITHIN, Forecast, Outlook, Return
from shakedown.answers.policy import Policy
from shakedown.answers.watch import Seen, Signs, Watch
from shakedown.report.future_moves import moves_lead, moves_limits, moves_scenarios
from shakedown.report.future_phrases import AHEAD, condition
from shakedown.report.phrases import how_likely, in_100
from shakedown.society.case import Case

BACK_RULE = (
    "“Back” means: in twelve weeks together, more than half of the society's own former share of demands come with a threat or "
    "an order. The former share is that of the past under each society's own dating."
)
SIGN_RULE = (
    "A sign is a move that anybody would notice against now (five points of a hundred in a share, a tenth in a sum or a number), "
    "in any twelve weeks since now; so a society may have shown a sign and, at another time, its opposite. A first sign is one "
    "that at least half of the societies have shown and of which a report is at least twice as likely as if nothing changes. "
    "That allows for a writer who did not look, so no single report settles anything."
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
            yield f"If {condition(future.says)}: {_first(future, len(told.futures))}."


def _first(future: Signs, futures: int) -> str:
    return ". Also: ".join(_sign(seen, futures) for seen in future.first) or NO_SIGN


def _sign(seen: Seen, futures: int) -> str:
    return (
        f"{seen.says}, by week {seen.week} in {in_100(seen.here.value)} of 100 (if nothing changes "
        f"{in_100(seen.in_reference.value)}); one report of it turns {in_100(1 / futures)} in 100 into "
        f"{how_likely(seen.chance_after)}"
    )


def watch_rules(told: Watch) -> Iterator[str]:
    """What a sign is, and what one report of it does, worked out for the first of them."""
    yield SIGN_RULE
    for future in told.futures:
        for seen in future.first[:1]:
            yield (
                f"For example: if all {len(told.futures)} futures were equally likely beforehand, so that it was 1 chance in "
                f"{len(told.futures)} ({how_likely(1 / len(told.futures))}) that {condition(future.says)}, one report by week "
                f"{seen.week} that {seen.says} makes it {how_likely(seen.chance_after)}. Such a report can also lower the chance "
                "of a future, where it is likelier still in others."
            )
            return


# ---------------------------------------------------------------- for a terminal


def forecast_text(told: Forecast, case: Case) -> str:
    """How long, for a terminal: one sentence a line."""
    return _lines(how_long_lead(told), how_long_scenarios(told), how_long_limits(told, case))


def watch_text(told: Watch) -> str:
    """What to watch, for a terminal."""
    return _lines(watch_rules(told), watch_sentences(told), [AHEAD])


def policy_text(answer: Policy) -> str:
    """What moves it, for a terminal."""
    return _lines(moves_lead(answer), moves_scenarios(answer), moves_limits(answer))


def _lines(*parts: Iterable[str]) -> str:
    return "".join(f"{sentence}\n" for part in parts for sentence in part)
