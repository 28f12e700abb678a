"""What the words and sums of the shipped records speak of: a measure where one fits, else the reason why none does."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown
from shakedown.evidence.measures import MEASURES
from shakedown.evidence.records import Record, public_records

NOT_MAPPED = "not mapped"
WINDOWS = ("now", "then", "undated")
_FILE = "record_words.csv"


@dataclass(frozen=True)
class Binding:
    """One word or banded sum of a record; `threshold` in the menu's currency, "" but for a share above it."""

    record: str
    kind: str
    said: str
    measure: str
    threshold: str
    window: str
    reason: str

    @property
    def mapped(self) -> bool:
        """Whether a measure counts what is said."""
        return self.measure != NOT_MAPPED


@cache
def bindings() -> tuple[Binding, ...]:
    """Every line of the child table, checked against the records and the measures; raises `InputError` with all problems."""
    text = (files("shakedown.evidence") / "data" / _FILE).read_text(encoding="utf-8")
    return parse_bindings(text, public_records())


def parse_bindings(text: str, records: tuple[Record, ...]) -> tuple[Binding, ...]:
    """What `bindings` does once the table is read, for any records."""
    known = {record.id: record for record in records}
    lines = tuple(Binding(**row) for row in csv.DictReader(text.splitlines()))
    problems = [
        f"{_FILE}, row {number}: {wrong}" for number, line in enumerate(lines, 2) for wrong in _wrong(line, known)
    ]
    if problems:
        raise InputError(problems)
    return lines


def why_not(lines: Iterable[Binding]) -> Mapping[str, int]:
    """How many lines are bound to nothing, by reason, the commonest first."""
    reasons = Counter(line.reason for line in lines if not line.mapped)
    return {reason: reasons[reason] for reason in sorted(reasons, key=lambda reason: (-reasons[reason], reason))}


def _wrong(line: Binding, known: dict[str, Record]) -> Iterator[str]:
    """A sentence for each thing that does not hold of one line."""
    if line.record not in known:
        yield f"there is no record {shown(line.record)}. {nearest(line.record, known)}"
    elif line.kind == "word" and line.said not in known[line.record].frequency_words:
        yield f"{line.record} has no word {shown(line.said)}. {nearest(line.said, known[line.record].frequency_words)}"
    if line.mapped and line.measure not in MEASURES:
        yield f"{shown(line.measure)} is no measure. {nearest(line.measure, MEASURES)}"
    if line.mapped == bool(line.reason):
        yield "a line has a measure or a reason why it has none. Give one of the two."
    if bool(line.threshold) != (line.measure in MEASURES and MEASURES[line.measure].needs_threshold):
        yield "a threshold belongs to a share above it, and only there. Add it or leave it blank."
    if line.window not in WINDOWS:
        yield f"{shown(line.window)} is no window. Write {', '.join(WINDOWS)}."
