"""The fit that comes with a case: one file, taken only if it is of this society and this case, and weighed by what is said."""

import shutil
from time import perf_counter

import numpy as np
import pytest

from shakedown.errors import InputError
from shakedown.fit import stored as storing
from shakedown.fit.stored import FILE, has_stored, load_stored, write_stored
from shakedown.fit.thin import thin
from shakedown.fit.weigh import LEAST_ESS
from shakedown.society.load import load_case
from tests.conftest import tiny_folder
from tests.society.folders import edit

HARDSHIP = 'id = "hardship-now"\nmeasure = "share_hardship"'


@pytest.fixture(scope="module")
def small(tiny_fit):
    """The tiny fit, thinned."""
    return thin(tiny_fit[0], 60)


@pytest.fixture(scope="module")
def shipped(small, tmp_path_factory):
    """A case folder with that fit in it."""
    folder = tiny_folder(tmp_path_factory.mktemp("shipped") / "tiny")
    write_stored(small, folder / FILE)
    return folder


@pytest.fixture
def mine(shipped, tmp_path):
    """A copy of that folder to do as one likes with."""
    return shutil.copytree(shipped, tmp_path / "mine")


def refused(folder):
    """What is said of a stored fit that is not taken."""
    with pytest.raises(InputError) as refusal:
        load_stored(load_case(folder))
    (problem,) = refusal.value.problems
    assert f"Fit anew with: shakedown run {folder} --refit" in problem
    return problem


def test_what_was_stored_comes_back_to_four_digits(small, shipped):
    back = load_stored(load_case(shipped))
    assert back.explanation_chances() == pytest.approx(small.explanation_chances(), abs=1e-3)
    assert back.dating_chances() == pytest.approx(small.dating_chances(), abs=1e-3)
    assert back.log_weight == pytest.approx(small.log_weight, abs=0.02)
    for part in ("draws", "prior", "replicas", "corners", "futures"):
        kept, whole = getattr(back, part), getattr(small, part)
        assert set(kept.variables) == set(whole.variables)
        for name, values in whole.variables.items():
            assert kept[name].dims == values.dims
            if values.dtype.kind in "iuU":
                assert np.array_equal(kept[name], values), name
            else:
                assert np.allclose(kept[name], values, rtol=2**-12, atol=1e-12, equal_nan=True), name
    assert list(back.switched) == list(small.switched)
    assert (back.seed, back.wording, back.believe_causes) == (small.seed, small.wording, small.believe_causes)


def test_measures_are_read_off_a_stored_fit_as_off_the_fit(small, shipped):
    back = load_stored(load_case(shipped))
    for name, at in (("mean_amount", None), ("share_coercive", None), ("share_above", 500.0)):
        assert back.quantiles(name, "now", at) == pytest.approx(small.quantiles(name, "now", at), rel=5e-3, nan_ok=True)
    assert back.future_weights() == pytest.approx(small.future_weights(), abs=5e-3)
    assert back.corner_weights() == pytest.approx(small.corner_weights(), abs=5e-3)


def test_a_stored_fit_says_which_it_is(shipped):
    told = load_stored(load_case(shipped)).stored
    assert told == f"engine {storing.engine_hash()[:12]}, seed 3"


def test_rounding_keeps_whole_numbers_what_is_no_number_and_no_more_than_four_digits():
    held = np.array([1 / 3, 1e-9, -7.0, 0.0, np.inf, -np.inf, np.nan, 12345.678])
    kept = storing._small(storing.xr.DataArray(held))
    assert kept.dtype == np.float32
    assert np.allclose(kept, held, rtol=2**-12, equal_nan=True)
    assert kept[2:4].tolist() == [-7.0, 0.0]
    whole = storing._small(storing.xr.DataArray(np.array([0, 300, 65_535])))
    assert (whole.dtype, whole.tolist()) == (np.uint16, [0, 300, 65_535])
    assert storing._small(storing.xr.DataArray(np.array([-1, 2]))).tolist() == [-1, 2]


