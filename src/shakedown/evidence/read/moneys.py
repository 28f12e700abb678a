"""What a name or a mark of money means in a text: "yuan" is CNY, "rupees" are those of the country the text speaks of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from shakedown.evidence.read.cues import data
from shakedown.evidence.read.reading import Language

WON = "원"
_PLAIN_MARK = re.compile(r"(?!Tk|Rp|Rs)[A-Z][A-Za-z]?")
_KOREAN_MARKS = {"$": "USD", "US$": "USD", "¥": "CNY", "₩": "KRW", "€": "EUR"}
"""Marks as Korean texts use them."""
_CHINESE_WON = re.compile("중국 ?돈|인민폐")
_KOREAN_WON = re.compile("한화|한국 ?돈|남한 ?돈|한국 ?원")


@dataclass(frozen=True)
class Moneys:
    """Names of money in one language as one pattern, marks likewise, and what they stand for."""

    names: str
    marks: str
    by_name: tuple[tuple[re.Pattern[str], str], ...]
    by_mark: Mapping[str, str]
    shared: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    codes: frozenset[str]

    def named(self, name: str, about: str, before: str = "") -> str:
        """The currency a name means in a text whose small letters are `about`, `before` being what stands before it."""
        if name == WON:
            aside = before.rstrip().endswith(("(", "(약")) and "한화" in about
            return "KRW" if aside or _KOREAN_WON.search(before) else "CNY" if _CHINESE_WON.search(before) else "KPW"
        if name.upper() in self.codes:
            return name.upper()
        meant = next((code for pattern, code in self.by_name if pattern.fullmatch(name.strip())), "")
        return self._settled(meant, about)

    def marked(self, mark: str, about: str) -> str:
        """The currency of a mark in front of a sum; "" for a plain letter that stands there once and whose money is not named."""
        meant = self._settled(self.by_mark[mark], about)
        if _PLAIN_MARK.fullmatch(mark) and self.by_mark[mark] not in self.shared:
            own = [pattern for pattern, code in self.by_name if code == meant]
            often = len(re.findall(rf"(?<![a-z0-9]){mark.lower()} ?[0-9][0-9,]+", about)) > 1
            return meant if often or any(pattern.search(about) for pattern in own) else ""
        return meant

    def _settled(self, meant: str, about: str) -> str:
        if meant not in self.shared:
            return meant
        return next(code for pattern, code in self.shared[meant] if pattern.search(about))


@cache
def moneys(language: Language) -> Moneys:
    """The moneys as texts in a language name them."""
    table: dict[str, Any] = data("moneys.toml")
    own: dict[str, list[str]] = table["names"][language]
    shared: dict[str, dict[str, Any]] = table["shared"] if language == "en" else {}
    all_names = own | {key: row["names"] for key, row in shared.items()}
    codes = frozenset(table["names"]["en"])
    patterns = [pattern for names in all_names.values() for pattern in names]
    marks = table["marks"] if language == "en" else _KOREAN_MARKS
    longest_first = sorted(marks, key=len, reverse=True)
    words = "|".join([*sorted(patterns, key=len, reverse=True)])
    return Moneys(
        names=rf"(?:{words})\b|(?-i:{'|'.join(sorted(codes))})\b" if language == "en" else words,
        marks=f"(?-i:{'|'.join(re.escape(mark) for mark in longest_first)})",
        by_name=tuple((re.compile("|".join(names), re.IGNORECASE), code) for code, names in all_names.items()),
        by_mark=marks,
        shared={key: tuple((re.compile(a), b) for a, b in row["by_country"]) for key, row in table["shared"].items()},
        codes=codes,
    )
