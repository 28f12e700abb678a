"""How long it will last, what to watch for, and what moves it, as two sections of the briefing."""

from dataclasses import dataclass

from shakedown.answers.forecast import Forecast
from shakedown.answers.policy import Policy
from shakedown.answers.watch import Watch
from shakedown.fit.posterior import Posterior
from shakedown.report import future_figures as charts
from shakedown.report import future_moves as moves
from shakedown.report import future_tables as tables
from shakedown.report import future_words as words
from shakedown.report.drawn import Figure, figure
from shakedown.report.future_phrases import BASIS_AHEAD, of_these
from shakedown.report.table import Table


@dataclass(frozen=True, kw_only=True)
class FutureSection:
    """How long, and what to watch, in the order in which it is read."""

    lead: tuple[str, ...]
    scenarios: tuple[str, ...]
    limits: tuple[str, ...]
    bars: Figure
    curves: Figure
    fan: Figure
    dependence: Table
    signs: tuple[str, ...]
    sign_rule: str
    first_signs: Table
    every_sign: Table

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, in order."""
        return (*self.lead, *self.scenarios, *self.limits, *self.signs, self.sign_rule)


@dataclass(frozen=True, kw_only=True)
class PolicySection:
    """What moves it, in the order in which it is read."""

    lead: tuple[str, ...]
    scenarios: tuple[str, ...]
    limits: tuple[str, ...]
    rows: Table
    households: Figure
    officers: Figure
    displacement: Table
    cost: Table

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, in order."""
        return (*self.lead, *self.scenarios, *self.limits)


def future_section(post: Posterior, forecast: Forecast, watch: Watch) -> FutureSection:
    """The section of a fit that suffices."""
    still = forecast.reference
    week = sorted({seen.week for seen in watch.futures[0].seen})[-2:][0]
    return FutureSection(
        lead=tuple(words.how_long_lead(forecast)),
        scenarios=tuple(words.how_long_scenarios(forecast)),
        limits=tuple(words.how_long_limits(forecast, post.case)),
        bars=figure(charts.when_back(forecast), BASIS_AHEAD, tables.back_table(forecast)),
        curves=figure(charts.still_gentle(forecast), BASIS_AHEAD, tables.gentle_table(forecast)),
        fan=figure(
            charts.fan(forecast, still),
            f"{of_these(forecast)} The chance of one sample of households is in the band. {BASIS_AHEAD}",
            tables.path_table(forecast, still),
        ),
        dependence=tables.dependence_table(forecast, post.case),
        signs=tuple(words.watch_sentences(watch)),
        sign_rule=" ".join(words.watch_rules(watch)),
        first_signs=tables.first_signs_table(watch),
        every_sign=tables.signs_table(watch, week),
    )


def policy_section(policy: Policy) -> PolicySection:
    """The section of a fit that suffices."""
    all_ = tables.measures_table(policy)
    households = charts.changes(policy, charts.FOR_HOUSEHOLDS, "What it changes for households")
    officers = charts.changes(policy, charts.FOR_OFFICERS, "What it changes for officers")
    return PolicySection(
        lead=tuple(moves.moves_lead(policy)),
        scenarios=tuple(moves.moves_scenarios(policy)),
        limits=moves.moves_limits(policy),
        rows=tables.policy_table(policy),
        households=figure(households, BASIS_AHEAD, all_),
        officers=figure(officers, f"What punishment does to a person: not modelled. {BASIS_AHEAD}", all_),
        displacement=tables.displacement_table(policy),
        cost=tables.cost_table(policy),
    )
