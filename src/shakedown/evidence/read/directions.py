"""More or less, harder or softer: what a text says of now against then, in words or by two sums or manners side by side."""

from collections.abc import Iterator, Sequence

from shakedown.evidence.read.denial import denied
from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal, Span
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic
from shakedown.evidence.read.voices import Guesses

_SAID = ("amount down", "amount up", "severity down", "severity up")
_CONTRARY = {"amount down": "amount up", "severity down": "severity up"}
_CONTRARY |= {up: down for down, up in _CONTRARY.items()}
_HABITS = ("going_rate", "floor_soft", "ceiling_soft")
_LEAST = 0.05
"""A change below this share of a sum is none."""
_FARTHEST = 400
_NEXT_TO = 150
_SENTENCES_APART = 2
_ACTS_COMPARED, _SUMS_COMPARED = 4, 3


def directions(
    page: Page, times: Times, topic: Topic, amounts: Sequence[Proposal], inferred: Guesses
) -> Iterator[Proposal]:
    """One proposal per direction: where the text says it, else where two sums or two manners show it, else in a guess.

    `amounts` are all sums with a role in the order of the text, those told twice included.
    """
    plain: list[tuple[str, Span]] = []
    guessed: list[tuple[str, Span]] = []
    for sentence in page.sentences:
        for hit in page.hits("direction", sentence.start, sentence.end) if topic.read(sentence) else []:
            if hit.value in _SAID and not _other(page, topic, sentence, hit):
                (guessed if sentence.start in inferred else plain).append((hit.value, (hit.start, hit.end)))
    found = dict(reversed(plain))
    shown: dict[str, Span] = {}
    for value, span in (*_by_amounts(page, amounts), *_by_manners(page, times, topic)):
        against = (found | shown).get(_CONTRARY[value])
        if against is None or not _near(page, against, span):
            shown.setdefault(value, span)
    for value, span in shown.items():
        found[value] = _joined(found.get(value, span), span)
    for value, span in guessed:
        found.setdefault(value, span)
    for value, (start, end) in found.items():
        yield Proposal(field="direction", value=value, start=start, end=end)


def _near(page: Page, one: Span, other: Span) -> bool:
    """Whether two spans stand in one paragraph, and so speak of one thing."""
    first, last = sorted([one, other])
    return "\n" not in page.shadow[first[0] : last[1]]


def _joined(said: Span, shown: Span) -> Span:
    """The words that say a change, with the sums or manners that show it where they stand next to each other."""
    start, end = min(said[0], shown[0]), max(said[1], shown[1])
    apart = max(said[0] - shown[1], shown[0] - said[1])
    return (start, end) if apart < _NEXT_TO else said


def _other(page: Page, topic: Topic, sentence: Sentence, hit: Hit) -> bool:
    """Whether a comparison is of prices, is denied, or is a title's play with words."""
    if denied(page, sentence, hit):
        return True
    words = page.shadow[sentence.start : sentence.end]
    if sentence.title and not page.cues.found_in("direction", "title", words):
        return True
    return hit.value.startswith("amount") and _of_goods(page, topic, sentence, hit)


def _of_goods(page: Page, topic: Topic, sentence: Sentence, hit: Hit) -> bool:
    """Whether words of price, wage or law stand in the sentence, beside the comparison itself, and none of asking."""
    off = page.hits("off", sentence.start, sentence.end)
    if any(each.start == hit.start for each in off):
        return not page.has("act", "topic", sentence.start, sentence.end)
    return any(not hit.start <= each.start < hit.end for each in off) and topic.off(sentence)


def _by_amounts(page: Page, amounts: Sequence[Proposal]) -> Iterator[tuple[str, Span]]:
    """Two sums of one money close to each other, one of then and one of now; those that look most like a pair first."""
    sums = [each for each in amounts if each.role != "quota"]
    couples = [(first, second) for i, first in enumerate(sums) for second in sums[i + 1 : i + 1 + _SUMS_COMPARED]]
    near = [couple for couple in couples if couple[1].start - couple[0].end < _FARTHEST and _habit(*couple)]
    for first, second in sorted(near, key=lambda couple: _apart(page, *couple)):
        old, new = (first, second) if first.when == "then" else (second, first)
        (was, money), (now, other) = _worth(old), _worth(new)
        if (
            (old.when, new.when) != ("then", "now")
            or money != other
            or page.text.count("\n", first.end, second.start) > 2
        ):
            continue
        if abs(now / was - 1) > _LEAST:
            yield ("amount up" if now > was else "amount down"), (_clause_of(page, first)[0], second.end)


def _habit(first: Proposal, second: Proposal) -> bool:
    """Whether one of two sums is what is usually taken: two of one event are no change."""
    return first.role in _HABITS or second.role in _HABITS


def _apart(page: Page, first: Proposal, second: Proposal) -> int:
    """How little two sums look like a comparison: their distance, and more if then follows now or the roles differ."""
    habits = {proposal.role in _HABITS for proposal in (first, second)}
    lines = page.text.count("\n", first.end, second.start)
    return second.start - first.end + 60 * (first.when != "then") + 80 * (len(habits) > 1) + 120 * lines


def _by_manners(page: Page, times: Times, topic: Topic) -> Iterator[tuple[str, Span]]:
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
