"""Changes that are shown and not said: a sum of then beside a sum of now, a harsh act of then beside a mild one of now."""

from collections.abc import Iterator, Sequence

from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal, Span
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic, denied

_HABITS = ("going_rate", "floor_soft", "ceiling_soft")
_LEAST = 0.05
"""A change below this share of the sum of then is none; from nothing to something is one."""
_FARTHEST, _LINES = 400, 2
_SENTENCES_APART = 2
_ACTS_COMPARED, _SUMS_COMPARED = 4, 3


def by_amounts(page: Page, amounts: Sequence[Proposal]) -> Iterator[tuple[str, Span]]:
    """Two sums of one money close to each other, one of then and one of now; those that look most like a pair first.

    A sum of then is compared once, with the sum of now that looks most like its fellow.
    """
    sums = [each for each in amounts if each.role != "quota"]
    couples = [(first, second) for i, first in enumerate(sums) for second in sums[i + 1 : i + 1 + _SUMS_COMPARED]]
    compared: set[int] = set()
    for first, second in sorted(
        (each for each in couples if _alike(page, *each)), key=lambda each: _apart(page, *each)
    ):
        old, new = (first, second) if first.when == "then" else (second, first)
        (was, money), (now, other) = _worth(old), _worth(new)
        if (old.when, new.when) != ("then", "now") or money != other or old.start in compared:
            continue
        compared.add(old.start)
        if abs(now - was) > _LEAST * was:
            yield ("amount up" if now > was else "amount down"), _shown(page, first, second, old)


def _shown(page: Page, first: Proposal, second: Proposal, old: Proposal) -> Span:
    """The words from one sum to the other; where they stand in two paragraphs, those that tell the sum of then."""
    if "\n" in page.shadow[first.start : second.end]:
        return _clause_of(page, old)
    return _clause_of(page, first)[0], second.end


def _alike(page: Page, first: Proposal, second: Proposal) -> bool:
    """Whether two sums are near, and at least one is what is usually taken: two of one event are no change."""
    lines = page.text.count("\n", first.end, second.start)
    usual = any(proposal.role in _HABITS for proposal in (first, second))
    return second.start - first.end < _FARTHEST and lines <= _LINES and usual


def _apart(page: Page, first: Proposal, second: Proposal) -> int:
    """How little two sums look like a comparison: their distance, and more if then follows now or the roles differ."""
    habits = {proposal.role in _HABITS for proposal in (first, second)}
    lines = page.text.count("\n", first.end, second.start)
    return second.start - first.end + 60 * (first.when != "then") + 80 * (len(habits) > 1) + 120 * lines


def by_manners(page: Page, times: Times, topic: Topic) -> Iterator[tuple[str, Span]]:
    """A harsh act of then and a mild one of now, or the reverse, in the same or the next sentences."""
    acts = []
    for number, sentence in enumerate(page.sentences):
        for hit in _acts(page, sentence) if topic.read(sentence) and not sentence.title else []:
            acts.append((number, sentence.block, hit, times.when(sentence, hit.start)))
    for i, (number, block, first, when) in enumerate(acts):
        for later, other_block, second, then in acts[i + 1 : i + 1 + _ACTS_COMPARED]:
            near = block == other_block and later - number <= _SENTENCES_APART and (when == "then" or later == number)
            if near and {when, then} == {"then", "now"} and first.value != second.value:
                harsh_then = (first.value == "harsh") == (when == "then")
                yield ("severity down" if harsh_then else "severity up"), (first.start, second.end)


def _acts(page: Page, sentence: Sentence) -> list[Hit]:
    """The harsh and the mild acts of a sentence, its manners among them, in order; none that is denied."""
    manners = [
        Hit("mild" if hit.value == "request" else "harsh", hit.start, hit.end)
        for hit in page.hits("manner", sentence.start, sentence.end)
    ]
    said = [hit for hit in page.hits("direction", sentence.start, sentence.end) if hit.value in ("harsh", "mild")]
    return sorted(
        (hit for hit in [*manners, *said] if not denied(page, sentence, hit)), key=lambda hit: (hit.start, hit.end)
    )


def _worth(proposal: Proposal) -> tuple[float, str]:
    """The middle of a sum, and its currency."""
    numbers, currency = proposal.value.split()
    parts = [float(part) for part in numbers.split("-")]
    return sum(parts) / len(parts), currency


def _clause_of(page: Page, proposal: Proposal) -> Span:
    """The clause that leads up to a sum, and the sum."""
    sentence = page.sentence_at(proposal.start)
    start = page.clause_at(sentence, proposal.start)[0] if sentence else proposal.start
    while start < proposal.start and not page.text[start].isalnum():
        start += 1
    return start, proposal.end
