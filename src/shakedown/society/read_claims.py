"""claims.toml: every claim of the ledger with its tests."""

from dataclasses import dataclass
from typing import Any

from shakedown.evidence.checks import Key, Refused, filled, finite, list_of, one_of, shown, text
from shakedown.evidence.codes import VOICES
from shakedown.evidence.measures import MEASURES, SHARES
from shakedown.evidence.statement_values import Reader, single, value_readers
from shakedown.society.ledger import ATTRIBUTED, CLASSES, LONGEST_AHEAD, TEST_KINDS, Claim, Test
from shakedown.society.read_windows import CHANGE, PAST
from shakedown.society.said import EFFECTS, said_problems
from shakedown.society.settings import LEVER_KEYS, dial_keys
from shakedown.society.tables import Problems, Table, checked_table, list_of_tables

FILE = "claims.toml"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the tests of a case's claims may speak of: names in the case's main file, and its currency, if known."""

    windows: frozenset[str]
    causes: frozenset[str]
    explanations: frozenset[str]
    currency: str | None
    unit: float = 1.0
    """What one CNY is in that money."""


def read_claims(top: Table | None, known: Known) -> tuple[tuple[Claim, ...], list[str]]:
    """Every [[claim]] with its tests; none, and no problem, if the file could not be read."""
    if top is None:
        return (), []
    problems = Problems()
    given = problems.take(list_of_tables(top, "claim", FILE, mark="id"))
    claims = [problems.take(_read_claim(raw, where, known)) for where, raw in given]
    return tuple(claim for claim in claims if claim), problems


def _read_claim(raw: object, where: str, known: Known) -> tuple[Claim | None, list[str]]:
    values, wrong = checked_table(raw, _CLAIM, where)
    problems = Problems(wrong)
    tables = values.pop("test", [])
    tests = [
        problems.take(_read_test(table, f"{where}, test {number}", known)) for number, table in enumerate(tables, 1)
    ]
    if problems:
        return None, problems
    return Claim(klass=values.pop("class"), tests=tuple(test for test in tests if test), **values), []


def _read_test(raw: object, where: str, known: Known) -> tuple[Test | None, list[str]]:
    values, wrong = checked_table(raw, {**_TEST, "window": Key(one_of(known.windows))}, where)
    if not isinstance(raw, dict):
        return None, wrong
    problems = Problems([*wrong, *said_problems(raw, known.currency, where)])
    kind, measure = values.get("kind", ""), values.get("measure")
    settings = {**dial_keys(known.unit), **LEVER_KEYS}
    for key in ("switch", "given"):
        if key in raw:
            values[key] = problems.take(checked_table(raw[key], settings, f"{where}, {key}"))
    if kind in EFFECTS and not raw.get("switch"):
        problems.append(f"{where}, switch: names no dial or lever. Write switch = {{compassion = 0.0}}.")
    if kind == "interaction" and not raw.get("given"):
        problems.append(f"{where}, given: names no lever. Write given = {{provision = 380.0}}.")
    if kind == "event" and values.get("window") == PAST:
        problems.append(f'{where}, window: an event lies in one window. Write "now", or one dating of the past.')
    if kind in _WHY and values.get("window", CHANGE) != CHANGE:
        problems.append(f'{where}, window: what {_WHY[kind]} is asked of a change. Write "{CHANGE}".')
    if kind == "cause" and measure and measure not in ATTRIBUTED:
        problems.append(f"{where}, measure: {measure} is not attributed to causes. Known: {', '.join(ATTRIBUTED)}.")
    if kind == "persistence" and (measure != "share_coercive" or values.get("window") != "now"):
        problems.append(
            f'{where}: persistence is of the manner, from now on. Write measure = "share_coercive", window = "now".'
        )
    readers = {
        **value_readers(measure, frozenset(MEASURES), SHARES),
        **_named(known),
        "persistence": single(_weeks_ahead),
    }
    reader = readers.get("direction" if kind in EFFECTS else kind)
    if reader and "value" in raw:
        values["value"] = problems.take(reader(raw["value"], f"{where}, value"))
    return (None if problems else Test(**values)), problems


def _named(known: Known) -> dict[str, Reader]:
    """Readers of the names of causes and of an explanation."""
    causes, explanation = list_of(one_of(known.causes)), one_of(known.explanations)
    return {"cause": single(lambda raw: _some(causes(raw))), "explanation": single(explanation)}


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise Refused('names no cause. Write for instance ["crackdown"].')
    return names


def _weeks_ahead(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 < raw <= LONGEST_AHEAD:
        raise Refused(f"{shown(raw)} is not a number of weeks from 1 to {LONGEST_AHEAD}. Write for instance 52.")
    return raw


def _tests(raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise Refused(f"{shown(raw)} is not a list of tables. Head each with [[claim.test]].")
    return raw


def _as_written(raw: object) -> object:
    """Read later, when the kind and the measure are known."""
    return raw


_WHY = {"cause": "a cause did", "explanation": "explains it"}
"""Kinds of a test that ask why, and the words of a sentence about them."""
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