def test_a_fit_of_another_society_is_refused(mine, monkeypatch):
    monkeypatch.setattr(storing, "engine_hash", lambda: "another")
    assert f"{FILE}: is a fit of another version of the society." in refused(mine)


@pytest.mark.parametrize(
    ("stands", "written"),
    [
        ("q90 = 80_000", "q90 = 90_000"),
        ("since = 2024-05-01, value = 0.50", "since = 2024-05-01, value = 0.55"),
        ("from = 2025-08-25", "from = 2025-09-01"),
        ('rules = {fear_up = 0, fear_bump = 0}\nsource = "C12 alone"', 'rules = {fear_up = 0}\nsource = "C12 alone"'),
        ("sample = 200 ", "sample = 300 "),
    ],
)
def test_a_fit_from_before_the_society_of_the_case_was_changed_is_refused(mine, stands, written):
    edit(mine, "case.toml", stands, written)
    assert f"{FILE}: is a fit from before the case was changed." in refused(mine)


@pytest.mark.parametrize(
    ("file", "stands", "written", "what"),
    [
        ("scenarios.toml", "{crackdown = 0.1}", "{crackdown = 0.2}", "scenarios or causes"),
        ("scenarios.toml", 'name = "crackdown_lapses"', 'name = "it_lapses"', "scenarios or causes"),
        ("case.toml", 'levers = ["market", "prices"]', 'levers = ["market"]', "scenarios or causes"),
        ("claims.toml", "switch = {fear_up = 0.0, fear_bump = 0.0}", "switch = {fear_up = 0.0}", "claims"),
    ],
)
def test_a_fit_without_the_runs_that_the_case_asks_for_now_is_refused(mine, file, stands, written, what):
    edit(mine, file, stands, written)
    assert f"{FILE}: is a fit from before its {what} were changed." in refused(mine)


def test_what_a_case_says_of_itself_may_change_under_a_fit(mine):
    edit(mine, "case.toml", 'says = "people have less"\nlevers', 'says = "people earn less"\nlevers')
    edit(mine, "scenarios.toml", 'says = "nothing changes"', 'says = "all stays as it is"')
    assert load_stored(load_case(mine)).stored.endswith("weighed anew")


@pytest.mark.parametrize("damage", ["halved", "nearly whole", "garbage", "empty", "text", "one array", "a hole"])
def test_a_damaged_file_is_refused(mine, damage):
    file = mine / FILE
    whole = file.read_bytes()
    if damage == "one array":
        with file.open("wb") as out:
            np.save(out, np.zeros(3))
    else:
        middle = len(whole) // 2
        file.write_bytes({
            "halved": whole[:middle],
            "nearly whole": whole[:-1],
            "garbage": np.random.default_rng(1).bytes(5000),
            "empty": b"",
            "text": b"not a fit\n",
            "a hole": whole[:middle] + bytes(500) + whole[middle + 500 :],
        }[damage])  # fmt: skip
    assert f"{FILE}: is damaged." in refused(mine)


def test_a_file_that_was_cut_or_scratched_anywhere_is_refused_or_read_as_it_was(mine, small):
    file, case, rng = mine / FILE, load_case(mine), np.random.default_rng(5)
    whole, chances = file.read_bytes(), small.explanation_chances()
    for place in rng.integers(0, len(whole), 40).tolist():
        for scratched in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            file.write_bytes(scratched)
            try:
                back = load_stored(case)
            except InputError:
                continue
            assert back.explanation_chances() == pytest.approx(chances, abs=1e-3)


def test_a_case_without_a_fit_says_how_to_get_one(mine):
    (mine / FILE).unlink()
    assert not has_stored(load_case(mine))
    assert "comes without a fit." in refused(mine)


