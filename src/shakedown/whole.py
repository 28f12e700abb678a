"""Files that are there whole or not at all: each is written beside its place first, and then put there."""

import os
import shutil
from glob import escape
from pathlib import Path


def write_text(place: Path, text: str) -> None:
    """Write a text, as UTF-8."""
    write_bytes(place, text.encode())


def write_bytes(place: Path, content: bytes) -> None:
    """Write a file. Raises `OSError` that names the file, not the one it is written into first."""
    scratch = scratch_of(place)
    try:
        scratch.write_bytes(content)
        scratch.replace(place)
    except OSError as wrong:
        raise OSError(wrong.errno, wrong.strerror, str(place)) from None
    finally:
        scratch.unlink(missing_ok=True)


def scratch_of(place: Path) -> Path:
    """Where to write what is to stand at `place`; what a killed process left of it is cleared away."""
    for left in place.parent.glob(f".{escape(place.name)}.*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
    return place.with_name(f".{place.name}.{os.getpid()}")
