"""Charts of what comes after now in words: the text alternative of each, which holds its numbers and their basis."""

from collections.abc import Sequence

from shakedown.answers.forecast import BANDS, Forecast
from shakedown.answers.policy import Policy
from shakedown.report.future_phrases import BASIS_AHEAD, condition, label, of_these, off_by, spread, three_100, unit
from shakedown.report.phrases import first_upper, in_100

YEARS = (0, 52, 104, 156)
"""Weeks from now at which curves are read out."""


def still_gentle(title: str, told: Forecast) -> str:
    """Each scenario's curve, read once a year."""
    each = []
    for outlook in told.outlooks:
        at = dict(zip(told.weeks, outlook.back.gentle, strict=True))
        values = ", ".join(in_100(at[week]) for week in YEARS if week in at)
        each.append(f"{label(outlook.scenario)}: {values}")
    return f"{title}, now and after one, two and three years. {'; '.join(each)}. {BASIS_AHEAD}"


def when_back(title: str, told: Forecast) -> str:
    """Each scenario's shares, with their Monte Carlo errors."""
    each = "; ".join(
        f"{label(o.scenario)}: " + ", ".join(f"{band} {off_by(o.back.bands[band])}" for band in BANDS)
        for o in told.outlooks
    )
    return f"{title}. {each}. {BASIS_AHEAD}"


def fan(title: str, told: Forecast, scenario: str) -> str:
    """Before, now, and the end of each year."""
    outlook = told.of(scenario)
    path = outlook.paths["mixture"][0]
    ends = (week for week in YEARS[1:] if week in told.weeks)
    after = ", ".join(f"after {w} weeks {three_100(*path.at(told.weeks.index(w)))}" for w in ends)
    before, now = (three_100(*known) for known in (told.former, told.now))
    return (
        f"{title}. Middle and range of 80 of 100 societies, if {condition(outlook.says)}: before {before}, now {now}, {after}. "
        f"{of_these(told)} {BASIS_AHEAD}"
    )


def changes(title: str, answer: Policy, names: Sequence[str]) -> str:
    """Every scenario's paired change of each number."""
    each = []
    for name in names:
        about = answer.rows[0].of(name).about
        rows = (
            f"{label(row.scenario)} {spread(row.of(name).whole, about, change=True)}"
            for row in answer.rows
            if row.scenario != answer.reference
        )
        each.append(f"{first_upper(about.says)} ({unit(about, change=True)}): {', '.join(rows)}")
    return f"{title}. Middle of the paired differences and the range of 80 of 100. {'. '.join(each)}. {BASIS_AHEAD}"
