"""What is believed about a dial before any statement: three quantiles on a scale that keeps it in its range."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from shakedown.evidence.checks import Key, Refused, checked, filled, finite, one_of

Z90 = 1.2815515655446004
FAMILIES = ("normal", "lognormal", "logitnormal")
BASES = ("read", "derived", "recalled", "judgement", "assumed")


@dataclass(frozen=True, kw_only=True)
class Prior:
    """A two-piece normal on the family's scale, through q10, the median and q90 exactly.

    normal: the dial itself; lognormal: its log (for what is positive); logitnormal: its logit (for shares in 0..1).
    """

    name: str
    family: str
    median: float
    q10: float
    q90: float
    source: str
    basis: str = "assumed"
    unit: str = ""

    def value(self, z: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """The dial at standard-normal score(s) z: -1.28 gives q10, 0 the median, 1.28 q90."""
        scores = np.asarray(z, dtype=float)
        low, mid, high = (_to_scale(self.family, v) for v in (self.q10, self.median, self.q90))
        step = np.where(scores < 0, (mid - low) / Z90, (high - mid) / Z90)
        return _from_scale(self.family, mid + step * scores)


def _to_scale(family: str, value: float) -> float:
    if family == "lognormal":
        return float(np.log(value))
    return float(np.log(value / (1 - value))) if family == "logitnormal" else value


def _from_scale(family: str, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if family == "lognormal":
        return np.exp(x)
    return 1 / (1 + np.exp(-x)) if family == "logitnormal" else x


def read_prior(name: str, table: object, where: str) -> tuple[Prior | None, list[str]]:
    """One [priors.NAME] table as a Prior, or what is wrong with it."""
    if not isinstance(table, dict):
        return None, [f"{where}: is not a table. Write [priors.{name}] with family, median, q10, q90, source."]
    values, problems = checked(table, _KEYS, where)
    if problems:
        return None, problems
    prior = Prior(name=name, **values)
    return (prior, []) if not (wrong := _out_of_order(prior)) else (None, [f"{where}: {wrong}"])


def _out_of_order(prior: Prior) -> str:
    if not prior.q10 < prior.median < prior.q90:
        return f"q10 {prior.q10:g}, median {prior.median:g}, q90 {prior.q90:g} do not rise. Write them in rising order."
    if prior.family == "lognormal" and prior.q10 <= 0:
        return "a lognormal dial is above 0, and q10 is not. Raise it, or use the family normal."
    if prior.family == "logitnormal" and not (prior.q10 > 0 and prior.q90 < 1):
        return "a logitnormal dial lies between 0 and 1, and its quantiles do not. Write shares such as 0.85."
    return ""


def _text(raw: Any) -> str:
    return "" if raw == "" else filled(raw)


def positive(raw: object) -> float:
    """A finite number above 0."""
    if (number := finite(raw)) <= 0:
        raise Refused(f"{number:g} is not above 0. Write a positive number.")
    return number


_KEYS = {
    "family": Key(one_of(FAMILIES)),
    "median": Key(finite),
    "q10": Key(finite),
    "q90": Key(finite),
    "source": Key(filled),
    "basis": Key(one_of(BASES), required=False),
    "unit": Key(_text, required=False),
}
