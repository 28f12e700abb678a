"""A fit: the same whoever runs it, taken up where it stopped, and changed by statements without a run."""

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest

from shakedown.answers.finding import finding
from shakedown.errors import InputError
from shakedown.evidence.statements import Statement
from shakedown.fit import bank as banks
from shakedown.fit import corners, futures
from shakedown.fit.likelihood import score, used
from shakedown.fit.run import Effort, fit
from shakedown.fit.sampler import effective_size, log_evidence
from shakedown.fit.store import load_fit, save_fit
from shakedown.fit.stored import load_stored
from shakedown.fit.wording import Wording
from shakedown.society.load import load_case
from tests.conftest import TINY


def same(a, b):
    """Whether two posteriors hold the same runs and weights to the last bit."""
    return (
        a.draws.identical(b.draws)
        and a.prior.identical(b.prior)
        and a.replicas.identical(b.replicas)
        and a.corners.identical(b.corners)
        and a.futures.identical(b.futures)
        and list(a.switched) == list(b.switched)
        and all(a.switched[key].identical(b.switched[key]) for key in a.switched)
        and np.array_equal(a.base, b.base)
        and np.array_equal(a.log_weight, b.log_weight)
        and np.array_equal(a.scores.logs, b.scores.logs)
        and (a.checks, a.log_evidence) == (b.checks, b.log_evidence)
    )


def first_of(bank, post):
    """The first round of a fit run again, with the marks of a posterior's prior."""
    first = bank.run("first", post.prior["z"].to_numpy(), post.prior["explanation"].to_numpy())
    return first.assign(log_keep=post.prior["log_keep"])


def believed(post):
    """The same draws, taken for enough."""
    return replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.1})


def test_one_worker_and_many_give_the_same_bits(tiny, tiny_fit):
    assert same(tiny_fit[0], fit(tiny, seed=3, effort=TINY, workers=1))


def test_an_executor_of_ones_own_gives_the_same_bits(tiny, tiny_fit):
    with ThreadPoolExecutor(3) as pool:
        first = first_of(banks.Bank(tiny, 3, executor=pool), tiny_fit[0])
    assert first.identical(tiny_fit[0].prior)


@pytest.mark.slow
def test_another_process_makes_the_same_bits(tiny, tiny_fit):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        first = first_of(banks.Bank(tiny, 3, executor=pool), tiny_fit[0])
    assert first.identical(tiny_fit[0].prior)


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
    monkeypatch.setattr(corners, "run_one", never)
    monkeypatch.setattr(futures, "run_one", never)
    post, place = tiny_fit
    assert same(post, fit(tiny, seed=3, effort=TINY, out=place))


def test_a_batch_is_there_whole_or_not_at_all(tiny, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xarray.Dataset.to_zarr", full)
    with pytest.raises(OSError, match="No space"):
        fit(tiny, seed=3, effort=TINY, out=tmp_path)
    assert [p.name for p in (tmp_path / "bank").iterdir()] == ["plan.json"]


def test_what_a_killed_process_left_half_written_is_cleared_away(tiny_fit, tmp_path):
    place, held = tmp_path / "first-000000.zarr", tiny_fit[0].prior.isel(row=slice(2))
    for name in (".first-000000.zarr.123", ".first-000000.zarr.123.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half").touch()
    (tmp_path / ".plan.json.123").write_text("{", encoding="utf-8")
    for _ in range(2):
        banks.write_zarr(held, place)
        banks.write_text(tmp_path / "plan.json", "{}\n")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["first-000000.zarr", "plan.json"]
        assert banks.read_zarr(place).identical(held.drop_encoding())


def test_the_bank_of_another_fit_is_refused(tiny, tiny_fit):
    with pytest.raises(InputError, match="another fit"):
        fit(tiny, seed=4, effort=TINY, out=tiny_fit[1])


def test_the_bank_of_another_society_is_refused(tiny, tiny_fit):
    richer = replace(tiny, rules=tiny.rules.replace(penalty=60_000.0))
    with pytest.raises(InputError, match=r"another fit \(other: case\)"):
        banks.Bank(richer, 3, tiny_fit[1] / "bank")


def test_a_bank_whose_plan_cannot_be_read_is_refused(tiny, tmp_path):
    for text in ("{", "[]"):
        (tmp_path / "plan.json").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="damaged"):
            banks.Bank(tiny, 3, tmp_path)


def test_statements_may_change_and_finished_runs_still_count(tiny, tiny_fit, monkeypatch):
    def refused(case, jobs):
        raise InterruptedError(f"{len(jobs)} runs")

    told_less, heard = replace(tiny, statements=tiny.statements[1:], fingerprint="another"), []
    monkeypatch.setattr(banks, "run_windows", refused)
    with pytest.raises(InterruptedError):  # at the second round: where to look depends on the statements
        fit(told_less, seed=3, effort=TINY, out=tiny_fit[1], progress=lambda *told: heard.append(told))
    assert heard == [("first", 64, 112), ("first", 112, 112)]


def test_dropping_or_adding_a_statement_weighs_the_same_runs_anew(tiny, tiny_fit, monkeypatch):
    monkeypatch.setattr(banks, "run_windows", None)
    runs, told = tiny_fit[0].draws, used(tiny)
    visit = next(s for s in tiny.statements if s.id == "one-visit")
    whole, less, more = (score(tiny, runs, Wording(), s).log_likelihood() for s in (told, told[1:], [*told, visit]))
    assert less == pytest.approx(tiny_fit[0].scores.log_likelihood(leave_out=[told[0].id]))
    assert not np.allclose(less, whole)
    assert not np.allclose(more, whole)


