"""claims.toml: every claim of the ledger with its tests."""

from typing import Any

from shakedown.evidence.checks import Key, Refused, filled, finite, one_of, shown, text
from shakedown.evidence.codes import VOICES
from shakedown.evidence.measures import MEASURES, SHARES
from shakedown.evidence.statement_values import value_readers
from shakedown.society.ledger import CLASSES, TEST_KINDS, Claim, Test
from shakedown.society.read_windows import PAST
from shakedown.society.said import EFFECTS, said_problems
from shakedown.society.settings import DIAL_KEYS, LEVER_KEYS
from shakedown.society.tables import Problems, Table, checked_table, list_of_tables

FILE = "claims.toml"
_SETTINGS = {**DIAL_KEYS, **LEVER_KEYS}


def read_claims(
    top: Table | None, windows: frozenset[str], currency: str | None
) -> tuple[tuple[Claim, ...], list[str]]:
    """Every [[claim]], whose tests may speak of these windows; none, and no problem, if the file could not be read."""
    if top is None:
        return (), []
    problems = Problems()
    given = problems.take(list_of_tables(top, "claim", FILE, mark="id"))
    claims = [problems.take(_read_claim(raw, where, windows, currency)) for where, raw in given]
    return tuple(claim for claim in claims if claim), problems


def _read_claim(
    raw: object, where: str, windows: frozenset[str], currency: str | None
) -> tuple[Claim | None, list[str]]:
    values, wrong = checked_table(raw, _CLAIM, where)
    problems = Problems(wrong)
    tables = values.pop("test", [])
    tests = [
        problems.take(_read_test(table, f"{where}, test {number}", windows, currency))
        for number, table in enumerate(tables, 1)
    ]
    if problems:
        return None, problems
    return Claim(klass=values.pop("class"), tests=tuple(test for test in tests if test), **values), []


def _read_test(raw: object, where: str, windows: frozenset[str], currency: str | None) -> tuple[Test | None, list[str]]:
    values, wrong = checked_table(raw, {**_TEST, "window": Key(one_of(windows))}, where)
    if not isinstance(raw, dict):
        return None, wrong
    problems = Problems([*wrong, *said_problems(raw, currency, where)])
    kind, measure = values.get("kind", ""), values.get("measure")
    for key in ("switch", "given"):
        if key in raw:
            values[key] = problems.take(checked_table(raw[key], _SETTINGS, f"{where}, {key}"))
    if kind in EFFECTS and not raw.get("switch"):
        problems.append(f"{where}, switch: names no dial or lever. Write switch = {{compassion = 0.0}}.")
    if kind == "interaction" and not raw.get("given"):
        problems.append(f"{where}, given: names no lever. Write given = {{provision = 380.0}}.")
    if kind == "event" and values.get("window") == PAST:
        problems.append(f'{where}, window: an event lies in one window. Write "now", or one dating of the past.')
    reader = value_readers(measure, frozenset(MEASURES), SHARES).get("direction" if kind in EFFECTS else kind)
    if reader and "value" in raw:
        values["value"] = problems.take(reader(raw["value"], f"{where}, value"))
    return (None if problems else Test(**values)), problems


def _tests(raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise Refused(f"{shown(raw)} is not a list of tables. Head each with [[claim.test]].")
    return raw


def _as_written(raw: object) -> object:
    """Read later, when the kind and the measure are known."""
    return raw


_CLAIM = {
    "id": Key(filled),
    "class": Key(one_of(CLASSES)),
    "voice": Key(one_of((*VOICES, "ours"))),
    "says": Key(filled),
    "where": Key(filled),
    "waits": Key(text, required=False),
    "test": Key(_tests, required=False),
}
_TEST = {
    "kind": Key(one_of(TEST_KINDS)),
    "measure": Key(one_of(MEASURES)),
    "value": Key(_as_written),
    "threshold": Key(finite, required=False),
    "switch": Key(_as_written, required=False),
    "given": Key(_as_written, required=False),
}