def test_the_built_in_case_is_fitted_anew_by_its_name(tiny, monkeypatch):
    monkeypatch.setattr(storing, "FILE", "no-such-file")
    with pytest.raises(InputError, match="Fit anew with: shakedown run hoeryong --refit"):
        load_stored(load_case("hoeryong"))


@pytest.mark.parametrize("change", ["reworded", "dropped"])
def test_a_changed_statement_is_weighed_anew_over_the_same_runs(mine, small, change):
    if change == "reworded":
        edit(mine, "statements.toml", f'{HARDSHIP}\nwindow = "now"\nkind = "word"\nvalue = "usually"',
             f'{HARDSHIP}\nwindow = "now"\nkind = "word"\nvalue = "rarely"')  # fmt: skip
    else:
        edit(mine, "statements.toml", "weight = 0.5", 'weight = 0.5\nuse = "predict"')
    case = load_case(mine)
    back = load_stored(case)
    assert back.stored.endswith("seed 3, weighed anew")
    expected = small.reweighed([s for s in case.statements if s.use == "fit"])
    assert back.log_weight == pytest.approx(expected.log_weight, abs=0.02)
    assert back.explanation_chances() == pytest.approx(expected.explanation_chances(), abs=1e-3)
    assert not np.allclose(back.log_weight, small.log_weight, atol=0.02)
    assert back.checks["ess"] == pytest.approx(expected.checks["ess"], rel=1e-2)
    assert back.future_weights() == pytest.approx(expected.future_weights(), abs=5e-3)


def test_causes_are_believed_of_a_stored_fit_if_asked_for(shipped, small):
    case = load_case(shipped)
    back = load_stored(case, believe_causes=True)
    assert {s.id for s in back.scores.statements} - {s.id for s in small.scores.statements} == {
        "because-poorer",
        "because-fear",
    }
    assert back.believe_causes


def test_the_priors_rows_are_kept_once_and_are_the_first_of_the_draws(small, shipped):
    with np.load(shipped / FILE) as held:
        assert [name for name in held.files if name.startswith("prior/")] == ["prior/log_keep"]
    back = load_stored(load_case(shipped))
    assert np.array_equal(back.prior["seed"], small.prior["seed"])
    assert back.prior_weights() == pytest.approx(small.prior_weights(), rel=1e-3)


def test_a_disk_that_is_full_leaves_the_fit_that_was_there(mine, small, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    before = (mine / FILE).read_bytes()
    monkeypatch.setattr("numpy.savez_compressed", full)
    with pytest.raises(OSError, match="No space"):
        write_stored(small, mine / FILE)
    assert (mine / FILE).read_bytes() == before
    assert [p.name for p in mine.iterdir() if p.name.startswith(".")] == []


def test_the_same_fit_is_stored_in_the_same_bytes(small, shipped, tmp_path):
    write_stored(small, tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == (shipped / FILE).read_bytes()


def test_the_fit_that_comes_with_a_case_is_small_sufficient_and_not_stale():
    case = load_case("hoeryong")
    assert (case.folder / FILE).stat().st_size < 3_000_000
    assert load_stored(case).sufficient


def test_of_the_fit_that_comes_with_a_case_any_statement_or_record_may_be_dropped_or_its_causes_believed():
    """Without a run, in no more than two seconds each, and still with enough societies to answer."""
    case = load_case("hoeryong")
    whole = load_stored(case)
    said = whole.scores.statements
    records = {record for s in said for record in s.records}
    kept = {s.id: [other for other in said if other.id != s.id] for s in said}
    kept |= {record: [s for s in said if record not in s.records] for record in records}
    sizes = {}
    for dropped, statements in kept.items():
        if statements:
            began = perf_counter()
            sizes[dropped] = whole.reweighed(statements).checks["ess"]
            assert perf_counter() - began < 2
    sizes["causes believed"] = load_stored(case, believe_causes=True).checks["ess"]
    assert min(sizes.values()) >= LEAST_ESS, sizes
