"""What vague words mean, and what the numbers rest on."""

import csv
import random
import subprocess
import sys
from math import exp, inf, isfinite
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.errors import InputError
from shakedown.evidence.words import (
    Word,
    density,
    known_words,
    korean_words,
    quartiles,
    vocabulary,
    word,
    writer_spread,
)

TOOL = Path(__file__).parents[2] / "tools" / "writer_spread.py"
TEN = ["never", "almost never", "rarely", "sometimes", "about half"]
TEN += ["often", "usually", "mostly", "almost always", "always"]


def test_a_writer_chooses_from_ten_words_from_never_to_always():
    assert [each.name for each in vocabulary()] == TEN


def test_the_medians_of_the_ten_rise_but_for_mostly_which_lies_just_below_usually():
    medians = [each.median for each in vocabulary() if each.name != "mostly"]
    assert medians == sorted(medians)
    assert word("often").median < word("mostly").median < word("usually").median


@pytest.mark.parametrize(
    ("name", "quartiles", "basis"),
    [
        ("never", (0.0, 0.0, 0.01), "outside"),
        ("almost never", (0.012, 0.029, 0.046), "judgement"),
        ("rarely", (0.05, 0.10, 0.15), "judgement"),
        ("sometimes", (0.175, 0.25, 0.35), "judgement"),
        ("about half", (0.45, 0.50, 0.55), "judgement"),
        ("often", (0.60, 0.70, 0.75), "outside"),
        ("usually", (0.65, 0.75, 0.82), "judgement"),
        ("mostly", (0.60, 0.73, 0.84), "judgement"),
        ("almost always", (0.89, 0.90, 0.95), "outside"),
        ("always", (0.98, 1.0, 1.0), "outside"),
        ("nearly at a standstill", (0.01, 0.03, 0.08), "judgement"),
    ],
)
def test_each_word_has_the_quartiles_and_the_mark_of_its_source(name, quartiles, basis):
    found = word(name)
    assert (found.q25, found.median, found.q75) == quartiles
    assert found.basis == basis
    assert found.source


def test_of_several_surveys_the_largest_speaks():
    assert "n = 5174" in word("likely").source
    assert "n = 1862" in word("never").source


def test_a_judgement_of_ours_wins_over_a_larger_survey_and_says_that_it_is_one():
    assert word("usually").q75 == 0.82
    assert word("usually").source.startswith("judgement of this project")


def test_no_word_means_exactly_never_or_exactly_always():
    for each in map(word, known_words()):
        assert 0.004 < 1 / (1 + exp(-each.centre)) < 0.996


def test_every_word_has_quartiles_in_order_and_a_width_a_density_can_use():
    for each in map(word, known_words()):
        assert 0 <= each.q25 <= each.median <= each.q75 <= 1
        assert 0 < each.width < inf


def test_a_symmetric_word_has_the_width_of_a_normal_with_its_quartiles():
    half = word("about half")
    assert half.centre == 0
    assert 1 / (1 + exp(-(half.centre + 0.6745 * half.width))) == pytest.approx(half.q75, abs=1e-4)


def test_a_survey_in_which_all_said_fifty_still_has_some_width():
    assert word("about even").width == 0.15


@settings(deadline=None)
@given(st.tuples(*[st.floats(0, 1)] * 3).map(sorted))
def test_any_quartiles_of_shares_give_a_finite_density(quartiles):
    each = Word("any", *quartiles, "judgement", "a test")
    assert isfinite(each.centre)
    assert isfinite(each.width)
    assert each.width > 0


def test_capitals_and_spaces_do_not_change_a_word():
    assert word("  Almost   NEVER ") is word("almost never")


def test_an_unknown_word_is_refused_with_its_nearest_known_one():
    with pytest.raises(InputError) as refusal:
        word("mostley")
    assert refusal.value.problems[0].startswith('"mostley" is not a word whose share is known.')
    assert "mostly" in refusal.value.problems[0]


def test_a_count_word_is_no_share():
    with pytest.raises(InputError):
        word("repeatedly")


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_word_or_refused_in_one_line(name):
    problems: tuple[str, ...] = ("a word",)
    try:
        assert word(name).name in known_words()
    except InputError as error:
        problems = error.problems
    assert len(problems) == 1
    assert "\n" not in problems[0]


