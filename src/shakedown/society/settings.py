"""The value of one dial or lever as a file may write it: a number inside the limits of that dial or lever."""

from collections.abc import Mapping

from shakedown.evidence.checks import Key, within
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials

LEVER_KEYS: Mapping[str, Key] = {
    name: Key(within(about.least, about.most, about.unit, about.infinite), required=False)
    for name, about in ABOUT.items()
}


def dial_keys(unit: float = 1.0) -> Mapping[str, Key]:
    """What each dial may be, in a money of which one CNY is `unit`."""
    said = "CNY" if unit == 1 else "the case's money"
    counted = (dial.in_money(unit) for dial in dials())
    return {
        dial.name: Key(within(dial.least, dial.most, dial.unit.replace("CNY", said)), required=False)
        for dial in counted
    }


DIAL_KEYS = dial_keys()
