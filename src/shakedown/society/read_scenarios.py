"""scenarios.toml: what levers may do after now."""

from shakedown.evidence.checks import Key, filled
from shakedown.society.case import Scenario
from shakedown.society.settings import LEVER_KEYS
from shakedown.society.tables import Problems, Table, checked_table, list_of_tables

FILE = "scenarios.toml"


def read_scenarios(top: Table | None) -> tuple[dict[str, Scenario], list[str]]:
    """Every [[scenario]] by name, one of which moves nothing; none, and no problem, if the file could not be read."""
    if top is None:
        return {}, []
    problems = Problems()
    found = {}
    for where, raw in problems.take(list_of_tables(top, "scenario", FILE, mark="name")):
        values, wrong = checked_table(raw, _SCENARIO, where)
        levers: dict[str, float] = {}
        if "levers" in values:
            levers, outside = checked_table(values["levers"], LEVER_KEYS, f"{where}, levers")
            wrong += outside
        problems += wrong
        if not wrong:
            found[values["name"]] = Scenario(name=values["name"], says=values["says"], levers=levers)
    if found and all(scenario.levers for scenario in found.values()) and not problems:
        problems.append(
            f"{FILE}, scenario: each of them moves a lever. Add one with levers = {{}}, to compare the others with."
        )
    return found, problems


_SCENARIO = {"name": Key(filled), "says": Key(filled), "levers": Key(lambda raw: raw)}
