"""How long, what to watch and what moves it, as plain data: what `--json` prints and answers.json holds."""

from dataclasses import asdict
from typing import Any

from shakedown.answers.forecast import Forecast
from shakedown.answers.policy import Policy
from shakedown.answers.watch import Watch

FORECAST_RULE = (
    "back: in twelve weeks together more than half of the society's own former share of demands come with a threat or an order; "
    "weeks: from now to the end of the first such twelve weeks, over those alone in which it is not so already, null if not "
    "within three years"
)
WATCH_RULE = (
    "seen: in some twelve weeks since now a just noticeable move away from now, so that a sign and its opposite may both be "
    "seen; odds: chance of a report of it here over that in the reference, a careless writer included; chance_after: of this "
    "future after one report, if all were equally likely before; first: seen in at least half of the societies and odds of at "
    "least 2"
)
POLICY_RULE = "paired differences against the reference, same societies and same chance; median and central 80 percent"


def forecast_document(told: Forecast) -> dict[str, Any]:
    """`forecast --json`: by scenario, dating and explanation; shares with their Monte Carlo errors."""
    return {"rule": FORECAST_RULE, "basis": "model", **asdict(told)}


def watch_document(told: Watch) -> dict[str, Any]:
    """`watch --json`: by scenario, every sign by 13, 26 and 52 weeks, and the first ones."""
    return {"rule": WATCH_RULE, "basis": "model", **asdict(told)}


def policy_document(answer: Policy) -> dict[str, Any]:
    """`policy --json`: levels, then a row a scenario in the case's order."""
    return {"rule": POLICY_RULE, "basis": "model", **asdict(answer)}
