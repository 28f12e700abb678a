"""Figures as lines, as plain data, and as a chart."""

from collections.abc import Sequence

from shakedown.bench.timing import Figure


def bench_text(figures: Sequence[Figure]) -> str:
    """One line a figure, with its bar where it has one."""
    return "".join(
        f"{figure.value:10.3g} {figure.unit:<16} {figure.name}{f'  ({figure.bar})' if figure.bar else ''}\n"
        for figure in figures
    )


def bench_data(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """The same for `--json`; no pass flags."""
    return [
        {"name": f.name, "value": f.value, "unit": f.unit, "at_most": f.at_most, "at_least": f.at_least}
        for f in figures
    ]
