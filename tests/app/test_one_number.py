"""The same settled number wherever it is told: card, chart, table, CSV, JSON, briefing of the setting and command line."""

import csv
import json
import random
import re
from html import unescape
from io import StringIO

import pytest
from click.testing import CliRunner

from shakedown.answers.policy_measures import NUMBERS
from shakedown.app.sliders import _REACH
from shakedown.cli import main
from shakedown.fit import posterior
from shakedown.fit.store import save_fit
from shakedown.report.future_phrases import amount

ABOUT = {about.name: about for about in NUMBERS}
CARDS = ("mean_amount", "share_coercive", "demands", "burden")


def drawn(number):
    """Some levers, each at one of the steps of its slider."""
    chance, stops = random.Random(number), {}
    for name, (low, high, step) in _REACH.items():
        stops[name] = [round(low + step * k, 6) for k in range(round((high - low) / step) + 1)]
    return {name: chance.choice(stops[name]) for name in chance.sample(list(_REACH), chance.randint(1, 4))}


SETTINGS = [drawn(number) for number in range(20)]
QUICK = 4
"""So many are asked at every test, the others with the slow ones."""


@pytest.fixture(scope="module")
def place(desk, tmp_path_factory):
    """The fit of the page, where the command line reads it."""
    folder = tmp_path_factory.mktemp("fit")
    save_fit(desk.post, folder)
    return folder


@pytest.fixture
def command(desk, place, monkeypatch):
    """`shakedown policy CASE --set ... --json`, whose fit is taken for enough."""
    monkeypatch.setattr(posterior, "LEAST_ESS", 0.0)
    monkeypatch.setattr(posterior, "MOST_K", float("inf"))

    def asked(settings):
        sets = [part for name, value in settings.items() for part in ("--set", f"{name}={value:g}")]
        done = CliRunner().invoke(main, ["policy", str(desk.case.folder), "--out", str(place), "--json", *sets])
        assert done.exit_code == 0, done.stderr
        return {n["name"]: n["level"]["median"] for n in json.loads(done.stdout)["numbers"]}

    return asked


def cards(html):
    """Each card's number as it is printed."""
    return dict(re.findall(r'data-number="(\w+)">.*?class="value">([^ <]+)', html, re.DOTALL))


def rows(html, says):
    """The moved number of a row of "All numbers", as it is printed."""
    found = re.search(rf">{re.escape(says)}</th>(.*?)</tr>", html, re.DOTALL)
    assert found, says
    return re.findall(r'data-label="moved">([^ <]+)', found[1])[0]


def charted(html):
    """The middles that the charts of ranges draw, by row."""
    blocks = re.findall(
        r'<script type="application/json" id="spec-(?:incomes|burdens)">(.*?)</script>', html, re.DOTALL
    )
    return {r["row"]: r["mid"] for block in blocks for r in json.loads(block)["datasets"]["rows"]}


def named(settings):
    """A setting as the name of its test."""
    return " ".join(f"{name}={value:g}" for name, value in settings.items())


@pytest.mark.parametrize(
    "settings",
    [pytest.param(s, id=named(s), marks=[pytest.mark.slow] if k >= QUICK else []) for k, s in enumerate(SETTINGS)],
)
def test_one_setting_has_one_number_everywhere(page, command, settings):
    told = command(settings)
    shown, handed = (unescape(page.get(path, params=settings).text) for path in ("/", "/setting.html"))
    held = {n["name"]: n["level"]["median"] for n in page.get("/numbers.json", params=settings).json()["numbers"]}
    lines = {n["name"]: n["middle"] for n in csv.DictReader(StringIO(page.get("/numbers.csv", params=settings).text))}
    assert held == told
    assert {name: float(cell) for name, cell in lines.items()} == told
    for name in CARDS:
        printed = amount(told[name], ABOUT[name])
        assert cards(shown)[name] == cards(handed)[name] == printed
    for name, about in ABOUT.items():
        says = about.says[:1].upper() + about.says[1:]
        assert rows(shown, says) == rows(handed, says) == amount(told[name], about)
    assert charted(shown)["all households"] == pytest.approx(100 * told["burden"], rel=1e-5)
    assert charted(shown)["from demands"] == pytest.approx(told["income_takings"], rel=1e-5)


def test_the_settings_that_are_drawn_move_every_lever():
    assert {name for settings in SETTINGS for name in settings} == set(_REACH)


def test_a_setting_handed_on_has_no_script_no_address_of_this_machine_and_its_harm(page):
    told = page.get("/setting.html", params=SETTINGS[0])
    assert "attachment" in told.headers["content-disposition"]
    assert not re.search(r"<script|127\.0\.0\.1|localhost|url\(|@import|<link rel=\"stylesheet", told.text)
    assert "Retaliation against those who complain or refuse: off in this case." in unescape(told.text)
    assert "shakedown policy" in told.text


def test_a_first_glance_is_handed_on_settled(page):
    asked = {**SETTINGS[0], "runs": 8}
    assert "64 of 64 runs" in page.get("/setting.html", params=asked).text
