"""The card as data: codes with their offsets, coarse and without a word of the text, so that it may be passed on.

A place is its province, a date its half-year, a sum its band; whoever holds the text finds the words by the offsets.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from shakedown.evidence.base_rates import Held
from shakedown.evidence.card import Card
from shakedown.evidence.coarse import CLASS_OF
from shakedown.evidence.draft import text_hash
from shakedown.evidence.periods import half_year
from shakedown.evidence.places import province_of
from shakedown.evidence.read import RULES, Proposal
from shakedown.evidence.read.reading import Span
from shakedown.evidence.records import Record
from shakedown.evidence.sums_said import band_of
from shakedown.evidence.then_now import Share

NOT_KNOWN = "not known"


def card_document(card: Card) -> dict[str, Any]:
    """`read --json`. It joins no place finer than a province with a day, a sum and a pretext."""
    reading, scope = card.reading, card.scope
    return {
        "language": reading.language,
        "sha256": text_hash(reading),
        "rules": RULES,
        "basis": "reported",
        "reach": card.reach,
        "situation": card.situation or NOT_KNOWN,
        "codes": [_code(each) for each in reading.proposals],
        "scope": {
            "claimed": _spans(scope.claimed), "wider_than_shown": scope.wider, "places": len(scope.places),
            "sources": scope.sources, "dated_events": len(scope.dates), "quoted": scope.quoted, "inferred": scope.guessed,
        },
        "then_and_now": [
            {"field": p.field, "then": [_code(e) for e in p.then], "now": [_code(e) for e in p.now]} for p in card.pairs
        ],
        "words": [_share(each) for each in card.shares],
        "base": {
            "records": card.base.size, "worse": card.base.worse, "milder": card.base.milder,
            "kin": [record.id for record in card.base.kin], "held": [_held(each) for each in card.base.held],
        },
        "silences": list(card.silences),
    }  # fmt: skip


def _code(proposal: Proposal) -> dict[str, Any]:
    return {key: value for key, value in (asdict(proposal) | {"value": coarse(proposal)}).items() if value != ""}


def coarse(proposal: Proposal) -> str:
    """The value of a code, no finer than a record may be."""
    match proposal.field:
        case "place":
            return province_of(proposal.value) or NOT_KNOWN
        case "date":
            return half_year(proposal.value) or NOT_KNOWN
        case "amount":
            return band_of(proposal.value) or NOT_KNOWN
        case "pair":
            return " = ".join(band_of(side) or NOT_KNOWN for side in proposal.value.split(" = "))
        case "perpetrator":
            return CLASS_OF.get(proposal.value, "other_official")
        case "frequency":
            return proposal.value if proposal.value.isprintable() else NOT_KNOWN
        case _:
            return proposal.value


def _share(share: Share) -> dict[str, Any]:
    where = {"start": share.proposal.start, "end": share.proposal.end, "when": share.proposal.when}
    known = share.word
    return where | (
        {"word": known.name, "q25": known.q25, "median": known.median, "q75": known.q75, "basis": share.basis}
        if known
        else {"word": None}
    )


def _held(held: Held) -> dict[str, Any]:
    counts = {"articles": held.pages, "outlets": held.outlets, "earlier": held.earlier, "later": held.later}
    return {
        "about": held.about, "value": held.value, **counts, "records": _addressed(held.records),
        "against": _addressed(held.against),
    }  # fmt: skip


def _addressed(records: Sequence[Record]) -> list[dict[str, str]]:
    return [{"id": record.id, "url": record.url} for record in records]


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]
