"""Bind each vague word and each number of the full coding to a measure of the society, where one fits.

    python tools/bind_words.py FULL.csv src/shakedown/evidence/data/record_words.csv

Numbers are written as their bands. A threshold is written only where a page tells of a habit, never of one act. What is
bound is decided here, row by row or by the unit of a sum; what is not bound says why.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from shakedown.evidence.amounts import amount_band, amount_cell

COLUMNS = ("record", "kind", "said", "measure", "threshold", "window", "reason")
NOT_MAPPED = "not mapped"
LOOKING_BACK = frozenset({"SD056", "SD069", "SD092", "SD097"})
"""Rows that tell of an earlier time than their page's own."""

WORDS = {
    ("SD019", "all-but stopped"): ("private_trade", ""),
    ("SD091", "rarely"): ("share_above", "500"),
    ("SD091", "usually"): ("share_hardship", ""),
    ("SD092", "mostly"): ("share_above", "500"),
    ("SD093", "nearly at a standstill"): ("private_trade", ""),
}
"""Words whose coding says what they are said of, and that a measure fits: the measure and its threshold."""

EARLIER = {"SD006": ("300", "500"), "SD083": ("200", "300")}
"""Sums that the page gives for an earlier time, beside those of its own: low and high, of the same unit and money."""

REASONS = {
    "it is said of one person or place, and the measure counts demands on all households": (
        "several times every day", "every day", "every few days", "two or three times a month", "every holiday", "regular",
        "regularly",
    ),
    "it qualifies a number or a size": (
        "at least", "minimum", "bare minimum", "about", "around", "slightly", "hefty", "huge", "too much", "most profit",
    ),
    "it says in what way, not how often": (
        "openly", "immediately", "mercilessly", "fixed", "standardized", "everyone knows", "will not be tolerated",
        "only way out", "recently", "frantic", "whenever", "as much as they can",
    ),
    "it tells of a change and of no level": (
        "growing number", "increasing", "increasing number", "increasingly", "more bribes", "more frequent", "more than usual",
        "significant downturn", "no longer",
    ),
    "it counts people, cases or things, and no measure counts these": (
        "many", "dozens", "numerous", "majority", "most", "some", "some cases", "others", "everybody", "everyone", "every",
        "very few can pay", "nearly every", "everywhere",
    ),
}  # fmt: skip
"""Why words are not bound, wherever they stand."""
NOT_SAID_OF_WHAT = "the coding keeps the word, not what it is said of"


def main(source: Path, target: Path) -> None:
    """Read `source` (the codebook's columns) and write `target`."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = [dict(zip(COLUMNS, line, strict=True)) for row in csv.DictReader(file) for line in bound(row)]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    mapped = sum(row["measure"] != NOT_MAPPED for row in rows)
    print(f"{len(rows)} words and numbers in {target}, {mapped} of them bound to a measure")


def bound(row: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The lines of one row of the full coding: its words, then its numbers."""
    window = "then" if row["id"] in LOOKING_BACK else "now" if row["event_start"] or row["event_end"] else "undated"
    for said in (word.strip() for word in row["frequency_words"].split(";") if word.strip()):
        measure, threshold = WORDS.get((row["id"], said), (NOT_MAPPED, ""))
        yield _line(row, "word", said, measure, threshold, window, _why_not(said))
    if row["amount_low"] or row["amount_high"]:
        yield _number(row, row["amount_low"], row["amount_high"], window)
    if row["id"] in EARLIER:
        yield _number(row, *EARLIER[row["id"]], "then")


def _number(row: Mapping[str, str], low: str, high: str, window: str) -> tuple[str, ...]:
    said = f"{amount_band(amount_cell(low), amount_cell(high), row['currency'])} {row['currency']}"
    measure = _measure(row)
    threshold = (low or high) if measure == "share_above" else ""
    why = f"it is {row['amount_role'] or 'of no role'} {row['amount_unit'].replace('_', ' ')}, which no measure counts"
    return _line(row, "number", said, measure, threshold, window, why)


def _line(
    row: Mapping[str, str], kind: str, said: str, measure: str, threshold: str, window: str, why: str
) -> tuple[str, ...]:
    if threshold and row["record_type"] != "pattern":
        sys.exit(f"{row['id']}: a threshold beside one act would tell its sum.")
    return row["id"], kind, said, measure, threshold, window, why if measure == NOT_MAPPED else ""


def _measure(row: Mapping[str, str]) -> str:
    """The measure that a sum speaks of, by what it is for and whether it was asked or paid."""
    unit, role = row["amount_unit"], row["amount_role"]
    if unit == "share_of_household_spending":
        return "bribes_in_spending"
    if unit == "official_income_per_month":
        return "officer_means"
    if unit != "per_demand":
        return NOT_MAPPED
    if role in ("ceiling", "ceiling_soft", "floor_soft"):
        return "share_above"
    asked = "mean_amount" if row["record_type"] == "incident" else "median_amount"
    return {"demanded": asked, "paid": "paid_per_demand"}.get(role, NOT_MAPPED)


def _why_not(said: str) -> str:
    return next((why for why, words in REASONS.items() if said in words), NOT_SAID_OF_WHAT)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
