"""One command per door. Heavy imports wait inside the commands, so that --help is there at once.

Exit codes: 0 done; 2 a user's mistake, one sentence per problem; 3 an answer withheld; 130 interrupted; 1 our own bug.
"""

import errno
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from shakedown.errors import InputError, ShakedownError, Withheld

if TYPE_CHECKING:
    from shakedown.evidence.read.reading import Language
    from shakedown.evidence.summary import Summary
    from shakedown.fit.posterior import Posterior
    from shakedown.society.case import Case
    from shakedown.society.own.questions import Answer, Question


_DOCUMENTS = ("briefing.html", "briefing.pdf", "answers.json", "record.json")
"""What `run` writes beside the fit."""
_MOST_WEEKS = 2_000_000
"""Of all runs together that one call of `simulate` holds in memory, at about 2.5 kB each."""
_FURTHEST_OFFSET = 2
"""Of a writer's words, in logits: six times as far as writers differ."""


class _Doors(click.Group):
    """Turns what goes wrong into sentences and exit codes, never into a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **kwargs) or 0)
        except click.exceptions.Exit as leave:
            sys.exit(leave.exit_code)
        except click.UsageError as wrong:
            about, said = wrong.ctx.command_path if wrong.ctx else "shakedown", wrong.format_message()
            _say(f"{said}{'' if said.endswith(('.', '?')) else '.'} See: {about} --help")
            sys.exit(2)
        except (click.Abort, KeyboardInterrupt):
            _say("Interrupted; nothing is half-written. run and fit go on from their finished batches with --resume.")
            sys.exit(130)
        except InputError as wrong:
            for problem in wrong.problems:
                _say(problem)
            sys.exit(wrong.exit_code)
        except ShakedownError as wrong:
            _say(str(wrong))
            sys.exit(wrong.exit_code)
        except OSError as wrong:
            _say(_system_problem(wrong))
            sys.exit(2)
        except MemoryError:
            _say("This does not fit into the memory of this machine. Ask for fewer households, weeks or runs.")
            sys.exit(2)
        except Exception as bug:
            what = f"{type(bug).__name__}: {bug}"
            _say(f"This is a mistake of ours, not yours: {what}. Please report it with the command you gave.")
            sys.exit(1)


def _say(problem: str) -> None:
    """One line, whatever a file name or a key holds."""
    click.echo(" ".join(problem.split()), err=True)


def _system_problem(wrong: OSError) -> str:
    where = f"{wrong.filename}: " if wrong.filename else ""
    if wrong.errno == errno.ENOSPC:
        return f"{where}the disk is full. Free some space, or give another --out; run and fit go on with --resume."
    return f"{where}{wrong.strerror or wrong}. Give a place that can be read and written."


@click.group(cls=_Doors, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shakedown-lab", prog_name="shakedown")
@click.pass_context
def main(context: click.Context) -> None:
    """A laboratory for petty extortion by officials whom their state does not pay.

    For those who bear extortion and those who tell of it. Never to rank places or people, never to advise who demands.
    """
    _needs_a_command(context)


def _needs_a_command(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


class _Whole(click.IntRange):
    """A whole number within limits."""

    name = "whole number"


class _Place(click.Path):
    """The name of a file or folder; a blank one, as an unset variable of a shell gives, is refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(path_type=Path, **kwargs)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and not value.strip():
            self.fail("is blank. Write a name.", param, ctx)
        return super().convert(value, param, ctx)


_case = click.argument("case")
_json = click.option("--json", "as_data", is_flag=True, help="Print machine-readable JSON on stdout and nothing else.")
_seed = click.option("--seed", type=_Whole(0, 2**31 - 1), default=1, show_default=True, help="Seed of every draw.")
_seed_if_any = click.option("--seed", type=_Whole(0, 2**31 - 1), help="Seed of every draw of a new fit [default: 1].")
_workers = click.option("--workers", type=_Whole(1), help="Threads to run on (all cores if not given).")
_out = click.option("--out", type=_Place(file_okay=False), help="Folder for results [default: out/CASE].")
_causes = click.option("--believe-causes", is_flag=True, help="Take the reporter's causal sentences for evidence.")
_resume = click.option("--resume", is_flag=True, help="Go on from the batches of an interrupted run.")


