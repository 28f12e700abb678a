"""A workbook is read as the CSV file of its first sheet would be, or refused with every problem in it."""

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from shakedown.errors import InputError
from shakedown.evidence.columns import CELLS
from shakedown.evidence.records import load_records, parse_records, public_records
from tests.evidence.tables import GOOD, csv_file, saved, workbook, xlsx_file

LETTERS = {name: get_column_letter(number) for number, name in enumerate([*GOOD, "amount_low", "amount_high"], 1)}


def problems(data: bytes, file: str = "records.xlsx") -> tuple[str, ...]:
    """What is said of a workbook that is refused."""
    with pytest.raises(InputError) as refusal:
        parse_records(data, file)
    return refusal.value.problems


def with_cell(column: str, value: object) -> Workbook:
    """A sound sheet of one record, but for one cell."""
    return workbook(list(GOOD), list((GOOD | {column: value}).values()))


def stored(book: Workbook, coordinate: str, formula: str, value: str) -> bytes:
    """A workbook in which one cell holds a formula with the value a spreadsheet stored beside it."""
    packed = zipfile.ZipFile(io.BytesIO(saved(book)))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name in packed.namelist():
            text = packed.read(name)
            if name == "xl/worksheets/sheet1.xml":
                bare = f'<c r="{coordinate}"><f>{formula}</f><v /></c>'.encode()
                assert bare in text
                text = text.replace(bare, f'<c r="{coordinate}" t="str"><f>{formula}</f><v>{value}</v></c>'.encode())
            out.writestr(name, text)
    return held.getvalue()


def test_a_workbook_gives_the_records_of_the_same_csv_file():
    rows = [GOOD, GOOD | {"id": "R2", "tone": "coercive"}]
    assert parse_records(xlsx_file(*rows), "records.xlsx") == parse_records(csv_file(*rows), "records.csv")


def test_all_shipped_records_are_the_same_from_a_workbook(tmp_path):
    def cell(value):
        return ";".join(value) if isinstance(value, tuple) else value

    rows = [{name: cell(getattr(record, name)) for name in GOOD} for record in public_records()]
    (tmp_path / "base.xlsx").write_bytes(xlsx_file(*rows))
    assert load_records(tmp_path / "base.xlsx") == public_records()


@pytest.mark.parametrize(("typed", "text"), [(300, "300"), (300.0, "300"), (0.1 + 0.2, "0.3"), (400.5, "400.5")])
def test_a_number_has_the_digits_it_was_typed_with(typed, text):
    (record,) = parse_records(xlsx_file(GOOD | {"currency": "CNY", "amount_low": typed}), "records.xlsx")
    assert record.amount_low == float(text)


def test_a_year_and_an_id_typed_as_numbers_are_text():
    (record,) = parse_records(xlsx_file(GOOD | {"id": 17, "period_public": 2025}), "records.xlsx")
    assert (record.id, record.period_public) == ("17", "2025")


@pytest.mark.parametrize(
    ("value", "text"),
    [(date(2025, 9, 1), "2025-09-01"), (datetime(2025, 9, 1, 8, 30), "2025-09-01 08:30:00"), (time(8, 30), "08:30:00")],
)
def test_a_date_is_told_as_one_and_finer_than_a_record_may_be(value, text):
    (problem,) = problems(saved(with_cell("period_public", value)))
    assert problem == (
        f'records.xlsx, row 2, column {LETTERS["period_public"]} (period_public): "{text}" is not a year or half-year. '
        "Write 2025 or 2025H2."
    )


def test_true_and_false_are_the_words_a_csv_file_would_hold():
    (record,) = parse_records(xlsx_file(GOOD | {"source_name": True, "place_public": False}), "records.xlsx")
    assert (record.source_name, record.place_public) == ("TRUE", "FALSE")


def test_a_percentage_is_not_taken_for_the_hundredth_it_is_stored_as():
    book = workbook([*GOOD, "amount_low"], [*(GOOD | {"currency": "PCT"}).values(), 0.3])
    book.active.cell(2, len(GOOD) + 1).number_format = "0%"
    (problem,) = problems(saved(book))
    assert '"30%" is not a number. Write 30' in problem


