"""The answer in one paragraph, four numbers, and what cannot be told: from the numbers, by rules stated here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shakedown.answers.command import dropped, refit_command
from shakedown.answers.explanations import UNDECIDED, Explanations
from shakedown.answers.forecast import ALREADY, NOT_WITHIN, WITHIN, Forecast
from shakedown.answers.ranges import Range, in_100, range_of, written
from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE, SURE, Change, ThenAndNow, then_and_now
from shakedown.answers.verdicts import BY_DATING, TOLD, UNASKED
from shakedown.answers.why import Why
from shakedown.evidence.codes import OF_CHANGE
from shakedown.evidence.measures import LEVERS, MEASURES
from shakedown.evidence.statements import Statement
from shakedown.evidence.words import word
from shakedown.fit.likelihood import scale_of
from shakedown.fit.posterior import TENTHS, Posterior, weighted_quantiles
from shakedown.fit.weigh import LEAST_ESS, MOST_K
from shakedown.fit.wording import most_word_chance
from shakedown.society.case import Case
from shakedown.society.history import History

UNLIKELY = 0.05
"""A dating of the past with less than this chance is called hardly possible."""
MISFIT = 0.25
"""A statement to which the fitted societies give less than this part of what one made for it would give is named."""
THIN = 100
"""A dating behind which fewer effective societies stand than this is named as thinly covered."""


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
    asked: tuple[str, ...]
    """What the page was told to leave out or to believe, in sentences; empty if nothing."""
    parts: tuple[tuple[str, str], ...]
    """The paragraph by question: a few words that head it, and its sentences."""
    numbers: tuple[KeyNumber, ...]
    cannot: tuple[str, ...]
    changes: ThenAndNow

    @property
    def paragraph(self) -> str:
        """The answer in one paragraph, with what was asked for at its head."""
        return " ".join([*self.asked, *(text for _, text in self.parts)])


@dataclass(frozen=True, kw_only=True)
class Given:
    """Answers that the finding draws together beside its own."""

    why: Why
    explanations: Explanations
    forecast: Forecast


def finding(post: Posterior, given: Given | None = None) -> Finding:
    """The finding; where the fit does not suffice it holds no number and says why.

    With the answers in `given` it also says why it changed and how long it will last.
    """
    if not post.sufficient:
        return _withheld(post)
    changes = then_and_now(post)
    numbers = tuple(_numbers(post, changes))
    return Finding(
        sufficient=True,
        headline=_headline(changes),
        asked=tuple(_asked(post)),
        parts=tuple(_parts(post, changes, given)),
        numbers=numbers,
        cannot=tuple(_cannot(post, changes, numbers, given)),
        changes=changes,
    )


def _withheld(post: Posterior) -> Finding:
    return Finding(
        sufficient=False,
        headline="The fit is insufficient, so no answer is given.",
        asked=tuple(_asked(post)),
        parts=(("Withheld", f"{' '.join(_short_of(post))} {_remedy(post)}"),),
        numbers=(),
        cannot=("anything, until the fit suffices",),
        changes=ThenAndNow(changes={}, dating_chances={}, verdicts={}),
    )


def _short_of(post: Posterior) -> Iterator[str]:
    """What the fit lacks."""
    ess, tail = post.checks["ess"], post.checks["pareto_k"]
    if not ess >= LEAST_ESS:
        yield (
            "Too few simulated societies agree with the reports to speak of ranges: all of them are worth as much as "
            f"{ess:.0f} that agree equally well (effective size; {LEAST_ESS:g} needed)."
        )
    if not tail < MOST_K:
        yield f"A few societies outweigh all others (Pareto k {tail:.2f}; below {MOST_K:g} needed)."


def _remedy(post: Posterior) -> str:
    if post.stored:
        return (
            "The fit stored with the case was not made for these statements. Made anew for them, in some minutes, it may "
            f"suffice: {refit_command(post)}"
        )
    return "Run longer, or look for a statement that contradicts the others."


def _asked(post: Posterior) -> Iterator[str]:
    """What was dropped and what was believed, so that nobody takes the page for the case's own."""
    if gone := dropped(post):
        yield f"Left out as asked (--drop): {'; '.join(f'{_spoken(s, post.case)} [{s.id}]' for s in gone)}."
    if post.believe_causes:
        yield (
            "Believed as asked (--believe-causes): the reporter's reasons are taken for evidence here; they are claims, not "
            "what was seen."
        )


