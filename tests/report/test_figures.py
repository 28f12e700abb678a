"""Charts: what each one carries, in the notebook as on the page."""

import re
from dataclasses import replace

import pytest

from shakedown.answers.demands_now import demands_now
from shakedown.answers.finding import Finding
from shakedown.evidence.statement_values import Event
from shakedown.fit.posterior import Posterior
from shakedown.report import figures
from shakedown.report.look import BASELINE, COERCIVE, EVIDENCE, GRID, POLITE, SOFT, TEXT
from shakedown.report.marks import marks

VISIT = Event(manner="request", amount=300, currency="CNY", framings=("hardship", "loan"))


@pytest.fixture(scope="module")
def charts(post: Posterior, found: Finding) -> dict[str, figures.Chart]:
    drawn = {
        name: figures.then_and_now(changes, post.case, marks(post, name, changes[0].now.threshold))
        for name, changes in found.changes.changes.items()
    }
    return {
        **drawn,
        "demands_now": figures.demands_now(demands_now(post), post.case, VISIT),
        "levers": figures.levers(post.case),
    }


def test_every_chart_has_a_title_a_unit_and_its_numbers_in_words(charts: dict[str, figures.Chart]) -> None:
    for chart in charts.values():
        spec = chart.to_dict()
        assert spec["title"]["text"]
        assert re.search(r"CNY|in 100|index", str(spec["title"]) + spec["description"])
        assert len(re.findall(r"\d+", spec["description"])) > 10
        assert re.search(r"Basis:|\(assumed", spec["description"])


def test_a_chart_is_drawn_the_same_each_time_whatever_was_drawn_before(charts: dict[str, figures.Chart]) -> None:
    first = {name: figures.svg(chart) for name, chart in charts.items()}
    again = {name: figures.svg(chart) for name, chart in reversed(charts.items())}
    assert first == again


def test_charts_use_the_colours_of_the_house_only(charts: dict[str, figures.Chart]) -> None:
    known = {POLITE, COERCIVE, BASELINE, EVIDENCE, TEXT, SOFT, GRID}
    for chart in charts.values():
        used = set(re.findall(r"#[0-9a-f]{6}\b", figures.svg(chart)))
        assert used <= known


def test_charts_fit_a_phone(charts: dict[str, figures.Chart]) -> None:
    for name, chart in charts.items():
        width = re.search(r'viewBox="0 0 (\d+)', figures.svg(chart))
        assert width
        assert int(width[1]) <= 375, name


def test_a_word_is_drawn_as_points_where_its_quartiles_lie(post: Posterior, found: Finding) -> None:
    mostly, rarely = marks(post, "share_above", 500)
    assert (mostly.low, mostly.middle, mostly.high) == (0.6, 0.73, 0.84)
    assert (rarely.window, rarely.used) == ("now", True)
    changes = found.changes.changes["share_above"]
    spec = figures.then_and_now(changes, post.case, (mostly, rarely)).to_dict()
    rows = spec["datasets"][spec["data"]["name"]] if "datasets" in spec else spec["data"]["values"]
    assert sorted({r["low"] for r in rows if r["kind"] == "middle"}) == [10, 73]
    assert sum(r["kind"] == "middle" for r in rows) == 2 * len(changes)


def test_a_statement_left_out_of_the_fit_is_marked_so(post: Posterior) -> None:
    dropped = post.reweighed([s for s in post.scores.statements if s.id != "gentle-now"])
    then, now = marks(dropped, "share_coercive")
    assert then.used
    assert not now.used
    assert marks(post, "share_above", 400) == ()


def test_the_shares_of_demands_now_add_up_to_all_demands(post: Posterior) -> None:
    cells = demands_now(post)
    assert sum(c.share for c in cells) == pytest.approx(1)
    assert {c.basis for c in cells} == {"fitted"}
    assert {c.amount for c in cells} == set(post.case.menu)


def test_a_measure_nobody_knows_is_left_blank(post: Posterior, found: Finding) -> None:
    unknown = float("nan")
    change = found.changes.changes["mean_amount"][0]
    blank = replace(change.then, low=unknown, median=unknown, high=unknown)
    chart = figures.then_and_now((replace(change, then=blank),), post.case)
    assert "before not known" in chart.to_dict()["description"]
    assert "NaN" not in figures.svg(chart)
