"""What moves it: each scenario against the reference, in pairs of societies that are alike until now and in all chance.

No scenario is ranked, and none is called right. Dismissals and charges stand beside burden in every row; so do
retaliation, where the case has it, and what punishment does to a person, which is not modelled.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Self

import numpy as np

from shakedown.answers.coming import (
    F64,
    TENTHS,
    Share,
    effective,
    normal,
    pick_weights,
    quantiles,
    reference,
    share_of,
)
from shakedown.answers.policy_measures import (
    BURDEN,
    PAID,
    PROVISION,
    RETALIATIONS,
    UNCOVERED,
    About,
    abouts_of,
    numbers,
    sizes,
)
from shakedown.answers.ranges import in_100
from shakedown.fit.posterior import Posterior, weighted_quantiles
from shakedown.society.channels import RETALIATION, is_on_somewhere

PROVIDED = "provision"
"""The lever."""
NOT_MODELLED = "not modelled"
OFF = "off in this case"
UNCOUNTED = "on in this case and not counted in this fit: fit anew"
OTHER_SERVICES = "beyond those simulated: not modelled"
COSTED = "provision alone, which is all that the scenario moves"
NOT_RAISED = "provision is not raised"
LEAST_SURE = TENTHS[-1]
"""The share of societies in which more must be handed out and less paid for a cost per unit of money to be given."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The middle and the central 80% of the societies."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Level:
    """One number under the reference: over the three years together, and in the first and the third of them."""

    about: About
    whole: Spread
    first: Spread
    third: Spread
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A paired difference, scenario less reference, over the same spans. falls, rises: the share of societies in which it
    does so over the three years; worst: the unfavourable end of the central 80%, None of what is neither good nor bad."""

    about: About
    whole: Spread
    first: Spread
    third: Spread
    falls: Share
    rises: Share
    worst: float | None
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Where a burden goes: the change here less the change there, and the share of societies in which that is above 0."""

    name: str
    says: str
    unit: str
    difference: Spread
    above: Share
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What more provision costs, and what it leaves.

    handed_out_now: by the state to an officer a week under the reference; per_officer_week: what the scenario adds to it;
    per_unit_spared: that for each unit of money that households are spared, None where other levers move too, whose doing it
    may be, and where it is not sure (`LEAST_SURE`) that anything is spared; spared: the share of societies in which more is
    handed out and less paid; uncovered: the part of officers' need that the scenario leaves uncovered.
    """

    handed_out_now: Spread
    per_officer_week: Spread
    per_unit_spared: Spread | None
    spared: Share
    uncovered: Spread
    unit: str
    basis: str = "model"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One scenario. cost: None where provision is not raised; `cost_note`: what is counted, or why there is no number.
    retaliation: why it is not among the changes; nothing if it is."""

    scenario: str
    says: str
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    cost: Cost | None
    cost_note: str
    retaliation: str
    harm_of_punishment: str = NOT_MODELLED
    other_services: str = OTHER_SERVICES

    def of(self, name: str) -> Change:
        """One of its changes."""
        return next(change for change in self.changes if change.about.name == name)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The answer: levels under the reference, and a row a scenario in the case's own order. picks: societies run on."""

    reference: str
    reference_says: str
    currency: str
    picks: int
    levels: tuple[Level, ...]
    rows: tuple[Row, ...]

    def of(self, scenario: str) -> Row:
        """One scenario's row."""
        return next(row for row in self.rows if row.scenario == scenario)


def policy(post: Posterior) -> Policy:
    """Every scenario of the case against the one that changes nothing. Reads the fit and its futures; simulates nothing."""
    read, names = numbers(post), [str(s) for s in post.futures["scenario"].to_numpy()]
    still, weights = reference(post.case), pick_weights(post)
    base = names.index(still)
    societies = {name: _Pairs.of(read, base, k) for k, name in enumerate(names)}
    return Policy(
        reference=still,
        reference_says=post.case.scenarios[still].says,
        currency=post.case.currency,
        picks=post.futures.sizes["draw"],
        levels=tuple(Level(about=a, **_periods(read[a.name][:, base], weights)) for a in _abouts(read, post)),
        rows=tuple(_row(post, name, societies[name], weights) for name in names),
    )


@dataclass(frozen=True)
class _Pairs:
    """Each number (draw, year) under the reference and under a scenario, and what the scenario adds."""

    still: Mapping[str, F64]
    moved: Mapping[str, F64]
    gaps: Mapping[str, F64]

    @classmethod
    def of(cls, read: Mapping[str, F64], base: int, at: int) -> Self:
        """The pairs of two scenarios by their places."""
        still, moved = ({name: values[:, k] for name, values in read.items()} for k in (base, at))
        return cls(still, moved, {name: moved[name] - still[name] for name in read})


