"""The value of a statement, by its kind: what a table may write, and what it becomes.

A reader takes the raw value and its address, and gives the value with the sentences about what is wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shakedown.errors import InputError
from shakedown.evidence.checks import Key, Refused, checked, currency, filled, finite, list_of, one_of, shown
from shakedown.evidence.codes import FRAMINGS, MANNERS, MOVES
from shakedown.evidence.words import word

Reader = Callable[[object, str], tuple[Any, list[str]]]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One reported demand, without place or day: the statement's window says about when."""

    manner: str
    """threat, order or request."""
    amount: float | None = None
    """The sum asked for, in `currency`, above 0; None when the report names none, which is not zero."""
    currency: str = ""
    framings: tuple[str, ...] = ()
    """What a request is framed as, several at once, in alphabetical order: favour, hardship, loan, season."""


@dataclass(frozen=True)
class Ordering:
    """The statement's measure lies above the measure `over`, in the same window."""

    over: str


Value = str | int | tuple[float, float] | Event | Ordering
"""word and direction: str; count: int; interval and ratio: (low, high); event and ordering: their dataclass."""


def value_readers(measure: str | None, measures: frozenset[str], shares: frozenset[str]) -> Mapping[str, Reader]:
    """The reader of each kind of value, for a statement about `measure`; None is a measure nobody knows."""
    is_share = measure in shares
    return {
        "word": single(_word if is_share or measure is None else _no_word),
        "interval": single(_share_interval if is_share else _interval),
        "count": single(_count),
        "direction": single(one_of(MOVES)),
        "ratio": single(_ratio),
        "ordering": _table({"over": Key(_another(measure, measures))}, _ordering),
        "event": _table(_EVENT_KEYS, _event),
    }


def single(convert: Callable[[object], Any]) -> Reader:
    """A reader of one plain value."""

    def read(raw: object, where: str) -> tuple[Any, list[str]]:
        try:
            return convert(raw), []
        except Refused as refusal:
            return None, [f"{where}: {refusal}"]

    return read


def _table(keys: Mapping[str, Key], build: Callable[[Any], Any]) -> Reader:
    """A reader of a table with these keys; `build` makes the value once every key is sound."""
    example = "{" + ", ".join(f"{key} = ..." for key in keys) + "}"

    def read(raw: object, where: str) -> tuple[Any, list[str]]:
        if not isinstance(raw, dict):
            return None, [f"{where}: {shown(raw)} is not a table. Write {example}."]
        values, problems = checked(raw, keys, where)
        return (None, problems) if problems else single(build)(values, where)

    return read


def _word(raw: object) -> str:
    try:
        return word(filled(raw)).name
    except InputError as error:
        raise Refused(str(error)) from None


def _no_word(raw: object) -> str:
    raise Refused(f"{shown(raw)} speaks of a share, and this measure is none. Use an interval or a direction.")


def _interval(raw: object) -> tuple[float, float]:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise Refused("an interval is two numbers. Write [low, high], such as [200, 400].")
    low, high = finite(raw[0]), finite(raw[1])
    if low >= high:
        raise Refused(f"low {low:.15g} is not below high {high:.15g}. Write the lower number first.")
    return low, high


def _share_interval(raw: object) -> tuple[float, float]:
    low, high = _interval(raw)
    if high > 1:
        raise Refused(f"share above 1: {high:g}. Write shares as parts of 1, so 65 percent as 0.65.")
    if low < 0:
        raise Refused(f"share below 0: {low:g}. Write shares as parts of 1, from 0 to 1.")
    return low, high


def _ratio(raw: object) -> tuple[float, float]:
    low, high = _interval(raw)
    if low <= 0:
        raise Refused(f"ratio {low:g} is not above 0. Write now as a multiple of then: a rise by a fifth is 1.2.")
    return low, high


def _count(raw: object) -> int:
    if not isinstance(raw, int) or finite(raw) < 0:
        raise Refused(f"{shown(raw)} is not a count. Write a whole number, 0 or more, without quotes.")
    return raw


def _sum(raw: object) -> float:
    if (amount := finite(raw)) <= 0:
        raise Refused(f"{shown(raw)} is not above 0. Leave the key out if the report names no sum.")
    return amount


def _another(measure: str | None, measures: frozenset[str]) -> Callable[[object], str]:
    def convert(raw: object) -> str:
        over = one_of(measures)(raw)
        if over == measure:
            raise Refused(f"{shown(over)} cannot lie above itself. Name another measure.")
        return over

    return convert


def _ordering(values: Mapping[str, Any]) -> Ordering:
    return Ordering(**values)


def _event(values: Mapping[str, Any]) -> Event:
    if values.get("framings") and values["manner"] != "request":
        raise Refused(f"a {values['manner']} has no framings. Leave them out, or set manner to request.")
    if "amount" in values and "currency" not in values:
        raise Refused('the amount has no currency. Add one, such as currency = "CNY".')
    return Event(**{**values, "framings": tuple(sorted(set(values.get("framings", ()))))})


_EVENT_KEYS = {
    "amount": Key(_sum, required=False),
    "manner": Key(one_of(MANNERS)),
    "framings": Key(list_of(one_of(FRAMINGS)), required=False),
    "currency": Key(currency, required=False),
}
