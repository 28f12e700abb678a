"""The answer to "why" in sentences: explanations weighed, counts but for each cause, contributions, and how far they reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from shakedown.answers.attribution import TOTAL
from shakedown.answers.but_for import Became
from shakedown.answers.command import refit_command
from shakedown.answers.explanations import LEADS, Explanations
from shakedown.answers.ranges import chance, range_of
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.why import Added, Part, Why
from shakedown.fit.posterior import Posterior
from shakedown.fit.weigh import LEAST_ESS
from shakedown.report.phrases import in_100, listed, written
from shakedown.report.why_words import (
    ASKED,
    SOFTENED,
    cause,
    explains,
    moved,
    of_100,
    plain,
    points,
    spread,
    statement,
    turned,
    unit,
)
from shakedown.society.case import Case


@dataclass(frozen=True, kw_only=True)
class Counted:
    """But-for counts of one outcome: a sentence that says how often it came so, and one for each cause."""

    lead: str
    causes: tuple[str, ...]


# ---------------------------------------------------------------- explanations


def rivals(found: Explanations, case: Case) -> Iterator[str]:
    """Which explanation the statements speak for, which others it leads, and which statements tell them apart."""
    top = found.leading
    yield (
        f"Of {len(found.rivals)} explanations, each given {in_100(top.before)} in 100 before reading, the statements speak most "
        f"for {explains(top.name, case)}: {in_100(top.weight)} in 100, give or take {points(top.error)} because only so many "
        "societies were run."
    )
    ahead = [explains(pair.other, case) for pair in found.pairs if pair.verdict == LEADS]
    even = [explains(pair.other, case) for pair in found.pairs if pair.verdict != LEADS]
    if ahead:
        yield f"It leads {listed(ahead)}."
    if even:
        yield f"Against {listed(even)} it is undecided."
    yield (
        "One explanation leads another if it is at least 2.7 times as probable and stays ahead under every dating, with words "
        "held tighter and looser and with each prior widened in turn; otherwise it is undecided."
    )
    telling = [statement(line.statement, case) for line in found.table if line.tells and line.used]
    if telling:
        yield f"Of the statements used, these tell explanations apart, most first: {'; '.join(telling)}."
    else:
        yield "None of the statements used tells one explanation from another."


def believed(added: Added, post: Posterior, weighed: bool) -> Iterator[str]:
    """What believing the reporter's causes changes, or not believing them where they were; nothing of it if that is too thin.

    `weighed`: whether there are explanations to weigh.
    """
    took = "The reporter's own causal sentences are claims to test and were not used."
    then = "Taken for evidence (--believe-causes)"
    if post.believe_causes:
        took = "The reporter's own causal sentences were taken for evidence here (--believe-causes)."
        then = "Without them"
    worth = f"{then}, the same societies are worth {added.ess:.0f} that agree equally well ({LEAST_ESS:g} needed)"
    if not added.enough:
        heavy = "" if added.ess < LEAST_ESS else ", but a few outweigh all others"
        yield (
            f"{took} {worth}{heavy}: too thin to be told from the runs at hand. A new fit, in some minutes, may tell: "
            f"{refit_command(post, believe=not post.believe_causes)}"
        )
        return
    yield f"{took} {worth}, and the verdicts would be: {'; '.join(_other_side(added, post))}."
    if weighed:
        shown = 0 if post.believe_causes else 1
        other = max(added.weights, key=lambda name: abs(added.weights[name][1] - added.weights[name][0]))
        here, there = added.weights[other][1 - shown], added.weights[other][shown]
        yield (
            f"The explanation that would move most is {explains(other, post.case)}: {in_100(there)} in 100 instead of "
            f"{in_100(here)}. That adds the reporter's belief, not what was seen."
        )


def _other_side(added: Added, post: Posterior) -> Iterator[str]:
    """Each outcome's verdict on the other side."""
    for name in (SIZE, MANNER):
        without, within = added.verdicts[name]
        shown = without if post.believe_causes else within
        yield f"{ASKED[name].lower()} {shown}{' (the same)' if without == within else ''}"


# ---------------------------------------------------------------- but for


