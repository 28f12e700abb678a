"""The commands that make a fit or read one: which case they answer, what they write, what they leave alone, what they say."""

import json
import shutil
from functools import partial

import pytest
import xarray as xr
from click.testing import CliRunner

from shakedown.cli import main
from shakedown.errors import InputError
from shakedown.fit import posterior
from shakedown.fit.stored import FILE, write_stored
from shakedown.fit.thin import thin
from shakedown.report import job
from tests.conftest import TINY, tiny_folder
from tests.society.folders import edit

DOCUMENTS = {"briefing.html", "answers.json", "record.json"}
ANSWERS = ("claims", "why", "forecast", "watch", "policy")
RENAMED = ('name = "hoeryong"', 'name = "elsewhere"')


def shakedown(*arguments):
    """One call of the command, in this process."""
    return CliRunner().invoke(main, list(map(str, arguments)), prog_name="shakedown")


def refused(*arguments):
    """The one sentence of a call that must be a user's mistake."""
    done = shakedown(*arguments)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture
def believed(monkeypatch):
    """Any fit suffices, or the answers would be withheld."""
    monkeypatch.setattr(posterior, "LEAST_ESS", 0.0)
    monkeypatch.setattr(posterior, "MOST_K", float("inf"))


@pytest.fixture(scope="module")
def stored(tiny_fit, tmp_path_factory):
    """The small case with its fit beside it."""
    folder = shutil.copytree(tiny_fit[0].case.folder, tmp_path_factory.mktemp("stored") / "tiny")
    write_stored(thin(tiny_fit[0], 150), folder / FILE)
    return folder


@pytest.fixture
def elsewhere(tmp_path):
    """A case of another name."""
    folder = tiny_folder(tmp_path / "mine")
    edit(folder, "case.toml", *RENAMED)
    return folder


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_about_a_case_that_is_none_is_refused(command, place):
    assert (
        "nonsense: is neither a built-in case nor a folder. Known: aceh-checkpoints, ghana-police-pay, hoeryong."
        in refused(command, "nonsense", "--out", place)
    )


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_about_a_case_is_not_read_from_the_results_of_another(command, place, elsewhere):
    said = refused(command, elsewhere, "--out", place)
    assert said.startswith(f"{place / 'posterior.json'}: is a fit of hoeryong, not of elsewhere. ")
    assert said.endswith("Ask about hoeryong, or give the --out of a run of elsewhere.")


def test_results_of_a_case_of_ones_own_name_the_folder_in_which_it_is_kept(place, elsewhere, tmp_path):
    results = shutil.copytree(place, tmp_path / "results")
    edit(results / "case", "case.toml", *RENAMED)
    assert f"Ask about {results / 'case'}," in refused("claims", "hoeryong", "--out", results)


def test_results_are_read_wherever_the_folder_of_their_case_is_now(believed, place, tmp_path):
    moved = shutil.copytree(place / "case", tmp_path / "moved")
    done = shakedown("claims", moved, "--out", place)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("C1 ")


def test_results_of_a_case_that_was_changed_since_are_read_and_a_line_says_so(believed, place, tmp_path):
    changed = shutil.copytree(place / "case", tmp_path / "my case")
    edit(changed, "claims.toml", 'class = "future"', 'class = "future" # a remark')
    done = shakedown("claims", changed, "--out", place)
    assert done.exit_code == 0
    (line,) = done.stderr.splitlines()
    assert line.startswith("hoeryong: was changed after this fit, which answers for the case as it was.")
    assert line.endswith(f"shakedown run '{changed}' --out {place}")
    assert done.stdout == shakedown("claims", place / "case", "--out", place).stdout
    assert shakedown("claims", changed, "--out", place, "--json").stderr == ""


def test_a_case_that_was_not_answered_yet_is_named_in_what_would_do(elsewhere, tmp_path):
    said = refused("claims", elsewhere, "--out", tmp_path / "out")
    assert said == (
        f"{tmp_path / 'out'}: holds no finished fit. Make one with: shakedown run {elsewhere} --out {tmp_path / 'out'}"
    )


@pytest.mark.slow
def test_run_answers_the_built_in_case_in_three_documents_and_says_what_from(tmp_path):
    done = shakedown("run", "hoeryong", "--out", tmp_path)
    assert done.exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} >= DOCUMENTS
    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    assert done.stdout.splitlines()[0] == answers["headline"]
    assert (
        f"From the fit stored with the case ({answers['fit_from']}). Fit anew with: {answers['fit_anew']}"
        in done.stdout
    )
    assert [shakedown(command, "hoeryong", "--out", tmp_path).exit_code for command in ANSWERS] == [0] * len(ANSWERS)


