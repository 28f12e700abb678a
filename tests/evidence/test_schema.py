"""What is told of a record to programs and to people is what the program reads."""

import json
import subprocess
import sys
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shakedown.errors import InputError
from shakedown.evidence.columns import COLUMNS, OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from shakedown.evidence.records import Record, parse_records, public_records
from shakedown.evidence.schema import record_schema
from tests.evidence.tables import GOOD, csv_file

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "describe_records.py"
VALIDATOR = Draft202012Validator(record_schema())


def as_json(record: Record) -> dict[str, object]:
    """A record as a program would be sent it."""
    return json.loads(json.dumps(asdict(record)))


def test_neither_the_shipped_schema_nor_the_codebook_is_stale(tmp_path):
    schema, page = tmp_path / "schema.json", tmp_path / "codebook.md"
    subprocess.run([sys.executable, TOOL, schema, page], check=True)
    shipped = files("shakedown.evidence") / "data" / "record.schema.json"
    assert schema.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8"), "run tools/describe_records.py"
    codebook = ROOT / "docs" / "reference" / "codebook.md"
    assert page.read_text(encoding="utf-8") == codebook.read_text(encoding="utf-8"), "run tools/describe_records.py"


def test_the_schema_is_one_and_every_shipped_record_fits_it():
    Draft202012Validator.check_schema(record_schema())
    assert not [record.id for record in public_records() if not VALIDATOR.is_valid(as_json(record))]


def test_the_schema_asks_for_the_fields_of_the_type_and_no_other():
    schema = record_schema()
    assert list(schema["properties"]) == list(COLUMNS)
    assert set(schema["properties"]) == set(Record.__dataclass_fields__)
    assert set(schema["required"]) == set(REQUIRED_COLUMNS)
    assert not VALIDATOR.is_valid(as_json(public_records()[0]) | {"county": "a town"})


texts = st.one_of(
    st.sampled_from(
        ["", "police", "2025H2", "2025-09-12", "CNY", "cny", "300-1000", "317-318", "up to 1000", "300 or more"]
    ),
    st.sampled_from(["https://example.org/a", "www.example.org", "home_visit", "often", "market", "polite"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=";"), max_size=8),
)


@given(st.sampled_from([name for name in COLUMNS if not name.startswith("amount_")] + ["amount_band"]), texts)
def test_the_schema_takes_a_value_if_and_only_if_a_file_may_hold_it(name, text):
    listed = COLUMNS[name].schema.get("type") == "array"
    value = ([text] if text.strip() else []) if listed else text
    sound = as_json(parse_records(csv_file(GOOD), "r.csv")[0]) | {"currency": "CNY"}
    assert VALIDATOR.is_valid(sound | {name: value}) == _is_read(GOOD | {"currency": "CNY", name: text})


def _is_read(row: dict[str, str]) -> bool:
    try:
        return bool(parse_records(csv_file(row), "r.csv"))
    except InputError:
        return False


@pytest.mark.parametrize(("value", "fits"), [(None, True), (0, True), (300.5, True), (-1, False), ("300", False)])
def test_an_amount_is_a_number_of_0_or_more_or_unknown(value, fits):
    assert VALIDATOR.is_valid(as_json(public_records()[0]) | {"amount_low": value}) == fits


def test_every_column_says_what_it_holds_and_every_one_that_may_be_blank_what_that_means():
    assert all(column.holds for column in COLUMNS.values())
    for name, column in COLUMNS.items():
        row = GOOD | {"currency": "", "amount_low": ""} | {name: ""}
        assert _is_read(row) == bool(column.blank), name


def test_what_may_be_absent_is_said_in_the_codebook():
    page = (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` (may be absent) |" in page for name in OPTIONAL_COLUMNS)
    assert all(f"`{code}`" in page for column in COLUMNS.values() for code in column.codes)
