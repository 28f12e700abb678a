"""A new case is there whole, says that it is invented, and runs; or nothing is there."""

import shutil

import pytest

from shakedown.errors import InputError
from shakedown.society import new
from shakedown.society.load import FILES, load_case
from shakedown.society.new import new_case


def test_a_new_case_has_the_five_files_its_own_name_and_can_be_read(tmp_path):
    folder = new_case(tmp_path / "my-town")
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert load_case(folder).name == "my-town"
    assert list(tmp_path.iterdir()) == [folder]


def test_everything_in_a_new_case_says_that_it_is_invented(tmp_path):
    case = load_case(new_case(tmp_path / "mine"))
    changes = [change for history in case.histories.values() for change in history.changes]
    assert all("invented" in change.source for change in changes)
    assert all("invented" in claim.says for claim in case.claims)
    assert all("Invented" in record.source_name for record in case.records)
    assert all("Invented" in text for text in (case.place, case.province))


@pytest.mark.parametrize("name", ["hoeryong", "two words", "../up/..", ".hidden", "a/b.c"])
def test_a_name_that_will_not_do_is_told_and_nothing_is_made(name, tmp_path):
    with pytest.raises(InputError) as refusal:
        new_case(tmp_path / name)
    assert len(refusal.value.problems) == 1
    assert not list(tmp_path.iterdir())


def test_what_is_there_already_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes").write_text("dear", encoding="utf-8")
    with pytest.raises(InputError, match="is there already"):
        new_case(tmp_path / "mine")
    assert (tmp_path / "mine" / "notes").read_text(encoding="utf-8") == "dear"


@pytest.mark.parametrize("parent", ["not-there", "a-file"])
def test_a_place_that_cannot_be_written_is_told(parent, tmp_path):
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        new_case(tmp_path / parent / "mine")


@pytest.mark.parametrize("interruption", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_new_case_that_does_not_get_finished_leaves_nothing(interruption, tmp_path, monkeypatch):
    def fail(source, target):
        shutil.copyfile(source / FILES[0], target.parent / FILES[0])
        raise interruption

    monkeypatch.setattr(new.shutil, "copytree", fail)
    with pytest.raises((InputError, KeyboardInterrupt)):
        new_case(tmp_path / "mine")
    assert not list(tmp_path.iterdir())
