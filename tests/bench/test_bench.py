"""What `shakedown bench` measures: names, units, bars and plain data. Not how fast this machine is."""

import json
import sys

import pytest
from click.testing import CliRunner

from shakedown.bench import channels, everything, kernel, page, peers, timing
from shakedown.bench.tell import bench_data, bench_text
from shakedown.bench.timing import Figure
from shakedown.cli import main
from shakedown.errors import InputError
from shakedown.report.speed import speed_figure
from shakedown.society.levers import ABOUT, Levers
from shakedown.society.rules import dials

FIGURES = [
    Figure("a household-week", 10.3, "ns"),
    Figure("help", 0.04, "s", at_most=0.2),
    Figure("threads", 1.9, "times", at_least=1.85),
]


def test_a_figure_is_told_with_its_unit_and_its_bar_and_never_with_a_verdict():
    text = bench_text(FIGURES)
    assert "10.3 ns" in text
    assert "help  (at most 0.2)" in text
    assert "threads  (at least 1.85)" in text
    assert json.loads(json.dumps(bench_data(FIGURES)))[1] == {
        "name": "help", "value": 0.04, "unit": "s", "at_most": 0.2, "at_least": None
    }  # fmt: skip


def test_works_are_taken_in_turn():
    order = []
    timing.in_turn({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
    assert order == ["a", "b"] * 3


def test_a_ratio_is_the_median_over_rounds_so_that_one_slow_round_does_not_count():
    assert timing.ratio({"a": [2.0, 2.0, 9.0], "b": [1.0, 1.0, 1.0]}, "a", "b") == 2.0


def test_the_kernels_figures_hold_threads_memory_and_contacts(monkeypatch):
    monkeypatch.setattr(kernel, "Size", lambda households, weeks: kernel_size(200, 10))
    figures = {f.name: f for f in kernel.kernel_figures()}
    assert figures["state of a household"].at_most == 48
    assert figures["four counties on all cores, times as fast as one after another"].at_least == 1.85
    assert 0 < figures["contacts in a household-week"].value < 0.1


kernel_size = kernel.Size


def test_what_all_channels_cost_has_a_bar_and_stands_beside_the_contacts_they_bring(monkeypatch):
    monkeypatch.setattr(channels, "Size", lambda households, weeks, **more: kernel_size(200, 10, **more))
    monkeypatch.setattr(channels, "REPEATS", 2)
    figures = {f.name: f for f in channels.channel_figures()}
    assert figures["all channels on over channels off"].at_most == 1.5
    assert figures["contacts with all channels on over off"].value > 0
    assert figures["two services over one"].value > 0


def test_all_channels_are_every_dial_and_lever_that_is_off_by_default():
    rules, levers = channels.dials_on(), channels.LEVERS_ON
    assert [d.name for d in dials() if d.default == 0 and not getattr(rules, d.name)] == []
    assert [d.name for d in dials() if d.default != 0 and getattr(rules, d.name) != d.default] == []
    on = {name for name in ABOUT if getattr(levers, name) != getattr(Levers(), name)}
    assert on == {name for name in ABOUT if getattr(Levers(), name) == 0}


def test_a_household_of_a_county_takes_no_more_than_48_bytes():
    done = kernel.run_one(kernel.Job(kernel.Rules(), kernel.Levers(), 1), kernel_size(6_000, 1))
    assert kernel.bytes_of(done.county) / 6_000 <= 48


def test_a_country_is_counties_side_by_side(monkeypatch):
    ran = []
    monkeypatch.setattr(kernel, "run_one", lambda job, size: ran.append((job.seed, size.households)))
    kernel._Country(100_000)()
    assert ran == [(0, 40_000), (1, 40_000), (2, 20_000)]


def test_populations_are_drawn_with_their_numbers_in_words():
    drawn = speed_figure({1_000: 12.0, 10_000_000: 10.5})
    assert "10,000,000 households 10.5 ns" in drawn
    assert drawn.startswith("<svg")


def test_twins_that_are_not_there_or_not_installed_are_told_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(peers, "ROOT", tmp_path)
    with pytest.raises(InputError, match="lie in benchmarks/ of a checkout"):
        peers.peer_figures()


def test_a_twin_that_disagrees_is_not_timed(monkeypatch):
    monkeypatch.setattr(peers, "_loaded", lambda twin: (Other, Same))
    with pytest.raises(InputError, match="disagrees in paid by"):
        peers.peer_figures()


class Other:
    """Stands in for a twin's module."""

    run = staticmethod(lambda work: {"paid": 1.0 + work % 2})


class Same:
    """Stands in for the module that says what is compared."""

    Work = staticmethod(lambda *, households, weeks, seed: seed)
    kernel = staticmethod(lambda work: {"paid": 5.0 + work % 2 + work / 100})


def test_a_page_without_a_browser_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(page.shutil, "which", lambda name: None)
    with pytest.raises(InputError, match="there is no Chromium on this machine"):
        page.page_figures()


def test_the_command_says_so_before_it_measures_anything(monkeypatch):
    monkeypatch.setattr(page.shutil, "which", lambda name: None)
    monkeypatch.setattr(everything, "kernel_figures", lambda: pytest.fail("was measured"))
    done = CliRunner().invoke(main, ["bench", "--page"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Install it, such as: apt-get install chromium" in done.stderr


def test_a_page_without_playwright_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(InputError, match="pip install playwright"):
        page.page_figures()


def test_what_95_of_100_do_not_exceed_is_near_the_largest():
    assert page.most([float(k) for k in range(101)]) == 95.0


def test_only_what_is_asked_for_is_measured(monkeypatch):
    monkeypatch.setattr(everything, "kernel_figures", lambda: FIGURES[:1])
    for name in ("channel_figures", "bank_figures", "stored_figures", "start_figures"):
        monkeypatch.setattr(everything, name, list)
    monkeypatch.setattr(everything, "peer_figures", lambda: FIGURES[2:])
    monkeypatch.setattr(everything, "page_figures", lambda: FIGURES[1:2])
    assert everything.measure() == FIGURES[:1]
    assert everything.measure(peers=True) == [FIGURES[0], FIGURES[2]]
    assert everything.measure(page=True) == [FIGURES[1], FIGURES[0]]
