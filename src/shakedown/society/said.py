"""What a statement and a test of a claim have in common: which measures, thresholds, windows and values go together."""

from collections.abc import Mapping
from typing import Any

from shakedown.evidence.checks import shown
from shakedown.evidence.codes import KINDS, OF_CHANGE
from shakedown.evidence.measures import MEASURES
from shakedown.society.read_windows import CHANGE

EFFECTS = ("effect", "interaction")
"""Kinds of a claim's test that switch something off, beside those of a statement."""


def said_problems(said: Mapping[str, Any], currency: str | None, where: str) -> list[str]:
    """A sentence for each thing that does not go together in a table as it was written.

    What is wrong by itself, an unknown measure for instance, is left to who reads it. `currency` is the case's, if known.
    """
    measure, kind, window = (_plain(said.get(key)) for key in ("measure", "kind", "window"))
    value = said["value"] if isinstance(said.get("value"), dict) else {}
    problems = []
    if measure in MEASURES and MEASURES[measure].needs_threshold and "threshold" not in said:
        problems.append(f"{where}, threshold: {measure} needs one. Write the sum, such as 500.")
    if measure in MEASURES and not MEASURES[measure].needs_threshold and "threshold" in said:
        problems.append(f"{where}, threshold: {measure} has none. Leave it out, or mend measure.")
    if window and kind in (*KINDS, *EFFECTS) and (window == CHANGE) != (kind in OF_CHANGE):
        problems.append(
            f'{where}, window: a direction or a ratio speaks of window = "{CHANGE}", and nothing else does.'
        )
    if (over := _plain(value.get("over"))) in MEASURES and MEASURES[over].needs_threshold:
        problems.append(
            f"{where}, value, over: {over} needs a threshold, and an ordering has none. Name another measure."
        )
    if (other := _plain(value.get("currency"))) and currency and other != currency:
        problems.append(
            f"{where}, value, currency: the case counts in {currency}, not in {shown(other)}. Write {currency}."
        )
    return problems


def _plain(raw: object) -> str:
    return raw.strip() if isinstance(raw, str) else ""
