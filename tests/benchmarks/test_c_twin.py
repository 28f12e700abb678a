"""The C society is the kernel's: with the same addresses of chance the same things happen, week by week."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.c_twin import AS_THE_KERNEL, IN_LANES, prepare, run, run_c
from benchmarks.work import MEANS, TOTALS, Work, kernel, run_kernel
from shakedown.society.rules import Rules
from tests.twins import CHANGING, LIVELY, PRESSED

ABOUT = Path("/proc/cpuinfo")
FEATURES = ABOUT.read_text() if ABOUT.exists() else ""
pytestmark = pytest.mark.skipif(
    shutil.which("gcc") is None or "avx2" not in FEATURES, reason="the C twin needs gcc and a processor with AVX2"
)
WIDTHS = [256, 512] if "avx512vl" in FEATURES else [256]
FORMS = [(source, bits) for source in (AS_THE_KERNEL, IN_LANES) for bits in WIDTHS]

WORKS = {
    "as before 2020": Work(households=2_000, weeks=104, seed=1),
    "pressed": Work(households=2_000, weeks=104, seed=2, levers=PRESSED),
    "lively and changing": Work(households=2_000, weeks=104, seed=3, rules=LIVELY, levers=CHANGING),
    "beats that end within a vector": Work(
        households=1_013, weeks=104, seed=4, rules=LIVELY.replace(beat_size=37.0, extra_candidates=9.0), levers=CHANGING
    ),
    "many contacts on few beats": Work(
        households=550,
        weeks=104,
        seed=5,
        rules=LIVELY.replace(beat_size=400.0, contact_rate=20.0, extra_candidates=0.0),
    ),
    "often dismissed": Work(households=900, weeks=104, seed=6, rules=Rules(charge_base=0.3), levers=PRESSED),
    "one household": Work(households=1, weeks=104, seed=7),
}


@pytest.mark.parametrize(("source", "bits"), FORMS)
@pytest.mark.parametrize("name", WORKS)
def test_the_same_things_happen_as_in_the_kernel(name, source, bits):
    """Counts are the same each week, sums and the households at the end to rounding."""
    theirs, ours = run_kernel(WORKS[name]), run_c(WORKS[name], source, bits)
    for part, wanted in theirs.out._asdict().items():
        found = getattr(ours.out, part)
        if wanted.dtype.kind == "i":
            assert np.array_equal(found, wanted), part
        else:
            usual = np.abs(wanted).mean(axis=0) if wanted.size else 0.0
            assert (np.abs(found - wanted) <= 1e-5 * (np.abs(wanted) + usual)).all(), part
    for part, wanted in theirs.county.households._asdict().items():
        assert getattr(ours.county.households, part) == pytest.approx(wanted, rel=1e-5, abs=1e-4), part


@pytest.mark.parametrize(("source", "bits"), FORMS)
def test_everything_compared_agrees(source, bits):
    ours, theirs = (each(WORKS["pressed"]) for each in (lambda work: run(work, source, bits), kernel))
    assert set(ours) == {*TOTALS, *MEANS}
    assert ours == pytest.approx(theirs, rel=1e-5)


def test_another_seed_is_another_county():
    """So that the agreement above says something."""
    work = WORKS["as before 2020"]
    assert run(work)["paid"] != pytest.approx(run(replace(work, seed=9))["paid"], rel=1e-3)


@pytest.mark.parametrize(("source", "bits"), FORMS)
def test_a_county_is_handed_over_in_arrays_of_its_own(source, bits):
    """Two runs of one work are the same: the first left nothing behind that the second could find."""
    first, again = prepare(WORKS["pressed"]), prepare(WORKS["pressed"])
    first.go(source, bits)
    again.go(source, bits)
    for name, values in first.arrays.items():
        assert np.array_equal(values, again.arrays[name]), name