@main.command("read")
@click.argument("file", type=_Place(allow_dash=True))
@click.option("--lang", type=click.Choice(["en", "ko"]), help="Language of the card [default: that of the text].")
@click.option("--html", type=_Place(dir_okay=False), help="Also write the card as one page, F.html.")
@_json
def read_report(file: Path, lang: "Language | None", html: Path | None, as_data: bool) -> int:
    """The report card of any text: what it claims, how far it reaches, how usual it is, what it leaves open.

    FILE is plain text, a web page or the text of a PDF; - is standard input. Offline, runs nothing. The card shows words of
    the text and is not for passing on; --json holds none of them, and nothing finer than a province, a half-year, a band.
    """
    from shakedown.evidence.card import read

    _refuse_no_page(html, file)
    card = read(file)
    if html is not None:
        from shakedown.report.card_page import write_card_page

        write_card_page(card, html, lang)
    if as_data:
        from shakedown.report.card_document import card_document

        click.echo(json.dumps(card_document(card), indent=1, ensure_ascii=False))
    else:
        from shakedown.report.card_text import card_text

        click.echo(card_text(card, lang), nl=False)
    return 0


def _refuse_no_page(html: Path | None, report: Path) -> None:
    """Raises `InputError` for a page that would not be one, or would take the place of the report itself."""
    if html is None:
        return
    if html.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"--html {html}: does not end in .html. Write for instance --html card.html")
    if html.exists() and report.exists() and html.samefile(report):
        raise InputError(f"--html {html}: is the report itself, which the page would replace. Give another name.")


@main.command()
@_case
@_out
@_seed_if_any
@_workers
@_causes
@click.option("--refit", is_flag=True, help="Fit anew (minutes), and say whether that agrees with the stored fit.")
@click.option(
    "--drop",
    multiple=True,
    metavar="ID",
    help="Leave out a statement, or all of a record; may be repeated. Runs nothing, unless a fit is made anew, in minutes: "
    "with --refit, or where none is stored.",
)
@click.option(
    "--lang", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Language of the briefing."
)
@click.option("--pdf", is_flag=True, help="Also write briefing.pdf (needs the extra [pdf]).")
@_resume
@_json
def run(
    case: str, out: Path | None, seed: int | None, workers: int | None, believe_causes: bool, refit: bool,
    drop: tuple[str, ...], lang: "Language", pdf: bool, resume: bool, as_data: bool,
) -> int:  # fmt: skip
    """The main job: answer CASE and leave briefing.html, answers.json and record.json.

    CASE is a built-in name (hoeryong) or a folder. The fit stored with a case is taken, in seconds; a case without one is
    fitted, in minutes. --resume goes on with a fit that was interrupted.
    """
    from shakedown.fit.store import refuse_others
    from shakedown.fit.stored import has_stored
    from shakedown.report.job import run as do
    from shakedown.society.load import load_case

    loaded = load_case(case)
    place = out or _usual(loaded.name)
    refuse_others(loaded, place, _DOCUMENTS)
    if not has_stored(loaded) and not as_data:
        _say(f"{loaded.name}: no fit is stored with this case, so it is fitted first, which takes some minutes.")
    with _Progress(as_data) as told:
        post = do(
            loaded, out=place, seed=seed, refit=refit or resume, resume=resume, believe_causes=believe_causes, drop=drop,
            workers=workers, progress=told, lang=lang, pdf=pdf,
        )  # fmt: skip
    if as_data:
        click.echo((place / "answers.json").read_text(encoding="utf-8"), nl=False)
    else:
        _tell(place, loaded, lang)
    return 0 if post.sufficient else Withheld.exit_code


@main.command()
@_case
@_out
@_seed
@_workers
@_causes
@_resume
@_json
def fit(
    case: str, out: Path | None, seed: int, workers: int | None, believe_causes: bool, resume: bool, as_data: bool
) -> int:
    """Fit CASE and keep the fit, without answers."""
    from shakedown.fit.bank import forget_batches, writable
    from shakedown.fit.run import fit as do
    from shakedown.fit.store import refuse_others, save_fit
    from shakedown.report.documents import as_json
    from shakedown.society.load import load_case

    loaded = load_case(case)
    place = out or _usual(loaded.name)
    refuse_others(loaded, place)
    writable(place)
    if not resume:
        forget_batches(place)
    with _Progress(as_data) as told:
        post = do(loaded, seed=seed, believe_causes=believe_causes, out=place, workers=workers, progress=told)
    save_fit(post, place)
    if as_data:
        click.echo(
            as_json({"out": str(place), "checks": dict(post.checks), "log_evidence": dict(post.log_evidence)}), nl=False
        )
    else:
        click.echo(f"{place}: effective size {post.checks['ess']:.0f}, Pareto k {post.checks['pareto_k']:.2f}.")
    return 0 if post.sufficient else Withheld.exit_code


