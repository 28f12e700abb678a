"""What is drafted from the codes of Hoeryong's records beside the statements that were written by hand, all of them."""

import pytest

from shakedown.evidence.write import write_records
from shakedown.society.load import load_case
from shakedown.society.new import new_case

BY_HAND = {
    "above-500-then": ("threshold",),  # the shipped band begins at 300, the page says 500
    "above-500-now": ("threshold",),  # the shipped band ends at 1000
    "coercive-then": (),
    "gentle-now": ("value",),  # by hand "not never": from 0.05 on
    "hardship-now": None,  # no code says what the word "usually" is about
    "private-trade-now": None,  # of a lever: no column holds trade
    "no-rations": None,  # of a lever: no column holds rations
    "survey-ceiling": None,  # a share of spending is no sum of a demand
    "one-visit": ("value", "use"),  # the band is no sum, no code is a feast; a draft cannot know what to leave out
    "because-poorer": None,  # a causal sentence: nothing causal is drafted
    "because-fear": None,
}
"""In what each differs from the draft on the same records, measure, kind and time; None: there is no such draft."""
DRAFTED_ONLY = {
    ("SD090", "median_amount", "interval"),  # the one visit's sum, as a usual demand
    ("SD090", "mean_amount", "direction"), ("SD090", "share_coercive", "direction"),
    ("SD091", "mean_amount", "direction"), ("SD091", "share_coercive", "direction"),
}  # fmt: skip


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    by_hand = load_case("hoeryong")
    used = {name for statement in by_hand.statements for name in statement.records}
    folder = tmp_path_factory.mktemp("drafted")
    write_records([record for record in by_hand.records if record.id in used], folder / "records.csv")
    made = load_case(new_case(folder / "mine", records=[folder / "records.csv"]))
    return {key(statement): statement for statement in made.statements}


def key(statement):
    time = statement.window if statement.window in ("now", "change") else "past"
    return (*statement.records, statement.measure, statement.kind, time)


def differs(statement, draft):
    return None if draft is None else tuple(
        field for field in ("threshold", "value", "use", "voice") if getattr(statement, field) != getattr(draft, field)
    )  # fmt: skip


def test_every_statement_by_hand_is_drafted_alike_or_its_difference_has_a_reason(drafted):
    told = {s.id: differs(s, drafted.get(key(s))) for s in load_case("hoeryong").statements}
    assert told == BY_HAND


def test_what_is_drafted_and_was_not_written_by_hand_is_known(drafted):
    by_hand = {key(statement) for statement in load_case("hoeryong").statements}
    assert {each[:3] for each in drafted if each not in by_hand} == DRAFTED_ONLY


def test_an_interval_by_hand_lies_within_that_of_its_draft(drafted):
    (hand,) = (s for s in load_case("hoeryong").statements if s.id == "gentle-now")
    low, high = drafted[key(hand)].value
    assert low <= hand.value[0] < hand.value[1] <= high


def test_drafts_of_one_page_have_one_writer_as_those_by_hand_have(drafted):
    assert len({statement.writer for statement in drafted.values()}) == 1
