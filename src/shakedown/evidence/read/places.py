"""Where it is told to happen: names after "in", "at", "near" and the like, in sentences that tell of demands or set the scene.

Captions, datelines and notes are never looked at, and a place in which somebody spoke, printed or lives now is none.
"""

import re
from collections.abc import Iterator

from shakedown.evidence.read.page import Page
from shakedown.evidence.read.reading import Proposal, Span
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.topic import Topic

_SCENE = 2
"""The first blocks of the body, which say where a text plays."""
_ADMIN = re.compile(r" (?:County|District|Province|City|State|Region|Town)$|(?<=[가-힣][가-힣])(?:시|군|구역|읍)$")
_LISTED = re.compile(r"(?:,|\band)(?: the)? \Z")
_BREAK = re.compile(r"[.,;:”(\n]| (?:and|in|or|to|said|say|at|on|of) ")
"""What ends the words that a name may be the first of."""
_NEXT = 20
"""Characters after a name that may show that it is none."""


def places(page: Page, topic: Topic) -> Iterator[Proposal]:
    """One proposal per place, at its first mention that says where; a name that only a title has is left out."""
    bodies = [number for number, block in enumerate(page.blocks) if block.kind == "body"][:_SCENE]
    seen: set[str] = set()
    for sentence in page.sentences:
        officials = page.hits("perpetrator", sentence.start, sentence.end)
        scene = topic.about and (sentence.block in bodies or officials or page.testimony)
        if not (scene or topic.tells(sentence) or (sentence.title and topic.read(sentence))):
            continue
        for start, end in _korean(page, sentence) if page.language == "ko" else _english(page, sentence):
            name = page.text[start:end]
            stem = _ADMIN.sub("", name)
            if stem not in seen and not (sentence.title and page.lowered.count(name.lower()) == 1):
                seen.add(stem)
                yield Proposal(field="place", value=name, start=start, end=end)


def _english(page: Page, sentence: Sentence) -> Iterator[Span]:
    """The names in every frame that says where: "in X and Y", "from X to Y", "the X bridge", "checkpoint X"."""
    frames = page.cues.group("place")["frame"]
    spans = {
        _owned(page, match.span(number))
        for pattern in frames
        for match in pattern.finditer(page.shadow, sentence.start, sentence.end)
        for number in range(1, pattern.groups + 1)
        if match[number] and not _elsewhere(page, sentence, match, number)
    }
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if _is_place(page, span) and not any(span[0] < other[1] for other in kept):
            kept.append(span)
    yield from kept


def _owned(page: Page, span: Span) -> Span:
    """A name without the country that owns it: "Naryn" in "Kyrgyzstan’s Naryn"."""
    return max(span[0], page.shadow.rfind("’s ", *span) + len("’s ")), span[1]


def _elsewhere(page: Page, sentence: Sentence, match: re.Match[str], number: int) -> bool:
    """Whether a frame is that of a source or an outlet, or its second name begins another clause."""
    before = page.shadow[sentence.start : match.start(1)]
    joined = _LISTED.search(page.shadow, match.start(), match.start(number))
    listed = joined and page.cues.found_in("place", "new_clause", _after(page, match.end(number)))
    return page.cues.found_in("place", "not_after", before) or bool(listed)


def _is_place(page: Page, span: Span) -> bool:
    """Whether a capitalised name is a place's, by itself and by what follows: no month, money, office or adjective."""
    name, after = page.shadow[slice(*span)], _after(page, span[1])
    group = page.cues.group("place")
    if any(pattern.fullmatch(name) for pattern in group["no_name"]) or name.endswith("’s"):
        return False
    whole = name + _BREAK.split(after)[0]
    ruled_out = (("organisation", whole), ("adjective", name[-3:] + after), ("no_place_after", after))
    return not any(page.cues.found_in("place", value, passage) for value, passage in ruled_out)


def _after(page: Page, at: int) -> str:
    return page.shadow[at : at + _NEXT]


def _korean(page: Page, sentence: Sentence) -> Iterator[Span]:
    group = page.cues.group("place")
    for hit in page.hits("place", sentence.start, sentence.end):
        if hit.value not in ("known", "shaped"):
            continue
        before, after = page.shadow[sentence.start : hit.start], page.shadow[hit.end : sentence.end]
        elsewhere = page.cues.found_in("place", "not_after", before) or page.cues.found_in("place", "not_before", after)
        if not elsewhere and not any(
            pattern.fullmatch(page.text, hit.start, hit.end) for pattern in group["not_names"]
        ):
            yield hit.start, hit.end
