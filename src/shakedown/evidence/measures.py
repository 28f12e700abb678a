"""Measures: the quantities that statements speak of, each read off a Dataset of runs (`simulate`) or of its windows.

Every function takes a Dataset and gives a DataArray over what is left (run, and week or window); counts are pooled over
what is summed away, so a share is a share of demands, not a mean of weekly shares. None of them runs or fits anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # evidence stays light: xarray comes in with the runs themselves
    import xarray as xr

_INNER = ("service", "manner", "framing", "amount", "fifth", "source")
COERCIVE = ("threat", "order")
FRAMINGS = ("hardship", "loan", "favour", "season")


def over(runs: "xr.Dataset", weeks: Sequence[int] | slice) -> "xr.Dataset":
    """The runs gathered over some weeks (numbers since the start): counts and sums added, means averaged."""
    part = runs.sel(week=weeks)
    kept = {name: part.variables[name] for name, held in part.coords.items() if "week" not in held.dims}
    gathered = {name: _gathered(part.variables[name]) for name in part.data_vars}
    return type(runs)(gathered, coords=kept).assign(weeks=part.sizes["week"])


def _gathered(values: "xr.Variable") -> "xr.Variable":
    if "week" not in values.dims:
        return values
    total = values.sum("week") if values.attrs.get("gather") in ("count", "sum") else values.mean("week")
    total.attrs = dict(values.attrs)
    return total


def share_above(runs: "xr.Dataset", threshold: float) -> "xr.DataArray":
    """Share of demands strictly above `threshold`, in the menu's currency; 0..1, nan where nothing was demanded."""
    amounts = _amounts(runs)
    return amounts.where(runs["amount"] > threshold, 0).sum("amount") / _any(_demands(runs))


def share_coercive(runs: "xr.Dataset") -> "xr.DataArray":
    """Share of demands made by threat or order; 0..1."""
    manners = runs["demands"].sum(["service", "amount"])
    return manners.sel(manner=list(COERCIVE)).sum("manner") / _any(_demands(runs))


def share_framed(runs: "xr.Dataset", framing: str) -> "xr.DataArray":
    """Share of requests that carry `framing`, others beside it or not; 0..1."""
    requests = runs["demands"].sel(manner="request").sum(["service", "amount"])
    return runs["framings"].sel(framing=framing).sum("service") / _any(requests)


def mean_amount(runs: "xr.Dataset") -> "xr.DataArray":
    """Mean amount demanded, CNY (or the menu's currency)."""
    return _asked(runs) / _any(_demands(runs))


def median_amount(runs: "xr.Dataset") -> "xr.DataArray":
    """Median amount demanded: the smallest round amount that at least half of the demands do not exceed."""
    up_to = _amounts(runs).cumsum("amount") / _any(_demands(runs))
    return runs["amount"].where(up_to >= 0.5).min("amount")


def demands_per_100(runs: "xr.Dataset") -> "xr.DataArray":
    """Demands a week per 100 households, all services."""
    return _demands(runs) / runs["households"] / _weeks(runs) * 100


def contacts_per_100(runs: "xr.Dataset") -> "xr.DataArray":
    """Occasions a week on which money is considered, per 100 households, all services."""
    return runs["visits"].sum("service") / runs["households"] / _weeks(runs) * 100


def asked_share(runs: "xr.Dataset") -> "xr.DataArray":
    """Share of such occasions on which something is demanded; 0..1."""
    return _demands(runs) / _any(runs["visits"].sum("service"))


def taken_per_100(runs: "xr.Dataset") -> "xr.DataArray":
    """What is paid on demands in a week, goods included, per 100 households, CNY, all services."""
    return _paid(runs) / runs["households"] / _weeks(runs) * 100


def paid_share(runs: "xr.Dataset") -> "xr.DataArray":
    """What was paid, goods included, as a share of what was demanded; 0..1."""
    return _paid(runs) / _any(_asked(runs))


