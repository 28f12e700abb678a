"""How far two coders agree, in sentences and a small table, and as plain data."""

from collections.abc import Iterator
from dataclasses import asdict
from math import isfinite
from typing import Any

from shakedown.evidence.coders import Agreement, Compared, Disagreement
from shakedown.evidence.judged import LISTS
from shakedown.report.evidence_words import number, plain

_WHAT_ALPHA_IS = (
    "Krippendorff's alpha: 1 is full agreement, 0 what chance would give. The range holds 80 of 100 alphas when rows are drawn "
    "again. Coders can agree and both be wrong."
)
_HOW_COUNTED = (
    "A blank code counts as a code; a blank band or period cannot be paired. A list is taken apart, one yes or no for each row "
    "and code, all codes pooled."
)


def coders_document(told: Compared) -> dict[str, Any]:
    """The agreement as `evidence check --second --json` gives it; an alpha that is undefined is not a number."""
    return {
        "rows": told.rows,
        "only_first": list(told.only_first),
        "only_second": list(told.only_second),
        "range": "80 of 100 redraws of rows, seed 1",
        "agreement": [_numbers(each) for each in told.agreements],
        "disagreements": [asdict(each) for each in told.disagreements],
    }


def coders_text(told: Compared, first: str, second: str) -> str:
    """The same for a reader; `first` and `second` are the names of the files."""
    return "\n".join([*_lead(told, plain(first), plain(second)), *_table(told), *_cells(told.disagreements)]) + "\n"


def _numbers(each: Agreement) -> dict[str, Any]:
    return {**asdict(each), "pooled": each.column in LISTS}


def _lead(told: Compared, first: str, second: str) -> Iterator[str]:
    yield f"\n{number(told.rows, 'row')} in both {first} and {second}, by id, or by address and role of the sum."
    for name, ids in ((first, told.only_first), (second, told.only_second)):
        if ids:
            yield f"Only in {name}: {', '.join(map(plain, ids))}."
    yield from (_WHAT_ALPHA_IS, _HOW_COUNTED)


def _table(told: Compared) -> Iterator[str]:
    yield f"\n{'column':<20}{'level':<10}{'values':>7}{'alpha':>8}  range"
    for each in told.agreements:
        alpha = f"{each.alpha:.3f}" if isfinite(each.alpha) else "none"
        range_ = f"{each.low:.2f} to {each.high:.2f}" if isfinite(each.low) else "nothing varies" if each.values else ""
        yield f"{each.column:<20}{each.level:<10}{each.values:>7}{alpha:>8}  {range_}".rstrip()


def _cells(held: tuple[Disagreement, ...]) -> Iterator[str]:
    yield f"\n{number(len(held), 'cell')} of which the two hold different things{':' if held else '.'}"
    yield from (f"  {plain(d.row)}, {d.column}: {_said(d.first)} / {_said(d.second)}" for d in held)


def _said(cell: str) -> str:
    return plain(cell) or "blank"
