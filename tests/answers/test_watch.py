"""What to watch: signs and odds of futures made by hand."""

import numpy as np
import pytest

from shakedown.answers.signs import SIGNS, seen_by
from shakedown.answers.watch import BY, LEAST_ODDS, LIKE_NOW, THE_PRESENT, report_chance, watch
from shakedown.fit.wording import Wording
from tests.answers.ahead_by_hand import STEPS, ahead, fitted, steps_of

EPS = Wording().careless
MOST = ((1 - EPS) * 10.5 / 11 + EPS / 3) / ((1 - EPS) * 0.5 / 11 + EPS / 3)
"""What a sign shown by all ten against none of ten is worth."""


def seen(told, scenario, sign, week):
    return next(s for s in told.of(scenario).seen if s.sign == sign and s.week == week)


def test_a_society_that_goes_on_as_it_is_shows_no_sign():
    assert not any(shown.any() for shown in seen_by(fitted(ahead())).values())


def test_identical_futures_have_odds_of_one():
    told = watch(fitted(ahead(coercive=steps_of(16, 60, 4))))
    for future in told.futures:
        assert [s.odds for s in future.seen] == pytest.approx([1.0] * len(future.seen))
        assert [s.odds_against_others for s in future.seen] == pytest.approx([1.0] * len(future.seen))
        assert future.first == ()


def test_a_future_like_the_present_says_so():
    told = watch(fitted(ahead()))
    assert told.of("rations_whole").note == LIKE_NOW
    assert told.of("as_now").note == THE_PRESENT


def test_a_sign_that_all_show_and_none_as_now_has_the_bounded_odds():
    told = watch(fitted(ahead(coercive__crackdown_lapses=60)))
    found = seen(told, "crackdown_lapses", "more_threats", 12)
    assert (found.here.value, found.in_reference.value) == pytest.approx((1, 0))
    assert found.odds == pytest.approx(MOST)
    assert found.odds < 1 / (EPS / 3)
    assert found.odds_against_others == pytest.approx(MOST)


def test_one_report_is_worked_out_as_a_chance_among_all_futures():
    """Alike beforehand: by the definition of odds, those against all others times their factor."""
    told = watch(fitted(ahead(coercive__crackdown_lapses=60)))
    found = seen(told, "crackdown_lapses", "more_threats", 12)
    others = len(told.futures) - 1
    assert found.chance_after == pytest.approx(MOST / (MOST + others))
    assert found.chance_after / (1 - found.chance_after) == pytest.approx(found.odds_against_others / others)


def test_a_report_of_what_all_futures_show_alike_moves_no_chance():
    told = watch(fitted(ahead(coercive=60)))
    chances = [s.chance_after for f in told.futures for s in f.seen]
    assert chances == pytest.approx([1 / len(told.futures)] * len(chances))


def test_a_society_can_have_shown_a_sign_and_its_opposite():
    there_and_back = np.where(np.arange(STEPS) < 6, 60, 2)
    told = watch(fitted(ahead(coercive__crackdown_lapses=there_and_back)))
    for sign in ("more_threats", "fewer_threats"):
        assert seen(told, "crackdown_lapses", sign, 52).here.value == pytest.approx(1)


def test_its_absence_elsewhere_is_not_counted_against_it_twice():
    found = seen(watch(fitted(ahead(coercive__crackdown_lapses=60))), "living_wage", "more_threats", 12)
    assert found.odds == pytest.approx(1)
    assert found.odds_against_others < 1


def test_a_first_sign_comes_with_the_week_in_which_half_have_shown_it():
    """Five of ten from step 5 on, the others from step 20 on."""
    path = np.vstack([np.tile(steps_of(16, 60, 5), (5, 1)), np.tile(steps_of(16, 60, 20), (5, 1))])
    first = watch(fitted(ahead(coercive__crackdown_lapses=path))).of("crackdown_lapses").first[0]
    assert first.sign == "more_threats"
    assert first.week == 24  # steps 3 to 5: (16 + 16 + 60) / 240, 18 points above now
    assert first.here.value == pytest.approx(0.5)
    assert first.odds >= LEAST_ODDS


def test_what_a_source_would_not_notice_is_no_sign():
    """Four points of a hundred, and 9% of a sum, against the least of five and ten."""
    told = watch(fitted(ahead(coercive__crackdown_lapses=0.24 * 80, asked__crackdown_lapses=1.09 * 24_000)))
    assert seen(told, "crackdown_lapses", "more_threats", 52).here.value == 0
    assert seen(told, "crackdown_lapses", "larger_sums", 52).here.value == 0
    more = watch(fitted(ahead(coercive__crackdown_lapses=0.26 * 80, asked__crackdown_lapses=1.11 * 24_000)))
    assert seen(more, "crackdown_lapses", "more_threats", 52).here.value == pytest.approx(1)
    assert seen(more, "crackdown_lapses", "larger_sums", 52).here.value == pytest.approx(1)


def test_a_sign_once_shown_has_been_seen_ever_after():
    blip = np.where((np.arange(STEPS) >= 3) & (np.arange(STEPS) < 6), 60, 16)
    told = watch(fitted(ahead(coercive__crackdown_lapses=blip)))
    assert seen(told, "crackdown_lapses", "more_threats", 52).here.value == pytest.approx(1)


@pytest.mark.parametrize(
    ("variable", "factor", "sign"),
    [
        ("asked", 0.5, "smaller_sums"),
        ("visits", 2, "more_visits"),
        ("visits", 0.5, "fewer_visits"),
        ("refusals", 2, "more_refusals"),
        ("refusals", 0.5, "fewer_refusals"),
        ("complaints", 2, "more_complaints"),
        ("complaints", 0.5, "fewer_complaints"),
        ("hardship", 2, "more_pleas"),
        ("hardship", 0.5, "fewer_pleas"),
        ("calls", 2, "more_calls"),
        ("calls", 0.5, "fewer_calls"),
        ("coercive", 0.5, "fewer_threats"),
    ],
)
def test_each_sign_is_a_move_of_its_own_number(variable, factor, sign):
    steady = ahead()[variable].to_numpy()
    told = seen_by(fitted(ahead(**{variable: factor * steady})))
    opposite = next(s.name for s in SIGNS if s.name != sign and s.name.split("_")[1] == sign.split("_")[1])
    assert told[sign].any()
    assert not told[opposite].any()


def test_signs_are_what_a_source_can_see_for_itself():
    """Not what is known only inside an office: no dismissals, charges, fear, or what officers live on."""
    assert {s.of for s in SIGNS} == {
        "coercive",
        "asked",
        "demands",
        "visits",
        "refusals",
        "complaints",
        "hardship",
        "calls",
    }
    assert {s.per for s in SIGNS} == {"demands", "requests", "week"}


def test_a_report_from_a_careless_writer_says_little():
    sure, careless = (report_chance(np.array([1.0, 0.0]), 1e9, eps) for eps in (1e-9, 1.0))
    assert sure == pytest.approx([1, 0], abs=1e-6)
    assert careless[0] == pytest.approx(careless[1])


def test_a_fit_has_signs(tiny_fit):
    post, _ = tiny_fit
    told = watch(post)
    assert [f.scenario for f in told.futures] == list(post.case.scenarios)
    assert all(len(f.seen) == len(SIGNS) * len(BY) for f in told.futures)
    assert all(s.odds > 0 and np.isfinite(s.odds) for f in told.futures for s in f.seen)
