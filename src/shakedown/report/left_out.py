"""What is not in the society that a case describes: the same list for all, less what a case itself puts in."""

from typing import NamedTuple

from shakedown.society.case import Case
from shakedown.society.channels import NORMS, QUOTA, RETALIATION, STATUS, Channel, is_on_somewhere


class LeftOut(NamedTuple):
    """Something left out, in a word and in a sentence; `unless`: the channel that puts it in where a case switches it on."""

    name: str
    why: str
    unless: Channel | None = None


_SEVERAL = LeftOut(
    "services beyond those simulated",
    "Those that ask the same households are counted together. What they stop taking, others may take; that is not counted.",
)
_ONE = LeftOut(
    "other services", "One service asks. What its officers stop taking, others may take; that is not counted."
)
_EVERYWHERE = (
    LeftOut(
        "quotas owed upward",
        "Officers pass up a fixed share of what they take; no superior sets them a sum to deliver.",
        QUOTA,
    ),
    LeftOut("norms", "Officers learn from each other what pays, not what is proper.", NORMS),
    LeftOut(
        "status",
        "Rank, class and standing of a household or an officer count only as far as they are power.",
        STATUS,
    ),
    LeftOut("retaliation", "Nobody who refuses or complains is punished for it.", RETALIATION),
    LeftOut(
        "what punishment does to a person",
        "A dismissal is a number here. What it means to the one dismissed is not modelled.",
    ),
    LeftOut(
        "who tells",
        "Large, harsh and unusual demands are held to be told more often; which people tell, and to whom, is not modelled.",
    ),
)


def left_out(case: Case) -> tuple[tuple[str, str], ...]:
    """In a word and in a sentence each: what this case's numbers do not hold. What one explanation puts in counts as there."""
    services = _SEVERAL if len(case.services) > 1 else _ONE
    return tuple(
        (each.name, each.why)
        for each in (services, *_EVERYWHERE)
        if each.unless is None or not is_on_somewhere(each.unless, case)
    )
