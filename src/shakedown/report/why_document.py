"""The answer to "why" as plain data: what answers.json and `why --json` hold. Shares are parts of 1, money in the case's."""

from dataclasses import asdict
from typing import Any

from shakedown.answers.explanations import Explanations
from shakedown.answers.verdicts import Verdict
from shakedown.answers.why import Why


def why_document(answer: Why, found: Explanations) -> dict[str, Any]:
    """Verdicts with what they rest on, but-for counts, contributions, what believing adds, and the rival explanations."""
    return {
        "causes": list(answer.causes),
        "verdicts": [_verdict(v) for v in answer.verdicts.values()],
        "counts": [asdict(became) for counted in answer.counts.values() for became in counted],
        "contributions": [asdict(part) for parts in answer.parts.values() for part in parts],
        "believe_causes": asdict(answer.believed) if answer.believed else None,
        "income": list(answer.income),
        "picks": answer.picks,
        "left_out": dict(answer.left_out),
        "explanations": [asdict(rival) for rival in found.rivals],
        "statements": [
            {
                "statement": line.statement.id,
                "used": line.used,
                "use": line.statement.use,
                "cells": dict(line.cells),
                "chance": line.chance,
                "error": line.error,
                "spread": line.spread,
                "tells_apart": line.tells,
                "basis": line.basis,
            }
            for line in found.table
        ],
        "pairs": [{**asdict(pair), "verdict": pair.verdict} for pair in found.pairs],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    held = asdict(verdict)
    return {"outcome": held.pop("outcome"), "verdict": held.pop("says"), **held}
