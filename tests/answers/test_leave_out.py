"""What hangs on what was said: numbers that can be checked by hand, on scores made by hand."""

import numpy as np
import pytest

from shakedown.answers.leave_out import leave_out
from shakedown.answers.ranges import chance, range_of
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.fit import bank, corners, futures
from shakedown.fit.posterior import LEAST_ESS
from shakedown.society.load import load_case
from tests.fit.synthetic import demanded, posterior, says, windows

CASE = load_case("hoeryong")
CHANCES = np.array([[0.2, 0.5, 1.0], [0.8, 0.1, 0.5]])
"""Of three statements (a and c by one writer, b by another) in two societies."""


def society(chances=CHANCES, **others):
    """Two societies: a small polite demand now in the first, a large threat in the second; market 1 and 3."""
    told = [
        says((0.0, 1.0), id="a", writer="one", records=("X1", "X2")),
        says((0.0, 1.0), id="b", writer="two", records=("X2",)),
        says("often", "word", "share_coercive", id="c", writer="one", records=("X3",)),
    ]
    runs = windows(2, market=[[1.0, 3.0]] * 4)
    runs = demanded(demanded(runs, "now", 0, "request", 100.0, 10), "now", 1, "threat", 600.0, 10)
    for past in CASE.pasts:
        runs = demanded(runs, past.name, slice(None), "threat", 300.0, 10)
    logs = np.repeat(np.log(chances)[:, None, :], len(CASE.pasts), axis=1)
    return posterior(CASE, runs, statements=told, logs=logs, **others)


def test_a_statement_is_foretold_from_the_others():
    foretold = {each.statement: each for each in leave_out(society()).foretold}
    a, weights = CHANCES[:, 0], CHANCES[:, 1] * CHANCES[:, 2]
    assert foretold["a"].before == pytest.approx((0.2 + 0.8) / 2)
    assert foretold["a"].from_others == pytest.approx(a @ weights / weights.sum())
    assert foretold["a"].from_others == pytest.approx((0.2 * 0.5 + 0.8 * 0.05) / 0.55)
    assert foretold["a"].with_it == pytest.approx((0.2 * 0.1 + 0.8 * 0.04) / 0.14)
    assert foretold["b"].from_others == pytest.approx((0.5 * 0.2 + 0.1 * 0.4) / 0.6)


def test_what_it_speaks_of_is_told_as_if_it_had_not_been_said():
    (told,) = [each for each in leave_out(society()).foretold if each.statement == "a"]
    without = society().without(["a"])
    assert told.measure == range_of(without, "market", "now")
    assert (told.measure.low, told.measure.high) == tuple(without.quantiles("market", "now", at=(0.1, 0.9)))
    assert told.said == "0 to 1"


def test_a_prior_that_was_drawn_unevenly_is_reckoned_with_before_anything_was_said():
    (told,) = [e for e in leave_out(society(base=np.log([3.0, 1.0]))).foretold if e.statement == "a"]
    assert told.before == pytest.approx((3 * 0.2 + 0.8) / 4)


def test_statements_records_and_writers_are_left_out_in_turn_each_with_all_that_hangs_on_it():
    found = leave_out(society()).without
    assert [(each.kind, each.name, each.statements) for each in found] == [
        ("nothing", "", ()),
        ("statement", "a", ("a",)),
        ("statement", "b", ("b",)),
        ("statement", "c", ("c",)),
        ("record", "X1", ("a",)),
        ("record", "X2", ("a", "b")),
        ("record", "X3", ("c",)),
        ("writer", "one", ("a", "c")),
        ("writer", "two", ("b",)),
    ]


def test_with_nothing_left_out_the_answers_are_the_plain_ones():
    post = society()
    plain = leave_out(post).without[0]
    assert [each.measure for each in plain.numbers] == [SIZE, MANNER, "share_above"]
    assert plain.numbers[0] == range_of(post, SIZE, "now")
    assert plain.numbers[1] == range_of(post, MANNER, "now")
    assert plain.smaller == chance(post, post.county_values(SIZE, "change") < 0)
    assert plain.explanations == post.explanation_chances()


def test_without_a_writer_the_societies_weigh_as_the_others_say():
    found = {(each.kind, each.name): each for each in leave_out(society()).without}
    smaller = {"": 0.1 / 0.14, "one": 0.5 / 0.6, "two": 0.2 / 0.6}
    assert found["nothing", ""].smaller == pytest.approx(smaller[""])
    assert found["nothing", ""].gentler == pytest.approx(smaller[""])
    assert found["writer", "one"].smaller == pytest.approx(smaller["one"])
    assert found["writer", "two"].smaller == pytest.approx(smaller["two"])


def test_without_a_statement_explanations_are_weighed_anew():
    post = society(kinds=np.array([0, 1]))
    found = {(each.kind, each.name): each for each in leave_out(post).without}
    names = post.explanations[:2]
    assert [found["nothing", ""].explanations[n] for n in names] == pytest.approx([0.1 / 0.14, 0.04 / 0.14])
    assert [found["statement", "b"].explanations[n] for n in names] == pytest.approx([0.2 / 0.6, 0.4 / 0.6])


def test_too_few_societies_behind_an_answer_are_told():
    found = leave_out(society()).without
    assert all(not each.enough for each in found)
    w = np.array([0.1, 0.04])
    assert found[0].ess == pytest.approx(w.sum() ** 2 / (w**2).sum())
    assert LEAST_ESS == 400


def test_of_the_tiny_fit_every_statement_record_and_writer_is_left_out_without_a_run(tiny_fit, monkeypatch):
    for module, runs in ((bank, "run_windows"), (corners, "run_one"), (futures, "run_one")):
        monkeypatch.setattr(module, runs, None)
    post = tiny_fit[0]
    found = leave_out(post)
    said = post.scores.statements
    assert [each.statement for each in found.foretold] == [s.id for s in said]
    assert all(0 < p < 1 for each in found.foretold for p in (each.before, each.from_others, each.with_it))
    assert len(found.without) == 2 + len(said) + len({r for s in said for r in s.records}) + len(
        {s.writer for s in said}
    )
    assert all(sum(each.explanations.values()) == pytest.approx(1) for each in found.without)
