"""Levers: what lies outside officers and households and changes over time, one value per week."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from dataclasses import replace as _replace
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest

Schedule = float | Sequence[float] | npt.NDArray[np.float64]

SEASON_WEEKS_AHEAD = 4
"""How many weeks of prices to come officers already feel (they buy before prices climb)."""


class About(NamedTuple):
    """What a lever is: unit, limits, a sentence."""

    unit: str
    least: float
    most: float
    infinite: bool
    says: str


ABOUT: dict[str, About] = {
    "market": About("index", 0, np.inf, False, "Income from own work relative to before 2020."),
    "private_trade": About(
        "index", 0, np.inf, False, "Private smuggling and trade, 1 as before 2020, 0 none; not state-run."
    ),
    "remittances": About("index", 0, np.inf, False, "Money from abroad by forbidden telephones; 0 leaves it out."),
    "provision": About("CNY/week", 0, np.inf, False, "Rations and pay actually handed to an officer's household."),
    "crackdown": About("share", 0, 1, False, "How intensely officials are inspected for taking money."),
    "crackdown_duration": About("weeks", 1, np.inf, True, "How long officers expect an unusual crackdown to last."),
    "quota": About("CNY/week", 0, np.inf, False, "What superiors expect an officer to deliver."),
    "festive": About(
        "share", 0, 1, False, "How much of a week is a holiday or a year's end, when superiors expect more."
    ),
    "prices": About("index", 0, np.inf, False, "Cost of the basket."),
    "season": About("index", 0, np.inf, False, "Yearly profile of the basket's cost, known in advance."),
    "channel": About("share", 0, 1, False, "How safe and answered a complaint is."),
    "reward": About("CNY", 0, np.inf, False, "What a household gets for a complaint that leads to a charge."),
    "payer_freed": About("share", 0, 1, False, "How far a payer who complains is freed from blame."),
    "campaign": About("share", -1, 1, False, "How much a campaign raises or lowers the share that is thought to pay."),
    "contacts": About("ratio", 0, np.inf, False, "Occasions relative to the rule contact_rate."),
    "courtesy": About("share", 0, 1, False, "Force of an order from above to treat people well."),
    "reopening_expected": About("weeks", 0, np.inf, True, "When officers expect private trade back; inf is never."),
}


@dataclass(frozen=True, kw_only=True)
class Levers:
    """Weekly schedules: each lever is one number, or one value per week counted from week 0 of the case.

    A run that starts from a saved state reads the same schedule from that state's week on.
    Raises `InputError` with one sentence per schedule that is no number, not finite or outside its limits.
    """

    market: Schedule = 1.0
    private_trade: Schedule = 1.0
    remittances: Schedule = 0.0
    provision: Schedule = 8.0
    crackdown: Schedule = 0.1
    crackdown_duration: Schedule = 26.0
    quota: Schedule = 0.0
    festive: Schedule = 0.0
    prices: Schedule = 1.0
    season: Schedule = 1.0
    channel: Schedule = 0.2
    reward: Schedule = 0.0
    payer_freed: Schedule = 0.0
    campaign: Schedule = 0.0
    contacts: Schedule = 1.0
    courtesy: Schedule = 0.0
    reopening_expected: Schedule = float("inf")

    def __post_init__(self) -> None:
        problems = [text for f in fields(self) if (text := _problem(f.name, getattr(self, f.name)))]
        if problems:
            raise InputError(problems)

    def replace(self, **changes: Schedule) -> Self:
        """The same levers but for some schedules. An unknown name raises `InputError` with the nearest known one."""
        unknown = [n for n in changes if n not in ABOUT]
        if unknown:
            raise InputError(f'Levers: there is no lever "{n}". {nearest(n, ABOUT)}' for n in unknown)
        return _replace(self, **changes)

    def weekly(self, weeks: int) -> dict[str, npt.NDArray[np.float64]]:
        """Each lever as `weeks` float64 values. A schedule shorter than that raises `InputError`."""
        given = {f.name: np.asarray(getattr(self, f.name), dtype=float) for f in fields(self)}
        short = [n for n, v in given.items() if v.ndim == 1 and v.size < weeks]
        if short:
            raise InputError(
                f"Levers, {n}: has {given[n].size} weekly values and the run needs {weeks}. "
                "Give one per week, or one number."
                for n in short
            )
        return {n: np.full(weeks, v) if v.ndim == 0 else v[:weeks].copy() for n, v in given.items()}


def season_felt(season: Schedule, weeks: int) -> npt.NDArray[np.float64]:
    """The season as officers feel it: the mean of this week and the next ones, beyond the run's end if the schedule is.

    Where the schedule itself ends, its last value is held.
    """
    known = np.atleast_1d(np.asarray(season, dtype=float))[: weeks + SEASON_WEEKS_AHEAD]
    held = np.concatenate([known, np.full(weeks + SEASON_WEEKS_AHEAD - known.size, known[-1])])
    felt: npt.NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(held, SEASON_WEEKS_AHEAD + 1).mean(axis=1)
    return felt


def _problem(name: str, value: object) -> str | None:
    about = ABOUT[name]
    try:
        values = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return f"Levers, {name}: {value!r} is not a number or a list of numbers. It is in {about.unit}."
    if values.ndim > 1 or values.size == 0 or isinstance(value, (str, bool)):
        return f"Levers, {name}: needs one number or one value per week, in {about.unit}."
    if np.isnan(values).any() or (np.isinf(values).any() and not about.infinite):
        return f"Levers, {name}: every value must be a finite number, in {about.unit}."
    bad = values[(values < about.least) | (values > about.most)]
    if bad.size:
        bound = f"at least {about.least:g}" + (f" and at most {about.most:g}" if np.isfinite(about.most) else "")
        return f"Levers, {name}: {bad.flat[0]:g} is outside its limits. Write {bound} {about.unit}."
    return None
