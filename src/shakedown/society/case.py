"""A case: a place, a time, its evidence, what is believed beforehand, and what may come after. Frozen, in memory."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from shakedown.errors import InputError
from shakedown.evidence.checks import Refused, filled, nearest, shown
from shakedown.evidence.records import Record
from shakedown.evidence.statements import Statement
from shakedown.society.calendar import Calendar
from shakedown.society.explanations import AS_IT_IS, Cause, Explanation
from shakedown.society.history import F64, History, Yearly
from shakedown.society.ledger import Claim
from shakedown.society.levers import ABOUT, Levers, Schedule
from shakedown.society.priors import Prior
from shakedown.society.rules import Rules
from shakedown.society.settings import DIAL_KEYS


@dataclass(frozen=True, kw_only=True)
class Window:
    """A named set of weeks, counted from the start of the case; a past has a weight, `now` has weight 1."""

    name: str
    weeks: tuple[int, ...]
    says: str
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What levers do after now: values that hold from the week after now on; the other levers stay as they are."""

    name: str
    says: str
    levers: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """Something people buy, with its price in the case's currency: what an amount is worth to them."""

    says: str
    unit: str
    price: float
    source: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything one folder says. `rules` are those that are not fitted; `priors` are those that are.

    It holds no runs and no fit, and does not know how likely anything is.
    """

    name: str
    title: str
    title_ko: str = ""
    question: str
    place: str
    province: str
    population: int
    households: int
    sample: int
    currency: str
    menu: tuple[float, ...]
    services: tuple[str, ...] = ("police",)
    household: str = ""
    """What one household is where it is not people at home: a truck on the road, for instance."""
    cannot_tell: tuple[str, ...] = ()
    """What these reports leave open whatever the fit says, each a sentence of the case's author."""
    calendar: Calendar
    end: date
    burn_in: int
    rules: Rules
    records: tuple[Record, ...]
    statements: tuple[Statement, ...]
    priors: Mapping[str, Prior]
    now: Window
    pasts: tuple[Window, ...]
    histories: Mapping[str, History | Yearly]
    scenarios: Mapping[str, Scenario]
    claims: tuple[Claim, ...]
    explanations: tuple[Explanation, ...] = (AS_IT_IS,)
    causes: tuple[Cause, ...] = ()
    yardsticks: tuple[Yardstick, ...]
    folder: Path
    fingerprint: str
    """SHA-256 of the case's files, in order of name."""

    @property
    def weeks(self) -> int:
        """Whole weeks from the start to the end of `now`."""
        return self.calendar.week_of(self.end) + 1

    @property
    def windows(self) -> tuple[Window, ...]:
        """`now`, then each past."""
        return (self.now, *self.pasts)

    def society(
        self,
        dials: Mapping[str, float],
        *,
        horizon: int = 0,
        scenario: str | None = None,
        explanation: Explanation = AS_IT_IS,
    ) -> tuple[Rules, Levers]:
        """The rules and levers at these values of the priors, `horizon` weeks beyond now, under a scenario.

        An explanation changes dials and levers of its own on top. Dials that are not given take their prior's median. A value
        of a lever is pulled inside the lever's limits (a prior's far tail may pass them). Raises `InputError` for a dial outside
        its limits and for an unknown scenario.
        """
        values = {name: float(dials.get(name, prior.median)) for name, prior in self.priors.items()}
        rules = self.rules.replace(**{name: value for name, value in values.items() if name in DIAL_KEYS})
        rules = rules.replace(**explanation.dials(values, rules.money_unit))
        weeks = self.weeks + horizon
        schedules: dict[str, Schedule] = {
            name: _inside(name, history.weekly(self.calendar, weeks, values))
            for name, history in {**self.histories, **explanation.histories}.items()
        }
        if scenario is not None:
            for name, value in self.scenario(scenario).levers.items():
                held = Levers(**{name: schedules.get(name, getattr(Levers(), name))}).weekly(weeks)[name]
                held[self.weeks :] = value
                schedules[name] = held
        return rules, Levers(**schedules)

    def scenario(self, name: str) -> Scenario:
        """A scenario by name; raises `InputError` naming the nearest known one."""
        if name not in self.scenarios:
            raise InputError(f'{self.name}: there is no scenario "{name}". {nearest(name, self.scenarios)}')
        return self.scenarios[name]


def _inside(name: str, values: F64) -> F64:
    return np.clip(values, ABOUT[name].least, ABOUT[name].most)


def case_name(raw: object) -> str:
    """A name that can be a folder, for results are kept under it."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", name := filled(raw)):
        raise Refused(f"{shown(name)} is not a name for a case. Use letters, digits, - and _, such as my-case.")
    return name
