"""The command line: sentences and exit codes, never a traceback; data on stdout only."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import xarray as xr

from tests.conftest import tiny_folder


def shakedown(*arguments, cwd=None):
    """One call of the command, as a user would make it."""
    return subprocess.run(
        [sys.executable, "-m", "shakedown", *map(str, arguments)], capture_output=True, text=True, cwd=cwd, check=False
    )


def refused(*arguments):
    """The sentences of a call that must be a user's mistake."""
    done = shakedown(*arguments)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_help_names_every_door_and_loads_nothing_heavy():
    heavy = "import sys, shakedown.cli; print([m for m in ('numba', 'xarray', 'scipy', 'altair', 'pandas') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    told = shakedown("--help").stdout
    assert all(door in told for door in ("run", "simulate", "fit", "claims", "bench", "new"))


def test_importing_the_package_loads_nothing_heavy():
    heavy = "import sys, shakedown; print([m for m in ('numba', 'xarray', 'scipy', 'altair', 'pandas') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "hoerong"), "Nearest known: hoeryong"),
        (("claims", "hoeryong", "--out", "/dev/null/none"), "no finished fit"),
        (("fit", "hoeryong", "--out", "/dev/null/none"), "cannot be written"),
        (("simulate", "hoeryong", "--out", "runs.csv"), "neither in .zarr nor in .nc"),
        (("simulate", "hoeryong", "--set", "crackdown=4", "--out", "x.zarr"), "outside its limits"),
        (("simulate", "hoeryong", "--set", "crakdown=1", "--out", "x.zarr"), "Nearest known: crackdown"),
        (("simulate", "hoeryong", "--set", "need=x", "--out", "x.zarr"), "not a number"),
        (("simulate", "hoeryong", "--set", "need", "--out", "x.zarr"), "is not NAME=VALUE"),
        (
            ("simulate", "hoeryong", "--set", "need=1", "--set", "need=2", "--out", "x.zarr"),
            "need is set twice. Keep one.",
        ),
        (("simulate", "hoeryong", "--scenario", "foo", "--out", "x.zarr"), "no scenario"),
        (("new", "hoeryong"), "built-in"),
        (("new", "a b"), "not a name"),
        (("new", "mine", "--answer", "trade"), "there is no = in it"),
        (("runn", "hoeryong"), "See: shakedown --help"),
        (("run", "hoeryong", "more"), "unexpected extra argument (more). See: shakedown run --help"),
        (("run", "hoeryong", "--out", ""), "is blank. Write a name."),
        (("run", "hoeryong", "--seed", "one"), "'one' is not a valid whole number."),
        (("simulate", "hoeryong", "--weeks", "0", "--out", "x.zarr"), "See: shakedown simulate --help"),
        (("simulate", "hoeryong", "--runs", "1000000", "--out", "x.zarr"), "about 5 GB of memory. Ask for fewer"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_two(arguments, told):
    (line,) = refused(*arguments)
    assert told in line


def test_without_a_command_the_help_is_shown():
    done = shakedown()
    assert (done.returncode, done.stdout, done.stderr) == (2, "", shakedown("--help").stdout)


def test_every_problem_of_a_case_is_told_at_once(tmp_path):
    folder = tiny_folder(tmp_path / "case")
    for name, old, new in (("case.toml", "burn_in = 52", "burn_out = 52"), ("statements.toml", '"rarely"', '"rarly"')):
        (folder / name).write_text((folder / name).read_text().replace(old, new))
    lines = refused("run", folder, "--out", tmp_path / "out")
    assert any("case.toml" in line and "burn_in" in line for line in lines)
    assert any("statements.toml" in line and "rarely" in line for line in lines)
    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(tmp_path):
    code = (
        "import sys, errno, xarray as xr\n"
        "def full(*a, **k): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "xr.Dataset.to_zarr = full\n"
        "sys.argv = ['shakedown', *sys.argv[1:]]\n"
        "from shakedown.cli import main; main()"
    )
    out = tmp_path / "runs.zarr"
    done = subprocess.run(
        [sys.executable, "-c", code, "simulate", "hoeryong", "--households", "200", "--weeks", "9", "--runs", "1",
         "--out", str(out)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["runs.zarr", "runs.nc"])
def test_simulated_runs_can_be_read_back(name, tmp_path):
    place = tmp_path / name
    done = shakedown("simulate", "hoeryong", "--households", 200, "--weeks", 60, "--runs", 2, "--out", place, "--json")
    assert json.loads(done.stdout)["weeks"] == 60
    held = xr.open_zarr(place, consolidated=False) if name.endswith("zarr") else xr.open_dataset(place, engine="scipy")
    with held:
        assert held.sizes["run"] == 2
        assert float(held.demands.sum()) > 0
        assert str(held.date.values[0]).startswith("2017-01-02")


def test_a_scenario_changes_nothing_before_now(tmp_path):
    size = ("--households", 200, "--runs", 1, "--weeks", 470)
    for name, more in (("a.zarr", ()), ("b.zarr", ("--scenario", "crackdown_lapses"))):
        assert shakedown("simulate", "hoeryong", *size, *more, "--out", tmp_path / name).returncode == 0
    a, b = (xr.open_zarr(tmp_path / n, consolidated=False).load() for n in ("a.zarr", "b.zarr"))
    assert a.isel(week=slice(0, 456)).identical(b.isel(week=slice(0, 456)))
    assert not np.array_equal(a.fear, b.fear)


def test_a_new_case_runs_as_it_is(tmp_path):
    done = shakedown("new", "mine", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["folder"]
    size = ("--households", 200, "--weeks", 30, "--runs", 1)
    assert shakedown("simulate", tmp_path / "mine", *size, "--out", tmp_path / "x.zarr").returncode == 0


def test_an_interrupted_fit_ends_with_130_and_can_be_resumed(tmp_path):
    folder, out = tiny_folder(tmp_path / "case"), tmp_path / "out"
    going = subprocess.Popen(
        [sys.executable, "-m", "shakedown", "fit", str(folder), "--out", str(out)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job would ignore it
    )  # fmt: skip
    until = time.monotonic() + 60
    while len(list((out / "bank").glob("first-*"))) < 2 and time.monotonic() < until and going.poll() is None:
        time.sleep(0.1)
    going.send_signal(signal.SIGINT)
    told = going.communicate(timeout=60)[1]
    assert going.returncode == 130
    assert "Traceback" not in told
    assert "--resume" in told
    assert not [p for p in (out / "bank").iterdir() if p.name.startswith(".")]
    assert not (out / "posterior.json").exists()
