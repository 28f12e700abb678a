"""Whatever comes in: no traceback, and every proposal shows words of the text."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.errors import InputError
from shakedown.evidence.read import Reading, read_file, read_text
from shakedown.evidence.read.files import MOST_CHARACTERS

TEXTS = sorted((Path(__file__).parent / "texts" / "dev").glob("*.txt"))
WORDS = [
    "police",
    "asked for",
    "300 yuan",
    "($42)",
    "“",
    "”",
    '"',
    "\n",
    ".",
    "now",
    "보안원이",
    "2만원",
    "달라고",
    "<p>",
    "\f",
]
MUTANTS = 10_000


def _check(reading: Reading) -> None:
    starts = [proposal.start for proposal in reading.proposals]
    assert starts == sorted(starts)
    for proposal in reading.proposals:
        assert 0 <= proposal.start < proposal.end <= len(reading.text)
        assert reading.text[proposal.start : proposal.end].strip()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_text_gives_proposals_whose_words_stand_in_it(text: str) -> None:
    _check(read_text(text))


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """A piece of a text with a few bytes deleted, doubled, swapped or flipped."""
    start = chance.randrange(len(data))
    piece = bytearray(data[start : start + chance.randint(1, 250)])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(piece)) if piece else 0
        edits: list[Callable[[], None]] = [
            lambda at=at: piece.__delitem__(slice(at, at + 1)),
            lambda at=at: piece.insert(at, piece[at] if piece else 65),
            lambda at=at: piece.__setitem__(slice(at, at + 2), piece[at : at + 2][::-1]),
            lambda at=at: piece.__setitem__(slice(at, at + 1), bytes([chance.randrange(256)])),
        ]
        chance.choice(edits)()
    return bytes(piece)


@pytest.mark.slow
def test_ten_thousand_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    originals = [path.read_bytes() for path in TEXTS]
    chance, path = random.Random(1), tmp_path / "damaged.txt"
    read = 0
    for number in range(MUTANTS):
        path.write_bytes(_mutated(originals[number % len(originals)], chance))
        with suppress(InputError):
            _check(read_file(path))
            read += 1
    assert 0.1 < read / MUTANTS < 0.95


STOPLESS = " ".join((TEXTS[0].read_text(encoding="utf-8") * 20).replace(".", " ").split())


@pytest.mark.parametrize("text", [STOPLESS, "yuan \n", "Police asked for 300 yuan. "])
def test_the_longest_text_that_is_taken_is_read_in_seconds(text: str) -> None:
    began = monotonic()
    read_text((text * (MOST_CHARACTERS // len(text) + 1))[:MOST_CHARACTERS])
    assert monotonic() - began < 20, "five seconds are promised; this is for a busy machine"


def test_a_sentence_without_a_stop_is_read_to_its_end() -> None:
    text = "he went home and " * 400 + "police asked for 300 yuan"
    assert [amount.value for amount in read_text(text).of("amount")] == ["300 CNY"]
