"""Reduce the full coding of the reports to the coarse records the package ships.

    python tools/coarsen_records.py FULL.csv src/shakedown/evidence/data/records.csv

Kept are the coarse columns, the codes and the address; the sum becomes a band. The situation follows from the rules of
`situations.py`, or from its rows decided by hand. County, day, pretext, goods, notes and odd sums are dropped (why:
src/shakedown/evidence/data/README.md).
"""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path

from situations import situation

from shakedown.evidence.amounts import amount_band, amount_cell
from shakedown.evidence.columns import COARSE_COLUMNS
from shakedown.evidence.records import load_records


def main(source: Path, target: Path) -> None:
    """Read `source` (the codebook's columns), write `target`, and read that back as the package will."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = [coarse(row) for row in csv.DictReader(file)]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COARSE_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(load_records(target))} records in {target}")


def coarse(row: Mapping[str, str]) -> dict[str, str]:
    """One row of the full coding, in the shipped columns only."""
    band = amount_band(amount_cell(row["amount_low"]), amount_cell(row["amount_high"]), row["currency"])
    made = {"amount_band": band, "situation": situation(row)}
    return {column: made[column] if column in made else row[column] for column in COARSE_COLUMNS}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
