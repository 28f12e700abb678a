"""Draft records from a reading: coarse from the first, each with the words it rests on, to be accepted, edited or rejected.

A side of a text (then, now) gives a pattern, and a dated sum of now an incident. A record holds one sum, so a further sum
becomes a record of its own. Nothing here enters a file: `review` asks a person first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from shakedown.evidence.amounts import amount_band
from shakedown.evidence.card_cues import situation_of
from shakedown.evidence.coarse import TONES, coarse_perpetrators
from shakedown.evidence.periods import half_year
from shakedown.evidence.places import province_of
from shakedown.evidence.read import Proposal, Reading
from shakedown.evidence.read.reading import Span
from shakedown.evidence.records import Record
from shakedown.evidence.sums_said import ends_of

Side = Literal["now", "then"]
SIDES: tuple[Side, ...] = ("now", "then")
NOT_SAID = "not said"
"""The place of a record whose province nobody gave: never the name in the text."""
_TACTICS = {"hardship": "hardship_appeal", "loan": "loan_framing", "favour": "favour_promise"}
_ROLES = {"offered": "offered_insufficient"}
_OF_ONE_ACT = ("demanded", "paid")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A record proposed, the side of the text it tells of, and the codes it rests on."""

    record: Record
    when: Side
    used: tuple[Proposal, ...]

    @property
    def words(self) -> tuple[Span, ...]:
        """Where the words of those codes stand in the text."""
        return tuple((each.start, each.end) for each in self.used)


def text_hash(reading: Reading) -> str:
    """What stands for a text that is not kept."""
    return sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest()


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """The records a text proposes, in the same order and with the same ids each time; none if it tells of no demand."""
    sides = [(when, _side(reading, when)) for when in SIDES]
    found = [draft for when, side in sides if side for draft in _of_side(reading, when, side)]
    name = f"T{text_hash(reading)[:10]}"
    return tuple(_named(draft, f"{name}-{number}") for number, draft in enumerate(found, 1))


def _named(draft: Draft, name: str) -> Draft:
    return replace(draft, record=replace(draft.record, id=name))


def _side(reading: Reading, when: Side) -> list[Proposal]:
    """What a text tells of one time; what has no time counts as now."""
    timed = [each for each in reading.proposals if each.field in ("amount", "manner", "frequency")]
    return [each for each in timed if (each.when or "now") == when]


def _of_side(reading: Reading, when: Side, side: list[Proposal]) -> Iterator[Draft]:
    """A record for each sum; the first that is no single act, or one without a sum, carries the rest of the side."""
    sums = [each for each in side if each.field == "amount"]
    rest = [each for each in side if each.field != "amount"]
    habits: list[Proposal | None] = [each for each in sums if not _one_act(reading, when, each)]
    for number, amount in enumerate(habits or [None]):
        yield _draft(reading, when, amount, rest if number == 0 else [], incident=False)
    for amount in sums:
        if _one_act(reading, when, amount):
            manners = [each for each in rest if each.field == "manner" and each.voice == amount.voice]
            yield _draft(reading, when, amount, manners, incident=True)


def _one_act(reading: Reading, when: Side, amount: Proposal) -> bool:
    return when == "now" and bool(reading.of("date")) and amount.role in _OF_ONE_ACT


def _draft(reading: Reading, when: Side, amount: Proposal | None, rest: list[Proposal], *, incident: bool) -> Draft:
    now = when == "now"
    low, high, currency = ends_of(amount.value) if amount else (None, None, "")
    carries = incident or bool(rest)
    extra = [
        *(reading.of("framing") if now and carries else ()),
        *(reading.of("direction") if now and not incident else ()),
    ]
    used = [*([amount] if amount else []), *rest, *extra]
    manners = {TONES[each.value] for each in rest if each.field == "manner"}
    record = Record(
        id="", record_type="incident" if incident else "pattern", source_name=NOT_SAID, url="", url_kind="original",
        place_public=_place(reading), period_public=_period(reading) if now else "", perp_public=_perpetrator(reading),
        target_public="", demand_kind="cash" if amount else "unknown", amount_band=amount_band(low, high, currency),
        currency=currency, amount_unit="per_demand" if incident else "",
        amount_role=_ROLES.get(amount.role, amount.role) if amount else "",
        tactic=tuple(dict.fromkeys(_TACTICS[e.value] for e in extra if e.value in _TACTICS)),
        tone=manners.pop() if len(manners) == 1 else "unknown" if manners else "",
        response=_responses(reading) if incident else (),
        amount_direction=_move(extra, "amount"), severity_direction=_move(extra, "severity"),
        frequency_words=tuple(dict.fromkeys(e.value.replace(";", ",") for e in rest if e.field == "frequency")),
        confidence="medium", text_seen="full_text", situation=situation_of(reading),
    )  # fmt: skip
    return Draft(record=record, when=when, used=tuple(used))


def _perpetrator(reading: Reading) -> str:
    """One class, or other_official for several or none, as the codebook has it."""
    who = coarse_perpetrators(reading)
    return who[0] if len(who) == 1 else "other_official"


def _place(reading: Reading) -> str:
    """The province that every place of the text is in; a place that is not known is not guessed at."""
    held = {province_of(each.value) for each in reading.of("place")}
    return held.pop() or NOT_SAID if len(held) == 1 else NOT_SAID


def _period(reading: Reading) -> str:
    return max((half_year(each.value) for each in reading.of("date")), default="")


def _responses(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.value for each in reading.of("response")))


def _move(proposals: Iterable[Proposal], about: str) -> str:
    """up or down; "" if the text is silent or says both."""
    moves = {each.value.split()[1] for each in proposals if each.field == "direction" and each.value.startswith(about)}
    return moves.pop() if len(moves) == 1 else ""
