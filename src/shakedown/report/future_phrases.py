"""What comes after now in a reader's words: scenarios, weeks, shares with their error, paired changes."""

from collections.abc import Mapping
from math import isfinite, isnan

from shakedown.answers.coming import Share
from shakedown.answers.forecast import Forecast
from shakedown.answers.policy import Spread
from shakedown.answers.policy_measures import About
from shakedown.report.phrases import first_upper, in_100, signed, spaced, written

NOTHING_ELSE = "fitted societies run on for three years; what levers do after now is assumed"
BASIS_AHEAD = f"Basis: model ({NOTHING_ELSE})."
AHEAD = (
    "What levers do after now is assumed in every one of these futures; nothing here says how likely a crackdown is to lapse or "
    "trade to reopen."
)
_PARTS = {"0.1": "a tenth", "0.5": "half", "0.9": "nine tenths"}
_LEAST_CONDITION = 3
"""Words: a shorter beginning before a colon ("a mix:") is no condition by itself."""


def label(scenario: str) -> str:
    """A scenario's name on a chart or in a table."""
    return first_upper(spaced(scenario))


def condition(says: str) -> str:
    """A scenario as what comes after "if": the part before a colon, unless that only names what follows."""
    head, _, rest = says.partition(": ")
    return rest if rest and len(head.split()) < _LEAST_CONDITION else head


def weeks(value: float) -> str:
    """So many weeks from now; infinite is not within three years, and not a number is what there is nobody to ask of."""
    if isnan(value):
        return "not known"
    return f"{value:.0f} weeks" if isfinite(value) else "not within three years"


def times(quantiles: Mapping[str, float | None]) -> str:
    """By when how many of some societies are there: "a tenth by week 28, fewer than half within three years"."""
    told: list[str] = []
    for at, part in _PARTS.items():
        week = quantiles[at]
        if week is None:
            return ", ".join([*told, f"fewer than {part} within three years"])
        told.append(f"{part} by week {week:.0f}")
    return ", ".join(told)


def of_these(told: Forecast) -> str:
    """Why "before" and "now" of a path need not be those of the first page."""
    return (
        f"These are the {told.picks} societies that were run on, not all the fitted ones, so “before” and “now” may lie a little "
        "beside the first numbers of a briefing."
    )


def three_100(low: float | None, mid: float | None, high: float | None) -> str:
    """Middle and range of a share in 100, as far as there is anything to count."""
    known = [in_100(v) if v is not None and isfinite(v) else "not known" for v in (low, mid, high)]
    return f"{known[1]} ({known[0]} to {known[2]})"


def off_by(share: Share) -> str:
    """A share with its Monte Carlo error, in 100: "70 ± 5"."""
    return f"{in_100(share.value)}\u00a0±\u00a0{100 * share.error:.0f}"


def amount(value: float, about: About, *, change: bool = False) -> str:
    """One number of a policy answer, without its unit: shares in 100, a change with its sign."""
    if not isfinite(value):
        return "not known"
    scaled = 100 * value if about.share else value
    size = abs(scaled)
    text = (signed if change else written)(scaled, 0 if size >= 100 else 1 if size >= 10 else 2)
    return text if any(c in "123456789" for c in text) else "0"


def spread(value: Spread, about: About, *, change: bool = False) -> str:
    """Middle and central 80 of 100."""
    low, mid, high = (amount(v, about, change=change) for v in (value.low, value.median, value.high))
    return mid if low == mid == high else f"{mid} ({low} to {high})"


def retaliation_told(off: str) -> str:
    """Whether retaliation is counted, or why not (`off`), in a sentence."""
    return f"Retaliation against those who complain or refuse: {off or 'counted, beside dismissals and charges'}."


def unit(about: About, *, change: bool = False) -> str:
    """The unit of what `amount` prints."""
    if not about.share:
        return about.unit
    whole = about.unit.removeprefix("share of ")
    of = f" {whole}" if whole == "demands" else f" ({whole})"
    return f"points of 100{of}" if change else f"in 100{of}"
