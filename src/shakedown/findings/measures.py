"""What findings measure: each a function of a finding and a size that gives one number a seed.

Changes are relative to the baseline under the same seed. None of them knows what was published.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.evidence.measures import COERCIVE, bribes_in_spending, mean_amount, over, refused_share
from shakedown.findings.finding import Finding, Setting
from shakedown.findings.society import Size, doors, runs

F64 = npt.NDArray[np.float64]
NOTHING = Setting()
RETALIATION = 0.8
"""Chance of revenge where a finding asks for retaliation."""
PAYS = (1, 2, 4, 8, 16, 32, 64)
"""Multiples of outside income up to which pay is searched."""
HARDLY_ANY = 0.05


def _pair(finding: Finding, size: Size) -> tuple[xr.Dataset, xr.Dataset]:
    base = over(runs(finding.baseline, NOTHING, size), slice(None))
    return base, over(runs(finding.baseline, finding.changed, size), slice(None))


def _taken(held: xr.Dataset) -> F64:
    return np.asarray((held.paid + held.paid_in_kind).sum("service"), dtype=float)


def _demands(held: xr.Dataset) -> F64:
    return np.asarray(held.demands.sum(["service", "manner", "amount"]), dtype=float)


def _change(of: Callable[[xr.Dataset], F64]) -> Callable[[Finding, Size], F64]:
    """The relative change of what `of` reads."""

    def measure(finding: Finding, size: Size) -> F64:
        before, after = _pair(finding, size)
        return np.asarray(of(after) / of(before) - 1)

    return measure


def _mean_amount(held: xr.Dataset) -> F64:
    return np.asarray(mean_amount(held), dtype=float)


def _coercive_amount(held: xr.Dataset) -> F64:
    coercive = held.demands.sel(manner=list(COERCIVE)).sum(["service", "manner"])
    return np.asarray((coercive * held.amount).sum("amount") / coercive.sum("amount"), dtype=float)


def taken_lost(finding: Finding, size: Size) -> F64:
    """Share of takings that goes with the change."""
    return -_change(_taken)(finding, size)


def income_fall_over_pay_fall(finding: Finding, size: Size) -> F64:
    """How far officers' income falls for each CNY that their pay falls."""
    before, after = (held.officer_income.isel(service=0) for held in _pair(finding, size))
    fall = (before - after).transpose("run", ...)
    return np.asarray(fall.sum("source") / fall.sel(source="provision"), dtype=float)


def static_choice(finding: Finding, size: Size) -> F64:
    """The largest difference in any count of demands."""
    before, after = _pair(finding, size)
    return np.asarray(np.abs(after.demands - before.demands).max(["service", "manner", "amount"]), dtype=float)


def would_pay_points(finding: Finding, size: Size) -> F64:
    """Change of the share that does not refuse, in percentage points."""
    before, after = (np.asarray(refused_share(held), dtype=float) for held in _pair(finding, size))
    return np.asarray(100 * (before - after))


def effect_with_retaliation(finding: Finding, size: Size) -> F64:
    """The change of demands where complaining is avenged, relative to that where it is not: a ratio of means over seeds."""
    avenged = Setting(finding.baseline.levers, {**finding.baseline.rules, "retaliation": RETALIATION})
    safe = _change(_demands)(finding, size)
    return np.asarray(_change(_demands)(replace(finding, baseline=avenged), size) / safe.mean())


def level_of_bribes(finding: Finding, size: Size) -> F64:
    """Bribes and retainers in household spending."""
    return np.asarray(bribes_in_spending(_pair(finding, size)[0]), dtype=float)


def share_of_hundreds(finding: Finding, size: Size) -> F64:
    """Share of demands for a multiple of a hundred."""
    held = _pair(finding, size)[0].demands.sum(["service", "manner"])
    return np.asarray(held.where(held.amount % 100 == 0, 0).sum("amount") / held.sum("amount"), dtype=float)


