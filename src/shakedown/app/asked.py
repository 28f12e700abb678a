"""An address -> what it asks for. Everything a screen shows is in its address; what cannot be read becomes a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Self
from urllib.parse import urlencode

from shakedown.answers.moved import FIRST, RUNS, SET, checked
from shakedown.errors import InputError
from shakedown.evidence.checks import nearest

Settings = tuple[tuple[str, float], ...]
"""Levers and their values, in the order of `SET`."""
LANGUAGES = ("en", "ko")
MOST_PINS = 3
_MOST_STORY, _MOST_WEEK = 999, 52
_MOST_TEXT = 200
_OTHERS = ("lang", "runs", "pin", "week", "story", "do", "token")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One screen: levers that are set, pinned settings, language, how many runs, and how far a story is told."""

    settings: Settings = ()
    pins: tuple[Settings, ...] = ()
    lang: str = "en"
    runs: int = RUNS
    week: int = 1
    story: int = 1

    def but(self, **changes: object) -> Self:
        """The same screen with something else."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """What stands behind the ? of its address; what is as usual is left out."""
        usual = Asked()
        pairs = [(name, _short(value)) for name, value in self.settings]
        pairs += [("pin", pin_text(pin)) for pin in self.pins]
        rest = {name: getattr(self, name) for name in ("lang", "runs", "week", "story")}
        return urlencode(pairs + [(n, str(v)) for n, v in rest.items() if v != getattr(usual, n)])


def asked_of(pairs: Iterable[tuple[str, str]], ticks: Mapping[str, float]) -> Asked:
    """What an address asks for; a lever at its tick is not set. Raises `InputError` naming everything that is wrong."""
    given = [(name, text[:_MOST_TEXT]) for name, text in pairs]
    problems = [
        f"{n[:40]}: there is no such setting. {nearest(n, (*SET, *_OTHERS))}" for n, _ in given if n not in _KNOWN
    ]
    once = dict(given)
    problems += [
        f"{n}: is given twice. Keep one." for n in once if n not in ("pin",) and sum(n == m for m, _ in given) > 1
    ]
    settings = _settings([(n, t) for n, t in once.items() if n in SET and t.strip()], ticks, problems)
    pins = [_pin(text, ticks, problems) for name, text in given if name == "pin"]
    if len(pins) > MOST_PINS:
        problems.append(f"pin: {len(pins)} are pinned. Keep {MOST_PINS} or fewer.")
    whole = {name: _whole(name, once[name], limits, problems) for name, limits in _WHOLE.items() if name in once}
    if (lang := once.get("lang", "en")) not in LANGUAGES:
        problems.append(f'lang: "{lang}" is not a language of this page. Write en or ko.')
    if "runs" in whole and whole["runs"] not in (FIRST, RUNS):
        problems.append(f"runs: is {FIRST} for a first glance, or {RUNS}.")
    if problems:
        raise InputError(problems)
    return Asked(settings=settings, pins=tuple(pins), lang=lang, **whole)


_KNOWN = {*SET, *_OTHERS}
_WHOLE = {"runs": (1, RUNS), "week": (1, _MOST_WEEK), "story": (1, _MOST_STORY)}


def pin_text(settings: Settings) -> str:
    """Settings as one word of an address: crackdown:0.5,channel:0.8; "as_it_is" if nothing is set."""
    return ",".join(f"{name}:{_short(value)}" for name, value in settings) or "as_it_is"


def _pin(text: str, ticks: Mapping[str, float], problems: list[str]) -> Settings:
    if text == "as_it_is":
        return ()
    parts = [part.partition(":") for part in text.split(",")]
    unknown = [name for name, _, _ in parts if name not in SET]
    if unknown:
        problems.append(f"pin: {unknown[0][:40]!r} is not a lever. {nearest(unknown[0], SET)}")
        return ()
    return _settings([(name, value) for name, _, value in parts], ticks, problems)


def _settings(pairs: Iterable[tuple[str, str]], ticks: Mapping[str, float], problems: list[str]) -> Settings:
    found = {name: value for name, text in pairs if (value := _number(name, text, problems)) is not None}
    try:
        checked(found)
    except InputError as wrong:
        problems.extend(wrong.problems)
        return ()
    return tuple((name, found[name]) for name in SET if name in found and found[name] != ticks.get(name))


def _number(name: str, text: str, problems: list[str]) -> float | None:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or not text.isascii():
        problems.append(f"{name}: {text[:40]!r} is not a number. Write for instance 0.5")
        return None
    return round(value, 6) + 0.0


def _whole(name: str, text: str, limits: tuple[int, int], problems: list[str]) -> int:
    least, most = limits
    if not (text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most):
        problems.append(f"{name}: {text[:40]!r} is not a whole number from {least} to {most}.")
        return least
    return int(text)


def _short(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
