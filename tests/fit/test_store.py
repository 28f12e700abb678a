"""A fit on disk is read as it was saved, for the case that was asked about, or refused in a sentence."""

import json
from dataclasses import replace

import pytest

from shakedown.errors import InputError
from shakedown.fit.store import load_fit, save_fit
from tests.conftest import tiny_folder
from tests.society.folders import edit


@pytest.fixture(scope="module")
def place(tiny_fit, tmp_path_factory):
    """The small fit, without most of what takes long to write."""
    post, folder = tiny_fit[0], tmp_path_factory.mktemp("kept")
    save_fit(replace(post, prior=post.prior.isel(row=slice(4)), switched={"{}": post.switched["{}"]}), folder)
    return folder


@pytest.mark.parametrize("changed", [{"seed": "x"}, {"checks": {"ess": 5000.0}}, {"wording": {}}, {"more": 1}])
def test_what_is_said_of_a_fit_cannot_be_changed(changed, place):
    index = place / "posterior.json"
    whole = index.read_text(encoding="utf-8")
    index.write_text(json.dumps({**json.loads(whole), **changed}), encoding="utf-8")
    with pytest.raises(InputError, match=r"posterior\.json: is damaged, or was changed after the fit"):
        load_fit(place)
    index.write_text(whole, encoding="utf-8")
    assert load_fit(place).seed == 3


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b"3"])
def test_an_index_that_cannot_be_read_is_told_with_the_command_that_makes_it_anew(content, place):
    index = place / "posterior.json"
    whole = index.read_bytes()
    index.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        load_fit(place)
    assert refusal.value.problems == (f"{index}: is damaged. Make it anew with: shakedown run hoeryong --out {place}",)
    index.write_bytes(whole)


def test_a_lost_case_is_told(place):
    (place / "case").rename(place / "away")
    with pytest.raises(InputError) as refusal:
        load_fit(place, "hoeryong")
    (place / "away").rename(place / "case")
    assert refusal.value.problems == (
        f"{place / 'case'}: is damaged, or was changed after the fit. "
        f"Make it anew with: shakedown run hoeryong --out {place}",
    )


def test_a_fit_can_be_asked_for_by_its_case_and_not_by_another(place, tmp_path):
    assert load_fit(place, "hoeryong").case.name == "hoeryong"
    other = tiny_folder(tmp_path / "other")
    edit(other, "case.toml", 'name = "hoeryong"', 'name = "other"')
    with pytest.raises(InputError, match="is a fit of hoeryong, not of other"):
        load_fit(place, other)


def test_where_nothing_is_kept_no_case_is_made_up(tmp_path):
    with pytest.raises(InputError) as refusal:
        load_fit(tmp_path)
    assert refusal.value.problems == (f"{tmp_path}: holds no finished fit. Make one with: shakedown run",)
