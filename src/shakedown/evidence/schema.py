"""A record told to other programs: the JSON Schema of one, generated from its columns."""

from typing import Any

from shakedown.evidence.columns import COLUMNS, REQUIRED_COLUMNS


def record_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one record as an object whose keys are its fields.

    It says what each field may hold. What must hold between two of them (low not above high, a sum has its currency), and
    that an id is given once, only reading a file checks.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record: a report coded as who demanded what from whom, coarsely",
        "type": "object",
        "properties": {name: {"description": _says(name), **column.schema} for name, column in COLUMNS.items()},
        "required": list(REQUIRED_COLUMNS),
        "additionalProperties": False,
    }


def _says(name: str) -> str:
    column = COLUMNS[name]
    return f"{column.holds}. Blank: {column.blank}." if column.blank else f"{column.holds}."
