"""The review of drafts on a terminal: each is shown with its sentences and put to a person, on standard error.

What a decision does is in `evidence.review`. Everything that can be found wrong is found before anything is asked.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import click

from shakedown.errors import InputError
from shakedown.evidence.checks import Refused
from shakedown.evidence.draft import NOT_SAID, Draft
from shakedown.evidence.duplicates import reposts
from shakedown.evidence.read import Proposal, Reading
from shakedown.evidence.read.languages import is_neither
from shakedown.evidence.read.reading import Span
from shakedown.evidence.records import Record
from shakedown.evidence.report_file import reading_of
from shakedown.evidence.review import (
    EDITABLE,
    Decide,
    Decision,
    Origin,
    Tally,
    changeable,
    day,
    edited,
    origin_problems,
    review,
    unreviewed,
    web_address,
)

T = TypeVar("T")
Tell = Callable[[str], None]
_ASKS: dict[str, tuple[str, Callable[[str], str]]] = {
    "source": ("The outlet", str.strip),
    "url": ("Its address (https://...)", web_address),
    "retrieved": ("The day it was retrieved", day),
}
_DECISIONS: dict[str, Decision] = {"a": "accept", "r": "reject", "q": "quit"}
_OTHER = "; it seems to be in neither English nor Korean, which are all that is read here"
_STOP = re.compile(r"[.!?…][”’\")\]]*\s|\n")
_FARTHEST = 300
"""Characters to either side of a word at which a sentence is cut, if it goes on for longer."""


def readings_of(reports: Sequence[Path], out: Path, origin: Origin, *, unasked: bool) -> tuple[Reading, ...]:
    """The texts that are to be reviewed. Raises `InputError` with what stands in the way of that, before anything is asked."""
    readings = tuple(map(reading_of, reports))
    problems = origin_problems(origin)
    if origin.url and len(reports) > 1:
        problems.append(f"--url: one address is not that of {len(reports)} texts. Give each text a call of its own.")
    if out.suffix.lower() != ".csv":
        problems.append(f"--out {out}: does not end in .csv. Write for instance --out records.csv")
    if not out.absolute().parent.is_dir():
        problems.append(f"{out.parent}: there is no such folder. Make it, or give another --out.")
    if not unasked and not on_terminal():
        problems.append(
            f"{out.name}: drafts are reviewed on a terminal. Call it there, or take all unreviewed with --yes."
        )
    if problems:
        raise InputError(problems)
    return readings


def review_all(
    reports: Sequence[Path], readings: Sequence[Reading], out: Path, origin: Origin, *, unasked: bool, tell: Tell
) -> None:
    """Review the drafts of texts one after another; `unasked` takes all of them. What is decided is kept at once."""
    for first, again, share in reposts([reading.text for reading in readings]):
        tell(
            f"{reports[again].name}: {100 * share:.0f} in 100 of its five-word runs, or of the other's, stand in "
            f"{reports[first].name}, too. If it is a reprint, it is the same witness: reject its drafts."
        )
    if unasked:
        tell("Taken unreviewed, with low confidence: check every record against its text.")
    try:
        for report, reading in zip(reports, readings, strict=True):
            told = _review(report.name, reading, origin, out, unasked)
            tell(f"{report.name}: {_counted(told)}{_OTHER if is_neither(reading.text) else ''}.")
            if told.left:
                break
    except click.Abort:
        tell("Left. What was decided is kept, and the same command goes on from there.")
        raise click.exceptions.Exit(130) from None
    tell(f"Kept so far: {out}" if out.exists() else f"Nothing was accepted, so there is no {out.name}.")


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def answer(convert: Callable[[str], T]) -> Callable[[str], T]:
    """A converter as a prompt needs it: what it refuses is said, and asked again."""

    def read(text: str) -> T:
        try:
            return convert(text)
        except Refused as wrong:
            raise click.BadParameter(str(wrong)) from None

    return read


def _review(name: str, reading: Reading, origin: Origin, out: Path, unasked: bool) -> Tally:
    decide: Decide = unreviewed if unasked else _Reviewer(name)
    return review(reading, origin if unasked else _asked(origin, name), out, decide)


def _counted(told: Tally) -> str:
    if not (told.accepted or told.rejected or told.before or told.left):
        return "no demand was found in it"
    return f"{told.accepted} accepted, {told.rejected} rejected, {told.before} decided before, {told.left} left"


def _asked(origin: Origin, name: str) -> Origin:
    """What is not known of a text yet, asked; Enter leaves it open."""
    click.echo(f"\n{name}: what is not known is left open with Enter.", err=True)
    missing = {key: ask for key, ask in _ASKS.items() if not getattr(origin, key)}
    return replace(origin, **{key: _prompt(f"  {says}", "", convert) for key, (says, convert) in missing.items()})


def _prompt(says: str, default: str, convert: Callable[[str], str]) -> str:
    return str(click.prompt(says, default, show_default=False, value_proc=answer(convert), err=True))


@dataclass
class _Reviewer:
    """Decides on the drafts of one text by asking; its province is asked once."""

    name: str
    place: str = field(default="", init=False)

    def __call__(self, draft: Draft, reading: Reading) -> tuple[Decision, Record]:
        click.echo("\n".join(["", *_evidence(draft, reading)]), err=True)
        record = self._placed(draft.record)
        while record is not None:
            click.echo("\n".join(_cells(record)), err=True)
            choice = click.prompt("  accept, edit, reject or quit", type=click.Choice(["a", "e", "r", "q"]), err=True)
            if choice != "e":
                return _DECISIONS[choice], record
            record = _changed(record)
        return "quit", draft.record

    def _placed(self, record: Record) -> Record | None:
        """A record with the province of the text, asked where none is said; None to quit."""
        if record.place_public != NOT_SAID:
            return record
        if not self.place:
            says = f"  The province of {self.name}, or a wider region (Enter: not said, q: quit)"
            self.place = _prompt(says, NOT_SAID, lambda cell: edited(record, "place_public", cell).place_public)
        return None if self.place == "q" else edited(record, "place_public", self.place)


def _changed(record: Record) -> Record:
    """A record with one cell given anew; as it was if that cannot stand."""
    column = str(click.prompt("  Which column", value_proc=answer(changeable), err=True))
    try:
        return edited(record, column, click.prompt(f"  {column}", "", show_default=False, err=True))
    except Refused as wrong:
        click.echo(f"  {column}: {wrong}", err=True)
        return record


def _evidence(draft: Draft, reading: Reading) -> Iterator[str]:
    """The sentences a draft rests on, its words marked, under the codes that they show."""
    yield f"  {draft.record.id}, about {draft.when}:"
    for (start, end), used in _by_sentence(draft.used, reading.text).items():
        yield f"    {'; '.join(map(_code, used))}"
        yield f"      {_marked(reading.text, (start, end), used)}"


def _by_sentence(used: Sequence[Proposal], text: str) -> dict[Span, list[Proposal]]:
    found: dict[Span, list[Proposal]] = {}
    for each in sorted(used, key=lambda proposal: proposal.start):
        found.setdefault(_sentence(text, each), []).append(each)
    return found


def _sentence(text: str, used: Proposal) -> Span:
    """The sentence around words, or as much of it as is read at a glance."""
    low, high = max(0, used.start - _FARTHEST), min(len(text), used.end + _FARTHEST)
    start = max((stop.end() for stop in _STOP.finditer(text, low, used.start)), default=low)
    stop = _STOP.search(text, used.end, high)
    return start, stop.end() if stop else high


def _marked(text: str, sentence: Span, used: Sequence[Proposal]) -> str:
    """A sentence on one line with words marked; of words that overlap the first are."""
    at, pieces = sentence[0], []
    for each in used:
        if each.start >= at:
            pieces += [text[at : each.start], f"»{text[each.start : each.end]}«"]
            at = each.end
    return " ".join("".join([*pieces, text[at : sentence[1]]]).split())


def _code(used: Proposal) -> str:
    beside = ", ".join(each.replace("_", " ") for each in (used.role, used.voice) if each)
    return f"{used.field} {used.value}" + (f" ({beside})" if beside else "")


def _cells(record: Record) -> Iterator[str]:
    """A record by its columns: the cells that are filled, and the names of those left open."""
    cells = {name: getattr(record, name) for name in EDITABLE}
    for name, value in cells.items():
        if value:
            yield f"  {name:<20} {'; '.join(value) if isinstance(value, tuple) else value}"
    yield f"  left open: {', '.join(name for name, value in cells.items() if not value)}"
