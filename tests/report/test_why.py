"""Why it changed, as a reader meets it: sentences, charts, tables and plain data that say the same."""

import json
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from shakedown.answers.explanations import explanations
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.verdicts import BY_DATING, PARTLY, TOLD, UNASKED, UNTOLD, Difference, Verdict
from shakedown.answers.why import Part, why
from shakedown.report import why_figures
from shakedown.report.documents import as_json
from shakedown.report.look import BASELINE, COERCIVE, EVIDENCE, GRID, POLITE, SOFT, TEXT, svg
from shakedown.report.why_document import why_document
from shakedown.report.why_section import why_section, why_text
from shakedown.report.why_tables import counts_table, parts_table
from shakedown.report.why_verdict import ruled
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
        "folded": "{% macro folded(says, t) %}<details><summary>{{ says }}</summary>{{ table(t) }}</details>{% endmacro %}",
        "figure": "{% macro figure(f) %}<figure>{{ f.svg }}<figcaption>{{ f.caption }}</figcaption></figure>{% endmacro %}",
    }
    page = f"{''.join(macros.values())}<main>{{% include 'why.html.j2' %}}</main>"
    part = (folder / "why.html.j2").read_text(encoding="utf-8")
    pages = Environment(
        loader=DictLoader({"page": page, "why.html.j2": part}), autoescape=True, undefined=StrictUndefined
    )
    return pages.get_template("page").render(why=section)


# ---------------------------------------------------------------- the section


def test_explanations_come_first_then_counts_then_the_verdict_with_its_rule_then_contributions_then_beliefs(section):
    html = rendered(section)
    page = Page(html).text
    told = [
        "Which explanation the reports speak for",
        section.rivals[0],
        "What would have happened but for each cause",
        section.counts[0].lead,
        "Whether the causes can be told apart",
        section.verdicts[0].verdict,
        section.rule,
        "What each cause contributes",
        section.contributed[0],
        section.sizes[0],
        "If the reporter's causes were believed",
        section.believed[0],
        "How far these counts reach",
    ]
    places = [page.index(part) for part in told]
    assert places == sorted(places)
    assert html.index("<svg") < html.index(section.counts[0].lead), (
        "the table of explanations is drawn before anything else"
    )
    assert [v.verdict.split(":")[0] for v in section.verdicts] == ["Size of demands", "Manner of asking"]


def test_the_terminal_has_the_same_order(section):
    text = why_text(section)
    told = (
        section.rivals,
        section.counts[0].causes,
        (section.rule,),
        section.contributed,
        section.believed,
        section.limits,
    )
    places = [text.index(part[0]) for part in told if part]
    assert places == sorted(places)


def test_widened_priors_are_folded_and_all_there(whole, section):
    html = rendered(section)
    folded = html[html.index("<details>") : html.index("</details>")]
    assert folded.count("<tr>") == len(whole.case.priors)
    assert html.count("Prior of") == len(whole.case.priors)
    assert f"{len(whole.case.priors)} lines" in folded


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (TOLD, "tell its causes apart."),
        (PARTLY, "in part."),
        (UNTOLD, "do not tell its causes apart."),
        (BY_DATING, "whether its causes can be told apart depends on when the past was."),
        (UNASKED, "nothing to tell apart."),
    ],
)
def test_every_verdict_has_its_sentence(whole, answer, rivals, says, words):
    ruled = replace(answer.verdicts[SIZE], says=says)
    found = why_section(whole, replace(answer, verdicts={**answer.verdicts, SIZE: ruled}), rivals)
    assert found.verdicts[0].verdict.endswith(words)


def judged(case, sides, way=-1, assumed=(-90.0, 80.0), says=PARTLY, leading=("crackdown", "incomes")):
    """A verdict on size whose differences lie on these sides of 0: by dating, then with words tighter, then by prior."""
    names = [("fit", "mixture"), *(("dating", past.name) for past in case.pasts), ("words", "words x 0.67")]
    names += [("prior", f"{name} x 1.5") for name in case.priors]
    ends = {-1: (-70.0, -20.0), 0: (-30.0, 40.0), 1: (10.0, 60.0)}
    sides = [*sides, *[sides[-1]] * (len(names) - len(sides))]
    differences = tuple(
        Difference(kind=kind, name=name, low=ends[side][0], median=0.0, high=ends[side][1], picks=9.0)
        for (kind, name), side in zip(names, sides, strict=True)
    )
    return Verdict(
        outcome=SIZE, says=says, way=way, leading=leading, differences=differences, assumed=assumed, taught={}
    )


