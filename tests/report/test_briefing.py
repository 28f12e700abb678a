"""The briefing: what a reader can count on, whatever the case."""

import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shakedown.answers.claims import ClaimAnswer
from shakedown.answers.everything import Answers
from shakedown.answers.finding import Finding
from shakedown.fit.posterior import Posterior
from shakedown.fit.run import fit
from shakedown.report.assumption_tables import withheld as withheld_dial
from shakedown.report.briefing import briefing_html
from shakedown.report.channel_words import channels_told
from shakedown.report.leave_out_tables import foretold_table, without_table
from shakedown.report.left_out import left_out
from shakedown.society.load import load_case
from tests.report.conftest import RECORD, TINY, Page, page_of, small_copy, trusted

RANGE = re.compile(r"\d\)? to [−+]?\d|in 80 of 100")
Ledger = tuple[ClaimAnswer, ...]
HOSTILE = '<script>alert("x")</script>'


def test_the_page_is_one_small_file_that_runs_and_fetches_nothing(html: str) -> None:
    assert len(html.encode()) < 1_000_000
    page = Page(html)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"}
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)|\bon\w+=|javascript:", html)
    fetched = [
        a
        for tag, a in page.tags
        if tag != "a"
        for name, value in a.items()
        if name in ("src", "href", "data") and value
    ]
    assert [a["href"] for a in fetched] == ["data:,"]


def test_the_page_is_well_formed_and_says_its_language_and_title(html: str, withheld: str) -> None:
    for text in (html, withheld):
        page = Page(text)
        assert not page.wrong
        assert not page.open
        assert ("html", {"lang": "en"}) in page.tags
        assert re.search(r"<title>[^<]*Police demands in Hoeryong", text)
        assert [tag for tag, _ in page.tags if tag in ("header", "main", "footer")] == ["header", "main", "footer"]


def test_headings_descend_one_step_at_a_time_and_ids_are_met(html: str) -> None:
    page = Page(html)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    inside = {str(a["href"])[1:] for tag, a in page.tags if tag == "a" and str(a["href"]).startswith("#")}
    assert inside | {str(a["aria-labelledby"]) for _, a in page.tags if "aria-labelledby" in a} <= set(ids)


def test_the_page_says_which_channels_of_the_model_are_on(post: Posterior, html: str) -> None:
    told = channels_told(post.case)
    assert told in Page(html).text
    assert "On in every society of this case: none" in told
    assert "off: a quota that superiors set" in told


def test_what_a_case_switches_on_is_not_said_to_be_left_out(post: Posterior) -> None:
    case = replace(post.case, rules=post.case.rules.replace(retaliation=0.2))
    usual = left_out(post.case)
    assert [name for name, _ in usual if name not in dict(left_out(case))] == ["retaliation"]
    assert usual[0][0] == "other services"
    assert left_out(replace(post.case, services=("police", "army")))[0][0] == "services beyond those simulated"


def test_two_renderings_are_equal(answers: Answers, html: str) -> None:
    assert briefing_html(answers, RECORD) == html


def test_every_claim_is_on_it(post: Posterior, html: str, withheld: str) -> None:
    assert len(post.case.claims) == 24
    for claim in post.case.claims:
        assert f'id="claim-{claim.id}"' in html
        assert f'id="claim-{claim.id}"' in withheld


@pytest.mark.parametrize("which", ["html", "withheld"])
def test_every_table_with_numbers_says_where_they_come_from(which: str, request: pytest.FixtureRequest) -> None:
    tables = re.findall(r"<table.*?</table>", request.getfixturevalue(which), re.DOTALL)
    assert len(tables) >= 6
    for table in tables:
        caption = re.search(r"<caption>(.*?)</caption>", table, re.DOTALL)
        assert caption
        assert "basis" in caption[1].lower() or ">basis</th>" in table, caption[1]


def test_every_number_of_the_first_screen_has_its_range_and_basis(found: Finding, html: str) -> None:
    cards = re.findall(r"<li.*?</li>", html[html.index('class="cards"') :], re.DOTALL)[: len(found.numbers)]
    assert len(cards) == 4
    for card in cards:
        assert "in 80 of 100 fitted societies" in card
        assert "Basis:" in card
        assert "before:" in card