@main.command()
@_case
@_out
@_json
def claims(case: str, out: Path | None, as_data: bool) -> int:
    """The ledger: what the report says line by line, and what the fitted societies predict. Reads a fit; runs nothing."""
    from shakedown.answers.claims import claims as answer
    from shakedown.report.documents import as_json, claims_document
    from shakedown.report.tables import ledger_text

    ledger = answer(_sufficient(case, out, as_data, "the ledger is withheld"))
    click.echo(as_json(claims_document(ledger)) if as_data else ledger_text(ledger), nl=False)
    return 0


@main.command()
@_case
@_out
@_json
def why(case: str, out: Path | None, as_data: bool) -> int:
    """Why it changed: explanations weighed, what would have been but for each cause, the verdict. Reads a fit."""
    from shakedown.answers.explanations import explanations
    from shakedown.answers.why import why as answer
    from shakedown.report.documents import as_json
    from shakedown.report.why_document import why_document
    from shakedown.report.why_section import why_section, why_text

    post = _sufficient(case, out, as_data, "no reason is given")
    told, rivals = answer(post), explanations(post)
    click.echo(as_json(why_document(told, rivals)) if as_data else why_text(why_section(post, told, rivals)), nl=False)
    return 0


@main.command()
@_case
@_out
@_json
def forecast(case: str, out: Path | None, as_data: bool) -> int:
    """How long it lasts: when coercion is back, under each scenario, by dating and explanation. Reads a fit; runs nothing."""
    from shakedown.answers.forecast import forecast as answer
    from shakedown.report.documents import as_json
    from shakedown.report.future_document import forecast_document
    from shakedown.report.future_words import forecast_text

    post = _sufficient(case, out, as_data, "no forecast is given")
    told = answer(post)
    click.echo(as_json(forecast_document(told)) if as_data else forecast_text(told, post.case), nl=False)
    return 0


@main.command()
@_case
@_out
@_json
def watch(case: str, out: Path | None, as_data: bool) -> int:
    """What to watch for: each future's first visible signs, and what a report of each is worth. Reads a fit; runs nothing."""
    from shakedown.answers.watch import watch as answer
    from shakedown.report.documents import as_json
    from shakedown.report.future_document import watch_document
    from shakedown.report.future_words import watch_text

    told = answer(_sufficient(case, out, as_data, "no sign is named"))
    click.echo(as_json(watch_document(told)) if as_data else watch_text(told), nl=False)
    return 0


@main.command()
@_case
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="LEVER=VALUE",
    help="Hold a lever there from the week after now on, and tell the year after now as the page does; may be repeated.",
)
@_out
@_json
def policy(case: str, settings: tuple[str, ...], out: Path | None, as_data: bool) -> int:
    """What moves it: every scenario against no change, harm and displacement beside burden. Reads a fit; ranks nothing.

    With --set it runs 64 fitted societies on instead, in seconds.
    """
    if settings:
        return _moved(_sufficient(case, out, as_data, "nothing is compared"), _settings(settings), as_data)
    from shakedown.answers.policy import policy as answer
    from shakedown.report.documents import as_json
    from shakedown.report.future_document import policy_document
    from shakedown.report.future_words import policy_text

    told = answer(_sufficient(case, out, as_data, "no scenario is compared"))
    click.echo(as_json(policy_document(told)) if as_data else policy_text(told), nl=False)
    return 0


@main.command()
@click.argument("case", default="hoeryong")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8427, show_default=True, help="Port; 0 is any free one."
)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to serve on; beyond this machine with --token."
)
@click.option("--token", default="", help="What callers from other machines must know, 16 letters or more.")
def app(case: str, port: int, no_open: bool, host: str, token: str) -> int:
    """A page on this machine: move a lever and see what changes, how sure that is and why. Ctrl-C ends it.

    CASE opens from the fit stored with it, else from the one that run left in out/NAME.
    """
    from shakedown.app.serve import serve
    from shakedown.society.load import load_case

    serve(load_case(case), host=host, port=port, token=token, opens=not no_open, tell=_say)
    return 0


