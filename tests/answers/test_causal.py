"""The ledger's two questions about why: which causes did most of it in one society, and what a rival explanation weighs."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.attribution import Outcome, moved, pick_weights
from shakedown.answers.causal import lead
from shakedown.answers.claims import claims
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.society.ledger import Claim, Test
from tests.answers.by_hand import additive, outcome


def asked(post, *tests):
    """The answer to one claim with these tests."""
    claim = Claim(id="X", klass="predicted", voice="inferred", says="it is because", where="somewhere", tests=tests)
    return claims(replace(post, case=replace(post.case, claims=(claim,))))[0]


def because(*causes, measure=SIZE):
    return Test(kind="cause", measure=measure, window="change", value=causes)


def test_the_causes_that_did_most_are_counted_society_by_society(tiny_fit):
    post = tiny_fit[0]
    found, weights = moved(post, Outcome(name=SIZE)), pick_weights(post)
    names, parts = found.causes, found.parts[..., :4]
    expected = total = 0.0
    for d, k in np.argwhere(found.known & (weights > 0)):
        lowest = [names[n] for n in np.argsort(parts[d, k])[:2]]
        lowered = sorted(parts[d, k])[1] < 0
        expected += weights[d, k] * (set(lowest) == {"incomes", "crackdown"} and lowered)
        total += weights[d, k]
    assert asked(post, because("incomes", "crackdown")).probability == pytest.approx(expected / total)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_cause_leads_the_way_the_whole_change_went_up_or_down(sign):
    told = outcome([additive(sign * 30.0, sign * 10.0, start=100.0)], [100.0])
    way = told.way(np.full((3, 1), 1 / 3))
    assert way == sign
    assert lead(told, ("a",), way).all()
    assert not lead(told, ("b",), way).any()
    assert not lead(told, ("a",), -way).any()


def test_every_pair_of_causes_is_the_leading_one_in_no_more_than_all_societies(tiny_fit):
    names = [c.name for c in tiny_fit[0].case.causes]
    chances = [asked(tiny_fit[0], because(a, b)).probability for i, a in enumerate(names) for b in names[i + 1 :]]
    assert 0 <= sum(chances) <= 1 + 1e-9


def test_what_is_predicted_is_their_contribution_together(tiny_fit):
    (answer,) = asked(tiny_fit[0], because("incomes", "crackdown")).answers
    quantiles = list(answer.predictive.values())
    assert quantiles == sorted(quantiles)
    assert answer.observed == "because people have less, and crackdowns intensify"


def test_an_explanation_has_the_weight_of_its_rows(tiny_fit):
    post = tiny_fit[0]
    test = Test(kind="explanation", measure=MANNER, window="change", value="consideration")
    claim = asked(post, test)
    assert claim.probability == pytest.approx(post.explanation_chances()["consideration"])
    assert claim.answers[0].extra["before reading"] == pytest.approx(1 / 7)
    assert "hard a sum is" in claim.answers[0].observed


def test_tests_of_corners_and_of_draws_are_not_multiplied(tiny_fit):
    """A society of the corners is not one of the draws: of the two chances the smaller stands for both."""
    post = tiny_fit[0]
    rival = Test(kind="explanation", measure=MANNER, window="change", value="fear")
    both = asked(post, because("incomes", "crackdown"), rival)
    assert both.probability == min(a.probability for a in both.answers)


def test_the_built_in_ledger_asks_both(tiny_fit):
    ledger = {c.id: c for c in claims(tiny_fit[0])}
    assert [a.measure for a in ledger["C3"].answers] == ["mean amount demanded", "demands made by threat or order"]
    assert len(ledger["C22"].answers) == 1
    assert not ledger["C3"].note
    assert not ledger["C22"].note
