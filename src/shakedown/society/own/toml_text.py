"""Values and tables as TOML that a person would have written."""

import json
from collections.abc import Mapping
from datetime import date


def toml(value: object) -> str:
    """One value. Whole numbers stand without a point, from 10,000 on with underscores; text is escaped where it must be."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        whole = value == int(value)
        return f"{int(value):_}" if whole and abs(value) >= 10_000 else str(int(value) if whole else value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def table(header: str, values: Mapping[str, object]) -> str:
    """A table under its header, one key a line."""
    return "\n".join([header, *(f"{key} = {toml(value)}" for key, value in values.items())]) + "\n"


def comment(text: str) -> str:
    """One line of comment, whatever the text holds."""
    line = " ".join(text.split())
    return "# " + "".join(character for character in line if character.isprintable()) + "\n"
