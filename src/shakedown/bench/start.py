"""How long one waits: for the import, for help, for a first result, and for everything to be compiled once."""

import tempfile
from pathlib import Path
from statistics import median

from shakedown.bench.timing import Figure, in_turn, process

FIRST_RESULT = (
    "import shakedown as sd; sd.simulate(sd.Rules(), sd.Levers(), households=6_000, weeks=52, seeds=[1]).demands.sum()"
)


REPORT = (
    "Police now rarely ask for more than 500 yuan ($70), a source told us on March 3. In the past they mostly did. "
    * 40
)
"""About 5 kB of invented text."""


def start_figures(repeats: int = 5) -> list[Figure]:
    """Medians of fresh interpreters; compiling is done once, into a cache of its own."""
    process("-c", FIRST_RESULT)
    with tempfile.TemporaryDirectory() as empty:
        report = Path(empty) / "report.txt"
        report.write_text(REPORT, encoding="utf-8")
        taken = in_turn(
            {
                "python": lambda: process("-c", "pass"),
                "import": lambda: process("-c", "import shakedown"),
                "help": lambda: process("-m", "shakedown", "--help"),
                "card": lambda: process(
                    "-m", "shakedown", "read", str(report), "--html", str(report.with_suffix(".html"))
                ),
                "first": lambda: process("-c", FIRST_RESULT),
            },
            repeats,
        )
    with tempfile.TemporaryDirectory() as empty:
        compiling = process("-c", FIRST_RESULT, NUMBA_CACHE_DIR=empty)
    return [
        Figure("a bare interpreter", median(taken["python"]), "s"),
        Figure("import shakedown", median(taken["import"]), "s", at_most=0.3),
        Figure("shakedown --help", median(taken["help"]), "s", at_most=0.2),
        Figure("shakedown read: a report of 5 kB to its card and page", median(taken["card"]), "s", at_most=1.5),
        Figure("from nothing to a first result, compiled before", median(taken["first"]), "s", at_most=2.5),
        Figure("the same with an empty cache: everything is compiled", compiling, "s", at_most=25),
    ]
