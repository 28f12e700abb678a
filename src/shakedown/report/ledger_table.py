"""The ledger of claims as a table: one block a claim, one line a test; without predictions if the fit does not suffice."""

from collections.abc import Iterator, Sequence

from shakedown.answers.claims import Answer, ClaimAnswer
from shakedown.evidence.statement_values import Event
from shakedown.evidence.statements import Statement
from shakedown.fit.posterior import Posterior
from shakedown.report import marks
from shakedown.report.future_phrases import weeks
from shakedown.report.phrases import BASIS, KLASS, VOICE, first_upper, how_likely, named, span, unit, when, worth
from shakedown.report.table import Cell, Group, Table, joined, row
from shakedown.society.case import Case
from shakedown.society.ledger import Claim, Test

_RATIOS, _PAIRS, _AHEAD = ("interaction", "ratio"), "pairs of societies", "persistence"
_CLASSES = (
    "The class was given to a line before anything was fitted: input, mechanism, fitted, predicted (left out, then compared) "
    "or future. What was observed has the basis reported."
)
_PREDICTED = (
    "Of a mechanism, “predicted” is what it changes, in pairs of societies alike in all else, with it and without it. Only "
    "lines left out can count as successes; a fitted line agrees partly because it was used."
)
_SHORT = {"lies within": "it lies within", "went up": "it went up", "went down": "it went down"}


def ledger_table(post: Posterior, ledger: Sequence[ClaimAnswer]) -> Table:
    """Every claim, in order, with what was observed and what the fitted societies predict."""
    columns, caption = ["measure and time", "observed"], _CLASSES
    if post.sufficient:
        columns += ["predicted: middle (80 of 100)", "probability", "basis"]
        caption = f"{_CLASSES} {_PREDICTED}"
    by_id = {c.id: c for c in post.case.claims}
    groups = tuple(_group(answer, by_id.get(answer.id), post) for answer in ledger)
    return Table(caption=caption, columns=tuple(columns), groups=groups, wide=True)


def _group(answer: ClaimAnswer, claim: Claim | None, post: Posterior) -> Group:
    tests = claim.tests if claim else ()
    kind = (
        KLASS.get(answer.klass, answer.klass),
        VOICE.get(answer.voice, answer.voice),
        f"basis: {_basis(answer.basis)}",
    )
    waits = first_upper(answer.note) if post.sufficient or not answer.answers else ""
    notes = (" · ".join(kind), f"In the product: {answer.where}", waits, _at_once(answer) if post.sufficient else "")
    rows = tuple(row(*_line(a, t, answer.basis, post)) for a, t in zip(answer.answers, tests, strict=False))
    return Group(answer.id, first_upper(answer.says), tuple(n for n in notes if n), rows)


def _at_once(answer: ClaimAnswer) -> str:
    """The chance of all of a claim's tests in one society, where it has several."""
    if answer.probability is None or len(answer.answers) < 2:
        return ""
    return f"All its tests at once, in one society: {how_likely(answer.probability)}"


def _basis(code: str) -> str:
    return BASIS.get(code, code)


def _line(answer: Answer, test: Test, basis: str, post: Posterior) -> Iterator[str | Cell]:
    case = post.case
    about = "amount of such a demand" if isinstance(test.value, Event) else named(test.measure, case, test.threshold)
    yield f"{first_upper(about)}; {when(test.window, case)}" if test.kind != _AHEAD else first_upper(answer.measure)
    same = [s for s in case.statements if s.use != "cause" and _same(s, test)]
    left_out = len(same) > 0 and not any(marks.in_use(s, post) for s in same)
    yield joined([_observed(answer, test, case), "left out of the fit" if left_out else ""])
    if post.sufficient:
        yield _predicted(answer, test, case)
        yield joined([_probability(answer), *_extra(answer)])
        yield _basis("model" if left_out else basis)


def _same(statement: Statement, test: Test) -> bool:
    """Whether a statement and a test speak of the same thing."""
    said = (statement.kind, statement.measure, statement.window, statement.threshold)
    return said == (test.kind, test.measure, test.window, test.threshold)


def _observed(answer: Answer, test: Test, case: Case) -> str:
    if isinstance(test.value, Event):
        return marks.event(test.value)
    if test.kind == "word":
        return marks.quartiles(str(test.value))
    if test.kind == "interval":
        low, high = test.value
        return f"{span(low, high, test.measure)} {unit(test.measure, case)}"
    return answer.observed


def _predicted(answer: Answer, test: Test, case: Case) -> str:
    low, mid, high = (answer.predictive[q] for q in ("0.1", "0.5", "0.9"))
    if test.kind in _RATIOS:
        return f"{mid:.2f} ({low:.2f} to {high:.2f}) {answer.unit}".replace("-", "−")
    if test.kind == _AHEAD:
        return f"{weeks(mid)} ({weeks(low)} to {weeks(high)})"
    change = test.window == "change" or test.kind == "effect"
    values = f"{worth(mid, test.measure, change=change)} ({span(low, high, test.measure, change=change)})"
    return f"{values} {unit(test.measure, case, change=change)}"


def _probability(answer: Answer) -> str:
    """How probable, and of what; for a mechanism in how many of its pairs."""
    if pairs := answer.extra.get(_PAIRS):
        return f"{answer.probability * pairs:.0f} of {pairs:.0f} pairs: {answer.about}"
    return f"{how_likely(answer.probability)}: {_SHORT.get(answer.about, answer.about)}"


def _extra(answer: Answer) -> Iterator[str]:
    """The shares that stand beside a probability."""
    for name, value in answer.extra.items():
        if name != _PAIRS:
            yield f"{name}: {how_likely(value)}"
