"""Why it changed, as a reader meets it: sentences, charts, tables and plain data that say the same."""

import json
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from shakedown.answers.explanations import explanations
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.verdicts import BY_DATING, PARTLY, TOLD, UNASKED, UNTOLD
from shakedown.answers.why import why
from shakedown.report import why_figures
from shakedown.report.documents import as_json
from shakedown.report.look import BASELINE, COERCIVE, EVIDENCE, GRID, POLITE, SOFT, TEXT, svg
from shakedown.report.why_document import why_document
from shakedown.report.why_section import why_section, why_text
from shakedown.report.why_tables import counts_table, parts_table
from shakedown.report.why_words import moved, spread, statement
from tests.report.conftest import Page


@pytest.fixture(scope="module")
def whole(tiny_fit):
    """The small fit in every dating of which something was demanded, whatever chance did to its few picks."""
    return tiny_fit[0]


@pytest.fixture(scope="module")
def answer(whole):
    return why(whole)


@pytest.fixture(scope="module")
def rivals(whole):
    return explanations(whole)


@pytest.fixture(scope="module")
def section(whole, answer, rivals):
    return why_section(whole, answer, rivals)


@pytest.fixture(scope="module")
def charts(whole, answer, rivals):
    return {
        "foretold": why_figures.foretold(rivals, whole.case),
        "weights": why_figures.weights(rivals),
        **{name: why_figures.contributions(answer.parts[name], whole.case) for name in (SIZE, MANNER)},
    }


def rendered(section):
    """The section on a page that brings the macros it needs."""
    folder = files("shakedown.report") / "templates"
    macros = {
        "table": "{% macro table(t) %}<table><caption>{{ t.caption }}</caption>{% for r in t.rows %}<tr>{% for c in r %}"
        "<td>{{ c.text }}</td>{% endfor %}</tr>{% endfor %}</table>{% endmacro %}",
        "figure": "{% macro figure(f) %}<figure>{{ f.svg }}<figcaption>{{ f.caption }}</figcaption></figure>{% endmacro %}",
    }
    page = f"{macros['table']}{macros['figure']}<main>{{% include 'why.html.j2' %}}</main>"
    part = (folder / "why.html.j2").read_text(encoding="utf-8")
    pages = Environment(
        loader=DictLoader({"page": page, "why.html.j2": part}), autoescape=True, undefined=StrictUndefined
    )
    return pages.get_template("page").render(why=section)


# ---------------------------------------------------------------- the section


def test_the_verdict_comes_first_then_its_rule(section):
    html = rendered(section)
    assert html.index(section.verdicts[0].verdict) < html.index("The rule:") < html.index("<svg")
    assert [v.verdict.split(":")[0] for v in section.verdicts] == ["Size of demands", "Manner of asking"]


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (TOLD, "tell its causes apart."),
        (PARTLY, "in part."),
        (UNTOLD, "do not tell its causes apart."),
        (BY_DATING, "it depends on when the past was."),
        (UNASKED, "nothing to tell apart."),
    ],
)
def test_every_verdict_has_its_sentence(whole, answer, rivals, says, words):
    ruled = replace(answer.verdicts[SIZE], says=says)
    found = why_section(whole, replace(answer, verdicts={**answer.verdicts, SIZE: ruled}), rivals)
    assert found.verdicts[0].verdict.endswith(words)


def test_counts_are_told_as_counts_of_a_hundred(section, answer):
    lead, sentence = section.counts[0].lead, section.counts[0].causes[0]
    assert lead.startswith(("Demands became smaller, by a tenth or more, in", "In none of"))
    if answer.counts[SIZE][0].chance:
        told = (
            r"Without the change in incomes \(people have less\), demands would still have become smaller in .* of 100"
        )
        assert re.match(told, sentence)
        assert "with that change alone, in" in sentence


def test_what_became_so_in_no_society_has_one_sentence(whole, answer, rivals):
    never = {name: tuple(replace(b, chance=0.0) for b in counted) for name, counted in answer.counts.items()}
    found = why_section(whole, replace(answer, counts=never), rivals)
    assert [c.lead for c in found.counts] == [
        "In none of the fitted societies did demands become smaller, by a tenth or more.",
        "In none of the fitted societies did demands become gentler, by five points of a hundred or more.",
    ]
    assert found.counts[0].causes == ()


def test_no_sentence_claims_more_than_the_model(section):
    text = " ".join(section.sentences)
    assert "prove nothing about the world" in text
    assert "fitted societies" in text
    assert not re.search(r"\bcaused\b|\bproves\b|because of the crackdown", text)


def test_what_believing_adds_is_told_and_not_taken_for_evidence(section):
    text = " ".join(section.believed)
    assert "--believe-causes" in text
    assert "not what was seen" in text


def test_the_section_is_well_formed_and_hostile_text_stays_text(whole, answer, rivals):
    hostile = '<script>alert("x")</script>'
    causes = tuple(replace(c, says=hostile) for c in whole.case.causes)
    names = tuple(replace(e, says=hostile) for e in whole.case.explanations)
    held = replace(whole, case=replace(whole.case, causes=causes, explanations=names))
    html = rendered(why_section(held, answer, rivals))
    page = Page(html)
    assert not page.wrong
    assert not page.open
    assert "<script" not in html
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 2
    assert set(levels[1:]) == {3}


