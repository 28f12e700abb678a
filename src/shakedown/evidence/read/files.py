"""A file as a text to be read: plain, HTML, or taken out of a PDF; anything else is refused with a remedy."""

from os import PathLike
from pathlib import Path

from shakedown.errors import InputError
from shakedown.evidence.read.plain_text import looks_like_html, text_of_html, unfolded
from shakedown.evidence.read.read import read_text
from shakedown.evidence.read.reading import Language, Reading

MOST_BYTES = 2_000_000
"""Of a file; most of a web page is no text."""
MOST_CHARACTERS = 100_000
"""Of the text in it, which are read within five seconds."""
_BINARY = "It is not a text. Save the report as plain text (.txt) or as a web page (.html)."
_KNOWN_STARTS = {
    b"%PDF": "It is a PDF. Take its text out first (copy and paste it, or pdftotext FILE.pdf) and save that as .txt.",
    b"PK\x03\x04": "It is a word processor's or a compressed file. Save the report as plain text (.txt).",
    b"\xd0\xcf\x11\xe0": "It is a word processor's file. Save the report as plain text (.txt).",
    b"\xff\xfe": 'It is UTF-16. Save it again with the encoding "UTF-8".',
    b"\xfe\xff": 'It is UTF-16. Save it again with the encoding "UTF-8".',
    b"{\\rtf": "It is rich text. Save the report as plain text (.txt).",
}


def read_file(path: str | PathLike[str], language: Language | None = None) -> Reading:
    """Propose codes for the report in a file; `Reading.text` is the text that was read, which offsets count in.

    Raises `InputError` for a file that is missing, empty, over 2 MB or 100,000 characters of text, binary or not UTF-8.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise InputError(f"{file.name or path}: cannot be read ({reason}). Check its name and folder.") from None
    if size > MOST_BYTES:
        raise InputError(
            f"{file.name}: {size:,} bytes are more than a report has ({MOST_BYTES:,}). Cut out the report itself."
        )
    return read_text(text_of(data, file.name), language)


def text_of(data: bytes, file: str) -> str:
    """The text in the bytes of a file; `file` is the name that refusals use."""
    for start, remedy in _KNOWN_STARTS.items():
        if data.startswith(start):
            raise InputError(f"{file}: this cannot be read. {remedy}")
    if b"\x00" in data:
        raise InputError(f"{file}: this cannot be read. {_BINARY}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = 'Save it again with the encoding "UTF-8".'
        raise InputError(f"{file}, line {line}: this is not UTF-8 text. {remedy}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = text_of_html(text) if looks_like_html(text) else unfolded(text)
    if not plain.strip():
        raise InputError(f"{file} holds no text. Save the report itself in it.")
    if len(plain) > MOST_CHARACTERS:
        raise InputError(
            f"{file}: {len(plain):,} characters of text are more than a report has ({MOST_CHARACTERS:,}), and would be read for "
            "long. Save the report alone, or each of its chapters."
        )
    return plain
