"""Fit a built-in case anew and store it with the case, thinned: after every change of the engine or of what the case runs.

    python tools/store_fit.py hoeryong [--out DIR]

Batches of an interrupted run in DIR are taken up again. The seed is not the default one, so that `shakedown run --refit`
compares the stored fit with another.
"""

import argparse
import sys
from pathlib import Path

from shakedown.fit.run import Effort, fit
from shakedown.fit.store import save_fit
from shakedown.fit.stored import FILE, write_stored
from shakedown.fit.thin import thin
from shakedown.society.load import load_case

ROWS = 1_700
SEED = 2
ESS = 1_200.0
"""So much that few rows of it still suffice when a statement is dropped."""


def main() -> None:
    """Fit, thin, store."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("case")
    asked.add_argument("--out", type=Path, default=Path("out/stored"))
    given = asked.parse_args()
    case = load_case(given.case)
    effort = Effort(ess=ESS, rounds=24)
    post = fit(case, seed=SEED, effort=effort, out=given.out, progress=_told)
    save_fit(post, given.out)
    if not post.sufficient:
        sys.exit(f"The fit is insufficient (effective size {post.checks['ess']:.0f}); nothing was stored.")
    small = thin(post, ROWS)
    place = case.folder / FILE
    write_stored(small, place)
    sys.stderr.write(
        f"\n{place}: {place.stat().st_size / 1e6:.2f} MB, effective size {small.checks['ess']:.0f} of {post.checks['ess']:.0f}.\n"
    )


def _told(stage: str, done: int, of: int) -> None:
    sys.stderr.write(f"\r{stage} {done}/{of}  ")


if __name__ == "__main__":
    main()
