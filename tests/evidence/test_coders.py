"""Two codings of the same rows are paired, their agreement is that by hand, and every different cell is named."""

from dataclasses import replace
from math import isnan

import pytest

from shakedown.evidence.coders import compared, same_rows
from shakedown.evidence.judged import JUDGED, LISTS, level
from shakedown.evidence.records import parse_records, public_records
from tests.evidence.tables import GOOD, csv_file

(RECORD,) = parse_records(csv_file(GOOD), "records.csv")


def rows(column, values):
    return [replace(RECORD, id=f"R{n}", **{column: value}) for n, value in enumerate(values)]


def agreement(column, first, second):
    told = compared(rows(column, first), rows(column, second))
    return next(each for each in told.agreements if each.column == column)


def test_a_coding_agrees_with_itself_in_all_that_varies():
    told = compared(public_records(), public_records())
    assert (told.rows, told.disagreements, told.only_first, told.only_second) == (92, (), (), ())
    assert {each.alpha for each in told.agreements} == {1.0}


def test_columns_that_are_no_judgement_about_a_page_are_left_out():
    assert not {"id", "url", "source_name", "url_kind", "text_seen"} & set(JUDGED)
    assert set(LISTS) == {"tactic", "response", "frequency_words"}


def test_a_blank_code_is_a_code():
    """Four values of three kinds: 1 - 3 x 2 / (16 - 4 - 1 - 1) = 0.4."""
    told = agreement("situation", ["market", ""], ["market", "phone"])
    assert (told.values, told.alpha) == (4, pytest.approx(0.4))


def test_a_blank_band_cannot_be_paired_but_is_a_disagreement():
    first, second = rows("amount_band", ["1-3", "3-10", ""]), rows("amount_band", ["1-3", "10-30", "3-10"])
    told = compared(first, second)
    assert next(each.values for each in told.agreements if each.column == "amount_band") == 4
    assert [(each.row, each.first, each.second) for each in told.disagreements] == [
        ("R1", "3-10", "10-30"), ("R2", "", "3-10"),
    ]  # fmt: skip


def test_a_band_beside_is_nearer_than_one_far_off():
    bands = ["0-1", "1-3", "up to 3", "10-30", "30 or more"]
    near = agreement("amount_band", bands, ["1-3", *bands[1:]]).alpha
    assert near > agreement("amount_band", bands, ["30 or more", *bands[1:]]).alpha
    assert level("amount_band") == "ordinal"


def test_half_a_year_apart_in_two_years_is_by_hand():
    """Middles 2020.25, 2020.75 and twice 2024.5: three times what differs within rows over what differs among all."""
    told = agreement("period_public", ["2020H1", "2024"], ["2020H2", "2024"])
    among = 2 * (0.5**2 + 2 * 4.25**2 + 2 * 3.75**2)
    assert told.alpha == pytest.approx(1 - 3 * 2 * 0.5**2 / among)


def test_lists_are_compared_code_by_code_in_any_order():
    """One of four differs; of eight values seven are yes and one is no: 1 - 7 x 2 / (64 - 49 - 1) = 0."""
    told = agreement("tactic", [("hint", "violence"), ("hint",)], [("violence", "hint"), ("hint", "violence")])
    assert (told.values, told.alpha) == (8, pytest.approx(1 - 7 * 2 / (64 - 49 - 1)))


def test_rows_of_other_ids_are_paired_by_page_and_role_if_each_has_them_once():
    page, other = "https://example.org/a", "https://example.org/b"
    first = [replace(RECORD, id="A", url=page), replace(RECORD, id="B", url=other), replace(RECORD, id="C", url="")]
    second = [replace(RECORD, id="X", url=page), replace(RECORD, id="Y", url=other), replace(RECORD, id="Z", url=other)]
    assert [(a.id, b.id) for a, b in same_rows(first, second)] == [("A", "X")]
    told = compared(first, second)
    assert (told.only_first, told.only_second) == (("B", "C"), ("Y", "Z"))


def test_nothing_in_common_has_no_alpha():
    told = compared([replace(RECORD, id="A", url="")], [replace(RECORD, id="B")])
    assert (told.rows, told.disagreements) == (0, ())
    assert all(isnan(each.alpha) and each.values == 0 for each in told.agreements)
