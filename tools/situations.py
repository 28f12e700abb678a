"""What goes on while something is asked, decided from the columns of the full coding: rules, then rows decided by hand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`situation`, if the column holds one of these values; of several targets only the first counts, the main one."""

    situation: str
    column: str
    values: frozenset[str]

    def holds(self, row: Mapping[str, str]) -> bool:
        """Whether the row has one of the values."""
        said = [part.strip() for part in row[self.column].split(";")]
        return not self.values.isdisjoint(said[:1] if self.column == "target" else said)


def _rule(situation: str, column: str, values: str) -> Rule:
    return Rule(situation, column, frozenset(values.split()))


RULES = (
    _rule("", "tactic", "none_stated"),  # no demand is described
    _rule("home_visit", "tactic", "home_visit"),
    _rule("traffic_stop", "perpetrator", "police:traffic"),
    _rule("traffic_stop", "amount_unit", "per_stop"),
    _rule("checkpoint", "amount_unit", "per_trip"),
    _rule("detention_release", "amount_unit", "per_release"),
    _rule("phone", "amount_unit", "per_call"),
    _rule("phone", "target", "phone_user"),
    _rule("detention_release", "target", "detainee_family repatriated_defector media_viewer"),
    _rule("border_cut", "tactic", "profit_share"),
    _rule("border_cut", "perpetrator", "border_guard"),
    _rule("border_cut", "target", "smuggler"),
    _rule("other", "tactic", "permit_gatekeeping rank_purchase"),  # a paper or a post, at an office
    _rule("checkpoint", "target", "traveler"),
    _rule("market", "perpetrator", "market_official market_watch"),
    _rule("market", "target", "trader"),
)
"""The first that holds decides; where none does the page does not say."""

BY_HAND: Mapping[str, tuple[str, str]] = {
    "SD002": ("other", "inspections at homes and at markets, told together"),
    "SD013": ("checkpoint", "people are checked and searched on the street after dark"),
    "SD029": ("checkpoint", "people are checked on the way at night"),
    "SD032": ("", "traders and users of phones, and not where they are asked"),
    "SD033": ("other", "a standing arrangement for protection"),
    "SD049": ("border_cut", "money from abroad, taken whole"),
    "SD050": ("home_visit", "inspections of homes"),
    "SD054": ("checkpoint", "money is found in a check on the way"),
    "SD066": ("detention_release", "someone caught is let go"),
    "SD070": ("border_cut", "money from abroad, taken whole"),
    "SD078": ("home_visit", "an inspection of the homes of a neighbourhood"),
    "SD088": ("other", "money taken at an arrest"),
    "SD089": ("other", "a raid on lodgings"),
    "SD091": ("home_visit", "the page tells of visits"),
    "SD092": ("home_visit", "the page compares with visits in years past"),
    "SD099": ("other", "an old inquiry is opened again, and nobody is held"),
}
"""By the id of the row: the situation and why, where a rule would have said otherwise or nothing."""


def situation(row: Mapping[str, str]) -> str:
    """The situation of one row of the full coding; "" where the page does not say."""
    if row["id"] in BY_HAND:
        return BY_HAND[row["id"]][0]
    return next((rule.situation for rule in RULES if rule.holds(row)), "")
