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
from shakedown.report.briefing import LEFT_OUT, briefing_html
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
    for name, why in LEFT_OUT:
        assert name in text
        assert why in Page(withheld).text
    assert text.count("not news") == 1


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
