"""Dials and what they move, as lines of text, as data, and as rows of a page."""

from collections.abc import Mapping, Sequence
from math import isfinite

from shakedown.engine.run import ONE_SERVICE
from shakedown.findings.dials import SHOWN, Moved
from shakedown.findings.expected import Expected

MOST_SHARE = 10.0
"""A larger move is relative to next to nothing, and is told as more than this."""


HEAD = ("dial", "range", "output", "under", "low end", "high end", "change", "errors")


def dials_text(moved: Sequence[Moved]) -> str:
    """One line a dial: its ends, the output at each, the change, in how many paired standard errors, under what."""
    head = f"{'dial':25}{'from':>8}{'to':>8}  {'output':44}{'low end':>10}{'high end':>10}{'change':>9}{'errors':>8}  under"
    lines = [head, *(_line(each) for each in moved)]
    first = [each for each in moved if not each.expected.instead]
    as_named = sum(each.as_expected for each in first)
    told = f"{as_named} of {len(first)} dials move the output that was named for them by more than {SHOWN:g} paired"
    return "\n".join([*lines, f"{told} standard errors, the way that was named. Basis: model.", ""])


def _line(each: Moved) -> str:
    of, mark = each.expected, "" if each.as_expected else "  NO"
    name = f"{'  instead' if of.instead else of.dial.name:25}{of.low:>8g}{of.high:>8g}"
    ends = f"{number(each.low):>10}{number(each.high):>10}{change_of(each):>9}{errors_of(each):>8}"
    return f"{name}  {output_of(of):44}{ends}  {setting_of(of)}{mark}".rstrip()


def dials_rows(moved: Sequence[Moved]) -> str:
    """The same as a Markdown table."""
    return "".join(["| " + " | ".join(HEAD) + " |\n", "|---" * len(HEAD) + "|\n", *(_row(each) for each in moved)])


def _row(each: Moved) -> str:
    of = each.expected
    name = "instead" if of.instead else f"`{of.dial.name}`"
    cells = (name, ends_of(of), output_of(of), setting_of(of), number(each.low), number(each.high))
    return f"| {' | '.join(cells)} | {change_of(each)} | {errors_of(each)} |\n"


def dials_data(moved: Sequence[Moved]) -> list[dict[str, object]]:
    """The same as plain data, without a verdict: whoever judges computes one."""
    return [
        {
            "dial": each.expected.dial.name,
            "unit": each.expected.dial.unit,
            "from": each.expected.low,
            "to": each.expected.high,
            "output": each.expected.output,
            "where": dict(each.expected.where),
            "gathered": each.expected.gathered,
            "under": setting_of(each.expected),
            "sign": each.expected.sign,
            "instead": each.expected.instead,
            "low": each.low,
            "high": each.high,
            "change": each.share,
            "standard_error": each.error,
            "basis": "model",
        }
        for each in moved
    ]


def ends_of(of: Expected) -> str:
    """The two ends and their unit."""
    return f"{of.low:g} to {of.high:g} {of.dial.unit}"


def output_of(of: Expected) -> str:
    """Output, what it is cut to, how it is gathered, and which way it should go."""
    cut = f" ({', '.join(f'{axis} {value}' for axis, value in of.where.items())})" if of.where else ""
    return f"{of.output}{cut}, {of.gathered}, {of.sign}"


def setting_of(of: Expected) -> str:
    """What differs from the default society; "then" is what changes after 78 weeks."""
    parts = [_settings(of.baseline.levers), _settings(of.baseline.rules)]
    if tuple(of.baseline.services) != ONE_SERVICE:
        parts.append(f"{len(of.baseline.services)} services")
    if of.changed.levers:
        parts.append(f"then {_settings(of.changed.levers)}")
    return "; ".join(part for part in parts if part)


def _settings(held: Mapping[str, float | str]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in held.items() if not isinstance(value, str))


def number(value: float) -> str:
    """Three digits, and whole numbers from a thousand on."""
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}"


def change_of(each: Moved) -> str:
    """The move as a share of the low end, in percent."""
    if each.share is None:
        return "from 0"
    return f"{each.share:+.1%}" if abs(each.share) <= MOST_SHARE else f"> {MOST_SHARE:.0%}"


def errors_of(each: Moved) -> str:
    """The move in paired standard errors."""
    return f"{each.errors:+.1f}" if isfinite(each.errors) else "exact"
