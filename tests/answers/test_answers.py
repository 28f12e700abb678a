"""The ledger and the finding say what the numbers say, and no more."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.claims import claims
from shakedown.answers.everything import answers_of
from shakedown.answers.finding import finding
from shakedown.answers.then_and_now import MANNER, SIZE, then_and_now

CLASSES = dict(
    input=["C1", "C16", "C17", "C23", "C24"],
    fitted=["C2", "C7", "C9"],
    predicted=["C3", "C10", "C11", "C15", "C18", "C19", "C22"],
    mechanism=["C4", "C5", "C6", "C8", "C12", "C13", "C14", "C21"],
    future=["C20"],
)


@pytest.fixture(scope="module")
def believed(tiny_fit):
    """The small fit, taken for one that suffices."""
    return replace(tiny_fit[0], checks={**tiny_fit[0].checks, "ess": 500.0, "pareto_k": 0.1})


def first_alone(post):
    """Weights (dating, row) that count the prior's draws alike and the others next to nothing."""
    weight = np.full(post.log_weight.shape, 1e-30)
    weight[:, : post.prior.sizes["row"]] = 1
    return weight / weight.sum()


def fell_in(post, falls):
    """The posterior with runs in which size and manner fell in these datings and rose in the others."""
    windows = list(post.draws.window.values)
    demands = post.draws.demands.copy()
    demands[:] = 0
    small_polite = dict(manner=2, amount=1)
    large_rough = dict(manner=0, amount=10)
    middle = dict(manner=0, amount=4)
    for n, name in enumerate(windows):
        at = middle if name == "now" else large_rough if name in falls else small_polite
        demands[dict(window=n, **at)] = 100
    demands[dict(window=windows.index("now"), manner=2, amount=4)] = 100
    draws = post.draws.assign(demands=demands)
    noise = post.replicas.assign(demands=post.replicas.demands * 0 + 1)
    return replace(post, draws=draws, replicas=noise)


def test_every_line_of_the_ledger_is_answered_in_its_class(tiny_fit):
    ledger = claims(tiny_fit[0])
    assert [c.id for c in ledger] == [f"C{n}" for n in range(1, 25)]
    assert {c.id: c.klass for c in ledger} == {i: k for k, ids in CLASSES.items() for i in ids}
    assert [c.id for c in ledger if c.note.startswith("waits")] == []
    chances = [a.probability for c in ledger for a in c.answers]
    assert all(0 <= p <= 1 for p in chances)
    assert all(c.basis and c.where for c in ledger)


def test_the_visit_is_compared_with_requests_and_not_fitted(tiny_fit):
    (visit,) = next(c for c in claims(tiny_fit[0]) if c.id == "C10").answers
    assert visit.predictive["0.1"] <= visit.predictive["0.5"] <= visit.predictive["0.9"]
    assert "one-visit" not in {s.id for s in tiny_fit[0].scores.statements}


def test_a_direction_is_told_only_if_every_dating_agrees(believed):
    all_datings = set(believed.datings)
    assert then_and_now(fell_in(believed, all_datings)).verdicts == {
        SIZE: "fell",
        "share_above": "fell",
        MANNER: "fell",
    }
    one_out = then_and_now(fell_in(believed, all_datings - {"recent"})).verdicts
    assert one_out[SIZE] == "not told apart"
    assert one_out[MANNER] == "not told apart"


def test_the_headline_follows_the_verdicts(believed):
    assert "whichever past" in finding(fell_in(believed, set(believed.datings))).headline
    assert finding(fell_in(believed, {"before_2020"})).headline.startswith("These reports cannot tell")


def test_a_fit_that_does_not_suffice_is_withheld(tiny_fit):
    withheld = finding(tiny_fit[0])
    assert not withheld.sufficient
    assert withheld.numbers == ()
    assert "insufficient" in withheld.headline


def test_a_finding_has_four_numbers_with_ranges_and_says_what_cannot_be_told(believed):
    found = finding(believed)
    assert len(found.numbers) == 4
    assert all(n.range.low <= n.range.median <= n.range.high for n in found.numbers)
    assert all(n.range.basis for n in found.numbers)
    assert any("When the past was" in text for text in found.cannot)
    whole = answers_of(believed).found
    assert whole.numbers == found.numbers
    assert any("is a claim to test" in text for text in whole.cannot)


def test_a_range_no_narrower_than_assumed_is_said_to_be(believed):
    prior_only = replace(believed, log_weight=np.log(first_alone(believed)))
    assert any("hardly narrower" in text for text in finding(prior_only).cannot)
