"""Who demands: the classes of officials that a text names where it tells of demands, each at its first mention."""

import re
from collections.abc import Iterator, Mapping

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.topic import Topic

_AFTER = re.compile(
    r"’s? (?:office|people|association|union|spokes|wife|widow|son|father|daughter)|(?:소|과)에 (?:신고|고발)|"
    r" (?:spokes\w+|commissioners?|headquarters|academy|union|association|minist\w+|reports?)\b|"
    r" of (?:the|a) (?:union|association)\b|"
    r"(?:s)?,? (?:who (?:[^,.;]{3,30} )?)?(?:had to |have to |must |also |then |had |have )?"
    r"(?:paid|pays?|gave|handed over|refuse[sd]?|complain(?:s|ed)|offer(?:s|ed)|bribed|"
    r"(?:was|were) (?:asked|told|ordered|made) to pay)\b"
)
_BEFORE = re.compile(
    r"\b(?:wrote|went|appeal\w*|complain\w*|petition\w*|report\w*|turned|spokes\w+ for)"
    r"(?: (?:to|of|with|before|at|it|him|them|the (?:case|matter)))* (?:the |a |an |their |his |her )?(?:[\w’-]+ )?$|"
    r"[”,] (?:said|says|recalled|added) (?:a |an |one |the |another )(?:[\w-]+ )?$|"
    r"\b(?:former|retired|one-time|unlike) (?:[\w-]+ )?$|"
    r"\b(?:ordered|told|asked|forced|threatened|stopped|arrested|beat|let) (?:a |an |one |the |his |her )(?:[\w-]+ )?$"
)
"""What stands around an official who is only complained to, speaks, has left office, or pays himself."""

_RANK = "rank"
_UNIFORMED = frozenset(["police", "police:traffic", "border_guard", "prison_official", "secret_police"])
"""Services that have the ranks of soldiers."""
_TAKEN_UP_WITHIN = 3
"""Sentences."""


def perpetrators(page: Page, topic: Topic) -> Iterator[Proposal]:
    """One proposal per class. Whoever is only complained to, denied to have asked, or pays himself is left out."""
    acting = {
        hit.value
        for number, sentence in enumerate(page.sentences)
        if topic.tells(sentence) or topic.about or _taken_up(page, topic, number)
        for hit in _named(page, sentence)
        if not _denied(page, topic, sentence, hit) and not _bystander(page, hit)
    }
    if "soldier" not in acting and acting & _UNIFORMED:
        acting.discard(_RANK)
    seen: dict[str, str] = {}
    for sentence in page.sentences:
        for hit in _named(page, sentence):
            value = "soldier" if hit.value == _RANK else hit.value
            same = page.language == "ko" and value == "soldier" and "border_guard" in seen
            if value in seen or same or hit.value not in acting or _named_again(page, hit, seen):
                continue
            if not _denied(page, topic, sentence, hit) and not _bystander(page, hit):
                seen[value] = page.lowered[hit.start : hit.end]
                yield Proposal(field="perpetrator", value=value, start=hit.start, end=hit.end)


def _named_again(page: Page, hit: Hit, seen: Mapping[str, str]) -> bool:
    """Whether one word takes up an official of another class: "the inspector" after "the market inspector"."""
    before, words = page.lowered[: hit.start][-4:], page.lowered[hit.start : hit.end].removeprefix("the ")
    short = " " not in words and (before == "the " or page.lowered.startswith("the ", hit.start))
    return short and any(other.endswith(" " + words) for other in seen.values())


def _denied(page: Page, topic: Topic, sentence: Sentence, hit: Hit) -> bool:
    """Whether an official stands in a denial, or in a clause (else a sentence) whose every asking is denied."""
    stretches = (page.clause_at(sentence, hit.start), (sentence.start, sentence.end))
    told = ([act for act in page.hits("act", *span) if act.value in ("taking", "strong")] for span in stretches)
    acts = next((found for found in told if found), [])
    return topic.negated(sentence, hit) or (bool(acts) and all(topic.negated(sentence, act) for act in acts))


def _taken_up(page: Page, topic: Topic, number: int) -> bool:
    """Whether a sentence of the same paragraph soon after tells of a demand and names nobody else: "They said ..."."""
    block = page.sentences[number].block
    for sentence in page.sentences[number + 1 : number + 1 + _TAKEN_UP_WITHIN]:
        if sentence.block != block or _named(page, sentence):
            return False
        if topic.tells(sentence):
            return topic.about
    return False


def _named(page: Page, sentence: Sentence) -> list[Hit]:
    """The officials of a sentence; of two finds that overlap the longer, then the one that is first in the lists."""
    order = list(page.cues.group("perpetrator"))
    hits = page.hits("perpetrator", sentence.start, sentence.end)
    hits += [Hit("prison_official", hit.start, hit.end) for hit in _guards(page, sentence)]
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, order.index(hit.value))):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _guards(page: Page, sentence: Sentence) -> list[Hit]:
    """Guards named without a prison, in a text that is about one."""
    found = page.hits("document", sentence.start, sentence.end) if page.prison else []
    return [hit for hit in found if hit.value == "guards"]


def _bystander(page: Page, hit: Hit) -> bool:
    before, after = page.lowered[max(0, hit.start - 40) : hit.start], page.lowered[hit.end : hit.end + 40]
    return bool(_AFTER.match(after) or _BEFORE.search(before))