def _abouts(read: Collection[str], post: Posterior) -> list[About]:
    """What the numbers are, in the case's money."""
    return [About(**{**vars(a), "unit": a.unit.replace("CNY", post.case.currency)}) for a in abouts_of(read)]


def _periods(values: F64, weights: F64) -> dict[str, Any]:
    """Of values (draw, year)."""
    parts = {"whole": _over(values), "first": values[:, 0], "third": values[:, -1]}
    return {name: _spread(part, weights) for name, part in parts.items()}


def _over(values: F64) -> F64:
    """Mean over the years (draw); years in which there was nothing to measure are left out."""
    known = np.isfinite(values)
    count = known.sum(axis=-1)
    return np.where(count > 0, np.where(known, values, 0).sum(axis=-1) / np.maximum(count, 1), np.nan)


def _spread(values: F64, weights: F64) -> Spread:
    low, median, high = (float(q) for q in weighted_quantiles(values, weights, TENTHS))
    return Spread(low=low, median=median, high=high)


def _row(post: Posterior, name: str, pairs: _Pairs, weights: F64) -> Row:
    scenario, gaps = post.case.scenarios[name], pairs.gaps
    others = tuple(lever for lever in scenario.levers if lever != PROVIDED)
    raised = PROVIDED in scenario.levers and gaps[PROVISION].mean() > 0
    cost = _cost(post, pairs, weights, alone=not others) if raised else None
    return Row(
        scenario=name,
        says=scenario.says,
        changes=tuple(_change(post, about, gaps[about.name], weights) for about in _abouts(gaps, post)),
        shifts=tuple(_shifts(post, gaps, weights)),
        cost=cost,
        cost_note=_cost_note(cost, others),
        retaliation=_retaliation(gaps, post),
    )


def _retaliation(counted: Collection[str], post: Posterior) -> str:
    """Why retaliation is not among the numbers; nothing if it is."""
    if RETALIATIONS.name in counted:
        return ""
    return UNCOUNTED if is_on_somewhere(RETALIATION, post.case) else OFF


def _cost_note(cost: Cost | None, others: tuple[str, ...]) -> str:
    """What is counted, or why there is no number."""
    if cost is None:
        return NOT_RAISED
    if cost.per_unit_spared is not None:
        return COSTED
    none = f"no cost per {cost.unit} can be given"
    if others:
        named = " and ".join(lever.replace("_", " ") for lever in others)
        return (
            f"{none}: the scenario moves {named} too, so what households are spared is not the doing of provision alone, and "
            "what the rest costs is not counted"
        )
    return f"{none}: that more is handed out and households pay less is so in {in_100(cost.spared.value)} of 100 societies only"


def _change(post: Posterior, about: About, gap: F64, weights: F64) -> Change:
    moved, periods = _over(gap), _periods(gap, weights)
    known = normal(np.where(np.isfinite(moved), weights, 0))
    falls, rises = (share_of(went, known, effective(post, known)) for went in (moved < 0, moved > 0))
    worst = {"up": periods["whole"].high, "down": periods["whole"].low}.get(about.harm)
    return Change(about=about, **periods, falls=falls, rises=rises, worst=worst)


def _shifts(post: Posterior, gaps: Mapping[str, F64], weights: F64) -> Iterator[Shift]:
    """Displacement that a society of one service can show: into later weeks, and onto poorer people."""
    later = gaps[BURDEN][:, -1] - gaps[BURDEN][:, 0]
    fifth = {k: _over(gaps[f"burden_{k}"]) for k in (1, 2, 4, 5)}
    poorer = (fifth[1] + fifth[2]) / 2 - (fifth[4] + fifth[5]) / 2
    for name, says, values in (
        ("later", "change of burden in the third year, less that in the first", later),
        ("poorer", "change of burden of the poorer two fifths, less that of the richer two", poorer),
    ):
        above = share_of(values > 0, weights, effective(post, weights))
        yield Shift(name=name, says=says, unit="share of income", difference=_spread(values, weights), above=above)


def _cost(post: Posterior, pairs: _Pairs, weights: F64, *, alone: bool) -> Cost:
    """Provision paid out in more, and payments of households saved, both per week; `alone`: whether nothing else moves."""
    households, officers = sizes(post)
    extra, spared = _over(pairs.gaps[PROVISION]), -_over(pairs.gaps[PAID]) * households
    both = (extra > 0) & (spared > 0)
    share = share_of(both, weights, effective(post, weights))
    each = np.where(both, extra * officers / np.where(both, spared, 1.0), inf)
    low, median, high = quantiles(each, weights)
    return Cost(
        handed_out_now=_spread(_over(pairs.still[PROVISION]), weights),
        per_officer_week=_spread(extra, weights),
        per_unit_spared=Spread(low=low, median=median, high=high) if alone and share.value >= LEAST_SURE else None,
        spared=share,
        uncovered=_spread(_over(pairs.moved[UNCOVERED]), weights),
        unit=post.case.currency,
    )
