"""A file of records is read whole, or refused with every problem in it."""

from dataclasses import FrozenInstanceError
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.errors import InputError
from shakedown.evidence.amounts import amount_band, band_cell
from shakedown.evidence.checks import Refused
from shakedown.evidence.columns import CELLS, REQUIRED_COLUMNS
from shakedown.evidence.records import Record, load_records, parse_records, public_records
from tests.evidence.tables import GOOD, csv_file


def _problems(data: bytes) -> tuple[str, ...]:
    with pytest.raises(InputError) as refusal:
        parse_records(data, "records.csv")
    return refusal.value.problems


def _problem(**cells: str) -> str:
    (problem,) = _problems(csv_file(GOOD | cells))
    return problem


def test_a_record_holds_its_codes_with_lists_as_tuples():
    (record,) = parse_records(csv_file(GOOD), "records.csv")
    assert record.tactic == ("home_visit", "request_polite")
    assert record.frequency_words == ("rarely", "usually")
    assert record.response == ()
    assert record.amount_low is None


def test_a_case_may_leave_out_the_band_and_give_the_numbers():
    row = {column: GOOD[column] for column in REQUIRED_COLUMNS} | {"currency": "CNY"}
    (record,) = parse_records(csv_file(row | {"amount_low": "300", "amount_high": "400.5"}), "records.csv")
    assert (record.amount_low, record.amount_high, record.amount_band) == (300, 400.5, "300-1000")


def test_a_number_with_a_thousands_comma_is_refused_with_the_number_to_write():
    assert _problem(amount_low="1,200", currency="CNY") == (
        'records.csv, row 2, amount_low: "1,200" is not a number. Write 1200, and the currency in its own column.'
    )


@pytest.mark.parametrize("cell", ["nan", "inf", "1e3", "1_000", "500 CNY", "about 500", "five", "٣٠٠", "9" * 400])
def test_only_plain_numbers_are_amounts(cell):
    assert _problem(amount_high=cell, currency="CNY").startswith("records.csv, row 2, amount_high: ")


def test_an_amount_below_zero_is_refused():
    assert "below 0" in _problem(amount_low="-5", currency="CNY")


def test_a_low_amount_above_the_high_one_is_refused():
    assert "700 is above amount_high, 300" in _problem(amount_low="700", amount_high="300", currency="CNY")


def test_a_sum_needs_a_currency():
    assert _problem(amount_low="300").startswith("records.csv, row 2, currency: ")
    assert _problem(amount_band="300-1000").startswith("records.csv, row 2, currency: ")


def test_a_band_that_contradicts_the_numbers_is_refused():
    assert "amount_band" in _problem(amount_low="20", amount_band="300-1000", currency="CNY")


def test_an_odd_sum_cannot_be_smuggled_in_as_a_band():
    assert "is not a band" in _problem(amount_band="317-318", currency="CNY")


def test_a_misspelt_code_is_refused_with_its_nearest():
    assert _problem(tone="coersive") == (
        'records.csv, row 2, tone: "coersive" is not known here. Nearest known: coercive.'
    )


def test_each_wrong_code_of_a_list_is_named():
    problem = _problem(tactic="home_visit; thret_legal; loan_framng")
    assert "threat_legal" in problem
    assert "loan_framing" in problem


def test_a_day_is_finer_than_a_record_may_be():
    assert "2025H2" in _problem(period_public="2025-09-12")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org", 'https://x.org/"><b>', "http:// a"])
def test_only_a_web_address_is_an_address(url):
    assert _problem(url=url).startswith("records.csv, row 2, url: ")


@pytest.mark.parametrize("column", ["id", "record_type", "source_name", "place_public", "perp_public"])
def test_what_every_record_needs_cannot_be_blank(column):
    assert _problem(**{column: " "}).startswith(f"records.csv, row 2, {column}: this is blank.")


def test_an_id_given_twice_is_refused_with_the_row_that_has_it():
    (problem,) = _problems(csv_file(GOOD, GOOD | {"id": "R2"}, GOOD))
    assert problem == 'records.csv, row 4, id: "R1" is already the id of row 2. Give each row its own.'


def test_every_problem_of_a_file_is_told_at_once():
    data = csv_file(GOOD | {"tone": "?", "url": "?"}, GOOD | {"id": "R2", "confidence": "?"})
    assert [problem.split(": ")[0] for problem in _problems(data)] == [
        "records.csv, row 2, url",
        "records.csv, row 2, tone",
        "records.csv, row 3, confidence",
    ]


def test_an_unknown_column_is_refused_with_its_nearest_and_the_cells_are_still_checked():
    row = {("tonne" if name == "tone" else name): cell for name, cell in GOOD.items()} | {"confidence": "?"}
    told = " ".join(_problems(csv_file(row)))
    assert 'there is no column "tonne". Nearest known: tone.' in told
    assert 'column "tone" is missing' in told
    assert "row 2, confidence" in told


@pytest.mark.parametrize("column", ["county", "pretext", "event_start", "note", "usd_low"])
def test_a_column_finer_than_a_record_may_carry_is_refused_as_such(column):
    (problem,) = _problems(csv_file(GOOD | {column: "x"}))
    assert problem == (f'records.csv, row 1: column "{column}" is finer than a record may carry. Leave it out.')


