"""What is written is read back as the same records, or nothing is written."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.errors import InputError
from shakedown.evidence.columns import COLUMNS
from shakedown.evidence.records import load_records, parse_records, public_records
from shakedown.evidence.write import records_text, write_records
from tests.evidence.tables import GOOD, csv_file

(RECORD,) = parse_records(csv_file(GOOD), "records.csv")


def test_the_base_is_written_and_read_back_equal(tmp_path):
    write_records(public_records(), tmp_path / "base.csv")
    assert load_records(tmp_path / "base.csv") == public_records()


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=";"), min_size=1).filter(
    lambda text: text == text.strip() and bool(text)
)
amounts = st.one_of(st.none(), st.floats(0, 1e300))


def coded(column):
    """Values of a column that holds codes."""
    known = st.sampled_from(sorted(COLUMNS[column].codes))
    if COLUMNS[column].schema.get("type") == "array":
        return st.lists(known, max_size=3).map(tuple)
    return st.one_of(known, st.just("")) if COLUMNS[column].blank else known


@settings(deadline=None)
@given(
    st.fixed_dictionaries({name: coded(name) for name, column in COLUMNS.items() if column.codes}),
    words, words, st.lists(words, max_size=3).map(tuple), st.lists(amounts, min_size=2, max_size=2),
)  # fmt: skip
def test_whatever_a_record_may_hold_is_written_and_read_back_equal(tmp_path_factory, codes, name, place, said, ends):
    low, high = sorted(ends, key=lambda end: -1.0 if end is None else end)
    whole = replace(RECORD, **codes, source_name=name, place_public=place, frequency_words=said, currency="CNY")
    (made,) = parse_records(records_text([replace(whole, amount_low=low, amount_high=high)]).encode(), "r.csv")
    place_of_file = tmp_path_factory.mktemp("written") / "records.csv"
    write_records([made], place_of_file)
    assert load_records(place_of_file) == (made,)
    assert (made.frequency_words, made.amount_low, made.amount_high) == (said, low, high)


@pytest.mark.parametrize("text", ["a,b", 'a "b" c', "two\nlines", "a\rb", "=SUM(A1)", "'", "회령"])
def test_marks_that_mean_something_in_csv_are_kept(text, tmp_path):
    write_records([replace(RECORD, source_name=text)], tmp_path / "records.csv")
    assert load_records(tmp_path / "records.csv")[0].source_name == text


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"frequency_words": ("often; rarely",)}, "frequency_words"),
        ({"source_name": " An outlet"}, "source_name"),
        ({"amount_low": 300.0, "currency": "CNY"}, "amount_band"),
        ({"tone": "kind"}, "tone"),
        ({"id": ""}, "id"),
    ],
)
def test_what_would_be_read_back_otherwise_is_refused_with_its_row_and_nothing_is_written(wrong, column, tmp_path):
    with pytest.raises(InputError) as refusal:
        write_records([RECORD, replace(RECORD, **{"id": "R2", **wrong})], tmp_path / "records.csv")
    assert [problem.split(": ")[0] for problem in refusal.value.problems] == [f"records.csv, row 3, {column}"]
    assert list(tmp_path.iterdir()) == []


def test_no_records_and_no_characters_are_refused(tmp_path):
    for records, told in ([], "has no rows"), ([replace(RECORD, source_name="\ud800")], "is no character"):
        with pytest.raises(InputError, match=told):
            write_records(records, tmp_path / "records.csv")
    assert list(tmp_path.iterdir()) == []


def test_records_are_written_as_csv_and_not_under_the_name_of_a_workbook(tmp_path):
    with pytest.raises(InputError, match=r"ends in \.csv"):
        write_records([RECORD], tmp_path / "records.xlsx")


def test_a_file_that_is_there_is_replaced_whole(tmp_path):
    write_records(public_records(), tmp_path / "records.csv")
    write_records([RECORD], tmp_path / "records.csv")
    assert load_records(tmp_path / "records.csv") == (RECORD,)
    assert [path.name for path in tmp_path.iterdir()] == ["records.csv"]
