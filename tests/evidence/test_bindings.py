"""Each word or sum of a record is bound to a measure or says why not, and a line that cannot hold is refused."""

import pytest

from shakedown.errors import InputError
from shakedown.evidence.bindings import bindings, parse_bindings
from shakedown.evidence.records import public_records

HEAD = "record,kind,said,measure,threshold,window,reason\n"


def test_seventeen_of_187_lines_are_bound_and_all_others_say_why_not():
    assert (len(bindings()), sum(line.mapped for line in bindings())) == (187, 17)
    assert all(line.reason for line in bindings() if not line.mapped)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SD999,word,rarely,share_above,500,now,", "no record"),
        ("SD091,word,always,share_above,500,now,", "has no word"),
        ("SD091,word,rarely,share_abov,,now,", "Nearest known: share_above"),
        ("SD091,word,rarely,share_above,,now,", "threshold"),
        ("SD091,word,rarely,not mapped,,now,", "Give one of the two"),
        ("SD091,word,rarely,share_above,500,soon,", "is no window"),
    ],
)
def test_a_line_that_cannot_hold_is_refused_with_its_row(line, told):
    with pytest.raises(InputError, match=told) as refused:
        parse_bindings(HEAD + line + "\n", public_records())
    (problem,) = refused.value.problems
    assert problem.startswith("record_words.csv, row 2: ")
