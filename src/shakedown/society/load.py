"""A case folder into a Case: five files, every problem of every file at once, each with file, table, field and remedy."""

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown
from shakedown.evidence.measures import MEASURES, SHARES
from shakedown.evidence.records import Record, parse_records
from shakedown.evidence.statements import Statement, parse_statements
from shakedown.society.case import Case
from shakedown.society.explanations import AS_IT_IS
from shakedown.society.read_claims import Known, read_claims
from shakedown.society.read_main import TABLES as MAIN_TABLES
from shakedown.society.read_main import read_main
from shakedown.society.read_scenarios import read_scenarios
from shakedown.society.read_windows import CHANGE, PAST
from shakedown.society.said import said_problems
from shakedown.society.tables import Anything, Problems, Table, list_of_tables, toml

TABLES = {
    "case.toml": MAIN_TABLES,
    "statements.toml": ("statement",),
    "scenarios.toml": ("scenario",),
    "claims.toml": ("claim",),
}
_BUILT_IN = Path(str(files("shakedown") / "cases"))
PHRASES = ("ko.toml",)
"""What a case may hold besides: its own sentences in another language, which change no number."""
FILES = ("case.toml", "records.csv", "statements.toml", "scenarios.toml", "claims.toml")
_RESULTS = ("posterior.json", "answers.json")
"""Either of these in a folder says that results are kept there."""
_LONGEST_SAID = 200


def built_in_cases() -> tuple[str, ...]:
    """Names of the cases that come with the package."""
    return tuple(
        sorted(p.name for p in _BUILT_IN.iterdir() if (p / "case.toml").is_file() and not p.name.startswith("_"))
    )


def load_case(case: "str | Path | Case") -> Case:
    """A case by its built-in name or its folder; a Case is passed through.

    Raises `InputError` with one sentence for each problem of its files.
    """
    return case if isinstance(case, Case) else _read(_folder(str(case)))


def called(case: Case) -> str:
    """What a command line calls the case: a built-in one by its name, any other by its folder."""
    if case.folder.parent == _BUILT_IN:
        return case.name
    folder = str(case.folder)
    return f"./{folder}" if folder in built_in_cases() else folder


def name_in(folder: Path) -> str | None:
    """The name that the case.toml of a folder gives, whatever else is wrong there; None if it gives none."""
    try:
        data = (folder / "case.toml").read_bytes()
    except OSError:
        return None
    about = (toml(data, "case.toml", MAIN_TABLES)[0] or {}).get("case")
    name = about.get("name") if isinstance(about, dict) else None
    return name if isinstance(name, str) else None


def _folder(name: str) -> Path:
    if name in built_in_cases():
        return _BUILT_IN / name
    try:
        folder = Path(name)
        if name and folder.is_dir():
            return folder
        one_of_its_files = folder.name in FILES and folder.is_file()
    except (OSError, ValueError):  # too long, or holds what no file name may hold
        one_of_its_files = False
    if one_of_its_files:
        raise InputError(f"{name}: is one file of a case. Give its folder: {folder.parent}")
    said = name if name.strip() and len(name) <= _LONGEST_SAID else shown(name)
    raise InputError(f"{said}: is neither a built-in case nor a folder. {nearest(name, built_in_cases())}")


def _read(folder: Path) -> Case:
    problems = Problems()
    # 1. Bytes, then tables: what cannot be read is None from here on, and not reported a second time.
    data = problems.take(_bytes(folder))
    tops = {name: problems.take(toml(data.get(name), name, known)) for name, known in TABLES.items()}
    # 2. The case itself, and the names under which the other files may speak of it.
    main = tops["case.toml"]
    fields = {} if main is None else problems.take(read_main(main))
    windows = _windows(main)
    currency = fields.get("currency")
    # 3. The other files.
    records = problems.take(_records(data.get("records.csv")))
    ids = Anything() if records is None else frozenset(record.id for record in records)
    statements = problems.take(_statements(tops["statements.toml"], windows, ids, currency))
    scenarios = problems.take(read_scenarios(tops["scenarios.toml"]))
    known = Known(
        windows=windows,
        causes=_names(main, "causes"),
        explanations=_names(main, "explanations", AS_IT_IS.name),
        currency=currency,
        unit=fields["rules"].money_unit if "rules" in fields else 1.0,
    )
    claims = problems.take(read_claims(tops["claims.toml"], known))
    if problems or records is None:
        raise InputError(problems)
    return Case(
        **fields, records=records, statements=statements, scenarios=scenarios, claims=claims,
        folder=folder, fingerprint=_fingerprint(data),
    )  # fmt: skip


def _bytes(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    data, missing, problems = {}, [], []
    for name in FILES:
        try:
            data[name] = (folder / name).read_bytes()
        except FileNotFoundError:
            missing.append(name)
        except IsADirectoryError:
            problems.append(f"{name}: cannot be read, for it is a folder. Put a file of that name in its place.")
        except OSError as wrong:
            problems.append(f"{name}: cannot be read ({wrong.strerror}). Check its permissions.")
    return data, [*_missing(folder, missing), *problems]


def _missing(folder: Path, names: Sequence[str]) -> list[str]:
    """One sentence about all the files that are not there, and about what the folder is if none of them is."""
    if not names:
        return []
    has = f"A case folder has {', '.join(FILES)}."
    if len(names) < len(FILES):
        which = f"the file {names[0]} is" if len(names) == 1 else f"the files {', '.join(names)} are"
        return [f"{folder}: {which} missing. {has}"]
    if any((folder / name).is_file() for name in _RESULTS):
        return [f"{folder}: holds results, not a case. Read them with --out {folder}; their case is {folder / 'case'}."]
    return [f"{folder}: holds no case. {has} Make one with: shakedown new NAME"]


def _windows(main: Table | None) -> frozenset[str]:
    """Names of the windows a statement may speak of, those with a problem of their own among them."""
    given = main.get("windows") if main else None
    return frozenset({PAST, CHANGE, *given}) if isinstance(given, dict) else Anything()


def _names(main: Table | None, table: str, *without: str) -> frozenset[str]:
    """Names of the tables [TABLE.NAME], those with a problem of their own among them; `without` any, these."""
    given = main.get(table, {}) if main is not None else None
    return frozenset(given or without) if isinstance(given, dict) else Anything()


def _records(data: bytes | None) -> tuple[tuple[Record, ...] | None, list[str]]:
    if data is None:
        return None, []
    try:
        return parse_records(data, "records.csv"), []
    except InputError as wrong:
        return None, list(wrong.problems)


def _statements(
    top: Table | None, windows: frozenset[str], ids: frozenset[str], currency: str | None
) -> tuple[tuple[Statement, ...], list[str]]:
    if top is None:
        return (), []
    file = "statements.toml"
    tables, _ = list_of_tables(top, "statement", file, mark="id")
    problems = [p for where, said in tables if isinstance(said, dict) for p in said_problems(said, currency, where)]
    try:
        statements = parse_statements(top.get("statement", []), file, frozenset(MEASURES), SHARES, windows, ids)
    except InputError as wrong:
        return (), [*wrong.problems, *problems]
    if not any(s.use == "fit" for s in statements):
        problems.append(f'{file}: no statement has use = "fit", so nothing can be fitted. Add one.')
    return statements, problems


def _fingerprint(data: dict[str, bytes]) -> str:
    """SHA-256 of the files, in order of name."""
    digest = hashlib.sha256()
    for name in sorted(data):
        digest.update(name.encode() + data[name])
    return digest.hexdigest()