def _headline(changes: ThenAndNow) -> str:
    """What all datings agree on; and of what they do not, whether it is the dating that decides."""
    size = {"fell": "smaller", "rose": "larger"}.get(changes.verdicts[SIZE])
    manner = {"fell": "gentler", "rose": "harsher"}.get(changes.verdicts[MANNER])
    undated = len(changes.dating_chances) > 1
    if size and manner:
        joint = "and" if changes.verdicts[SIZE] == changes.verdicts[MANNER] else "but"
        return (
            f"Demands are {size} {joint} {manner} than before{', whichever past the reports mean' if undated else ''}."
        )
    if size or manner:
        open_one, missing = (MANNER, "gentler") if size else (SIZE, "smaller")
        told = "depends on when the past was" if _by_when(changes, open_one) else "cannot be told from these reports"
        return f"Demands are {size or manner} than before; whether they are also {missing} {told}."
    reason = ": it depends on when the past was" if _by_when(changes, SIZE) or _by_when(changes, MANNER) else ""
    return f"These reports cannot tell whether demands became smaller or gentler{reason}."


def _by_when(changes: ThenAndNow, name: str) -> bool:
    """Whether it is the dating of the past that decides: under some of them a direction is told, not under all."""
    return len({c.verdict for c in changes.changes[name][1:]}) > 1


def _parts(post: Posterior, changes: ThenAndNow, given: Given | None) -> Iterator[tuple[str, str]]:
    yield "What is happening", " ".join(_what(post, changes, given))
    if given:
        yield "Why", " ".join(_why(post, given))
        yield "How long", _how_long(given.forecast)
    yield "How sure", " ".join(_how_sure(post, changes))


def _what(post: Posterior, changes: ThenAndNow, given: Given | None) -> Iterator[str]:
    size, manner = changes.changes[SIZE][0], changes.changes[MANNER][0]
    yield (
        f"In the simulated societies that agree with the reports, a demand now is for about {_money(size.now, post.case)}, "
        f"against {_money(size.then, post.case)} before."
    )
    yield (
        f"About {in_100(manner.now.median)} in 100 demands now come with a threat or an order ({_span_100(manner.now)}), "
        f"against {in_100(manner.then.median)} ({_span_100(manner.then)}) before."
    )
    yield (
        f"Demands are smaller than before, by any amount, in {in_100(size.fell)} of 100 of these societies and gentler in "
        f"{in_100(manner.fell)} (before reading, with no statement weighed yet: {in_100(size.fell_before)} and "
        f"{in_100(manner.fell_before)})."
    )
    yield from _became(post)
    if given:
        smaller, gentler = (given.why.counts[name][0].chance for name in (SIZE, MANNER))
        yield (
            f"By as much as people would notice, a tenth of a sum or five points of a hundred, they are smaller in "
            f"{in_100(smaller)} and gentler in {in_100(gentler)} of 100."
        )


def _became(post: Posterior) -> Iterator[str]:
    """What became of everything else whose change the statements in use speak of, levers apart."""
    spoken = dict.fromkeys((s.measure, s.threshold) for s in post.scores.statements if s.kind in OF_CHANGE)
    for name, threshold in spoken:
        if name in (SIZE, MANNER, *LEVERS) or scale_of(name) == "signed":
            continue
        low, middle, high = weighted_quantiles(post.county_ratios(name, threshold), post.weights(), TENTHS)
        about = _phrase(name, threshold, post.case)
        yield f"{about[:1].upper()}{about[1:]}: {middle:.2f} times what it was ({low:.2f} to {high:.2f})."


def _why(post: Posterior, given: Given) -> Iterator[str]:
    """The explanations that stand, by weight, and whether the causes are told apart."""
    says = {e.name: e.says for e in post.case.explanations}
    first, *others = sorted(given.explanations.rivals, key=lambda r: -r.weight)
    open_ = [r for r in others if any(p.other == r.name and p.verdict == UNDECIDED for p in given.explanations.pairs)]
    if not others:
        yield "The case names one explanation only, so none is weighed against another."
        return
    if open_:
        named = " or ".join(f"“{says[r.name]}” ({in_100(r.weight)} in 100)" for r in (first, *open_))
        yield f"These reports cannot tell why it changed. The explanations that stand: {named}."
    else:
        yield f"Of the explanations one leads: “{says[first.name]}” ({in_100(first.weight)} in 100)."


def _how_long(told: Forecast) -> str:
    """When coercion is back if nothing changes."""
    bands = told.of(told.reference).back.bands
    already, never = in_100(bands[ALREADY].value), in_100(bands[NOT_WITHIN].value)
    within = in_100(sum(bands[name].value for name in WITHIN))
    if bands[ALREADY].value >= SURE:
        return f"Nothing has softened that could last: threats and orders are above half their former share in {already} of 100."
    return (
        "If nothing changes, threats and orders stay at or below half their former share for three years in "
        f"{never} of 100 of them; in {within} they come back above it in that time, and in {already} they are above it already."
    )