def test_charts_have_their_numbers_and_basis_in_words(html: str) -> None:
    labels = [str(a["aria-label"]) for tag, a in Page(html).tags if tag == "svg"]
    assert len(labels) > 10
    for label in labels:
        assert re.search(r"\d", label)
        assert re.search(r"Basis:|\(assumed", label)


def test_what_the_model_leaves_out_comes_before_the_ranges(html: str, withheld: str) -> None:
    text = Page(html).text
    assert text.index("The model leaves out") < RANGE.search(text).start()  # type: ignore[union-attr]
    for name, why in left_out(load_case("hoeryong")):
        assert name in text
        assert why in Page(withheld).text
    assert text.count("not news") == 1


def test_the_page_has_its_parts_in_the_order_of_the_questions(html: str) -> None:
    """Finding, numbers and what cannot be told; then question by question; evidence, what is left out, how it was made."""
    order = [
        'class="headline"', 'class="lead', 'class="cards"', "What these reports cannot tell", 'id="usable"', 'id="happening"',
        'id="why"', 'id="how-long"', 'id="moves"', 'id="evidence"', 'id="left-out"', 'id="assumed"', 'id="ledger"',
        'id="method"', 'id="record"', "The same page again:", RECORD["command"],
    ]  # fmt: skip
    places = [html.index(str(part)) for part in order]
    assert places == sorted(places)
    sections = [str(a["id"]) for tag, a in Page(html).tags if tag == "section"]
    assert sections == [
        "answer", "usable", "happening", "why", "how-long", "moves", "evidence", "left-out", "assumed", "ledger", "method",
        "record",
    ]  # fmt: skip


def test_the_page_prints_whole(html: str) -> None:
    """No script opens anything: what is folded on a screen is unfolded on paper by the sheet alone, and only links go."""
    assert "<details>" in html
    printed = html[html.index("@media print {") : html.index("</style>")]
    assert re.search(r"details::details-content \{[^}]*content-visibility: visible", printed)
    hidden = re.findall(r"^\s*([^{}]+?)\s*\{[^}]*display: none", printed, re.MULTILINE)
    assert hidden == ["nav"]


def test_the_first_screen_says_what_smaller_and_gentler_mean_and_when_the_headline_says_so(html: str) -> None:
    first = Page(html[: html.index('id="usable"')]).text
    assert "smaller than before, by any amount, in" in first
    assert "a tenth of a sum or five points of a hundred" in first
    assert "The headline says what is so in 90 of 100 or more, whichever past is meant." in first


def test_what_was_assumed_has_one_name(html: str) -> None:
    """In all that looks back; of futures something else is said beforehand."""
    text = re.sub(r'<section id="how-long".*(?=<section id="evidence")', "", html, flags=re.DOTALL)
    assert "before reading" in text
    for other in ("beforehand", "as assumed", "before weighing", "were weighed", "before any statement"):
        assert other not in text


def test_a_dropped_statement_is_out_of_use_everywhere_and_the_first_screen_says_so(post: Posterior) -> None:
    kept = [s for s in post.scores.statements if s.id != "above-500-now"]
    html = page_of(trusted(post.reweighed(kept)))
    page = Page(html)
    first = page.text[: page.text.index("What is happening.")]
    assert "Left out as asked (--drop): “rarely” of demands above 500 CNY now [above-500-now]." in first
    told = next(t for t in re.findall(r"<table.*?</table>", html, re.DOTALL) if "voice and use" in t)
    assert told.count("; used in the fit") == len(kept) == 7
    row = next(r for r in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if "“rarely” (5–10–15 in 100" in r)
    assert "dropped here (--drop): not used" in row
    for words in (
        "6 of the 7 statements behind this are one writer's.",
        "6 of 7 statements in use rest on it.",
        "The fit rests on seven statements",
        "now: “rarely” (5–10–15 in 100; a judgement), left out of the fit",
        "demands above 500 CNY, now (dropped here)",
        "not used: dropped",
        "Dropped as asked: above-500-now.",
    ):
        assert words in page.text
    line = next(r for r in re.findall(r"<tr.*?</tr>", html[html.index('id="claim-C7"') :], re.DOTALL) if "rarely" in r)
    assert "left out of the fit" in line


