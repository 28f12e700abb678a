"""From the kernel's arrays to the public Dataset: every axis named, every variable with its unit and its meaning."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import xarray as xr

from shakedown.engine import layout
from shakedown.engine.layout import COUNTS, FLOWS, PEOPLE, POSTS, VIEWS, Out
from shakedown.engine.state import County


class Finished(NamedTuple):
    """One run: its outputs and the county as it was left."""

    out: Out
    county: County


COUNT, CNY_SUM, MEAN = "count", "sum", "mean"
"""How a variable is gathered over weeks: counts and sums add, means average."""

ABOUT: dict[str, tuple[str, str, str]] = {
    "demands": ("demands", COUNT, "Acts of demanding."),
    "framings": ("requests", COUNT, "Requests carrying each framing; one request may carry several."),
    "visits": ("contacts", COUNT, "Occasions on which an officer considered money, demanded or not."),
    "refusals": ("demands", COUNT, "Demands refused outright."),
    "complaints": ("complaints", COUNT, "Complaints about a demand."),
    "charges": ("charges", COUNT, "Officers charged."),
    "dismissals": ("officers", COUNT, "Officers dismissed."),
    "retaliations": ("retaliations", COUNT, "Households made to suffer for a refusal or a complaint."),
    "calls_on_state": (
        "calls",
        COUNT,
        "Households that, after an approach, call on the state to secure officers' livelihood.",
    ),
    "paid": ("CNY", CNY_SUM, "Cash paid on demands."),
    "paid_in_kind": ("CNY", CNY_SUM, "Goods handed over on demands, at the officer's price."),
    "repaid": ("CNY", CNY_SUM, "Loans repaid to households."),
    "passed_up": ("CNY", CNY_SUM, "Cash passed to superiors."),
    "quota_paid": ("CNY", CNY_SUM, "Cash delivered to superiors on a quota."),
    "fines": ("CNY", CNY_SUM, "Fines paid by charged officers."),
    "searches": ("searches", COUNT, "Searches for money from abroad."),
    "seized": ("CNY", CNY_SUM, "Cash seized in searches."),
    "departures": ("officers", COUNT, "Officers who gave up their posts."),
    "household_income": ("CNY/week", MEAN, "Income of a household, retainers taken off."),
    "household_spending": ("CNY/week", MEAN, "Spending of a household, payments to officers apart."),
    "household_cash": ("CNY", MEAN, "Cash of a household at the week's end."),
    "officer_cash": ("CNY", MEAN, "Cash of an officer at the week's end."),
    "officer_spending": (
        "CNY/week",
        MEAN,
        "Spending of an officer, goods taken and what the dismissed take along included.",
    ),
    "burden": ("share", MEAN, "Payments on demands as a share of income."),
    "burden_no_trade": ("share", MEAN, "The same among households without private trade."),
    "officer_income": ("CNY/week", MEAN, "Income of an officer by source."),
    "shortfall": ("share", MEAN, "Part of an officer's need that his resources leave uncovered."),
    "fear": ("share", MEAN, "How intense officers believe the crackdown to be."),
    "belief_error": ("log", MEAN, "Log of believed over actual cash, over this week's contacts."),
    "post_value": ("CNY", MEAN, "What keeping the post is worth to an officer."),
    "entitlement": ("share", MEAN, "How far being paid has hardened into custom."),
    "retainer_share": ("share", MEAN, "Retainers as a share of the gains protected."),
    "protection_volume": ("CNY/week", MEAN, "Gains from private trade under protection."),
    "goodwill": ("-1..1", MEAN, "Households' view of their officer."),
    "sympathy": ("share", MEAN, "Households' sympathy for officers' plight."),
    "resentment": ("share", MEAN, "Households' resentment of the state."),
    "surprise": ("share", MEAN, "How far this week's demands were kinder than expected."),
}


def to_dataset(
    done: Sequence[Finished], amounts: tuple[float, ...], begins: date | None, services: Sequence[str] = ("police",)
) -> xr.Dataset:
    """The public Dataset of runs of equal length and menu: every variable of `ABOUT` by run, week and its own axes."""
    first = done[0].county.week - done[0].out.people.shape[0]
    weeks = np.arange(first, done[0].county.week)
    people = np.stack([d.out.people.reshape(-1, len(PEOPLE), 5, 2) for d in done])
    heads = np.stack([_heads(d.county) for d in done])
    posts, flows, counts = (_by_service([getattr(d.out, n) for d in done], len(services)) for n in _ROWS)
    officers = np.array([d.county.officers.size // d.county.services for d in done])
    values: dict[str, tuple[tuple[str, ...], npt.NDArray[Any]]] = {
        "demands": (
            ("run", "week", "service", "manner", "amount"),
            _by_service([d.out.demands for d in done], len(services)),
        ),
        "framings": (
            ("run", "week", "service", "framing"),
            _by_service([_framings(d.out.sets) for d in done], len(services)),
        ),
    }
    service = ("run", "week", "service")
    values |= {n: (service, counts[..., k]) for k, n in enumerate(COUNTS) if n != "calls_on_state"}
    values["calls_on_state"] = (("run", "week"), counts[..., COUNTS.index("calls_on_state")].sum(axis=2))
    values |= {n: (service, flows[..., FLOWS.index(n)]) for n in FLOWS[:-3]}
    values |= _by_fifth(people, heads)
    values["officer_income"] = ((*service, "source"), posts[..., :3])
    values |= {n: (service, posts[..., POSTS.index(n)]) for n in POSTS[3:]}
    retained, volume, spent = (flows[..., k] for k in (-3, -2, -1))
    values["officer_spending"] = (service, spent / officers[:, None, None])
    values["retainer_share"] = (service, _ratio(retained, volume))
    values["protection_volume"] = (service, volume)
    views = np.stack([d.out.views for d in done])
    values |= {n: (("run", "week"), views[:, :, k]) for k, n in enumerate(VIEWS)}
    held = xr.Dataset(
        {
            n: (dims, v, {"units": ABOUT[n][0], "gather": ABOUT[n][1], "long_name": ABOUT[n][2]})
            for n, (dims, v) in values.items()
        },
        coords=_coords([d.county.seed for d in done], weeks, amounts, begins, services),
    )
    held["officers"] = (
        ("run", "service"),
        np.repeat(officers[:, None], len(services), axis=1),
        {"units": "officers", "gather": "fixed", "long_name": "Officers."},
    )
    held["households"] = (
        ("run",), heads.sum(axis=(1, 2)), {"units": "households", "gather": "fixed", "long_name": "Households."}
    )  # fmt: skip
    return held


_ROWS = ("posts", "flows", "counts")


def _by_service(rows: Sequence[npt.NDArray[Any]], services: int) -> npt.NDArray[Any]:
    """From a row for each week and service to (run, week, service, ...)."""
    held = np.stack(rows)
    return held.reshape(held.shape[0], -1, services, *held.shape[2:])


def all_services(runs: xr.Dataset) -> xr.Dataset:
    """The same runs as if one service had done it all: counts and sums added, means averaged (each service has as many
    officers)."""
    held = {
        name: values.mean("service") if values.attrs["gather"] == MEAN else values.sum("service")
        for name, values in runs.data_vars.items()
        if "service" in values.dims
    }
    return runs.drop_vars("service").assign({n: v.assign_attrs(runs[n].attrs) for n, v in held.items()})


def demands_in(done: Finished, weeks: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """Demands of all services by (manner, amount), over these weeks of the run."""
    total: npt.NDArray[Any] = _by_service([done.out.demands], done.county.services)[0, weeks].sum(axis=(0, 1))
    return total


def request_sets(done: Sequence[Finished]) -> npt.NDArray[np.int32]:
    """Requests of all services by (run, week, set of framings, amount): for event statements, never a public output."""
    sets: npt.NDArray[np.int32] = _by_service([d.out.sets for d in done], done[0].county.services).sum(axis=2)
    return sets


def _coords(
    seeds: list[int],
    weeks: npt.NDArray[np.int64],
    amounts: tuple[float, ...],
    begins: date | None,
    services: Sequence[str],
) -> dict[str, Any]:
    coords: dict[str, Any] = {
        "run": ("run", seeds, {"long_name": "seed"}),
        "week": ("week", weeks, {"units": "week", "long_name": "week"}),
        "service": list(services),
        "manner": list(layout.MANNERS),
        "framing": list(layout.FRAMINGS),
        "amount": ("amount", np.asarray(amounts), {"units": "CNY", "currency": "CNY", "long_name": "amount demanded"}),
        "fifth": ("fifth", np.arange(1, 6), {"long_name": "income fifth, 1 poorest"}),
        "source": list(layout.SOURCES),
    }
    if begins is not None:
        days = [np.datetime64(begins + timedelta(weeks=int(w)), "ns") for w in weeks]
        coords["date"] = ("week", np.array(days), {"long_name": "first day of the week"})
    return coords


def _framings(sets: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """From counts by set (week, set, amount) to counts by framing (week, framing)."""
    member = np.array([[(s >> k) & 1 for k in range(len(layout.FRAMINGS))] for s in range(sets.shape[1])])
    total: npt.NDArray[np.int64] = sets.sum(axis=2) @ member
    return total


def _heads(county: County) -> npt.NDArray[np.int64]:
    """Households by (fifth, without or with trade)."""
    return np.bincount(county.households.group, minlength=10).reshape(5, 2)


def _by_fifth(
    people: npt.NDArray[Any], heads: npt.NDArray[np.int64]
) -> dict[str, tuple[tuple[str, ...], npt.NDArray[Any]]]:
    dims = ("run", "week", "fifth")
    number = np.maximum(1, heads.sum(axis=2))[:, None, :]
    total = dict(zip(PEOPLE, np.moveaxis(people.sum(axis=4), 2, 0), strict=True))
    alone = dict(zip(PEOPLE, np.moveaxis(people[..., 0], 2, 0), strict=True))
    return {
        "household_income": (dims, total["income"] / number),
        "household_spending": (dims, total["spending"] / number),
        "household_cash": (dims, total["cash"] / number),
        "burden": (dims, _ratio(total["payments"], total["income"])),
        "burden_no_trade": (dims, _ratio(alone["payments"], alone["income"])),
    }


def _ratio(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """a / b, 0 where b is next to nothing."""
    shares: npt.NDArray[Any] = np.divide(a, b, out=np.zeros_like(a, dtype=float), where=b > 1e-9)
    return shares
