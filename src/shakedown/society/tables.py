"""Tables of a TOML file. Every reading gives (value, problems), so that a folder is read to its end whatever is wrong in it."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from shakedown.evidence.checks import Key, checked, nearest, shown

T = TypeVar("T")
Table = Mapping[str, Any]
_AT_END = "at end of document"


class Problems(list[str]):
    """What is wrong so far, in the order of reading."""

    def take(self, reading: tuple[T, Iterable[str]]) -> T:
        """Keep the problems of a reading and give its value."""
        value, wrong = reading
        self.extend(wrong)
        return value


class Anything(frozenset[str]):
    """Stands for names that could not be read and holds every name: one broken table is not reported through others."""

    def __contains__(self, name: object) -> bool:
        return True


def toml(data: bytes | None, file: str, known: Collection[str]) -> tuple[Table | None, list[str]]:
    """The top of a TOML file, which may hold the `known` tables; None if it cannot be read (or `data` is None)."""
    if data is None:
        return None, []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        return None, [f"{file}, line {line}: this is not UTF-8 text. Save it again as UTF-8."]
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as wrong:
        return None, [f"{file}: is not TOML {_why(wrong, text)}"]
    unknown = [name for name in table if name not in known]
    return table, [f"{file}: there is no table {shown(name)}. {nearest(name, known)}" for name in unknown]


def _why(wrong: Exception, text: str) -> str:
    """Why a text is not TOML, and which line to mend: the reader names none at the end of the file."""
    if isinstance(wrong, RecursionError):
        return "(too many brackets inside brackets). Take some out."
    if not isinstance(wrong, tomllib.TOMLDecodeError):
        return "(a number of thousands of digits). Shorten it."
    if _AT_END not in (told := str(wrong)):
        return f"({told}). Mend that line."
    last = text.rstrip().count("\n") + 1
    return f"({told.replace(_AT_END, f'{_AT_END}, line {last}')}). Mend that line, or close what is open above it."


def one_table(top: Table, name: str, keys: Mapping[str, Key], file: str) -> tuple[dict[str, Any], list[str]]:
    """The values of the table [name] that could be read."""
    if name not in top:
        return {}, [f"{file}: the table [{name}] is missing. Add it."]
    return checked_table(top[name], keys, f"{file}, [{name}]")


def checked_table(raw: object, keys: Mapping[str, Key], where: str) -> tuple[dict[str, Any], list[str]]:
    """`checked`, for what may not be a table at all."""
    if not isinstance(raw, dict):
        example = ", ".join(f"{key} = ..." for key in list(keys)[:3])
        return {}, [f"{where}: {shown(raw)} is not a table. Write {example}, and so on."]
    return checked(raw, keys, where)


def list_of_tables(top: Table, name: str, file: str, mark: str = "") -> tuple[list[tuple[str, Any]], list[str]]:
    """Every [[name]] with its address: by its value of `mark` if it has one, which no two may share, else by its number."""
    given = top.get(name, [])
    if not isinstance(given, list):
        return [], [f"{file}, {name}: {shown(given)} is not a list of tables. Head each with [[{name}]]."]
    marks = [raw[mark].strip() if isinstance(raw, dict) and isinstance(raw.get(mark), str) else "" for raw in given]
    where = [f"{file}, {name} {shown(own) if own else number}" for number, own in enumerate(marks, 1)]
    twice = [each for each in dict.fromkeys(marks) if each and marks.count(each) > 1]
    problems = [f"{file}, {name} {shown(each)}: is given twice. Give each {name} its own {mark}." for each in twice]
    return list(zip(where, given, strict=True)), problems
