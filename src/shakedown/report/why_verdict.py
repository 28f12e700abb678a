"""The verdict on the causes of a change in sentences: what is told, which cause did most of it, and where its lead is clear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shakedown.answers.verdicts import BY_DATING, PARTLY, TOLD, UNASKED, UNTOLD, Difference, Verdict
from shakedown.answers.why import Part
from shakedown.report.phrases import listed
from shakedown.report.why_words import ASKED, amount, cause, dated, held, plain, prior_of, turned, unit
from shakedown.society.case import Case

RULE = (
    "The rule. The two leading causes are those that did most, in the middle, of what happened on the whole. They are told apart "
    "if one did more than the other in 80 of 100 fitted societies taken from the middle, under every judgement tried: whichever "
    "past is meant, with words held tighter and looser, and with each prior (what is assumed of a dial or lever before reading) "
    "widened in turn; and if that was not already so before reading. They are not told apart if it hangs on the dating of the "
    "past, or if no cause's part is known better than to four fifths of its range before reading; otherwise partly."
)
SAYS = {
    TOLD: "the reports tell its causes apart",
    PARTLY: "the reports tell its causes apart in part",
    UNTOLD: "the reports do not tell its causes apart",
    BY_DATING: "whether its causes can be told apart depends on when the past was",
    UNASKED: "the case names fewer than two causes, so there is nothing to tell apart",
}
_FEW = 3
"""So many widened priors are named one by one; more are counted."""


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A verdict in one sentence, and what it rests on."""

    verdict: str
    rests_on: str


def ruled(verdict: Verdict, parts: Sequence[Part], case: Case) -> Ruled:
    """The verdict on one outcome; `parts` are the contributions to it."""
    return Ruled(
        verdict=f"{ASKED[verdict.outcome]}: {SAYS[verdict.says]}.",
        rests_on=" ".join(_rests_on(verdict, parts, case)) if verdict.differences else "",
    )


def _rests_on(verdict: Verdict, parts: Sequence[Part], case: Case) -> Iterator[str]:
    yield _leading(verdict, parts, case)
    yield _by_how_much(verdict, case)
    yield _where_clear(verdict, case)
    if verdict.says == UNTOLD and verdict.already:
        yield "But that was clear before reading and no cause's part became better known, so it is assumed, not told."


def _leading(verdict: Verdict, parts: Sequence[Part], case: Case) -> str:
    """Which cause did most of it, and which comes next."""
    pushes = {part.cause: verdict.way * part.median > 0 for part in parts if part.dating == "mixture"}
    first, second = verdict.leading
    so = turned(verdict.outcome, verdict.way)
    if not pushes[first]:
        return f"In the middle no cause made demands {so}; {cause(first, case)} did least against it, then {cause(second, case)}."
    against = "" if pushes[second] else ", though in the middle it did not push that way"
    return f"The cause that did most to make demands {so} is {cause(first, case)}; next comes {cause(second, case)}{against}."


def _by_how_much(verdict: Verdict, case: Case) -> str:
    whole = verdict.differences[0]
    first, second = (plain(name) for name in verdict.leading)
    made = f"{first} made demands {turned(verdict.outcome, verdict.way)}"
    after = _ahead((whole.low, whole.high), verdict, f" {unit(verdict.outcome, case)}")
    before = f" (before reading: by {_ahead(verdict.assumed, verdict)})" if verdict.assumed else ""
    return f"In 80 of 100 fitted societies {made} by {after} than {second} did{before}."


def _ahead(ends: tuple[float, float], verdict: Verdict, of: str = "") -> str:
    """By how much the first cause went further the way of the change: from so much less to so much more."""
    least, most = sorted(verdict.way * end for end in ends)
    near, far = (amount(abs(end), verdict.outcome) for end in (least, most))
    if least >= 0:
        return f"{near} to {far}{of} more"
    return f"{far} to {near}{of} less" if most <= 0 else f"anything from {near}{of} less to {far} more"


def _where_clear(verdict: Verdict, case: Case) -> str:
    """Under how many judgements it is clear that the first cause did more, and which are the exceptions."""
    first, second = (plain(name) for name in verdict.leading)
    tried = verdict.differences
    clear, open_, other = ([d for d in tried if verdict.leads(d) == side] for side in (1, 0, -1))
    count = {len(tried): f"all {len(tried)}", 0: f"none of the {len(tried)}"}.get(
        len(clear), f"{len(clear)} of the {len(tried)}"
    )
    named = ""
    if 0 < len(clear) < len(tried) - len(clear):
        named = f" only: {_under(clear, tried, case)}"
    elif clear and open_:
        named = f", but not {_under(open_, tried, case)}"
    turn = f" The other way round, {second} clearly did more {_under(other, tried, case)}." if other else ""
    return f"That {first} did more than {second} is clear under {count} judgements tried{named}.{turn}"


def _under(some: Sequence[Difference], tried: Sequence[Difference], case: Case) -> str:
    """Judgements as a list of conditions; more than a few priors are counted."""
    of = {kind: [d for d in some if d.kind == kind] for kind in ("fit", "dating", "words", "prior")}
    priors, every = of["prior"], sum(d.kind == "prior" for d in tried)
    told = ["with all datings together" if len(case.pasts) > 1 else "as fitted"] if of["fit"] else []
    if of["dating"]:
        told.append(f"if the past was {listed([dated(d.name, case) for d in of['dating']], 'or')}")
    if of["words"]:
        told.append(f"with words held {listed([held(d) for d in of['words']], 'or')}")
    if len(priors) > _FEW:
        told.append(f"with {len(priors)} of the {every} priors widened")
    elif priors:
        told.append(f"with the prior of {listed([prior_of(d) for d in priors], 'or')} widened")
    return listed(told, "or")
