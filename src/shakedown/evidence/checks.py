"""How one value is checked: a converter returns it, or refuses it with a sentence that says what would do.

Converters know nothing of files or rows; `checked` runs them over a row or a table and adds the address, so
that every problem is found in one reading. Nothing here prints, logs or guesses a replacement.
"""

import json
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

_MOST_LISTED = 40
_LONGEST_SHOWN = 60
_CURRENCY = re.compile(r"[A-Z]{3}")


class Refused(Exception):
    """One value cannot be used; the text says why and what would do, and the caller adds where."""


@dataclass(frozen=True)
class Key:
    """One key of a table: the converter of its value, and whether the table must have it."""

    convert: Callable[[Any], Any]
    required: bool = True


def checked(
    raw: Mapping[str, Any], keys: Mapping[str, Key], where: str, named: Callable[[str], str] = str
) -> tuple[dict[str, Any], list[str]]:
    """Convert the values of one table; give those that passed, and a sentence for each that did not.

    Unknown keys come first, then values in the order of `keys`, then missing keys. A missing key that a
    misspelt one probably meant is not reported a second time. `named` is how a sentence calls a key.
    """
    unknown = [key for key in raw if key not in keys]
    problems = [f"{where}: there is no key {shown(key)}. {nearest(key, keys)}" for key in unknown]
    values: dict[str, Any] = {}
    for key in (key for key in keys if key in raw):
        try:
            values[key] = keys[key].convert(raw[key])
        except Refused as refusal:
            problems.append(f"{where}, {named(key)}: {refusal}")
    meant = {match for key in unknown for match in close(key, keys)[:1]}
    missing = [key for key, spec in keys.items() if spec.required and key not in raw and key not in meant]
    return values, problems + [f"{where}, {named(key)}: this key is missing. Add it." for key in missing]


def close(name: str, known: Collection[str]) -> list[str]:
    """Up to three known names that look like `name`, the likeliest first; case does not count."""
    by_lower = {each.lower(): each for each in sorted(known)}
    matches = get_close_matches(name[:_LONGEST_SHOWN].strip().lower(), by_lower, n=3)
    return [by_lower[match] for match in matches]


def nearest(name: str, known: Collection[str]) -> str:
    """The end of a refusal: the nearest known names, or all of them when none is near, if they are few enough to read."""
    if not known:
        return "None is known yet."
    if matches := close(name, known):
        return f"Nearest known: {', '.join(matches)}."
    if len(known) > _MOST_LISTED:
        return "None is near it."
    return f"Known: {', '.join(sorted(known))}."


def shown(raw: object) -> str:
    """A value as a sentence can quote it: one line, never long, never the inside of a list or table."""
    if isinstance(raw, str):
        short = raw if len(raw) <= _LONGEST_SHOWN else raw[:_LONGEST_SHOWN] + "..."
        return json.dumps(short, ensure_ascii=False)
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int):
        return str(raw) if abs(raw) < 10**15 else "a very large whole number"
    if isinstance(raw, float):
        return repr(raw)
    return "a list" if isinstance(raw, list) else "a table" if isinstance(raw, dict) else "a date or time"


def filled(raw: object) -> str:
    """Text with something in it, outer spaces removed."""
    if not isinstance(raw, str):
        raise Refused(f"{shown(raw)} is not text. Write it in quotes.")
    if not raw.strip():
        raise Refused("this is blank. Fill it in.")
    return raw.strip()


def refusal(convert: Callable[[Any], Any], *values: object) -> str:
    """Why the first of these values that `convert` refuses is refused; "" if all pass."""
    for value in values:
        try:
            convert(value)
        except Refused as reason:
            return str(reason)
    return ""


def text(raw: object) -> str:
    """Text, outer spaces removed; blank is allowed and means that nothing was said."""
    return "" if isinstance(raw, str) and not raw.strip() else filled(raw)


def one_of(known: Collection[str]) -> Callable[[object], str]:
    """A converter that accepts the known names only."""

    def convert(raw: object) -> str:
        name = filled(raw)
        if name not in known:
            raise Refused(f"{shown(name)} is not known here. {nearest(name, known)}")
        return name

    return convert


def list_of(convert: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    """A converter of a list whose every item passes `convert`; all refused items are named."""

    def convert_all(raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple):
            raise Refused(f"{shown(raw)} is not a list. Write it in square brackets.")
        return all_of(convert, raw)

    return convert_all


def all_of(convert: Callable[[Any], str], items: Iterable[Any]) -> tuple[str, ...]:
    """Every item converted, or one refusal that says what is wrong with each of the bad ones."""
    passed, refusals = [], []
    for item in items:
        try:
            passed.append(convert(item))
        except Refused as refusal:
            refusals.append(str(refusal))
    if refusals:
        raise Refused(" ".join(refusals))
    return tuple(passed)


def currency(raw: object) -> str:
    """A currency by its three capital letters; whether it exists is not checked."""
    if not _CURRENCY.fullmatch(name := filled(raw)):
        raise Refused(f"{shown(name)} is not a currency. Write its three letters, such as CNY.")
    return name


def finite(raw: object) -> float:
    """A finite number; text, true/false, infinities and not-a-number are refused."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Refused(f"{shown(raw)} is not a number. Write digits without quotes, such as 500 or 0.25.")
    try:
        number = float(raw)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Refused(f"{shown(raw)} is not a finite number. Write the number itself.")
    return number


def positive(raw: object) -> float:
    """A finite number above 0."""
    if (number := finite(raw)) <= 0:
        raise Refused(f"{shown(raw)} is not above 0. Write a positive number.")
    return number


def within(least: float, most: float, unit: str, infinite: bool = False) -> Callable[[object], float]:
    """A converter of numbers between two limits, both included; `infinite` lets infinity through as well."""
    bounds = f"at least {least:g}" + (f" and at most {most:g}" if math.isfinite(most) else "")

    def convert(raw: object) -> float:
        if infinite and isinstance(raw, float) and raw == math.inf:
            return raw
        number = finite(raw)
        if not least <= number <= most:
            raise Refused(f"{number:g} is outside its limits. Write {bounds} ({unit}).")
        return number

    return convert


def whole(least: int, example: int, most: int = 2**31 - 1) -> Callable[[object], int]:
    """A converter of whole numbers from `least` to `most`; `example` is what its refusal proposes."""

    def convert(raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not least <= raw <= most:
            bounds = f"from {least} up" if most == 2**31 - 1 else f"from {least} to {most}"
            raise Refused(f"{shown(raw)} is not a whole number {bounds}. Write digits, such as {example}.")
        return raw

    return convert
