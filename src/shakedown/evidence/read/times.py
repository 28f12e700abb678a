"""Then or now: which of the two a place in the text speaks of.

A cue governs its clause, and what follows in its sentence until another cue; one that opens a sentence governs the
sentences after it in the paragraph as long as they stay in the past. "Than before" compares and moves nothing. Where
nothing is said a news report speaks of now, and a person's testimony of then wherever it uses the past tense.
"""

import re

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.sentences import Sentence

_YEAR = re.compile(r"(?<![0-9,.])(19[5-9][0-9]|20[0-4][0-9])(?![0-9,.][0-9]|[0-9])")
_IN_YEAR = {
    "en": re.compile(r"\b(?:in|of|since the|during) ((?:19[5-9]|20[0-4])[0-9])\b(?!-)", re.IGNORECASE),
    "ko": re.compile(r"((?:19[5-9]|20[0-4])[0-9])년(?:대|도)?(?:에|까지|엔| )"),
}
_OPENING = 28
_FORWARD = re.compile(r"used to|once\b")
"""Cues that speak of what follows them only."""
_ONLY_JOINS = re.compile(r"[\s,;:–—-]*(?:but|and|while|whereas|yet|then|or|so)?\s*", re.IGNORECASE)
_TURNS = re.compile(r"[“‘\s]*(?:But|However|Yet|Still|Then|Instead|그러나|하지만|그런데|반면)\b")


class Times:
    """Answers `when(at)` for a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._this_year = _publication_year(page)
        self._cues = {sentence.start: self._cues_of(sentence) for sentence in page.sentences}
        self._inherited = self._inheritance()

    def when(self, sentence: Sentence, at: int) -> str:
        """then or now, for a position in a sentence."""
        found = self._cues[sentence.start]
        start, end = self._page.clause_at(sentence, at)
        before = [cue for cue in found if start <= cue.start <= at]
        after = [cue for cue in found if at < cue.start < end and not _FORWARD.match(self._page.lowered, cue.start)]
        earlier = [cue for cue in found if cue.start < start and not self._aside(sentence, cue)]
        if before or after or earlier:
            return (before[-1:] or after[:1] or earlier[-1:])[0].value
        return self._inherited[sentence.start]

    def _cues_of(self, sentence: Sentence) -> list[Hit]:
        hits = self._page.hits("when", sentence.start, sentence.end)
        skipped = [hit for hit in hits if hit.value == "skip"]
        found = [hit for hit in hits if hit.value != "skip" and not any(s.start <= hit.start < s.end for s in skipped)]
        for match in _IN_YEAR[self._page.language].finditer(self._page.shadow, sentence.start, sentence.end):
            year = int(match[1])
            found.append(Hit("now" if year == self._this_year else "then", match.start(), match.end()))
        return sorted(found, key=lambda hit: hit.start)

    def _aside(self, sentence: Sentence, cue: Hit) -> bool:
        """Whether a cue only dates what its own clause compares with ("up from 200 two years ago")."""
        start, end = self._page.clause_at(sentence, cue.start)
        before, after = self._page.shadow[start : cue.start], self._page.shadow[cue.end : end]
        return start > sentence.start and not _ONLY_JOINS.fullmatch(before) and after.strip(" ,;.”’)") == ""

    def _inheritance(self) -> dict[int, str]:
        inherited: dict[int, str] = {}
        block, state = -1, ""
        for sentence in self._page.sentences:
            if sentence.block != block:
                block, state = sentence.block, ""
            present = self._is_present(sentence)
            default = ("now" if present else "then") if self._page.testimony else "now"
            if self._page.has("document", "court", sentence.start, sentence.end):
                default = "then"
            if _TURNS.match(self._page.shadow, sentence.start):
                state = ""
            inherited[sentence.start] = "now" if state == "then" and present else state or default
            state = self._after(sentence) or ("" if present else state)
        return inherited

    def _after(self, sentence: Sentence) -> str:
        """What the following sentences inherit: the cue that opens this one, unless a later one turns it."""
        found = [cue for cue in self._cues[sentence.start] if not self._aside(sentence, cue)]
        if not found:
            return ""
        values = [cue.value for cue in found]
        if found[0].start - sentence.start <= _OPENING:
            return "now" if "now" in values else "then"
        return "now" if values[-1] == "now" and "then" in values else ""

    def _is_present(self, sentence: Sentence) -> bool:
        page = self._page
        if page.language == "ko":
            return not page.has("tense", "past", sentence.start, sentence.end)
        past = [hit for hit in page.hits("tense", sentence.start, sentence.end) if hit.value == "past"]
        return page.has("tense", "present", sentence.start, sentence.end) and not past


def _publication_year(page: Page) -> int | None:
    """The year a bulletin or an interview is about, if a note or a title names it, else the newest day's year."""
    named = [
        int(year[1])
        for block in page.blocks
        if block.kind in ("note", "title")
        for year in _YEAR.finditer(page.shadow, block.start, block.end)
    ]
    return max(named, default=None)
