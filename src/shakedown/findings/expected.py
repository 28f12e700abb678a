"""What each dial is expected to move, as data (`dials.toml`): under which setting, which output, gathered how, which way."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest
from shakedown.findings.finding import Setting
from shakedown.society.rules import Dial, dials


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One dial between `low` and `high`, in its own unit, and the `output` that it should move; `sign` is + or -.

    `where` cuts the output by coordinates of its axes. `why` tells the mechanism where the dial's own sentence does not,
    `range` why the ends are not those of the dial's plausible range, and `missed` what became of an output that was named
    before the first run and does not move so; `instead`: named after that, beside it.
    """

    dial: Dial
    low: float
    high: float
    output: str
    gathered: str
    sign: str
    where: Mapping[str, str | int] = field(default_factory=dict)
    why: str = ""
    range: str = ""
    missed: str = ""
    instead: bool = False
    baseline: Setting = field(default_factory=Setting)
    changed: Setting = field(default_factory=Setting)


@cache
def expected() -> tuple[Expected, ...]:
    """Every dial in the order of the fields of `Rules`, but for the money that a case counts in (`money_unit`).

    One whose output was missed is followed by what it moves instead.
    """
    held = tomllib.loads((files("shakedown.findings") / "dials.toml").read_text(encoding="utf-8"))
    return tuple(each for dial in dials() if dial.name != "money_unit" for each in _of_dial(dial, held[dial.name]))


def _of_dial(dial: Dial, held: dict[str, Any]) -> list[Expected]:
    named = {key: value for key, value in held.items() if key != "instead"}
    ends = {key: value for key, value in held.items() if key in ("low", "high", "range")}
    second = [_expected(dial, {**ends, **held["instead"], "instead": True})] if "instead" in held else []
    return [_expected(dial, named), *second]


def _expected(dial: Dial, held: dict[str, Any]) -> Expected:
    settings = {part: Setting(**held.get(part, {})) for part in ("baseline", "changed")}
    return Expected(**{"low": dial.low, "high": dial.high, **held, **settings, "dial": dial})


def chosen_dials(names: tuple[str, ...]) -> tuple[Expected, ...]:
    """What these dials are expected to move, all if none is named. Raises `InputError` for an unknown one."""
    known = {each.dial.name for each in expected()}
    if unknown := [name for name in names if name not in known]:
        raise InputError(f'findings: there is no dial "{name}". {nearest(name, known)}' for name in unknown)
    return tuple(each for each in expected() if not names or each.dial.name in names)
