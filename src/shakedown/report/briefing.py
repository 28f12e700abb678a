"""The briefing: one self-contained page, the answer first, then what it rests on. No script, nothing fetched."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from shakedown.answers.command import command, fit_from, refit_command
from shakedown.answers.demands_now import demands_now
from shakedown.answers.everything import Answers
from shakedown.answers.finding import Finding
from shakedown.answers.then_and_now import MANNER
from shakedown.answers.usable import usable
from shakedown.evidence.read.reading import Language
from shakedown.evidence.statement_values import Event
from shakedown.fit.posterior import Posterior
from shakedown.report import figures
from shakedown.report.answer_tables import demands_now_table, then_and_now_table
from shakedown.report.assumption_tables import dials_table, fixed_dials, levers_table, levers_told
from shakedown.report.channel_words import channels_told
from shakedown.report.drawn import Figure, figure
from shakedown.report.evidence_tables import records_table, statements_table
from shakedown.report.future_section import future_section, policy_section
from shakedown.report.leave_out_tables import foretold_table, without_table
from shakedown.report.ledger_table import ledger_table
from shakedown.report.left_out import left_out
from shakedown.report.marks import Mark, in_use, marks
from shakedown.report.method_tables import agreement_says, agreement_table, checks_table, method, record_table
from shakedown.report.parts import parts_figure, parts_table
from shakedown.report.phrasebook import book_of
from shakedown.report.phrases import BASIS, counted, first_upper, when
from shakedown.report.spoken import spoken
from shakedown.report.usable_section import usable_section
from shakedown.report.why_section import why_section
from shakedown.society.case import Case

_LEVERS_TOLD = (
    "Basis: as in the table below, line by line. Levers that only one explanation moves stand in the table alone."
)


def briefing_html(answers: Answers, record: Mapping[str, Any], lang: Language = "en") -> str:
    """The briefing of a fit as one HTML page, the same bytes for the same arguments.

    `record` is record.json's content; its `command` is printed as the way to the same page. If the finding is withheld,
    the page opens with that, and no range, prediction or chart of an answer is on it; evidence, assumptions and checks are.
    In another language it is the same page, said by a phrase book; what that does not hold stays English.
    """
    post, found = answers.post, answers.found
    case = post.case
    page = {
        "case": case,
        "title_ko": case.title_ko if lang == "en" else "",
        "found": found,
        "left_out": left_out(case),
        "channels": channels_told(case),
        "scope": _scope(post),
        "basis": BASIS,
        "stored": fit_from(post) if post.stored else "",
        "again": refit_command(post),
        "agreement": agreement_says(answers.beside),
        "usable": usable_section(usable(case, post.scores.statements)),
        "statements": statements_table(post),
        "records": records_table(post),
        **(_answered(answers) if found.sufficient else {}),
        "levers": figure(figures.levers(case), _LEVERS_TOLD, levers_table(case)),
        "meanings": levers_told(case),
        "dials": dials_table(post),
        "fixed": fixed_dials(case),
        "ledger": ledger_table(post, answers.ledger),
        "method": method(post),
        "checks": checks_table(post),
        "beside": agreement_table(answers.beside) if answers.beside else None,
        "record": record_table(record),
        "command": record.get("command", command(post)),
    }
    pages = _pages()
    css, _, _ = pages.loader.get_source(pages, "briefing.css") if pages.loader else ("", None, None)
    html = pages.get_template("briefing.html.j2").render(**page, css=Markup(css)) + "\n"
    return html if lang == "en" else spoken(html, book_of(case, lang), lang)


def _answered(answers: Answers) -> dict[str, Any]:
    """The parts of the page that need an answer."""
    post, found, given = answers.post, answers.found, answers.given
    if given is None or answers.watch is None or answers.policy is None or answers.left_out is None:
        return {}
    return {
        "changes": _changes(post, found),
        "split": _split(post),
        "parts": figure(parts_figure(found.numbers), "Basis: fitted.", parts_table(found.numbers)),
        "why": why_section(post, given.why, given.explanations),
        "how_long": future_section(post, given.forecast, answers.watch),
        "moves": policy_section(answers.policy),
        "foretold": foretold_table(answers.left_out, post),
        "without": without_table(answers.left_out, post),
    }


def _pages() -> Environment:
    """The templates beside this file; every value is escaped unless it is a chart of ours."""
    loader = PackageLoader("shakedown.report")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters["basis_name"] = lambda code: BASIS.get(code, code)
    return pages


def _changes(post: Posterior, found: Finding) -> tuple[Figure, ...]:
    """Each measure then and now, with the reports' words beside it."""
    out = []
    for name, each in found.changes.changes.items():
        changes = each if len(post.case.pasts) > 1 else each[1:]
        words = marks(post, name, changes[0].now.threshold)
        colour = figures.COERCIVE if name == MANNER else figures.POLITE
        chart = figures.then_and_now(changes, post.case, words, colour, _chances(found))
        numbers = then_and_now_table(changes, found.changes, post.case)
        out.append(figure(chart, _words_told(words, post.case), numbers))
    return tuple(out)


def _chances(found: Finding) -> Mapping[str, float]:
    """The chance of each dating of the past, where there are several."""
    chances = found.changes.dating_chances
    return chances if len(chances) > 1 else {}


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
    events = [s for s in post.case.statements if isinstance(s.value, Event) and s.window == "now"]
    cells = demands_now(post)
    told = "Shares of demands only: what a manner of asking brings is shown nowhere. Basis: fitted"
    use = "used in the fit" if events and in_use(events[0], post) else "left out of the fit"
    caption = f"{told}; the point is reported and was {use}." if events else f"{told}."
    event = events[0].value if events else None
    chart = figures.demands_now(cells, post.case, event if isinstance(event, Event) else None)
    return figure(chart, caption, demands_now_table(cells, post.case))


def _scope(post: Posterior) -> tuple[str, ...]:
    """How far the claim reaches, how far the evidence does, and what the numbers are for."""
    case, used = post.case, post.scores.statements
    claimed = [first_upper(c.says) + "." for c in case.claims if c.where.startswith("scope claimed")]
    writers = counted(len({s.writer for s in used}), "writer")
    pasts = ", ".join(p.says for p in case.pasts)
    before = f"“Before” is undated; tried: {pasts}." if len(case.pasts) > 1 else f"“Before” is {pasts}."
    where = case.place if case.place == case.province else f"{case.place}, {case.province}"
    return (
        *claimed,
        f"The fit rests on {counted(len(used), 'statement')} by {writers}{_events(post)}.",
        f"“Now” is {case.now.says}. {before}",
        f"The numbers are for {where}: {case.population:,} people, about {case.households:,} households, as the case gives them.",
        *([f"A household here is {case.household}."] if case.household else []),
    )


def _events(post: Posterior) -> str:
    """Demands that were told one by one: among what was used, or left out."""
    used = {s.id for s in post.scores.statements}
    events = [s.id in used for s in post.case.statements if isinstance(s.value, Event)]
    kept, left = sum(events), len(events) - sum(events)
    among = f", {counted(kept, 'reported demand')} among them" if kept else ""
    were = "was" if left == 1 else "were"
    return among + (f"; {counted(left, 'reported demand')} told by itself {were} left out and compared" if left else "")
