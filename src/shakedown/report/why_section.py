"""Why it changed, as a section of the briefing: the verdict and its rule, what each explanation foretells, what would have been
but for each cause, and what each contributes. In sentences that a stranger to statistics can retell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from shakedown.answers.but_for import Became
from shakedown.answers.explanations import LEADS, Explanations
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.verdicts import BY_DATING, PARTLY, TOLD, UNASKED, UNTOLD, Verdict
from shakedown.answers.why import Added, Why
from shakedown.fit.posterior import Posterior
from shakedown.report import why_figures
from shakedown.report.drawn import Figure, figure
from shakedown.report.phrases import in_100, listed
from shakedown.report.table import Table
from shakedown.report.why_tables import counts_table, foretold_table, judgements_table, parts_table, weights_table
from shakedown.report.why_words import ASKED, SOFTENED, cause, explains, of_100, points, spread, statement, unit
from shakedown.society.case import Case

RULE = (
    "The rule: causes are told apart if the range of the difference between what the two leading ones contribute, which holds 80 "
    "of 100 fitted societies, lies to one side of 0, whichever past is meant, with words held tighter and looser and with each "
    "prior widened in turn, and that was not already so before reading; they are not told apart if the side hangs on the dating, "
    "or if no contribution is known better than to four fifths of the range assumed for it; otherwise partly."
)
_SAYS = {
    TOLD: "the reports tell its causes apart",
    PARTLY: "the reports tell its causes apart in part",
    UNTOLD: "the reports do not tell its causes apart",
    BY_DATING: "the reports do not tell its causes apart: it depends on when the past was",
    UNASKED: "the case names fewer than two causes, so there is nothing to tell apart",
}


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A verdict in one sentence, and what it rests on."""

    verdict: str
    rests_on: str