def test_a_formula_is_read_as_its_value():
    data = stored(with_cell("tone", '="polite"'), f"{LETTERS['tone']}2", '"polite"', "polite")
    (record,) = parse_records(data, "records.xlsx")
    assert record.tone == "polite"


def test_a_formula_whose_value_is_empty_text_is_a_blank():
    data = stored(with_cell("tone", '=""'), f"{LETTERS['tone']}2", '""', "")
    (record,) = parse_records(data, "records.xlsx")
    assert record.tone == ""


def test_a_formula_without_a_stored_value_is_not_taken_for_a_blank():
    (problem,) = problems(saved(with_cell("tone", "=A1")))
    assert problem.startswith(
        f"records.xlsx, row 2, column {LETTERS['tone']} (tone): holds a formula without its value."
    )


def test_an_error_of_a_spreadsheet_is_no_text():
    (problem,) = problems(saved(with_cell("source_name", "#REF!")))
    assert 'holds the error "#REF!"' in problem


def test_merged_cells_are_told_because_all_but_one_would_be_blank():
    book = workbook(list(GOOD), list(GOOD.values()), list((GOOD | {"id": "R2", "tone": ""}).values()))
    book.active.merge_cells(f"{LETTERS['tone']}2:{LETTERS['tone']}3")
    (problem,) = problems(saved(book))
    assert problem.startswith(f"records.xlsx, cells {LETTERS['tone']}2:{LETTERS['tone']}3: are merged")


def test_every_problem_of_a_workbook_is_told_at_once_with_row_letter_name_and_remedy():
    rows = [
        GOOD | {"tone": "coersive", "amount_low": ""},
        GOOD | {"id": "R1", "amount_low": "1,200", "currency": "CNY"},
    ]
    assert problems(xlsx_file(*rows)) == (
        'records.xlsx, row 3, column A (id): "R1" is already the id of row 2. Give each row its own.',
        f'records.xlsx, row 2, column {LETTERS["tone"]} (tone): "coersive" is not known here. Nearest known: coercive.',
        f'records.xlsx, row 3, column {LETTERS["amount_low"]} (amount_low): "1,200" is not a number. Write 1200, and the '
        "currency in its own column.",
    )


def test_a_sum_without_a_currency_is_told_by_the_letter_too():
    (problem,) = problems(xlsx_file(GOOD | {"amount_low": 300}))
    assert problem.startswith(f"records.xlsx, row 2, column {LETTERS['currency']} (currency): ")


def test_a_wrong_column_is_told_by_its_letter_and_the_cells_are_still_checked():
    row = {("tonne" if name == "tone" else name): cell for name, cell in GOOD.items()} | {"confidence": "?"}
    told = problems(xlsx_file(row))
    assert f'records.xlsx, row 1, column {LETTERS["tone"]}: there is no column "tonne". Nearest known: tone.' in told
    assert any(f"row 2, column {LETTERS['confidence']} (confidence)" in problem for problem in told)


def test_cells_under_no_name_are_told_and_empty_columns_and_rows_are_not():
    book = workbook(list(GOOD), [], list((GOOD | {"tone": "?"}).values()))
    book.active.cell(3, len(GOOD) + 3).value = "a remark"
    book.active.cell(9, len(GOOD) + 1).value = "  "
    told = problems(saved(book))
    assert told[0].startswith(
        f"records.xlsx, row 1, column {get_column_letter(len(GOOD) + 3)}: there are cells below it"
    )
    assert told[1].startswith(f"records.xlsx, row 3, column {LETTERS['tone']} (tone): ")
    assert len(told) == 2


def test_a_blank_first_row_is_no_header():
    (problem,) = problems(saved(workbook([], list(GOOD), list(GOOD.values()))))
    assert problem.startswith("records.xlsx, row 1: is blank.")


