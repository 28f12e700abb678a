"""The [levers.NAME] tables of case.toml: what each lever did, checked against its limits and the priors it names."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from shakedown.evidence.checks import (
    Key,
    Refused,
    checked,
    filled,
    finite,
    nearest,
    one_of,
    shown,
    text,
    whole,
)
from shakedown.society.calendar import day
from shakedown.society.history import Change, History, Yearly
from shakedown.society.levers import ABOUT
from shakedown.society.priors import BASES, Prior, number_or_prior
from shakedown.society.settings import LEVER_KEYS
from shakedown.society.tables import Problems

_EXAMPLE = '{since = 2020-01-31, value = 0.1, source = "...", basis = "judgement"}'
_SOURCE = {"source": Key(filled), "basis": Key(one_of(BASES))}
_LONGEST_RAMP = 5_200


def read_levers(
    raw: object, named: frozenset[str], priors: Mapping[str, Prior]
) -> tuple[dict[str, History | Yearly], list[str]]:
    """Every lever's history. A value may be one of the `named` priors, of which those in `priors` could be read."""
    if not isinstance(raw, dict):
        return {}, ["case.toml, [levers]: is not a table. Head each lever with [levers.NAME]."]
    problems = Problems()
    found = {name: problems.take(_read_lever(name, table, named, priors)) for name, table in raw.items()}
    return {name: history for name, history in found.items() if history}, problems


def _read_lever(
    lever: str, raw: object, named: frozenset[str], priors: Mapping[str, Prior]
) -> tuple[History | Yearly | None, list[str]]:
    where = f"case.toml, [levers.{lever}]"
    if lever not in ABOUT:
        return None, [f"{where}: there is no such lever. {nearest(lever, ABOUT)}"]
    if not isinstance(raw, dict) or ("changes" in raw) == ("yearly" in raw):
        return None, [f'{where}: needs either changes = [{_EXAMPLE}] or yearly = [["10-25", 1.3], ...].']
    if "yearly" in raw:
        values, problems = checked(raw, {"yearly": Key(_points), **_SOURCE}, where)
        return (None, problems) if problems else (
            Yearly(lever=lever, points=values["yearly"], source=values["source"], basis=values["basis"]), []
        )  # fmt: skip
    value = number_or_prior(LEVER_KEYS[lever].convert, "lever", named, priors)
    changes, problems = _read_changes(raw, where, {**_CHANGE, "value": Key(value)})
    return (None, problems) if problems else (History(lever=lever, changes=changes), [])


def _read_changes(raw: Mapping[str, Any], where: str, keys: Mapping[str, Key]) -> tuple[tuple[Change, ...], list[str]]:
    _, unknown = checked(raw, {"changes": Key(lambda given: given)}, where)
    problems = Problems(unknown)
    given = raw["changes"]
    if not isinstance(given, list) or not given:
        return (), [*problems, f"{where}, changes: is not a list with something in it. Write [{_EXAMPLE}]."]
    changes = []
    for number, table in enumerate(given, 1):
        spot = f"{where}, change {number}"
        if not isinstance(table, dict):
            problems.append(f"{spot}: {shown(table)} is not a table. Write {_EXAMPLE}.")
            continue
        values, wrong = checked(table, keys, spot)
        problems += wrong
        if not wrong:
            changes.append(Change(**values))
    if any(later.since <= earlier.since for earlier, later in pairwise(changes)):
        problems.append(f"{where}: the changes are not in order of date. Sort them, one value per day.")
    return tuple(changes), problems


def _points(raw: object) -> tuple[tuple[int, int, float], ...]:
    if not isinstance(raw, list) or len(raw) < 2:
        raise Refused('needs at least two points. Write [["09-01", 1.0], ["10-25", 1.3]].')
    points = tuple(_point(p) for p in raw)
    if any(later[:2] <= earlier[:2] for earlier, later in pairwise(points)):
        raise Refused("the points are not in order of date. Sort them, one value per day.")
    return points


def _point(raw: object) -> tuple[int, int, float]:
    if not isinstance(raw, list) or len(raw) != 2:
        raise Refused(f'{shown(raw)} is not a point. Write ["10-25", 1.3]: month-day, value.')
    try:
        on = date.fromisoformat(f"2001-{raw[0]}")
    except ValueError:
        raise Refused(f'{shown(raw[0])} is not a day of the year. Write month-day, such as "10-25".') from None
    if (number := finite(raw[1])) < 0:
        raise Refused(f"{number:g} is below 0. Write 1 for an ordinary week.")
    return on.month, on.day, number


_CHANGE = {
    "since": Key(day),
    **_SOURCE,
    "over": Key(whole(0, 26, _LONGEST_RAMP), required=False),
    "note": Key(text, required=False),
}
