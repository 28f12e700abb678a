"""The tables of vague words: quartiles from surveys of readers, from a judgement, or, in Korean, from an English word."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import log
from types import MappingProxyType
from typing import Literal

from shakedown.evidence.checks import shown

_INSIDE = 0.005
_NARROWEST = 0.15
READ_AS = "words_read_as.csv"
_QUARTILES = ("q25", "median", "q75")
_Row = Mapping[str, str]


@dataclass(frozen=True)
class Word:
    """A frequency word: quartiles as shares 0..1, as answered or judged, and the logit density they give."""

    name: str
    q25: float
    median: float
    q75: float
    basis: Literal["outside", "judgement"]
    """outside where a survey we verified gave the quartiles, else judgement; to be printed with the word."""
    source: str
    asked: int = 0
    """How many people answered; 0 where nobody was asked."""

    @property
    def centre(self) -> float:
        """The logit of the median, which is first pulled inside 0.005..0.995."""
        return logit(self.median)

    @property
    def width(self) -> float:
        """Standard deviation in logit units: the distance of the quartiles, pulled inside too, over 1.349.

        Never below 0.15: answers are rounded to 5 points, so quartiles that coincide at a half hide +-2.5.
        """
        return max((logit(self.q75) - logit(self.q25)) / 1.349, _NARROWEST)


@cache
def all_words() -> Mapping[str, Word]:
    """Every word with quartiles, by name, from the shipped tables and the one judgement made here."""
    by_word: dict[str, list[_Row]] = {}
    for row in word_rows("probability_words.csv"):
        by_word.setdefault(row["word"], []).append(row)
    half = Word("about half", 0.45, 0.50, 0.55, "judgement", "judgement of this project")
    found = (_largest(name, rows) for name, rows in by_word.items())
    english = {word.name: word for word in (half, *found) if word}
    others = {row["word"]: _read_as(english[row["read_as"]], row) for row in word_rows(READ_AS)}
    return MappingProxyType({**others, **english})


def word_rows(name: str) -> Iterator[_Row]:
    """The rows of one table of words, as they stand."""
    text = (files("shakedown.evidence") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _read_as(meant: Word, row: _Row) -> Word:
    """A word with the quartiles of another that was surveyed; a judgement, whoever was asked about that one."""
    note = f"; {row['note']}" if row["note"] else ""
    origin = f"judgement of this project: read as {shown(meant.name)}{note}"
    return replace(meant, name=row["word"], basis="judgement", source=origin, asked=0)


def _largest(name: str, rows: Iterable[_Row]) -> Word | None:
    """The word by our own judgement if there is one, else by the largest source with all three quartiles."""
    by_source: dict[str, dict[str, _Row]] = {}
    for row in rows:
        statistic = row["statistic"].removeprefix("recommended_")
        by_source.setdefault(row["source"], {})[statistic] = row
    whole = [found for found in by_source.values() if found.keys() >= set(_QUARTILES)]
    return _word(name, max(whole, key=lambda found: _size(found["median"]["n"]))) if whole else None


def _word(name: str, found: Mapping[str, _Row]) -> Word:
    q25, median, q75 = (round(float(found[quartile]["value"]) / 100, 6) for quartile in _QUARTILES)
    row = found["median"]
    survey = f"{row['source']}, n = {row['n']}, {row['url']}" if row["url"] else ""
    asked = int(_size(row["n"])) if survey else 0
    if row["verified"] == "yes":
        return Word(name, q25, median, q75, "outside", survey, asked)
    origin = f"{survey or 'judgement of this project'}; {row['note']}"
    return Word(name, q25, median, q75, "judgement", origin, asked)


def _size(n: str) -> float:
    """How many people stand behind a row; a judgement of ours outweighs any survey, on purpose."""
    digits = re.search(r"[0-9]+", n)
    return float("inf") if n == "judgement" else float(digits.group()) if digits else 0.0


def logit(share: float) -> float:
    """The log odds of a share, first pulled inside 0.005..0.995."""
    inside = min(max(share, _INSIDE), 1 - _INSIDE)
    return log(inside / (1 - inside))
