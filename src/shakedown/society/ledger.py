"""The ledger of claims: what the report says, line by line, how each line is carried, and the test that speaks to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CLASSES = ("input", "mechanism", "fitted", "predicted", "future")
TEST_KINDS = (
    "word", "interval", "direction", "ratio", "event", "effect", "interaction", "cause", "explanation", "persistence",
)  # fmt: skip
"""word, interval, direction, ratio and event as in a statement; effect: of a mechanism, on against off; interaction: of two;
cause: the causes that moved it most; explanation: a rival's weight; persistence: how long the manner lasts after
now."""
LONGEST_AHEAD = 156
"""Weeks after now that a claim may speak of: no future is run further."""
ATTRIBUTED = ("mean_amount", "share_coercive", "share_above")
"""Measures whose change is attributed to causes."""


@dataclass(frozen=True, kw_only=True)
class Test:
    """One measurable side of a claim. `switch`: dials and levers as they are with the mechanism off; `given`: levers
    under which an interaction is compared with none. For effect and interaction `value` is the sign: up or down; for cause
    the causes' names, for explanation the explanation's; for persistence a number of weeks."""

    __test__ = False  # not a test of the project itself

    kind: str
    measure: str
    window: str
    value: Any
    threshold: float | None = None
    switch: Mapping[str, float] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One line of the ledger: class fixed before any fit; voice; what it says in our words; where it lives; its tests."""

    id: str
    klass: str
    voice: str
    says: str
    where: str
    tests: tuple[Test, ...] = ()
    waits: str = ""
    """What it waits for, when it cannot be answered yet."""
