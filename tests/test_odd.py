"""The ODD+D description is that of the code: its tables are not stale, and no dial or lever is left out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from shakedown.engine.layout import FRAMINGS, MANNERS
from shakedown.society.levers import ABOUT
from shakedown.society.rules import dials

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "odd.md"
TOOL = ROOT / "tools" / "write_odd.py"
TABLE = re.compile(r"<!-- (\w+) -->\n.*?<!-- end of \1 -->", re.DOTALL)


def submodels():
    """The equations and sentences of the submodels, tables left out."""
    return TABLE.sub("", PAGE.read_text(encoding="utf-8").split("### III.iv Submodels")[1])


def test_the_descriptions_tables_are_what_the_code_says(tmp_path):
    copy = tmp_path / "odd.md"
    copy.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, TOOL, copy], check=True)
    assert copy.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8"), "run tools/write_odd.py"


def test_every_lever_acts_in_a_submodel_and_every_dial_there_or_where_people_are_first_made():
    words = set(re.findall(r"\w+", submodels()))
    first = set(re.findall(r"`(\w+)", PAGE.read_text(encoding="utf-8").split("### III.ii")[1].split("### III.iii")[0]))
    beats = {"beat_size", "money_unit"}  # who is on whose beat; what the case counts in
    assert [name for name in [*MANNERS, *FRAMINGS, *ABOUT] if name not in words] == []
    made = {
        "median_income", "income_log_sd", "wealth_power_correlation", "trading_share", "remitting_share", "belief_sd"
    }  # fmt: skip
    assert made <= first
    assert [d.name for d in dials() if d.name not in words | made | beats] == []


def test_a_page_without_the_blocks_is_refused(tmp_path):
    bare = tmp_path / "odd.md"
    bare.write_text("<!-- dials -->\n", encoding="utf-8")
    told = subprocess.run([sys.executable, TOOL, bare], capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "must have one block dials" in told.stderr
    assert bare.read_text(encoding="utf-8") == "<!-- dials -->\n"


@pytest.mark.parametrize("part", ["Purpose", "Entities", "Process", "Theoretical", "Individual decision", "Learning",
                                  "sensing", "prediction", "Interaction", "Collectives", "Heterogeneity", "Stochasticity",
                                  "Observation", "Implementation", "Initialisation", "Input", "Submodels"])  # fmt: skip
def test_each_element_of_the_protocol_has_its_heading(part):
    assert re.search(rf"^### .*{part}", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
