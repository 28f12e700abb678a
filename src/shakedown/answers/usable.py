"""What the report says and whether it is usable, from its coded records alone: no simulation, no text.

How far the claim reaches and how far what is shown does, how often the base holds such records, what they say, how such
stories are told, and what the report does not say. Whether the report is true is not asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shakedown.evidence.records import Record, public_records
from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import used
from shakedown.society.case import Case

MILD = ("polite", "neutral", "implicit")
HARD = ("coercive", "brazen")


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Records of other reports on the same officials and the same people: how many, when, and how their demands sound."""

    number: int
    earlier: int
    later: int
    mild: int
    hard: int
    base: int
    """Records in the base in all."""


@dataclass(frozen=True, kw_only=True)
class Usable:
    """The report behind most of a case's statements, as its records code it. Every number has the basis reported."""

    outlet: str
    address: str
    records: tuple[Record, ...]
    statements: int
    """Of the statements in use, those that rest on it."""
    all_statements: int
    """The statements in use."""
    places: tuple[str, ...]
    claimed: tuple[str, ...]
    dated: int
    """Single events it tells of."""
    voices: tuple[str, ...]
    whole: bool
    """Whether the whole text was seen by the coder, not an excerpt."""
    kin: Kin
    worse: int
    milder: int
    """Records of the base that say demands became worse, and milder."""
    silent: tuple[str, ...]
    basis: str = "reported"


def usable(case: Case, in_use: Sequence[Statement]) -> Usable:
    """The card of the report that carries most of the case's statements, some of them perhaps dropped: `in_use` are not.

    The base: the shipped records, or the case's own.
    """
    by_id = {r.id: r for r in case.records}
    texts = Counter(_text(by_id[name]) for s in used(case) for name in s.records if name in by_id)
    text = texts.most_common(1)[0][0] if texts else _text(case.records[0]) if case.records else ""
    mine = tuple(r for r in case.records if _text(r) == text)
    ids = {r.id for r in mine}
    base = _base(case)
    resting = [s for s in in_use if ids & set(s.records)]
    return Usable(
        outlet=mine[0].source_name if mine else "",
        address=mine[0].url if mine else "",
        records=mine,
        statements=len(resting),
        all_statements=len(in_use),
        places=tuple(dict.fromkeys(r.place_public for r in mine)),
        claimed=tuple(c.says for c in case.claims if c.where.startswith("scope claimed")),
        dated=sum(r.record_type == "incident" for r in mine),
        voices=tuple(dict.fromkeys(s.voice for s in case.statements if ids & set(s.records))),
        whole=all(r.text_seen == "full_text" for r in mine),
        kin=_kin(mine, base),
        worse=sum(r.severity_direction == "up" for r in base),
        milder=sum(r.severity_direction == "down" for r in base),
        silent=tuple(_silent(mine, case)),
    )


def _text(record: Record) -> str:
    """Which text a record is of: its address, or its outlet where it has none."""
    return record.url or record.source_name


def _base(case: Case) -> tuple[Record, ...]:
    """The shipped records where the case draws on them; else what the case itself holds."""
    shipped = public_records()
    return shipped if {r.id for r in shipped} & {r.id for r in case.records} else case.records


def _kin(mine: tuple[Record, ...], base: tuple[Record, ...]) -> Kin:
    kinds = {(r.perp_public, r.target_public) for r in mine}
    own = {_text(r) for r in mine}
    kin = [r for r in base if (r.perp_public, r.target_public) in kinds and _text(r) not in own]
    last = max((r.period_public for r in mine), default="")
    return Kin(
        number=len(kin),
        earlier=sum(r.period_public < last for r in kin if r.period_public),
        later=sum(r.period_public >= last for r in kin if r.period_public),
        mild=sum(r.tone in MILD for r in kin),
        hard=sum(r.tone in HARD for r in kin),
        base=len(base),
    )


def _silent(mine: tuple[Record, ...], case: Case) -> list[str]:
    """Questions the records leave blank."""
    incidents = [r for r in mine if r.record_type == "incident"]
    measures = {s.measure for s in case.statements}
    asked = [
        (any(set(r.response) <= {"unknown", ""} for r in incidents), "whether the one who was asked paid"),
        (not measures & {"demands_per_100"}, "how often officers come"),
        (len(case.pasts) > 1, "when the past was"),
        (not any(r.response and "complained" in r.response for r in mine), "whether anybody complained"),
        (
            not any(w in " ".join(r.frequency_words) for r in mine for w in ("all", "most officers")),
            "how many officers do so",
        ),
    ]
    return [what for open_, what in asked if open_]