def test_writers_differ_by_less_than_neighbouring_words_do():
    assert 0 < writer_spread() < sorted(each.width for each in vocabulary())[5]


def test_the_tool_finds_the_spread_of_writers_made_with_a_known_one(tmp_path):
    chance = random.Random(1)
    people = [chance.gauss(0, 0.5) for _ in range(80)]
    logits = [[centre + person + chance.gauss(0, 0.3) for centre in range(-2, 3)] for person in people]
    table = tmp_path / "answers.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = [[100 / (1 + exp(-logit)) for logit in row] for row in logits]
        csv.writer(file).writerows([list("abcde"), *rows])
    told = subprocess.run([sys.executable, TOOL, table], capture_output=True, text=True, check=True).stdout
    assert float(told.splitlines()[0].rsplit(" ", 1)[1]) == pytest.approx(0.5, abs=0.08)


SHARES = [(n + 0.5) / 20_000 for n in range(20_000)]


@pytest.mark.parametrize("name", TEN)
@pytest.mark.parametrize(("offset", "width"), [(0.0, 1.0), (0.33, 1.5), (-0.33, 1.5)])
def test_the_density_of_a_word_integrates_to_one_and_is_nothing_at_the_ends(name, offset, width):
    assert sum(density(name, SHARES, offset, width)) / len(SHARES) == pytest.approx(1, abs=0.002)
    assert density(name, [0.0, 1.0], offset, width) == (0.0, 0.0)


def test_half_of_a_words_density_lies_below_its_median():
    below = [share for share in SHARES if share < word("rarely").median]
    assert sum(density("rarely", below)) / len(SHARES) == pytest.approx(0.5, abs=0.001)


def test_a_writer_of_strong_words_puts_rarely_lower_and_mostly_higher_and_leaves_a_half():
    def mean(name, offset):
        return sum(s * d for s, d in zip(SHARES, density(name, SHARES, offset), strict=True)) / len(SHARES)

    assert mean("rarely", 0.33) < mean("rarely", 0.0) < mean("mostly", 0.0) < mean("mostly", 0.33)
    assert mean("about half", 0.33) == pytest.approx(mean("about half", 0.0))


def test_an_unknown_word_has_no_density_but_near_ones():
    with pytest.raises(InputError, match="rarely"):
        density("rarly", [0.5])


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("대체로", "mostly"),
        ("대부분", "most"),
        ("자주", "often"),
        ("드물게", "rarely"),
        ("거의 없다", "almost never"),
        ("항상", "always"),
    ],
)
def test_a_korean_word_is_read_as_an_english_one_and_marked_as_a_judgement(korean, english):
    found, meant = word(korean), word(english)
    assert (found.q25, found.median, found.q75) == (meant.q25, meant.median, meant.q75)
    assert (found.name, found.basis, found.asked) == (korean, "judgement", 0)
    assert found.source.startswith(f'judgement of this project: read as "{english}"')


def test_nearly_alone_has_no_side_in_korean_and_is_refused_with_its_phrases():
    with pytest.raises(InputError, match="거의 다"):
        word("거의")


def test_korean_words_stand_from_always_to_never_and_none_is_one_of_the_ten():
    medians = [word(name).median for name in korean_words()[:-1]]
    assert medians[0] == 1.0
    assert medians[-1] == 0.0
    assert not set(korean_words()) & set(TEN)


def test_a_word_says_how_many_were_asked_and_a_judgement_of_ours_that_nobody_was():
    assert (word("never").asked, word("rarely").asked, word("about half").asked) == (1862, 0, 0)


def test_quartiles_without_offset_and_width_are_those_of_the_table():
    assert quartiles("always") == (0.98, 1.0, 1.0)


@pytest.mark.parametrize(("offset", "width"), [(0.33, 1.0), (-0.33, 1.5), (0.0, 1.5)])
def test_the_density_holds_half_between_its_quartiles(offset, width):
    low, middle, high = quartiles("about half", offset, width)
    between = [share for share in SHARES if low < share < high]
    assert sum(density("about half", between, offset, width)) / len(SHARES) == pytest.approx(0.5, abs=0.002)
    assert middle == pytest.approx(0.5)


def test_a_writer_of_strong_words_moves_quartiles_away_from_a_half():
    assert quartiles("rarely", 0.33)[1] < 0.10
    assert quartiles("mostly", 0.33)[1] > 0.73
