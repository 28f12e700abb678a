"""Which sentences tell of demands, the gate before every other rule; and what a clause denies.

A sentence tells of one when an official asks, takes or is given something in it, or a sum with such a role stands in it
soon after an official was named; and nothing in it denies that. A text that holds one is about demands, and its
other sentences are read as well; in a report on a trial or a new rule only the paragraphs that hold one are.
"""

import re

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.roles import told
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.sums import Sum

_OTHER = 3
"""Sentences of a trial or of a new rule that make a text a report on it."""
_TELLING, _FEW_TELLING = 2, 12
"""Sentences that tell of a demand which make a text one about demands; one is enough in a text of at most 12."""
_OFFICIAL_REMEMBERED = 12
"""Sentences for which "he" and "they" may still be the official last named."""

_BEFORE = re.compile(
    r"(?:\b(?:not|never|nobody|no[- ]one|neither|nor|none|no)\b|n’t\b)[^,;:.]{0,40}$|\bwithout\b[^,;:.]{0,16}$"
)
_HALF = re.compile(r"\bnot (?:only|just)\b")
_AFTER_KOREAN = re.compile(r"[가-힣]{0,4}지(?:는|도|를)? ?(?:않|못)|[가-힣]{0,5}[은는이가] 없")
_NO_LONGER = re.compile(r"\bno longer\b|\bany ?more\b|(?:예전|이전|과거|전)처럼|더 ?이상|더는")


class Topic:
    """Answers, for each sentence, whether it tells of a demand and whether it is read at all."""

    def __init__(self, page: Page, sums: tuple[Sum, ...]) -> None:
        self._page = page
        self._sums: dict[int, list[Sum]] = {}
        for found in sums:
            if sentence := page.sentence_at(found.start):
                self._sums.setdefault(sentence.start, []).append(found)
        self._tells = {sentence.start for sentence in page.sentences if self._tells_of_demand(sentence)}
        self._tells |= set(self._told_by_sums())
        telling = [sentence for sentence in page.sentences if sentence.start in self._tells and not sentence.title]
        self._blocks = {sentence.block for sentence in telling}
        other = sum(self._of_court(sentence) or self._of_rule(sentence) for sentence in page.sentences) >= _OTHER
        self.about = len(telling) >= min(_TELLING, len(page.sentences) / _FEW_TELLING) and bool(telling) and not other

    def tells(self, sentence: Sentence) -> bool:
        """Whether the sentence itself tells of a demand or a payment to an official."""
        return sentence.start in self._tells

    def read(self, sentence: Sentence) -> bool:
        """Whether the sentence is worth reading for how, how often and with what answer demands are made."""
        if sentence.title:
            return bool(self._blocks) and (sentence.start in self._tells or self.about)
        return self.about or sentence.block in self._blocks

    def negated(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a find touches a stretch of the sentence that denies asking or taking."""
        return any(no.start < hit.end and hit.start < no.end for no in self._of(sentence, "negated"))

    def off(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of prices, wages, laws or courts and of no asking or giving."""
        usual = [hit for hit in self._page.hits("role", sentence.start, sentence.end) if hit.value == "going_rate"]
        acts = self._of(sentence, "taking") + self._of(sentence, "strong") + usual
        ways = any(self._page.hits(group, sentence.start, sentence.end) for group in ("response", "manner", "framing"))
        return bool(self._page.hits("off", sentence.start, sentence.end)) and not acts and not ways

    def _tells_of_demand(self, sentence: Sentence) -> bool:
        verbs = self._of(sentence, "taking") + (self._of(sentence, "title") if sentence.title else [])
        acts = [hit for hit in verbs if not self.negated(sentence, hit)]
        if self._of_court(sentence):
            return False
        if any(not self.negated(sentence, hit) for hit in self._of(sentence, "strong")):
            return True
        given = self._of(sentence, "giving") and (sentence.start in self._sums or self._of(sentence, "money"))
        return self._names_official(sentence) and bool(acts or given)

    def _told_by_sums(self) -> list[int]:
        """Sentences with a sum that has a role, an official having been named in them or shortly before."""
        found, last_official = [], -_OFFICIAL_REMEMBERED - 1
        for number, sentence in enumerate(self._page.sentences):
            if self._names_official(sentence):
                last_official = number
            if self._of_court(sentence):
                continue
            recent = number - last_official <= _OFFICIAL_REMEMBERED or self._page.testimony
            if recent and any(told(self._page, sentence, each) for each in self._sums.get(sentence.start, [])):
                found.append(sentence.start)
        return found

    def _of_court(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a trial, and not of what a witness said in it."""
        page = self._page
        trial = page.has("off", "court", sentence.start, sentence.end)
        return trial and not page.has("document", "court", sentence.start, sentence.end)

    def _of_rule(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of what a rule or a council lays down, and of no asking."""
        return self._page.has("off", "rule", sentence.start, sentence.end) and sentence.start not in self._tells

    def _names_official(self, sentence: Sentence) -> bool:
        named = self._page.hits("perpetrator", sentence.start, sentence.end)
        return bool(named or self._of(sentence, "official"))

    def _of(self, sentence: Sentence, value: str) -> list[Hit]:
        return [hit for hit in self._page.hits("act", sentence.start, sentence.end) if hit.value == value]


_NEXT_THAT = re.compile(r"\b(?:and|but) that\b")
"""Where a second thing that is said begins: what denies the first does not deny it."""


def denied(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """Whether the clause of a find says that it was not so; English says it before, Korean after."""
    if page.language == "ko":
        return bool(_AFTER_KOREAN.match(page.shadow, hit.end))
    start, _ = page.clause_at(sentence, hit.start)
    before = _NEXT_THAT.split(page.lowered[start : hit.start])[-1]
    return bool(_BEFORE.search(before)) and not _HALF.search(before)


def no_longer(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """Whether a denial says that it was so before: "they no longer threaten", "예전처럼 명령하지 않는다"."""
    start, end = page.clause_at(sentence, hit.start)
    return denied(page, sentence, hit) and bool(_NO_LONGER.search(page.lowered, start, end))
