"""More or less, harder or softer: what a text says of now against then, in words or by two sums or manners side by side."""

from collections.abc import Iterator, Sequence

from shakedown.evidence.read.compared import by_amounts, by_manners
from shakedown.evidence.read.page import Hit, Page
from shakedown.evidence.read.reading import Proposal, Span
from shakedown.evidence.read.sentences import Sentence
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic, denied
from shakedown.evidence.read.voices import Guesses

_SAID = ("amount down", "amount up", "severity down", "severity up")
_CONTRARY = {"amount down": "amount up", "severity down": "severity up"}
_CONTRARY |= {up: down for down, up in _CONTRARY.items()}
_NEXT_TO = 150


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
    for value, span in (*by_amounts(page, amounts), *by_manners(page, times, topic)):
        against = (found | shown).get(_CONTRARY[value])
        if against is None or not _near(page, against, span):
            shown.setdefault(value, span)
    for value, span in shown.items():
        said = found.get(value, span)
        found[value] = _joined(said, span) if _near(page, said, span) else said
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
    """Whether a comparison is of prices, is denied or asked, or is a title's play with words."""
    if denied(page, sentence, hit) or page.text[sentence.end - 1] == "?":
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
