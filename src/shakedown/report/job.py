"""The main job: take or make the fit of a case, answer, and leave briefing.html, answers.json and record.json."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from shakedown.answers.agreement import Compared, agreement
from shakedown.answers.command import command
from shakedown.answers.everything import answers_of
from shakedown.errors import InputError
from shakedown.evidence.checks import nearest
from shakedown.evidence.read.reading import Language
from shakedown.evidence.statements import Statement
from shakedown.fit.bank import Progress, forget_batches, quiet, writable
from shakedown.fit.likelihood import used
from shakedown.fit.posterior import Posterior
from shakedown.fit.run import Effort, fit
from shakedown.fit.store import save_fit
from shakedown.fit.stored import has_stored, load_stored
from shakedown.report.briefing import briefing_html
from shakedown.report.documents import answers_document, as_json, record_document
from shakedown.report.pdf import briefing_pdf, pdf_maker
from shakedown.society.case import Case
from shakedown.society.load import called, load_case
from shakedown.whole import write_bytes, write_text


def run(
    case: "str | Path | Case",
    *,
    out: str | Path,
    seed: int | None = None,
    refit: bool = False,
    resume: bool = True,
    believe_causes: bool = False,
    drop: Sequence[str] = (),
    effort: Effort | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress = quiet,
    lang: Language = "en",
    pdf: bool = False,
) -> Posterior:
    """Write the briefing of `case` and its data below `out`; gives the fit.

    The fit stored with the case is taken, weighed by the case's statements as they are now, in seconds; with `refit`, or
    where none is stored, a new one is made (`seed` 1 unless told), and compared with the stored one. Batches that are
    already there are taken as they are, unless `resume` is off. `drop` leaves out statements, by their own id or that of a
    record: a stored fit is weighed without them, a new one made without them. The briefing is in `lang`, the data in English;
    with `pdf` it is written as briefing.pdf, too.

    Raises `InputError`, before anything is written, for a case that cannot be read, a stored fit of another society, a name
    that drops nothing, a seed for a stored fit or a PDF without its extra; and for a folder that cannot be written. A fit that
    does not suffice still leaves a briefing, which says so.
    """
    case, place = load_case(case), Path(out)
    kept = _kept(used(case, believe_causes), drop)  # before anything long begins
    if pdf:
        pdf_maker()
    stored = load_stored(case, believe_causes=believe_causes) if has_stored(case) and not refit else None
    if stored and seed is not None:
        raise InputError(f"--seed {seed}: the fit stored with {called(case)} has its own. Add --refit to fit anew.")
    writable(place)
    if not (stored or resume):
        forget_batches(place)
    if stored:
        post = stored.reweighed(kept) if drop else stored
    else:
        made = fit(
            replace(case, statements=tuple(kept)), seed=1 if seed is None else seed, believe_causes=believe_causes, effort=effort,
            out=place, executor=executor, workers=workers, progress=progress,
        )  # fmt: skip
        post = replace(made, case=case)
    save_fit(post, place)
    write_answers(post, place, () if stored or drop else compared(post), lang, pdf=pdf)
    return post


def compared(post: Posterior) -> tuple[Compared, ...]:
    """A new fit beside the one stored with its case; nothing if there is none, or one of another society."""
    try:
        return agreement(post, load_stored(post.case, believe_causes=post.believe_causes))
    except InputError:
        return ()


def _kept(statements: Sequence[Statement], drop: Sequence[str]) -> list[Statement]:
    """The statements but for those, by their id or that of a record, that are dropped."""
    known = {name for s in statements for name in (s.id, *s.records)}
    unknown = [name for name in drop if name not in known]
    kept = [s for s in statements if not _named(s, drop)]
    if unknown:
        raise InputError(
            f"--drop {name}: no statement in use has this id or record. {nearest(name, known)}" for name in unknown
        )
    if not kept:
        raise InputError("--drop: leaves no statement to fit. Drop fewer.")
    return kept


def _named(statement: Statement, names: Sequence[str]) -> bool:
    return any(name in (statement.id, *statement.records) for name in names)


def write_answers(
    post: Posterior, out: Path, beside: Sequence[Compared] = (), lang: Language = "en", *, pdf: bool = False
) -> None:
    """Write answers.json, record.json and briefing.html of a fit; `beside` as from `compared`, `lang` that of the briefing."""
    answers = answers_of(post, beside)
    record = record_document(post, command(post, lang))
    write_text(out / "answers.json", as_json(answers_document(answers)))
    write_text(out / "record.json", as_json(record))
    html = briefing_html(answers, record, lang)
    write_text(out / "briefing.html", html)
    if pdf:
        write_bytes(out / "briefing.pdf", briefing_pdf(html))
