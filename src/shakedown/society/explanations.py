"""Rival explanations of what changed, and the bundles of levers whose part in it is asked for.

An explanation is a structure: what officers and households are like if it, and it alone, is what softened anyone. A cause
is something that happened to them: levers that took another path. Every explanation is run with every cause.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shakedown.evidence.checks import Key, Refused, filled, list_of, nearest
from shakedown.society.history import History, Yearly
from shakedown.society.levers import ABOUT
from shakedown.society.priors import Prior, number_or_prior
from shakedown.society.read_levers import read_levers
from shakedown.society.rules import dials
from shakedown.society.settings import dial_keys
from shakedown.society.tables import Problems, checked_table

FILE = "case.toml"
MOST_CAUSES = 4
_DIALS = {d.name: d for d in dials()}


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Dials (a value, or the name of the prior that draws it) and levers that differ from the case's own."""

    name: str
    says: str
    rules: Mapping[str, float | str] = field(default_factory=dict)
    histories: Mapping[str, History | Yearly] = field(default_factory=dict)

    def dials(self, values: Mapping[str, float], money_unit: float = 1.0) -> dict[str, float]:
        """What its dials are at these values of the priors, pulled inside their limits in the case's money."""
        given = {name: values[at] if isinstance(at, str) else at for name, at in self.rules.items()}
        return {name: _DIALS[name].in_money(money_unit).inside(value) for name, value in given.items()}

    @property
    def named(self) -> frozenset[str]:
        """The priors it names: under every other explanation they move nothing."""
        changes = [c for h in self.histories.values() if isinstance(h, History) for c in h.changes]
        return frozenset(v for v in (*self.rules.values(), *(c.value for c in changes)) if isinstance(v, str))


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Levers that are held back together when it is asked what they did."""

    name: str
    says: str
    levers: tuple[str, ...]


AS_IT_IS = Explanation(name="as_it_is", says="the society as the case describes it")
"""The one explanation of a case that names no rivals."""


def read_explanations(
    raw: object, named: frozenset[str], priors: Mapping[str, Prior], unit: float = 1.0
) -> tuple[tuple[Explanation, ...], list[str]]:
    """The [explanations.NAME] tables in their order; without any, the society as it is. One CNY is `unit` in the case's money."""
    if not isinstance(raw, dict):
        return (AS_IT_IS,), [f"{FILE}, [explanations]: is not a table. Head each with [explanations.NAME]."]
    problems, found, keys = Problems(), [], _dial_or_prior(named, priors, unit)
    for name, table in raw.items():
        where = f"{FILE}, [explanations.{name}]"
        values, wrong = checked_table(table, _EXPLANATION, where)
        histories, unread = read_levers(values.get("levers", {}), named, priors)
        rules = problems.take(checked_table(values.get("rules", {}), keys, f"{where}, rules"))
        problems += [*wrong, *(p.replace(f"{FILE}, [levers", f"{FILE}, [explanations.{name}.levers") for p in unread)]
        if "says" in values:
            found.append(Explanation(name=name, says=values["says"], rules=rules, histories=histories))
    return tuple(found) or (AS_IT_IS,), problems


def read_causes(raw: object) -> tuple[tuple[Cause, ...], list[str]]:
    """The [causes.NAME] tables in their order: at most four, no lever in two of them."""
    if not isinstance(raw, dict):
        return (), [f"{FILE}, [causes]: is not a table. Head each with [causes.NAME]."]
    problems, found = Problems(), []
    for name, table in raw.items():
        values, wrong = checked_table(table, _CAUSE, f"{FILE}, [causes.{name}]")
        problems += wrong
        if not wrong:
            found.append(Cause(name=name, **values))
    if len(raw) > MOST_CAUSES:
        problems.append(f"{FILE}, [causes]: {len(raw)} causes. Bundle the levers into at most {MOST_CAUSES}.")
    levers = [lever for cause in found for lever in cause.levers]
    problems += [
        f"{FILE}, [causes]: {lever} stands in two causes. Leave it in one of them."
        for lever in dict.fromkeys(levers)
        if levers.count(lever) > 1
    ]
    return tuple(found), problems


def _dial_or_prior(named: frozenset[str], priors: Mapping[str, Prior], unit: float) -> dict[str, Key]:
    return {
        name: Key(number_or_prior(key.convert, "dial", named, priors), required=False)
        for name, key in dial_keys(unit).items()
    }


def _lever(raw: object) -> str:
    name = filled(raw)
    if name not in ABOUT:
        raise Refused(f"there is no lever {name}. {nearest(name, ABOUT)}")
    return name


def _levers(raw: object) -> tuple[str, ...]:
    names = list_of(_lever)(raw)
    if not names:
        raise Refused(f"names no lever. Write one or more of {', '.join(ABOUT)}.")
    return names


_EXPLANATION = {
    "says": Key(filled),
    "rules": Key(lambda raw: raw, required=False),
    "levers": Key(lambda raw: raw, required=False),
    "source": Key(filled, required=False),
}
_CAUSE = {"says": Key(filled), "levers": Key(_levers)}