@main.command()
@_case
@click.option("--scenario", help="A scenario of the case, from the week after now on.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A dial, or a lever for the whole run; may be repeated.",
)
@click.option("--households", type=_Whole(1, 2**31 - 1), help="Households to simulate [default: the case's sample].")
@click.option(
    "--weeks", type=_Whole(1, 100_000), help="Weeks from the start [default: to now, 104 more with a scenario]."
)
@click.option(
    "--runs",
    type=_Whole(1, 1_000_000),
    default=8,
    show_default=True,
    help="Runs, with seeds one after another.",
)
@_seed
@click.option("--out", type=_Place(), required=True, help="F.zarr or F.nc")
@_json
def simulate(
    case: str, scenario: str | None, settings: tuple[str, ...], households: int | None, weeks: int | None, runs: int, seed: int,
    out: Path, as_data: bool,
) -> int:  # fmt: skip
    """Run CASE's society at the medians of its priors and write what happened, week by week."""
    from shakedown.engine.of_case import simulate_case
    from shakedown.fit.bank import writable
    from shakedown.report.documents import as_json
    from shakedown.report.files import write_runs
    from shakedown.society.load import load_case

    if out.suffix not in (".zarr", ".nc"):
        raise InputError(f"--out {out}: ends neither in .zarr nor in .nc. Write for instance --out runs.zarr")
    loaded = load_case(case)
    if scenario is not None and weeks is not None and weeks <= loaded.weeks:
        raise InputError(
            f"--weeks {weeks}: ends before the scenario begins. Write more than {loaded.weeks}, or leave it out."
        )
    if runs * (weeks or loaded.weeks) > _MOST_WEEKS:
        raise InputError(
            f"--runs {runs}: is more than {_MOST_WEEKS:,} weeks in all, about 5 GB of memory. Ask for fewer, or in several "
            "calls under other seeds."
        )
    changed = _settings(settings)
    if not out.parent.is_dir():
        raise InputError(f"{out.parent}: there is no such folder. Make it, or give another --out.")
    writable(out.parent)
    _refuse_other_file(out)
    data = simulate_case(
        loaded, scenario=scenario, changed=changed, households=households, weeks=weeks,
        seeds=range(seed, seed + runs),
    )  # fmt: skip
    write_runs(data, out)
    told = {"out": str(out), "runs": runs, "weeks": data.sizes["week"], "households": int(data.households[0])}
    click.echo(
        as_json(told)
        if as_data
        else f"{out}: {runs} runs of {told['weeks']} weeks, {told['households']} households.\n",
        nl=False,
    )
    return 0


@main.command()
@click.argument("name", type=_Place())
@click.option(
    "--from",
    "records",
    multiple=True,
    metavar="FILE",
    type=_Place(),
    help="Coded records of news items (a .csv or .xlsx), or a text, whose drafts are reviewed first; may be repeated. Without "
    "one, invented records stand in.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="KEY=VALUE",
    help="Answer one of the six questions: income, pay, means, pressure, trade, complaints. Those left out are asked on a "
    'terminal, else they count as "don\'t know".',
)
@click.option("--ask/--no-ask", default=None, help="Ask the questions, or do not [default: ask on a terminal].")
@click.option("--place", default="", help="Where it is [default: as the records say].")
@click.option("--country", default="", help="The country.")
@click.option(
    "--now", default="", help="A day, half-year or year: 2024-12-31, 2024H2, 2024 [default: the last record's]."
)
@click.option(
    "--past",
    multiple=True,
    metavar="FROM:TO",
    help="The past the reports mean, such as 2021:2022; may be repeated [default: as the records say, else three datings].",
)
@click.option("--money", default="", help="Three letters of the money of all sums [default: as the records say].")
@click.option("--situation", "situations", multiple=True, help="Take only records of this situation; may be repeated.")
@click.option(
    "--perpetrator", "perpetrators", multiple=True, help="Take only records of these officials; may be repeated."
)
@click.option("--period", default="", help="Take only records of a year, a half-year or a stretch such as 2021:2025H1.")
@click.option("--yes", is_flag=True, help="Take the drafts of texts unreviewed; their confidence is then low.")
@_json
def new(
    name: Path, records: tuple[Path, ...], answers: tuple[str, ...], ask: bool | None, place: str, country: str, now: str,
    past: tuple[str, ...], money: str, situations: tuple[str, ...], perpetrators: tuple[str, ...], period: str, yes: bool,
    as_data: bool,
) -> int:  # fmt: skip
    """A case folder of your own that runs as it is: from coded records, six plain questions and family defaults."""
    from shakedown.evidence.chosen import Selection
    from shakedown.society.load import load_case
    from shakedown.society.new import Named, new_case
    from shakedown.society.own.told import own_document, own_text

    asked = ask if ask is not None else sys.stdin.isatty() and not as_data
    named = Named(place=place, country=country, now=now, past=past, money=money)
    only = Selection(situations=situations, perpetrators=perpetrators, period=period)
    records = _with_drafts(name, records, yes, answers=answers, named=named, only=only)
    folder = new_case(name, records=records, answers=answers, named=named, only=only, ask=_Asked() if asked else None)
    case = load_case(folder)
    if as_data:
        from shakedown.report.documents import as_json

        click.echo(as_json(own_document(case)), nl=False)
    else:
        click.echo(own_text(case), nl=False)
    return 0


