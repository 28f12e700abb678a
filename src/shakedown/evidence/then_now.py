"""What a text says of then beside what it says of now, and how much its frequency words are."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from shakedown.evidence.read import Proposal, Reading
from shakedown.evidence.words import Word, known_words, word

_TIMED = ("amount", "manner", "frequency")


@dataclass(frozen=True, kw_only=True)
class ThenNow:
    """One field of a text that has codes on both sides. Which code answers which is for the reader to see."""

    field: str
    then: tuple[Proposal, ...]
    now: tuple[Proposal, ...]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A frequency word with the share it may mean; `word` is None where no survey and no judgement says."""

    proposal: Proposal
    word: Word | None
    translated: bool
    """Whether another word, judged to mean the same, stands in for it."""

    @property
    def basis(self) -> str:
        """outside (a survey), judgement, or "" if the share is not known; a stand-in makes it a judgement."""
        return "" if self.word is None else "judgement" if self.translated else self.word.basis


def pairs_of(reading: Reading) -> tuple[ThenNow, ...]:
    """The fields with something then and something now, in the order amount, manner, frequency."""
    sides = (
        ThenNow(field=field, then=_side(reading, field, "then"), now=_side(reading, field, "now")) for field in _TIMED
    )
    return tuple(pair for pair in sides if pair.then and pair.now)


def shares_of(reading: Reading) -> tuple[Share, ...]:
    """Every frequency word of a text, in order."""
    return tuple(_share(proposal) for proposal in reading.of("frequency"))


def _side(reading: Reading, field: str, when: str) -> tuple[Proposal, ...]:
    return tuple(proposal for proposal in reading.of(field) if proposal.when == when)


def _share(proposal: Proposal) -> Share:
    said = " ".join(proposal.value.split())
    stands_in = _equals().get(said, said)
    known = word(stands_in) if stands_in in known_words() else None
    return Share(proposal=proposal, word=known, translated=stands_in != said)


@cache
def _equals() -> Mapping[str, str]:
    """Words, Korean ones too, that are judged to mean one whose share is known."""
    text = (files("shakedown.evidence") / "data" / "word_equals.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["word"]: row["equals"] for row in csv.DictReader(text.splitlines())})