def test_run_writes_three_documents_and_says_what_it_was_made_from(believed, stored, tmp_path):
    done = shakedown("run", stored, "--out", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert {p.name for p in tmp_path.iterdir()} == DOCUMENTS | {"case", "posterior", "posterior.json"}
    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    headline, _, paragraph, _, source, briefing = done.stdout.splitlines()
    assert (headline, paragraph) == (answers["headline"], answers["paragraph"])
    assert source == f"From the fit stored with the case ({answers['fit_from']}). Fit anew with: {answers['fit_anew']}"
    assert briefing == f"The briefing: {tmp_path / 'briefing.html'}"


def test_run_writes_the_briefing_in_korean_and_as_a_pdf_if_asked_and_the_data_as_ever(believed, stored, tmp_path):
    done = shakedown("run", stored, "--out", tmp_path / "ko", "--lang", "ko", "--pdf")
    assert done.exit_code == 0, done.stderr
    assert shakedown("run", stored, "--out", tmp_path / "en").exit_code == 0
    assert "브리핑: " in done.stdout
    assert '<html lang="ko">' in (tmp_path / "ko" / "briefing.html").read_text(encoding="utf-8")
    assert (tmp_path / "ko" / "briefing.pdf").read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "en" / "briefing.pdf").exists()
    korean, english = ((tmp_path / lang / "answers.json").read_bytes() for lang in ("ko", "en"))
    assert korean == english
    record = json.loads((tmp_path / "ko" / "record.json").read_text(encoding="utf-8"))
    assert "--lang ko" in record["command"]


def test_a_new_fit_says_whether_it_agrees_with_the_stored_one(stored, tiny_fit, tmp_path, monkeypatch):
    monkeypatch.setattr(job, "run", partial(job.run, effort=TINY))
    shutil.copytree(tiny_fit[1] / "bank", tmp_path / "bank")  # of the same seed, so nothing is left to run
    done = shakedown("run", stored, "--refit", "--resume", "--seed", 3, "--out", tmp_path)
    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    assert answers["agreement"].startswith("This fit and the stored one ")
    assert done.stdout.splitlines()[-2:] == [answers["agreement"], f"The briefing: {tmp_path / 'briefing.html'}"]
    assert "From the fit stored" not in done.stdout


def test_a_case_without_a_stored_fit_says_before_it_is_fitted_that_this_takes_minutes(elsewhere, monkeypatch):
    def fitting(*_, **__):
        raise InputError("now it is fitted")

    monkeypatch.setattr(job, "run", fitting)
    assert shakedown("run", elsewhere).stderr.splitlines() == [
        "elsewhere: no fit is stored with this case, so it is fitted first, which takes some minutes.", "now it is fitted"
    ]  # fmt: skip
    assert shakedown("run", elsewhere, "--json").stderr.splitlines() == ["now it is fitted"]
    assert shakedown("run", "hoeryong").stderr.splitlines() == ["now it is fitted"]


def test_a_runs_own_earlier_results_are_replaced(stored, tmp_path):
    first = shakedown("run", stored, "--out", tmp_path, "--drop", "SD097")
    (tmp_path / "posterior" / "left-over").write_text("", encoding="utf-8")
    again = shakedown("run", stored, "--out", tmp_path)
    assert (first.exit_code, again.exit_code) == (3, 3)  # written, and withheld
    assert not (tmp_path / "posterior" / "left-over").exists()


@pytest.mark.parametrize("command", ["run", "fit"])
def test_results_are_not_written_over_another_case(command, stored, elsewhere):
    out = elsewhere.parent
    elsewhere.rename(out / "case")
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    said = refused(command, stored, "--out", out)
    assert said == f"{out / 'case'}: is the case elsewhere, and results are kept with theirs. Give another --out."
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("name", ["answers.json", "posterior/draws.csv", "case/records.csv"])
def test_results_are_not_written_over_what_is_no_result(name, stored, tmp_path):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("dear", encoding="utf-8")
    said = refused("run", stored, "--out", tmp_path)
    assert said.startswith(f"{tmp_path}: holds {name.removesuffix('/draws.csv')}, which no run of hoeryong left there.")
    assert (tmp_path / name).read_text(encoding="utf-8") == "dear"


def test_a_file_where_a_folder_belongs_and_the_other_way_round_are_told_before_anything_runs(stored, tmp_path):
    (tmp_path / "posterior").write_text("", encoding="utf-8")
    (tmp_path / "answers.json").mkdir()
    done = shakedown("run", stored, "--out", tmp_path)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'posterior'}: is a file, where a folder belongs. Remove it, or give another --out.",
        f"{tmp_path / 'answers.json'}: is a folder, where a file belongs. Remove it, or give another --out.",
    ]


def test_a_case_folder_that_is_called_case_is_answered_in_the_folder_it_is_in(stored, tmp_path, monkeypatch):
    shutil.copytree(stored, tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    done = shakedown("run", tmp_path / "case", "--out", ".")
    assert done.exit_code == 3  # it does not suffice
    assert (tmp_path / "briefing.html").is_file()


@pytest.mark.parametrize("suffix", [".nc", ".zarr"])
def test_simulated_runs_are_written_over_earlier_ones_and_over_nothing_else(suffix, tmp_path):
    size = ("--households", 200, "--weeks", 9, "--runs")
    place, file, folder = (tmp_path / f"{name}{suffix}" for name in ("runs", "file", "folder"))
    assert [shakedown("simulate", "hoeryong", *size, runs, "--out", place).exit_code for runs in (1, 2)] == [0, 0]
    held = xr.open_zarr(place, consolidated=False) if suffix == ".zarr" else xr.open_dataset(place, engine="scipy")
    with held:
        assert held.sizes["run"] == 2
    file.write_text("dear", encoding="utf-8")
    folder.mkdir()
    for other in (file, folder):
        said = refused("simulate", "hoeryong", *size, 1, "--out", other)
        assert (
            said == f"--out {other}: is there already, and holds no runs of a society. Give another name, or remove it."
        )
    assert file.read_text(encoding="utf-8") == "dear"