@main.group(invoke_without_command=True)
@click.pass_context
def evidence(context: click.Context) -> None:
    """Coded records: whether a file of them can be read, and what it holds."""
    _needs_a_command(context)


@evidence.command()
@click.argument("file", type=_Place(), required=False)
@click.option(
    "--bindings",
    is_flag=True,
    help="Which words and sums of the shipped base speak of a measure, and why others do not.",
)
@click.option("--figure", type=_Place(dir_okay=False), help="Draw the same into this SVG file.")
@_json
def summary(file: Path | None, bindings: bool, figure: Path | None, as_data: bool) -> int:
    """Who demands, where, when and how, and who reports it: FILE (CSV or XLSX), or the shipped base. Ranks no places."""
    from shakedown.evidence.records import load_records, public_records
    from shakedown.evidence.summary import summary as count
    from shakedown.report.evidence_words import summary_document, summary_text

    if bindings:
        return _bindings(file, as_data)
    told = count(load_records(file) if file else public_records())
    name = file.name if file else "the shipped base"
    if figure is not None:
        _draw_summary(told, name, figure)
    if as_data:
        from shakedown.report.documents import as_json

        click.echo(as_json(summary_document(told, name)), nl=False)
    else:
        click.echo(summary_text(told, name), nl=False)
    return 0


def _draw_summary(told: "Summary", name: str, figure: Path) -> None:
    from shakedown.report.look import svg
    from shakedown.report.summary_figure import summary_figure
    from shakedown.whole import write_text

    _refuse_no_svg(figure, "summary.svg")
    write_text(figure, svg(summary_figure(told, name)))


def _bindings(file: Path | None, as_data: bool) -> int:
    from shakedown.evidence.bindings import bindings
    from shakedown.report.binding_words import bindings_document, bindings_text
    from shakedown.report.documents import as_json

    if file is not None:
        raise InputError(
            f"--bindings: only the shipped base has a table of them, {file.name} has none. Leave the file out."
        )
    click.echo(as_json(bindings_document(bindings())) if as_data else bindings_text(bindings()), nl=False)
    return 0


@evidence.command()
@click.argument("file", type=_Place())
@click.option(
    "--second", type=_Place(), metavar="OTHER", help="The same reports by a second coder: how far the two agree."
)
@_json
def check(file: Path, second: Path | None, as_data: bool) -> int:
    """Read FILE (CSV or XLSX) as records: how many it holds, or every problem in it, and rows that may be one told twice.

    --second sets another coding of the same reports beside it: Krippendorff's alpha by column, and every cell that differs.
    """
    from shakedown.evidence.coders import compared
    from shakedown.evidence.duplicates import duplicates
    from shakedown.evidence.records import load_records, public_records
    from shakedown.report.alike_words import alike_text
    from shakedown.report.coder_words import coders_document, coders_text

    records = load_records(file)
    both = compared(records, load_records(second)) if second else None
    alike = duplicates(records, public_records())
    if as_data:
        from shakedown.report.documents import as_json

        told = {"second": second.name, **coders_document(both)} if second and both else {}
        held_twice = [asdict(group) for group in alike]
        click.echo(as_json({"file": file.name, "records": len(records), "alike": held_twice, **told}), nl=False)
        return 0
    held = len(records)
    click.echo(f"{file.name}: {held} {'record' if held == 1 else 'records'}, and nothing wrong with them.")
    click.echo(alike_text(alike), nl=False)
    if second and both:
        click.echo(coders_text(both, file.name, second.name), nl=False)
    return 0


