"""Case folders with something changed in them."""

import shutil
from pathlib import Path

import shakedown
from shakedown.errors import InputError
from shakedown.society.load import FILES, load_case

CASES = Path(shakedown.__file__).parent / "cases"
SOURCES = {name: (CASES / "hoeryong" / name).read_bytes() for name in FILES}


def copy_of_hoeryong(folder: Path) -> Path:
    """The built-in case as a folder of one's own."""
    return shutil.copytree(CASES / "hoeryong", folder)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace text that is in the file exactly once, by address or not at all."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def problems_of(folder: Path) -> tuple[str, ...]:
    """What `load_case` says is wrong; nothing if it loads."""
    try:
        load_case(folder)
    except InputError as wrong:
        return wrong.problems
    return ()
