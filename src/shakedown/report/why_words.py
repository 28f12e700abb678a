"""The words of the answer to "why": causes, explanations, outcomes, datings and contributions as a reader reads them."""

from shakedown.answers.attribution import IN_INCOME, TOTAL, UNDER_WAY
from shakedown.answers.sweeps import WIDER, WORDS
from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE
from shakedown.answers.verdicts import Difference
from shakedown.evidence.statements import Statement
from shakedown.report.marks import observed
from shakedown.report.phrases import in_100, named, signed, spaced, when, written
from shakedown.society.case import Case

SOFTENED = {SIZE: "smaller, by a tenth or more", MANNER: "gentler, by five points of a hundred or more"}
"""What became of demands, by outcome: the moves that anybody would notice (`Wording`)."""
_TURNED = {(SIZE, -1): "smaller", (SIZE, 1): "larger", (MANNER, -1): "gentler", (MANNER, 1): "harsher"}
ASKED = {
    SIZE: "Size of demands",
    MANNER: "Manner of asking",
    ABOVE: "Demands above the threshold",
    IN_INCOME: "Size in incomes",
}
_REST = {UNDER_WAY: "under way or other", TOTAL: "whole change"}


def turned(outcome: str, way: int) -> str:
    """What demands became, by outcome and whether it fell (-1) or rose (1)."""
    return _TURNED[outcome, way]


def plain(name: str) -> str:
    """A name of a case file as words."""
    return _REST.get(name, spaced(name))


def cause(name: str, case: Case) -> str:
    """A cause with what happened to it: incomes (people have less)."""
    return f"{plain(name)} ({next(c.says for c in case.causes if c.name == name)})"


def explains(name: str, case: Case) -> str:
    """An explanation as its sentence, in quotation marks."""
    return f"“{next(e.says for e in case.explanations if e.name == name)}”"


def dated(dating: str, case: Case) -> str:
    """A dating of the past, or all of them; of one past, always it."""
    every = "all datings, by their weight" if len(case.pasts) > 1 else case.pasts[0].says
    return next((p.says for p in case.pasts if p.name == dating), every)


def judged(difference: Difference, case: Case) -> str:
    """Under which judgement a difference was taken."""
    if difference.kind == "prior":
        return f"prior of {prior_of(difference)}, × {WIDER:g}"
    if difference.kind == "words":
        return f"words held {held(difference)} ({difference.name.replace(' x ', ' × ')})"
    if difference.kind == "dating":
        return f"past: {dated(difference.name, case)}"
    return "as fitted, all datings" if len(case.pasts) > 1 else "as fitted"


def held(difference: Difference) -> str:
    """How words were held under a judgement on their width."""
    return "tighter" if difference.name.endswith(f"{WORDS[0]:g}") else "looser"


def prior_of(difference: Difference) -> str:
    """The prior that a judgement widened."""
    return plain(difference.name.removesuffix(f" x {WIDER:g}"))


def scale(outcome: str) -> float:
    """What a contribution is multiplied by to be printed: shares become points of a hundred."""
    return 100.0 if outcome in (MANNER, ABOVE) else 1.0


def unit(outcome: str, case: Case) -> str:
    """The unit of what `moved` prints."""
    if outcome == IN_INCOME:
        return "weeks of a household's income"
    return case.currency if outcome == SIZE else "points of 100 demands"


def moved(value: float, outcome: str) -> str:
    """A contribution with its sign; exactly 0 is printed as 0."""
    return signed(value * scale(outcome), _digits(value, outcome))


def amount(value: float, outcome: str) -> str:
    """The size of a contribution, without a plus."""
    return written(value * scale(outcome), _digits(value, outcome))


def _digits(value: float, outcome: str) -> int:
    if outcome == IN_INCOME:
        return 2
    return 0 if outcome == SIZE or abs(value * scale(outcome)) >= 10 else 1


def spread(low: float, high: float, outcome: str) -> str:
    """Two ends of a range of contributions."""
    return f"{moved(low, outcome)} to {moved(high, outcome)}"


def statement(said: Statement, case: Case) -> str:
    """A statement in one line: what it is about, when, and what it says; an event without day, place and pretext."""
    if said.kind == "event":
        return f"{observed(said, case)}, {_when(said, case)}"
    value = f"“{said.value}”" if said.kind == "word" else observed(said, case)
    return f"{said_of(said, case)}: {value.removesuffix(', a judgement')}"


def said_of(said: Statement, case: Case) -> str:
    """What a statement is about, and when."""
    if said.kind == "event":
        return f"one demand that was told, {_when(said, case)}"
    about = plain(said.measure) if said.measure in case.histories else named(said.measure, case, said.threshold)
    return f"{about}, {_when(said, case)}"


def _when(said: Statement, case: Case) -> str:
    return {"past": "then", "now": "now", "change": "since then"}.get(said.window, when(said.window, case))


def use(said: Statement, used: bool) -> str:
    """Whether the fit was held to it."""
    if used:
        return "used"
    return {"cause": "not used: a causal sentence", "fit": "not used: dropped"}.get(said.use, "not used: left out")


def of_100(share: float) -> str:
    """A share as so many of 100."""
    return f"{in_100(share)} of 100"


def points(share: float) -> str:
    """A share or its error in points of 100, with one more digit where it is below 1."""
    return f"{100 * share:.0f}" if share >= 0.01 else f"{100 * share:.1f}"
