"""case.toml: place, time, windows, levers, priors and fixed rules of a case, as the fields of a `Case`."""

from collections.abc import Mapping
from typing import Any

from shakedown.evidence.checks import Key, Refused, currency, filled, finite, list_of, one_of, positive, text, whole
from shakedown.society.calendar import Calendar, day
from shakedown.society.case import Yardstick, case_name
from shakedown.society.explanations import read_causes, read_explanations
from shakedown.society.history import History
from shakedown.society.priors import BASES, read_priors, unused_priors
from shakedown.society.read_levers import read_levers
from shakedown.society.read_windows import Span, read_windows
from shakedown.society.rules import Rules
from shakedown.society.settings import DIAL_KEYS, dial_keys
from shakedown.society.tables import Problems, Table, checked_table, list_of_tables, one_table

FILE = "case.toml"
TABLES = ("case", "time", "windows", "levers", "priors", "rules", "yardstick", "explanations", "causes")
_LONGEST = 5_200
_UNIT = "money_unit"


def read_main(top: Table) -> tuple[dict[str, Any], list[str]]:
    """What case.toml says, by the names of the fields of `Case`; complete only if there are no problems."""
    problems = Problems()
    about = problems.take(_read_about(top))
    span = problems.take(_read_time(top))
    now, pasts = problems.take(read_windows(top.get("windows"), span))
    named = frozenset(top["priors"]) if isinstance(top.get("priors"), dict) else frozenset()
    unit = _unit(top.get("rules"))
    priors = problems.take(read_priors(top.get("priors"), unit))
    histories, wrong = read_levers(top.get("levers", {}), named - DIAL_KEYS.keys(), priors)
    problems += wrong
    explanations, unread = read_explanations(top.get("explanations", {}), named - DIAL_KEYS.keys(), priors, unit)
    problems += unread
    if not wrong and not unread:
        changes = [c for h in histories.values() if isinstance(h, History) for c in h.changes]
        in_levers = (c.value for c in changes if isinstance(c.value, str))
        problems += unused_priors(priors, frozenset(in_levers).union(*(e.named for e in explanations)))
    rules = problems.take(_read_rules(top.get("rules", {}), named, unit))
    if rules.money_unit != 1 and "provision" not in histories and not wrong:
        problems.append(
            f"{FILE}, [levers]: with a {_UNIT} the sum officers are handed is needed too. Add [levers.provision]."
        )
    yardsticks = problems.take(_read_yardsticks(top))
    time = {} if span is None else {"calendar": span.calendar, "end": span.end, "burn_in": span.burn_in}
    return {
        **about, **time, "now": now, "pasts": pasts, "priors": priors, "histories": histories, "rules": rules,
        "yardsticks": yardsticks, "explanations": explanations,
        "causes": problems.take(read_causes(top.get("causes", {}))),
    }, problems  # fmt: skip


def _read_about(top: Table) -> tuple[dict[str, Any], list[str]]:
    values, problems = one_table(top, "case", _CASE, FILE)
    for fewer, more in (("sample", "households"), ("households", "population")):
        if fewer in values and more in values and values[fewer] > values[more]:
            problems.append(
                f"{FILE}, [case], {fewer}: {values[fewer]} is more than {more}, {values[more]}. Mend one of them."
            )
    return values, problems


def _read_time(top: Table) -> tuple[Span | None, list[str]]:
    values, problems = one_table(top, "time", _TIME, FILE)
    if problems:
        return None, problems
    start, end, burn_in = values["start"], values["end"], values["burn_in"]
    span, where = Span(Calendar(start), end, burn_in), f"{FILE}, [time]"
    if end <= start:
        return None, [f"{where}, end: {end} is not after start, {start}. Swap or mend them."]
    if (end - start).days % 7 != 6:
        return None, [f"{where}, end: {end} does not close a week. Weeks run seven days from {start}."]
    if span.weeks > _LONGEST:
        return None, [f"{where}, end: {span.weeks} weeks from start to end. Write at most {_LONGEST}."]
    return span, []


def _unit(raw: object) -> float:
    """What one CNY is in the case's money; 1 if that is not said, or not so that it can be read."""
    given = raw.get(_UNIT, 1.0) if isinstance(raw, dict) else 1.0
    try:
        return float(DIAL_KEYS[_UNIT].convert(given))
    except Refused:
        return 1.0


def _read_rules(raw: object, fitted: frozenset[str], unit: float) -> tuple[Rules, list[str]]:
    """The dials that are fixed; the rest keep their defaults, counted in the case's money if money_unit is among them.

    It multiplies only defaults: every sum that a file gives is in the case's money already.
    """
    values, problems = checked_table(raw, dial_keys(unit), f"{FILE}, [rules]")
    problems += [
        f"{FILE}, [rules], {name}: is fixed here and fitted in [priors.{name}]. Take one of them out."
        for name in values
        if name in fitted
    ]
    if _UNIT in fitted:
        problems.append(f"{FILE}, [priors.{_UNIT}]: the money a case counts in is not fitted. Give it in [rules].")
    return Rules().in_money(unit).replace(**values), problems


def _read_yardsticks(top: Table) -> tuple[tuple[Yardstick, ...], list[str]]:
    given, problems = list_of_tables(top, "yardstick", FILE)
    found = []
    for where, raw in given:
        values, wrong = checked_table(raw, _YARDSTICK, where)
        problems += wrong
        if not wrong:
            found.append(Yardstick(**values))
    return tuple(found), problems


def _amounts(raw: object) -> tuple[float, ...]:
    if not isinstance(raw, list) or len(raw) < 2:
        raise Refused("needs at least two amounts, such as [50, 100, 200].")
    amounts = tuple(finite(v) for v in raw)
    if any(b <= a for a, b in zip((0.0, *amounts), amounts, strict=False)):
        raise Refused("the amounts must be positive and rise. Sort them, each once.")
    return amounts


def _services(raw: object) -> tuple[str, ...]:
    names = raw if isinstance(raw, list) else []
    if not 1 <= len(names) <= 4 or len({str(n) for n in names}) < len(names):
        raise Refused('needs one to four different names of those who ask, such as ["police", "secret_police"].')
    return tuple(filled(name) for name in names)


_CASE: Mapping[str, Key] = {
    "name": Key(case_name),
    "title": Key(filled),
    "title_ko": Key(text, required=False),
    "question": Key(filled),
    "place": Key(filled),
    "province": Key(filled),
    "population": Key(whole(1, 60_000)),
    "households": Key(whole(1, 15_000)),
    "sample": Key(whole(1, 3_000)),
    "currency": Key(currency),
    "menu": Key(_amounts),
    "services": Key(_services, required=False),
    "household": Key(filled, required=False),
    "cannot_tell": Key(list_of(filled), required=False),
}
_TIME = {"start": Key(day), "end": Key(day), "burn_in": Key(whole(0, 52))}
_YARDSTICK = {
    "says": Key(filled),
    "unit": Key(filled),
    "price": Key(positive),
    "source": Key(filled),
    "basis": Key(one_of(BASES)),
}
