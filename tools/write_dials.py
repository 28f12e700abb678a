"""Run every dial at both ends of its range and write what it moves into the page (about a minute).

    python tools/write_dials.py docs/explanation/dials.md

Tests refuse a page whose rows are not those of `dials.toml`, or whose numbers are no longer what comes out.
"""

import sys
from pathlib import Path

from blocks import filled

from shakedown.findings.dials import run_dials
from shakedown.findings.expected import Expected, expected
from shakedown.report.dials_table import dials_rows


def main(page: Path) -> None:
    """Write the page's blocks."""
    blocks = {"moved": dials_rows(list(run_dials(expected()))), "missed": missed(), "ranges": ranges()}
    page.write_text(filled(page.read_text(encoding="utf-8"), blocks), encoding="utf-8")


def missed() -> str:
    """What became of the outputs that were named first and do not move so."""
    return "".join(
        f"- `{each.dial.name}`: {each.missed}. Instead: {_second(each)}.\n" for each in expected() if each.missed
    )


def _second(first: Expected) -> str:
    (second,) = (each for each in expected() if each.instead and each.dial == first.dial)
    return f"`{second.output}` {second.gathered}, {second.why}"


def ranges() -> str:
    """Dials whose ends are not those of a plausible range."""
    return "".join(f"- `{each.dial.name}`: {each.range}.\n" for each in expected() if each.range and not each.instead)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
