"""The texts that no rule was written for: what the reader finds of them is told in the documentation, and guarded here.

They were scored once, on 24 November 2026, after the last rule. Do not read them to mend a rule.
"""

import re
from pathlib import Path

import pytest

from shakedown.evidence.read.score import FIELDS
from tests.evidence.read.test_corpus import _scored

UNSEEN = Path(__file__).parent / "texts" / "unseen"
PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "the-reader.md"
ROW = re.compile(r"^\| (?P<field>[a-z]+) \| (?P<precision>[0-9.]+) \| (?P<recall>[0-9.]+) \|", re.MULTILINE)


def test_what_is_told_of_the_unseen_texts_is_what_the_command_finds():
    told = {
        row["field"]: (float(row["precision"]), float(row["recall"])) for row in ROW.finditer(PAGE.read_text("utf-8"))
    }
    found = _scored(UNSEEN)
    assert told.keys() == set(FIELDS)
    for name, (precision, recall) in told.items():
        assert found.precision(name) == pytest.approx(precision, abs=0.006), name
        assert found.recall(name) == pytest.approx(recall, abs=0.006), name
