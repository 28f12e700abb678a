"""What the wheel carries: coarse, whole, sourced."""

import csv
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from shakedown.evidence.amounts import amount_band
from shakedown.evidence.codes import SITUATIONS
from shakedown.evidence.columns import COARSE_COLUMNS
from shakedown.evidence.measures import MEASURES
from shakedown.evidence.records import public_records
from tools.bind_words import COLUMNS, NOT_MAPPED
from tools.situations import BY_HAND, RULES, situation

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


def test_every_situation_is_known_and_eighteen_pages_do_not_say():
    told = Counter(record.situation for record in public_records())
    assert set(told) == {*SITUATIONS, ""}
    assert told[""] == 18


def test_home_visits_are_few_and_those_by_police_fewer():
    visits = [record for record in public_records() if record.situation == "home_visit"]
    police = [record for record in visits if record.perp_public == "police"]
    assert (len(visits), len(police), len({record.url for record in police})) == (12, 5, 3)


def test_no_unit_of_a_sum_contradicts_its_situation():
    per = {"per_stop": "traffic_stop", "per_trip": "checkpoint", "per_call": "phone", "per_shipment": "border_cut"}
    told = {record.amount_unit: record.situation for record in public_records() if record.amount_unit in per}
    assert told == per
    released = {record.situation for record in public_records() if record.amount_unit == "per_release"}
    assert released == {"detention_release"}


def test_the_readme_names_the_rows_decided_by_hand_and_each_has_its_reason():
    text = (files("shakedown.evidence") / "data" / "README.md").read_text(encoding="utf-8")
    paragraph = text.split("decided by hand")[1].split("##")[0]
    assert re.findall("SD[0-9]{3}", paragraph) == list(BY_HAND)
    shipped = {record.id: record.situation for record in public_records()}
    assert all(shipped[name] == said and why for name, (said, why) in BY_HAND.items())


def test_the_rules_know_only_situations_that_a_record_may_have():
    assert {rule.situation for rule in RULES} <= {*SITUATIONS, ""}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"tactic": "threat_legal;home_visit", "target": "phone_user"}, "home_visit"),
        ({"target": "trader;phone_user"}, "market"),
        ({"target": "phone_user;trader"}, "phone"),
        ({"amount_unit": "per_release", "target": "trader"}, "detention_release"),
        ({"tactic": "none_stated", "target": "trader"}, ""),
        ({"target": "ordinary"}, ""),
    ],
)
def test_the_first_rule_that_holds_decides_and_the_main_target_counts(cells, told):
    row = dict.fromkeys(("id", "tactic", "target", "perpetrator", "amount_unit"), "") | cells
    assert situation(row) == told


def test_each_word_and_each_sum_of_a_record_is_bound_or_says_why_not():
    rows = _rows("record_words.csv")
    assert tuple(rows[0]) == COLUMNS
    for row in rows:
        mapped = row["measure"] in MEASURES
        assert mapped != (row["measure"] == NOT_MAPPED), row
        assert mapped == (row["reason"] == ""), row
        assert (row["measure"] == "share_above") == (row["threshold"] != ""), row
        assert row["window"] in ("then", "now", "undated"), row
    assert (len(rows), sum(row["measure"] in MEASURES for row in rows)) == (187, 17)


def test_no_word_and_no_sum_of_a_record_is_left_out_of_the_child_table():
    rows = _rows("record_words.csv")
    for record in public_records():
        mine = [row for row in rows if row["record"] == record.id]
        assert tuple(row["said"] for row in mine if row["kind"] == "word") == record.frequency_words
        sums = [row["said"] for row in mine if row["kind"] == "number"]
        assert sums[:1] == ([f"{record.amount_band} {record.currency}"] if record.amount_band else [])
    assert {row["record"] for row in rows} <= {record.id for record in public_records()}


def test_the_child_table_tells_a_threshold_of_habits_only_and_every_other_sum_as_a_band():
    kinds = {record.id: record.record_type for record in public_records()}
    rows = _rows("record_words.csv")
    assert {(kinds[row["record"]], row["threshold"]) for row in rows if row["threshold"]} == {("pattern", "500")}
    band = re.compile(r"([0-9]+-[0-9]+|[0-9]+ or more|up to [0-9]+) [A-Z]{3}")
    assert all(band.fullmatch(row["said"]) for row in rows if row["kind"] == "number")
    assert not [row for row in rows if any(county in cell for cell in row.values() for county in COUNTIES)]


def test_the_threshold_of_a_word_is_that_of_the_built_in_cases_statement():
    rows = [row for row in _rows("record_words.csv") if row["kind"] == "word" and row["threshold"]]
    text = (files("shakedown") / "cases" / "hoeryong" / "statements.toml").read_text(encoding="utf-8")
    said = [each for each in tomllib.loads(text)["statement"] if each["measure"] == "share_above"]
    bound = {(row["record"], row["said"], float(row["threshold"])) for row in rows}
    assert bound == {(*each["records"], each["value"], float(each["threshold"])) for each in said}


def test_word_figures_name_their_source_and_whether_they_were_verified():
    rows = _rows("probability_words.csv")
    assert len(rows) == 813
    assert all(row["source"] and row["verified"] in {"yes", "no"} for row in rows)


def test_facts_keep_their_marks():
    notes = " ".join(row["note"] for row in _rows("facts_north_korea.csv"))
    assert all(mark in notes for mark in ("recalled", "derived", "judgement", "inferred"))


def test_the_data_readme_names_every_table_and_licence():
    text = (files("shakedown.evidence") / "data" / "README.md").read_text(encoding="utf-8")
    assert all(
        f"## {path.name}:" in text
        for path in (files("shakedown.evidence") / "data").iterdir()
        if path.name.endswith(".csv")
    )
    assert all(term in text for term in ("MIT", "CC BY 4.0", "Zoni Nation", "Nativeatom", "Kucharski"))
    assert all(f"{column}" in text for column in COARSE_COLUMNS)


def test_the_tool_drops_what_is_finer_than_the_shipped_form(tmp_path):
    full = {column: "" for column in COARSE_COLUMNS if column not in ("amount_band", "situation")} | {
        "perpetrator": "",
        "target": "",
    }
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


@pytest.mark.parametrize(
    "path", [TOOL, *map(TOOL.with_name, ("writer_spread.py", "bind_words.py", "describe_records.py"))]
)
def test_a_tool_without_its_paths_says_how_to_call_it(path):
    told = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert f"python tools/{path.name}" in told.stderr