def test_a_column_given_twice_is_refused():
    assert "there twice" in _problems(b",".join([b"id", csv_file(GOOD).replace(b"\n", b"\nR1,", 1)]))[0]


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\xef\xbb\xbf", b"id,tone\r\n", csv_file(GOOD).split(b"\n")[0] + b"\n,,\n"]
)
def test_a_file_without_rows_says_so(data):
    (problem,) = _problems(data)
    assert problem.startswith("records.csv has no rows. ")


def test_a_file_that_is_not_utf8_says_where_and_how_to_save_it():
    (problem,) = _problems(csv_file(GOOD) + "R2,회령".encode("cp949"))
    assert problem.startswith("records.csv, line 3: this is not UTF-8 text.")


def test_semicolons_between_columns_are_recognised():
    assert any("not separated by commas" in problem for problem in _problems(csv_file(GOOD).replace(b",", b";")))


def test_an_open_quote_is_not_swallowed():
    (problem,) = _problems(csv_file(GOOD) + b'R2,"incident')
    assert "not readable as CSV" in problem


def test_a_row_of_the_wrong_length_is_refused_by_its_number():
    assert any(problem.startswith("records.csv, row 3: 2 cells") for problem in _problems(csv_file(GOOD) + b"R2,x\n"))


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    header, row, _ = csv_file(GOOD | {"tone": "?"}).split(b"\r\n")
    (problem,) = _problems(b"\r\n".join([header, b"", b"", row]))
    assert problem.startswith("records.csv, row 4, tone")


def test_the_mark_a_spreadsheet_puts_before_utf8_is_no_part_of_the_first_column():
    assert parse_records(b"\xef\xbb\xbf" + csv_file(GOOD), "records.csv") == parse_records(
        csv_file(GOOD), "records.csv"
    )


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path: Path):
    for path in (tmp_path / "records.csv", tmp_path, "a\0b"):
        with pytest.raises(InputError, match="cannot be read"):
            load_records(path)


def test_a_written_file_is_read_back(tmp_path: Path):
    path = tmp_path / "records.csv"
    path.write_bytes(csv_file(GOOD))
    assert load_records(path) == load_records(str(path)) == parse_records(csv_file(GOOD), "records.csv")


def test_the_columns_of_a_file_are_the_fields_of_a_record():
    assert set(CELLS) == set(Record.__dataclass_fields__)


def test_the_shipped_records_are_read_once():
    assert public_records() is public_records()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_records_or_refused(data):
    _either(data)


cells = st.one_of(st.text(max_size=20), st.sampled_from(["", "1,200", "300", "CNY", "PCT", "police", "2025H2", ";"]))


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(CELLS)), cells), min_size=1, max_size=4))
def test_any_cells_are_records_or_refused(rows):
    _either(csv_file(*[GOOD | {"amount_low": "", "amount_high": "", "basis": ""} | row for row in rows]))


def _either(data: bytes) -> None:
    problems: tuple[str, ...] = ("a record",)
    try:
        assert all(isinstance(record, Record) for record in parse_records(data, "records.csv"))
    except InputError as error:
        problems = error.problems
    assert problems
    assert not any("\n" in problem or "\r" in problem for problem in problems)


@settings(deadline=None)
@given(st.floats(0, 1e12), st.floats(0, 1e12), st.sampled_from(["CNY", "KPW", "PCT"]))
def test_a_band_holds_its_sum_and_is_itself_a_band(one, other, currency):
    low, high = sorted((one, other))
    band = amount_band(low, high, currency)
    floor, _, ceiling = band.removesuffix(" or more").partition("-")
    assert float(floor) <= low
    assert not ceiling or high < float(ceiling)
    assert band_cell(band) == band


def test_bands_are_never_narrower_than_a_factor_of_three():
    edges = [amount_band(10**power * step, None, "CNY") for power in range(8) for step in (1, 3)]
    floors = [int(edge.removesuffix(" or more")) for edge in edges]
    assert all(above >= 3 * below for below, above in pairwise(floors))


def test_one_sided_sums_stay_one_sided():
    assert amount_band(500, None, "CNY") == "300 or more"
    assert amount_band(None, 500, "CNY") == "up to 1000"
    assert amount_band(None, None, "CNY") == ""


@pytest.mark.parametrize("cell", ["500", "up to", "0-7", "1000-300 CNY", "-3"])
def test_a_cell_that_is_no_band_is_refused(cell):
    with pytest.raises(Refused):
        band_cell(cell)


def test_a_file_that_is_no_table_of_records_is_one_problem():
    with pytest.raises(InputError) as told:
        parse_records(b"name,score\nx,1\ny,2\n", "scores.csv")
    assert [p for p in told.value.problems if "row 1" in p] == [
        "scores.csv, row 1: none of its columns is a record's. It is no table of records; one begins id,record_type,source_name. "
        "Records of a text are made by: shakedown evidence draft"
    ]
    assert len(told.value.problems) == 1


def test_a_record_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        public_records()[0].tone = "polite"
