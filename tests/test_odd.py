"""The ODD+D description is that of the code: its tables are not stale, and no dial or lever is left out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from shakedown.engine.layout import FRAMINGS, MANNERS
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials
from tools.blocks import filled

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "odd.md"
TOOL = ROOT / "tools" / "write_odd.py"
TABLE = re.compile(r"<!-- (\w+) -->\n.*?<!-- end of \1 -->", re.DOTALL)


def words_between(begin, end):
    """The words of the equations and sentences from one heading to another, tables left out."""
    part = PAGE.read_text(encoding="utf-8").split(begin)[1].split(end)[0]
    return set(re.findall(r"\w+", TABLE.sub("", part)))


def test_the_descriptions_tables_are_what_the_code_says(tmp_path):
    copy = tmp_path / "odd.md"
    copy.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, TOOL, copy], check=True)
    assert copy.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8"), "run tools/write_odd.py"


def test_every_lever_acts_in_a_submodel_and_every_dial_there_or_where_people_are_first_made():
    act = words_between("### III.iv Submodels", "#### Dials")
    assert [name for name in [*MANNERS, *FRAMINGS, *ABOUT] if name not in act] == []
    made = words_between("### III.ii Initialisation", "### III.iii")
    elsewhere = {"beat_size", "money_unit"}  # who is on whose beat; what the case counts in
    assert [d.name for d in dials() if d.name not in act | made | elsewhere] == []


def test_a_page_without_a_block_or_with_two_is_refused_and_what_stands_outside_is_kept():
    page = "before\n<!-- dials -->\nold\n<!-- end of dials -->\nafter\n"
    assert filled(page, {"dials": "new\n"}) == page.replace("old\n", "\nnew\n\n")
    for wrong in ("", page + page):
        with pytest.raises(ValueError, match="must have one block dials"):
            filled(wrong, {"dials": "new\n"})


@pytest.mark.parametrize("part", ["Purpose", "Entities", "Process", "Theoretical", "Individual decision", "Learning",
                                  "sensing", "prediction", "Interaction", "Collectives", "Heterogeneity", "Stochasticity",
                                  "Observation", "Implementation", "Initialisation", "Input", "Submodels"])  # fmt: skip
def test_each_element_of_the_protocol_has_its_heading(part):
    assert re.search(rf"^### .*{part}", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
