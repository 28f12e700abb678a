"""A case of one's own: five files that run as they are, each invented line marked so that it can be replaced."""

import shutil
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from shakedown.errors import InputError
from shakedown.evidence.checks import refusal
from shakedown.society.case import case_name
from shakedown.society.load import built_in_cases


def new_case(folder: Path) -> Path:
    """Write the five files of a new case into `folder`, whose last part becomes its name; gives the folder.

    Raises `InputError` if it is there already, bears a built-in name, or cannot be written.
    """
    name = folder.name
    if wrong := refusal(case_name, name):
        raise InputError(f"{folder}: {wrong}")
    if name in built_in_cases():
        raise InputError(f"{folder}: {name} is the name of a built-in case. Choose another.")
    if folder.exists():
        raise InputError(f"{folder}: is there already. Choose another name, or remove it.")
    try:
        _write(name, folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}). Choose another place.") from None
    return folder


def _write(name: str, folder: Path) -> None:
    """Beside its place first, so that it is there whole or not at all."""
    with TemporaryDirectory(dir=folder.parent, prefix=f".{name}-") as scratch:
        made = Path(scratch) / name
        shutil.copytree(Path(str(files("shakedown") / "cases" / "_template")), made)
        main = made / "case.toml"
        main.write_text(main.read_text(encoding="utf-8").replace('"my-case"', f'"{name}"', 1), encoding="utf-8")
        made.rename(folder)
