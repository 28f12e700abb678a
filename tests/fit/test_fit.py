"""A fit: the same whoever runs it, taken up where it stopped, and changed by statements without a run."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from shakedown.errors import InputError
from shakedown.evidence.statements import Statement
from shakedown.fit import bank as banks
from shakedown.fit.likelihood import score, used
from shakedown.fit.posterior import weighted_quantiles
from shakedown.fit.run import Effort, fit
from shakedown.fit.store import load_fit, save_fit
from shakedown.fit.wording import Wording
from tests.conftest import TINY


def same(a, b):
    """Whether two posteriors hold the same draws and weights to the last bit."""
    return (
        a.draws.identical(b.draws) and np.array_equal(a.log_weight, b.log_weight) and a.replicas.identical(b.replicas)
    )


def test_one_worker_many_workers_and_an_executor_of_ones_own_give_the_same_bits(tiny, tiny_fit):
    assert same(tiny_fit[0], fit(tiny, seed=3, effort=TINY, workers=1))
    with ThreadPoolExecutor(3) as pool:
        assert same(tiny_fit[0], fit(tiny, seed=3, effort=TINY, executor=pool))


def test_an_interrupted_fit_goes_on_to_the_same_posterior(tiny, tiny_fit, tmp_path):
    def stop(stage, done, total):
        if stage == "more1":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(tiny, seed=3, effort=TINY, out=tmp_path, progress=stop)
    assert not list((tmp_path / "bank").glob(".*"))
    assert same(tiny_fit[0], fit(tiny, seed=3, effort=TINY, out=tmp_path))


def test_finished_batches_are_taken_as_they_are(tiny, tiny_fit, monkeypatch):
    def never(*_):
        raise AssertionError("a finished batch was run again")

    monkeypatch.setattr(banks, "run_windows", never)
    post, place = tiny_fit
    assert same(post, fit(tiny, seed=3, effort=TINY, out=place))


def test_a_batch_is_there_whole_or_not_at_all(tiny, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xarray.Dataset.to_zarr", full)
    with pytest.raises(OSError, match="No space"):
        fit(tiny, seed=3, effort=TINY, out=tmp_path)
    assert [p.name for p in (tmp_path / "bank").iterdir()] == ["plan.json"]


def test_the_bank_of_another_fit_is_refused(tiny, tiny_fit):
    with pytest.raises(InputError, match="another fit"):
        fit(tiny, seed=4, effort=TINY, out=tiny_fit[1])


def test_a_rows_seed_is_a_pure_function_of_seed_stage_and_row():
    assert banks.seed_of(1, "first", 0) == banks.seed_of(1, "first", 0)
    seeds = {banks.seed_of(s, stage, row) for s in (1, 2) for stage in ("first", "more1") for row in range(50)}
    assert len(seeds) == 200
    assert all(0 <= s < 2**63 for s in seeds)


def test_a_fit_is_gated_by_effective_size_and_says_how_it_stands(tiny_fit):
    post = tiny_fit[0]
    assert post.checks["first_round"] == 64
    assert post.checks["refinement"] == 64
    assert not post.sufficient
    assert replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.3}).sufficient
    assert not replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.8}).sufficient


def test_a_statement_about_a_lever_shapes_it_by_weights_alone(tiny, tiny_fit):
    post = tiny_fit[0]
    told = float(np.sum(post.weights() * post.values("private_trade", "now")))
    untold = post.scores.log_likelihood(leave_out=["private-trade-now"])
    weight = np.exp(untold.T - untold.max())
    without = float(np.sum(weight / weight.sum() * post.values("private_trade", "now")))
    assert told < without


def test_causal_sentences_enter_only_when_asked_for(tiny):
    assert {s.use for s in used(tiny)} == {"fit"}
    assert {s.id for s in used(tiny, believe_causes=True)} - {s.id for s in used(tiny)} == {
        "because-poorer",
        "because-fear",
    }


def test_a_writers_spread_of_nothing_changes_the_evidence(tiny, tiny_fit):
    runs = tiny_fit[0].prior
    spread, none = (score(tiny, runs, Wording(writer_sd=sd), used(tiny)).log_likelihood() for sd in (0.33, 0.0))
    assert abs(spread.mean() - none.mean()) > 1e-4


def test_two_words_of_one_writer_are_not_two_writers(tiny, tiny_fit):
    runs = tiny_fit[0].prior
    words = [s for s in used(tiny) if s.kind == "word" and s.measure == "share_above"]
    apart: list[Statement] = [replace(s, writer=s.id) for s in words]
    one, two = (score(tiny, runs, Wording(writer_sd=1.0), group).log_likelihood() for group in (words, apart))
    assert not np.allclose(one, two)


def test_weights_add_to_one_over_datings_and_within_each(tiny_fit):
    post = tiny_fit[0]
    assert post.weights().sum() == pytest.approx(1)
    assert all(post.weights(d).sum() == pytest.approx(1) for d in post.datings)
    assert sum(post.dating_chances().values()) == pytest.approx(1)


def test_the_past_is_each_datings_own_window(tiny_fit):
    post = tiny_fit[0]
    past = post.values("market", "past")
    assert past[0] == pytest.approx(np.ones(past.shape[1]))
    assert past[1].max() < 0.7


def test_run_noise_of_a_lever_is_nothing_and_of_a_share_is_something(tiny_fit):
    post = tiny_fit[0]
    assert post.run_noise("private_trade", "now") == pytest.approx(0, abs=1e-12)
    assert post.run_noise("share_coercive", "past") > 0


def test_a_whole_county_spreads_less_than_its_sample(tiny_fit):
    post = tiny_fit[0]
    sample, county = (f("share_coercive", "now") for f in (post.values, post.county_values))
    assert np.nanstd(county) < np.nanstd(sample)


def test_weighted_quantiles_are_those_of_the_repeated_values():
    values, weights = np.array([1.0, 2.0, 3.0, np.nan]), np.array([1.0, 2.0, 1.0, 9.0])
    assert weighted_quantiles(values, weights, (0.5,)) == pytest.approx([2.0])
    assert np.isnan(weighted_quantiles(np.array([np.nan]), np.array([1.0]), (0.5,))).all()


def test_a_saved_fit_comes_back_as_it_was(tiny_fit, tmp_path):
    save_fit(tiny_fit[0], tmp_path)
    back = load_fit(tmp_path)
    assert same(tiny_fit[0], back)
    assert back.quantiles("mean_amount", "now") == pytest.approx(tiny_fit[0].quantiles("mean_amount", "now"))


def test_a_missing_damaged_or_stale_fit_is_refused(tiny_fit, tmp_path):
    with pytest.raises(InputError, match="no finished fit"):
        load_fit(tmp_path)
    save_fit(tiny_fit[0], tmp_path)
    index = tmp_path / "posterior.json"
    known = json.loads(index.read_text())
    index.write_text(json.dumps({**known, "engine": "another"}))
    with pytest.raises(InputError, match="another version"):
        load_fit(tmp_path)
    index.write_text("{")
    with pytest.raises(InputError, match="damaged"):
        load_fit(tmp_path)


def test_an_effort_that_cannot_be_is_refused():
    with pytest.raises(InputError, match="power of 2"):
        Effort(first=100)
