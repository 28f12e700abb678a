"""The bench of published findings: its data, its measures where they can be worked out by hand, and its command."""

import json

import numpy as np
import pytest
import xarray as xr
from click.testing import CliRunner

from shakedown.cli import main
from shakedown.errors import InputError
from shakedown.findings import measures
from shakedown.findings.bench import Found, run_findings
from shakedown.findings.finding import Finding, Setting, chosen, findings
from shakedown.findings.society import Size, runs
from shakedown.report.findings_table import band, findings_figure
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials

SMALL = Size(400, (1, 2, 3))


def finding(**others):
    about = dict.fromkeys(("id", "finding", "source", "url", "setting", "read", "change", "condition"), "x")
    return Finding(**{**about, "measure": "taken_change", "sign": "level", **others})


def test_every_finding_names_a_measure_and_levers_and_dials_that_exist():
    names = {d.name for d in dials()}
    assert len(findings()) == 28
    for each in findings():
        assert each.measure in measures.MEASURES, each.id
        for setting in (each.baseline, each.changed):
            assert setting.levers.keys() <= ABOUT.keys(), each.id
            assert setting.rules.keys() <= names, each.id
            assert 1 <= len(setting.services) <= 4, each.id
        assert each.source, each.id
        assert each.read, each.id


def test_a_band_holds_what_lies_in_it_and_a_sign_needs_a_side():
    assert finding(low=0.1, high=0.4).holds(0.1)
    assert not finding(low=0.1, high=0.4).holds(0.41)
    assert finding(low=0.0, high=0.0).holds(0.0)
    assert not finding(sign="+", low=0.0).holds(0.0)
    assert finding(sign="+", low=0.0).holds(1e-9)
    assert not finding(sign="-", high=0.0).holds(0.0)


def test_complementary_extractors_have_the_revenues_of_the_closed_form():
    expected = {1: 1, 2: 8 / 9, 3: 3 / 4, 5: 20 / 36, 10: 40 / 121}
    assert {n: measures.complements_revenue(n) for n in expected} == pytest.approx(expected)
    for n in expected:  # each asks what is best for him, given what the others ask
        asked = 1 / (n + 1)
        offers = np.linspace(0, 1, 10_001)
        revenue = offers * np.maximum(0, 1 - (n - 1) * asked - offers)
        assert offers[revenue.argmax()] == pytest.approx(asked, abs=1e-4)


def test_a_change_of_nothing_is_exactly_nothing():
    nothing = finding(changed=Setting({"crackdown": 0.1}))
    assert np.all(measures.MEASURES["taken_change"][0](nothing, SMALL) == 0)
    assert np.all(measures.MEASURES["would_pay_points"][0](nothing, SMALL) == 0)


def test_before_the_change_both_societies_are_the_same_and_only_what_comes_after_is_measured():
    held = runs(Setting(), Setting({"market": 0.5}), SMALL)
    assert int(held.week[0]) == 104
    assert held.sizes["week"] == 78


def test_slopes_are_those_of_least_squares():
    chance = np.random.default_rng(1)
    income, power = np.exp(chance.normal(5, 1, 500)), chance.random(500)
    paid = 2.0 * income**0.7 * np.exp(-1.5 * power)
    one = xr.Dataset(
        {
            "income": (("run", "household"), income[None]),
            "power": (("run", "household"), power[None]),
            "paid": (("run", "household"), 3 * paid[None]),
            "payments": (("run", "household"), np.full((1, 500), 3.0)),
        }
    )
    assert measures._slopes(one, "both")[0] == pytest.approx([0.7, -1.5])
    assert measures._slopes(one, "incidence")[0] == pytest.approx([0], abs=1e-9)


def test_pay_of_which_none_ends_demands_is_the_largest_searched(monkeypatch):
    amounts = {0.0: 100.0, 60.0: 50.0, 120.0: 4.0}

    def pair(each, size):
        left = amounts.get(each.changed.levers["provision"], 3.0)
        held = xr.Dataset({"demands": (("run", "service", "manner", "amount"), np.full((2, 1, 1, 1), left))})
        return held, held

    monkeypatch.setattr(measures, "_pair", pair)
    assert list(measures.pay_for_hardly_any(finding(), SMALL)) == [2.0, 2.0]
    amounts.update({60.0 * pay: 90.0 for pay in measures.PAYS})
    assert list(measures.pay_for_hardly_any(finding(), SMALL)) == [64.0, 64.0]


def test_an_unknown_finding_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="F13"):
        chosen(("F133",))


def test_the_command_prints_bands_beside_what_was_simulated_and_no_verdict_in_its_data(tmp_path):
    told = CliRunner().invoke(main, ["findings", "F03a", "F25", "--households", "400", "--runs", "2", "--json"])
    held = json.loads(told.stdout)
    assert [each["id"] for each in held] == ["F03a", "F25"]
    assert held[0]["simulated"]["median"] == pytest.approx(8 / 9)
    assert "within" not in held[0]
    place = tmp_path / "f.svg"
    shown = CliRunner().invoke(main, ["findings", "F03a", "--runs", "2", "--figure", str(place)])
    assert "0.87 to 0.91" in shown.stdout
    assert "1 of 1 medians" in shown.stdout
    assert place.read_text().startswith("<svg")
    assert CliRunner().invoke(main, ["findings", "--figure", "f.png"]).exit_code == 2


def test_a_miss_is_shown():
    missed = Found(finding(id="F99", low=0.0, high=0.1), 0.5, 0.4, 0.6, 0.5, 0.01)
    assert not missed.within
    assert band(missed.finding) == "0 to 0.1"
    assert "F99: published 0 to 0.1, simulated 0.5" in findings_figure([missed])


def test_each_finding_has_as_many_values_as_counties():
    (one,) = run_findings(chosen(("F18a",)), SMALL)
    assert one.low <= one.median <= one.high
    assert one.error > 0
