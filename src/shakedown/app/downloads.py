"""What can be taken along: the numbers of a screen as CSV and JSON, each with its basis."""

import csv
from io import StringIO
from typing import Any

from shakedown.answers.moved import Moved
from shakedown.app.desk import Desk
from shakedown.report.documents import as_json
from shakedown.report.moved_document import moved_document

COLUMNS = (
    "name", "says", "unit", "basis", "still_low", "still", "still_high", "low", "middle", "high", "change_low", "change",
    "change_high", "higher_in", "lower_in", "runs",
)  # fmt: skip


def numbers_json(told: Moved) -> str:
    """As `shakedown policy --set ... --json` prints them."""
    return as_json(moved_document(told))


def numbers_csv(told: Moved) -> str:
    """One number a line, in the units of the column `unit`; shares are parts of 1."""
    text = StringIO()
    lines = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    lines.writeheader()
    lines.writerows(_line(number, told.runs) for number in moved_document(told)["numbers"])
    return text.getvalue()


def _line(number: dict[str, Any], runs: int) -> dict[str, Any]:
    line = {name: number[name] for name in ("name", "says", "unit", "basis", "higher_in", "lower_in")} | {"runs": runs}
    for part, prefix, middle in (
        ("still", "still_", "still"),
        ("level", "", "middle"),
        ("change", "change_", "change"),
    ):
        spread = number[part]
        line |= {
            middle: _six(spread["median"]),
            f"{prefix}low": _six(spread["low"]),
            f"{prefix}high": _six(spread["high"]),
        }
    return line


def _six(value: float) -> str:
    return f"{value:.6g}"


def file_name(desk: Desk, what: str) -> str:
    """A name for the file; a case's name holds letters, digits, - and _ only."""
    return f'attachment; filename="{desk.case.name}-{what}"'
