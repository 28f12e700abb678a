"""What a table of records holds, in sentences and small tables, and as plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from shakedown.evidence.summary import NOT_SAID, Summary

_NO_SAMPLE = (
    "These are numbers of records (basis: reported), not of acts: a report needs a story, so what is new or grave is told "
    "more often. They say who reports what, and not where or how often it happens."
)


def summary_document(told: Summary, file: str) -> dict[str, Any]:
    """`evidence summary --json`; what no page says is under "not said"."""
    counts = {key: _said(value) if isinstance(value, Mapping) else value for key, value in asdict(told).items()}
    return {"file": file, "basis": "reported", **counts, "compare": told.compare}


def summary_text(told: Summary, file: str) -> str:
    """The same for a reader."""
    return "\n".join([*_lead(told, file), *_tables(told)]) + "\n"


def _lead(told: Summary, file: str) -> Iterator[str]:
    years = [year for year in told.when if year]
    span = "undated" if not years else years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    addressed = f" from {number(told.pages, 'page')}" if told.pages else ""
    lacking = f" ({told.without_address} without an address)" if told.without_address else ""
    held = f"{number(told.records, 'record')}{addressed}{lacking}"
    yield f"{plain(file)}: {held} by {number(len(told.sources), 'outlet')}, {span}."
    yield _moved(told)
    yield "Records of one page are one report, and all of one outlet one witness."
    yield _NO_SAMPLE


def _moved(told: Summary) -> str:
    if not told.compare:
        return "None compares with before, so none is told as worse or milder."
    worse, milder, same = (f"{n} ({100 * n / told.compare:.0f} in 100)" for n in (told.worse, told.milder, told.same))
    compare = "1 compares" if told.compare == 1 else f"{told.compare} compare"
    return f"{compare} with before: {worse} told as worse, {milder} as milder, {same} as the same."


def _tables(told: Summary) -> Iterator[str]:
    yield from _table("Who demands", told.who)
    yield from _table("Where, by province or wider region, in alphabetical order", told.where)
    yield from _table("When", told.when, "undated")
    yield from _table("Tone", told.tone)
    yield from _table("Situation (never pooled)", told.situation)
    yield from _table("Sources", told.sources)


def _table(title: str, counts: Mapping[str, int], blank: str = "not said") -> Iterator[str]:
    named = {plain(key).replace("_", " ") if key != NOT_SAID else blank: n for key, n in counts.items()}
    wide = max(map(len, named), default=0)
    yield f"\n{title}"
    yield from (f"  {name:<{wide}}  {n:>4}" for name, n in named.items())


def _said(counts: Mapping[str, int]) -> dict[str, int]:
    return {key or "not said": n for key, n in counts.items()}


def number(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def plain(text: str) -> str:
    """One line that no terminal takes for a command."""
    return "".join(mark for mark in " ".join(text.split()) if mark.isprintable())