def test_a_rows_seed_is_a_pure_function_of_seed_stage_and_row():
    assert banks.seed_of(1, "first", 0) == 2529423526515148065
    assert banks.seed_of(1, "first", 1) == 2848341914442945536
    assert banks.seed_of(2, "first", 0) == 4463643221224362272
    assert banks.seed_of(1, "more1", 0) == 6664600785349408595
    seeds = {banks.seed_of(s, stage, row) for s in (1, 2) for stage in ("first", "more1") for row in range(50)}
    assert len(seeds) == 200
    assert all(0 <= s < 2**63 for s in seeds)


def test_batches_that_have_not_begun_are_called_off_when_no_more_are_wanted():
    begun = []

    class Counted:
        def __init__(self, number):
            self.number = number

        def run(self):
            begun.append(self.number)
            return self.number

    with ThreadPoolExecutor(1) as pool:
        results = banks.in_order(map(Counted, range(100)), pool, 1)
        assert next(results) == 0
        results.close()
    assert max(begun) <= 3


def test_a_fit_is_gated_by_effective_size_and_says_how_it_stands(tiny_fit):
    post = tiny_fit[0]
    assert post.checks["first_round"] == TINY.first * len(post.explanations)
    assert post.checks["refinement"] == TINY.more * len(post.explanations)
    assert not post.sufficient
    assert replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.3}).sufficient
    assert not replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.8}).sufficient


def test_a_contradiction_lowers_the_evidence_and_is_not_what_the_gate_sees(tiny, tiny_fit):
    """A careless writer vetoes nothing, so a torn set of statements can weigh draws as evenly as a sound one."""
    runs, told = tiny_fit[0].prior, used(tiny)
    above = next(s for s in told if s.id == "above-500-now")
    against = replace(above, id="against", value="always")
    plain, torn = (score(tiny, runs, Wording(), s).log_likelihood().ravel() for s in (told, [*told, against]))
    assert log_evidence(torn)[0] < log_evidence(plain)[0] - 3
    assert effective_size(torn) == pytest.approx(effective_size(plain), rel=0.3)


def test_a_statement_about_a_lever_shapes_it_by_weights_alone():
    """Of the fit that comes with the case: few made-up rows would show chance only."""
    post = load_stored(load_case("hoeryong"))
    trade = post.values("private_trade", "now")
    told, untold = (float(np.sum(p.weights() * trade)) for p in (post, post.without(["private-trade-now"])))
    assert told < 0.9 * untold


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


def test_the_past_is_each_datings_own_window(tiny_fit):
    post = tiny_fit[0]
    past = post.values("market", "past")
    assert past[0] == pytest.approx(np.ones(past.shape[1]))
    assert past[1].max() < 0.7


def test_run_noise_of_a_lever_is_nothing_and_of_a_share_is_something(tiny_fit):
    post = tiny_fit[0]
    assert post.run_noise("private_trade", "now") == pytest.approx(0, abs=1e-12)
    assert post.run_noise("share_coercive", "past") > 0


@pytest.fixture
def light(tiny_fit):
    """The small fit without most of what takes long to write."""
    post = tiny_fit[0]
    return replace(post, prior=post.prior.isel(row=slice(4)), switched={"{}": post.switched["{}"]})


def test_a_saved_fit_comes_back_as_it_was_with_the_same_answers(light, tmp_path):
    save_fit(light, tmp_path)
    back = load_fit(tmp_path)
    assert same(light, back)
    assert (back.seed, back.wording, back.believe_causes) == (light.seed, light.wording, light.believe_causes)
    assert finding(believed(back)) == finding(believed(light))
    save_fit(back, tmp_path)  # over itself
    assert same(light, load_fit(tmp_path))


def test_a_missing_damaged_or_stale_fit_is_refused(light, tmp_path):
    with pytest.raises(InputError, match="no finished fit"):
        load_fit(tmp_path)
    save_fit(light, tmp_path)
    index = tmp_path / "posterior.json"
    whole = index.read_text(encoding="utf-8")
    for text in ("{", "[]", "{}"):
        index.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="damaged"):
            load_fit(tmp_path)
    index.write_text(json.dumps({**json.loads(whole), "engine": "another"}), encoding="utf-8")
    with pytest.raises(InputError, match="another version"):
        load_fit(tmp_path)


def test_a_fit_whose_case_or_draws_were_changed_afterwards_is_refused(light, tmp_path):
    save_fit(light, tmp_path)
    words = tmp_path / "case" / "statements.toml"
    before = words.read_bytes()
    words.write_bytes(before + b"\n# a remark\n")
    with pytest.raises(InputError, match="changed after the fit"):
        load_fit(tmp_path)
    words.write_bytes(before)
    next(p for p in (tmp_path / "posterior" / "draws.zarr" / "demands").iterdir() if p.name[0].isdigit()).unlink()
    with pytest.raises(InputError, match="is damaged"):
        load_fit(tmp_path)


def test_an_effort_that_cannot_be_is_refused():
    with pytest.raises(InputError, match="power of 2"):
        Effort(first=100)
    for part in ("more", "rounds", "replicas", "switched", "corners", "futures"):
        with pytest.raises(InputError, match="must be 1 or more"):
            Effort(**{part: 0})


def test_a_fit_from_batches_read_back_is_stored_in_the_same_bytes(tiny, tiny_fit, tmp_path):
    post, place = tiny_fit
    kept = []
    for name, held in (("run", post), ("read", fit(tiny, seed=3, effort=TINY, out=place))):
        save_fit(held, tmp_path / name)
        files = sorted(p for p in (tmp_path / name).rglob("*") if p.is_file())
        kept.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files})
    assert kept[0] == kept[1]
