"""The fit: counties a second, and the whole main job with its effective size."""

import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from shakedown.answers.everything import answers_of
from shakedown.bench.timing import Figure, process, seconds
from shakedown.fit.bank import Bank
from shakedown.fit.sampler import prior_scores
from shakedown.fit.stored import load_stored
from shakedown.report.job import run
from shakedown.society.load import load_case

COUNTIES = 128


def bank_figures() -> list[Figure]:
    """Counties of the built-in case drawn from its priors, run on all cores, gathered and kept on disk."""
    case = load_case("hoeryong")
    kinds = len(case.explanations)
    z = prior_scores(32, len(case.priors), 1, kinds)[:COUNTIES]
    which = np.arange(len(z)) % kinds
    with tempfile.TemporaryDirectory() as place:
        bank = Bank(case, 1, Path(place), None, None)
        taken = seconds(lambda: bank.run("first", z, which))
    weeks = case.sample * case.weeks
    return [
        Figure("counties of the main job, run and kept", len(z) / taken, "a second"),
        Figure("a household-week of them, all cores", taken / (len(z) * weeks) * 1e9, "ns"),
    ]


def stored_figures() -> list[Figure]:
    """The fit that comes with the case: a briefing from it by the command, and new answers when a statement is dropped."""
    post = load_stored(load_case("hoeryong"))
    kept = post.scores.statements[1:]
    answers_of(post)
    with tempfile.TemporaryDirectory() as place:
        briefing = process("-m", "shakedown", "run", "hoeryong", "--out", str(Path(place) / "out"))
    return [
        Figure("a briefing from the stored fit", briefing, "s", at_most=10),
        Figure(
            "all answers anew with a statement dropped",
            seconds(lambda: answers_of(post.reweighed(kept))),
            "s",
            at_most=2,
        ),
    ]


def job_figures() -> list[Figure]:
    """The whole main job, fitted anew (minutes)."""
    with tempfile.TemporaryDirectory() as place:
        began = perf_counter()
        post = run("hoeryong", out=Path(place), refit=True)
        taken = perf_counter() - began
    size = float(post.checks["ess"])
    return [
        Figure("the main job, hoeryong fitted anew", taken, "s", at_most=120),
        Figure("counties in its first round", float(post.checks["first_round"]), "counties"),
        Figure("counties in its refinement", float(post.checks["refinement"]), "counties"),
        Figure("effective size", size, "societies", at_least=400),
        Figure("effective size a second", size / taken, "societies"),
        Figure("Pareto k", float(post.checks["pareto_k"]), "", at_most=0.7),
    ]
