"""Files as they come: plain text, pages in HTML, text out of a PDF, and what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from shakedown.errors import InputError
from shakedown.evidence.read import RULES, read_file
from shakedown.evidence.read.files import MOST_BYTES, MOST_CHARACTERS

SENTENCE = "On Sept. 12 a policeman in Orvang demanded 300 yuan from a trader, and she paid."


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "report.txt"
    path.write_bytes(data)
    return path


def test_a_mark_at_the_start_of_a_file_changes_nothing(tmp_path: Path) -> None:
    plain = read_file(_written(tmp_path, SENTENCE.encode()))
    assert read_file(_written(tmp_path, b"\xef\xbb\xbf" + SENTENCE.encode())) == plain
    assert plain.of("amount")[0].value == "300 CNY"


def test_of_a_page_only_what_a_reader_sees_is_read(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>x</title><style>p{}</style></head><body><nav>Police took 900 yuan</nav>"
        f"<script>var a = 'Police took 800 yuan';</script><p>{SENTENCE}</p>"
        "<figure><figcaption>A post in Talmin</figcaption></figure></body></html>"
    )
    reading = read_file(_written(tmp_path, page.encode()))
    assert [amount.value for amount in reading.of("amount")] == ["300 CNY"]
    assert [reading.text[start:end] for start, end in reading.captions] == ["Photo: A post in Talmin"]


def test_lines_folded_by_a_pdf_are_joined_again(tmp_path: Path) -> None:
    folded = (
        "On Sept. 12 a policeman in Orvang who knew the fam-\nily well demanded 300\nyuan from a trader, and\n\f"
        "she paid.\n12\n\fThe market was quiet.\n"
    )
    reading = read_file(_written(tmp_path, folded.encode()))
    assert "the family well demanded 300 yuan from a trader" in reading.text
    assert [amount.value for amount in reading.of("amount")] == ["300 CNY"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no text"),
        (b"   \n\n", "holds no text"),
        (b"%PDF-1.7 ...", "It is a PDF"),
        (b"PK\x03\x04rest", "word processor"),
        (b"a\x00b", "not a text"),
        ("é".encode("latin-1"), "not UTF-8"),
        (b"a" * (MOST_BYTES + 1), "more than a report has"),
        (b"Police took 9 yuan. " * (MOST_CHARACTERS // 20 + 1), "characters of text are more than a report has"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence_that_names_the_file(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refusal:
        read_file(_written(tmp_path, data))
    assert "report.txt" in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt"):
        read_file(tmp_path / "gone.txt")


def test_the_rules_say_their_version_as_a_day() -> None:
    year, month, day = RULES.split("-")
    assert (len(year), len(month), len(day)) == (4, 2, 2)


def test_reading_needs_no_arrays_and_no_tables() -> None:
    code = "import sys, shakedown.evidence.read; print([n for n in ('numpy', 'xarray', 'pandas') if n in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
