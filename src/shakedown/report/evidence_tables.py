"""What the reports say and how each statement is used; the records they rest on, coarse, with their addresses."""

from collections.abc import Iterator

from shakedown.answers.ranges import chance
from shakedown.evidence.records import Record
from shakedown.evidence.statements import Statement
from shakedown.fit.posterior import F64, TENTHS, Posterior, weighted_quantiles
from shakedown.report.marks import bounds, in_use, observed, use
from shakedown.report.phrases import BASIS, VOICE, first_upper, in_100, named, spaced, span, times, unit, when, worth
from shakedown.report.table import Cell, Table, joined, row, table
from shakedown.report.why_words import said_of

_UNUSED = {"fit": "dropped here", "predict": "left out", "cause": "a claim to test"}


def statements_table(post: Posterior) -> Table:
    """Each statement of the case: what it says, how it is used and, if the fit suffices, the fitted range beside it."""
    columns = ["statement", "the report says", "voice and use", "basis"]
    caption = (
        "What the reports say. A word stands with the shares that its readers take it for: a quarter of them say less "
    )
    caption += "than the first number, half less than the second, three quarters less than the third."
    if post.sufficient:
        columns += ["fitted (80 of 100 societies)", "agrees in"]
        caption += " The column “fitted” has the basis fitted."
    rows = (row(*_said(s, post), *(_fitted(s, post) if post.sufficient else ())) for s in post.case.statements)
    return table(caption, columns, rows, wide=True)


def _said(s: Statement, post: Posterior) -> Iterator[str | Cell]:
    about = first_upper(named(s.measure, post.case, s.threshold)) if s.kind != "event" else "One demand that was told"
    yield Cell(f"{about}; {when(s.window, post.case)}")
    yield joined([observed(s, post.case), first_upper(s.note)], ". ")
    yield joined([VOICE.get(s.voice, s.voice), use(s, post), f"weight {s.weight:g}" if s.weight != 1 else ""])
    yield BASIS[s.basis]


def _fitted(s: Statement, post: Posterior) -> tuple[str, str]:
    """The fitted middle and range, and in how many of 100 fitted societies the statement holds."""
    if s.kind == "event":
        return "see “What demands look like now”", "see the ledger"
    if s.kind == "ratio":
        ratios = post.county_ratios(s.measure, s.threshold)
        low, mid, high = weighted_quantiles(ratios, post.weights(), TENTHS)
        return f"{mid:.2f} ({times(low, high)} what it was)", _agrees(s, ratios, post)
    values = post.county_values(s.measure, s.window, s.threshold)
    low, mid, high = weighted_quantiles(values, post.weights(), TENTHS)
    change = s.window == "change"
    range_ = f"{worth(mid, s.measure, change=change)} ({span(low, high, s.measure, change=change)})"
    return f"{range_} {unit(s.measure, post.case, change=change)}", _agrees(s, values, post)


def _agrees(s: Statement, values: F64, post: Posterior) -> str:
    if ends := bounds(s):
        inside = chance(post, (values >= ends[0]) & (values <= ends[1]))
        return f"{in_100(inside)} of 100: inside {'the quartiles' if s.kind == 'word' else 'the interval'}"
    if s.kind == "direction" and s.value in ("up", "down"):
        moved = values > 0 if s.value == "up" else values < 0
        return f"{in_100(chance(post, moved))} of 100: went {s.value}"
    return "see the ledger"


def records_table(post: Posterior) -> Table:
    """The records behind the statements: province, half-year, classes of people and a band of the sum, never more."""
    columns = ["record", "source", "about", "who and whom", "sum, banded", "used by"]
    caption = "The records, in the coarse form in which they may be shown. Basis: reported. Details stay behind the addresses."
    return table(caption, columns, (_record(r, post) for r in post.case.records), wide=True)


def _record(r: Record, post: Posterior) -> tuple[Cell, ...]:
    used = [s for s in post.case.statements if r.id in s.records]
    seen = "whole text seen" if r.text_seen == "full_text" else "opening seen"
    return row(
        f"{r.id}, {spaced(r.record_type)}",
        Cell(joined([r.source_name, _host(r.url)], ", "), r.url),
        joined([r.place_public, period_says(r.period_public), seen, f"confidence {r.confidence}"], ", "),
        f"{spaced(r.perp_public)}, {spaced(r.target_public)}",
        joined([r.amount_band, "%" if r.currency == "PCT" else r.currency], " ") or "none told",
        joined(_used_by(s, post) for s in used) or "context only, not used in the fit",
    )


def _used_by(s: Statement, post: Posterior) -> str:
    about = said_of(s, post.case)
    return about if in_use(s, post) else f"{about} ({_UNUSED[s.use]})"


def period_says(code: str) -> str:
    """A year or half-year in words."""
    halves = {"H1": "first half of ", "H2": "second half of "}
    return f"{halves[code[-2:]]}{code[:-2]}" if code[-2:] in halves else code or "undated"


def _host(url: str) -> str:
    """The site of an address, so that a reader sees where a link leads."""
    return url.split("//", 1)[-1].split("/", 1)[0]
