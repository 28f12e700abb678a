"""Some records of a table: by situation, by who demands, by period. Choosing says nothing of what was left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown
from shakedown.evidence.codes import PERPETRATORS, SITUATIONS
from shakedown.evidence.periods import stretch
from shakedown.evidence.records import Record


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is kept; () or "" keeps all. `period` is a year, a half-year or two as FROM:TO: undated records fall out then.

    Raises `InputError` for an unknown code or a period that is none.
    """

    situations: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    period: str = ""

    def __post_init__(self) -> None:
        problems = [*_unknown("situation", self.situations, SITUATIONS)]
        problems += _unknown("perpetrator", self.perpetrators, PERPETRATORS)
        if self.period and stretch(self.period) is None:
            problems.append(f"--period: {shown(self.period)} is no period. Write 2025, 2025H2, or two as 2021:2025H1.")
        if problems:
            raise InputError(problems)

    def __str__(self) -> str:
        """The options as they are typed."""
        given = [
            *(("situation", each) for each in self.situations),
            *(("perpetrator", each) for each in self.perpetrators),
        ]
        return " ".join(
            f"--{option} {each}" for option, each in [*given, *([("period", self.period)] if self.period else [])]
        )

    def keeps(self, record: Record) -> bool:
        """Whether a record is one of those asked for."""
        return (
            (not self.situations or record.situation in self.situations)
            and (not self.perpetrators or record.perp_public in self.perpetrators)
            and (not self.period or _meets(record.period_public, self.period))
        )


def chosen(records: Sequence[Record], choice: Selection) -> tuple[Record, ...]:
    """The records asked for, in their order. Raises `InputError` if there are none."""
    kept = tuple(record for record in records if choice.keeps(record))
    if not kept:
        raise InputError(f"{choice}: none of the {len(records)} records is of that kind. Ask for less.")
    return kept


def _unknown(option: str, given: Sequence[str], known: Iterable[str]) -> list[str]:
    codes = sorted(known)
    return [f"--{option}: {shown(name)} is not a code. {nearest(name, codes)}" for name in given if name not in codes]


def _meets(one: str, other: str) -> bool:
    """Whether two periods have a half-year in common."""
    first, second = stretch(one), stretch(other)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


EVERYTHING = Selection()
