"""A card in the words of one language: headings with lines, the same for a terminal and a page."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shakedown.evidence.base_rates import outlets, pages
from shakedown.evidence.card import Card
from shakedown.evidence.read import Proposal
from shakedown.evidence.read.reading import Language
from shakedown.evidence.records import Record
from shakedown.evidence.then_now import Share


@dataclass(frozen=True, kw_only=True)
class Line:
    """A name, what is said of it, and the records it rests on, if it does."""

    name: str
    says: str
    records: tuple[Record, ...] = ()
    against: tuple[Record, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the card."""

    heading: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@cache
def labels(language: Language) -> Mapping[str, Any]:
    """The labels of a language."""
    return tomllib.loads((files("shakedown.report") / "labels" / f"card_{language}.toml").read_text(encoding="utf-8"))


def verdict(card: Card, language: Language) -> str:
    """One sentence: what the text is, and how far it is usable."""
    told, scope, kin = labels(language), card.scope, card.base.kin
    sentence: str = told["verdict"][card.reach]
    return sentence.format(
        who=", ".join(_value(told, name) for name in card.who) or told["none"], places=len(scope.places),
        sources=scope.sources, events=len(scope.dates), kin=len(kin), pages=pages(kin), outlets=outlets(kin),
    )  # fmt: skip


def parts(card: Card, language: Language) -> tuple[Part, ...]:
    """Every part of the card, in its order; an empty part says that nothing was found."""
    told = labels(language)
    return (
        _part(told, "codes", _codes(card, told), told["reported"]),
        _part(told, "voices", _voices(card, told)),
        _part(told, "scope", _scope(card, told)),
        _part(told, "pairs", _pairs(card, told)),
        _part(told, "words", (_share(each, told) for each in card.shares)),
        _part(told, "base", _base(card, told), told["base_note"].format(size=card.base.size), _told(card, told)),
        _part(told, "silences", (Line(name="", says=told["silence"][name]) for name in card.silences)),
    )


def _part(told: Mapping[str, Any], name: str, lines: Iterator[Line], *notes: str) -> Part:
    return Part(heading=told[name], lines=tuple(lines) or (Line(name="", says=told["none"]),), notes=notes)


def _codes(card: Card, told: Mapping[str, Any]) -> Iterator[Line]:
    for proposal in card.reading.proposals:
        if proposal.field != "voice":
            marks = [_value(told, proposal.role), told.get(proposal.when, ""), told["voice"].get(proposal.voice, "")]
            beside = ", ".join(mark for mark in marks if mark)
            yield Line(
                name=told["field"][proposal.field],
                says=f"{_value(told, proposal.value)} ({beside}): “{_words(card, proposal)}”",
            )


def _voices(card: Card, told: Mapping[str, Any]) -> Iterator[Line]:
    yield from (Line(name=told["quoted"], says=f"“{said}”") for said in card.quoted)
    yield from (Line(name=told["inferred"], says=f"“{said}”") for said in card.inferred)


def _scope(card: Card, told: Mapping[str, Any]) -> Iterator[Line]:
    scope = card.scope
    claimed = "; ".join(f"“{card.reading.text[start:end]}”" for start, end in scope.claimed)
    counts = told["shown_counts"].format(places=len(scope.places), sources=scope.sources, events=len(scope.dates))
    yield Line(name=told["claimed"], says=claimed or told["none"])
    yield Line(name=told["shown"], says=counts)


def _pairs(card: Card, told: Mapping[str, Any]) -> Iterator[Line]:
    for pair in card.pairs:
        sides = ((told["then"], pair.then), (told["now"], pair.now))
        says = "; ".join(f"{name}: {', '.join(_sided(each, told) for each in side)}" for name, side in sides)
        yield Line(name=told["field"][pair.field], says=says)


def _sided(proposal: Proposal, told: Mapping[str, Any]) -> str:
    role = f" ({_value(told, proposal.role)})" if proposal.role else ""
    return _value(told, proposal.value) + role


def _share(share: Share, told: Mapping[str, Any]) -> Line:
    when = told.get(share.proposal.when, "")
    name = f"{share.proposal.value} ({when})" if when else share.proposal.value
    if share.word is None:
        return Line(name=name, says=told["unknown_share"])
    low, middle, high = (f"{100 * each:g}" for each in (share.word.q25, share.word.median, share.word.q75))
    return Line(
        name=name, says=told["share"].format(low=low, middle=middle, high=high, basis=told["basis"][share.basis])
    )


def _base(card: Card, told: Mapping[str, Any]) -> Iterator[Line]:
    for held in card.base.held:
        counts = told["held"].format(
            records=len(held.records), pages=held.pages, outlets=held.outlets, against=len(held.against)
        )
        when = told["undated"] if held.earlier is None else told["dated"].format(earlier=held.earlier, later=held.later)
        name = f"{told['field'][held.about]}: {_value(told, held.value)}"
        yield Line(name=name, says=f"{counts}; {when}", records=held.records, against=held.against)


def _told(card: Card, told: Mapping[str, Any]) -> str:
    return str(told["told"].format(worse=card.base.worse, milder=card.base.milder))


def _value(told: Mapping[str, Any], code: str) -> str:
    """A code in words; one without a label as it is, without underscores."""
    return str(told["value"].get(code, code.replace("_", " ")))


def _words(card: Card, proposal: Proposal) -> str:
    return card.reading.text[proposal.start : proposal.end]
