"""The answers as plain data: what answers.json and record.json hold, and every --json."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from math import isfinite
from typing import Any

from shakedown.answers.claims import ClaimAnswer
from shakedown.answers.command import dropped, fit_from, refit_command
from shakedown.answers.everything import Answers
from shakedown.answers.usable import usable
from shakedown.engine.compiled import engine_hash
from shakedown.fit.posterior import Posterior
from shakedown.report.future_document import forecast_document, policy_document, watch_document
from shakedown.report.method_tables import agreement_says
from shakedown.report.why_document import why_document
from shakedown.society.load import FILES

LIBRARIES = ("numpy", "numba", "scipy", "xarray", "zarr")


def answers_document(answers: Answers) -> dict[str, Any]:
    """answers.json: the finding and every answer. Withheld numbers are absent, not null."""
    post, found, given = answers.post, answers.found, answers.given
    document: dict[str, Any] = {
        "fit": "sufficient" if found.sufficient else "insufficient",
        "fit_from": fit_from(post),
        "fit_anew": refit_command(post),
        "dropped": [s.id for s in dropped(post)],
        "believe_causes": post.believe_causes,
        "case": post.case.name,
        "title": post.case.title,
        "headline": found.headline,
        "paragraph": found.paragraph,
        "cannot_tell": list(found.cannot),
        "usable": asdict(usable(post.case, post.scores.statements)),
        "checks": dict(post.checks),
    }
    if answers.beside:
        document["agreement"] = agreement_says(answers.beside)
        document["beside_stored"] = [{**asdict(c), "agrees": c.agrees} for c in answers.beside]
    if found.sufficient and given and answers.watch and answers.policy and answers.left_out:
        document["numbers"] = [asdict(n) for n in found.numbers]
        document["then_and_now"] = {k: [asdict(c) for c in v] for k, v in found.changes.changes.items()}
        document["verdicts"] = dict(found.changes.verdicts)
        document["datings"] = dict(found.changes.dating_chances)
        document["log_evidence"] = {k: {"value": a, "mc_error": b} for k, (a, b) in post.log_evidence.items()}
        document["claims"] = claims_document(answers.ledger)
        document["why"] = why_document(given.why, given.explanations)
        document["forecast"] = forecast_document(given.forecast)
        document["watch"] = watch_document(answers.watch)
        document["policy"] = policy_document(answers.policy)
        document["leave_out"] = asdict(answers.left_out)
    return document


def claims_document(ledger: tuple[ClaimAnswer, ...]) -> list[dict[str, Any]]:
    """`claims --json`: one table a claim; observed, predictive and probability are those of its first test."""
    return [
        {
            "id": c.id,
            "class": c.klass,
            "voice": c.voice,
            "says": c.says,
            "where": c.where,
            "basis": c.basis,
            "observed": c.answers[0].observed if c.answers else None,
            "predictive": dict(c.answers[0].predictive) if c.answers else None,
            "probability": c.probability,
            "tests": [asdict(a) for a in c.answers],
            "note": c.note,
        }
        for c in ledger
    ]


def record_document(post: Posterior, command: str) -> dict[str, Any]:
    """record.json: what it takes to get the same bytes again. No times and no places of this machine."""
    return {
        "command": command,
        "version": version("shakedown-lab"),
        "engine": engine_hash(),
        "case": {"name": post.case.name, "fingerprint": post.case.fingerprint, "files": _hashes(post)},
        "seed": post.seed,
        "believe_causes": post.believe_causes,
        "dropped": [s.id for s in dropped(post)],
        "wording": asdict(post.wording),
        "counties": {
            k: post.checks[k] for k in ("first_round", "refinement", "replicas", "switched", "corners", "futures")
        },
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def _hashes(post: Posterior) -> Mapping[str, str]:
    return {name: sha256((post.case.folder / name).read_bytes()).hexdigest() for name in FILES}


def as_json(document: Any) -> str:
    """Text of a document, numbers to six digits, not-a-number as null."""
    return json.dumps(_plain(document), indent=1, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if isfinite(value) else None
    return value
