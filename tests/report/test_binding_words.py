"""What words and sums are bound to is told line by line, and why the others are not by number."""

import json

from shakedown.evidence.bindings import Binding, bindings
from shakedown.report.binding_words import bindings_document, bindings_text
from shakedown.report.documents import as_json

BOUND = Binding("R1", "word", "rarely", "share_above", "500", "now", "")
LOST = Binding("R1", "word", "daily", "not mapped", "", "now", "it says how")
RARE = Binding("R2", "number", "1-3 CNY", "not mapped", "", "now", "a fee")


def test_a_bound_line_says_its_measure_threshold_and_window_and_others_their_reason_commonest_first():
    assert bindings_text([BOUND, RARE, LOST, LOST]) == (
        "Words and sums of the shipped records (basis: reported): 4, of which 1 speak of a measure.\n"
        "Situations are never pooled: a line counts for the situation of its own record.\n"
        "\nBound (1)\n  R1  “rarely”: share_above 500, now\n"
        "\nNot bound (3), because\n     2  it says how\n     1  a fee\n"
    )


def test_every_line_of_the_base_is_told_once_to_a_program():
    document = json.loads(as_json(bindings_document(bindings())))
    assert (document["lines"], len(document["mapped"])) == (187, 17)
    assert sum(document["not_mapped"].values()) == 170
