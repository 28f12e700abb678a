"""How well the reader does on texts coded by hand: python -m shakedown.evidence.read.score FOLDER [FOLDER ...]

A folder holds NN.txt with NN.json (`{"language": ..., "codes": [{"field", "value", "start", "end", "when", "role"}]}`).
A proposal is right if a code of the same field and value has a span that overlaps its own; each code is matched once.
For developers; a table on standard output, and with --misses every code missed and every wrong proposal.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shakedown.evidence.read.read import read_text
from shakedown.evidence.read.reading import Proposal

FIELDS = [
    "amount",
    "pair",
    "date",
    "place",
    "perpetrator",
    "manner",
    "framing",
    "frequency",
    "direction",
    "response",
    "voice",
]
Code = Mapping[str, Any]


@dataclass
class Score:
    """Counts by field: codes there are, proposals made, and proposals that are right."""

    codes: Counter[str] = field(default_factory=Counter)
    proposed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Score") -> None:
        """Count another text as well."""
        self.codes += other.codes
        self.proposed += other.proposed
        self.right += other.right

    def precision(self, name: str) -> float:
        """Share of the proposals of a field that are right; 1 if there are none."""
        return self.right[name] / self.proposed[name] if self.proposed[name] else 1.0

    def recall(self, name: str) -> float:
        """Share of the codes of a field that were proposed; 1 if there are none."""
        return self.right[name] / self.codes[name] if self.codes[name] else 1.0


def matched(codes: Iterable[Code], proposals: Iterable[Proposal]) -> list[tuple[Code | None, Proposal | None]]:
    """Codes and proposals in pairs; a missed code has None for a proposal, a wrong proposal None for a code."""
    left = list(codes)
    pairs: list[tuple[Code | None, Proposal | None]] = []
    for proposal in proposals:
        fitting = [code for code in left if _fits(code, proposal)]
        best = min(fitting, key=lambda code: abs(code["start"] - proposal.start), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((best, proposal))
    return pairs + [(code, None) for code in left]


def score(pairs: Iterable[tuple[Code | None, Proposal | None]]) -> Score:
    """Counts of one text; "amount role" and "then/now" count matched codes whose role and time agree."""
    found = Score()
    for code, proposal in pairs:
        name = code["field"] if code else proposal.field if proposal else ""
        found.codes[name] += code is not None
        found.proposed[name] += proposal is not None
        if code is None or proposal is None:
            continue
        found.right[name] += 1
        for line, theirs, ours in (
            ("amount role", code.get("role"), proposal.role),
            ("then/now", code["when"], proposal.when),
        ):
            if theirs:
                found.codes[line] += 1
                found.proposed[line] += 1
                found.right[line] += theirs == ours
    return found


def _fits(code: Code, proposal: Proposal) -> bool:
    same = code["field"] == proposal.field and code["value"] == proposal.value
    return bool(same and code["start"] < proposal.end and proposal.start < code["end"])


def table(found: Score) -> str:
    """Precision, recall and counts, a line per field."""
    lines = [f"{'field':12} {'precision':>9} {'recall':>7} {'codes':>6} {'proposed':>9} {'right':>6}"]
    for name in [*FIELDS, "amount role", "then/now"]:
        counts = f"{found.codes[name]:6} {found.proposed[name]:9} {found.right[name]:6}"
        lines.append(f"{name:12} {found.precision(name):9.2f} {found.recall(name):7.2f} {counts}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table of all texts of the folders together."""
    total, misses = Score(), "--misses" in arguments
    for folder in (Path(argument) for argument in arguments if argument != "--misses"):
        for path in sorted(folder.glob("*.txt")):
            text, told = (
                path.read_text(encoding="utf-8"),
                json.loads(path.with_suffix(".json").read_text(encoding="utf-8")),
            )
            pairs = matched(told["codes"], read_text(text).proposals)
            total.add(score(pairs))
            if misses:
                sys.stdout.write("".join(_difference(path.stem, text, *pair) for pair in pairs))
    sys.stdout.write(table(total) + "\n")
    return 0


def _difference(name: str, text: str, code: Code | None, proposal: Proposal | None) -> str:
    """A line for a code missed, a proposal that is wrong, or a role or time that differs; "" where they agree."""
    if code is None or proposal is None:
        each = code or (vars(proposal) if proposal else {})
        words = text[each["start"] : each["end"]]
        return (
            f"{name} {'missed' if code else 'wrong '} {each['field']} | {each['value']} | {each['when']} | {words!r}\n"
        )
    theirs, ours = (code.get("role") or "", code["when"] or ""), (proposal.role, proposal.when)
    return (
        f"{name} differs {code['field']} | {code['value']} | coded {theirs} | read {ours}\n" if theirs != ours else ""
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
