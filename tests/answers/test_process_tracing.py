"""A binary version of the attribution agrees with process tracing done by hand, within 0.05."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.attribution import Outcome, moved
from shakedown.answers.but_for import became, softened
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.evidence.statements import Statement
from shakedown.evidence.words import word
from shakedown.fit.likelihood import score
from shakedown.fit.picks import pick_pairs
from shakedown.fit.run import Effort, fit
from shakedown.fit.wording import Wording, anyones_word_chance
from shakedown.society.explanations import Cause
from shakedown.society.levers import ABOUT
from tests.answers.by_hand import alike, named, outcome, picks
from tests.answers.process_tracing import TYPES, causal_type, traced


def test_process_tracing_by_hand_gives_the_textbook_numbers():
    even = dict.fromkeys(TYPES, 0.25)
    assert traced(even, dict.fromkeys(TYPES, 1.0)) == {"causes": 0.5, "prevents": 0.0, "always": 0.5, "never": 0.0}
    smoking_gun = {"causes": 0.4, "prevents": 0.0, "always": 0.05, "never": 0.0}
    assert traced(even, smoking_gun)["causes"] == pytest.approx(8 / 9)
    hoop = {"causes": 0.95, "prevents": 1.0, "always": 0.5, "never": 1.0}
    assert traced(even, hoop)["causes"] == pytest.approx(0.95 / 1.45)


def by_hand(types, chances):
    """Types (society) and the chance each society gives the clue, as shares and means of the four types; then traced."""
    prior = {kind: float(np.mean(types == kind)) for kind in TYPES}
    clue = {kind: float(chances[types == kind].mean()) if prior[kind] else 0.0 for kind in TYPES}
    return traced(prior, clue)


@pytest.mark.parametrize("spoken", ["rarely", "usually"])
def test_counts_of_societies_agree_with_types_and_clues(tiny_fit, spoken):
    """Societies whose crackdown bites or not, and whose manners soften anyway or not; a word about how they ask now."""
    rng = np.random.default_rng(3)
    bites, anyway = rng.random(4000) < 0.55, rng.random(4000) < 0.35
    without = np.where(anyway, 0.45, 0.78) + rng.normal(0, 0.03, 4000)
    now = np.where(bites, np.where(anyway, 0.35, 0.12), without)
    then = np.full(4000, 0.8)
    every = outcome(np.stack([without, now], axis=1), then, causes=("crackdown",), name=MANNER)
    so = softened(every, Wording())[0]
    types = np.array([causal_type(so[k, 1], so[k, 0]) for k in range(4000)])
    chances = anyones_word_chance(word(spoken), now, Wording())
    expected = by_hand(types, chances)
    _, rows = pick_pairs(np.log(chances / chances.sum())[None], 400)
    held = alike(picks(named(tiny_fit[0], "crackdown"), 400))
    picked = outcome(every.corners[0, rows], then[rows], causes=("crackdown",), name=MANNER)
    counted = became(picked, held)[0]
    assert 1 - counted.causes[0].without == pytest.approx(expected["causes"], abs=0.05)
    assert 0.05 < expected["causes"] < 0.95


@pytest.mark.slow
def test_real_runs_agree_with_types_and_clues(tiny):
    """Two causes, the crackdown and all else; one past; one clue, small sums now. Types and clue are from the prior's
    societies, the counts from the fitted ones."""
    crackdown = next(c for c in tiny.causes if c.name == "crackdown")
    rest = Cause(name="rest", says="all else", levers=tuple(lever for lever in ABOUT if lever not in crackdown.levers))
    clue = Statement(
        id="clue", measure=SIZE, window="now", kind="interval", value=(0.0, 300.0), records=("X",), writer="one",
        voice="reported",
    )  # fmt: skip
    case = replace(
        tiny, sample=400, claims=(), causes=(crackdown, rest), explanations=tiny.explanations[:1],
        pasts=(replace(tiny.pasts[0], weight=1.0),), statements=(clue,),
    )  # fmt: skip
    effort = Effort(first=1024, more=256, rounds=1, replicas=1, switched=1, corners=384, futures=1)
    post = fit(case, seed=6, effort=effort)
    found = moved(post, Outcome(name=MANNER))
    so = softened(found, post.wording)[0]
    prior = np.flatnonzero(found.prior[0] & found.known[0])
    rows = post.corners["row"].to_numpy()[0, prior]
    chances = np.exp(score(case, post.prior, post.wording, (clue,)).each())[rows, 0, 0]
    types = np.array([causal_type(so[k, 3], so[k, 2]) for k in prior])  # with the crackdown's path, and without it
    expected = by_hand(types, chances)
    counted = became(found, post)[0]
    assert 1 - counted.causes[0].without == pytest.approx(expected["causes"], abs=0.05)
    assert min(np.mean(types == "causes"), np.mean(types == "always")) > 0.05
