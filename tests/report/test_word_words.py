"""How much a vague word is, told and drawn: every number with its basis, grey where nobody was asked."""

import json
import re
from pathlib import Path

from shakedown.evidence.words import known_words, word
from shakedown.report.documents import as_json
from shakedown.report.look import BASELINE, GRID, SOFT, TEXT, svg
from shakedown.report.word_figure import words_figure
from shakedown.report.word_words import usual_words, words_document, words_text

IMAGE = Path(__file__).parents[2] / "docs" / "images" / "words.svg"
DRAWN = svg(words_figure(usual_words()))


def test_each_word_stands_with_its_numbers_basis_and_source():
    told = words_text(["rarely", "드물게"], 0)
    assert re.search(r"^rarely +5 +10 +15 +judgement +judgement of this project", told, re.MULTILINE)
    assert re.search(r'^드물게 +5 +10 +15 +judgement +judgement of this project: read as "rarely"', told, re.MULTILINE)
    assert "1.5 times as wide" in told


def test_what_else_is_known_is_named_and_what_is_shown_is_not_named_again():
    last = words_text(["rarely"], 0).splitlines()[-1]
    assert last.removeprefix("Also known: ").removesuffix(".").split(", ") == [
        n for n in known_words() if n != "rarely"
    ]


def test_an_offset_is_said_and_moves_the_numbers():
    told = words_text(["mostly"], 0.33)
    assert "pushes words 0.33 away from a half" in told
    assert not re.search(r"^mostly +60 +73", told, re.MULTILINE)


def test_a_program_gets_the_quartiles_of_the_source_and_those_pushed():
    document = json.loads(as_json(words_document(["mostly"], 0.33)))
    (mostly,) = document["words"]
    assert (document["width_in_fit"], mostly["median"], mostly["basis"]) == (1.5, 0.73, "judgement")
    assert mostly["pushed"][1] > 0.73


def test_the_figure_says_its_numbers_with_their_basis_and_fits_a_phone():
    spec = words_figure(["never", "rarely"]).to_dict()
    assert "never, n 1862 0, 0, 1 (outside); rarely, judged 5, 10, 15 (judgement)" in spec["description"]
    assert int(re.search(r'viewBox="0 0 (\d+)', DRAWN)[1]) <= 375


def test_the_figure_is_dark_for_surveys_and_grey_for_judgements():
    assert set(re.findall(r"#[0-9a-f]{6}\b", DRAWN)) == {BASELINE, TEXT, SOFT, GRID}
    lines = [DRAWN.count(f'stroke="{colour}"') for colour in (TEXT, BASELINE)]
    surveyed = sum(word(name).basis == "outside" for name in usual_words())
    assert lines == [surveyed, len(usual_words()) - surveyed + 1]  # and the line of the axis


def test_the_image_of_the_documentation_holds_the_numbers_of_today():
    label = re.compile(r'aria-label="([^"]*)"')
    assert label.findall(IMAGE.read_text(encoding="utf-8")) == label.findall(DRAWN)