def counted(became: Became, post: Posterior) -> Counted:
    """But-for counts of one outcome, all datings together."""
    case, short = post.case, turned(became.outcome, -1)
    if not became.chance > 0:
        return Counted(
            lead=f"In none of the fitted societies did demands become {SOFTENED[became.outcome]}.", causes=()
        )
    fell = chance(post, post.county_values(became.outcome, "change") < 0)
    lead = (
        f"Demands became {SOFTENED[became.outcome]}, in {of_100(became.chance)} fitted societies; only falls that people would "
        f"notice are counted here (by any amount: {in_100(fell)}). Of 100 such societies, demands would have become {short} in "
        f"{in_100(became.with_none)} had none of these causes changed after the past: there it was under way already, or is "
        "due to nothing in the list."
    )
    causes = (
        f"Without the change in {cause(each.cause, case)}, demands would still have become {short} in {of_100(each.without)} of "
        f"these societies; with that change alone, in {in_100(each.alone)}."
        for each in became.causes
    )
    return Counted(lead=lead, causes=tuple(causes))


# ---------------------------------------------------------------- contributions


def contributed(parts: Sequence[Part], case: Case) -> str:
    """What each cause contributes in the middle, all datings together."""
    whole = {part.cause: part for part in parts if part.dating == "mixture"}
    outcome, total = parts[0].outcome, whole.pop(TOTAL)
    each = "; ".join(f"{plain(name)} {moved(part.median, outcome)}" for name, part in whole.items())
    of = unit(outcome, case)
    return (
        f"{ASKED[outcome]}: in the middle the whole change is {moved(total.median, outcome)} {of} "
        f"({spread(total.low, total.high, outcome)} in 80 of 100 fitted societies). Of that, in the middle: {each}. In each "
        "society these parts add up; their middles need not."
    )


def sizes(answer: Why, post: Posterior) -> Iterator[str]:
    """Why the whole change here is not the difference of what demands were and are, and what incomes have to do with it."""
    then, now = range_of(post, SIZE, "past"), range_of(post, SIZE, "now")
    change = next(part for part in answer.parts[SIZE] if (part.dating, part.cause) == ("mixture", TOTAL))
    under = " under each possible past" if len(post.case.pasts) > 1 else ""
    money = post.case.currency
    yield (
        f"A demand was for {written(then.median, 0)} {money} before and is for {written(now.median, 0)} now, in the middle, "
        f"and yet the whole change is {moved(change.median, SIZE)} in the middle: each society has a before and a now of its "
        f"own, and the middle of the differences is not the difference of the middles; the same goes for the manner. Besides, "
        f"contributions come from fewer societies: {answer.picks}{under}, run again."
    )
    before, after = (written(income, 0) for income in answer.income)
    yield (
        f"Weeks of income divide a sum by what a household earns in a week at that time: in the middle {before} {money} in the "
        f"past and {after} now. As incomes moved, too, a part can be a fall in money and a rise in weeks of income."
    )


# ---------------------------------------------------------------- limits


def limits(answer: Why, case: Case) -> Iterator[str]:
    """How far the counts and contributions reach."""
    if not answer.causes:
        yield "This case names no causes, so nothing is held back to see what it did."
        return
    each, all_of_them = 50 / sqrt(answer.picks), 50 / sqrt(answer.picks * len(case.pasts))
    under, off = "", f"By chance alone a count may be off by about {each:.0f} in 100."
    if len(case.pasts) > 1:
        under = " under each dating"
        off = (
            f"By chance alone a count over all datings may be off by about {all_of_them:.0f} in 100, one under a single dating "
            f"by about {each:.0f}."
        )
    yield (
        f"These are counts of simulated societies: {answer.picks} were run again{under}, once for every set of causes. {off} "
        "They say what the causes do in the model, and prove nothing about the world."
    )
    yield (
        "A cause is held back by keeping its levers, from the end of the past on, where they stood in the middle of it; what "
        "began before that goes on and counts as under way."
    )
    if missing := [f"{ASKED[n].lower()} {answer.left_out[n]}" for n in (SIZE, MANNER) if answer.left_out[n]]:
        yield f"Left out, because nothing at all was demanded at some point: {', '.join(missing)} of the societies run again."