@evidence.command()
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option(
    "--offset", type=float, default=0.0, help="How far one writer's words are pushed away from a half, in logits."
)
@click.option("--figure", type=_Place(dir_okay=False), metavar="F.svg", help="Draw them as an SVG, too.")
@_json
def words(words: tuple[str, ...], offset: float, figure: Path | None, as_data: bool) -> int:
    """How large a share each WORD means, with spread, basis and source; the usual words, English and Korean, without one."""
    from shakedown.evidence.words import word
    from shakedown.report.documents import as_json
    from shakedown.report.word_words import usual_words, words_document, words_text

    if not -_FURTHEST_OFFSET <= offset <= _FURTHEST_OFFSET:
        raise InputError(
            f"--offset {offset}: is not between -{_FURTHEST_OFFSET} and {_FURTHEST_OFFSET}. Writers differ by 0.33."
        )
    _refuse_no_svg(figure, "words.svg")
    named = tuple(dict.fromkeys(word(each).name for each in words)) or usual_words()
    told = as_json(words_document(named, offset)) if as_data else words_text(named, offset)
    if figure is not None:
        from shakedown.report.look import svg
        from shakedown.report.word_figure import words_figure
        from shakedown.whole import write_text

        write_text(figure, svg(words_figure(named, offset)) + "\n")
    click.echo(told, nl=False)
    return 0


def _with_drafts(name: Path, given: tuple[Path, ...], yes: bool, **asked: Any) -> tuple[Path, ...]:
    """The files of records; texts among them are drafted into NAME-drafts.csv beside the folder, which takes their place.

    What would keep the case from being made is told before a draft is looked at; `asked` is the rest of what it is made of.
    """
    from shakedown.evidence.draft import drafts
    from shakedown.evidence.records import load_records
    from shakedown.evidence.review import Origin
    from shakedown.reviewing import readings_of, review_all
    from shakedown.society.new import ready

    texts = tuple(path for path in given if path.suffix.lower() not in (".csv", ".xlsx", ".xlsm"))
    if not texts:
        return given
    out, tables = name.with_name(f"{name.name}-drafts.csv"), tuple(path for path in given if path not in texts)
    readings = readings_of(texts, out, Origin(), unasked=yes)
    kept = {record.id: record for record in (load_records(out) if out.exists() else ())}
    found = {draft.record.id: draft.record for reading in readings for draft in drafts(reading)} | kept
    if found:
        ready(name, records=tables, drafts=tuple(found.values()), **asked)
    review_all(texts, readings, out, Origin(), unasked=yes, tell=_say)
    if not out.exists():
        raise InputError(f"{out.name}: no draft was accepted, so there is no record to begin with.")
    return (*tables, out)


_source = click.option("--source", default="", help="The outlet of the texts [default: asked on a terminal].")
_url = click.option("--url", default="", help="The address of the text [default: asked on a terminal].")
_retrieved = click.option("--retrieved", default="", help="The day it was retrieved, such as 2025-11-30.")
_coder = click.option("--coder", default="", help="Who codes, a name or a sign of your own.")
_yes = click.option("--yes", is_flag=True, help="Take every draft unreviewed; its confidence is then low.")


@evidence.command()
@click.argument("reports", nargs=-1, required=True, metavar="FILE...", type=_Place())
@click.option("--out", type=_Place(dir_okay=False), required=True, help="records.csv, begun or gone on with.")
@_source
@_url
@_retrieved
@_coder
@_yes
def draft(reports: tuple[Path, ...], out: Path, source: str, url: str, retrieved: str, coder: str, yes: bool) -> int:
    """Records from the texts FILE..., each to be accepted, edited or rejected; nothing enters unreviewed.

    What is accepted is in --out at once, in the coarse form; a draft once decided is not asked again. The texts are not kept:
    their SHA-256, address and coder stand beside --out in a file that ends in .provenance.csv.
    """
    from shakedown.evidence.review import Origin
    from shakedown.reviewing import readings_of, review_all

    origin = Origin(source=source, url=url, retrieved=retrieved, coder=coder)
    readings = readings_of(reports, out, origin, unasked=yes)
    review_all(reports, readings, out, origin, unasked=yes, tell=_say)
    return 0