def paid_per_demand(runs: "xr.Dataset") -> "xr.DataArray":
    """What a demand brings, goods included, CNY."""
    return _paid(runs) / _any(_demands(runs))


def in_kind_share(runs: "xr.Dataset") -> "xr.DataArray":
    """Share of what is paid that is goods; 0..1."""
    return runs["paid_in_kind"].sum("service") / _any(_paid(runs))


def top_share(runs: "xr.Dataset") -> "xr.DataArray":
    """Share of payments borne by the upper two income fifths (burden x income); 0..1."""
    borne = runs["burden"] * runs["household_income"]
    return borne.sel(fifth=[4, 5]).sum("fifth") / _any(borne.sum("fifth"))


def refused_share(runs: "xr.Dataset") -> "xr.DataArray":
    """Share of demands refused outright; 0..1."""
    return runs["refusals"].sum("service") / _any(_demands(runs))


def bribes_in_spending(runs: "xr.Dataset") -> "xr.DataArray":
    """Payments on demands and retainers as a share of what households pay out in all; 0..1."""
    retainers = (runs["officer_income"].sel(source="protection") * runs["officers"]).sum("service")
    bribes = _paid(runs) / _weeks(runs) + retainers
    spending = runs["household_spending"].mean("fifth") * runs["households"]
    return bribes / _any(bribes + spending)


def officer_means(runs: "xr.Dataset") -> "xr.DataArray":
    """What an officer's household lives on, CNY a week, all sources."""
    return runs["officer_income"].sum("source").mean("service")


def burden_of_fifth(runs: "xr.Dataset", fifth: int) -> "xr.DataArray":
    """Payments on demands as a share of income in one income fifth, 1 the poorest."""
    return runs["burden"].sel(fifth=fifth)


def calls_per_demand(runs: "xr.Dataset") -> "xr.DataArray":
    """Calls on the state on the officers' behalf, per demand."""
    return runs["calls_on_state"] / _any(_demands(runs))


def dismissals_per_year(runs: "xr.Dataset") -> "xr.DataArray":
    """Dismissals per officer and year of 52 weeks."""
    return runs["dismissals"].sum("service") / runs["officers"].sum("service") / _weeks(runs) * 52


def _amounts(runs: "xr.Dataset") -> "xr.DataArray":
    """Demands by amount, all services and manners together."""
    return runs["demands"].sum(["service", "manner"])


def _demands(runs: "xr.Dataset") -> "xr.DataArray":
    """Demands in all."""
    return runs["demands"].sum(["service", "manner", "amount"])


def _asked(runs: "xr.Dataset") -> "xr.DataArray":
    """What was demanded in all."""
    return (_amounts(runs) * runs["amount"]).sum("amount")


def _paid(runs: "xr.Dataset") -> "xr.DataArray":
    """What was paid on demands, goods included."""
    return (runs["paid"] + runs["paid_in_kind"]).sum("service")


def _weeks(runs: "xr.Dataset") -> "xr.DataArray | int":
    """How many weeks each value was gathered over: 1 for a weekly Dataset."""
    return runs["weeks"] if "weeks" in runs.variables else 1


def _any(total: "xr.DataArray") -> "xr.DataArray":
    """A denominator, nan where it is 0."""
    return total.where(total > 0)


@dataclass(frozen=True)
class Measure:
    """One measure by name: how it is read, its unit, whether it is a share 0..1, and a phrase for a reader."""

    name: str
    read: Callable[..., Any]
    unit: str
    share: bool
    says: str
    needs_threshold: bool = False


def _plain(name: str, unit: str, says: str, *, share: bool = True) -> Measure:
    """A measure that is the mean of one variable of the Dataset over its own axes, runs and weeks kept."""

    def read(runs: "xr.Dataset") -> "xr.DataArray":
        held = runs[name]
        return held.mean([d for d in held.dims if d in _INNER])

    return Measure(name, read, unit, share, says)


def _framed(framing: str, says: str) -> Measure:
    return Measure(f"share_{framing}", lambda runs: share_framed(runs, framing), "share of requests", True, says)


