"""The main job from a stored fit: in seconds, marked, weighed by what is said now, and without a run."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shakedown.errors import InputError
from shakedown.fit import bank
from shakedown.fit.likelihood import used
from shakedown.fit.posterior import Posterior
from shakedown.fit.store import load_fit
from shakedown.fit.stored import FILE, write_stored
from shakedown.fit.thin import thin
from shakedown.report import job
from shakedown.report.job import run
from shakedown.society.case import Case


@pytest.fixture(scope="module")
def stored(poor_fit: Posterior, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case with its fit beside it."""
    folder = tmp_path_factory.mktemp("stored") / "tiny"
    shutil.copytree(poor_fit.case.folder, folder)
    write_stored(thin(poor_fit, 150), folder / FILE)
    return folder


@pytest.fixture(autouse=True)
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a county was run")

    monkeypatch.setattr(bank, "in_order", never)


def answers(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return told


def test_a_stored_fit_is_taken_and_marked_and_each_answer_can_be_read_from_its_folder(
    stored: Path, tmp_path: Path
) -> None:
    post = run(stored, out=tmp_path)
    assert answers(tmp_path)["fit_from"] == post.stored != ""
    assert "From the fit stored with the case" in (tmp_path / "briefing.html").read_text(encoding="utf-8")
    assert "--refit" not in json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["command"]
    back = load_fit(tmp_path)
    assert (back.stored, list(back.switched)) == (post.stored, list(post.switched))
    assert all(back.switched[key].equals(post.switched[key]) for key in post.switched)


def test_a_dropped_record_is_weighed_out_without_a_run(stored: Path, tmp_path: Path) -> None:
    whole, less = run(stored, out=tmp_path / "whole"), run(stored, out=tmp_path / "less", drop=["SD097"])
    gone = {s.id for s in whole.scores.statements} - {s.id for s in less.scores.statements}
    assert gone == {"survey-ceiling"}
    assert (less.log_weight != whole.log_weight).any()
    assert load_fit(tmp_path / "less").scores.statements == less.scores.statements
    command = json.loads((tmp_path / "less" / "record.json").read_text(encoding="utf-8"))["command"]
    assert command.endswith("--drop survey-ceiling")
    assert answers(tmp_path / "whole")["fit_from"] == whole.stored
    assert answers(tmp_path / "less")["fit_from"] == f"{whole.stored}, weighed anew"
    assert answers(tmp_path / "less")["dropped"] == ["survey-ceiling"]
    assert answers(tmp_path / "less")["fit_anew"] == f"shakedown run {stored} --refit --drop survey-ceiling"
    assert answers(tmp_path / "less")["paragraph"].startswith("Left out as asked (--drop): ")  # type: ignore[attr-defined]


def test_the_hint_to_fit_anew_keeps_what_was_asked_for(stored: Path, tmp_path: Path) -> None:
    run(stored, out=tmp_path, drop=["above-500-now"], believe_causes=True)
    page = " ".join((tmp_path / "briefing.html").read_text(encoding="utf-8").split())
    again = f"shakedown run {stored} --refit --believe-causes --drop above-500-now"
    assert f"Fit anew with <code>{again}</code>" in page
    assert f"it may suffice: {again}" in page, "this fit does not, and the remedy is the same"


def test_a_new_fit_is_made_for_what_was_not_dropped(
    stored: Path, tmp_path: Path, poor_fit: Posterior, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for all statements and weighed anew afterwards: then the runs would lie where the dropped one points."""
    held: list[tuple[str, ...]] = []

    def fitted(case: Case, **settings: object) -> Posterior:
        held.append(tuple(s.id for s in used(case)))
        return replace(poor_fit.reweighed(used(case)), case=case)

    monkeypatch.setattr(job, "fit", fitted)
    post = run(stored, out=tmp_path, refit=True, drop=["SD091"])
    assert held == [tuple(s.id for s in used(post.case) if "SD091" not in s.records)]
    assert [s.id for s in post.scores.statements] == list(held[0])
    assert load_fit(tmp_path).scores.statements == post.scores.statements
    assert answers(tmp_path)["dropped"] == ["above-500-now", "gentle-now", "hardship-now", "private-trade-now"]


@pytest.mark.parametrize("refit", [False, True])
def test_a_name_that_drops_nothing_is_refused_before_anything_runs(stored: Path, tmp_path: Path, refit: bool) -> None:
    with pytest.raises(InputError, match=r"--drop SD999: no statement in use .* Nearest known"):
        run(stored, out=tmp_path / "new", refit=refit, drop=["SD999"])
    assert not (tmp_path / "new").exists()


def test_a_mistake_costs_no_batch_of_an_earlier_fit(stored: Path, tmp_path: Path) -> None:
    plan = tmp_path / "bank" / "plan.json"
    plan.parent.mkdir()
    plan.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="SD999"):
        run(stored, out=tmp_path, refit=True, resume=False, drop=["SD999"])
    assert plan.exists()


def test_the_command_names_a_case_of_ones_own_by_its_folder(stored: Path, tmp_path: Path) -> None:
    run(stored, out=tmp_path)
    command = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["command"]
    assert command == f"shakedown run {stored}"


def test_dropping_everything_is_refused(stored: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="leaves no statement"):
        run(stored, out=tmp_path, drop=["SD091", "SD092", "SD097"])


def test_a_seed_is_for_a_new_fit_only(stored: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--seed 5: .* Add --refit"):
        run(stored, out=tmp_path, seed=5)