def test_believed_causes_are_owned_up_to_on_the_first_screen_and_counted_as_used(post: Posterior) -> None:
    causes = [s for s in post.case.statements if s.use == "cause"]
    held = replace(post.reweighed([*post.scores.statements, *causes]), believe_causes=True)
    text = Page(page_of(trusted(held))).text
    assert "Believed as asked (--believe-causes): " in text[: text.index("What is happening.")]
    assert text.count("used, because the reporter's causes were believed") == 2
    assert "is a claim to test, not evidence" not in text
    assert "of 10 statements in use rest on it." in text


def test_levers_that_only_an_explanation_moves_are_listed_with_their_source(html: str) -> None:
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    levers = next(t for t in tables if "What happened from outside. A value holds" in t)
    for name, says in (("courtesy", "an order from above"), ("contacts", "officers come more often")):
        row = next(r for r in levers.split("<tr")[1:] if f">{name}, " in r)
        assert f"only under “{says}" in row
    assert "<dt>Courtesy</dt>" in html
    assert "<dt>Contacts</dt>" in html
    named = {lever for cause in load_case("hoeryong").causes for lever in cause.levers}
    assert all(f">{lever.replace('_', ' ')}, " in levers for lever in named)


def test_what_hangs_on_a_statement_is_told_in_words_and_units(post: Posterior, answers: Answers) -> None:
    assert answers.left_out
    foretold, without = foretold_table(answers.left_out, post), without_table(answers.left_out, post)
    ids = {s.id for s in post.case.statements}
    cells = {row[0].text: [cell.text for cell in row] for row in foretold.rows}
    assert not ids & set(cells)
    assert cells["Demands above 500 CNY, now"][1].startswith("“rarely”")
    assert cells["Bribes in household spending, before 2020"][1] == "0 to 8.9 in 100 (spending)"
    assert all(re.fullmatch(r"[\d.]+ to [\d.,]+ (in 100.*|CNY/week)", told[-1]) for told in cells.values())
    names = [row[0].text for row in without.rows]
    assert "demands above 500 CNY, now: “rarely” [above-500-now]" in names
    assert "the record SD091: four statements" in names
    assert "all by the writer in Daily NK: seven statements" in names
    assert not any(s.writer in name for s in post.case.statements for name in names)


def test_a_withheld_fit_opens_with_that_and_gives_no_range(withheld: str) -> None:
    page = Page(withheld)
    assert page.text.split("briefing", 1)[1].startswith(" The fit is insufficient, so no answer is given.")
    body = withheld[withheld.index("<body>") :]
    assert 'class="cards"' not in body
    assert body.count("<svg") == 1, "only what was put in is drawn"
    for gone in ("in 80 of 100", "predicted:", "after reading", "agrees in", "What is happening"):
        assert gone not in body
    for kept in ("How it was fitted", "What we assumed", "What the reports say", "effective size", "Pareto k"):
        assert kept in body


def test_no_fitted_number_is_on_a_withheld_page(found: Finding, withheld: str) -> None:
    numbers = {n.span for n in found.numbers} | {n.then for n in found.numbers}
    assert not [n for n in numbers if n in withheld]


def test_the_visit_is_told_without_day_place_or_pretext_together(html: str, withheld: str) -> None:
    for text in (Page(html).text, Page(withheld).text):
        assert not re.search(
            r"\b12(th)?\.? (of )?Sept|Sept(ember|\.)? 12\b|2025-09-12|12/9|9월 12", text, re.IGNORECASE
        )
        assert "about 300 CNY" in text
        assert "300 CNY ($" not in text
    row = next(r for r in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if "One demand that was told" in r)
    assert not re.search("kimchi|season|loan|Hoeryong", row)


