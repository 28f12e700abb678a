"""What a moved lever changes, as plain data: shares are parts of 1, every number with its unit and its basis."""

from dataclasses import asdict
from typing import Any

from shakedown.answers.moved import Moved, Number


def moved_document(told: Moved) -> dict[str, Any]:
    """Settings, runs, and every number as it is, moved, and the paired change."""
    return {
        "settings": dict(told.settings),
        "runs": told.runs,
        "span": "the year after now",
        "retaliation": told.retaliation or "counted",
        "not_modelled": ["what punishment does to a person", "services beyond those simulated"],
        "numbers": [_number(number) for number in told.numbers],
    }


def _number(number: Number) -> dict[str, Any]:
    spreads = {name: asdict(getattr(number, name)) for name in ("still", "level", "change")}
    about = number.about
    return {
        "name": about.name, "says": about.says, "unit": about.unit, "basis": number.basis, **spreads,
        "higher_in": number.rises, "lower_in": number.falls,
    }  # fmt: skip