def _how_sure(post: Posterior, changes: ThenAndNow) -> Iterator[str]:
    yield _carried(post)
    every = ", whichever past is meant" if len(changes.dating_chances) > 1 else ""
    yield f"Ranges hold 80 of 100 fitted societies. The headline says what is so in {100 * SURE:.0f} of 100 or more{every}."


def _carried(post: Posterior) -> str:
    """How few words the answer rests on."""
    writers = Counter(s.writer for s in post.scores.statements)
    most, every = max(writers.values()), writers.total()
    if every == 1:
        return "One statement carries all of this."
    if most == 1:
        return f"The {every} statements behind this are of as many writers."
    return f"{'All' if most == every else f'{most} of the'} {every} statements behind this are one writer's."


def _numbers(post: Posterior, changes: ThenAndNow) -> Iterator[KeyNumber]:
    size, manner = changes.changes[SIZE][0], changes.changes[MANNER][0]
    yield KeyNumber(
        says="a demand now",
        value=f"{written(size.now.median, 0)} {post.case.currency}",
        span=f"{_span(size.now)} {post.case.currency}",
        then=f"before: {written(size.then.median, 0)} ({_span(size.then)})",
        note=_yardsticks(size.now.median, post.case),
        range=size.now,
    )
    yield _share("with threat or order", manner)
    if ABOVE in changes.changes:
        above = changes.changes[ABOVE][0]
        yield _share(f"above {written(above.now.threshold or 0)} {post.case.currency}", above)
    shortfall, before = range_of(post, "shortfall", "now"), range_of(post, "shortfall", "past")
    yield KeyNumber(
        says="officers' need left uncovered",
        value=f"{in_100(shortfall.median)} in 100",
        span=_span_100(shortfall),
        then=f"before: {in_100(before.median)} ({_span_100(before)})",
        note="of what an officer's household needs; nothing in the reports measures it",
        range=shortfall,
    )


def _share(says: str, change: Change) -> KeyNumber:
    return KeyNumber(
        says=says,
        value=f"{in_100(change.now.median)} in 100",
        span=_span_100(change.now),
        then=f"before: {in_100(change.then.median)} ({_span_100(change.then)})",
        note=f"lower than before in {in_100(change.fell)} of 100 fitted societies",
        range=change.now,
    )


def _cannot(post: Posterior, changes: ThenAndNow, numbers: Sequence[KeyNumber], given: Given | None) -> Iterator[str]:
    yield from post.case.cannot_tell
    if len(post.datings) > 1:
        yield _when(post)
    if given:
        yield from _untold(post, given.why)
        yield from _open_future(given.forecast)
    yield from _misfits(post)
    for name, moved in ((SIZE, "smaller"), (MANNER, "gentler")):
        yield from _assumed_already(changes.changes[name][0], moved)
    for number in numbers:
        if not number.range.taught:
            yield _untaught(number.range, post.case)
    if len(post.datings) > 1:
        yield from _thin(post)


def _untold(post: Posterior, told: Why) -> Iterator[str]:
    """Causes that the reports do not tell apart, and that the reporter's own are not evidence."""
    names = {SIZE: "sums", MANNER: "manners"}
    says = {name: told.verdicts[outcome].says for outcome, name in names.items()}
    if open_ := [name for name, verdict in says.items() if verdict not in (TOLD, UNASKED)]:
        by_date = [name for name in open_ if says[name] == BY_DATING]
        of = f" for {' and '.join(by_date)}" if len(by_date) < len(open_) else ""
        when = f"The answer{of} depends on when the past was. " if by_date else ""
        yield f"What changed {' and '.join(open_)}. {when}{_moved_together(post.case)}{_own_reason(post)}".strip()


def _own_reason(post: Posterior) -> str:
    """What becomes of the reporter's explanation, if the reports hold one and it was not asked to be believed."""
    inferred = any(test.kind == "cause" for claim in post.case.claims if claim.voice != "ours" for test in claim.tests)
    told = inferred or any(statement.use == "cause" for statement in post.case.statements)
    believed = any(statement.use == "cause" for statement in post.scores.statements)
    return "The reporter's own explanation is a claim to test, not evidence." if told and not believed else ""


