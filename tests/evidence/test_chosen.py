"""Records chosen by situation, by who demands and by period."""

import pytest

from shakedown.errors import InputError
from shakedown.evidence.bindings import bindings
from shakedown.evidence.chosen import Selection, chosen
from shakedown.evidence.records import public_records
from shakedown.society.load import load_case
from shakedown.society.new import new_case


def ids(**choice):
    return {record.id for record in chosen(public_records(), Selection(**choice))}


def test_without_a_choice_every_record_is_kept():
    assert len(ids()) == 92


def test_each_choice_keeps_its_own_and_together_they_keep_what_all_keep():
    homes, police, late = ids(situations=("home_visit",)), ids(perpetrators=("police",)), ids(period="2024:2025")
    assert {"SD090", "SD091", "SD092"} <= homes & police & late
    assert ids(situations=("home_visit",), perpetrators=("police",), period="2024:2025") == homes & police & late
    assert homes | ids(situations=("checkpoint",)) == ids(situations=("home_visit", "checkpoint"))


def test_a_year_meets_its_halves_and_no_other_and_undated_records_fall_out():
    by_id = {record.id: record.period_public for record in public_records()}
    assert {by_id[name] for name in ids(period="2025")} <= {"2025", "2025H1", "2025H2"}
    assert "2025H1" not in {by_id[name] for name in ids(period="2025H2")}
    assert "" not in {by_id[name] for name in ids(period="1990:2030")}


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"situations": ("home_visits",)}, "Nearest known: home_visit"),
        ({"perpetrators": ("polic",)}, "Nearest known: police"),
        ({"period": "last year"}, "is no period"),
        ({"period": "2025:2021"}, "is no period"),
    ],
)
def test_a_choice_that_is_none_is_refused(choice, told):
    with pytest.raises(InputError, match=told):
        Selection(**choice)


def test_a_choice_that_leaves_nothing_is_refused():
    with pytest.raises(
        InputError, match="--situation phone --perpetrator police --period 2025H2: none of the 92 records"
    ):
        chosen(public_records(), Selection(situations=("phone",), perpetrators=("police",), period="2025H2"))


def test_what_the_codes_bind_is_what_the_hoeryong_statements_say_by_hand():
    """Words and sums of its records speak of the measures, thresholds and windows that its statements were given by hand."""
    case = load_case("hoeryong")
    said = {(s.measure, s.threshold, s.window, s.value) for s in case.statements if s.kind == "word"}
    windows = {"then": "past", "now": "now"}
    of_case = ("SD091", "SD092", "SD093")
    bound = {
        (b.measure, float(b.threshold) if b.threshold else None, windows[b.window], b.said)
        for b in bindings()
        if b.record in of_case and b.kind == "word" and b.mapped
    }
    assert bound == said


def test_the_statements_of_a_new_case_from_the_same_records_say_the_same_words_of_the_same_measures(tmp_path):
    """Drafted from codes alone. The shipped band of a sum is coarse, so a threshold is its edge and not the sum itself."""
    by_hand = {s.id: s for s in load_case("hoeryong").statements}
    selection = Selection(perpetrators=("police",), period="2024:2025")
    folder = new_case(tmp_path / "mine", records=[load_case("hoeryong").folder / "records.csv"], only=selection)
    drafted = {(s.measure, s.records): s for s in load_case(folder).statements if s.window != "change"}
    for name in ("above-500-then", "above-500-now", "coercive-then"):
        given = by_hand[name]
        assert drafted[given.measure, given.records].value == given.value
    assert {record for s in drafted.values() for record in s.records} == {"SD090", "SD091", "SD092"}
