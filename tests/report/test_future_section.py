"""How long, what to watch and what moves it, as a reader meets them: sentences, charts, tables and data."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from shakedown.answers.coming import FEW
from shakedown.answers.forecast import forecast
from shakedown.answers.policy import policy
from shakedown.answers.watch import watch
from shakedown.fit.store import save_fit
from shakedown.report import future_figures as figures
from shakedown.report import future_moves as moves
from shakedown.report import future_tables as tables
from shakedown.report import future_words as words
from shakedown.report.documents import as_json
from shakedown.report.future_document import forecast_document, policy_document, watch_document
from shakedown.report.future_phrases import condition, times, weeks
from shakedown.report.future_section import future_section, policy_section
from shakedown.report.look import BASELINE, COERCIVE, EVIDENCE, GRID, POLITE, SOFT, TEXT, svg
from shakedown.society.case import Scenario
from tests.answers.ahead_by_hand import CASE, STEPS, ahead, fitted, steps_of
from tests.report.conftest import Page

HOSTILE = '<script>alert("x")</script>'


def sections(post):
    """Both sections of a fit."""
    return future_section(post, forecast(post), watch(post)), policy_section(policy(post))


def rendered(post):
    """Both partial templates, with the macros of the briefing."""
    loader = PackageLoader("shakedown.report")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    whole, _, _ = loader.get_source(pages, "briefing.html.j2")
    macros = whole[: whole.index("<!doctype")]
    how_long, what_moves = sections(post)
    parts = "{% include 'how_long.html.j2' %}{% include 'what_moves_it.html.j2' %}"
    return pages.from_string(macros + parts).render(how_long=how_long, moves=what_moves)


@pytest.fixture(scope="module")
def mixed():
    """Ten societies: two above half already, four in which threats return in week 24 as now; a wage that spares 400 a step."""
    coercive = np.vstack([np.tile(steps_of(16, 80, 5), (6, 1)), np.full((4, STEPS), 16)])
    wage = np.array([390.0, 5.0, 85.0])
    futures = ahead(coercive__as_now=coercive, officer_income__living_wage=wage, paid__living_wage=7_600)
    return fitted(futures, now=[50, 50, *[20] * 8])


@pytest.fixture(scope="module")
def page(mixed):
    return rendered(mixed)


# ---------------------------------------------------------------- sentences


def test_how_long_is_said_so_that_it_can_be_retold(mixed):
    first, second = words.how_long_lead(forecast(mixed))
    assert first == (
        "If nothing changes, threats and orders are above half their former share already now in 20 of 100 of these societies. "
        "They come back above it within a year in 40, later within three years in 0, and not within three years in 40."
    )
    assert second.startswith("Only 8 of the societies are gentle now")


def test_every_other_scenario_has_a_sentence_in_each_part(mixed):
    how_long, what_moves = sections(mixed)
    others = len(CASE.scenarios) - 1
    assert len(how_long.scenarios) == len(how_long.signs) == len(what_moves.scenarios) == others
    assert all(
        s.startswith("If ") and s.endswith(".") for s in (*how_long.scenarios, *how_long.signs, *what_moves.scenarios)
    )


def test_each_policy_sentence_names_dismissals_charges_and_retaliation(mixed):
    for sentence in moves.moves_scenarios(policy(mixed)):
        assert re.search(r"Dismissals a year per 100 officers .*charges .*; retaliation off in this case", sentence)


def test_retaliation_is_said_to_be_off_and_what_punishment_does_not_to_be_modelled(mixed, page):
    (harm,) = (limit for limit in moves.moves_limits(policy(mixed)) if moves.HARM in limit)
    assert "Retaliation against those who complain or refuse: off in this case." in harm
    assert "What punishment does to a person: not modelled" in page


def moved(post, scenario):
    """What is said of one scenario."""
    at = [name for name in CASE.scenarios if name != "as_now"].index(scenario)
    return list(moves.moves_scenarios(policy(post)))[at]


def test_the_cost_of_a_wage_is_said_with_what_it_spares(mixed):
    told = moved(mixed, "living_wage")
    assert (
        "It costs 380 CNY per officer and week, on top of the 10.0 that the state hands out now in these societies; "
        in told
    )
    assert "; 38.0 CNY per CNY that households are spared (38.0 to 38.0)." in told


def test_an_income_that_rises_by_less_than_its_cost_is_explained():
    wage = np.array([26.0, 5.0, 76.0])
    told = moved(fitted(ahead(officer_income__rations_whole=wage, paid__rations_whole=7_600)), "rations_whole")
    assert "from all sources changes by +7.00 CNY a week: +16.0 from the state and −9.00 from demands." in told
    assert "An officer's income rises by less than that, for he then takes less." in told
    assert "Of officers' need 50.0 in 100 stay uncovered, for the sum is fixed and need is not." in told


def test_what_is_paid_as_money_and_what_is_paid_of_an_income_are_told_apart():
    """Incomes double and payments rise by half: more money, and a smaller part of a larger income."""
    richer = fitted(
        ahead(burden__incomes_recover=0.015, household_income__incomes_recover=200, paid__incomes_recover=12_000)
    )
    told = moved(richer, "incomes_recover")
    assert "what households pay of each 100 CNY of income changes by −0.50, lower in 100 of 100 societies" in told
    assert "the money that a household pays changes by +1.00 CNY a week, less in 0." in told
    assert "That is more money, and yet a smaller part of a larger income." in told
    columns = tables.policy_table(policy(richer)).columns
    assert {
        "share of income that households pay",
        "money that a household pays",
        "officer's income from all sources",
    } <= {*columns}


def test_nothing_is_called_payments_without_saying_of_what(mixed, page):
    assert not re.search(r"(?<!of )\b[Pp]ayments\b", page)
    assert "payments" not in words.policy_text(policy(mixed))


def test_a_minus_is_a_minus():
    """In two of ten societies more is handed out now than the scenario would."""
    income = np.array([[40.0, 5.0, 85.0]] * 8 + [[4.0, 5.0, 85.0]] * 2)[:, None]
    post = fitted(ahead(officer_income__living_wage=income))
    cost = [cell.text for cell in tables.cost_table(policy(post)).rows[4]]
    assert cost[2] == "+30.0 (−6.00 to +30.0)"
    assert cost[3] == "none can be given"
    texts = [words.policy_text(policy(post)), *cost]
    assert not any(re.search(r"-\d", text) for text in texts)
    assert "no end" not in "".join(texts)


def test_no_time_of_return_can_be_read_off_societies_in_which_it_is_back_already(mixed):
    """Too few are gentle now to give one; of more, it is theirs."""
    assert [row[-1].text for row in tables.back_table(forecast(mixed)).rows] == ["too few"] * len(CASE.scenarios)
    coercive = np.vstack([np.tile(steps_of(16, 80, 5), (5, 1)), np.full((15, STEPS), 16)])
    table = tables.back_table(
        forecast(fitted(ahead(20, coercive__as_now=coercive), now=[*[50] * (20 - FEW), *[20] * FEW]))
    )
    assert table.columns[-1] == "of the 10 that are gentle now, back"
    assert table.rows[0][-1].text == "fewer than a tenth within three years"


def test_times_are_said_by_when_how_many_are_there():
    assert times({"0.1": 28.0, "0.5": None, "0.9": None}) == "a tenth by week 28, fewer than half within three years"
    assert (
        times({"0.1": 12.0, "0.5": 24.0, "0.9": 80.0}) == "a tenth by week 12, half by week 24, nine tenths by week 80"
    )
    assert times({"0.1": None, "0.5": None, "0.9": None}) == "fewer than a tenth within three years"


def test_what_one_report_does_is_worked_out_in_plain_words():
    told = watch(fitted(ahead(coercive__crackdown_lapses=60)))
    chance = round(100 * told.of("crackdown_lapses").first[0].chance_after)
    rule, example = words.watch_rules(told)
    assert "in any twelve weeks since now" in rule
    assert (
        "if all 8 futures were equally likely beforehand, so that it was 1 chance in 8 (12 in 100) that the crackdown falls back "
        "to ordinary oversight, one report by week 12 that more of the demands come with a threat or an order makes it "
        f"{chance} in 100"
    ) in example
    assert f"one report of it turns 12 in 100 into {chance} in 100" in next(iter(words.watch_sentences(told)))
    assert "odds" not in words.watch_text(told)


def test_without_a_first_sign_no_example_is_made_up():
    assert list(words.watch_rules(watch(fitted(ahead())))) == [words.SIGN_RULE]


def test_tables_of_signs_say_that_a_sign_and_its_opposite_may_both_be_seen(mixed):
    how_long, _ = sections(mixed)
    assert (
        "ever shown it, in any twelve weeks since now; so a sign and its opposite may both"
        in how_long.every_sign.caption
    )
    assert "ever shown it by then, in any twelve weeks since now" in how_long.first_signs.caption


def test_the_fan_says_that_it_starts_from_the_societies_that_were_run_on(mixed):
    fan = sections(mixed)[0].fan
    for text in (fan.caption, fan.table.caption, fan.svg):
        assert "These are the 10 societies that were run on, not all the fitted ones" in text


def test_a_scenario_is_said_as_a_condition():
    assert condition("nothing changes") == "nothing changes"
    assert condition("a mix: this, and that") == "this, and that"
    assert condition("rations are made whole: 17.5 CNY a week") == "rations are made whole"


def test_weeks_are_said_as_far_as_they_are_known():
    told = [weeks(v) for v in (24.0, float("inf"), float("nan"))]
    assert told == ["24 weeks", "not within three years", "not known"]


def test_nothing_is_called_best(mixed, page):
    texts = [page, *(as_json(d) for d in documents(mixed)), words.forecast_text(forecast(mixed), CASE)]
    texts += [words.watch_text(watch(mixed)), words.policy_text(policy(mixed))]
    for text in texts:
        assert not re.search(r"\bbest\b|\boptimal\b", text, re.IGNORECASE)


# ---------------------------------------------------------------- page


def test_the_partials_are_well_formed_sections(page):
    read = Page(page)
    assert not read.wrong
    assert not read.open
    assert [a["id"] for tag, a in read.tags if tag == "section"] == ["how-long", "moves"]
    ids = [a["id"] for _, a in read.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_every_table_says_where_its_numbers_come_from(page):
    captions = re.findall(r"<caption>(.*?)</caption>", page, re.DOTALL)
    assert len(captions) == 10
    assert all("Basis: model" in caption for caption in captions)


def test_every_policy_row_carries_what_is_not_modelled(mixed):
    rows = sections(mixed)[1].rows
    at = [rows.columns.index(c) for c in ("dismissals", "charges", "retaliation", "what punishment does to a person")]
    assert len(rows.rows) == len(CASE.scenarios)
    for cells in rows.rows:
        assert [cells[k].text for k in at[2:]] == ["off in this case", "not modelled"]
        assert all(re.search(r"\d", cells[k].text) for k in at[:2])


def test_as_now_against_itself_is_printed_as_exactly_nothing(mixed):
    cells = [c.text for c in sections(mixed)[1].rows.rows[0]]
    assert cells[0].startswith("As now")
    assert cells[1] == "0"
    assert cells[3:7] == ["0"] * 4


def test_hostile_text_stays_text(mixed):
    bad = {name: Scenario(name=name, says=HOSTILE, levers=s.levers) for name, s in CASE.scenarios.items()}
    page = rendered(replace(mixed, case=replace(CASE, scenarios=bad)))
    assert "<script" not in page
    assert not Page(page).wrong


def test_a_fit_of_few_draws_has_both_sections(tiny_fit):
    assert not Page(rendered(tiny_fit[0])).wrong


# ---------------------------------------------------------------- charts


@pytest.fixture(scope="module")
def charts(mixed):
    told, answer = forecast(mixed), policy(mixed)
    return (
        figures.still_gentle(told),
        figures.when_back(told),
        figures.fan(told, told.reference),
        figures.changes(answer, figures.FOR_HOUSEHOLDS, "What it changes for households"),
        figures.changes(answer, figures.FOR_OFFICERS, "What it changes for officers"),
    )


def test_every_chart_has_a_title_a_unit_and_its_numbers_in_words(charts):
    for chart in charts:
        spec = chart.to_dict()
        assert spec["title"]["text"]
        assert re.search(r"CNY|in 100|points", str(spec["title"]) + spec["description"])
        assert len(re.findall(r"\d+", spec["description"])) > 10
        assert "Basis: model" in spec["description"]


def test_charts_use_the_colours_of_the_house_only(charts):
    known = {c.lower() for c in (POLITE, COERCIVE, BASELINE, EVIDENCE, TEXT, SOFT, GRID)}
    for chart in charts:
        used = {c.lower() for c in re.findall(r"#[0-9a-fA-F]{6}", svg(chart))}
        assert used <= known


def test_charts_fit_a_phone(charts):
    for chart in charts:
        assert float(re.search(r'<svg [^>]*width="([\d.]+)"', svg(chart))[1]) <= 350


def test_a_chart_is_drawn_the_same_each_time(charts):
    assert [svg(c) for c in charts] == [svg(c) for c in reversed(charts)][::-1]


def test_a_fan_without_any_demand_is_drawn_blank():
    told = forecast(fitted(ahead(demands=0, coercive=0, asked=0)))
    assert "NaN" not in svg(figures.fan(told, told.reference))
    assert "not known" in figures.fan(told, told.reference).to_dict()["description"]


# ---------------------------------------------------------------- data


def documents(post):
    """The three documents."""
    return forecast_document(forecast(post)), watch_document(watch(post)), policy_document(policy(post))


def test_documents_are_plain_data_with_rule_and_basis(mixed):
    for document in documents(mixed):
        read = json.loads(as_json(document))
        assert read["basis"] == "model"
        assert read["rule"]
        assert "NaN" not in as_json(document)


def test_what_does_not_come_back_is_null_and_not_a_number(mixed):
    told = json.loads(as_json(forecast_document(forecast(mixed))))
    assert told["outlooks"][0]["back"]["weeks"] == {"0.1": 24.0, "0.5": 24.0, "0.9": None}


# ---------------------------------------------------------------- command line


def shakedown(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "shakedown", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("door", ["forecast", "watch", "policy"])
def test_a_fit_that_does_not_suffice_withholds_the_answer(door, tiny_fit, tmp_path):
    save_fit(tiny_fit[0], tmp_path)
    done = shakedown(door, "hoeryong", "--out", tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "insufficient" in done.stderr


@pytest.mark.parametrize(("door", "part"), [("forecast", "outlooks"), ("watch", "futures"), ("policy", "rows")])
def test_each_command_gives_its_answer_as_data_and_as_sentences(door, part, tiny_fit, tmp_path):
    post, _ = tiny_fit
    save_fit(replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.3}), tmp_path)
    data = json.loads(shakedown(door, "hoeryong", "--out", tmp_path, "--json").stdout)
    assert [each["scenario"] for each in data[part]] == list(post.case.scenarios)
    told = shakedown(door, "hoeryong", "--out", tmp_path)
    assert told.returncode == 0
    assert "If the crackdown falls back to ordinary oversight" in told.stdout