def _open_future(told: Forecast) -> Iterator[str]:
    """A future in which neither outcome is sure."""
    gone = told.of(told.reference).back.bands[NOT_WITHIN].value
    if 1 - SURE < gone < SURE:
        yield (
            f"How long it will last. If nothing changes, threats stay at or below half their former share for three years in "
            f"{in_100(gone)} of 100 societies, not in the others."
        )


def _misfits(post: Posterior) -> Iterator[str]:
    """Statements that do not go together with the rest. The gate does not see them: a careless writer vetoes nothing."""
    for statement, given in zip(post.scores.statements, post.statement_chances(), strict=True):
        if statement.kind in ("count", "event"):
            continue
        spoken = str(statement.value) if statement.kind == "word" else None
        most = most_word_chance(word(spoken), post.wording) if spoken else 1 - post.wording.careless / 2
        if given < MISFIT * most:
            yield (
                f"Whether the reports can all be right: {_spoken(statement, post.case)} gets {in_100(given)} in 100 from the "
                f"fitted societies, and up to {in_100(most)} from one made for it."
            )


def _spoken(statement: Statement, case: Case) -> str:
    """A statement as a phrase: its word, or what it is about, of what and when; an event without day, place and pretext."""
    if statement.kind == "event":
        return "one demand that was told"
    when = {"past": "then", "now": "now", "change": "since then"}.get(statement.window, statement.window)
    said = f"“{statement.value}”" if statement.kind == "word" else f"what the statement “{statement.id}” says"
    return f"{said} of {_phrase(statement.measure, statement.threshold, case)} {when}"


def _assumed_already(mixture: Change, moved: str) -> Iterator[str]:
    """A fall that the assumptions alone make as sure is not what the statements show."""
    if mixture.fell >= SURE and mixture.fell_before >= SURE:
        yield (
            f"Whether it is the statements that show demands to be {moved}: that was so in {in_100(mixture.fell_before)} of "
            f"100 societies before reading, and is in {in_100(mixture.fell)} after."
        )


def _when(post: Posterior) -> str:
    says, chances = {p.name: p.says for p in post.case.pasts}, post.dating_chances()
    hardly = [says[d] for d, p in chances.items() if p < UNLIKELY]
    left = f"{' and '.join(hardly)} can hardly be meant" if hardly else "none is ruled out"
    datings = ", ".join(f"{says[d]}: {in_100(p)} in 100" for d, p in chances.items())
    return f"When the past was. The words fit some datings better than others, but {left} ({datings})."


def _thin(post: Posterior) -> Iterator[str]:
    """Datings that the gate on the whole does not see."""
    says = {p.name: p.says for p in post.case.pasts}
    for dating, size in post.checks["ess_by_dating"].items():
        if size < THIN:
            yield f"Much, if the past was {says[dating]}: the weight of only {size:.0f} societies stands behind that."


def _moved_together(case: Case) -> str:
    """The levers whose course since then was fitted, since each of them may be behind the change."""
    fitted = [
        name.replace("_", " ")
        for name, history in case.histories.items()
        if isinstance(history, History) and any(isinstance(c.value, str) for c in history.changes[1:])
    ]
    if len(fitted) < 2:
        return ""
    return f"Between then and now {', '.join(fitted[:-1])} and {fitted[-1]} may all have moved. "


def _untaught(value: Range, case: Case) -> str:
    name = _phrase(value.measure, value.threshold, case)
    share = value.unit.startswith("share")
    if share:
        before = f"{in_100(value.prior_low)} to {in_100(value.prior_high)} in 100"
    else:
        before = f"{written(value.prior_low, 0)} to {written(value.prior_high, 0)}"
    return (
        f"How {'high the share of' if share else 'large the'} {name} is now: the range is hardly narrower than before reading "
        f"({before})."
    )


def _phrase(measure: str, threshold: float | None, case: Case) -> str:
    cut = f"{written(threshold)} {case.currency}" if threshold is not None else ""
    return MEASURES[measure].says.format(threshold=cut)


def _money(value: Range, case: Case) -> str:
    return f"{written(value.median, 0)} {case.currency} ({_span(value)})"


def _span(value: Range) -> str:
    return f"{written(value.low, 0)} to {written(value.high, 0)}"


def _yardsticks(amount: float, case: Case) -> str:
    """The amount in things people buy, at each of the case's prices."""
    units = [y.unit for y in case.yardsticks]
    told = (
        f"{written(amount / y.price, 0)} {f'{y.unit} ' if y.unit not in units[:place] else ''}at {y.says}"
        for place, y in enumerate(case.yardsticks)
    )
    return "; ".join(told)


def _span_100(value: Range) -> str:
    return f"{in_100(value.low)} to {in_100(value.high)}"
