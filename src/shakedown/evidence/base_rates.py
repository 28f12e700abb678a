"""How usual a text is: what the base holds of the same kind, earlier and later, and what says the opposite.

Counts of records, articles and outlets, never rates of acts: a report needs a story. Rows of one article are one report
and an outlet is one witness. The text itself may be among them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shakedown.evidence.coarse import TONES, coarse_perpetrators
from shakedown.evidence.periods import ends, half_year
from shakedown.evidence.read import Reading
from shakedown.evidence.records import Record

_HARD = ("coercive", "brazen")
_OPPOSITE = {"up": "down", "down": "up"}


@dataclass(frozen=True, kw_only=True)
class Held:
    """Records of the base that share something with a text, and those of the same kind that say the opposite."""

    about: str
    """perpetrator, situation, manner, amount or severity."""
    value: str
    records: tuple[Record, ...]
    against: tuple[Record, ...] = ()
    earlier: int | None = None
    """Records of before the time of the text, and `later` of after it; None if the text says no year."""
    later: int | None = None

    @property
    def pages(self) -> int:
        """Articles of the records."""
        return pages(self.records)

    @property
    def outlets(self) -> int:
        """Witnesses of the records."""
        return outlets(self.records)


@dataclass(frozen=True, kw_only=True)
class BaseRates:
    """What the base holds beside a text; `kin` are records of the same officials, in the same situation if that is told."""

    size: int
    kin: tuple[Record, ...]
    held: tuple[Held, ...]
    worse: int
    """Records of the whole base that are told as harsher than before, and `milder` as less harsh."""
    milder: int


def pages(records: Iterable[Record]) -> int:
    """Articles; a record without an address counts as one."""
    return len({record.url or record.id for record in records})


def outlets(records: Iterable[Record]) -> int:
    """Witnesses."""
    return len({record.source_name for record in records})


def base_rates(reading: Reading, situation: str, records: Sequence[Record]) -> BaseRates:
    """Compare a text with records of the base. A manner or a move is looked for among records of the same kind alone."""
    who = coarse_perpetrators(reading)
    same = tuple(record for record in records if record.perp_public in who)
    kin = tuple(record for record in same if not situation or record.situation == situation)
    held = [Held(about="perpetrator", value=name, records=_with(same, "perp_public", name)) for name in who]
    if situation and who:
        held.append(Held(about="situation", value=situation, records=kin))
    held += [*_manners(reading, kin), *_moves(reading, kin)]
    moved = [record.severity_direction for record in records]
    period = _period(reading)
    dated = tuple(_dated(each, period) for each in held)
    return BaseRates(size=len(records), kin=kin, held=dated, worse=moved.count("up"), milder=moved.count("down"))


def _manners(reading: Reading, kin: Sequence[Record]) -> Iterable[Held]:
    """What is asked now, against records of the other manner."""
    for manner in dict.fromkeys(each.value for each in reading.of("manner") if each.when != "then"):
        tone = TONES[manner]
        other = ("polite",) if tone in _HARD else _HARD
        against = tuple(record for record in kin if record.tone in other)
        yield Held(about="manner", value=manner, records=_with(kin, "tone", tone), against=against)


def _moves(reading: Reading, kin: Sequence[Record]) -> Iterable[Held]:
    for proposal in dict.fromkeys(each.value for each in reading.of("direction")):
        about, move = proposal.split()
        column = f"{about}_direction"
        against = _with(kin, column, _OPPOSITE[move])
        yield Held(about=about, value=move, records=_with(kin, column, move), against=against)


def _with(records: Iterable[Record], column: str, value: str) -> tuple[Record, ...]:
    return tuple(record for record in records if getattr(record, column) == value)


def _dated(held: Held, period: str) -> Held:
    if not period:
        return held
    first, last = ends(period)
    dated = [ends(record.period_public) for record in held.records if record.period_public]
    return replace(held, earlier=sum(end < first for _, end in dated), later=sum(begin > last for begin, _ in dated))


def _period(reading: Reading) -> str:
    """The half-year of the last dated event, "" if none has a year."""
    return max((half_year(each.value) for each in reading.of("date")), default="")
