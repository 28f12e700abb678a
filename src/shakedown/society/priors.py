"""What is believed about a dial before any statement: three quantiles on a scale that keeps it in its range."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shakedown.evidence.checks import Key, Refused, checked, filled, finite, nearest, one_of, refusal, text
from shakedown.society.levers import ABOUT
from shakedown.society.settings import DIAL_KEYS, dial_keys

Z90 = 1.2815515655446004
FAMILIES = ("normal", "lognormal", "logitnormal")
BASES = ("read", "derived", "recalled", "judgement", "assumed")
MOST_DIALS = 20


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


def read_priors(raw: object, unit: float = 1.0) -> tuple[dict[str, Prior], list[str]]:
    """The [priors.DIAL] tables of case.toml; a prior draws a dial, or a value that some lever's history names. Sums are in the
    case's money, of which one CNY is `unit`."""
    if not isinstance(raw, dict) or not raw:
        return {}, ["case.toml: there is no prior. Add at least one table [priors.DIAL]."]
    problems, dials = [], dial_keys(unit)
    if len(raw) > MOST_DIALS:
        problems.append(f"case.toml: {len(raw)} priors. Fit at most {MOST_DIALS} dials and fix the rest in [rules].")
    found = {}
    for name, table in raw.items():
        prior, wrong = _read_prior(name, table, dials, f"case.toml, [priors.{name}]")
        problems += wrong
        if prior:
            found[name] = prior
    return found, problems


def number_or_prior(
    number: Callable[[object], float], of: str, named: frozenset[str], priors: Mapping[str, Prior]
) -> Callable[[object], float | str]:
    """A converter of the value of a dial or lever (`of`): a number, or one of the `named` priors, whose range, if it is in
    `priors`, lies where `number` allows."""

    def convert(raw: object) -> float | str:
        if not isinstance(raw, str):
            return float(number(raw))
        name = one_of(named)(raw)
        if (prior := priors.get(name)) and (wrong := refusal(number, prior.q10, prior.q90)):
            raise Refused(f"the prior {name} leaves the {of}'s limits: {wrong}")
        return name

    return convert


def unused_priors(priors: Mapping[str, Prior], named: frozenset[str]) -> list[str]:
    """A sentence for each prior that is neither a dial nor `named` as a value of a lever."""
    return [
        f"case.toml, [priors.{name}]: is neither a dial nor a value that a lever's history names. "
        f"Mend its name, or name it there. {nearest(name, DIAL_KEYS)}"
        for name in priors
        if name not in DIAL_KEYS and name not in named and name not in ABOUT
    ]


def _read_prior(name: str, raw: object, dials: Mapping[str, Key], where: str) -> tuple[Prior | None, list[str]]:
    if name in ABOUT:
        return None, [f"{where}: a lever has this name. Call it {name}_now, and name that in the lever's history."]
    if not isinstance(raw, dict):
        return None, [f"{where}: is not a table. Write [priors.{name}] with family, median, q10, q90, source."]
    values, problems = checked(raw, _KEYS, where)
    if problems:
        return None, problems
    prior = Prior(name=name, **values)
    problems = [f"{where}: {wrong}" for wrong in [_out_of_order(prior) or _out_of_limits(prior, dials)] if wrong]
    return (None if problems else prior), problems


def _out_of_order(prior: Prior) -> str:
    if not prior.q10 < prior.median < prior.q90:
        return f"q10 {prior.q10:g}, median {prior.median:g}, q90 {prior.q90:g} do not rise. Write them in rising order."
    if prior.family == "lognormal" and prior.q10 <= 0:
        return "a lognormal dial is above 0, and q10 is not. Raise it, or use the family normal."
    if prior.family == "logitnormal" and not (prior.q10 > 0 and prior.q90 < 1):
        return "a logitnormal dial lies between 0 and 1, and its quantiles do not. Write shares such as 0.85."
    return ""


def _out_of_limits(prior: Prior, dials: Mapping[str, Key]) -> str:
    """What is wrong with the range of a dial of the society; a lever's limits are checked where its history names it."""
    return refusal(dials[prior.name].convert, prior.q10, prior.q90) if prior.name in dials else ""


_KEYS = {
    "family": Key(one_of(FAMILIES)),
    "median": Key(finite),
    "q10": Key(finite),
    "q90": Key(finite),
    "source": Key(filled),
    "basis": Key(one_of(BASES), required=False),
    "unit": Key(text, required=False),
}
