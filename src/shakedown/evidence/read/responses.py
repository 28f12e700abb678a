"""What those who are asked do: pay, pay a part, refuse, complain, keep out of the way."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.topic import Topic, denied

_COULD_NOT = re.compile(
    r"\b(?:could not|cannot|couldn’t|can’t|never|nobody|no one|none|does not|do not|doesn’t|don’t|dared not|"
    r"did any(?:body|one))(?: \w+)? $"
)
_IF = re.compile(r"\bif (?:you|they|he|she|we|i|one|anyone|somebody|someone)\b[^,]*$|\bunless\b")
_DEMAND_BEFORE = 400
"""Characters between a demand and the smaller payment that answers it."""
_DEMAND_AFTER = 60
_SUM_WITHIN = 25
"""Characters between "paid" and the sum or the fee that was paid."""


def responses(page: Page, topic: Topic, amounts: Sequence[Proposal]) -> Iterator[Proposal]:
    """One proposal per response, at its first mention; `amounts` are the sums already proposed, in order."""
    found: dict[str, Proposal] = {}
    for sentence in page.sentences:
        if sentence.title or not topic.read(sentence) or page.text[sentence.end - 1] == "?":
            continue
        hits = page.hits("response", sentence.start, sentence.end)
        parts = [hit for hit in hits if hit.value == "partly_paid"]
        for hit in hits:
            value, end = hit.value, hit.end
            if value == "paid" and any(part.start < hit.end and hit.start < part.end + 3 for part in parts):
                continue
            if value == "paid" and page.language == "ko" and _part_before(hit, amounts):
                continue
            if value not in found and _other(page, sentence, hit):
                continue
            if value == "paid" and (part_paid := _smaller(hit, amounts)):
                value, end = "partly_paid", part_paid.end
            found.setdefault(value, Proposal(field="response", value=value, start=hit.start, end=end))
    for paid in amounts:
        if paid.role == "paid" and _less_than_asked(paid, amounts):
            found.setdefault("partly_paid", replace(paid, field="response", value="partly_paid", when="", role=""))
    yield from found.values()


def _other(page: Page, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is an official who refuses, a fine or a fee that is paid, or something that did not happen."""
    start, end = page.clause_at(sentence, hit.start)
    before = page.lowered[start : hit.start]
    if hit.value in ("refused", "avoided") and page.cues.found_in("act", "by_official", before):
        return True
    if hit.value == "refused":
        return bool(_COULD_NOT.search(before) or _IF.search(before))
    if hit.value in ("paid", "partly_paid"):
        if _IF.search(before):
            return True
        off = [each for each in page.hits("off", start, end) if each.value in ("law", "wage", "court")]
        if any(each.start < hit.end + _SUM_WITHIN for each in off) and not page.has("act", "strong", start, end):
            return True
    return denied(page, sentence, hit)


def _smaller(hit: Hit, amounts: Sequence[Proposal]) -> Proposal | None:
    """The sum paid here, if a larger one of the same money was demanded shortly before."""
    near = (each for each in amounts if hit.end <= each.start < hit.end + _SUM_WITHIN)
    paid = next(near, None)
    return paid if paid and paid.role == "paid" and _less_than_asked(paid, amounts) else None


def _part_before(hit: Hit, amounts: Sequence[Proposal]) -> bool:
    """Whether the sum just before a Korean verb of giving is less than was asked."""
    near = [each for each in amounts if -_SUM_WITHIN < each.end - hit.start <= 2 * len(each.value)]
    return any(each.role == "paid" and _less_than_asked(each, amounts) for each in near)


def _less_than_asked(paid: Proposal, amounts: Sequence[Proposal]) -> bool:
    """Whether a larger sum of the same money was demanded in the sentences before, or told of right after."""
    number, currency = _worth(paid)
    around = (each for each in amounts if -_DEMAND_BEFORE < each.start - paid.start < _DEMAND_AFTER)
    asked = (_worth(each) for each in around if each.role == "demanded" and each.when == paid.when)
    return any(money == currency and more > number for more, money in asked)


def _worth(proposal: Proposal) -> tuple[float, str]:
    """The upper end of a sum, and its currency."""
    numbers, currency = proposal.value.split()
    return float(numbers.split("-")[-1]), currency
