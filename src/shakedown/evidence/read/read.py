"""From a text to its reading: the rules one after another, each handed the same prepared page."""

from dataclasses import replace

from shakedown.evidence.read.amounts import amounts, once, sums_of
from shakedown.evidence.read.cues import cues
from shakedown.evidence.read.dates import dates
from shakedown.evidence.read.directions import directions
from shakedown.evidence.read.languages import language_of
from shakedown.evidence.read.page import Page
from shakedown.evidence.read.people import perpetrators
from shakedown.evidence.read.places import places
from shakedown.evidence.read.reading import LANGUAGES, Language, Proposal, Reading
from shakedown.evidence.read.responses import responses
from shakedown.evidence.read.times import Times
from shakedown.evidence.read.topic import Topic
from shakedown.evidence.read.voices import guesses, voice_at, voices
from shakedown.evidence.read.ways import framings, frequencies, manners

for _language in LANGUAGES:
    cues(_language)  # compiled here, so that the first text is read as fast as the next


def read_text(text: str, language: Language | None = None) -> Reading:
    """Propose codes for a report, each with its words; nothing is looked up anywhere and nothing is decided.

    `language` is "en" or "ko", guessed if None. Any text is read; one that tells of no demands gives few proposals or
    none. Rules of thumb find these codes: they miss some and propose some wrongly, so a person looks at every one.
    """
    page = Page(text, language or language_of(text))
    sums = sums_of(page)
    times, topic = Times(page), Topic(page, sums)
    inferred = guesses(page, topic)
    told = list(amounts(page, times, topic, sums))
    all_sums = [proposal for proposal in told if proposal.field == "amount"]
    found = [
        *once(told),
        *dates(page, topic, inferred),
        *places(page, topic),
        *perpetrators(page, topic),
        *manners(page, times, topic),
        *framings(page, topic, inferred),
        *frequencies(page, times, topic),
        *directions(page, times, topic, all_sums, inferred),
        *responses(page, topic, list(once(all_sums))),
    ]
    spoken = [replace(proposal, voice=voice_at(page, inferred, proposal.start)) for proposal in found]
    ordered = sorted([*spoken, *voices(page, inferred)], key=_place_in_text)
    captions = tuple((block.start, block.end) for block in page.blocks if block.kind == "caption")
    return Reading(text=text, language=page.language, proposals=tuple(ordered), quotes=page.speech, captions=captions)


def _place_in_text(proposal: Proposal) -> tuple[int, int, str, str]:
    return proposal.start, proposal.end, proposal.field, proposal.value
