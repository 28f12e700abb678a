"""A main job that is killed at any moment, again and again, and then let finish, leaves what an undisturbed one leaves."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest

from tests.conftest import tiny_folder

KILLS = int(os.environ.get("SHAKEDOWN_KILLS", "20"))
"""How many times it is killed."""
SEED = int(os.environ.get("SHAKEDOWN_KILL_SEED", "1"))
ROOT = Path(__file__).parent.parent
JOB = """
import sys
from pathlib import Path
from time import monotonic

from shakedown.fit import posterior
from shakedown.fit.run import Effort
from shakedown.report import job

case, out, diary = sys.argv[1:]
posterior.LEAST_ESS, posterior.MOST_K = 0.0, float("inf")  # or the answers would be withheld
wrote, saved = job.write_answers, job.save_fit


def note(stage, done=0, total=0):
    with Path(diary).open("a", encoding="utf-8") as file:
        file.write(f"{monotonic():.4f} {stage} {done}/{total}\\n")


def then(stage, do):
    def both(*given, **named):
        do(*given, **named)
        note(stage)

    return both


job.save_fit, job.write_answers = then("save", saved), then("answers", wrote)
note("start")
effort = Effort(first=16, more=16, rounds=1, replicas=4, switched=4, corners=2, futures=4)
job.run(case, out=out, seed=3, refit=True, effort=effort, progress=note)
"""


def begin(case, out, diary):
    """The job, under way in a process of its own; each time a step is finished it writes a line into its diary."""
    diary.write_text("", encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", JOB, str(case), str(out), str(diary)], cwd=ROOT, stderr=subprocess.PIPE
    )


def finish(case, out, diary):
    """Let the job run to its end; gives its diary: (time, stage) of each step that was finished."""
    job = begin(case, out, diary)
    _, wrong = job.communicate(timeout=300)
    assert job.returncode == 0, wrong.decode()
    return read(diary)


def read(diary):
    """(time, stage) of each step that is finished."""
    lines = [
        line.split() for line in diary.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")
    ]
    return [(float(at), stage) for at, stage, _ in lines]


def kill(case, out, diary, step, delay):
    """Kill the job some time after so many steps are finished; gives how many then are."""
    job, deadline = begin(case, out, diary), monotonic() + 120
    while len(read(diary)) < step and job.poll() is None and monotonic() < deadline:
        sleep(0.002)
    sleep(delay)
    job.kill()
    job.communicate()
    return len(read(diary))


def bytes_below(folder):
    """Every file below a folder with what is in it, hidden ones included."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def moments(steps, number):
    """(steps that are finished, seconds after that) of so many kills, in order: every stage in turn, at random inside it."""
    rng = np.random.default_rng(SEED)
    stages = list(dict.fromkeys(stage for _, stage in steps[1:]))
    chosen = [str(stage) for k in range(0, number, len(stages)) for stage in rng.permutation(stages)[: number - k]]
    within = {stage: [k for k in range(1, len(steps)) if steps[k][1] == stage] for stage in stages}
    at = [int(rng.choice(within[stage])) for stage in chosen]
    return sorted((k, float(rng.uniform(0, steps[k][0] - steps[k - 1][0]))) for k in at)


@pytest.mark.slow
def test_a_job_that_is_killed_and_taken_up_again_leaves_the_same_bytes(tmp_path):
    case = tiny_folder(tmp_path / "case")
    steps = finish(case, tmp_path / "whole", tmp_path / "diary")
    stages = [stage for _, stage in steps]
    hit = []
    for done, delay in moments(steps, KILLS):
        reached = kill(case, tmp_path / "killed", tmp_path / "diary", done, delay)
        hit.append(stages[reached] if reached < len(stages) else "end")
        sys.stdout.write(f"killed in {hit[-1]} (step {reached} of {len(stages)}), meant {stages[done]}\n")
    assert [stage for _, stage in finish(case, tmp_path / "killed", tmp_path / "diary")] == stages
    assert len(set(hit)) >= min(KILLS, len(set(stages)) - 1) // 2
    whole, killed = (bytes_below(tmp_path / name) for name in ("whole", "killed"))
    assert sorted(killed) == sorted(whole)
    assert [name for name in whole if killed[name] != whole[name]] == []
