"""What the words and sums of the shipped records are bound to, and why most are bound to nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from shakedown.evidence.bindings import Binding, why_not


def bindings_document(lines: Sequence[Binding]) -> dict[str, Any]:
    """`evidence summary --bindings --json`: the bound lines whole, the others as counts by reason."""
    mapped = [asdict(line) for line in lines if line.mapped]
    return {"lines": len(lines), "mapped": mapped, "not_mapped": dict(why_not(lines))}


def bindings_text(lines: Sequence[Binding]) -> str:
    """The same for a reader."""
    return "\n".join(_lines(lines)) + "\n"


def _lines(lines: Sequence[Binding]) -> Iterator[str]:
    mapped = [line for line in lines if line.mapped]
    yield f"Words and sums of the shipped records (basis: reported): {len(lines)}, of which {len(mapped)} speak of a measure."
    yield "Situations are never pooled: a line counts for the situation of its own record."
    yield f"\nBound ({len(mapped)})"
    yield from (f"  {line.record}  {_said(line)}: {_measure(line)}, {line.window}" for line in mapped)
    yield f"\nNot bound ({len(lines) - len(mapped)}), because"
    yield from (f"  {n:>4}  {reason}" for reason, n in why_not(lines).items())


def _said(line: Binding) -> str:
    return f"“{line.said}”" if line.kind == "word" else line.said


def _measure(line: Binding) -> str:
    return f"{line.measure} {line.threshold}".strip()
