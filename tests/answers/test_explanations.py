"""Rival explanations: weights from the rows of one bank, errors, sweeps, and what each foretells."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.explanations import LEADS, UNDECIDED, Pair, explanations, together
from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import Scores
from shakedown.fit.run import Effort, fit


@pytest.fixture(scope="module")
def found(tiny_fit):
    return explanations(tiny_fit[0])


def scored(post, chances):
    """The fit held to one statement of which each row's chance is known."""
    logs = np.broadcast_to(np.log(chances)[:, None, None, None], (1, len(chances), len(post.datings), 1, 1))
    scores = Scores(logs, post.scores.statements[:1], post.datings, np.ones(1))
    known = {"mixture": (float(np.log(np.mean(chances))), 0.0)}
    return replace(post, base=np.zeros(len(chances)), scores=scores, log_evidence=known).without(())


def test_weights_add_to_one_and_are_those_of_the_fit(tiny_fit, found):
    assert {r.name: r.weight for r in found.rivals} == pytest.approx(tiny_fit[0].explanation_chances())
    assert sum(r.weight for r in found.rivals) == pytest.approx(1)
    assert {r.before for r in found.rivals} == {1 / 7}


def test_log_evidence_averages_to_that_of_the_fit(tiny_fit, found):
    mean = np.log(np.mean(np.exp([r.log_evidence for r in found.rivals])))
    assert mean == pytest.approx(tiny_fit[0].log_evidence["mixture"][0])
    for rival in found.rivals:
        assert rival.against_average == pytest.approx(rival.log_evidence - mean)


def test_an_explanation_under_which_the_words_are_three_times_as_likely_weighs_three_times_as_much(tiny_fit):
    chances = np.array([0.6, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2])
    post = scored(tiny_fit[0], chances[tiny_fit[0].draws["explanation"].to_numpy()])
    found = explanations(post)
    assert [r.weight for r in found.rivals] == pytest.approx(chances / chances.sum())
    assert found.rivals[0].log_evidence == pytest.approx(np.log(0.6))
    assert found.pairs[0].difference == pytest.approx(np.log(3))


def test_weights_are_also_given_under_every_dating_width_and_prior(tiny_fit, found):
    post = tiny_fit[0]
    for rival in found.rivals:
        assert len(rival.under) == 3 + 2 + 1 + len(post.case.priors)
        for dating in post.datings:
            assert rival.under[dating] == pytest.approx(post.explanation_chances(dating)[rival.name])
    for name in found.rivals[0].under:
        assert sum(r.under[name] for r in found.rivals) == pytest.approx(1)


def test_the_monte_carlo_error_is_the_scatter_of_repeated_banks(tiny_fit):
    """Rows drawn again and again from the same society: the weights scatter by as much as the error says."""
    post, rng = tiny_fit[0], np.random.default_rng(0)
    kinds = post.draws["explanation"].to_numpy()
    banks = [np.where(kinds == 0, rng.beta(2, 3, kinds.size), rng.beta(1, 4, kinds.size)) for _ in range(400)]
    weights = [bank[kinds == 0].sum() / bank.sum() for bank in banks]
    errors = [explanations(scored(post, bank)).rivals[0].error for bank in banks[:5]]
    assert np.mean(errors) == pytest.approx(np.std(weights), rel=0.2)


# ---------------------------------------------------------------- the table


def test_the_table_holds_every_statement_sorted_by_how_much_it_tells_apart(tiny_fit, found):
    said = {s.id for s in tiny_fit[0].case.statements}
    assert {line.statement.id for line in found.table} == said
    spreads = [line.spread for line in found.table]
    assert spreads == sorted(spreads, reverse=True)
    assert [line.tells for line in found.table] == [s >= 0.1 for s in spreads]
    used = {line.statement.id for line in found.table if line.used}
    assert used == {s.id for s in tiny_fit[0].scores.statements}


def test_cells_are_relative_to_the_average_explanation(found):
    for line in found.table:
        assert np.mean([10**c for c in line.cells.values()]) == pytest.approx(1)
    assert np.mean([10**c for c in together(found).values()]) == pytest.approx(1)


def test_a_statement_about_a_lever_that_all_explanations_share_tells_nothing_apart(tiny):
    """Each explanation has draws of its own, so with enough of them the lever's values are alike in all."""
    case = replace(tiny, sample=50, claims=())
    post = fit(case, seed=1, effort=Effort(first=64, more=16, rounds=1, replicas=1, switched=1, corners=1, futures=1))
    line = next(line for line in explanations(post).table if line.statement.id == "private-trade-now")
    assert not line.tells


def test_a_statement_that_only_one_explanation_foretells_stands_first(tiny_fit):
    """What officers believe of the crackdown rises only where they take orders up."""
    up = Statement(
        id="up", measure="fear", window="now", kind="interval", value=(0.35, 0.99), records=("X",), writer="one", voice="reported"
    )  # fmt: skip
    post = tiny_fit[0]
    found = explanations(replace(post, case=replace(post.case, statements=(*post.case.statements[:2], up))))
    line = found.table[0]
    assert (line.statement.id, line.used) == ("up", False)
    others = [value for name, value in line.cells.items() if name not in ("both", "fear")]
    assert min(line.cells["both"], line.cells["fear"]) > max(others)


# ---------------------------------------------------------------- pairs


@pytest.mark.parametrize(
    ("difference", "low", "verdict"),
    [(1.5, 0.4, LEADS), (0.9, 0.4, UNDECIDED), (3.0, -0.1, UNDECIDED), (1.0, 0.1, LEADS)],
)
def test_one_explanation_leads_if_it_is_clear_everywhere(difference, low, verdict):
    pair = Pair(leading="a", other="b", difference=difference, error=0.1, low=low, high=4.0)
    assert pair.verdict == verdict


def test_the_leading_one_is_compared_with_each_other(tiny_fit, found):
    assert found.leading.weight == max(r.weight for r in found.rivals)
    assert {p.leading for p in found.pairs} == {found.leading.name}
    assert len(found.pairs) == 6
    for pair in found.pairs:
        assert pair.low <= pair.difference <= pair.high
        assert pair.difference >= 0


def test_a_case_without_rivals_has_one_explanation_of_weight_one(tiny_fit):
    post = tiny_fit[0]
    rows = np.flatnonzero(post.draws["explanation"].to_numpy() == 0)
    alone = replace(
        post,
        case=replace(post.case, explanations=post.case.explanations[:1]),
        draws=post.draws.isel(row=rows),
        prior=post.prior.isel(row=np.flatnonzero(post.prior["explanation"].to_numpy() == 0)),
        base=post.base[rows],
        log_weight=post.log_weight[:, rows],
        scores=replace(post.scores, logs=post.scores.logs[:, rows]),
        _raw={},
    )
    found = explanations(alone.without(()))
    assert [r.weight for r in found.rivals] == [1]
    assert found.pairs == ()
    assert not any(line.tells for line in found.table)
