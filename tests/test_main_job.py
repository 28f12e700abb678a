"""The one test that runs the whole main job."""

import json
import sys

import pytest

import shakedown as sd
from shakedown.evidence.words import word


@pytest.mark.slow
def test_the_main_job_leaves_a_sufficient_fit_and_three_documents(tmp_path):
    post = sd.run("hoeryong", out=tmp_path, refit=True)
    assert post.checks["ess"] >= 400
    assert post.sufficient
    assert len(post.case.priors) <= 18
    assert {"briefing.html", "answers.json", "record.json"} <= {p.name for p in tmp_path.iterdir()}
    answers = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    assert [c["says"] for c in answers["beside_stored"] if not c["agrees"]] == []
    assert [c["id"] for c in answers["claims"]] == [f"C{n}" for n in range(1, 25)]
    shares = [s for s in post.scores.statements if s.kind == "word"]
    for s in shares:
        held = post.quantiles(s.measure, s.window, s.threshold, at=(0.25, 0.5, 0.75))
        w = word(str(s.value))
        sys.__stdout__.write(
            f"\n{s.id}: posterior quartiles {held.round(3)}; {s.value!r} is {w.q25:g}, {w.median:g}, {w.q75:g}"
        )
