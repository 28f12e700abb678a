"""Draft statements say no more than the codes of a record, and where a record gives none the reason stands in the file."""

import csv
from pathlib import Path

import pytest

from shakedown.errors import InputError
from shakedown.evidence.conversions import convert
from shakedown.evidence.draft import NOT_SAID
from shakedown.evidence.records import load_records
from shakedown.evidence.statement_values import Event
from shakedown.society.load import load_case
from shakedown.society.new import Named, new_case
from tests.society.test_new_case import RECORDS

ROWS = list(csv.DictReader(RECORDS.read_text(encoding="utf-8").splitlines()))


def case_of(folder: Path, *changed: dict[str, str], named: Named = Named(), **answers: str):  # noqa: B008
    """A case of these records: each the first invented item but for some cells; and the text of its statements."""
    rows = [{**ROWS[0], "id": f"R{number}", **cells} for number, cells in enumerate(changed, 1)]
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, ROWS[0])
        table.writeheader()
        table.writerows(rows)
    told = [f"{key}={value}" for key, value in answers.items()]
    made = new_case(folder / "mine", records=[folder / "rows.csv"], answers=told, named=named)
    return load_case(made), (made / "statements.toml").read_text(encoding="utf-8")


def said(case):
    """(measure, window, value) of each statement."""
    return [(s.measure, s.window, s.value) for s in case.statements]


NOW = {"period_public": "2024H1"}
INCIDENT = {
    **NOW, "record_type": "incident", "amount_low": "2000", "amount_high": "2000", "amount_role": "demanded", "tone": "polite",
    "tactic": "loan_framing;request_polite;hardship_appeal",
}  # fmt: skip


def test_the_three_items_give_what_then_what_now_one_act_and_two_moves_left_out_of_the_fit(tmp_path):
    case = load_case(new_case(tmp_path / "mine", records=[RECORDS]))
    act = Event(manner="request", amount=4000.0, currency="TVM", framings=("hardship", "loan"))
    assert said(case) == [
        ("share_above", "before", "mostly"), ("share_coercive", "before", (0.5, 0.95)),
        ("share_above", "now", "rarely"), ("share_coercive", "now", (0.0, 0.5)),
        ("mean_amount", "change", "down"), ("share_coercive", "change", "down"), ("mean_amount", "now", act),
    ]  # fmt: skip
    assert [s.use for s in case.statements] == ["fit"] * 4 + ["predict"] * 2 + ["fit"]
    assert {s.writer for s in case.statements} == {"invented-courier", "invented-evening-post"}
    assert all("check it against the report" in s.note for s in case.statements)
    assert [claim.klass for claim in case.claims] == ["fitted"] * 4 + ["predicted"] * 2 + ["fitted"]
    assert case.records == load_records(RECORDS)


def test_dated_records_date_the_past_and_now(tmp_path):
    case, _ = case_of(tmp_path, {"period_public": "2019"}, {"period_public": "2020H1"}, {"period_public": "2022"}, NOW)
    assert [window.says for window in case.windows] == ["the five weeks to 30 June 2024", "2019 to 2020", "2022"]
    assert [window for _, window, _ in said(case)][::2] == ["before_1", "before_1", "before_2", "now"]


def test_undated_records_speak_of_a_past_that_may_be_any_of_three(tmp_path):
    case, text = case_of(tmp_path, {"period_public": ""}, NOW)
    assert [past.name for past in case.pasts] == ["long_ago", "some_years_ago", "recent"]
    assert [past.weight for past in case.pasts] == pytest.approx([1 / 3] * 3)
    assert [window for _, window, _ in said(case)][::2] == ["past", "now"]
    assert "the record is undated: check that it speaks of the past" in text


def test_a_record_of_half_a_year_ago_is_of_now_unless_it_is_named_as_the_past(tmp_path):
    (tmp_path / "b").mkdir()
    case, _ = case_of(tmp_path, {"period_public": "2023H2"}, NOW)
    assert {window for _, window, _ in said(case)} == {"now"}
    case, _ = case_of(tmp_path / "b", {"period_public": "2023H2"}, NOW, named=Named(past=("2023",)))
    assert {window for _, window, _ in said(case)} == {"before", "now"}


def test_the_past_may_be_dated_by_its_author(tmp_path):
    case, text = case_of(
        tmp_path, {"period_public": "2022"}, NOW, named=Named(now="2024-05-31", past=("2018:2019H2", "2020"))
    )
    assert [past.says for past in case.pasts] == ["2018 to 2019", "2020"]
    assert str(case.end) == "2024-05-31"
    assert "# R1: its period, 2022, is neither now nor in a past of the case." in text


def test_records_without_any_date_ask_for_now(tmp_path):
    with pytest.raises(InputError, match=r"^--now: no record says when"):
        case_of(tmp_path, {"period_public": ""})


