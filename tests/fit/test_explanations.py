"""Rival explanations are switches drawn with the rows: as many rows under each, each with its own dials and levers."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from shakedown.fit.bank import Bank, society_at
from shakedown.fit.run import fit
from shakedown.fit.sampler import prior_scores
from shakedown.society.explanations import AS_IT_IS
from shakedown.society.history import History
from shakedown.society.load import load_case
from tests.conftest import TINY

CASE = load_case("hoeryong")
NAMES = tuple(e.name for e in CASE.explanations)
OWNERS = {prior: e.name for e in CASE.explanations for prior in sorted(e.named)}


def test_a_prior_is_named_by_at_most_one_explanation_and_moves_nothing_of_the_case_itself():
    assert set(OWNERS) == {"leverage_lost", "courtesy_now", "regard", "contacts_now"}
    assert sum(len(e.named) for e in CASE.explanations) == len(OWNERS)
    changes = [c for h in CASE.histories.values() if isinstance(h, History) for c in h.changes]
    assert not set(OWNERS) & {c.value for c in changes if isinstance(c.value, str)}


def test_every_explanation_has_as_many_rows_as_any_other(tiny_fit):
    post = tiny_fit[0]
    assert np.bincount(post.prior["explanation"]).tolist() == [TINY.first] * len(NAMES)
    assert np.bincount(post.draws["explanation"]).tolist() == [TINY.first + TINY.more] * len(NAMES)
    for runs in (post.prior, post.draws):
        assert runs["explanation"].to_numpy().tolist() == [r % len(NAMES) for r in range(runs.sizes["row"])]


def test_a_case_with_few_explanations_is_run_more_often_under_each():
    effort = replace(TINY, first=32, more=20)
    assert [effort.under_each(kinds) for kinds in (1, 2, 3, 4, 7)] == [
        (128, 80),
        (64, 40),
        (64, 40),
        (32, 20),
        (32, 20),
    ]


def test_each_explanation_fills_the_prior_evenly_on_its_own():
    z = prior_scores(256, 3, 1, kinds=5)
    for kind in range(5):
        assert np.abs(z[kind::5].mean(axis=0)).max() < 0.03
        assert np.abs(z[kind::5].std(axis=0) - 1).max() < 0.05
    assert not np.array_equal(z[0::5], z[1::5])


@pytest.mark.parametrize("name", NAMES)
def test_an_explanations_rows_have_its_dials_and_its_levers_and_otherwise_those_of_the_case(name):
    z = np.zeros(len(CASE.priors))
    explanation = CASE.explanations[NAMES.index(name)]
    rules, levers = society_at(CASE, z, NAMES.index(name))
    plain_rules, plain_levers = CASE.society({})
    medians = {prior: p.median for prior, p in CASE.priors.items()}
    dials = {dial: medians[v] if isinstance(v, str) else v for dial, v in explanation.rules.items()}
    for dial in asdict(plain_rules):
        assert getattr(rules, dial) == pytest.approx(dials.get(dial, getattr(plain_rules, dial)))
    weekly, plain = levers.weekly(CASE.weeks), plain_levers.weekly(CASE.weeks)
    assert {lever for lever in weekly if not np.allclose(weekly[lever], plain[lever])} == set(explanation.histories)


@pytest.mark.parametrize("z", [-6.0, 6.0])
@pytest.mark.parametrize("place", range(len(NAMES)))
def test_a_far_tail_under_every_explanation_is_still_a_society(place, z):
    rules, _ = society_at(CASE, np.full(len(CASE.priors), z), place)
    assert all(np.isfinite(getattr(rules, dial)) for dial in CASE.explanations[place].rules)


def test_levers_of_an_explanation_move_in_its_runs_and_in_no_others(tiny_fit):
    runs, kinds = tiny_fit[0].prior.sel(window="now"), tiny_fit[0].prior["explanation"].to_numpy()
    for lever, still, owner in (("courtesy", 0.0, "order_to_be_nice"), ("contacts", 1.0, "more_visits")):
        moved = runs[lever].to_numpy() != still
        assert moved.tolist() == (kinds == NAMES.index(owner)).tolist()


@pytest.mark.parametrize("prior", OWNERS)
def test_a_prior_that_one_explanation_names_moves_its_runs_and_no_others(tiny, prior):
    kinds = np.arange(len(NAMES))
    z = prior_scores(16, len(CASE.priors), 9, len(NAMES))[: len(NAMES)]
    other = z.copy()
    other[:, list(CASE.priors).index(prior)] = 2.0 - np.sign(z[:, list(CASE.priors).index(prior)])
    one, two = (Bank(tiny, 5).run("first", each, kinds).drop_vars("z") for each in (z, other))
    same = [one.isel(row=row).identical(two.isel(row=row)) for row in kinds]
    assert [name for name, alike in zip(NAMES, same, strict=True) if not alike] == [OWNERS[prior]]


def test_chances_of_explanations_add_to_one_under_every_dating(tiny_fit):
    post = tiny_fit[0]
    for dating in (None, *post.datings):
        chances = post.explanation_chances(dating)
        assert tuple(chances) == NAMES
        assert sum(chances.values()) == pytest.approx(1)
    mixed = sum(p * post.explanation_chances(d)["fear"] for d, p in post.dating_chances().items())
    assert mixed == pytest.approx(post.explanation_chances()["fear"])


def test_explanations_are_alike_before_anything_is_said(tiny_fit):
    post = tiny_fit[0]
    each = np.bincount(post.prior["explanation"], weights=post.prior_weights().sum(axis=0))
    assert each == pytest.approx(np.full(len(NAMES), 1 / len(NAMES)))


def test_weights_under_one_explanation_lie_on_its_rows_and_add_to_one(tiny_fit):
    post = tiny_fit[0]
    for place, name in enumerate(NAMES):
        weights, mine = post.weights(explanation=name), post.draws["explanation"].to_numpy() == place
        assert weights.sum() == pytest.approx(1)
        assert weights[:, ~mine].sum() == 0
        chance = post.explanation_chances()[name]
        assert weights[:, mine] * chance == pytest.approx(post.weights()[:, mine])


def test_a_case_that_names_no_rivals_is_explained_by_itself(tiny):
    plain = replace(tiny, explanations=(AS_IT_IS,), claims=(), causes=tiny.causes[:1])
    post = fit(plain, seed=3, effort=replace(TINY, futures=1, corners=1, replicas=1, switched=1))
    assert post.explanations == ("as_it_is",)
    assert post.explanation_chances() == pytest.approx({"as_it_is": 1.0})
    assert post.prior["explanation"].to_numpy().tolist() == [0] * TINY.under_each(1)[0]
    assert np.array_equal(post.weights(explanation="as_it_is"), post.weights())


def test_the_first_round_of_a_case_without_rivals_is_that_of_its_explanation_as_it_is(tiny):
    z = prior_scores(16, len(tiny.priors), 3)[:2]
    alone = Bank(replace(tiny, explanations=(AS_IT_IS,)), 3).run("first", z, np.zeros(2, int))
    assert NAMES[0] == "both"
    assert not tiny.explanations[0].rules
    assert Bank(tiny, 3).run("first", z, np.zeros(2, int)).identical(alone)
