"""What a sum was for: demanded, paid, usually taken, offered, owed upward; or a price, a wage, a fine, and so no code.

The cue nearest to the sum decides, across a comma less readily than within a clause; English looks before the sum first,
Korean after it.
"""

from collections.abc import Iterator

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Language
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.sums import Sum, changed_from

_FARTHEST = 110
_CLAUSE_APART = 35
_NEAR_SOFT_WORD = 90
_WEIGHTS: dict[Language, tuple[float, float]] = {"en": (1.0, 2.5), "ko": (2.2, 1.0)}
"""How much a character of distance counts before and after a sum."""
_COVERED = 5.0
"""The distance of a word of price or law whose stretch runs over the sum: a verb of asking beside the sum is nearer."""
MEASURE = "measure"
"""A cue that only says how much ("it was", "rose to"): what was so much is said by the next nearest, else it is a going rate."""


def role_of(page: Page, sentence: Sentence, found: Sum) -> str:
    """The role of a sum in its sentence; "" for a sum that no demand, payment or habit is told of."""
    before, after = page.shadow[sentence.start : found.start], page.shadow[found.end : sentence.end]
    if page.cues.found_in("role_after", "none", after) or page.cues.found_in("role_before", "none", before):
        return ""
    if changed_from(page, found.start):
        return "going_rate" if not page.hits("off", sentence.start, found.start) else ""
    roles = _nearest(page, sentence, found)
    role = roles[0] if roles else ""
    if role == MEASURE:
        role = next((other for other in roles if other != MEASURE), "going_rate")
    if role == "demanded" and page.has("role_habit", "habit", *page.clause_at(sentence, found.start)):
        role = "going_rate"
    return (_soft(page, sentence, found) or role) if role or not roles else ""


def told(page: Page, sentence: Sentence, found: Sum) -> bool:
    """Whether a sum has a role by a word of asking, giving or taking, and not only by one that says how much."""
    roles = [role for role in _nearest(page, sentence, found) if role != MEASURE]
    return bool(roles and roles[0] and role_of(page, sentence, found))


def _nearest(page: Page, sentence: Sentence, found: Sum) -> list[str]:
    """The roles that the cues near a sum stand for, the nearest first; "" is a cue of something else."""
    near = (each for each in _distances(page, sentence, found) if each[0] < _FARTHEST)
    return [role for _, role in sorted(near, key=lambda each: (each[0], not each[1]))]


def uncued(page: Page, sentence: Sentence, found: Sum) -> bool:
    """Whether nothing near a sum says what it is for, so that the sentence before it or the whole text may."""
    off = page.hits("off", sentence.start, sentence.end)
    return not off and not any(gap < _FARTHEST for gap, _ in _distances(page, sentence, found))


def _distances(page: Page, sentence: Sentence, found: Sum) -> Iterator[tuple[float, str]]:
    """Every cue of the sentence as (distance, role); the role is "" for a cue of something else."""
    for group in ("role", "off"):
        for hit in page.hits(group, sentence.start, sentence.end):
            yield _distance(page, found, hit), hit.value if group == "role" else ""
    after = page.shadow[found.end : sentence.end]
    for value in ("demanded", "paid", "going_rate", MEASURE, "quota"):
        if page.cues.found_in("role_after", value, after):
            yield (_FARTHEST - 1.0 if value == MEASURE else 1.0), value


def _distance(page: Page, found: Sum, hit: Hit) -> float:
    before, after = _WEIGHTS[page.language]
    if hit.start >= found.end:
        gap, weight, between = hit.start - found.end, after, (found.end, hit.start)
    elif hit.end <= found.start:
        gap, weight, between = found.start - hit.end, before, (hit.end, found.start)
    else:
        return _COVERED if hit.value in ("price", "law", "wage") else 0.0
    stretch = page.shadow[between[0] : between[1]]
    apart = stretch.count(", ") + 2 * (stretch.count("; ") + stretch.count("”") + stretch.count(": "))
    return gap * weight + _CLAUSE_APART * apart


def _soft(page: Page, sentence: Sentence, found: Sum) -> str:
    """floor_soft for "mostly more than", ceiling_soft for "rarely above", "" for neither."""
    before = page.shadow[max(sentence.start, found.start - _NEAR_SOFT_WORD) : found.start]
    after = page.shadow[found.end : sentence.end]
    for side, passage in (("before", before), ("after", after)):
        for value in ("ceiling", "floor"):
            match = page.cues.search("soft", f"{value}_{side}", passage)
            close = match and (side == "after" or len(passage) - match.end() <= 24)
            needs = value == "floor" and side == "after"
            if close and (not needs or page.cues.found_in("soft", "floor_needs", before)):
                return f"{value}_soft"
    return ""
