"""A case folder is a case, or every mistake in it is told: one sentence each, with its place and what would do."""

import pytest

from shakedown.errors import InputError
from shakedown.society.explanations import AS_IT_IS, read_causes, read_explanations
from shakedown.society.load import FILES, called, load_case, name_in
from tests.society.folders import copy_of_hoeryong, edit, problems_of
from tests.society.mistakes import MISTAKES

LAST = {
    "case.toml": ("sample = 6_000", 'sample = "x"'),
    "records.csv": ("SD036,pattern", "SD036,patern"),
    "statements.toml": ('value = "mostly"\nrecords', 'value = "mostyl"\nrecords'),
    "scenarios.toml": ("crackdown = 0.1", "crackdown = 10"),
    "claims.toml": ('class = "future"', 'class = "futuristic"'),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_is_told_in_one_sentence_with_its_place_and_what_would_do(mistake, tmp_path):
    file, stands, written, parts = MISTAKES[mistake]
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, file, stands, written)
    (problem,) = problems_of(folder)
    assert problem.startswith(file)
    assert all(part in problem for part in parts), problem
    assert problem.endswith(".")
    assert "\n" not in problem


def test_mistakes_of_all_five_files_are_told_at_once(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    for file, change in LAST.items():
        edit(folder, file, *change)
    problems = problems_of(folder)
    assert [problem.split(",")[0] for problem in problems] == list(FILES)


def test_a_case_without_a_scenario_that_moves_nothing_is_told_what_to_add(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, "scenarios.toml", "levers = {}", "levers = { market = 0.6 }")
    (problem,) = problems_of(folder)
    assert problem.startswith("scenarios.toml, scenario: each of them moves a lever. Add one with levers = {}")


def test_all_mistakes_of_one_file_are_told_at_once(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    for stands, written in [
        ("sample = 6_000", "sample = 0"),
        ("q90 = 80_000", "q90 = 8"),
        ("value = 0.50", "value = 5"),
    ]:
        edit(folder, "case.toml", stands, written)
    edit(folder, "case.toml", "end = 2025-09-28", "end = 2016-09-25")
    assert len(problems_of(folder)) == 4


def test_text_in_a_number_column_is_told_row_by_row(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, "records.csv", "amount_band,currency", "amount_low,currency")
    problems = problems_of(folder)
    assert [problem.split(":")[0] for problem in problems] == [
        f"records.csv, row {n}, amount_low" for n in (4, 5, 6, 7)
    ]
    assert '"300-1000" is not a number. Write 300, and the currency in its own column.' in problems[0]


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_told_once_and_the_others_are_read_all_the_same(file, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / file).unlink()
    other = next(name for name in FILES if name != file)
    edit(folder, other, *LAST[other])
    missing, mistake = problems_of(folder)
    assert f"the file {file} is missing" in missing
    assert mistake.startswith(other)


@pytest.mark.parametrize("file", [name for name in FILES if name.endswith(".toml")])
def test_a_file_that_is_not_toml_is_told_once_with_its_line(file, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / file).write_text('a = "b"\n[[c\n', encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.startswith(f"{file}: is not TOML (")
    assert "line 2" in problem
    assert problem.endswith("Mend that line.")


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb =", 2), ("a = [1,\n2\n\n\n", 2), ('a = 1\n\nb = """c\n', 3), ("a = 1\na = 2", 2)]
)
def test_toml_that_breaks_off_at_the_end_is_told_with_the_number_of_its_last_line(text, line, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / "scenarios.toml").write_text(text, encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.startswith("scenarios.toml: is not TOML (")
    assert problem.endswith(f"at end of document, line {line})). Mend that line, or close what is open above it.")


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = 1" + "0" * 5000])
def test_toml_that_no_line_is_named_of_is_told_without_one(text, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / "scenarios.toml").write_text(text, encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.startswith("scenarios.toml: is not TOML (")
    assert "that line" not in problem


@pytest.mark.parametrize("file", FILES)
def test_a_file_in_another_encoding_is_told_once_with_its_line(file, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / file).write_bytes((folder / file).read_bytes() + "\n# 회령".encode("euc-kr"))
    (problem,) = problems_of(folder)
    assert problem.startswith(f"{file}, line ")
    assert "this is not UTF-8 text" in problem


@pytest.mark.parametrize("file", FILES)
def test_a_file_saved_by_a_spreadsheet_or_an_editor_with_a_byte_order_mark_is_read(file, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / file).write_bytes(b"\xef\xbb\xbf" + (folder / file).read_bytes())
    assert load_case(folder).weeks == load_case("hoeryong").weeks


@pytest.mark.parametrize("rows", [b"", b"id,record_type\n"])
def test_empty_records_are_told(rows, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / "records.csv").write_bytes(rows)
    (problem,) = problems_of(folder)
    assert problem.startswith("records.csv has no rows. Write one row per record")


def test_explanations_and_causes_that_are_no_tables_are_told():
    assert read_explanations(3, frozenset(), {}) == (
        (AS_IT_IS,), ["case.toml, [explanations]: is not a table. Head each with [explanations.NAME]."]
    )  # fmt: skip
    assert read_causes([]) == ((), ["case.toml, [causes]: is not a table. Head each with [causes.NAME]."])


def test_a_case_that_names_neither_explanations_nor_causes_is_explained_as_it_is():
    assert read_explanations({}, frozenset(), {}) == ((AS_IT_IS,), [])
    assert read_causes({}) == ((), [])


def test_a_case_without_a_statement_to_fit_is_told(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / "statements.toml").write_text("", encoding="utf-8")
    assert problems_of(folder) == ('statements.toml: no statement has use = "fit", so nothing can be fitted. Add one.',)


def test_a_file_that_is_a_folder_is_told(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    (folder / "claims.toml").unlink()
    (folder / "claims.toml").mkdir()
    (problem,) = problems_of(folder)
    assert problem == "claims.toml: cannot be read, for it is a folder. Put a file of that name in its place."


def test_several_missing_files_are_told_in_one_sentence(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    for file in FILES[1:3]:
        (folder / file).unlink()
    (problem,) = problems_of(folder)
    assert f"the files {FILES[1]}, {FILES[2]} are missing. A case folder has {', '.join(FILES)}." in problem


def test_a_folder_without_any_of_the_files_is_told_in_one_sentence_that_says_how_to_make_a_case(tmp_path):
    (problem,) = problems_of(tmp_path)
    assert problem.startswith(f"{tmp_path}: holds no case. A case folder has case.toml, ")
    assert problem.endswith("Make one with: shakedown new NAME")


@pytest.mark.parametrize("result", ["posterior.json", "answers.json"])
def test_a_folder_of_results_is_told_from_a_case(result, tmp_path):
    (tmp_path / result).write_text("{}", encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert "holds results, not a case" in problem
    assert f"--out {tmp_path}" in problem


@pytest.mark.parametrize("file", FILES)
def test_a_file_of_a_case_is_told_to_be_given_by_its_folder(file, tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    assert problems_of(folder / file) == (f"{folder / file}: is one file of a case. Give its folder: {folder}",)


def test_the_name_of_a_case_can_be_read_whatever_else_is_wrong(tmp_path):
    folder = copy_of_hoeryong(tmp_path / "mine")
    edit(folder, "case.toml", "sample = 6_000", "sample = true")
    (folder / "claims.toml").unlink()
    assert name_in(folder) == "hoeryong"
    for text in ("", "case = 3", "[case]\nname = 3", "[case", "\0"):
        (folder / "case.toml").write_text(text, encoding="utf-8")
        assert name_in(folder) is None
    assert name_in(tmp_path) is None


def test_a_folder_called_like_a_built_in_case_is_called_by_its_place(tmp_path, monkeypatch):
    copy_of_hoeryong(tmp_path / "hoeryong")
    monkeypatch.chdir(tmp_path)
    assert [called(load_case(name)) for name in ("hoeryong", "./hoeryong")] == ["hoeryong", "./hoeryong"]


@pytest.mark.parametrize("name", ["hoeryon", "", "no such case", "x" * 5000, "a\0b", "/proc/self/mem"])
def test_an_unknown_case_is_told_with_those_that_are_known(name):
    with pytest.raises(InputError) as refusal:
        load_case(name)
    (problem,) = refusal.value.problems
    assert "is neither a built-in case nor a folder" in problem
    assert "hoeryong" in problem


def test_an_unknown_scenario_is_told_with_the_nearest_known():
    with pytest.raises(InputError, match=r'no scenario "living_wag"\. Nearest known: living_wage'):
        load_case("hoeryong").society({}, scenario="living_wag")


def test_a_case_is_a_case_already():
    case = load_case("hoeryong")
    assert load_case(case) is case
