"""All that `shakedown bench` measures: the page first, which needs a browser and says so at once, then the cheapest."""

from collections.abc import Callable
from pathlib import Path

from shakedown.bench.channels import channel_figures
from shakedown.bench.job import bank_figures, job_figures, stored_figures
from shakedown.bench.kernel import by_population, kernel_figures, population_figures
from shakedown.bench.nested import nested_figures
from shakedown.bench.page import page_figures
from shakedown.bench.peers import peer_figures
from shakedown.bench.start import start_figures
from shakedown.bench.timing import Figure
from shakedown.report.speed import speed_figure
from shakedown.whole import write_text


def measure(
    *,
    peers: bool = False,
    page: bool = False,
    full: bool = False,
    figure: Path | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> list[Figure]:
    """The figures that were asked for; `figure` draws times by population into an SVG file, `note` hears what is next."""
    found: list[Figure] = []

    def timed(what: str, work: Callable[[], list[Figure]]) -> None:
        note(what)
        found.extend(work())

    if page:
        timed("the page in a browser (a minute)", page_figures)
    timed("the compiled week (seconds)", kernel_figures)
    timed("all mechanisms on (seconds)", channel_figures)
    timed("counties of the main job (seconds)", bank_figures)
    timed("answers from the stored fit (half a minute)", stored_figures)
    timed("starting, and compiling everything (a minute)", start_figures)
    if full or figure is not None:
        note("populations up to ten million (minutes)")
        people = by_population()
        found.extend(population_figures(people))
        if figure is not None:
            write_text(figure, speed_figure(people))
    if peers:
        timed("C, NumPy and Mesa (minutes)", peer_figures)
    if full:
        timed("the whole main job, fitted anew (minutes)", job_figures)
        timed("nested sampling on the same statements (half an hour)", nested_figures)
    return found