def test_only_the_first_sheet_is_read():
    book = workbook(list(GOOD), list(GOOD.values()))
    book.create_sheet("notes").append(["anything"])
    assert len(parse_records(saved(book), "records.xlsx")) == 1


@pytest.mark.parametrize("rows", [[], [list(GOOD)]])
def test_a_workbook_without_rows_says_so(rows):
    (problem,) = problems(saved(workbook(*rows)))
    assert problem.startswith("records.xlsx has no rows.")


def test_a_workbook_of_one_chart_has_no_rows_to_read():
    book = Workbook()
    book.create_chartsheet()
    book.remove(book.active)
    (problem,) = problems(saved(book))
    assert "cannot be read as an XLSX workbook" in problem


@pytest.mark.parametrize(
    "data", [b"", b"id,tone\n", b"PK\x03\x04", xlsx_file(GOOD)[:900], xlsx_file(GOOD)[:-60], csv_file(GOOD)]
)
def test_a_broken_workbook_is_one_sentence(data):
    (problem,) = problems(data)
    assert problem.startswith("records.xlsx: cannot be read as an XLSX workbook.")


def test_a_zip_file_that_is_no_workbook_is_one_sentence():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("a.txt", "no workbook")
    (problem,) = problems(held.getvalue())
    assert "cannot be read as an XLSX workbook" in problem


@pytest.mark.parametrize(
    ("inside", "told"),
    [("EncryptedPackage", "is locked with a password"), ("Workbook", "is a workbook of an old format")],
)
def test_a_locked_workbook_and_an_old_one_are_told_apart(inside, told):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + inside.encode("utf-16-le")
    (problem,) = problems(data)
    assert told in problem


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(31_000_000))
    (problem,) = problems(held.getvalue())
    assert problem.startswith("records.xlsx: holds more than 30 MB once unpacked.")


def test_one_far_cell_does_not_make_a_million_rows():
    book = workbook(list(GOOD), list(GOOD.values()))
    book.active["XFD1048576"] = "x"
    (problem,) = problems(saved(book))
    assert "reaches beyond 10,000 rows or 200 columns" in problem


def test_entities_that_blow_up_are_refused():
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    packed = zipfile.ZipFile(io.BytesIO(xlsx_file(GOOD)))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name in packed.namelist():
            text = packed.read(name).decode()
            blown = f"{bomb}]>{text.replace('An outlet', '&j;')}"
            out.writestr(name, blown if name == "xl/worksheets/sheet1.xml" else text)
    (problem,) = problems(held.getvalue())
    assert "cannot be read as an XLSX workbook" in problem


def test_a_workbook_under_another_name_is_still_one():
    assert parse_records(xlsx_file(GOOD), "records.csv") == parse_records(csv_file(GOOD), "records.csv")


def test_reading_csv_does_not_load_the_reader_of_workbooks():
    asks = "import sys; from shakedown.evidence.records import public_records; public_records(); print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_a_workbook_warns_of_is_no_matter_of_ours():
    book = load_workbook(io.BytesIO(xlsx_file(GOOD)))
    book._named_styles = type(book._named_styles)()
    assert len(parse_records(saved(book), "records.xlsx")) == 1


values = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.sampled_from(["", "1,200", "300", "CNY", "police", "2025H2", "=A1", "#REF!"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(CELLS)), values), min_size=1, max_size=3))
def test_any_cells_of_a_workbook_are_records_or_refused(rows):
    sound = GOOD | {"amount_low": "", "amount_high": ""}
    _either(xlsx_file(*[sound | row for row in rows]))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_called_a_workbook_are_records_or_refused(data):
    _either(data)
    _either(b"PK\x03\x04" + data)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(xlsx_file(GOOD)) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_records_or_refused(place, damage):
    whole = xlsx_file(GOOD)
    _either(whole[:place] + damage + whole[place + len(damage) :])


def _either(data: bytes) -> None:
    told: tuple[str, ...] = ("records",)
    try:
        parse_records(data, "records.xlsx")
    except InputError as error:
        told = error.problems
    assert told
    assert not any("\n" in problem or "\r" in problem for problem in told)
