"""A published finding as data: what was changed, what was measured, in which band it lay, and how the study was read."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from shakedown.engine.run import ONE_SERVICE
from shakedown.errors import InputError
from shakedown.evidence.checks import nearest


@dataclass(frozen=True)
class Setting:
    """Levers and dials that differ from the defaults, and which services ask. A quota may be "takings without quota"."""

    levers: Mapping[str, float | str] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)
    services: Sequence[str] = ONE_SERVICE


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding: `measure` (of `measures.py`) with `changed` against `baseline`; the band low..high is the study's, None
    where it is open. `read` says how the study was read, `sign` is +, - or level."""

    id: str
    finding: str
    source: str
    url: str
    setting: str
    read: str
    change: str
    condition: str
    measure: str
    sign: str
    low: float | None = None
    high: float | None = None
    number: int = 1
    """Extractors side by side, where the measure counts them."""
    baseline: Setting = Setting()
    changed: Setting = Setting()

    def holds(self, value: float) -> bool:
        """Whether a value lies in the band; an end of 0 that a sign makes is not in it."""
        above = self.low is None or (value > self.low if self.sign == "+" and self.low == 0 else value >= self.low)
        below = self.high is None or (value < self.high if self.sign == "-" and self.high == 0 else value <= self.high)
        return above and below


@cache
def findings() -> tuple[Finding, ...]:
    """Every finding of the bench, by id."""
    place = files("shakedown.findings") / "data"
    found = (
        _finding(tomllib.loads(f.read_text(encoding="utf-8"))) for f in place.iterdir() if f.name.endswith(".toml")
    )
    return tuple(sorted(found, key=lambda each: each.id))


def _finding(held: dict[str, Any]) -> Finding:
    return Finding(**{**held, **{part: Setting(**held.get(part, {})) for part in ("baseline", "changed")}})


def chosen(ids: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings of these ids, all if there are none. Raises `InputError` for an unknown one."""
    known = {each.id: each for each in findings()}
    if unknown := [name for name in ids if name not in known]:
        raise InputError(f'findings: there is no finding "{name}". {nearest(name, known)}' for name in unknown)
    return tuple(known[name] for name in ids) or findings()
