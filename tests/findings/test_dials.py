"""Every dial moves an output: its data, what is gathered where it can be counted by hand, and the moves themselves."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from click.testing import CliRunner

from shakedown.cli import main
from shakedown.engine.dataset import ABOUT as OUTPUTS
from shakedown.errors import InputError
from shakedown.findings.dials import SHOWN, Moved, run_dials
from shakedown.findings.expected import chosen_dials, expected
from shakedown.findings.finding import Setting
from shakedown.findings.gathered import DERIVED, GATHERED
from shakedown.findings.society import Size
from shakedown.report.dials_table import change_of, dials_rows, ends_of, output_of, setting_of
from shakedown.society.levers import ABOUT
from shakedown.society.rules import Rules, dials

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "dials.md"
SMALL = Size(200, (1, 2, 3))


@pytest.fixture(scope="module")
def moved():
    return list(run_dials(expected()))


def test_for_every_dial_an_output_is_named_that_a_run_has():
    named = [each.dial.name for each in expected() if not each.instead]
    assert named == [d.name for d in dials() if d.name != "money_unit"]
    for each in expected():
        assert each.output in OUTPUTS or each.output in DERIVED, each.dial.name
        assert each.gathered in GATHERED, each.dial.name
        assert each.sign in ("+", "-"), each.dial.name


def test_settings_name_levers_and_dials_that_exist_and_never_the_dial_itself():
    names = {d.name for d in dials()}
    for each in expected():
        for setting in (each.baseline, each.changed):
            assert setting.levers.keys() <= ABOUT.keys(), each.dial.name
            assert setting.rules.keys() <= names - {each.dial.name}, each.dial.name


def test_both_ends_lie_within_a_dials_limits_and_are_its_own_range_unless_that_is_a_point():
    for each in expected():
        Rules(**{each.dial.name: each.low})
        Rules(**{each.dial.name: each.high})
        assert each.low < each.high
        own = (each.low, each.high) == (each.dial.low, each.dial.high)
        assert own != bool(each.range), each.dial.name
        assert own or each.dial.low == each.dial.high, each.dial.name


def test_where_an_output_was_missed_another_is_named_beside_it():
    missed = [each.dial.name for each in expected() if each.missed]
    assert missed == [each.dial.name for each in expected() if each.instead]


def small_runs():
    """Two runs of two weeks: demands of 100 and 300 CNY by threat and request, and visits."""
    demands = np.array([[[[1, 0], [0, 3]], [[0, 1], [2, 0]]], [[[2, 0], [0, 0]], [[0, 0], [0, 2]]]])
    coords = {"run": [1, 2], "week": [0, 1], "manner": ["threat", "request"], "amount": [100.0, 300.0]}
    held = xr.Dataset({"demands": (("run", "week", "manner", "amount"), demands)}, coords=coords)
    return held.assign(
        visits=(("run", "week"), [[5, 5], [2, 2]]),
        refusals=(("run", "week"), [[1, 1], [0, 1]]),
        fear=(("run", "week"), [[0.0, 1.0], [0.5, 0.5]]),
    )


@pytest.mark.parametrize(
    ("gathered", "name", "where", "value"),
    [
        ("total", "demands", {}, [7, 4]),
        ("total", "demands", {"manner": "threat"}, [2, 2]),
        ("share", "demands", {"manner": "threat"}, [2 / 7, 1 / 2]),
        ("per contact", "demands", {}, [0.7, 1.0]),
        ("per demand", "refusals", {}, [2 / 7, 1 / 4]),
        ("per request", "refusals", {}, [2 / 5, 1 / 2]),
        ("per demand", "asked", {}, [1500 / 7, 200]),
        ("per demand", "asked", {"manner": "request"}, [220, 300]),
        ("mean", "fear", {}, [0.5, 0.5]),
        ("spread", "fear", {}, [0.5, 0.0]),
    ],
)
def test_outputs_are_gathered_as_one_would_by_hand(gathered, name, where, value):
    assert GATHERED[gathered](small_runs(), name, where) == pytest.approx(value)


def test_a_dial_whose_ends_are_the_same_moves_nothing():
    (each,) = chosen_dials(("penalty",))
    (still,) = run_dials([replace(each, high=each.low)], SMALL)
    assert (still.errors, still.share) == (0.0, 0.0)
    assert not still.as_expected


def test_a_move_is_as_expected_only_if_it_is_shown_and_goes_the_way_that_was_named():
    (each,) = chosen_dials(("need",))
    assert Moved(each, 1.0, 2.0, 0.1).as_expected
    assert not Moved(each, 1.0, 1.2, 0.1).as_expected
    assert not Moved(each, 2.0, 1.0, 0.1).as_expected
    assert Moved(replace(each, sign="-"), 2.0, 1.0, 0.1).as_expected
    assert change_of(Moved(each, 0.0, 1.0, 0.1)) == "from 0"
    assert change_of(Moved(each, -2.0, -1.0, 0.1)) == "+50.0%"


def test_a_setting_is_told_with_its_levers_its_dials_and_what_changes():
    (fade,) = chosen_dials(("fear_down",))
    assert setting_of(fade) == "crackdown 0.9; then crackdown 0.1"
    (other,) = chosen_dials(("other_inspected",))
    assert setting_of(other) == "crackdown 0.9; 2 services"
    assert setting_of(replace(other, baseline=Setting())) == ""


def test_an_unknown_dial_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="penalty"):
        chosen_dials(("penalti",))


def test_the_command_prints_both_ends_and_no_verdict_in_its_data():
    size = ["--households", "200", "--runs", "2"]
    shown = CliRunner().invoke(main, ["findings", "--dials", "contact_rate", "belief_sd", *size])
    assert "visits, total, +" in shown.stdout
    assert "instead" in shown.stdout
    assert "of 2 dials move the output that was named" in shown.stdout
    told = json.loads(CliRunner().invoke(main, ["findings", "--dials", "contact_rate", "--json", *size]).stdout)
    assert (told[0]["dial"], told[0]["from"], told[0]["to"]) == ("contact_rate", 0.4, 1.5)
    assert told[0]["low"] < told[0]["high"]
    assert "as_expected" not in told[0]


def rows_of(page):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| ")][1:]


def test_the_page_has_the_rows_of_the_file():
    words = [[ends_of(of), output_of(of), setting_of(of)] for of in expected()]
    rows = rows_of(PAGE.read_text(encoding="utf-8"))
    assert [row[1:4] for row in rows] == words, "run tools/write_dials.py"
    for each in expected():
        assert each.missed in PAGE.read_text(encoding="utf-8"), "run tools/write_dials.py"


@pytest.mark.slow
def test_every_dial_moves_the_output_that_was_named_or_the_one_beside_it(moved):
    last = {each.expected.dial.name: each for each in moved}
    assert [name for name, each in last.items() if not each.as_expected] == []


@pytest.mark.slow
def test_the_pages_numbers_are_what_comes_out_within_chance(moved):
    for each, row in zip(moved, rows_of(PAGE.read_text(encoding="utf-8")), strict=True):
        low, high = (float(cell.replace(",", "")) for cell in row[4:6])
        printed = 0.01 * (abs(each.low) + abs(each.high))
        assert abs((high - low) - (each.high - each.low)) <= SHOWN * each.error + printed, "run tools/write_dials.py"
    assert dials_rows(moved).count("\n") == len(moved) + 2
