"""Whether a clause says that something was not so: "did not threaten", "명령하지는 않았다"."""

import re

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.sentences import Sentence

_BEFORE = re.compile(r"(?:\b(?:not|never|nobody|no[- ]one|without|neither|nor|none|no)\b|n’t\b)[^,;:.]{0,40}$")
_HALF = re.compile(r"\bnot (?:only|just)\b")
_AFTER_KOREAN = re.compile(r"[가-힣]{0,4}지(?:는|도|를)? ?(?:않|못)|[가-힣]{0,5}[은는이가] 없")
_NO_LONGER = re.compile(r"\bno longer\b|\bany ?more\b|(?:예전|이전|과거|전)처럼|더 ?이상|더는")


def denied(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """Whether the clause of a find says that it was not so; English says it before, Korean after."""
    if page.language == "ko":
        return bool(_AFTER_KOREAN.match(page.shadow, hit.end))
    start, _ = page.clause_at(sentence, hit.start)
    before = page.lowered[start : hit.start]
    return bool(_BEFORE.search(before)) and not _HALF.search(before)


def no_longer(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """Whether a denial says that it was so before: "they no longer threaten", "예전처럼 명령하지 않는다"."""
    start, end = page.clause_at(sentence, hit.start)
    return denied(page, sentence, hit) and bool(_NO_LONGER.search(page.lowered, start, end))