def pay_for_hardly_any(finding: Finding, size: Size) -> F64:
    """Pay at which demands fall below 5% of those at no pay, in outside incomes; the largest searched if none does."""
    paid = [replace(finding, changed=Setting({"provision": 60.0 * pay})) for pay in PAYS]
    none = replace(finding, changed=Setting({"provision": 0.0}))
    left = np.array([_demands(_pair(each, size)[1]) for each in paid]) / _demands(_pair(none, size)[1])
    few = left < HARDLY_ANY
    return np.where(few.any(axis=0), np.array(PAYS, float)[few.argmax(axis=0)], float(PAYS[-1]))


def extractors_revenue(finding: Finding, size: Size) -> F64:
    """Revenue of so many uncoordinated extractors of complements relative to one: a closed form, without a society."""
    return np.full(len(size.seeds), complements_revenue(finding.number))


def complements_revenue(number: int) -> float:
    """`number` extractors each ask a/(n+1) where demand is linear, a - price: together n/(n+1)^2 of a^2, one alone 1/4.

    Shleifer & Vishny 1993, QJE 108. The society is not asked.
    """
    return number / (number + 1) ** 2 / 0.25


def price_elasticity(finding: Finding, size: Size) -> F64:
    """Of what one service takes in the number of services."""
    before, after = _pair(finding, size)
    each = np.log((_taken(after) / after.sizes["service"]) / (_taken(before) / before.sizes["service"]))
    return np.asarray(each / np.log(after.sizes["service"] / before.sizes["service"]))


def _slopes(held: xr.Dataset, of: str) -> F64:
    """(run, coefficient) of log payment per payer on log income and power; or of payments of all on log income."""
    return np.stack([_slope(held.isel(run=place), of) for place in range(held.sizes["run"])])


def _slope(run: xr.Dataset, of: str) -> F64:
    income, power = np.log(run.income.to_numpy()), run.power.to_numpy()
    paid, times = run.paid.to_numpy(), run.payments.to_numpy()
    payer = (paid > 0) & (times > 0)
    if of == "incidence":
        return np.asarray(np.polyfit(income, times, 1)[:1])
    y = np.log(paid[payer] / times[payer])
    beside = [power[payer]] if of == "both" else []
    given = np.column_stack([np.ones(y.size), income[payer], *beside])
    return np.asarray(np.linalg.lstsq(given, y, rcond=None)[0][1:])


def _section(of: str, place: int) -> Callable[[Finding, Size], F64]:
    def measure(finding: Finding, size: Size) -> F64:
        return np.asarray(_slopes(doors(finding.baseline, size), of)[:, place])

    return measure


MEASURES: Mapping[str, tuple[Callable[[Finding, Size], F64], str]] = MappingProxyType(
    {
        "taken_change": (_change(_taken), "what is taken, relative change"),
        "taken_lost": (taken_lost, "share of takings lost"),
        "demands_change": (_change(_demands), "number of demands, relative change"),
        "mean_amount_change": (_change(_mean_amount), "mean amount demanded, relative change"),
        "coercive_amount_change": (_change(_coercive_amount), "mean coercive amount, relative change"),
        "income_fall_over_pay_fall": (income_fall_over_pay_fall, "fall of officers' income per fall of pay"),
        "static_choice": (static_choice, "largest difference in any count of demands"),
        "would_pay_points": (would_pay_points, "would pay, percentage points"),
        "effect_with_retaliation": (effect_with_retaliation, "effect relative to that without retaliation"),
        "bribes_in_spending": (level_of_bribes, "bribes in household spending, share"),
        "share_of_hundreds": (share_of_hundreds, "demands for a multiple of 100, share"),
        "pay_for_hardly_any": (pay_for_hardly_any, "pay at which demands fall below 5%, in outside incomes"),
        "extractors_revenue": (extractors_revenue, "revenue relative to one extractor"),
        "price_elasticity": (price_elasticity, "elasticity of what each takes in the number of services"),
        "amount_on_ability": (_section("both", 0), "log payment on log income among payers, power held"),
        "amount_on_power": (_section("both", 1), "log payment on power among payers, income held"),
        "payment_elasticity": (_section("income", 0), "log payment on log income among payers"),
        "incidence_on_wealth": (_section("incidence", 0), "payments of a household on log income"),
    }
)
"""Each measure by name, with what it is and its unit in words."""
