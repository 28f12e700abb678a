"""What is shipped quotes no sentence of the report, and joins no place finer than a province to a day, a sum and a pretext."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "article_shingles.py"
shingles = runpy.run_path(str(TOOL))["shingles"]
KNOWN = set((ROOT / "tests" / "data" / "article_shingles.txt").read_text(encoding="utf-8").split())
ARTICLE = ROOT.parent / "shared" / "seed" / "article.txt"
WRITTEN = {".py", ".md", ".toml", ".csv", ".j2", ".css", ".html", ".svg", ".txt", ".json", ".typed"}
SHIPPED = [path for path in (ROOT / "src").rglob("*") if path.suffix in WRITTEN and path.is_file()]
TOLD = [path for name in ("docs", "tests", "tools") for path in (ROOT / name).rglob("*") if path.suffix in WRITTEN]
TOP = [path for path in ROOT.iterdir() if path.suffix in WRITTEN]
TEXTS = sorted(
    path for path in SHIPPED + TOLD + TOP if path.name != "article_shingles.txt" and "_build" not in path.parts
)

TOWNS = "Hoeryong|회령|Musan|Onsong|Chongjin|Hyesan|Sinuiju|Samsu|Pyongsong|Kyongwon|Undok"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = rf"\b[0-9]{{1,2}}(?:th)? (?:{MONTHS})|\b(?:{MONTHS}|Sept\.?|Oct\.?) [0-9]{{1,2}}\b|\b20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}"
SUM = r"\b[0-9][0-9,_]* ?(?:CNY|KPW|yuan|won)\b|\bamount = [0-9]"
PRETEXT = "kimchi|hardship|winter|loan|favour|repay"
UNITS = {".csv": r"\n", ".toml": r"\n(?=\[)", ".md": r"\n\s*\n", ".py": r"\n\s*\n", ".j2": r"\n\s*\n"}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _units(path: Path) -> list[str]:
    """What a reader takes in together: a row, a table, a paragraph; of a phrase book, one phrase."""
    phrases = path.name.removesuffix(".toml").endswith("ko")
    return re.split(r"\n" if phrases else UNITS.get(path.suffix, r"\n"), _text(path))


def test_the_hashes_are_those_of_the_article_and_a_quotation_is_found_by_them():
    assert len(KNOWN) > 500
    if ARTICLE.exists():
        assert set(shingles(_text(ARTICLE))) == KNOWN
    backwards = ["standstill", "a", "at", "nearly", "smuggling", "private"]
    first, *rest = reversed(backwards)
    assert set(shingles(f"They say: “{first.title()},\n{' '.join(rest)}” -")) & KNOWN
    assert not set(shingles(" ".join(backwards))) & KNOWN


def test_six_words_in_a_row_of_the_article_stand_nowhere_in_the_project():
    assert len(TEXTS) > 80
    texts = {path: shingles(_text(path)) for path in TEXTS}
    found = {str(path.relative_to(ROOT)): [rows[each] for each in rows.keys() & KNOWN] for path, rows in texts.items()}
    assert {path: rows for path, rows in found.items() if rows} == {}


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.suffix in UNITS], ids=lambda path: path.name)
def test_no_row_table_or_paragraph_joins_a_town_a_day_a_sum_and_a_pretext(path):
    for unit in _units(path):
        joined = [pattern for pattern in (TOWNS, DAY, SUM, PRETEXT) if re.search(pattern, unit)]
        assert len(joined) < 4, unit


def test_the_day_of_the_reported_visit_stands_nowhere_in_what_is_shipped():
    day = re.compile(r"\b12(?:th)? Sept|Sept(?:ember|\.)? 12\b|2025-09-12|9월 12일")
    assert not [path.name for path in SHIPPED if day.search(_text(path))]


def test_the_records_of_a_case_name_no_town_but_in_an_address():
    for path in (ROOT / "src" / "shakedown" / "cases").glob("*/records.csv"):
        rows = re.sub(r"https?://[^,]*", "", _text(path))
        assert not re.search(TOWNS, rows)


def test_the_tool_says_how_to_call_it(monkeypatch):
    monkeypatch.setattr("sys.argv", [str(TOOL)])
    with pytest.raises(SystemExit, match=r"python tools/article_shingles\.py"):
        runpy.run_path(str(TOOL), run_name="__main__")
