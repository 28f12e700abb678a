"""A case of one's own: five files that run as they are, each invented line marked so that it can be replaced."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

from shakedown.errors import InputError
from shakedown.society.load import built_in_cases


def new_case(folder: Path) -> Path:
    """Write the five files of a new case into `folder`, whose last part becomes its name; gives the folder.

    Raises `InputError` if it is there already, bears a built-in name, or cannot be written.
    """
    name = folder.name
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise InputError(f'{folder}: "{name}" is not a name for a case. Use letters, digits, - and _, such as my-case.')
    if name in built_in_cases():
        raise InputError(f"{name}: is the name of a built-in case. Choose another.")
    if folder.exists():
        raise InputError(f"{folder}: is there already. Choose another name, or remove it.")
    template = Path(str(files("shakedown") / "cases" / "_template"))
    scratch = folder.with_name(f".{name}.new")
    try:
        shutil.copytree(template, scratch)
        text = (scratch / "case.toml").read_text(encoding="utf-8").replace('"my-case"', f'"{name}"')
        (scratch / "case.toml").write_text(text, encoding="utf-8")
        scratch.rename(folder)
    except OSError as wrong:
        raise InputError(f"{folder}: cannot be written ({wrong.strerror}). Choose another place.") from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder
