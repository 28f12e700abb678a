"""What a table of records holds is counted, one column at a time, and no place is ranked."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from shakedown.evidence.records import parse_records, public_records
from shakedown.evidence.summary import Summary, summary
from tests.evidence.tables import GOOD, csv_file

(RECORD,) = parse_records(csv_file(GOOD), "records.csv")
BASE = summary(public_records())


def test_the_base_is_counted_whole_in_every_column():
    for counts in (BASE.who, BASE.where, BASE.when, BASE.tone, BASE.situation, BASE.sources):
        assert sum(counts.values()) == BASE.records == 92
    assert (BASE.pages, BASE.without_address) == (81, 1)


def test_only_records_that_compare_count_as_worse_or_milder():
    assert (BASE.worse, BASE.milder, BASE.same, BASE.compare) == (36, 5, 0, 41)


def test_provinces_stand_in_alphabetical_order_whatever_their_numbers():
    few_then_many = [replace(RECORD, place_public=place) for place in ["B", "B", "B", "a", "C", "C"]]
    assert list(summary(few_then_many).where) == ["a", "B", "C"]
    assert list(BASE.where) == sorted(BASE.where, key=str.casefold)


def test_years_stand_in_their_order_and_the_undated_last():
    told = [replace(RECORD, period_public=period) for period in ("2025H2", "", "2009", "2025H1")]
    assert list(summary(told).when.items()) == [("2009", 1), ("2025", 2), ("", 1)]


def test_sums_of_money_change_nothing():
    with_sum = replace(RECORD, currency="CNY", amount_low=300.0, amount_high=300.0, amount_band="300-1000")
    assert summary([with_sum]) == summary([RECORD])


def test_no_two_columns_are_crossed():
    held = {field.name for field in fields(Summary) if field.type is not int}
    for name in held:
        assert all(isinstance(n, int) for n in getattr(BASE, name).values())


@given(st.permutations(public_records()))
def test_the_order_of_records_changes_nothing(records):
    told = summary(records)
    assert told == BASE
    assert all(list(getattr(told, name)) == list(getattr(BASE, name)) for name in ("who", "where", "tone", "sources"))
