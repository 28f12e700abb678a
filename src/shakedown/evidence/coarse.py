"""The code that a record has for what a reading proposes: its class of officials, its tone."""

from collections.abc import Mapping

from shakedown.evidence.read import Reading

CLASS_OF: Mapping[str, str] = {
    "police": "police", "police:traffic": "police", "secret_police": "secret_police", "border_guard": "border_guard",
}  # fmt: skip
"""The class of a record for a class of a reading; any other is other_official."""
TONES: Mapping[str, str] = {"threat": "coercive", "order": "brazen", "request": "polite"}
"""The tone of a record for a manner of a reading."""


def coarse_perpetrators(reading: Reading) -> tuple[str, ...]:
    """The classes a record would have, each once."""
    named = (CLASS_OF.get(proposal.value, "other_official") for proposal in reading.of("perpetrator"))
    return tuple(dict.fromkeys(named))
