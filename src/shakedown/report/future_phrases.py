"""What comes after now in a reader's words: scenarios, weeks, shares with their error, paired changes."""

from math import isfinite

from shakedown.answers.coming import Share
from shakedown.answers.policy import Spread
from shakedown.answers.policy_measures import About
from shakedown.report.phrases import first_upper, in_100

NOTHING_ELSE = "fitted societies run on for three years; what levers do after now is assumed"
BASIS_AHEAD = f"Basis: model ({NOTHING_ELSE})."
_LEAST_CONDITION = 3
"""Words: a shorter beginning before a colon ("a mix:") is no condition by itself."""


def label(scenario: str) -> str:
    """A scenario's name on a chart or in a table."""
    return first_upper(scenario.replace("_", " "))


def condition(says: str) -> str:
    """A scenario as what comes after "if": the part before a colon, unless that only names what follows."""
    head, _, rest = says.partition(": ")
    return rest if rest and len(head.split()) < _LEAST_CONDITION else head


def weeks(value: float | None) -> str:
    """So many weeks from now; 0 is already so, and None or infinite is not within three years."""
    if value is None or not isfinite(value):
        return "not within three years"
    return f"{value:.0f} weeks" if value > 0 else "already so"


def off_by(share: Share) -> str:
    """A share with its Monte Carlo error, in 100: "70 ± 5"."""
    return f"{in_100(share.value)}\u00a0±\u00a0{100 * share.error:.0f}"


def amount(value: float, about: About, *, change: bool = False) -> str:
    """One number of a policy answer, without its unit: shares in 100, a change with its sign."""
    if not isfinite(value):
        return "not known"
    scaled = 100 * value if about.share else value
    size = abs(scaled)
    text = f"{scaled:{'+' if change else ''}.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    return text.replace("-", "−") if any(c in "123456789" for c in text) else "0"


def spread(value: Spread, about: About, *, change: bool = False) -> str:
    """Middle and central 80 of 100."""
    low, mid, high = (amount(v, about, change=change) for v in (value.low, value.median, value.high))
    return mid if low == mid == high else f"{mid} ({low} to {high})"


def unit(about: About, *, change: bool = False) -> str:
    """The unit of what `amount` prints."""
    if not about.share:
        return about.unit
    whole = about.unit.removeprefix("share of ")
    of = f" {whole}" if whole == "demands" else f" ({whole})"
    return f"points of 100{of}" if change else f"in 100{of}"
