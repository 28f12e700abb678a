"""A case as a zip: read within limits, refused with a sentence, kept nowhere."""

import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shakedown.app.zipped import MOST_UNPACKED, case_in
from shakedown.errors import InputError
from shakedown.society.load import FILES, load_case
from tests.app.conftest import form_token

CASE = {name: (load_case("hoeryong").folder / name).read_bytes() for name in FILES}


def zip_of(files, prefix=""):
    """Files as a zip."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name if isinstance(name, ZipInfo) else prefix + name, data)
    return held.getvalue()


def refused(data):
    """The sentences of a zip that must be refused."""
    with pytest.raises(InputError) as wrong:
        case_in(data)
    assert all("/tmp" not in problem for problem in wrong.value.problems)
    return " ".join(wrong.value.problems)


@pytest.mark.parametrize("prefix", ["", "mine/", "a/b/"])
def test_a_case_is_read_from_the_top_or_from_one_folder(prefix):
    assert case_in(zip_of(CASE, prefix)).name == "hoeryong"


def test_other_files_are_left_alone():
    assert case_in(zip_of({**CASE, "README.md": b"x", "run.py": b"raise SystemExit"})).name == "hoeryong"


@pytest.mark.parametrize("name", ["../case.toml", "/etc/passwd", "a/../../x", "..\\x", "C:\\x", "a/../case.toml"])
def test_a_name_that_leads_outside_is_refused(name):
    assert "outside its folder" in refused(zip_of({**CASE, name: b"x"}))


def test_a_link_is_refused():
    link = ZipInfo("records.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in refused(zip_of({**CASE, link: b"/etc/passwd"}) if False else zip_of({link: b"/etc/passwd"}))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "larger than" in refused(zip_of({**CASE, "records.csv": b"\0" * (MOST_UNPACKED + 1)}))


def test_a_bomb_that_lies_about_its_size_is_cut_off():
    data = bytearray(zip_of({"records.csv": b"\0" * (MOST_UNPACKED * 5)}))
    true = (MOST_UNPACKED * 5).to_bytes(4, "little")
    lying = bytes(data.replace(true, (10).to_bytes(4, "little")))
    assert "zip" in refused(lying)


def test_many_files_are_refused():
    assert "holds 50 files" in refused(zip_of({f"{k}": b"" for k in range(50)}))


def test_two_cases_are_refused():
    both = {f"{at}/{name}": data for at in ("a", "b") for name, data in CASE.items()}
    assert "more than one case" in refused(zip_of(both))


def test_what_is_wrong_in_a_file_is_told_by_file():
    assert "case.toml" in refused(zip_of({**CASE, "case.toml": b"[case"}))
    assert refused(zip_of({**CASE, "case.toml": b"a=" + b"[" * 100_000}))
    assert "missing" in refused(zip_of({"case.toml": CASE["case.toml"]}))


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_sentence(data):
    refused(data)


@given(at=st.integers(0, 20_000), flip=st.integers(1, 255))
def test_a_scratched_zip_is_refused_or_read(at, flip):
    data = bytearray(zip_of(CASE))
    data[at % len(data)] ^= flip
    try:
        case_in(bytes(data))
    except InputError:
        return


def test_the_page_says_how_to_fit_it_and_leaves_nothing_behind(page, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sent = {"form_token": form_token(page, "/case")}
    told = page.post("/case", data=sent, files={"file": ("case.zip", zip_of(CASE))})
    assert told.status_code == 200
    assert "shakedown run ./hoeryong" in told.text
    assert list(tmp_path.iterdir()) == []
