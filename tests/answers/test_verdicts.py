"""The verdict by its rule, on corners made by hand."""

import numpy as np
import pytest

from shakedown.answers.sweeps import Sweep, sweeps
from shakedown.answers.verdicts import BY_DATING, PARTLY, TOLD, UNASKED, UNTOLD, Difference, rule, verdict
from tests.answers.by_hand import additive, alike, named, outcome, picks

WIDE, NARROW = np.linspace(-300, 300, 21), np.linspace(-10, 10, 21)


def differences(*sides, kind="dating"):
    ranges = {1: (1.0, 9.0), -1: (-9.0, -1.0), 0: (-4.0, 5.0)}
    ends = [ranges[side] for side in sides]
    return [Difference(kind=kind, name="x", low=low, median=0.0, high=high, picks=9.0) for low, high in ends]


@pytest.mark.parametrize(
    ("sides", "already", "narrowed", "says"),
    [
        ((1, 1, 1), False, True, TOLD),
        ((-1, -1, -1), False, True, TOLD),
        ((1, 1, 1), False, False, TOLD),
        ((1, 1, 1), True, True, TOLD),
        ((1, 1, 1), True, False, UNTOLD),
        ((1, 0, 1), False, True, BY_DATING),
        ((1, -1, 1), False, True, BY_DATING),
        ((0, 0, 0), False, True, PARTLY),
        ((0, 0, 0), False, False, UNTOLD),
    ],
)
def test_the_rule(sides, already, narrowed, says):
    assert rule(differences(*sides), already=already, narrowed=narrowed) == says


def test_one_sweep_that_includes_zero_is_enough_not_to_be_told_apart():
    held = [*differences(1, 1), *differences(0, kind="prior")]
    assert rule(held, already=False, narrowed=True) == PARTLY


def judged(post, corners, **settings):
    moved = outcome(corners, 1000.0, prior=len(corners) // 2, **settings)
    held = alike(picks(named(post, *moved.causes), len(corners) // 2, len(corners) // 2))
    swept = (
        Sweep(kind="fit", name="mixture", post=held),
        *(Sweep(kind="dating", name=d, post=held, dating=d) for d in held.datings),
    )
    return verdict(moved, held, swept)


def test_a_cause_that_did_most_of_it_is_told_apart(tiny_fit):
    learned, assumed = additive(-400 + NARROW, NARROW), additive(WIDE, WIDE[::-1])
    found = judged(tiny_fit[0], np.concatenate([learned, assumed]))
    assert (found.says, found.leading) == (TOLD, ("a", "b"))
    assert found.differences[0].high < -300
    assert found.assumed[0] < 0 < found.assumed[1]
    assert not found.already
    assert {found.leads(d) for d in found.differences} == {1}
    assert found.taught == {"a": True, "b": True}
    assert [d.picks for d in found.differences] == pytest.approx([63, 21, 21, 21])


def test_what_is_only_assumed_is_not_told_apart_for_any_cause(tiny_fit):
    assumed = additive(-900 + WIDE, WIDE)
    found = judged(tiny_fit[0], np.concatenate([assumed, assumed]))
    assert found.says == UNTOLD
    assert found.differences[0].side == -1
    assert found.already, "it was so before reading"
    assert found.taught == {"a": False, "b": False}


def test_two_causes_that_did_as_much_as_each_other_are_told_apart_in_part_at_most(tiny_fit):
    learned, assumed = additive(-400 + NARROW, -400 - NARROW), additive(WIDE, WIDE[::-1])
    assert judged(tiny_fit[0], np.concatenate([learned, assumed])).says == PARTLY


def test_an_answer_that_changes_with_the_dating_is_not_told_apart(tiny_fit):
    one, other = additive(-400 + NARROW, NARROW), additive(NARROW, -500 + NARROW)
    assumed = additive(WIDE, WIDE[::-1])
    corners = np.stack([np.concatenate([each, assumed]) for each in (one, one, other)])
    moved = outcome(corners, 1000.0, prior=21)
    held = alike(picks(named(tiny_fit[0], "a", "b"), 21, 21))
    swept = (
        Sweep(kind="fit", name="mixture", post=held),
        *(Sweep(kind="dating", name=d, post=held, dating=d) for d in held.datings),
    )
    assert verdict(moved, held, swept).says == BY_DATING


def test_a_case_with_one_cause_is_not_asked(tiny_fit):
    found = judged(tiny_fit[0], additive(WIDE[:2]), causes=("a",))
    assert (found.says, found.differences, found.leading) == (UNASKED, (), ("a",))
    assert found.assumed is None


@pytest.mark.parametrize(
    ("parts", "way", "leading"),
    [
        ((-400, 300, -50), -1, ("a", "c")),
        ((-50, 90, -100), -1, ("c", "a")),
        ((400, -300, 50), 1, ("a", "c")),
        ((300, -900, 100), -1, ("b", "c")),
    ],
)
def test_a_cause_that_pushed_the_other_way_does_not_lead(tiny_fit, parts, way, leading):
    """However large its part is: those lead that did most of what happened on the whole."""
    learned = additive(*(part + NARROW for part in parts), start=1000.0)
    assumed = additive(WIDE, WIDE[::-1], WIDE, start=1000.0)
    found = judged(tiny_fit[0], np.concatenate([learned, assumed]), causes=("a", "b", "c"))
    assert (found.way, found.leading) == (way, leading)
    assert found.leads(found.differences[0]) == 1


def test_every_dating_width_and_prior_is_swept_and_only_reweighs(tiny_fit):
    post = tiny_fit[0]
    swept = sweeps(post)
    assert [s.kind for s in swept] == ["fit"] + ["dating"] * 3 + ["words"] * 2 + ["telling"] + ["prior"] * len(
        post.case.priors
    )
    assert all(np.exp(s.post.log_weight).sum() == pytest.approx(1) for s in swept)
    assert all(s.post.draws is post.draws for s in swept)
    widened = next(s for s in swept if s.name.startswith("market_now")).post
    z = post.draws["z"].to_numpy()[:, list(post.case.priors).index("market_now")]
    expected = -0.5 * (z / 1.5) ** 2 - np.log(1.5) + 0.5 * z**2
    assert np.allclose(widened.base - post.base, expected)
