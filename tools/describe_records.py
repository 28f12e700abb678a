"""Write what a record may hold, for programs and for people, from the columns of the type.

    python tools/describe_records.py src/shakedown/evidence/data/record.schema.json docs/reference/codebook.md

A test refuses either file once a column has changed.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from shakedown.evidence.codes import FINE_COLUMNS
from shakedown.evidence.columns import COLUMNS, OPTIONAL_COLUMNS, Column
from shakedown.evidence.schema import record_schema

_HEAD = """\
# Codebook of a record

One row of a table of records is one thing that a page tells: an act, a habit, a price, a measure of the state. \
`shakedown evidence check FILE` says whether a file can be read (CSV in UTF-8, or the first sheet of an XLSX workbook with \
its header in row 1), and names every problem in it. A missing value is unknown, never zero and never "no".

A record is coarse on purpose. A file is refused that has a column {fine}: together they could point to a person. \
No sentence of a page belongs into any column.

This page is generated from the columns that the program reads (`tools/describe_records.py`). \
[JSON Schema](https://json-schema.org) of the same is `shakedown/evidence/data/record.schema.json`.

## Columns

| column | what it may hold | what a blank means |
|---|---|---|
"""


def main(schema: Path, codebook: Path) -> None:
    """Write both files."""
    schema.write_text(json.dumps(record_schema(), indent=1) + "\n", encoding="utf-8")
    codebook.write_text(page(), encoding="utf-8")


def page() -> str:
    """The codebook as Markdown."""
    fine = sorted(FINE_COLUMNS)
    named = ", ".join(f"`{name}`" for name in fine[:-1]) + f" or `{fine[-1]}`"
    rows = "".join(
        f"| {_name(name)} | {_holds(name, column)} | {_blank(column)} |\n" for name, column in COLUMNS.items()
    )
    return _HEAD.format(fine=named) + rows + "\n## Codes\n" + "".join(_codes(name, column) for name, column in _coded())


def _coded() -> Iterator[tuple[str, Column]]:
    return ((name, column) for name, column in COLUMNS.items() if column.codes)


def _name(name: str) -> str:
    return f"`{name}`" + (" (may be absent)" if name in OPTIONAL_COLUMNS else "")


def _holds(name: str, column: Column) -> str:
    several = '; several with ";" between them' if column.schema.get("type") == "array" else ""
    codes = f"; [codes](#{name})" if column.codes else ""
    return f"{column.holds}{several}{codes}"


def _blank(column: Column) -> str:
    return column.blank or "it cannot be blank"


def _codes(name: str, column: Column) -> str:
    if isinstance(column.codes, Mapping):
        told = "\n".join(f"- `{code}`: {meaning}" for code, meaning in column.codes.items())
    else:
        told = ", ".join(f"`{code}`" for code in sorted(column.codes))
    return f"\n### {name}\n\n{told}\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
