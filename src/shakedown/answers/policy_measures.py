"""What a policy answer reads off each society run on: by year after now, the same numbers for every scenario.

Nothing here is by manner of asking but the share of demands that are coercive; what is paid is paid in all.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import xarray as xr

from shakedown.answers.coming import F64, STEP, YEAR, ratio
from shakedown.fit.posterior import Posterior
from shakedown.society.case import Case
from shakedown.society.channels import RETALIATION, is_on_somewhere

STEPS_A_YEAR = YEAR // STEP
BURDEN, PAID, PROVISION, UNCOVERED = "burden", "paid", "income_provision", "shortfall"
HOUSEHOLDS, DEMANDS, OFFICERS = "households", "demands", "officers"


@dataclass(frozen=True, kw_only=True)
class About:
    """One number with the phrase and the unit of a reader.

    group: whom or what it is of; share: 0 to 1, printed in 100; harm: "up" or "down", the direction that is bad for those whom
    it befalls, or "" where it is neither.
    """

    name: str
    says: str
    unit: str
    group: str
    harm: str = ""
    share: bool = False


def _burden(name: str, says: str) -> About:
    return About(name=name, says=says, unit="share of income", group=HOUSEHOLDS, harm="up", share=True)


NUMBERS = (
    _burden(BURDEN, "share of income that households pay, all"),
    _burden("burden_1", "the same, income fifth 1, the poorest"),
    _burden("burden_2", "the same, income fifth 2"),
    _burden("burden_3", "the same, income fifth 3"),
    _burden("burden_4", "the same, income fifth 4"),
    _burden("burden_5", "the same, income fifth 5, the richest"),
    _burden("burden_no_trade", "the same, those without private trade (mean of the fifths)"),
    About(name=PAID, says="money that a household pays", unit="CNY a week", group=HOUSEHOLDS, harm="up"),
    About(name="complaints", says="complaints per 1,000 households", unit="a year", group=HOUSEHOLDS),
    About(name="demands", says="demands per 100 households", unit="a week", group=DEMANDS, harm="up"),
    About(
        name="share_coercive", says="demands with a threat or an order", unit="share of demands", group=DEMANDS, harm="up",
        share=True,
    ),
    About(name="mean_amount", says="the sum asked for, on average", unit="CNY", group=DEMANDS, harm="up"),
    About(name="income", says="an officer's income from all sources", unit="CNY a week", group=OFFICERS, harm="down"),
    About(name=PROVISION, says="of it from the state", unit="CNY a week", group=OFFICERS),
    About(name="income_protection", says="of it from private trade protected", unit="CNY a week", group=OFFICERS),
    About(name="income_takings", says="of it from demands", unit="CNY a week", group=OFFICERS),
    About(
        name=UNCOVERED, says="officers' need left uncovered", unit="share of need", group=OFFICERS, harm="up", share=True
    ),
    About(name="charges", says="charges per 100 officers", unit="a year", group=OFFICERS, harm="up"),
    About(name="dismissals", says="dismissals per 100 officers", unit="a year", group=OFFICERS, harm="up"),
)  # fmt: skip
"""In the order of the page."""
RETALIATIONS = About(
    name="retaliations", says="retaliations per 1,000 households", unit="a year", group=HOUSEHOLDS, harm="up"
)
"""Households made to suffer for a refusal or a complaint: a number where a case has retaliation, and nowhere else."""


def abouts_of(read: Collection[str]) -> tuple[About, ...]:
    """What the numbers are that were read."""
    return (*NUMBERS, RETALIATIONS) if RETALIATIONS.name in read else NUMBERS


def numbers(post: Posterior) -> dict[str, F64]:
    """Each of `abouts_of` them in every picked society (draw, scenario, year), by name."""
    return numbers_of(counted_in(post.case, post.futures), *sizes(post))


def counted_in(case: Case, runs: xr.Dataset) -> xr.Dataset:
    """Futures without the count of retaliations where nothing in a case makes any: 0 would look like a finding."""
    return runs if is_on_somewhere(RETALIATION, case) else runs.drop_vars(RETALIATIONS.name, errors="ignore")


def numbers_of(runs: xr.Dataset, households: F64, officers: F64) -> dict[str, F64]:
    """The same of any runs gathered as `futures` are (draw, scenario, step or year), of counties of these sizes (draw)."""
    households, officers = households[:, None, None], officers[:, None, None]
    per_year = {
        n: _years(runs[n]).sum(axis=-1)
        for n in ("demands", "coercive", "asked", "paid", "charges", "dismissals", "complaints")
    }
    return {
        **_burdens(runs),
        PAID: per_year["paid"] / households / YEAR,
        "complaints": 1000 * per_year["complaints"] / households,
        "demands": 100 * per_year["demands"] / households / YEAR,
        "share_coercive": ratio(per_year["coercive"], per_year["demands"]),
        "mean_amount": ratio(per_year["asked"], per_year["demands"]),
        **_incomes(runs),
        UNCOVERED: _years(runs["shortfall"]).mean(axis=-1),
        "charges": 100 * per_year["charges"] / officers,
        "dismissals": 100 * per_year["dismissals"] / officers,
        **{name: 1000 * _years(runs[name]).sum(axis=-1) / households for name in (RETALIATIONS.name,) if name in runs},
    }


def sizes(post: Posterior) -> tuple[F64, F64]:
    """Households and officers of each picked society (draw), as simulated."""
    now = post.draws.sel(window="now").isel(row=post.futures["row"].to_numpy())
    return now["households"].to_numpy().astype(float), now["officers"].sum("service").to_numpy().astype(float)


def _burdens(runs: xr.Dataset) -> dict[str, F64]:
    """Of all households (fifths by their income), of each fifth, and of those without trade."""
    dims = ("draw", "scenario", "year", "fifth")
    burden, alone, income = (
        runs[n].transpose(*dims).to_numpy() for n in ("burden", "burden_no_trade", "household_income")
    )
    by_fifth = {f"burden_{k + 1}": burden[..., k] for k in range(burden.shape[-1])}
    every = ratio((burden * income).sum(axis=-1), income.sum(axis=-1))
    return {BURDEN: every, **by_fifth, "burden_no_trade": alone.mean(axis=-1)}


def _incomes(runs: xr.Dataset) -> dict[str, F64]:
    income = runs["officer_income"].transpose("draw", "scenario", "year", "source")
    by_source = {f"income_{s}": income.sel(source=s).to_numpy() for s in ("provision", "protection", "takings")}
    return {"income": income.sum("source").to_numpy(), **by_source}


def _years(values: xr.DataArray) -> F64:
    """Values (draw, scenario, step) as (draw, scenario, year, step of the year)."""
    held = values.transpose("draw", "scenario", "step").to_numpy().astype(float)
    years = held.shape[-1] // STEPS_A_YEAR
    return np.asarray(held[..., : years * STEPS_A_YEAR].reshape(*held.shape[:2], years, STEPS_A_YEAR))
