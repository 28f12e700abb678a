"""The main job: fit a case, answer, and leave briefing.html, answers.json and record.json."""

from concurrent.futures import Executor
from pathlib import Path

from shakedown.answers.claims import claims
from shakedown.answers.finding import finding
from shakedown.fit.bank import Progress, quiet, write_text
from shakedown.fit.posterior import Posterior
from shakedown.fit.run import Effort, fit
from shakedown.fit.store import save_fit
from shakedown.report.briefing import briefing_html
from shakedown.report.documents import answers_document, as_json, record_document
from shakedown.society.case import Case
from shakedown.society.load import load_case


def run(
    case: "str | Path | Case",
    *,
    out: str | Path,
    seed: int = 1,
    believe_causes: bool = False,
    effort: Effort | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress = quiet,
) -> Posterior:
    """Fit `case` and write the briefing and its data below `out`; gives the fit.

    Batches that are already there are taken as they are. Raises `InputError` for a case that cannot be read or a folder
    that cannot be written. A fit that does not suffice still leaves a briefing, which says so and gives no ranges.
    """
    case, place = load_case(case), Path(out)
    post = fit(
        case, seed=seed, believe_causes=believe_causes, effort=effort, out=place, executor=executor,
        workers=workers, progress=progress,
    )  # fmt: skip
    save_fit(post, place)
    write_answers(post, place)
    return post


def write_answers(post: Posterior, out: Path) -> None:
    """Write answers.json, record.json and briefing.html of a fit."""
    found, ledger = finding(post), claims(post)
    causes = " --believe-causes" if post.believe_causes else ""
    record = record_document(post, f"shakedown run {post.case.name} --seed {post.seed}{causes}")
    write_text(out / "answers.json", as_json(answers_document(post, found, ledger)))
    write_text(out / "record.json", as_json(record))
    write_text(out / "briefing.html", briefing_html(post, found, ledger, record))
