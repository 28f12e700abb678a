"""Write the tables of the ODD+D description from the fields that the program reads.

    python tools/write_odd.py docs/explanation/odd.md

Prose is written by hand between them. A test refuses tables that are stale, and a description that leaves out a dial or lever.
"""

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any

from blocks import filled

from shakedown.engine import draws, layout
from shakedown.engine.dataset import ABOUT as OUTPUTS
from shakedown.engine.run import end_state, simulate
from shakedown.engine.state import County
from shakedown.society.levers import ABOUT as LEVERS
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules, dials

WORDS = tomllib.loads((Path(__file__).parent / "odd_words.toml").read_text(encoding="utf-8"))
SIZE: dict[str, Any] = {"households": 400, "weeks": 1, "seeds": [1]}


def main(page: Path) -> None:
    """Write the page's blocks."""
    page.write_text(filled(page.read_text(encoding="utf-8"), blocks()), encoding="utf-8")


def blocks() -> dict[str, str]:
    """Every table by name."""
    county, two = (
        end_state(Rules(), Levers(), services=s, **SIZE).counties[0] for s in (("police",), ("police", "secret_police"))
    )
    states = {name: state(name, rows) for name, rows in states_of(county, two).items()}
    return {
        "dials": dial_rows(),
        "levers": levers(),
        "outputs": outputs(),
        **states,
        "chance": chance(),
        "constants": constants(),
    }


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    named = list(head)
    lines = (named, ["---"] * len(named), *rows)
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def dial_rows() -> str:
    """Every dial."""
    head = ("dial", "default", "plausible range", "unit", "what it is", "source")
    return table(
        head, ((f"`{d.name}`", f"{d.default:g}", f"{d.low:g} to {d.high:g}", d.unit, d.says, d.source) for d in dials())
    )


def levers() -> str:
    """Every lever."""
    default = {f.name: f.default for f in fields(Levers)}
    rows = ((f"`{n}`", f"{default[n]:g}", limits(a.least, a.most), a.unit, a.says) for n, a in LEVERS.items())
    return table(("lever", "default", "limits", "unit", "what it is"), rows)


def limits(least: float, most: float) -> str:
    """From one to the other."""
    return f"{least:g} up" if most == inf else f"{least:g} to {most:g}"


def outputs() -> str:
    """Every variable of the Dataset of a run."""
    run = simulate(Rules(), Levers(), **SIZE)
    rows = (
        (f"`{n}`", v.attrs["units"], v.attrs["gather"], ", ".join(str(d) for d in v.dims), v.attrs["long_name"])
        for n, v in run.data_vars.items()
    )
    assert set(OUTPUTS) <= set(run.data_vars)
    return table(("output", "unit", "over weeks", "axes", "what it is"), rows)


def states_of(one: County, two: County) -> dict[str, dict[str, str]]:
    """What each kind of agent carries, and the bytes of each part; `two` is the same county with two services."""
    of_two, bare = two.households._asdict(), one.households._asdict()
    return {
        "households": {n: each(a.itemsize, of_two[n].size > a.size) for n, a in bare.items()},
        **{n: {k: str(a.itemsize) for k, a in getattr(one, n)._asdict().items()} for n in ("traders", "remitters")},
        "officers": {n: str(one.officers.dtype[n].itemsize) for n in one.officers.dtype.names or ()},
        "county": {n: str(one.county.itemsize) for n in placed("county", one.county.size - layout.GROUPS + 1)},
        "colleagues": {n: str(one.colleagues.itemsize) for n in placed("colleagues", layout.COLLEAGUES)},
    }


def each(size: int, by_service: bool) -> str:
    """Bytes, and whether there is one for each service."""
    return f"{size} a service" if by_service else str(size)


def placed(kind: str, number: int) -> list[str]:
    """The names of a kind's numbers, once they are known to be the places that the code gives them."""
    names = list(WORDS[kind])
    if [getattr(layout, name.upper()) for name in names] != list(range(number)):
        raise ValueError(f"odd_words.toml, {kind}: the places in layout.py are others")
    return names


def state(kind: str, sizes: dict[str, str]) -> str:
    """One kind of agent."""
    known(kind, sizes)
    rows = ((f"`{n}`", size, *WORDS[kind][n]) for n, size in sizes.items())
    held = table(("variable", "bytes", "unit", "over time", "what it is"), rows)
    return held + together(sizes) if kind in ("households", "officers") else held


def together(sizes: dict[str, str]) -> str:
    """The bytes of one agent."""
    all_of_it = sum(int(size.split()[0]) for size in sizes.values())
    more = sum(int(size.split()[0]) for size in sizes.values() if "service" in size)
    further = f", and {more} for each service beyond the first" if more else ""
    return f"\nTogether {all_of_it} bytes{further}.\n"


def known(kind: str, names: Iterable[str]) -> None:
    """Refuse names that have no sentence, and sentences that have no name."""
    if wrong := set(WORDS[kind]) ^ set(names):
        raise ValueError(f"odd_words.toml, {kind}: {', '.join(sorted(wrong))}")


def chance() -> str:
    """What chance is drawn for, by its number."""
    numbers = {n: v for n, v in vars(draws).items() if n.isupper() and isinstance(v, int) and "OF_" not in n}
    purposes = {n: v for n, v in numbers.items() if n[0] != "_" and vars(layout).get(n) is not v}
    known("chance", purposes)
    rows = (
        (number, name, WORDS["chance"][name]) for name, number in sorted(purposes.items(), key=lambda held: held[1])
    )
    return table(("number", "purpose", "what is drawn"), rows)


def constants() -> str:
    """Numbers that are not dials."""
    rows = ((f"`{at.split('.')[1]}`", f"{value(at):g}", unit, says) for at, (unit, says) in WORDS["constants"].items())
    return table(("number", "value", "unit", "what it is"), rows)


def value(at: str) -> float:
    """The number that a module of the engine gives a name."""
    module, name = at.split(".")
    return float(getattr(import_module(f"shakedown.engine.{module}"), name))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
