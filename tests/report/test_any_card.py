"""Whatever is read can be told: a damaged text has a card, a page, data and drafts, or is refused in a sentence."""

import json
import random
from pathlib import Path

import pytest

from shakedown.errors import InputError
from shakedown.evidence.card import card
from shakedown.evidence.draft import drafts
from shakedown.evidence.read import read_text
from shakedown.evidence.read.files import text_of
from shakedown.evidence.write import records_data
from shakedown.report.card_document import card_document
from shakedown.report.card_page import card_html
from shakedown.report.card_text import card_text

TEXTS = sorted((Path(__file__).parents[1] / "evidence" / "read" / "texts" / "dev").glob("*.txt"))
FEW, MANY = 120, 10_000
LONGEST = 1_500
ODD = (b"0", b"\n", b"<", b"-", b"\r", "위".encode())


def damaged(data, chance):
    """A stretch of a text in which a few pieces are cut out, told twice, put elsewhere or made other bytes."""
    start = chance.randrange(len(data))
    piece = bytearray(data[start : start + chance.randint(1, LONGEST)])
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(piece) + 1), chance.randint(1, 40)
        cut = piece[at : at + size]
        match chance.randrange(4):
            case 0:
                del piece[at : at + size]
            case 1:
                piece[at:at] = cut
            case 2:
                there = chance.randrange(len(piece) + 1)
                piece[there:there] = cut
            case _:
                piece[at : at + 1] = chance.choice([*ODD, bytes([chance.randrange(256)])])
    return bytes(piece)


def told(data):
    """Everything the commands make of a text."""
    reading = read_text(text_of(data, "damaged.txt"))
    made = card(reading)
    for language in ("en", "ko"):
        assert card_text(made, language)
        assert card_html(made, language).startswith("<!doctype html>")
    assert json.loads(json.dumps(card_document(made)))["reach"] == made.reach
    if found := [draft.record for draft in drafts(reading)]:
        assert records_data(found, "records.csv")


@pytest.mark.parametrize("many", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_damaged_text_is_told_to_the_end_or_refused(many):
    chance, problems = random.Random(many), []
    for number in range(many):
        try:
            told(damaged(TEXTS[number % len(TEXTS)].read_bytes(), chance))
        except InputError as refused:
            problems += refused.problems
    assert all(problem.startswith("damaged.txt") for problem in problems)
    assert len(problems) < 0.9 * many
