"""Which channels of the model work in a case, in one line."""

from shakedown.society.case import Case
from shakedown.society.channels import channels

_WHERE = {
    "on": "On in every society of this case",
    "explanation": "on under one explanation only",
    "scenario": "on in a scenario only",
    "off": "off",
}


def channels_told(case: Case) -> str:
    """Channels that a case may switch on, by where it does; says nothing of how strong they are."""
    by_place = {where: says for where, says in channels(case).items() if says or where == "on"}
    told = "; ".join(f"{_WHERE[where]}: {', '.join(says) or 'none'}" for where, says in by_place.items())
    return f"Mechanisms that work only where a case switches them on. {told}."
