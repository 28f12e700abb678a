"""The answer in one paragraph, four numbers, and what cannot be told: from the numbers, by rules stated here."""

from collections.abc import Mapping
from dataclasses import dataclass

from shakedown.answers.ranges import Range, range_of
from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE, Change, ThenAndNow, then_and_now
from shakedown.fit.posterior import Posterior
from shakedown.society.case import Case


@dataclass(frozen=True, kw_only=True)
class KeyNumber:
    """One number of the first screen: what it is, the value as said, its range as said, and where it comes from."""

    says: str
    value: str
    span: str
    then: str
    note: str
    range: Range


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a reader should take away; nothing in it goes beyond the fitted societies and the reports."""

    sufficient: bool
    headline: str
    paragraph: str
    numbers: tuple[KeyNumber, ...]
    cannot: tuple[str, ...]
    changes: ThenAndNow


def finding(post: Posterior) -> Finding:
    """The finding; where the fit does not suffice it holds no number and says why."""
    if not post.sufficient:
        return _withheld(post)
    changes = then_and_now(post)
    return Finding(
        sufficient=True,
        headline=_headline(changes),
        paragraph=_paragraph(post, changes),
        numbers=_numbers(post, changes),
        cannot=_cannot(post, changes),
        changes=changes,
    )


def _withheld(post: Posterior) -> Finding:
    why = f"effective size {post.checks['ess']:.0f} (400 needed), Pareto k {post.checks['pareto_k']:.2f} (below 0.7 needed)"
    return Finding(
        sufficient=False,
        headline="The fit is insufficient, so no answer is given.",
        paragraph=f"Too few simulated societies agree with the reports to speak of ranges: {why}. Run longer, or look for a "
        "statement that contradicts the others.",
        numbers=(),
        cannot=("anything, until the fit suffices",),
        changes=ThenAndNow(changes={}, dating_chances={}, verdicts={}),
    )


def _headline(changes: ThenAndNow) -> str:
    smaller, gentler = changes.verdicts[SIZE] == "fell", changes.verdicts[MANNER] == "fell"
    if smaller and gentler:
        return "Demands are smaller and gentler than before, whichever past the reports mean."
    if gentler:
        return "Demands are gentler than before; whether they are also smaller depends on when the past was."
    if smaller:
        return "Demands are smaller than before; whether they are also gentler depends on when the past was."
    return "These reports cannot tell whether demands became smaller or gentler: it depends on when the past was."


def _paragraph(post: Posterior, changes: ThenAndNow) -> str:
    size, manner = changes.changes[SIZE][0], changes.changes[MANNER][0]
    told = [
        f"In the simulated societies that agree with the reports, a demand now is for about {_money(size.now, post.case)}, "
        f"against {_money(size.then, post.case)} before.",
        f"About {_in_100(manner.now.median)} in 100 demands now come with a threat or an order ({_span_100(manner.now)}), "
        f"against {_in_100(manner.then.median)} ({_span_100(manner.then)}) before.",
        _by_dating("Demands are smaller", changes.changes[SIZE]),
        _by_dating("They are gentler", changes.changes[MANNER]),
        "The reports do not say when the past was, and one writer's few words carry all of this. Ranges hold 80 of 100 "
        "fitted societies.",
    ]
    return " ".join(told)


def _by_dating(says: str, changes: tuple[Change, ...]) -> str:
    mixture, *each = changes
    parts = ", ".join(f"{_in_100(c.fell)} if the past was {c.says}" for c in each)
    before = f"before any report was read it was {_in_100(mixture.fell_before)}"
    return f"{says} in {_in_100(mixture.fell)} of 100 of them ({parts}); {before}."


def _numbers(post: Posterior, changes: ThenAndNow) -> tuple[KeyNumber, ...]:
    size, manner = changes.changes[SIZE][0], changes.changes[MANNER][0]
    numbers = [
        KeyNumber(
            says="a demand now",
            value=f"{size.now.median:.0f} {post.case.currency}",
            span=f"{size.now.low:.0f} to {size.now.high:.0f} {post.case.currency}",
            then=f"before: {size.then.median:.0f} ({size.then.low:.0f} to {size.then.high:.0f})",
            note=_yardsticks(size.now.median, post.case),
            range=size.now,
        ),
        _share("with threat or order", manner),
    ]
    if ABOVE in changes.changes:
        above = changes.changes[ABOVE][0]
        numbers.append(_share(f"above {above.now.threshold:g} {post.case.currency}", above))
    shortfall = range_of(post, "shortfall", "now")
    before = range_of(post, "shortfall", "past")
    numbers.append(
        KeyNumber(
            says="officers' need left uncovered",
            value=f"{_in_100(shortfall.median)} in 100",
            span=_span_100(shortfall),
            then=f"before: {_in_100(before.median)} ({_span_100(before)})",
            note="of what an officer's household needs; nothing in the reports measures it",
            range=shortfall,
        )
    )
    return tuple(numbers)


def _share(says: str, change: Change) -> KeyNumber:
    return KeyNumber(
        says=says,
        value=f"{_in_100(change.now.median)} in 100",
        span=_span_100(change.now),
        then=f"before: {_in_100(change.then.median)} ({_span_100(change.then)})",
        note=f"lower than before in {_in_100(change.fell)} of 100 fitted societies",
        range=change.now,
    )


def _cannot(post: Posterior, changes: ThenAndNow) -> tuple[str, ...]:
    chances: Mapping[str, float] = changes.dating_chances
    says = {p.name: p.says for p in post.case.pasts}
    datings = ", ".join(f"{says[d]}: {_in_100(p)} in 100" for d, p in chances.items())
    told = [
        f"When the past was. The words fit some datings better than others, but none is ruled out ({datings}).",
        "Why it changed. Incomes, private trade, provision and the crackdown moved together; explanations are not weighed "
        "against each other in this version, and the reporter's own explanation is a claim to test, not evidence.",
        "How long it will last. Futures are not run in this version.",
    ]
    loose = [c[0] for c in changes.changes.values() if not c[0].now.taught]
    told += [
        f"How high the share of {_plain(c.now)} is now: the range is hardly narrower than what was assumed before reading."
        if c.now.unit.startswith("share")
        else f"How large {_plain(c.now)} is now: the range is hardly narrower than what was assumed before reading."
        for c in loose
    ]
    return tuple(told)


def _plain(value: Range) -> str:
    from shakedown.evidence.measures import MEASURES

    return MEASURES[value.measure].says.format(threshold=f"{value.threshold:g}" if value.threshold else "")


def _money(value: Range, case: Case) -> str:
    return f"{value.median:.0f} {case.currency} ({value.low:.0f} to {value.high:.0f})"


def _yardsticks(amount: float, case: Case) -> str:
    """The amount in things people buy, at each of the case's prices."""
    return "; ".join(f"{amount / y.price:.0f} {y.unit} at {y.says}" for y in case.yardsticks)


def _in_100(share: float) -> str:
    """A share as a count out of 100; never 0 or 100 unless it is."""
    if 0 < share < 0.01:
        return "fewer than 1"
    if 0.99 < share < 1:
        return "more than 99"
    return f"{100 * share:.0f}"


def _span_100(value: Range) -> str:
    return f"{_in_100(value.low)} to {_in_100(value.high)}"
