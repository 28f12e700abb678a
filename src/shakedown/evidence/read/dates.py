"""When a told event happened: day, month or year, as ISO parts; "--03-05" where the text gives no year.

Only where a text tells of demands; a month or a year only in a sentence that tells of one or of what came of it. Days
on which somebody spoke, complained or published are left out.
"""

import re
from collections.abc import Iterator

from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Language, Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.topic import Topic
from shakedown.evidence.read.voices import Guesses

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_PLEA = 20
"""Characters after a plea in which a month belongs to it: "we finished our maize in January"."""
_DAY = r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?![0-9:])"
_ENGLISH = (
    re.compile(rf"(?<![\w-]){_MONTH} {_DAY}(?:st|nd|rd|th)?(?!,[0-9])(?:,? {_YEAR})?"),
    re.compile(rf"(?<![\w,.-]){_DAY}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?"),
    re.compile(
        rf"(?:(?<=[Ii]n )|(?<=late )|(?<=early )|(?<=mid-)|(?<=[Ll]ast )|(?<=of )){_MONTH}(?: (?:of )?{_YEAR})?"
    ),
    re.compile(rf"(?<![\w-]){_MONTH} {_YEAR}"),
    re.compile(
        rf"(?:(?<=[Ii]n )|(?<=early )|(?<=late )|(?<=mid-)|(?<=of )|(?<=that was )|(?<=the year )){_YEAR}(?![-–\w])"
    ),
)
_KOREAN = (
    re.compile(
        r"(?:(?P<year>(?:19|20)[0-9]{2})년 ?)?(?P<month>1[0-2]|0?[1-9])월(?: ?(?P<day>[12][0-9]|3[01]|0?[1-9])일)?(?![0-9])"
    ),
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})년(?! ?[0-9]{1,2}월)(?=에| |도)"),
)
_PATTERNS: dict[Language, tuple[re.Pattern[str], ...]] = {"en": _ENGLISH, "ko": _KOREAN}


def dates(page: Page, topic: Topic, inferred: Guesses) -> Iterator[Proposal]:
    """One proposal per date, at its first mention."""
    seen: set[str] = set()
    for sentence in page.sentences:
        if sentence.title or not topic.read(sentence):
            continue
        for match in _matches(page, sentence) if sentence.start not in inferred else []:
            value = _iso(match, page.language)
            if (value.isdigit() and page.survey) or not (
                _is_exact(page, match) or _tells_of_event(page, topic, sentence)
            ):
                continue
            if value not in seen and not _of_something_else(page, sentence, match):
                seen.add(value)
                yield Proposal(field="date", value=value, start=match.start(), end=match.end())


def _is_exact(page: Page, match: re.Match[str]) -> bool:
    """Whether a date is so exact that it is an event's, whatever its sentence tells: a day, or a witness's month."""
    parts = match.groupdict()
    is_month = bool(parts.get("month") and parts.get("year") and page.testimony)
    return (bool(parts.get("day")) or is_month) and not page.survey


def _tells_of_event(page: Page, topic: Topic, sentence: Sentence) -> bool:
    hits = page.hits("date", sentence.start, sentence.end)
    acts = any(page.hits(group, sentence.start, sentence.end) for group in ("perpetrator", "response"))
    return (
        topic.tells(sentence) or acts or any(hit.value == "event" and not topic.negated(sentence, hit) for hit in hits)
    )


def _matches(page: Page, sentence: Sentence) -> list[re.Match[str]]:
    """The dates of a sentence, the fullest reading of each."""
    kept: list[re.Match[str]] = []
    for pattern in _PATTERNS[page.language]:
        for match in pattern.finditer(page.shadow, sentence.start, sentence.end):
            if not any(match.start() < other.end() and other.start() < match.end() for other in kept):
                kept.append(match)
    return sorted(kept, key=lambda match: match.start())


def _of_something_else(page: Page, sentence: Sentence, match: re.Match[str]) -> bool:
    clause = page.clause_at(sentence, match.start())
    pleaded = any(hit.start <= match.start() < hit.end + _PLEA for hit in page.hits("framing", *clause))
    if page.has("date", "context_no", *clause) or page.has("response", "complained", *clause) or pleaded:
        return True
    before = page.shadow[sentence.start : match.start()]
    after = page.shadow[match.end() : sentence.end]
    return page.cues.found_in("date", "before_no", before) or page.cues.found_in("date", "after_no", after)


def _iso(match: re.Match[str], language: Language) -> str:
    parts = match.groupdict()
    year, day = parts.get("year") or "-", parts.get("day")
    if not parts.get("month"):
        return year
    month = int(parts["month"]) if language == "ko" else _MONTHS.index(parts["month"][:3].lower()) + 1
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
