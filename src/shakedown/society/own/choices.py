"""A case of one's own with every choice made, before it is text."""

from collections.abc import Mapping
from dataclasses import dataclass

from shakedown.evidence.records import Record
from shakedown.society.own.dates import Times
from shakedown.society.own.drafts import Drafted
from shakedown.society.own.money import Money
from shakedown.society.own.questions import Choice


@dataclass(frozen=True, kw_only=True)
class Own:
    """What the five files say. `answers` are those about levers, by key; `money` holds what was said of income."""

    name: str
    title: str
    place: str
    province: str
    money: Money
    when: Times
    answers: Mapping[str, Choice]
    records: tuple[Record, ...]
    drafted: tuple[Drafted, ...]
    invented: bool
    """Whether the records stand in for ones that nobody has given yet."""
