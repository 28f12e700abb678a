"""The lists of words a language is read by: regular expressions by group and value, from `cues_en.toml` and `cues_ko.toml`.

The lists are data. A pattern is matched without regard to case; `%name%` in it stands for a fragment of the same file,
which is a pattern or a list of words.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shakedown.evidence.read.numbers import NUMBERS
from shakedown.evidence.read.reading import Language

_RIEUL = "[" + "".join(chr(code) for code in range(ord("가"), ord("힣") + 1) if (code - ord("가")) % 28 == 8) + "]"
"""Syllables that end in the consonant of a guess or a plan: "할 것이다" (probably), against "한 것이다" (in fact)."""
_CAPITAL = re.compile(r"\\.|[A-Z]")
_FRAGMENT = re.compile(r"%(\w+)%")


@dataclass(frozen=True)
class Cues:
    """The patterns of one language, compiled: `patterns[group][value]` in the order of the file."""

    language: Language
    patterns: Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]
    fragments: Mapping[str, str]

    def group(self, group: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """The patterns of a group by value."""
        return self.patterns[group]

    def found_in(self, group: str, value: str, passage: str) -> bool:
        """Whether a passage, taken by itself, holds one of the patterns."""
        low = lowered(passage)
        return any(pattern.search(passage if minds_case(pattern) else low) for pattern in self.patterns[group][value])

    def search(self, group: str, value: str, passage: str) -> re.Match[str] | None:
        """The earliest match in a passage taken by itself."""
        low = lowered(passage)
        tried = (pattern.search(passage if minds_case(pattern) else low) for pattern in self.patterns[group][value])
        found = [match for match in tried if match]
        return min(found, key=lambda match: match.start(), default=None)


def data(name: str) -> dict[str, Any]:
    """One of the tables beside this file."""
    return tomllib.loads((files("shakedown.evidence.read") / name).read_text(encoding="utf-8"))


@cache
def cues(language: Language) -> Cues:
    """The lists of a language."""
    table = data(f"cues_{language}.toml")
    own = {name: _alternatives(value) for name, value in table.pop("fragments").items()}
    fragments = own | {"number": NUMBERS[language], "rieul": _RIEUL}
    compiled = {
        group: {
            value: tuple(_compiled(pattern, fragments) for pattern in patterns) for value, patterns in values.items()
        }
        for group, values in table.items()
    }
    return Cues(language, compiled, fragments)


def lowered(text: str) -> str:
    """A text in small letters, of the same length: a letter whose small form is longer stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(each if len(each.lower()) > 1 else each.lower() for each in text)


def minds_case(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern has parts that tell capitals from small letters, and so is meant for the text as it is."""
    return bool(pattern.flags & re.IGNORECASE)


def _alternatives(value: str | list[str]) -> str:
    """A fragment as a pattern; a list of words is one of them."""
    return value if isinstance(value, str) else f"(?:{'|'.join(value)})"


def _compiled(pattern: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern in small letters for a text in small letters, which is faster than to disregard case."""
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)
    if "(?-i:" in pattern:
        return re.compile(pattern, re.IGNORECASE)
    return re.compile(_CAPITAL.sub(lambda match: match[0] if match[0][0] == "\\" else match[0].lower(), pattern))