def _of_fifth(k: int) -> Measure:
    return Measure(
        f"burden_fifth_{k}", lambda runs: burden_of_fifth(runs, k), "share of income", True, f"burden of fifth {k}"
    )


LEVERS = (
    "market", "private_trade", "remittances", "provision", "crackdown", "crackdown_duration", "quota", "festive", "prices",
    "season", "channel", "reward", "payer_freed", "campaign", "contacts", "courtesy", "reopening_expected",
)  # fmt: skip
"""Names of levers a statement may speak of; the runs of a case carry them beside the outputs."""
_SHARE_LEVERS = ("private_trade", "crackdown", "channel", "courtesy")
"""Levers a frequency or volume word can speak of (private trade: as a share of what it was before 2020)."""

MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        Measure("share_above", share_above, "share of demands", True, "demands above {threshold}", needs_threshold=True),
        Measure("share_coercive", share_coercive, "share of demands", True, "demands made by threat or order"),
        _framed("hardship", "requests that plead hardship"),
        _framed("loan", "requests that promise to repay"),
        _framed("favour", "requests that promise help"),
        _framed("season", "requests that name the season"),
        Measure("mean_amount", mean_amount, "CNY", False, "mean amount demanded"),
        Measure("median_amount", median_amount, "CNY", False, "median amount demanded"),
        Measure(
            "demands_per_100", demands_per_100, "demands/week per 100 households", False, "demands a week per 100 households"
        ),
        Measure(
            "contacts_per_100", contacts_per_100, "contacts/week per 100 households", False,
            "occasions a week on which money is considered, per 100 households",
        ),
        Measure("asked_share", asked_share, "share of occasions", True, "occasions on which something is demanded"),
        Measure(
            "taken_per_100", taken_per_100, "CNY/week per 100 households", False, "what is paid in a week by 100 households"
        ),
        Measure("paid_share", paid_share, "share of what is asked", True, "paid of what is asked"),
        Measure("paid_per_demand", paid_per_demand, "CNY", False, "what a demand brings"),
        Measure("in_kind_share", in_kind_share, "share of payments", True, "payments made in goods"),
        Measure("top_share", top_share, "share of payments", True, "payments borne by the richer two fifths"),
        Measure("refused_share", refused_share, "share of demands", True, "demands refused"),
        Measure("bribes_in_spending", bribes_in_spending, "share of spending", True, "bribes in household spending"),
        Measure("officer_means", officer_means, "CNY/week", False, "what an officer's household lives on"),
        Measure("calls_per_demand", calls_per_demand, "calls per demand", True, "calls on the state per demand"),
        Measure("dismissals_per_year", dismissals_per_year, "per officer-year", True, "dismissals per officer and year"),
        *(_of_fifth(k) for k in range(1, 6)),
        _plain("shortfall", "share of need", "officers' need left uncovered"),
        _plain("fear", "share", "how intense officers believe the crackdown to be"),
        _plain("belief_error", "log", "overrating of households' cash", share=False),
        _plain("entitlement", "share", "custom: how far officers feel entitled"),
        _plain("goodwill", "-1..1", "households' view of their officer", share=False),
        _plain("sympathy", "share", "sympathy for officers' plight"),
        _plain("resentment", "share", "resentment of the state"),
        _plain("surprise", "share", "how much kinder than expected"),
        _plain("post_value", "CNY", "worth of the post", share=False),
        _plain("protection_volume", "CNY/week", "private trade under protection", share=False),
        *(_plain(name, "lever", name.replace("_", " "), share=name in _SHARE_LEVERS) for name in LEVERS),
    )
}  # fmt: skip
SHARES = frozenset(name for name, m in MEASURES.items() if m.share)


def measure(runs: "xr.Dataset", name: str, threshold: float | None = None) -> "xr.DataArray":
    """One measure by its name; `threshold` only for share_above."""
    found = MEASURES[name]
    value: xr.DataArray = found.read(runs, threshold) if found.needs_threshold else found.read(runs)
    return value
