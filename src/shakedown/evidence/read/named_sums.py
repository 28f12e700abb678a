"""Sums that carry their currency: a mark or a code in front ("GH¢1,200", "RMB 300"), or a name behind ("300 yuan")."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from shakedown.evidence.read.blocks import Block
from shakedown.evidence.read.moneys import moneys
from shakedown.evidence.read.numbers import FIGURES, NUMBERS
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Language
from shakedown.evidence.read.sums import Sum, sum_of

_PARTICLES = [
    "을",
    "를",
    "이",
    "은",
    "는",
    "씩",
    "짜리",
    "어치",
    "에",
    "의",
    "으로",
    "정도",
    "가량",
    "쯤",
    "까지",
    "부터",
    "밖에",
    "도",
    "만",
    "나",
    "대",
    "선",
    "인데",
    "였",
    "과",
    "와",
    "보다",
]
_WORDS = ["넘", "안", "아래", "미만", "하고", "하던", "하는", "받", "내", "주"]
_WON = rf"원(?=$|[^가-힣]|{'|'.join(_PARTICLES + _WORDS)})"
"""The Korean word for won, which also begins other words: what may follow it is listed."""
_LEAD = 12


def named_sums(page: Page) -> Iterator[Sum]:
    """All of them, block by block; captions and notes are left out."""
    for block in page.blocks:
        if block.kind in ("title", "body"):
            marked = list(_with_mark(page, block))
            yield from marked
            for found in _with_name(page, block):
                if not any(other.start < found.end and found.start < other.end for other in marked):
                    yield found


def _with_mark(page: Page, block: Block) -> Iterator[Sum]:
    money = moneys(page.language)
    for match in _before(page.language).finditer(page.shadow, block.start, block.end):
        mark = match[1].strip()
        currency = mark if mark in money.codes else money.marked(mark, page.lowered)
        found = sum_of(page, match.span(2), match.span(3) if match[3] else None, currency)
        if currency and found:
            yield replace(found, start=match.start())


def _with_name(page: Page, block: Block) -> Iterator[Sum]:
    money = moneys(page.language)
    for match in _after(page.language).finditer(page.shadow, block.start, block.end):
        lead = page.shadow[max(block.start, match.start() - _LEAD) : match.start()]
        currency = money.named(match[3], page.lowered, lead)
        found = sum_of(page, match.span(1), match.span(2) if match[2] else None, currency)
        if found and match[2] and found.end < match.end(2):
            # two numbers that make no range: the name belongs to the second
            found = sum_of(page, match.span(2), None, currency)
        if currency and found:
            yield replace(found, end=match.end())


@cache
def _after(language: Language) -> re.Pattern[str]:
    """A number or two, then the name of a money."""
    money = moneys(language)
    if language == "ko":
        joint = r" ?(?:~|∼|-|–|에서|내지|이나|또는) ?"
        number = NUMBERS["ko"]
        return re.compile(rf"({number})(?:{joint}({number}))? ?((?:{money.names})|{_WON})")
    joint = r"(?: ?[-–—] ?| (?:to|or|and) )"
    number = NUMBERS["en"]
    adjective = r"(?:(?-i:[A-Z])[a-z]+ )?"
    return re.compile(rf"({number})(?:{joint}({number}))?[ -]{adjective}({money.names})", re.IGNORECASE)


@cache
def _before(language: Language) -> re.Pattern[str]:
    """The mark or code of a money, then a number or two."""
    money = moneys(language)
    if language == "ko":
        joint = r" ?(?:~|∼|-|–|에서|내지|이나|또는) ?"
        number = NUMBERS["ko"]
        return re.compile(rf"({money.marks}) ?({number})(?:{joint}({number}))?")
    codes = "|".join(sorted(money.codes))
    joint = rf"(?: ?[-–—] ?| (?:to|or|and) )(?:{money.marks})? ?"
    number = FIGURES
    mark = rf"(?<![A-Za-z0-9$])({money.marks}|(?-i:{codes}) )"
    return re.compile(rf"{mark} ?({number})(?:{joint}({number}))?", re.IGNORECASE)
