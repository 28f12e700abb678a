"""A statement: what a record says about one measure of the society, as one table of statements.toml.

Statements are only declared here. How likely a society makes them is the business of `fit`; what the
measures are, of the case. Adding, dropping or rewording one costs no simulation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shakedown.errors import InputError
from shakedown.evidence.checks import Key, Refused, checked, filled, finite, list_of, one_of, shown, text
from shakedown.evidence.codes import BASES, KINDS, USES, VOICES
from shakedown.evidence.statement_values import Value, value_readers

_BRACKETS = "Head each statement with double brackets, such as [[statement]]."


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing a writer says about one measure in one window."""

    id: str
    measure: str
    window: str
    """Name of the period it speaks of, such as now or past."""
    kind: str
    """word, interval, count, direction, ratio (now as a multiple of then), ordering or event; it decides the type of `value`."""
    value: Value
    records: tuple[str, ...]
    """Ids of the records it rests on; empty only if its basis is not "reported"."""
    writer: str
    """Who chose the words: statements of one writer share one offset, and are one witness."""
    voice: str
    """quoted (the source's words), reported (the source's news) or inferred (the writer's own conclusion)."""
    use: str = "fit"
    """fit (in the likelihood), predict (left out, then compared) or cause (a causal sentence, to test)."""
    weight: float = 1.0
    """Share of the statement's log likelihood that counts, in (0, 1]."""
    threshold: float | None = None
    """Where a share-above measure is cut, in the case's currency, strictly above; None for other measures."""
    basis: str = "reported"
    """reported, outside, assumed or judgement."""
    note: str = ""


def parse_statements(
    table: Sequence[Mapping[str, Any]],
    file: str,
    measures: frozenset[str],
    shares: frozenset[str],
    windows: frozenset[str],
    record_ids: frozenset[str],
) -> tuple[Statement, ...]:
    """Turn the tables of one file into statements, in their order; an empty list gives none.

    `shares` are those of `measures` that lie in 0..1: their intervals are checked to, and only they take a
    word. Raises `InputError` with every problem of the file. Whether statements contradict each other is
    not judged.
    """
    if not isinstance(table, list | tuple):
        raise InputError(f"{file}: the statements are not a list. {_BRACKETS}")
    keys = _keys(measures, windows, record_ids)
    readings = [_read(raw, keys, _where(raw, number, file), measures, shares) for number, raw in enumerate(table, 1)]
    problems = [problem for _, wrong in readings for problem in wrong] + _twins(table, file)
    if problems:
        raise InputError(problems)
    return tuple(Statement(**values) for values, _ in readings)


def _read(
    raw: object, keys: Mapping[str, Key], where: str, measures: frozenset[str], shares: frozenset[str]
) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(raw, dict):
        return {}, [f"{where}: {shown(raw)} is not a table. {_BRACKETS}"]
    values, problems = checked(raw, keys, where)
    reader = value_readers(values.get("measure"), measures, shares).get(values.get("kind", ""))
    if reader and "value" in raw:
        values["value"], wrong = reader(raw["value"], f"{where}, value")
        problems += wrong
    if values.get("records") == () and values.get("basis", "reported") == "reported":
        problems.append(f'{where}, records: none is named. Name one, or say basis = "outside" or "assumed".')
    return values, problems


def _keys(measures: frozenset[str], windows: frozenset[str], record_ids: frozenset[str]) -> Mapping[str, Key]:
    return {
        "id": Key(filled),
        "measure": Key(one_of(measures)),
        "window": Key(one_of(windows)),
        "kind": Key(one_of(KINDS)),
        "value": Key(lambda raw: raw),  # read afterwards, when the kind is known
        "records": Key(list_of(one_of(record_ids))),
        "writer": Key(filled),
        "voice": Key(one_of(VOICES)),
        "use": Key(one_of(USES), required=False),
        "weight": Key(_weight, required=False),
        "threshold": Key(_threshold, required=False),
        "basis": Key(one_of(BASES), required=False),
        "note": Key(text, required=False),
    }


def _where(raw: object, number: int, file: str) -> str:
    name = raw.get("id") if isinstance(raw, dict) else None
    return f"{file}, statement {shown(name) if isinstance(name, str) and name.strip() else number}"


def _twins(table: Sequence[object], file: str) -> list[str]:
    names = [raw["id"].strip() for raw in table if isinstance(raw, dict) and isinstance(raw.get("id"), str)]
    twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    remedy = "it is given twice. Give each statement its own."
    return [f"{file}, statement {shown(name)}, id: {remedy}" for name in twice]


def _weight(raw: object) -> float:
    weight = finite(raw)
    if not 0 < weight <= 1:
        raise Refused(f"{weight:g} is not a weight. Write a number above 0 and at most 1.")
    return weight


def _threshold(raw: object) -> float:
    threshold = finite(raw)
    if threshold < 0:
        raise Refused(f"{threshold:g} is below 0. Write the sum a demand must exceed, such as 500.")
    return threshold
