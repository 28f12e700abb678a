"""Numbers, bases and codes in a reader's words: one way to print each, on the page, in a chart and in its description."""

from collections.abc import Mapping, Sequence
from math import isfinite

from shakedown.answers.ranges import Range
from shakedown.answers.ranges import in_100 as in_100
from shakedown.answers.ranges import written as written
from shakedown.evidence.measures import LEVERS, MEASURES
from shakedown.society.case import Case
from shakedown.society.levers import ABOUT

BASIS: Mapping[str, str] = {
    "read": "outside (read on a page)",
    "derived": "outside (derived)",
    "recalled": "assumed (recalled)",
    "judgement": "assumed (a judgement)",
    "assumed": "assumed",
    "outside": "outside",
    "reported": "reported",
    "fitted": "fitted",
    "model": "model",
}
"""The five bases of the page, with the finer word of a case file in brackets."""
VOICE: Mapping[str, str] = {
    "quoted": "quoted from the source",
    "reported": "reported as news",
    "inferred": "inferred by the reporter",
    "ours": "our remark",
}
_INDEX: Mapping[str, str] = {
    "market": "income from own work; 1 is the level at which the case begins",
    "private_trade": "private trade and smuggling, not state-run; 1 is the level at which the case begins, 0 none",
    "contacts": "occasions on which an officer may ask; 1 is as often as the rule contact_rate",
}
KLASS: Mapping[str, str] = {
    "input": "input (put in)",
    "mechanism": "mechanism (built in)",
    "fitted": "fitted (used)",
    "predicted": "predicted (left out, then compared)",
    "future": "future (waits)",
}


def how_likely(probability: float) -> str:
    """A probability as so many in 100; a small one as so many in 10,000, so that it does not vanish."""
    if not isfinite(probability):
        return "not known"
    if 0 < probability < 0.01:
        return f"{10_000 * probability:.2g} in 10,000"
    return f"{in_100(probability)} in 100"


def worth(value: float, measure: str, *, change: bool = False) -> str:
    """One value of a measure without its unit: shares in 100, money whole, the rest to two digits; a change with its sign."""
    if not isfinite(value):
        return "not known"
    about = MEASURES[measure]
    scaled = 100 * value if about.share else value
    digits = 0 if abs(scaled) >= 10 or about.unit.startswith("CNY") else 1 if abs(scaled) >= 1 else 2
    return (signed if change else written)(scaled, digits).removesuffix(".0")


def signed(value: float, digits: int) -> str:
    """A number with its sign, so many digits after the point."""
    text = written(value, digits)
    return f"+{text}" if value > 0 and text != "0" else text


def span(low: float, high: float, measure: str, *, change: bool = False) -> str:
    """Two ends of a range, without the unit."""
    return f"{worth(low, measure, change=change)} to {worth(high, measure, change=change)}"


def times(low: float, high: float) -> str:
    """Two ends of a multiple."""
    return f"{low:.2f} to {high:.2f} times"


def with_range(value: Range) -> str:
    """Median and the range that holds 80 of 100, without the unit."""
    return f"{worth(value.median, value.measure)} ({span(value.low, value.high, value.measure)})"


def unit(measure: str, case: Case, *, change: bool = False) -> str:
    """The unit of what `worth` prints."""
    about = MEASURES[measure]
    if about.share:
        whole = about.unit.removeprefix("share of ")
        return f"points of 100{_of(whole)}" if change else f"in 100{_of(whole)}"
    if measure in LEVERS:
        return lever_unit(measure, case)
    return about.unit.replace("CNY", case.currency)


def _of(whole: str) -> str:
    """What the hundred are: demands, requests, or parts of something."""
    if whole in ("lever", "share"):
        return ""
    return f" {whole}" if whole in ("demands", "requests") else f" ({whole})"


def named(measure: str, case: Case, threshold: float | None = None) -> str:
    """A measure as a phrase, its threshold filled in; a lever as its name and what it is."""
    if measure in LEVERS:
        return f"{spaced(measure)} ({lever(measure)})"
    cut = f"{written(threshold)} {case.currency}" if threshold is not None else ""
    return MEASURES[measure].says.format(threshold=cut)


def lever(name: str) -> str:
    """What a lever is, in any case: what an index counts from is the level at which the case begins."""
    says = _INDEX.get(name) or ABOUT[name].says.rstrip(".").replace("; inf is never", "")
    return says[:1].lower() + says[1:]


def lever_unit(name: str, case: Case) -> str:
    """The unit of a lever, in the case's money."""
    return ABOUT[name].unit.replace("CNY", case.currency)


def when(window: str, case: Case) -> str:
    """A window as a phrase."""
    says = {w.name: w.says for w in case.windows}
    says |= {"past": "the past, undated", "change": "from the past to now", "now": "now"}
    return says.get(window, window)


def spaced(name: str) -> str:
    """A name or code of a case file as words."""
    return name.replace("_", " ")


def first_upper(text: str) -> str:
    """A phrase as the start of a sentence or cell."""
    return text[:1].upper() + text[1:]


def counted(number: int, what: str) -> str:
    """So many of something, small numbers as words."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{small[number] if number < len(small) else number} {what}{'' if number == 1 else 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Things one after another: a, b and c."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)