@pytest.mark.parametrize(
    ("cells", "statement"),
    [
        ({"frequency_words": "unheard; usually"}, ("share_above", "now", "usually")),
        ({"frequency_words": "rarely"}, ("share_above", "now", "mostly")),
        (
            {"amount_role": "ceiling", "amount_low": "", "amount_high": "500", "frequency_words": ""},
            ("share_above", "now", "almost never"),
        ),
        ({"amount_role": "demanded", "amount_high": "8000"}, ("median_amount", "now", (6000.0, 8000.0))),
        ({"amount_role": "demanded", "amount_high": "6000"}, ("median_amount", "now", (4800.0, 7500.0))),
        ({"amount_role": "paid", "amount_high": "8000"}, ("paid_per_demand", "now", (6000.0, 8000.0))),
        (INCIDENT, ("mean_amount", "now", Event(manner="request", amount=2000.0, currency="TVM", framings=("hardship", "loan")))),
        ({**INCIDENT, "tone": "brazen"}, ("mean_amount", "now", Event(manner="order", amount=2000.0, currency="TVM"))),
        (
            {**INCIDENT, "amount_low": "", "amount_high": ""},
            ("mean_amount", "now", Event(manner="request", framings=("hardship", "loan"))),
        ),
        ({**INCIDENT, "tone": "unknown"}, ("median_amount", "now", (1600.0, 2500.0))),
    ],
)  # fmt: skip
def test_a_record_gives_what_its_codes_say(cells, statement, tmp_path):
    case, _ = case_of(tmp_path, {**NOW, **cells})
    assert said(case)[0] == statement


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"currency": "USD"}, "its sum is in USD. No rate of USD and CNY lies within 365 days of all of 2024H1"),
        ({"amount_unit": "per_month"}, "its sum is per month"),
        ({"amount_unit": ""}, "its sum is of no amount_unit"),
        ({"amount_role": "going_rate"}, "its sum is going_rate"),
        ({"amount_role": "demanded"}, "its sum is demanded and has only one end"),
        ({**INCIDENT, "amount_role": "quota"}, "its sum is quota"),
        ({"tone": ""}, "its tone is blank"),
        ({"tone": "brazen"}, "its tone is brazen, which may be any manner"),
        ({"record_type": "directive"}, "a record of the type directive tells of no demand"),
        ({"period_public": "2022", "amount_direction": "up"}, "it tells of a change, but not of one until now"),
    ],
)
def test_what_gives_no_draft_is_named_with_its_reason(cells, reason, tmp_path):
    case, text = case_of(tmp_path, NOW, {**NOW, **cells}, named=Named(money="TVM"))
    assert f"# R2: {reason}" in text
    assert all("R1" in s.records or s.records == ("R2",) for s in case.statements)


def test_records_that_give_nothing_still_give_a_case_with_a_statement_that_says_nothing(tmp_path):
    case, _ = case_of(tmp_path, {**NOW, "record_type": "context"})
    (only,) = case.statements
    assert (only.value, only.basis, only.records) == ((0.0, 1.0), "assumed", ())
    assert case.claims == ()


def test_a_change_that_is_all_a_record_tells_is_fitted(tmp_path):
    bare = {**NOW, "amount_low": "", "amount_role": "", "currency": "", "tone": "unknown", "severity_direction": "flat"}
    case, _ = case_of(tmp_path, bare, named=Named(money="TVM"))
    assert [(s.measure, s.value, s.use) for s in case.statements] == [("share_coercive", "same", "fit")]


def test_a_low_confidence_weighs_half_and_odd_names_do_no_harm(tmp_path):
    odd = 'two\nlines "and" # more'
    case, _ = case_of(tmp_path, {**NOW, "id": odd, "confidence": "low", "tone": "", "source_name": "회령 \\ 'x'"})
    assert [(s.weight, s.records) for s in case.statements] == [(0.5, (odd,))]


def test_a_sum_in_another_money_is_converted_by_the_nearest_dated_rate_and_says_so(tmp_path):
    """Two million won of the second half of 2025, in a case that counts in yuan."""
    won = {**INCIDENT, "period_public": "2025H2", "amount_low": "2000000", "amount_high": "2000000", "currency": "KPW"}
    case, text = case_of(tmp_path, won, named=Named(money="CNY"))
    expected = convert(2e6, "KPW", "CNY", "2025H2")
    assert not expected.reason
    (event,) = [s.value for s in case.statements if isinstance(s.value, Event)]
    assert event.amount == pytest.approx(expected.amount, rel=1e-5)
    assert event.currency == "CNY"
    assert "converted from KPW at the nearest dated rate" in text


def test_won_of_before_the_redenomination_give_no_draft_and_the_reason(tmp_path):
    won = {**INCIDENT, "period_public": "2009H1", "amount_low": "5000", "amount_high": "5000", "currency": "KPW"}
    _, text = case_of(tmp_path, won, named=Named(money="CNY"))
    assert "other won (100 to 1)" in text


def test_one_outlet_is_one_writer_and_so_is_one_page(tmp_path):
    page = "https://example.org/a"
    case, _ = case_of(
        tmp_path,
        {**NOW, "source_name": "The Courier", "url": page},
        {**NOW, "source_name": "the courier", "url": "https://example.org/b"},
        {**NOW, "source_name": "Evening Post", "url": page + "?utm_source=x"},
        {**NOW, "source_name": "Evening Post", "url": "https://example.org/c"},
    )
    told = {name: s.writer for s in case.statements for name in s.records}
    assert told == {"R1": "the-courier", "R2": "the-courier", "R3": "the-courier", "R4": "evening-post"}


def test_texts_whose_outlet_nobody_gave_are_a_witness_each(tmp_path):
    cells = {**NOW, "source_name": NOT_SAID, "url": ""}
    case, _ = case_of(tmp_path, {**cells, "id": "T1-1"}, {**cells, "id": "T1-2"}, {**cells, "id": "T2-1"})
    assert {name: s.writer for s in case.statements for name in s.records} == {"T1-1": "t1", "T1-2": "t1", "T2-1": "t2"}
