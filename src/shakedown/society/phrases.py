"""Phrases of another language beside the English ones: a TOML file of "English" = "its like"."""

import re
from importlib.resources.abc import Traversable
from pathlib import Path

from shakedown.errors import InputError
from shakedown.evidence.checks import shown
from shakedown.society.tables import Anything, toml

_FIELD = re.compile(r"\{(\w+)\}")


def read_phrases(file: Path | Traversable) -> dict[str, str]:
    """The phrases of a file. Raises `InputError` with a sentence for each that is no text or whose fields are not the same."""
    table, problems = toml(file.read_bytes(), file.name, Anything())
    phrases = table or {}
    problems += [problem for english, said in phrases.items() if (problem := _problem(english, said, file.name))]
    if problems:
        raise InputError(problems)
    return {english: str(said) for english, said in phrases.items()}


def _problem(english: str, said: object, file: str) -> str:
    if not isinstance(said, str) or not said.strip():
        return f"{file}, {shown(english)}: is no text. Write what it is called, in quotation marks."
    missing = set(_FIELD.findall(said)) - set(_FIELD.findall(english))
    return (
        f"{file}, {shown(english)}: has no field {', '.join(sorted(missing))}. Use its own fields." if missing else ""
    )
