"""What the wheel carries: coarse, whole, sourced."""

import csv
import re
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from shakedown.evidence.amounts import amount_band
from shakedown.evidence.columns import COARSE_COLUMNS
from shakedown.evidence.records import public_records

TOOL = Path(__file__).parents[2] / "tools" / "coarsen_records.py"
FORBIDDEN = {"county", "province", "event_start", "event_end", "pub_date", "amount_low", "amount_high"}
FORBIDDEN |= {"usd_low", "usd_high", "in_kind", "pretext", "note", "causes_stated", "past_comparison"}
COUNTIES = {"Hoeryong", "Musan", "Onsong", "Chongjin", "Undok", "Kyongwon", "Hyesan", "Kim Jong Suk"}
COUNTIES |= {"Samsu", "Sinuiju", "Hamhung", "Pukchong", "Sinpo", "Riwon", "Hochon", "Kowon", "Tanchon"}
COUNTIES |= {"Pochon", "Pyongsong", "Kaechon", "Onchon", "Chungsan", "Haeju", "Usi"}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("shakedown.evidence") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _cells_but_addresses() -> list[tuple[str, str, str]]:
    return [(row["id"], name, cell) for row in _rows("records.csv") for name, cell in row.items() if name != "url"]


def test_all_92_records_are_shipped_and_pass_the_checks_of_a_users_own_file():
    assert len(public_records()) == len(_rows("records.csv")) == 92


def test_every_address_is_kept_but_the_one_the_index_never_gave():
    without = [record.id for record in public_records() if not record.url]
    assert without == ["SD044"]
    assert len({record.url for record in public_records() if record.url}) == 81


def test_the_shipped_columns_are_the_coarse_ones_and_no_other():
    assert tuple(_rows("records.csv")[0]) == COARSE_COLUMNS
    assert not FORBIDDEN & set(COARSE_COLUMNS)


def test_no_county_stands_outside_an_address():
    found = [cell for cell in _cells_but_addresses() if any(county in cell[2] for county in COUNTIES)]
    assert not found


def test_no_cell_names_a_day_or_a_month():
    day = re.compile(r"[0-9]{4}-[0-9]{2}\b|\b(Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec)")
    assert not [cell for cell in _cells_but_addresses() if day.search(cell[2])]
    assert all(re.fullmatch(r"([0-9]{4}(H[12])?)?", record.period_public) for record in public_records())


def test_no_sum_is_told_but_as_a_band():
    assert all(record.amount_low is record.amount_high is None for record in public_records())
    numbers = [cell for cell in _cells_but_addresses() if re.search("[0-9]", cell[2])]
    assert {name for _, name, _ in numbers} == {"id", "period_public", "amount_band"}


def test_the_bands_are_wide_enough_that_the_seeds_two_sums_share_one():
    assert amount_band(300, 300, "CNY") == amount_band(500, 500, "CNY") == "300-1000"


def test_no_cell_is_long_enough_to_quote_a_report():
    assert max(len(cell) for _, name, cell in _cells_but_addresses() if name != "tactic") <= 60


def test_the_known_leanings_of_the_base_are_as_its_readme_tells():
    records = public_records()
    assert Counter(record.severity_direction for record in records)["up"] == 36
    assert Counter(record.severity_direction for record in records)["down"] == 5
    assert sum(record.source_name == "Daily NK" for record in records) == 62


def test_word_figures_name_their_source_and_whether_they_were_verified():
    rows = _rows("probability_words.csv")
    assert len(rows) == 813
    assert all(row["source"] and row["verified"] in {"yes", "no"} for row in rows)


def test_facts_keep_their_marks():
    notes = " ".join(row["note"] for row in _rows("facts_north_korea.csv"))
    assert all(mark in notes for mark in ("recalled", "derived", "judgement", "inferred"))


def test_the_data_readme_names_every_table_and_licence():
    text = (files("shakedown.evidence") / "data" / "README.md").read_text(encoding="utf-8")
    assert all(name in text for name in ("records.csv", "probability_words.csv", "facts_north_korea.csv"))
    assert all(term in text for term in ("MIT", "CC BY 4.0", "Zoni Nation", "Nativeatom", "Kucharski"))
    assert all(f"{column}" in text for column in COARSE_COLUMNS)


def test_the_tool_drops_what_is_finer_than_the_shipped_form(tmp_path):
    full = {column: "" for column in COARSE_COLUMNS if column != "amount_band"}
    full |= {"id": "X1", "record_type": "incident", "source_name": "An outlet", "place_public": "A province"}
    full |= {"period_public": "2025H2", "perp_public": "police", "demand_kind": "cash", "currency": "CNY"}
    full |= {"confidence": "low", "text_seen": "full_text", "amount_low": "317", "amount_high": "317"}
    full |= {"county": "A town", "pretext": "a reason", "event_start": "2025-09-12", "note": "a note"}
    source, target = tmp_path / "full.csv", tmp_path / "coarse.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, full)
        writer.writeheader()
        writer.writerow(full)
    subprocess.run([sys.executable, TOOL, source, target], capture_output=True, check=True)
    text = target.read_text(encoding="utf-8")
    assert "300-1000" in text
    assert not any(fine in text for fine in ("317", "A town", "a reason", "2025-09-12", "a note"))


@pytest.mark.parametrize("path", [TOOL, TOOL.with_name("writer_spread.py")])
def test_a_tool_without_its_paths_says_how_to_call_it(path):
    told = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert f"python tools/{path.name}" in told.stderr