def test_what_a_manner_of_asking_brings_is_nowhere(post: Posterior, html: str) -> None:
    """`paid` has no manner axis, and the dials that would stand in for one are not printed."""
    hidden = [name for name in post.case.priors if withheld_dial(name)]
    assert {"reach_threat", "reach_request", "refusal_request", "complaint_threat"} <= set(hidden)
    dials = re.search(r"<table[^>]*>\s*<caption>The dials.*?</table>", html, re.DOTALL)
    assert dials
    for name in hidden:
        row = next(r for r in dials[0].split("<tr")[1:] if name.replace("_", " ").capitalize() in r)
        cells = re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)
        assert "not printed" in cells[1]
        assert cells[2] == "not printed"
        assert f"{post.case.priors[name].median:g}" not in row


def test_hostile_text_stays_text(post: Posterior, answers: Answers) -> None:
    record = replace(post.case.records[0], source_name=HOSTILE, url=f"javascript:{HOSTILE}", place_public=HOSTILE)
    said = replace(post.case.statements[0], note=HOSTILE)
    case = replace(
        post.case, title=HOSTILE, question=HOSTILE, records=(record, *post.case.records[1:]),
        statements=(said, *post.case.statements[1:]),
    )  # fmt: skip
    html = briefing_html(replace(answers, post=replace(post, case=case)), {**RECORD, HOSTILE: HOSTILE})
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "&lt;script&gt;" in html
    assert not Page(html).wrong


def test_sources_are_linked_by_their_addresses(post: Posterior, html: str) -> None:
    linked = {str(a["href"]) for tag, a in Page(html).tags if tag == "a"}
    assert {r.url for r in post.case.records} <= linked


def test_words_stand_with_their_quartiles_and_judgements_are_marked(html: str) -> None:
    text = Page(html).text
    assert "“mostly” (60–73–84 in 100; a judgement)" in text
    assert "“rarely” (5–10–15 in 100" in text


def test_the_command_and_the_record_are_on_it(html: str) -> None:
    text = Page(html).text
    assert RECORD["command"] in text
    assert "case, fingerprint abc" in text


def test_without_a_record_the_page_still_says_how_to_get_it_again(answers: Answers) -> None:
    assert f"shakedown run {answers.post.case.folder}" in briefing_html(answers, {})


def test_a_case_with_one_past_no_threshold_and_no_yardstick_has_a_briefing_too(tmp_path: Path) -> None:
    folder = small_copy(tmp_path / "other")
    toml = folder / "case.toml"
    text = toml.read_text(encoding="utf-8")
    text = re.sub(r"\[\[yardstick\]\].*?(?=\n\[\[|\n# -)", "", text, flags=re.DOTALL)
    text = re.sub(r"\[windows\.(closed_border|recent)\].*?(?=\n\[|\n# )", "", text, flags=re.DOTALL)
    text = re.sub(r'title_ko = ".*"\n', "", text).replace('title = "Police', 'title = "Other police')
    toml.write_text(text, encoding="utf-8")
    said = folder / "statements.toml"
    kept = [b for b in said.read_text(encoding="utf-8").split("[[statement]]") if "share_above" not in b]
    said.write_text("[[statement]]".join(kept), encoding="utf-8")
    claims_file = folder / "claims.toml"
    kept = [b for b in claims_file.read_text(encoding="utf-8").split("[[claim]]") if 'id = "C23"' not in b]
    claims_file.write_text("[[claim]]".join(kept), encoding="utf-8")
    post = trusted(fit(folder, seed=1, effort=TINY))
    page = Page(page_of(post))
    assert not page.wrong
    assert post.datings == ("before_2020",)
    assert sum(tag == "svg" for tag, _ in page.tags) > 10
    assert "kg of rice" not in page.text


def test_the_templates_travel_with_the_package() -> None:
    folder = files("shakedown.report") / "templates"
    assert {p.name for p in folder.iterdir()} >= {"briefing.html.j2", "briefing.css"}


def test_charts_are_well_formed_and_share_no_ids(html: str) -> None:
    ids: list[str] = []
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        root = ElementTree.fromstring(svg)
        ids += [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
