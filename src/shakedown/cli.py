"""One command per door. Heavy imports wait inside the commands, so that --help is there at once.

Exit codes: 0 done; 2 a user's mistake, one sentence per problem; 3 an answer withheld; 130 interrupted; 1 our own bug.
"""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import click

from shakedown.errors import InputError, ShakedownError, Withheld


class _Doors(click.Group):
    """Turns what goes wrong into sentences and exit codes, never into a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **kwargs) or 0)
        except click.exceptions.Exit as leave:
            sys.exit(leave.exit_code)
        except click.ClickException as wrong:
            wrong.show()
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


@click.group(cls=_Doors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shakedown-lab", prog_name="shakedown")
def main() -> None:
    """A laboratory for petty extortion by officials whom their state does not pay.

    For those who bear extortion and those who tell of it. Never to rank places or people, never to advise who demands.
    """


_case = click.argument("case")
_json = click.option("--json", "as_data", is_flag=True, help="Print machine-readable JSON on stdout and nothing else.")
_seed = click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Seed of every draw."
)
_workers = click.option("--workers", type=click.IntRange(1), help="Threads to run on (all cores if not given).")
_out = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for results [default: out/CASE]."
)
_causes = click.option("--believe-causes", is_flag=True, help="Take the reporter's causal sentences for evidence.")
_resume = click.option("--resume", is_flag=True, help="Go on from the batches of an interrupted run.")


@main.command()
@_case
@_out
@_seed
@_workers
@_causes
@_resume
@_json
def run(
    case: str, out: Path | None, seed: int, workers: int | None, believe_causes: bool, resume: bool, as_data: bool
) -> int:
    """The main job: fit CASE and leave briefing.html, answers.json and record.json.

    CASE is a built-in name (hoeryong) or a folder.
    """
    from shakedown.report.job import run as do
    from shakedown.society.load import load_case

    loaded = load_case(case)
    place = _with_bank(_writable(out or _usual(loaded.name)), resume)
    with _Progress(as_data) as told:
        post = do(loaded, out=place, seed=seed, believe_causes=believe_causes, workers=workers, progress=told)
    if as_data:
        click.echo((place / "answers.json").read_text(encoding="utf-8"), nl=False)
    else:
        _tell(place)
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
    from shakedown.fit.run import fit as do
    from shakedown.fit.store import save_fit
    from shakedown.report.documents import as_json
    from shakedown.society.load import load_case

    loaded = load_case(case)
    place = _with_bank(_writable(out or _usual(loaded.name)), resume)
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
    from shakedown.fit.store import load_fit
    from shakedown.report.documents import as_json, claims_document
    from shakedown.report.tables import ledger_text
    from shakedown.society.load import load_case

    post = load_fit(out or _usual(load_case(case).name))
    if not post.sufficient:
        raise Withheld(
            f"{post.case.name}: the fit is insufficient (effective size {post.checks['ess']:.0f}), so the ledger is withheld."
        )
    ledger = answer(post)
    click.echo(as_json(claims_document(ledger)) if as_data else ledger_text(ledger), nl=False)
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
@click.option(
    "--households", type=click.IntRange(1, 2**31 - 1), help="Households to simulate [default: the case's sample]."
)
@click.option(
    "--weeks", type=click.IntRange(1, 100_000), help="Weeks from the start [default: to now, 104 more with a scenario]."
)
@click.option(
    "--runs",
    type=click.IntRange(1, 1_000_000),
    default=8,
    show_default=True,
    help="Runs, with seeds one after another.",
)
@_seed
@click.option("--out", type=click.Path(path_type=Path), required=True, help="F.zarr or F.nc")
@_json
def simulate(
    case: str, scenario: str | None, settings: tuple[str, ...], households: int | None, weeks: int | None, runs: int, seed: int,
    out: Path, as_data: bool,
) -> int:  # fmt: skip
    """Run CASE's society at the medians of its priors and write what happened, week by week."""
    from shakedown.engine.of_case import simulate_case
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
    if not out.parent.is_dir():
        raise InputError(f"{out.parent}: there is no such folder. Make it, or give another --out.")
    _writable(out.parent)
    data = simulate_case(
        loaded, scenario=scenario, changed=_settings(settings), households=households, weeks=weeks,
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
@click.argument("name")
@_json
def new(name: str, as_data: bool) -> int:
    """A case folder of your own that runs as it is; every invented line in it is marked, to be replaced."""
    from shakedown.report.documents import as_json
    from shakedown.society.new import new_case

    folder = new_case(Path(name))
    told = f"{folder}: a case that runs as it is. Edit its five files, then: shakedown run {folder}\n"
    click.echo(as_json({"folder": str(folder)}) if as_data else told, nl=False)
    return 0


@main.command()
@click.option("--full", is_flag=True, help="Time the whole main job too (minutes).")
@_json
def bench(full: bool, as_data: bool) -> int:
    """How fast it is here: figures as ratios where that is possible, medians of interleaved repeats."""
    from shakedown.report.bench import bench as measure
    from shakedown.report.bench import bench_text
    from shakedown.report.documents import as_json

    figures = measure(full=full)
    click.echo(as_json(figures) if as_data else bench_text(figures), nl=False)
    return 0


def _settings(given: tuple[str, ...]) -> dict[str, float]:
    """NAME=VALUE pairs, every wrong one named at once."""
    problems, settings = [], {}
    for text in given:
        name, _, value = text.partition("=")
        try:
            settings[name.strip()] = float(value)
        except ValueError:
            problems.append(f'--set {text}: "{value}" is not a number. Write for instance --set crackdown=0.5')
    if problems:
        raise InputError(problems)
    return settings


def _usual(name: str) -> Path:
    """Where the results of a case are kept unless told otherwise."""
    return Path("out") / name


def _writable(place: Path) -> Path:
    """The folder, made and tried before anything long begins."""
    trial = place / f".trial-{os.getpid()}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        trial.touch()
        trial.unlink()
    except OSError as wrong:
        reason = "the disk is full" if wrong.errno == errno.ENOSPC else wrong.strerror
        raise InputError(f"{place}: cannot be written ({reason}). Give another --out.") from None
    return place


def _with_bank(place: Path, resume: bool) -> Path:
    """The folder, without a bank from before unless it is to be resumed."""
    if not resume and (place / "bank" / "plan.json").exists():
        shutil.rmtree(place / "bank")
    return place


def _tell(place: Path) -> None:
    answers = json.loads((place / "answers.json").read_text(encoding="utf-8"))
    click.echo(answers["headline"])
    click.echo(f"\n{answers['paragraph']}\n")
    click.echo(f"The briefing: {place / 'briefing.html'}")


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
}
