"""What a text says of then beside what it says of now, and how much its frequency words are."""

from dataclasses import dataclass

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

    @property
    def basis(self) -> str:
        """outside (a survey), judgement, or "" if the share is not known."""
        return "" if self.word is None else self.word.basis


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
    said = " ".join(proposal.value.lower().split())
    return Share(proposal=proposal, word=word(said) if said in known_words() else None)
