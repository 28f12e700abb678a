"""Why it changed, as a section of the briefing: what each explanation foretells, what would have been but for each cause, the
verdict with its rule, and what each cause contributes. In sentences that a stranger to statistics can retell.
"""

from dataclasses import dataclass

from shakedown.answers.explanations import Explanations
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.why import Why
from shakedown.fit.posterior import Posterior
from shakedown.report import why_figures, why_tables
from shakedown.report import why_sentences as sentences
from shakedown.report.drawn import Figure, figure
from shakedown.report.table import Table
from shakedown.report.why_sentences import Counted
from shakedown.report.why_verdict import RULE, Ruled, ruled
from shakedown.society.case import Case


@dataclass(frozen=True, kw_only=True)
class WhySection:
    """The section as plain parts, in the order in which they are read; empty parts are left out of the page."""

    rivals: tuple[str, ...]
    foretold: Figure | None
    weights: Figure | None
    counts: tuple[Counted, ...]
    counts_table: Table | None
    verdicts: tuple[Ruled, ...]
    rule: str
    judgements: Table | None
    widened: Table | None
    """The judgements that widen a prior each: many rows, so they are folded on the page."""
    contributed: tuple[str, ...]
    contributions: tuple[Figure, ...]
    sizes: tuple[str, ...]
    """Why these numbers are others than those of what is happening."""
    believed: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, in order."""
        counted = (s for each in self.counts for s in (each.lead, *each.causes))
        ruled_ = (f"{each.verdict} {each.rests_on}".strip() for each in self.verdicts)
        last = (*self.contributed, *self.sizes, *self.believed, *self.limits)
        return (*self.rivals, *counted, *ruled_, self.rule, *last)


def why_section(post: Posterior, answer: Why, found: Explanations) -> WhySection:
    """The section of a fit that suffices. A case without rivals or without causes has fewer parts."""
    case, rivals, causes = post.case, len(found.rivals) > 1, len(answer.causes) > 0
    asked = [name for name in (SIZE, MANNER) if causes]
    several = len(answer.causes) > 1
    return WhySection(
        rivals=tuple(sentences.rivals(found, case)) if rivals else (),
        foretold=_figure_foretold(found, case) if rivals else None,
        weights=_figure_weights(found, case) if rivals else None,
        counts=tuple(sentences.counted(answer.counts[name][0], post) for name in asked),
        counts_table=why_tables.counts_table(answer, case) if causes else None,
        verdicts=tuple(ruled(answer.verdicts[name], answer.parts[name], case) for name in (SIZE, MANNER)),
        rule=RULE if several else "",
        judgements=why_tables.judgements_table(answer, case) if several else None,
        widened=why_tables.widened_table(answer, case) if several else None,
        contributed=tuple(sentences.contributed(answer.parts[name], case) for name in asked),
        contributions=tuple(_figure_parts(answer, name, case) for name in asked),
        sizes=tuple(sentences.sizes(answer, post)) if causes else (),
        believed=tuple(sentences.believed(answer.believed, post, rivals)) if answer.believed else (),
        limits=tuple(sentences.limits(answer, case)),
    )


def why_text(section: WhySection) -> str:
    """The same for a terminal: its sentences, one a line."""
    return "\n".join(s for s in section.sentences if s) + "\n"


def _figure_foretold(found: Explanations, case: Case) -> Figure:
    caption = (
        "Each explanation is a society that has only what it says to soften anyone. Basis: model; last line: fitted."
    )
    return figure(why_figures.foretold(found, case), caption, why_tables.foretold_table(found, case))


def _figure_weights(found: Explanations, case: Case) -> Figure:
    caption = "Alike before reading, because each was drawn equally often. Basis: fitted."
    return figure(why_figures.weights(found), caption, why_tables.weights_table(found, case))


def _figure_parts(answer: Why, name: str, case: Case) -> Figure:
    caption = (
        "A contribution is what a cause adds to those before it, averaged over every order; the causes and what was under way "
        "when the past ended (or is due to nothing in the list) add up to the whole change. Basis: fitted."
    )
    return figure(
        why_figures.contributions(answer.parts[name], case), caption, why_tables.parts_table(answer, name, case)
    )
