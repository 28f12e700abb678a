"""How far a text claims to reach, against how far what it shows reaches."""

from collections.abc import Iterable
from dataclasses import dataclass

from shakedown.evidence.card_cues import found
from shakedown.evidence.places import province_named, province_of
from shakedown.evidence.read import Proposal, Reading
from shakedown.evidence.read.reading import Span


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Claimed are generalising words; shown are things that can be counted. None of them is checked against the world."""

    claimed: tuple[Span, ...]
    """Where the text generalises: nationwide, most officers, officers are ..."""
    places: tuple[Proposal, ...]
    """Places where something is told to happen, as written; none that holds another: a town in its province is one place."""
    dates: tuple[Proposal, ...]
    """Distinct dates of events."""
    tellers: tuple[Span, ...]
    """Phrases that bring in somebody who tells: "a source ... said"."""
    quoted: int
    """Stretches of direct speech of a source."""
    guessed: int
    """Stretches in which the writer infers."""

    @property
    def sources(self) -> int:
        """How many people tell: one a phrase, one if there is speech without such a phrase. One source is one witness."""
        return max(len(self.tellers), min(1, self.quoted))

    @property
    def wider(self) -> bool:
        """Whether it claims more than one place, source or event can show."""
        return bool(self.claimed) and min(len(self.places), self.sources, len(self.dates)) <= 1


def scope_of(reading: Reading) -> Scope:
    """Count what a text claims and shows. Two phrases for one teller count twice: it is an upper limit."""
    voices = [proposal.value for proposal in reading.of("voice")]
    return Scope(
        claimed=_once(reading, found(reading, "general")),
        places=_apart(reading.of("place")),
        dates=_distinct(reading.of("date")),
        tellers=found(reading, "source"),
        quoted=voices.count("source"),
        guessed=voices.count("inference"),
    )


def _once(reading: Reading, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The first of spans with the same words."""
    first: dict[str, Span] = {}
    for start, end in spans:
        first.setdefault(reading.text[start:end].casefold(), (start, end))
    return tuple(first.values())


def _apart(places: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Places that differ, without the provinces of those that are finer."""
    finer = {province_of(each.value) for each in places if not province_named(each.value)}
    first: dict[str, Proposal] = {}
    for place in places:
        if (province := province_named(place.value)) not in finer or not province:
            first.setdefault(province or place.value, place)
    return tuple(first.values())


def _distinct(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    first: dict[str, Proposal] = {}
    for proposal in proposals:
        first.setdefault(proposal.value, proposal)
    return tuple(first.values())