class _Asked:
    """Puts questions on the terminal (stderr), one after another, until each has an answer; Enter alone is "don't know"."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, question: "Question") -> "Answer":
        from shakedown.reviewing import answer
        from shakedown.society.own.questions import questions

        self.number += 1
        if self.number == 1:
            click.echo('Plain questions. Just press Enter for "don\'t know": it is taken for a wide range.', err=True)
        click.echo(f"\n{self.number} of {len(questions())}. {question.asks}", err=True)
        return click.prompt(f"   {question.hint}", "", show_default=False, value_proc=answer(question.read), err=True)


@main.command()
@click.option("--peers", is_flag=True, help="Also time the same society in C, NumPy and Mesa (from a checkout).")
@click.option(
    "--page", is_flag=True, help="Also time the page in this machine's Chromium, from a key to paint (a minute)."
)
@click.option("--full", is_flag=True, help="Also time populations up to ten million and the whole main job (minutes).")
@click.option(
    "--figure", type=click.Path(dir_okay=False, path_type=Path), help="Draw times by population, F.svg (minutes)."
)
@_json
def bench(peers: bool, page: bool, full: bool, figure: Path | None, as_data: bool) -> int:
    """How fast it is here: figures as ratios where that is possible, medians of interleaved repeats."""
    from shakedown.bench.everything import measure
    from shakedown.bench.tell import bench_data, bench_text
    from shakedown.report.documents import as_json

    _refuse_no_svg(figure, "speed.svg")
    figures = measure(
        peers=peers, page=page, full=full, figure=figure, note=lambda what: click.echo(f"Timing {what} ...", err=True)
    )
    click.echo(as_json(bench_data(figures)) if as_data else bench_text(figures), nl=False)
    return 0


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--households", type=_Whole(200, 200_000), default=3_000, show_default=True, help="Of each county.")
@click.option(
    "--runs", type=_Whole(2, 1_000), default=8, show_default=True, help="Counties, each with a seed of its own."
)
@click.option("--figure", type=_Place(dir_okay=False), help="Draw bands and ranges into this SVG file.")
@click.option("--dials", is_flag=True, help="What every dial moves instead, or those named (about a minute).")
@_json
def findings(ids: tuple[str, ...], households: int, runs: int, figure: Path | None, dials: bool, as_data: bool) -> int:
    """Whether the default society behaves as published studies found: each band beside the simulated range."""
    if dials:
        return _dials_moved(ids, households, runs, as_data)
    from shakedown.findings.bench import run_findings
    from shakedown.findings.finding import chosen
    from shakedown.findings.society import Size
    from shakedown.report.documents import as_json
    from shakedown.report.findings_table import findings_data, findings_figure, findings_text
    from shakedown.whole import write_text

    _refuse_no_svg(figure, "findings.svg")
    asked, size = chosen(ids), Size(households, tuple(range(runs)))
    with _Progress(as_data) as progress:
        found = list(run_findings(asked, size, lambda done: progress("findings", done, len(asked))))
    if figure is not None:
        write_text(figure, findings_figure(found))
    click.echo(as_json(findings_data(found)) if as_data else findings_text(found), nl=False)
    return 0


def _dials_moved(names: tuple[str, ...], households: int, runs: int, as_data: bool) -> int:
    """What dials move at the two ends of their ranges, as data or as lines."""
    from shakedown.findings.dials import run_dials
    from shakedown.findings.expected import chosen_dials
    from shakedown.findings.society import Size
    from shakedown.report.dials_table import dials_data, dials_text
    from shakedown.report.documents import as_json

    asked, size = chosen_dials(names), Size(households, tuple(range(runs)))
    with _Progress(as_data) as progress:
        moved = list(run_dials(asked, size, lambda done: progress("dials", done, len(asked))))
    click.echo(as_json(dials_data(moved)) if as_data else dials_text(moved), nl=False)
    return 0


def _moved(post: "Posterior", settings: dict[str, float], as_data: bool) -> int:
    """What levers that are set change, as data or as lines."""
    from shakedown.answers.moved import move
    from shakedown.report.documents import as_json
    from shakedown.report.moved_document import moved_document
    from shakedown.report.moved_words import moved_text

    told = move(post, settings)
    click.echo(as_json(moved_document(told)) if as_data else moved_text(told), nl=False)
    return 0


def _refuse_no_svg(figure: Path | None, example: str) -> None:
    """Raises `InputError` for a figure that would not be an SVG file."""
    if figure is not None and figure.suffix != ".svg":
        raise InputError(f"--figure {figure}: does not end in .svg. Write for instance --figure {example}")


def _settings(given: tuple[str, ...]) -> dict[str, float]:
    """NAME=VALUE pairs, every wrong one named at once."""
    problems: list[str] = []
    settings: dict[str, float] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name:
            problems.append(
                f"--set {text}: is not NAME=VALUE. Write a name, =, and a number, such as --set crackdown=0.5"
            )
        elif name in settings:
            problems.append(f"--set {text}: {name} is set twice. Keep one.")
        else:
            try:
                settings[name] = float(value)
            except ValueError:
                problems.append(f'--set {text}: "{value}" is not a number. Write for instance --set crackdown=0.5')
    if problems:
        raise InputError(problems)
    return settings


def _refuse_other_file(out: Path) -> None:
    """Runs of an earlier call may be replaced; raises `InputError` if anything else stands where they are to be written."""
    import xarray as xr

    if not out.exists():
        return
    try:
        zarr = out.suffix == ".zarr"
        with xr.open_zarr(out, consolidated=False) if zarr else xr.open_dataset(out, engine="scipy") as held:
            ours = "demands" in held and {"run", "week", "manner"} <= set(held.sizes)
    except Exception:  # what is no such file raises whatever its reader stumbles over first
        ours = False
    if not ours:
        raise InputError(
            f"--out {out}: is there already, and holds no runs of a society. Give another name, or remove it."
        )


def _sufficient(case: str, out: Path | None, as_data: bool, without: str) -> "Posterior":
    """The fit kept for a case, if it carries answers; says so if the case was changed since."""
    from shakedown.fit.store import load_fit
    from shakedown.society.load import called, load_case

    loaded = load_case(case)
    place = out or _usual(loaded.name)
    post = load_fit(place, loaded)
    if post.case.fingerprint != loaded.fingerprint and not as_data:
        again = f"shakedown run {quote(called(loaded))} --out {quote(str(place))}"
        _say(
            f"{loaded.name}: was changed after this fit, which answers for the case as it was. Answer anew with: {again}"
        )
    if not post.sufficient:
        size = f"effective size {post.checks['ess']:.0f}"
        raise Withheld(f"{post.case.name}: the fit is insufficient ({size}), so {without}.")
    return post


def _usual(name: str) -> Path:
    """Where the results of a case are kept unless told otherwise."""
    return Path("out") / name


def _tell(place: Path, case: "Case", lang: "Language") -> None:
    from shakedown.report.phrasebook import sayer

    answers, say = json.loads((place / "answers.json").read_text(encoding="utf-8")), sayer(case, lang)
    click.echo(say(answers["headline"]))
    click.echo(f"\n{say(answers['paragraph'])}\n")
    if answers["fit_from"] != "made anew":
        stored = f"From the fit stored with the case ({answers['fit_from']})."
        click.echo(f"{say(stored)} {say('Fit anew with')}: {answers['fit_anew']}")
    if answers.get("agreement"):
        click.echo(say(answers["agreement"]))
    click.echo(f"{say('The briefing')}: {place / 'briefing.html'}")


class _Progress:
    """A bar per stage with time left, on stderr; silent when the output is data."""

    def __init__(self, silent: bool) -> None:
        self.silent = silent
        self.stage = ""
        self.bar: Any = None
        self.began = monotonic()

    def __enter__(self) -> Callable[[str, int, int], None]:
        return self._told

    def _told(self, stage: str, done: int, total: int) -> None:
        if self.silent:
            return
        if stage != self.stage:
            self._close()
            self.stage = stage
            self.bar = click.progressbar(
                length=total, label=f"{_STAGES.get(stage.rstrip('0123456789'), stage):<34}", file=sys.stderr
            )
            self.bar.__enter__()
        self.bar.update(done - self.bar.pos)

    def _close(self) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)

    def __exit__(self, *error: object) -> None:
        self._close()


_STAGES = {
    "first": "Counties drawn from the priors",
    "more": "Counties where the reports point",
    "replicas": "The same again, for run noise",
    "pairs": "Mechanisms on and off",
    "corners": "Causes held back",
    "futures": "What may come",
    "findings": "Published findings",
}
