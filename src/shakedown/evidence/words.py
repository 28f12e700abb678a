"""How much a vague word is: the share a reader may take "rarely" or "mostly" to mean, with its spread.

Quartiles come from surveys of mostly English-speaking readers, or from a judgement marked so. They are not
widened here for translation or hearsay; the likelihood does that.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from types import MappingProxyType
from typing import Literal

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown

_INSIDE = 0.005
_NARROWEST = 0.15
_QUARTILES = ("q25", "median", "q75")
_LOWER_HALF = ("never", "almost never", "rarely", "sometimes", "about half")
_UPPER_HALF = ("often", "usually", "mostly", "almost always", "always")
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

    @property
    def centre(self) -> float:
        """The logit of the median, which is first pulled inside 0.005..0.995."""
        return _logit(self.median)

    @property
    def width(self) -> float:
        """Standard deviation in logit units: the distance of the quartiles, pulled inside too, over 1.349.

        Never below 0.15: answers are rounded to 5 points, so quartiles that coincide at a half hide +-2.5.
        """
        return max((_logit(self.q75) - _logit(self.q25)) / 1.349, _NARROWEST)


def vocabulary() -> tuple[Word, ...]:
    """The ten frequency words a writer is taken to choose from, from never to always."""
    return tuple(_words()[name] for name in _LOWER_HALF + _UPPER_HALF)


def known_words() -> tuple[str, ...]:
    """Every word `word` knows, in alphabetical order."""
    return tuple(sorted(_words()))


def word(name: str) -> Word:
    """One word by name, of the ten or any with quartiles; raises `InputError` naming the nearest known."""
    found = _words().get(" ".join(name.lower().split()))
    if found is None:
        raise InputError(f"{shown(name)} is not a word whose share is known. {nearest(name, known_words())}")
    return found


def writer_spread() -> float:
    """How far one writer's words lie from another's: the sd of a person's push away from a half, in logit units.

    A writer who puts "mostly" higher than others puts "rarely" lower: among 46 readers x 17 phrases
    (zonination/perceptions, 2015) the shift of likely words and of unlikely ones correlate by rank at -0.5. So the
    offset of a writer is how extreme his words are, not a shift of all words the same way (which would have sd 0.18).
    Derived there: percentages pulled inside 1..99, logits signed away from a half = phrase + person + rest, by least
    squares; answers further than 4 MAD from that fit dropped once; then the variance of the person parts less what the
    rest alone would give them. Repeat with `tools/writer_spread.py` (its third line).
    """
    return 0.33


@cache
def _words() -> Mapping[str, Word]:
    """Every word with quartiles, by name, from the shipped table and the one judgement made here."""
    path = files("shakedown.evidence") / "data" / "probability_words.csv"
    by_word: dict[str, list[_Row]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        by_word.setdefault(row["word"], []).append(row)
    half = Word("about half", 0.45, 0.50, 0.55, "judgement", "judgement of this project")
    found = (_largest(name, rows) for name, rows in by_word.items())
    return MappingProxyType({word.name: word for word in (half, *found) if word})


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
    if row["verified"] == "yes":
        return Word(name, q25, median, q75, "outside", f"{row['source']}, n = {row['n']}, {row['url']}")
    origin = f"{row['source']}, n = {row['n']}, {row['url']}" if row["url"] else "judgement of this project"
    return Word(name, q25, median, q75, "judgement", f"{origin}; {row['note']}")


def _size(n: str) -> float:
    """How many people stand behind a row; a judgement of ours outweighs any survey, on purpose."""
    digits = re.search(r"[0-9]+", n)
    return float("inf") if n == "judgement" else float(digits.group()) if digits else 0.0


def _logit(share: float) -> float:
    inside = min(max(share, _INSIDE), 1 - _INSIDE)
    return log(inside / (1 - inside))
