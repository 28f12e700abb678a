"""Results as text for a terminal."""

from shakedown.answers.claims import Answer, ClaimAnswer
from shakedown.answers.ranges import written


def ledger_text(ledger: tuple[ClaimAnswer, ...]) -> str:
    """The ledger, one block a claim: what it says, what was observed, what is predicted (10-50-90%), how probable it is."""
    return "\n".join(_block(c) for c in ledger) + "\n"


def _block(claim: ClaimAnswer) -> str:
    head = f"{claim.id:<4} {claim.klass:<10} {claim.voice:<9} {claim.says}"
    lines = [f"      {_line(a)}" for a in claim.answers]
    note = [f"      {claim.note}"] if claim.note else []
    return "\n".join([head, f"      in: {claim.where} [{claim.basis}]", *lines, *note])


def _line(answer: Answer) -> str:
    low, mid, high = (answer.predictive[q] for q in ("0.1", "0.5", "0.9"))
    return (
        f"{answer.measure}, {answer.window}: observed {answer.observed}; predicted {_three(mid)} ({_three(low)} to "
        f"{_three(high)}) {answer.unit}; probability {answer.probability:.2g} that {answer.about}"
    )


def _three(value: float) -> str:
    """To three digits; money in full."""
    return written(value, 0) if abs(value) >= 1000 else f"{value:.3g}"
