"""scenarios.toml of a new case: what may come after now, in its money. They are data: `cases/_family/scenarios.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from shakedown.society.levers import ABOUT
from shakedown.society.own.choices import Own
from shakedown.society.own.toml_text import table


@cache
def _family() -> dict[str, Any]:
    """[[scenario]] and [mix], sums in CNY."""
    path = files("shakedown") / "cases" / "_family" / "scenarios.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def scenarios_toml(own: Own) -> str:
    """The file, from its template."""
    held = [_in_money(raw, own) for raw in _family()["scenario"] if not _empty(raw, own)]
    mix = _family()["mix"]
    parts = [scenario for name in mix["of"] for scenario in held if scenario["name"] == name]
    if len(parts) > 1:
        held.append(_at_once(mix["name"], parts))
    template = (files("shakedown") / "cases" / "_template" / "scenarios.toml").read_text(encoding="utf-8")
    return Template(template).substitute(scenarios="\n".join(table("[[scenario]]", each) for each in held).rstrip("\n"))


def _empty(raw: Mapping[str, Any], own: Own) -> bool:
    return any(own.answers[key].word in words for key, words in raw.get("unless", {}).items())


def _in_money(raw: Mapping[str, Any], own: Own) -> dict[str, Any]:
    """A scenario with its sums in the case's money, and the sum said."""
    levers = {n: own.money.sum(v) if ABOUT[n].unit.startswith("CNY") else v for n, v in raw["levers"].items()}
    told = "".join(f"{v:,.15g} {own.money.currency}" for n, v in levers.items() if ABOUT[n].unit.startswith("CNY"))
    return {"name": raw["name"], "says": Template(raw["says"]).substitute(sum=told), "levers": levers}


def _at_once(name: str, parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several scenarios as one."""
    *first, last = (part["says"].partition(":")[0] for part in parts)
    levers = {lever: value for part in parts for lever, value in part["levers"].items()}
    return {"name": name, "says": f"a mix: {', '.join(first)}, and {last}", "levers": levers}
