"""The words the report card looks for, from `data/card_cues.toml`: patterns by name, in one language.

They are rules of thumb like those of the reader, and stand apart from them because they say nothing about a demand:
how far a text claims to reach, who tells, how many are counted, what goes on. Captions are never looked at.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from shakedown.evidence.read import Reading
from shakedown.evidence.read.reading import Language, Span

_Patterns = tuple[re.Pattern[str], ...]


def found(reading: Reading, name: str) -> tuple[Span, ...]:
    """Where a text has words of one list, each stretch once, in order."""
    return tuple(sorted(_outside(reading, _cues(reading.language)[name])))


def situation_of(reading: Reading) -> str:
    """What goes on while something is asked, a code of `codes.SITUATIONS`; "" if no words or those of several say so."""
    told = [name for name in _situations(reading.language) if found(reading, name)]
    return told[0] if len(told) == 1 else ""


def _outside(reading: Reading, patterns: _Patterns) -> Iterator[Span]:
    """The longest of finds that overlap, outside captions."""
    spans = {match.span() for pattern in patterns for match in pattern.finditer(reading.text)}
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last and not any(low <= start < high for low, high in reading.captions):
            last = end
            yield start, end


@cache
def _table(language: Language) -> Mapping[str, list[str] | dict[str, list[str]]]:
    text = (files("shakedown.evidence") / "data" / "card_cues.toml").read_text(encoding="utf-8")
    lists: Mapping[str, list[str] | dict[str, list[str]]] = tomllib.loads(text)[language]
    return lists


@cache
def _cues(language: Language) -> Mapping[str, _Patterns]:
    """Every list of a language by name; those of situations under the situation's code."""
    lists = {name: value for name, value in _table(language).items() if isinstance(value, list)}
    return {
        name: tuple(re.compile(each, re.IGNORECASE) for each in value)
        for name, value in (lists | _nested(language)).items()
    }


@cache
def _situations(language: Language) -> tuple[str, ...]:
    return tuple(_nested(language))


def _nested(language: Language) -> dict[str, list[str]]:
    nested = _table(language)["situation"]
    return nested if isinstance(nested, dict) else {}
