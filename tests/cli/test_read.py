"""`shakedown read`: a card on standard output, a page in a file, and a mistake in one sentence."""

import json
import subprocess
import sys
from pathlib import Path

from tests.test_cli import refused, shakedown

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "report.txt"


def test_a_report_gives_its_card_and_a_page(tmp_path):
    done = shakedown("read", EXAMPLE, "--html", tmp_path / "card.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Report card\n")
    assert (tmp_path / "card.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_dash_reads_standard_input_as_a_file_is_read():
    from_file = shakedown("read", EXAMPLE, "--json")
    piped = subprocess.run(
        [sys.executable, "-m", "shakedown", "read", "-", "--json"],
        input=EXAMPLE.read_bytes(),
        capture_output=True,
        check=True,
    )
    assert json.loads(piped.stdout) == json.loads(from_file.stdout)


def test_the_card_is_korean_if_asked_for():
    assert shakedown("read", EXAMPLE, "--lang", "ko").stdout.startswith("보고 카드\n")


def test_what_is_no_text_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "r.pdf").write_bytes(b"%PDF-1.7 and so on")
    (tmp_path / "empty.txt").write_bytes(b"")
    assert len(refused("read", tmp_path / "r.pdf")) == 1
    assert len(refused("read", tmp_path / "empty.txt", "--json")) == 1
    assert "cannot be read" in refused("read", tmp_path / "none.txt")[0]
