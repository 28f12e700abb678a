"""A new case is there whole, says that it is invented where nothing else was given, and runs; or nothing is there."""

from pathlib import Path

import pytest

from shakedown.errors import InputError
from shakedown.society import new
from shakedown.society.load import FILES, load_case
from shakedown.society.new import Named, new_case

RECORDS = Path(__file__).parents[1] / "data" / "own_case" / "records.csv"
"""Three invented news items, as on the page of the tutorial."""


def test_a_new_case_has_the_five_files_its_own_name_and_can_be_read(tmp_path):
    folder = new_case(tmp_path / "my-town")
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert load_case(folder).name == "my-town"
    assert list(tmp_path.iterdir()) == [folder]


def test_without_records_everything_that_is_reported_says_that_it_is_invented(tmp_path):
    case = load_case(new_case(tmp_path / "mine"))
    assert all(claim.says.startswith("invented") for claim in case.claims)
    assert all(statement.note.startswith("invented") for statement in case.statements)
    assert all("Invented" in record.source_name for record in case.records)
    assert all("Invented" in text for text in (case.place, case.province))


def test_the_invented_sums_are_in_the_money_that_was_answered(tmp_path):
    case = load_case(new_case(tmp_path / "mine", answers=["income=900 TVM"]))
    assert {record.currency for record in case.records} == {case.currency} == {"TVM"}
    assert {record.amount_low or record.amount_high for record in case.records} == {5000.0}
    assert {statement.threshold for statement in case.statements} == {5000.0, None}


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
    def fail(folder):
        assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
        raise interruption

    monkeypatch.setattr(new, "load_case", fail)
    with pytest.raises((InputError, KeyboardInterrupt)):
        new_case(tmp_path / "mine")
    assert not list(tmp_path.iterdir())


def test_records_that_cannot_be_read_are_told_row_by_row_beside_every_other_mistake(tmp_path):
    broken = tmp_path / "mine.csv"
    broken.write_text(RECORDS.read_text(encoding="utf-8").replace(",6000,,TVM", ',"6,000",,TVM'), encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        new_case(
            tmp_path / "hoeryong",
            records=[tmp_path / "not-there.csv", broken],
            answers=["means=fewer"],
            named=Named(place="a\nb", now="yesterday", past=("2022:2020",), money="yen"),
        )
    said = refusal.value.problems
    told = (
        "built-in case", "--place", "--money: ", "--answer means: ", "not-there.csv: cannot be read",
        'mine.csv, row 2, amount_low: "6,000" is not a number', '--now: "yesterday" is not a date', "ends before it begins",
    )  # fmt: skip
    assert [sum(text in problem for problem in said) for text in told] == [1] * len(told) == [1] * len(said)


def test_an_id_in_two_files_of_records_is_told(tmp_path):
    with pytest.raises(InputError, match="is an id of an earlier file") as refusal:
        new_case(tmp_path / "mine", records=[RECORDS, RECORDS])
    assert len(refusal.value.problems) == 3


def test_a_past_without_the_season_of_now_is_told_by_its_option(tmp_path):
    with pytest.raises(InputError, match=r"^--past 2024: holds no weeks of the season of now"):
        new_case(tmp_path / "mine", records=[RECORDS], named=Named(past=("2024",)))


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"past": ("2030:2040",)}, "--past 2030:2040: begins after now, which ends 2024-06-30."),
        ({"past": ("2022", "2022-01-01:2022-12-31")}, "--past 2022-01-01:2022-12-31: is given twice. Keep one."),
        ({"past": ("1902:1903",)}, "--past 1902:1903: begins more than 90 years before now."),
        ({"past": ("1900:2023",)}, '--past: "1900:2023" is not within 1902 to 2199. Mend the year.'),
        ({"now": "1910"}, '--now: "1910" is not within 1920 to 2199. Mend the year.'),
    ],
)
def test_a_time_that_no_case_can_hold_is_told_by_its_option(named, told, tmp_path):
    with pytest.raises(InputError) as refusal:
        new_case(tmp_path / "mine", records=[RECORDS], named=Named(**named))
    (problem,) = refusal.value.problems
    assert problem.startswith(told)


@pytest.mark.parametrize("named", [{"now": "1920"}, {"now": "2199-12-31"}, {"now": "1980", "past": ("1902:1903",)}])
def test_the_earliest_and_the_latest_time_give_a_case(named, tmp_path):
    assert load_case(new_case(tmp_path / "mine", records=[RECORDS], named=Named(**named))).weeks > 100


def test_a_name_of_a_place_may_hold_what_toml_would_take_for_its_own(tmp_path):
    odd = 'a "b" \\ c # $name 회령'
    assert load_case(new_case(tmp_path / "mine", named=Named(place=odd, country="{x}"))).place == odd
