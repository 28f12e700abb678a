"""The briefing: one self-contained page, the answer first, then what it rests on. No script, nothing fetched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from shakedown.answers.claims import ClaimAnswer
from shakedown.answers.demands_now import demands_now
from shakedown.answers.finding import Finding
from shakedown.answers.then_and_now import MANNER
from shakedown.evidence.statement_values import Event
from shakedown.fit.posterior import Posterior
from shakedown.report import figures
from shakedown.report.answer_tables import demands_now_table, then_and_now_table
from shakedown.report.assumption_tables import dials_table, fixed_dials, levers_table
from shakedown.report.evidence_tables import records_table, statements_table
from shakedown.report.ledger_table import ledger_table
from shakedown.report.marks import Mark, marks
from shakedown.report.method_tables import checks_table, method, record_table
from shakedown.report.phrases import BASIS, first_upper, lever, when
from shakedown.report.table import Table
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT

LEFT_OUT = (
    ("other services", "One service asks. What its officers stop taking, others may take; that is not counted."),
    ("quotas owed upward", "Officers pass up a fixed share of what they take; no superior sets them a sum to deliver."),
    ("norms", "Officers learn from each other what pays, not what is proper."),
    ("status", "Rank, class and standing of a household or an officer count only as far as they are power."),
    ("retaliation", "Nobody who refuses or complains is punished for it."),
    (
        "what punishment does to a person",
        "A dismissal is a number here. What it means to the one dismissed is not modelled.",
    ),
    (
        "which acts get told",
        "A report is taken as if what it tells of had the same chance to be told as anything else.",
    ),
)
"""What is not in the society, in a word and in a sentence."""


@dataclass(frozen=True)
class Figure:
    """A drawn chart, what to say below it, and its numbers as a table."""

    svg: Markup
    caption: str
    table: Table


def briefing_html(post: Posterior, found: Finding, ledger: Sequence[ClaimAnswer], record: Mapping[str, Any]) -> str:
    """The briefing of a fit as one HTML page, the same bytes for the same arguments.

    `record` is record.json's content; its `command` is printed as the way to the same page. If the finding is withheld,
    the page opens with that, and no range, prediction or chart of an answer is on it; evidence, assumptions and checks are.
    """
    case = post.case
    page = {
        "case": case,
        "found": found,
        "left_out": LEFT_OUT,
        "scope": _scope(post),
        "basis": BASIS,
        "statements": statements_table(post),
        "records": records_table(post),
        "changes": _changes(post, found) if found.sufficient else (),
        "split": _split(post) if found.sufficient else None,
        "levers": Figure(
            _drawn(figures.levers(case)), "Basis: as in the table below, line by line.", levers_table(case)
        ),
        "meanings": _meanings(case),
        "dials": dials_table(post),
        "fixed": fixed_dials(case),
        "ledger": ledger_table(post, ledger),
        "method": method(post),
        "checks": checks_table(post),
        "record": record_table(record),
        "command": record.get("command", f"shakedown run {case.name} --seed {post.seed}"),
    }
    pages = _pages()
    css, _, _ = pages.loader.get_source(pages, "briefing.css") if pages.loader else ("", None, None)
    return pages.get_template("briefing.html.j2").render(**page, css=Markup(css)) + "\n"


def _pages() -> Environment:
    """The templates beside this file; every value is escaped unless it is a chart of ours."""
    loader = PackageLoader("shakedown.report")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters["basis_name"] = lambda code: BASIS.get(code, code)
    return pages


def _meanings(case: Case) -> tuple[tuple[str, str], ...]:
    """Each lever of the case, with what it is and its unit."""
    return tuple(
        (first_upper(n.replace("_", " ")), f"{first_upper(lever(n))}. Unit: {ABOUT[n].unit}.") for n in case.histories
    )


def _drawn(chart: figures.Chart) -> Markup:
    """A chart's SVG, whose text Vega has escaped."""
    return Markup(figures.svg(chart))


def _changes(post: Posterior, found: Finding) -> tuple[Figure, ...]:
    """Each measure then and now, with the reports' words beside it."""
    out = []
    for name, changes in found.changes.changes.items():
        words = marks(post.case, name, changes[0].now.threshold)
        colour = figures.COERCIVE if name == MANNER else figures.POLITE
        chart = figures.then_and_now(changes, post.case, words, colour, found.changes.dating_chances)
        numbers = then_and_now_table(changes, found.changes, post.case)
        out.append(Figure(_drawn(chart), _words_told(words, post.case), numbers))
    return tuple(out)


def _words_told(words: Sequence[Mark], case: Case) -> str:
    """What the reports say of a chart's measure, with the basis of each."""
    if not words:
        return "No statement speaks of this number."
    told = (
        f"{when(m.window, case)}: {m.says}{'' if m.used else ', left out of the fit'}, basis {m.basis}" for m in words
    )
    return f"The report says, of {'; '.join(told)}."


def _split(post: Posterior) -> Figure:
    """How demands split now, with the first reported event beside it."""
    events = [s.value for s in post.case.statements if isinstance(s.value, Event) and s.window == "now"]
    cells = demands_now(post)
    told = "Shares of demands only: what a manner of asking brings is shown nowhere. Basis: fitted"
    caption = f"{told}; the point is reported and was left out of the fit." if events else f"{told}."
    return Figure(
        _drawn(figures.demands_now(cells, post.case, events[0] if events else None)),
        caption,
        demands_now_table(cells, post.case),
    )


def _scope(post: Posterior) -> tuple[str, ...]:
    """How far the claim reaches, how far the evidence does, and what the numbers are for."""
    case, used = post.case, post.scores.statements
    claimed = [first_upper(c.says) + "." for c in case.claims if c.where.startswith("scope claimed")]
    writers = _count(len({s.writer for s in used}), "writer")
    events = _count(sum(isinstance(s.value, Event) for s in case.statements), "reported demand")
    pasts = ", ".join(p.says for p in case.pasts)
    return (
        *claimed,
        f"The fit rests on {_count(len(used), 'statement')} by {writers}; {events} told by itself was left out and compared.",
        f"“Now” is {case.now.says}. “Before” is undated; tried: {pasts}.",
        f"The numbers are for {case.place}, {case.province}: {case.population:,} people, about {case.households:,} "
        "households (outside).",
    )


def _count(number: int, what: str) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{small[number] if number < len(small) else number} {what}{'' if number == 1 else 's'}"