def parts(**middles):
    """Contributions to size, all datings together, that go this way in the middle."""
    return [
        Part(
            outcome=SIZE,
            dating="mixture",
            cause=cause,
            low=middle - 5,
            median=middle,
            high=middle + 5,
            prior=(-9, 0, 9),
        )
        for cause, middle in middles.items()
    ]


SMALLER = parts(incomes=-40.0, crackdown=-90.0)


def test_a_verdict_says_which_cause_did_most_of_what_happened_and_by_how_much(whole):
    told = ruled(judged(whole.case, [-1]), SMALLER, whole.case).rests_on
    assert told.startswith(
        "The cause that did most to make demands smaller is crackdown (crackdowns intensify); next comes incomes (people have "
        "less). In 80 of 100 fitted societies crackdown made demands smaller by 20 to 70 CNY more than incomes did (before "
        "reading: by anything from 80 less to 90 more)."
    )
    open_ = ruled(judged(whole.case, [0]), SMALLER, whole.case).rests_on
    assert "smaller by anything from 40 CNY less to 30 more than incomes did" in open_
    turned = ruled(judged(whole.case, [-1], way=1), parts(incomes=40.0, crackdown=90.0), whole.case).rests_on
    assert "crackdown made demands larger by 20 to 70 CNY less than incomes did" in turned


def test_a_second_cause_that_pushed_the_other_way_is_said_to_have_done_so(whole):
    told = ruled(judged(whole.case, [-1]), parts(incomes=3.0, crackdown=-90.0), whole.case).rests_on
    assert "next comes incomes (people have less), though in the middle it did not push that way." in told
    none = ruled(judged(whole.case, [-1]), parts(incomes=9.0, crackdown=3.0), whole.case).rests_on
    assert none.startswith(
        "In the middle no cause made demands smaller; crackdown (crackdowns intensify) did least against it"
    )


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        ([-1], "is clear under all {all} judgements tried."),
        ([0], "is clear under none of the {all} judgements tried."),
        ([-1, -1, 0, -1], "is clear under {less1} of the {all} judgements tried, but not if the past was 2021 to 2023."),
        ([0, 0, -1, 0], "is clear under 1 of the {all} judgements tried only: if the past was 2021 to 2023."),
        ([-1, -1, 0, 0, 0, -1], "{less3} of the {all} judgements tried, but not if the past was 2021 to 2023 or 2024 to "
         "mid-2025 or with words held tighter."),
        ([-1, -1, -1, -1, -1, 0, 0, -1], "but not with the prior of reach threat or reach request widened."),
        ([-1, -1, -1, -1, -1, 0], "is clear under 5 of the {all} judgements tried only: with all datings together, if the past "
         "was before 2020, 2021 to 2023 or 2024 to mid-2025 or with words held tighter."),
        ([-1, -1, 1, -1], "judgements tried. The other way round, incomes clearly did more if the past was 2021 to 2023."),
    ],
)  # fmt: skip
def test_where_a_lead_is_clear_and_where_not_is_said(whole, sides, told):
    number = 5 + len(whole.case.priors)
    wanted = told.format(all=number, less1=number - 1, less3=number - 3)
    assert wanted in ruled(judged(whole.case, sides), SMALLER, whole.case).rests_on


def test_what_was_clear_before_reading_and_taught_nothing_is_said_to_be_assumed(whole):
    told = ruled(judged(whole.case, [-1], assumed=(-90.0, -10.0), says=UNTOLD), SMALLER, whole.case).rests_on
    assert told.endswith("so it is assumed, not told.")
    assert "assumed, not told" not in ruled(judged(whole.case, [0], says=UNTOLD), SMALLER, whole.case).rests_on


def test_no_sentence_needs_a_statistician(section):
    text = " ".join(section.sentences)
    assert not re.search(r"Monte Carlo|log evidence|inside it|less the second|posterior|beforehand|as assumed", text)


def test_counts_are_told_as_counts_of_a_hundred(section, answer):
    lead, sentence = section.counts[0].lead, section.counts[0].causes[0]
    assert lead.startswith(("Demands became smaller, by a tenth or more, in", "In none of"))
    if answer.counts[SIZE][0].chance:
        assert "only falls that people would notice are counted here (by any amount: " in lead
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