@dataclass(frozen=True, kw_only=True)
class Counted:
    """But-for counts of one outcome: a sentence that says how often it came so, and one for each cause."""

    lead: str
    causes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WhySection:
    """The section as plain parts, in the order in which they are read; empty parts are left out of the page."""

    verdicts: tuple[Ruled, ...]
    rule: str
    rivals: tuple[str, ...]
    believed: tuple[str, ...]
    counts: tuple[Counted, ...]
    limits: tuple[str, ...]
    foretold: Figure | None
    weights: Figure | None
    contributions: tuple[Figure, ...]
    counts_table: Table | None
    judgements: Table | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, in order."""
        counted = (s for each in self.counts for s in (each.lead, *each.causes))
        ruled = (f"{each.verdict} {each.rests_on}".strip() for each in self.verdicts)
        return (*ruled, self.rule, *self.rivals, *counted, *self.believed, *self.limits)


def why_section(post: Posterior, answer: Why, found: Explanations) -> WhySection:
    """The section of a fit that suffices. A case without rivals or without causes has fewer parts."""
    case, rivals, causes = post.case, len(found.rivals) > 1, len(answer.causes) > 0
    asked = [name for name in (SIZE, MANNER) if causes]
    return WhySection(
        verdicts=tuple(_verdict(answer.verdicts[name], case) for name in (SIZE, MANNER)),
        rule=RULE if len(answer.causes) > 1 else "",
        rivals=tuple(_rivals(found, case)) if rivals else (),
        believed=tuple(_believed(answer.believed, post, rivals)) if answer.believed else (),
        counts=tuple(_counted(answer.counts[name][0], case) for name in asked),
        limits=tuple(_limits(answer, case)),
        foretold=_figure_foretold(found, case) if rivals else None,
        weights=_figure_weights(found, case) if rivals else None,
        contributions=tuple(_figure_parts(answer, name, case) for name in asked),
        counts_table=counts_table(answer, case) if causes else None,
        judgements=judgements_table(answer, case) if len(answer.causes) > 1 else None,
    )


def why_text(section: WhySection) -> str:
    """The same for a terminal: its sentences, one a line."""
    return "\n".join(s for s in section.sentences if s) + "\n"


def _figure_foretold(found: Explanations, case: Case) -> Figure:
    caption = (
        "Each explanation is a society that has only what it says to soften anyone. Basis: model; last line: fitted."
    )
    return figure(why_figures.foretold(found, case), caption, foretold_table(found, case))


def _figure_weights(found: Explanations, case: Case) -> Figure:
    caption = "Alike beforehand, because each was drawn equally often. Basis: fitted."
    return figure(why_figures.weights(found), caption, weights_table(found, case))


def _figure_parts(answer: Why, name: str, case: Case) -> Figure:
    caption = (
        "A contribution is what a cause adds to those before it, averaged over every order; the causes and what was under way "
        "when the past ended (or is due to nothing in the list) add up to the whole change. Basis: fitted."
    )
    return figure(why_figures.contributions(answer.parts[name], case), caption, parts_table(answer, name, case))


# ---------------------------------------------------------------- the verdict


def _verdict(verdict: Verdict, case: Case) -> Ruled:
    head = f"{ASKED[verdict.outcome]}: {_SAYS[verdict.says]}."
    if not verdict.differences:
        return Ruled(verdict=head, rests_on="")
    first, second = verdict.leading
    whole, open_ones = verdict.differences[0], sum(d.side == 0 for d in verdict.differences)
    tried = len(verdict.differences)
    where = "outside" if not open_ones else "inside"
    count = f"{open_ones} of the" if 0 < open_ones < tried else "all"
    clear = f"0 is {where} it under {count} {tried} judgements tried"
    return Ruled(
        verdict=head,
        rests_on=f"The largest parts are those of {cause(first, case)} and {cause(second, case)}; the first less the second is "
        f"{spread(whole.low, whole.high, verdict.outcome)} {unit(verdict.outcome, case)} in 80 of 100 fitted societies "
        f"({spread(verdict.assumed[0], verdict.assumed[1], verdict.outcome)} before reading), and {clear}.",
    )


# ---------------------------------------------------------------- explanations


def _rivals(found: Explanations, case: Case) -> Iterator[str]:
    top = found.leading
    yield (
        f"Of {len(found.rivals)} explanations, each given {in_100(top.before)} in 100 beforehand, the statements speak most for "
        f"{explains(top.name, case)}: {in_100(top.weight)} in 100 (Monte Carlo error {points(top.error)})."
    )
    ahead = [explains(pair.other, case) for pair in found.pairs if pair.verdict == LEADS]
    even = [explains(pair.other, case) for pair in found.pairs if pair.verdict != LEADS]
    if ahead:
        yield f"It leads {listed(ahead)}."
    if even:
        yield f"Against {listed(even)} it is undecided."
    yield (
        "One explanation leads another if it is at least 2.7 times as probable (log evidence 1 or more) and stays ahead under "
        "every dating, with words held tighter and looser and with each prior widened in turn; otherwise it is undecided."
    )
    telling = [statement(line.statement, case) for line in found.table if line.tells and line.used]
    if telling:
        yield f"Of the statements used, these tell explanations apart, most first: {'; '.join(telling)}."
    else:
        yield "None of the statements used tells one explanation from another."


def _believed(added: Added, post: Posterior, rivals: bool) -> Iterator[str]:
    took = "The reporter's own causal sentences are claims to test and were not used. Taken for evidence (--believe-causes)"
    if post.believe_causes:
        took = "The reporter's own causal sentences were taken for evidence here. Without them"
    shown = 0 if post.believe_causes else 1
    told = [f"{ASKED[name].lower()} {_stays(added.verdicts[name], shown)}" for name in (SIZE, MANNER)]
    yield f"{took}, the verdicts would be: {'; '.join(told)}."
    if rivals:
        other = max(added.weights, key=lambda name: abs(added.weights[name][1] - added.weights[name][0]))
        here, there = added.weights[other][1 - shown], added.weights[other][shown]
        yield (
            f"The explanation that would move most is {explains(other, post.case)}: {in_100(there)} in 100 instead of "
            f"{in_100(here)}. That adds the reporter's belief, not what was seen."
        )


def _stays(verdicts: tuple[str, str], shown: int) -> str:
    return f"{verdicts[shown]}{' (the same)' if verdicts[0] == verdicts[1] else ''}"


# ---------------------------------------------------------------- but for


def _counted(became: Became, case: Case) -> Counted:
    short = "smaller" if became.outcome == SIZE else "gentler"
    if not became.chance > 0:
        return Counted(
            lead=f"In none of the fitted societies did demands become {SOFTENED[became.outcome]}.", causes=()
        )
    lead = (
        f"Demands became {SOFTENED[became.outcome]}, in {of_100(became.chance)} fitted societies. Of 100 such societies, "
        f"demands would have become {short} in {in_100(became.with_none)} had none of these causes changed after the past: there "
        "it was under way already, or is due to nothing in the list."
    )
    causes = (
        f"Without the change in {cause(each.cause, case)}, demands would still have become {short} in {of_100(each.without)} of "
        f"these societies; with that change alone, in {in_100(each.alone)}."
        for each in became.causes
    )
    return Counted(lead=lead, causes=tuple(causes))


# ---------------------------------------------------------------- limits


def _limits(answer: Why, case: Case) -> Iterator[str]:
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
