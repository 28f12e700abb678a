"""All that `shakedown bench` measures, cheapest first."""

from pathlib import Path

from shakedown.bench.job import bank_figures, job_figures, stored_figures
from shakedown.bench.kernel import by_population, kernel_figures, population_figures
from shakedown.bench.nested import nested_figures
from shakedown.bench.peers import peer_figures
from shakedown.bench.start import start_figures
from shakedown.bench.timing import Figure
from shakedown.fit.bank import write_text
from shakedown.report.speed import speed_figure


def measure(*, peers: bool = False, full: bool = False, figure: Path | None = None) -> list[Figure]:
    """The figures that were asked for; `figure` draws times by population into an SVG file."""
    found = kernel_figures() + bank_figures() + stored_figures() + start_figures()
    if full or figure is not None:
        people = by_population()
        found += population_figures(people)
        if figure is not None:
            write_text(figure, speed_figure(people))
    if peers:
        found += peer_figures()
    if full:
        found += job_figures() + nested_figures()
    return found