def test_what_believing_adds_is_told_and_not_taken_for_evidence(whole, answer, rivals):
    enough = replace(answer, believed=replace(answer.believed, ess=512.0, enough=True))
    text = " ".join(why_section(whole, enough, rivals).believed)
    assert "--believe-causes" in text
    assert "worth 512 that agree equally well (400 needed), and the verdicts would be" in text
    assert "not what was seen" in text


def test_what_believing_adds_is_withheld_where_too_few_societies_carry_it(whole, answer, rivals):
    thin = replace(answer, believed=replace(answer.believed, ess=347.0, enough=False))
    text = " ".join(why_section(whole, thin, rivals).believed)
    assert "worth 347 that agree equally well (400 needed): too thin to be told" in text
    assert text.endswith(f"shakedown run {whole.case.folder} --refit --believe-causes")
    assert "verdicts would be" not in text


def test_the_parts_of_a_change_are_told_in_a_sentence(section, answer):
    total = next(p for p in answer.parts[SIZE] if (p.dating, p.cause) == ("mixture", "total"))
    assert section.contributed[0].startswith(
        f"Size of demands: in the middle the whole change is {moved(total.median, SIZE)} CNY"
    )
    for name in ("incomes", "crackdown", "trade", "orders and pay", "under way or other"):
        assert name in section.contributed[0]


def test_why_a_change_has_other_sizes_elsewhere_is_said(section, answer, whole):
    sizes, incomes = section.sizes
    then, now = (whole.quantiles(SIZE, window, at=(0.5,))[0] for window in ("past", "now"))
    assert f"was for {then:,.0f} CNY before and is for {now:,.0f} now" in sizes
    assert "the middle of the differences is not the difference of the middles" in sizes
    assert f"fewer societies: {answer.picks} under each possible past, run again" in sizes
    assert f"in the middle {answer.income[0]:,.0f} CNY in the past and {answer.income[1]:,.0f} now" in incomes


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
    assert (found.foretold, found.weights, found.contributions, found.counts_table) == (None, None, (), None)
    assert (found.judgements, found.widened, found.contributed, found.sizes, found.rule) == (None, None, (), (), "")
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
    tables = [section.foretold.table, section.weights.table, section.counts_table, section.judgements, section.widened]
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


def test_shares_of_the_change_have_a_column_only_where_there_is_one(whole, answer):
    bare = [replace(part, percent=None) for part in answer.parts[SIZE]]
    none = parts_table(replace(answer, parts={**answer.parts, SIZE: tuple(bare)}), SIZE, whole.case)
    assert "of the whole change" not in none.columns
    assert {len(row) for row in none.rows} == {len(none.columns)}
    one = (replace(bare[0], percent=(10.0, 40.0, 70.0)), *bare[1:])
    some = parts_table(replace(answer, parts={**answer.parts, SIZE: one}), SIZE, whole.case)
    assert some.columns[-1] == "of the whole change"
    assert [row[-1].text for row in some.rows[:2]] == ["40 % (10 to 70)", "–"]


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
        (-0.456, "amount_in_income", "−0.46"), (float("nan"), SIZE, "not known"), (-5072.4, SIZE, "−5,072"),
    ],
)  # fmt: skip
def test_a_contribution_is_printed_with_its_sign_and_no_more_digits_than_it_has(value, outcome, printed):
    assert moved(value, outcome) == printed
    assert spread(-1.0, 2.0, SIZE) == "−1 to +2"


def test_the_document_holds_the_answer_as_plain_data(answer, rivals):
    document = json.loads(as_json(why_document(answer, rivals)))
    assert set(document) == {
        "causes", "verdicts", "counts", "contributions", "believe_causes", "picks", "left_out", "explanations", "statements",
        "pairs", "income",
    }  # fmt: skip
    assert {v["outcome"]: v["verdict"] for v in document["verdicts"]} == {n: v.says for n, v in answer.verdicts.items()}
    assert len(document["explanations"]) == 7
    assert len(document["statements"]) == 11
    assert {p["basis"] for p in document["contributions"]} == {"fitted"}
    assert document["pairs"][0]["verdict"] in ("leads", "undecided")
