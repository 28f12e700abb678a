"""The ledger of claims: what the report says, line by line, how each line is carried, and the test that speaks to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shakedown.evidence.checks import Key, Refused, checked, filled, finite, one_of
from shakedown.evidence.codes import VOICES
from shakedown.evidence.measures import MEASURES, SHARES
from shakedown.evidence.statement_values import value_readers
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials

CLASSES = ("input", "mechanism", "fitted", "predicted", "future")
TEST_KINDS = ("word", "interval", "direction", "event", "effect", "interaction")
"""word, interval, direction and event as in a statement; effect: of a mechanism, on against off; interaction: of two."""


@dataclass(frozen=True, kw_only=True)
class Test:
    """One measurable side of a claim. `switch`: dials and levers as they are with the mechanism off; `given`: levers
    under which an interaction is compared with none. For effect and interaction `value` is the sign: up or down."""

    __test__ = False  # not a test of the project itself

    kind: str
    measure: str
    window: str
    value: Any
    threshold: float | None = None
    switch: Mapping[str, float] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One line of the ledger: class fixed before any fit; voice; what it says in our words; where it lives; its tests."""

    id: str
    klass: str
    voice: str
    says: str
    where: str
    tests: tuple[Test, ...] = ()
    waits: str = ""
    """What it waits for, when it cannot be answered yet."""


def read_claims(tables: object, file: str, windows: frozenset[str]) -> tuple[tuple[Claim, ...], list[str]]:
    """Every [[claim]] of claims.toml, and every problem of the file."""
    if not isinstance(tables, list):
        return (), [f"{file}: holds no claims. Head each with [[claim]]."]
    claims, problems = [], []
    for number, raw in enumerate(tables, 1):
        name = raw.get("id", number) if isinstance(raw, dict) else number
        claim, wrong = _claim(raw, f"{file}, claim {name}", windows)
        problems += wrong
        if claim:
            claims.append(claim)
    ids = [c.id for c in claims]
    problems += [
        f"{file}, claim {i}: the id is given twice. Give each claim its own."
        for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    return tuple(claims), problems


def _claim(raw: object, where: str, windows: frozenset[str]) -> tuple[Claim | None, list[str]]:
    if not isinstance(raw, dict):
        return None, [f"{where}: is not a table. Head each claim with [[claim]]."]
    values, problems = checked({k: v for k, v in raw.items() if k != "test"}, _CLAIM, where)
    tests = []
    for number, table in enumerate(raw.get("test", []) if isinstance(raw.get("test", []), list) else [None], 1):
        test, wrong = _test(table, f"{where}, test {number}", windows)
        problems += wrong
        if test:
            tests.append(test)
    if problems:
        return None, problems
    return Claim(klass=values.pop("class"), tests=tuple(tests), **values), []


def _test(raw: object, where: str, windows: frozenset[str]) -> tuple[Test | None, list[str]]:
    if not isinstance(raw, dict):
        return None, [f"{where}: is not a table. Head each with [[claim.test]]."]
    keys = {**_TEST, "window": Key(one_of(windows | {"change"}))}
    values, problems = checked(raw, keys, where)
    kind = values.get("kind", "")
    if kind in ("effect", "interaction"):
        reader = value_readers(values.get("measure"), frozenset(MEASURES), SHARES)["direction"]
        if not values.get("switch"):
            problems.append(f"{where}, switch: names no dial or lever. Write switch = {{compassion = 0.0}}.")
        if kind == "interaction" and not values.get("given"):
            problems.append(f"{where}, given: names no lever. Write given = {{provision = 380.0}}.")
    else:
        reader = value_readers(values.get("measure"), frozenset(MEASURES), SHARES).get(
            kind, lambda raw, where: (raw, [])
        )
    if "value" in raw:
        values["value"], wrong = reader(raw["value"], f"{where}, value")
        problems += wrong
    return (None, problems) if problems else (Test(**values), [])


def _settings(raw: object) -> dict[str, float]:
    if not isinstance(raw, dict):
        raise Refused(f"{raw!r} is not a table. Write {{compassion = 0.0}}.")
    known = {d.name for d in dials()} | set(ABOUT)
    return {one_of(known)(name): finite(value) for name, value in raw.items()}


def _text(raw: object) -> str:
    return "" if raw == "" else filled(raw)


_CLAIM = {
    "id": Key(filled),
    "class": Key(one_of(CLASSES)),
    "voice": Key(one_of((*VOICES, "ours"))),
    "says": Key(filled),
    "where": Key(filled),
    "waits": Key(_text, required=False),
}
_TEST = {
    "kind": Key(one_of(TEST_KINDS)),
    "measure": Key(one_of(MEASURES)),
    "value": Key(lambda raw: raw),
    "threshold": Key(finite, required=False),
    "switch": Key(_settings, required=False),
    "given": Key(_settings, required=False),
}