def test_a_case_without_causes_or_rivals_has_a_section_all_the_same(whole):
    bare = replace(whole, case=replace(whole.case, causes=()), corners=whole.corners.isel(corner=[15]))
    one = replace(explanations(whole), rivals=explanations(whole).rivals[:1], pairs=())
    found = why_section(bare, why(bare), one)
    assert (found.foretold, found.weights, found.contributions, found.counts_table, found.judgements) == (
        None,
        None,
        (),
        None,
        None,
    )
    assert "names no causes" in " ".join(found.limits)
    assert not Page(rendered(found)).wrong


def test_the_terminal_has_the_same_sentences(section):
    assert why_text(section).splitlines() == [s for s in section.sentences if s]


# ---------------------------------------------------------------- charts


def test_every_chart_has_a_title_a_unit_and_its_numbers_in_words(charts):
    for chart in charts.values():
        spec = chart.to_dict()
        assert spec["title"]["text"]
        assert "Unit:" in str(spec["title"]["subtitle"])
        assert len(re.findall(r"\d+", spec["description"])) >= 14
        assert re.search(r"[Bb]asis:", spec["description"])


def test_charts_use_the_colours_of_the_house_fit_a_phone_and_are_drawn_alike_each_time(charts):
    known = {POLITE, COERCIVE, BASELINE, EVIDENCE, TEXT, SOFT, GRID, "#ffffff"}
    for name, chart in charts.items():
        drawn = svg(chart)
        assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) <= known, name
        assert int(re.search(r'viewBox="0 0 (\d+)', drawn)[1]) <= 375, name
        assert drawn == svg(chart)
        assert "NaN" not in drawn


def test_the_heat_map_prints_its_cells_sorted_and_greys_what_tells_nothing(charts, rivals):
    spec = charts["foretold"].to_dict()
    rows = [row for data in spec["datasets"].values() for row in data if "shade" in row] if "datasets" in spec else [
        row for layer in spec["layer"] for row in layer["data"]["values"] if "shade" in row
    ]  # fmt: skip
    lines = dict.fromkeys(row["statement"] for row in rows)
    assert len(lines) == len(rivals.table) + 1
    first = [row for row in rows if row["statement"].startswith("00|")]
    assert {row["shade"] for row in first} == set(rivals.table[0].cells.values())
    grey = {row["statement"] for row in rows if not row["tells"]}
    assert len(grey) == sum(not line.tells for line in rivals.table)


# ---------------------------------------------------------------- tables and data


def test_every_table_says_where_its_numbers_come_from(section):
    tables = [section.foretold.table, section.weights.table, section.counts_table, section.judgements]
    tables += [figure.table for figure in section.contributions]
    for table in tables:
        assert "basis" in table.caption.lower()
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_size_is_told_in_money_rice_at_both_prices_and_weeks_of_income(whole, answer):
    columns = parts_table(answer, SIZE, whole.case).columns
    assert columns[2] == "CNY"
    assert sum(column.startswith("kg of rice at") for column in columns) == 2
    assert "in weeks of income" in columns
    assert parts_table(answer, MANNER, whole.case).columns[2] == "points of 100 demands"


def test_counts_stand_for_every_dating(whole, answer):
    assert len(counts_table(answer, whole.case).rows) == 2 * (1 + len(whole.datings))


def test_the_one_visit_is_told_without_day_place_or_pretext(whole, section):
    visit = next(s for s in whole.case.statements if s.id == "one-visit")
    assert statement(visit, whole.case) == "one request, about 300 CNY, 4 framings at once, now"
    text = Page(rendered(section)).text
    assert not re.search(r"kimchi|Sept|pretext", text)


@pytest.mark.parametrize(
    ("value", "outcome", "printed"),
    [
        (-123.4, SIZE, "−123"), (0.2, SIZE, "0"), (-0.123, MANNER, "−12"), (0.012, MANNER, "+1.2"), (0.0, MANNER, "0"),
        (-0.456, "amount_in_income", "−0.46"), (float("nan"), SIZE, "not known"),
    ],
)  # fmt: skip
def test_a_contribution_is_printed_with_its_sign_and_no_more_digits_than_it_has(value, outcome, printed):
    assert moved(value, outcome) == printed
    assert spread(-1.0, 2.0, SIZE) == "−1 to +2"


def test_the_document_holds_the_answer_as_plain_data(answer, rivals):
    document = json.loads(as_json(why_document(answer, rivals)))
    assert set(document) == {
        "causes", "verdicts", "counts", "contributions", "believe_causes", "picks", "left_out", "explanations", "statements",
        "pairs",
    }  # fmt: skip
    assert {v["outcome"]: v["verdict"] for v in document["verdicts"]} == {n: v.says for n, v in answer.verdicts.items()}
    assert len(document["explanations"]) == 7
    assert len(document["statements"]) == 11
    assert {p["basis"] for p in document["contributions"]} == {"fitted"}
    assert document["pairs"][0]["verdict"] in ("leads", "undecided")
