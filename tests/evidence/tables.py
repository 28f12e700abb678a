"""A sound row of records, and files of rows made from it, for tests of what is read and written."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from shakedown.evidence.columns import COARSE_COLUMNS

GOOD = dict.fromkeys(COARSE_COLUMNS, "") | {
    "id": "R1",
    "record_type": "incident",
    "source_name": "An outlet",
    "url": "https://example.org/a",
    "url_kind": "original",
    "place_public": "North Hamgyong",
    "period_public": "2025H2",
    "perp_public": "police",
    "target_public": "household",
    "demand_kind": "cash",
    "tactic": "home_visit;request_polite",
    "tone": "polite",
    "frequency_words": "rarely; usually",
    "confidence": "high",
    "text_seen": "full_text",
}


def csv_file(*rows: dict[str, str]) -> bytes:
    """Rows as the bytes of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def saved(book: Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def workbook(*rows: Sequence[object]) -> Workbook:
    """A workbook whose first sheet holds these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def xlsx_file(*rows: dict[str, object]) -> bytes:
    """Rows as the bytes of an XLSX file, under a header of their keys."""
    return saved(workbook(list(rows[0]), *(list(row.values()) for row in rows)))
