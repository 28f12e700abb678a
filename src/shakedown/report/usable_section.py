"""The first question of the briefing, in sentences: what the report says, and whether it is usable."""

from collections.abc import Iterator
from dataclasses import dataclass

from shakedown.answers.usable import Kin, Usable
from shakedown.report.phrases import VOICE, counted, first_upper, listed
from shakedown.report.table import joined


@dataclass(frozen=True, kw_only=True)
class UsableSection:
    """A verdict and what it rests on."""

    verdict: str
    sentences: tuple[str, ...]


def usable_section(card: Usable) -> UsableSection:
    """The card of the report in plain sentences, every number counted from coded records."""
    return UsableSection(verdict=_verdict(card), sentences=tuple(_sentences(card)))


def _verdict(card: Usable) -> str:
    events = f"as {counted(card.dated, 'dated event')} and " if card.dated else ""
    kin = card.kin.later
    others = f"{counted(kin, 'other record')} of the base {'tells' if kin == 1 else 'tell'}" if kin else ""
    beside = others or "It stands alone: no other record in the base tells"
    return (
        f"Usable {events}as one writer’s view of what was and what is in {listed(card.places)}; not as a share of all officers, "
        f"nor for anywhere else. {first_upper(beside)} of the same officials and people as late as this."
    )


def _sentences(card: Usable) -> Iterator[str]:
    seen = "read whole" if card.whole else "seen in part only"
    voices = listed(tuple(VOICE.get(v, v) for v in card.voices))
    yield (
        f"Source: {card.outlet}, {counted(len(card.records), 'coded record')} of one text, {seen}; {voices}. "
        f"{card.statements} of {card.all_statements} statements in use {'rests' if card.statements == 1 else 'rest'} on it."
    )
    if card.claimed:
        shown = f"{listed(card.places)}, {counted(card.dated, 'dated event')}"
        yield f"Scope: {joined(card.claimed)}. What its records show: {shown}."
    yield _usual(card.kin)
    yield _told(card)
    if card.silent:
        yield f"What it does not say: {listed(card.silent)}."


def _usual(kin: Kin) -> str:
    if not kin.number:
        return f"How usual it is: none of the {kin.base} records in the base is of another text on the same officials and people."
    return (
        f"How usual it is: of {kin.base} records in the base, {kin.number} of other texts are on the same officials and people, "
        f"{kin.earlier} earlier, {kin.later or 'none'} as late; {kin.hard or 'none'} of them tell of threats or open demands, "
        f"{kin.mild or 'none'} of milder ones."
    )


def _told(card: Usable) -> str:
    milder = any(r.severity_direction == "down" for r in card.records)
    unusual = " That this report says milder is unusual." if milder and card.milder < card.worse else ""
    return (
        f"How such stories are told: {counted(card.worse, 'record')} of the base say it became worse, {card.milder} that it "
        f"became milder. News needs a story, so this is no trend.{unusual}"
    )
