"""A case folder that comes as a zip: five files at most are read, within limits, and nothing of it is run or kept."""

from io import BytesIO
from pathlib import Path, PurePosixPath
from stat import S_ISLNK
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from shakedown.errors import InputError
from shakedown.society.case import Case
from shakedown.society.load import FILES, load_case

MOST_FILES = 40
MOST_UNPACKED = 1_000_000
"""Bytes of any one file."""
_ENCRYPTED = 0x1


def case_in(data: bytes) -> Case:
    """The case in a zip. Its folder is gone when this returns; raises `InputError` for whatever is wrong with either."""
    files = files_in(data)
    with TemporaryDirectory(prefix="shakedown-") as place:
        folder = Path(place) / "case"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        try:
            return load_case(folder)
        except InputError as wrong:
            raise InputError(
                p.replace(f"{folder}/", "").replace(str(folder), "the zip") for p in wrong.problems
            ) from None
        except RecursionError:
            raise InputError("the zip: a file in it is nested too deeply to be read.") from None


def files_in(data: bytes) -> dict[str, bytes]:
    """The case's files by name, from the top of a zip or from one folder in it. Other files are left alone."""
    try:
        with ZipFile(BytesIO(data)) as held:
            return {PurePosixPath(each.filename).name: _read(held, each) for each in _members(held.infolist())}
    except InputError:
        raise
    except Exception:  # a scratched zip raises whatever its reader stumbles over first
        raise InputError("the zip: cannot be read. Pack the case folder as a plain zip file.") from None


def _members(found: list[ZipInfo]) -> list[ZipInfo]:
    """Those that are files of a case, if all of the zip is harmless and they lie in one folder."""
    if len(found) > MOST_FILES:
        raise InputError(
            f"the zip: holds {len(found)} files. A case has {len(FILES)}; pack its folder and nothing else."
        )
    for each in found:
        if problem := _odd(each):
            raise InputError(f"the zip: {each.filename[:60]!r} {problem}.")
    ours = [each for each in found if PurePosixPath(each.filename).name in FILES and not each.is_dir()]
    if len({PurePosixPath(each.filename).parent for each in ours}) > 1 or len(ours) > len(FILES):
        raise InputError("the zip: holds more than one case. Pack one folder.")
    return ours


def _odd(member: ZipInfo) -> str:
    """Why a member is refused; "" if it is not."""
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
        return "would lie outside its folder"
    if S_ISLNK(member.external_attr >> 16):
        return "is a link to another file"
    if member.flag_bits & _ENCRYPTED:
        return "is encrypted"
    return f"is larger than {MOST_UNPACKED:,} bytes" if path.name in FILES and member.file_size > MOST_UNPACKED else ""


def _read(held: ZipFile, member: ZipInfo) -> bytes:
    """A member's bytes, however few it says it has."""
    with held.open(member) as file:
        data = file.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise InputError(f"the zip: {member.filename[:60]!r} is larger than {MOST_UNPACKED:,} bytes.")
    return data
