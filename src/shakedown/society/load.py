"""A case folder into a Case: five files, every problem of every file at once, each with file, table, field and remedy."""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from shakedown.errors import InputError
from shakedown.evidence.checks import Key, Refused, checked, filled, finite, nearest, one_of
from shakedown.evidence.measures import MEASURES, SHARES
from shakedown.evidence.records import Record, load_records
from shakedown.evidence.statements import Statement, parse_statements
from shakedown.society.case import Case, Scenario, Window, Yardstick
from shakedown.society.history import Calendar, History, Yearly, day, read_history
from shakedown.society.ledger import read_claims
from shakedown.society.levers import ABOUT
from shakedown.society.priors import BASES, Prior, positive, read_prior
from shakedown.society.rules import Rules, dials

FILES = ("case.toml", "records.csv", "statements.toml", "scenarios.toml", "claims.toml")
MOST_DIALS = 14
PAST = "past"
"""In statements: whichever past the reports mean; they do not date it."""


def built_in_cases() -> tuple[str, ...]:
    """Names of the cases that come with the package."""
    root = Path(str(files("shakedown") / "cases"))
    return tuple(sorted(p.name for p in root.iterdir() if (p / "case.toml").is_file() and not p.name.startswith("_")))


def load_case(case: "str | Path | Case") -> Case:
    """A case by its built-in name or its folder; a Case is passed through.

    Raises `InputError` with one sentence for each problem of its files.
    """
    if isinstance(case, Case):
        return case
    folder = _folder(str(case))
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise InputError(
            f"{folder}: the file {name} is missing. A case folder has {', '.join(FILES)}." for name in missing
        )
    return _Reader(folder).case()


def _folder(name: str) -> Path:
    if name in built_in_cases():
        return Path(str(files("shakedown") / "cases" / name))
    folder = Path(name)
    if not folder.is_dir():
        known = ", ".join(built_in_cases())
        raise InputError(
            f"{name}: is neither a built-in case ({known}) nor a folder. {nearest(name, built_in_cases())}"
        )
    return folder


class _Reader:
    """Reads one folder, collecting problems as it goes, and gives the case only if there are none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []

    def case(self) -> Case:
        main, statements, scenarios, claims = (self._toml(n) for n in FILES if n.endswith(".toml"))
        about = self._table(main, "case", _CASE)
        time = self._table(main, "time", _TIME)
        self._unknown(main, "case.toml", ("case", "time", "windows", "levers", "priors", "rules", "yardstick"))
        priors = self._priors(main.get("priors", {}))
        rules = self._rules(main.get("rules", {}))
        histories = self._levers(main.get("levers", {}), priors)
        calendar = Calendar(time.get("start", date(2000, 1, 3)))
        end = self._end(time, calendar)
        now, pasts = self._windows(main.get("windows", {}), calendar, time, end)
        records = self._records()
        windows = frozenset({"now", PAST, "change", *(p.name for p in pasts)})
        spoken = self._statements(statements, windows, records)
        futures = self._scenarios(scenarios)
        ledger, wrong = read_claims(claims.get("claim"), "claims.toml", windows)
        self.problems += wrong
        yardsticks = self._yardsticks(main.get("yardstick", []))
        self._dials_are_used(priors, histories)
        if self.problems:
            raise InputError(self.problems)
        return Case(
            **about, calendar=calendar, end=end, burn_in=time["burn_in"], rules=rules, records=records, statements=spoken,
            priors=priors, now=now, pasts=pasts, histories=histories, scenarios=futures, claims=ledger,
            yardsticks=yardsticks,
            folder=self.folder, fingerprint=_fingerprint(self.folder),
        )  # fmt: skip

    def _toml(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as wrong:
            self.problems.append(f"{name}: is not TOML: {wrong}. Mend that line.")
        except UnicodeDecodeError:
            self.problems.append(f"{name}: is not UTF-8 text. Save it as UTF-8.")
        except OSError as wrong:
            self.problems.append(f"{name}: cannot be read ({wrong.strerror}). Check its permissions.")
        return {}

    def _table(self, main: Mapping[str, Any], name: str, keys: Mapping[str, Key]) -> dict[str, Any]:
        raw = main.get(name)
        if not isinstance(raw, dict):
            if main:
                self.problems.append(f"case.toml: the table [{name}] is missing. Add it.")
            return {}
        values, wrong = checked(raw, keys, f"case.toml, [{name}]")
        self.problems += wrong
        return values

    def _unknown(self, table: Mapping[str, Any], file: str, known: tuple[str, ...]) -> None:
        self.problems += [f"{file}: there is no table [{n}]. {nearest(n, known)}" for n in table if n not in known]

    def _priors(self, table: object) -> dict[str, Prior]:
        if not isinstance(table, dict) or not table:
            self.problems.append("case.toml: there is no prior. Add at least one table [priors.DIAL].")
            return {}
        if len(table) > MOST_DIALS:
            self.problems.append(
                f"case.toml: {len(table)} priors. Fit at most {MOST_DIALS} dials and fix the rest in [rules]."
            )
        found = {}
        for name, raw in table.items():
            prior, wrong = read_prior(name, raw, f"case.toml, [priors.{name}]")
            self.problems += wrong
            if prior:
                found[name] = prior
        return found

    def _rules(self, table: object) -> Rules:
        try:
            return Rules().replace(**table) if isinstance(table, dict) else Rules()
        except InputError as wrong:
            self.problems += [f"case.toml, [rules]: {p}" for p in wrong.problems]
            return Rules()

    def _levers(self, table: object, priors: Mapping[str, Prior]) -> dict[str, History | Yearly]:
        found: dict[str, History | Yearly] = {}
        for name, raw in table.items() if isinstance(table, dict) else ():
            history, wrong = read_history(name, raw, f"case.toml, [levers.{name}]", tuple(priors))
            self.problems += wrong
            if history:
                found[name] = history
        return found

    def _dials_are_used(self, priors: Mapping[str, Prior], histories: Mapping[str, History | Yearly]) -> None:
        named = {c.value for h in histories.values() if isinstance(h, History) for c in h.changes}
        rules = [d.name for d in dials()]
        for name in priors:
            if name not in rules and name not in named:
                self.problems.append(
                    f"case.toml, [priors.{name}]: is neither a dial nor a value of a lever. {nearest(name, rules)}"
                )

    def _end(self, time: Mapping[str, Any], calendar: Calendar) -> date:
        end = time.get("end", calendar.start)
        if "end" in time and "start" in time and end <= time["start"]:
            self.problems.append(
                f"case.toml, [time], end: {end} is not after start, {time['start']}. Swap or mend them."
            )
        elif "end" in time and (end - calendar.start).days % 7 != 6:
            self.problems.append(
                f"case.toml, [time], end: {end} does not close a week. Weeks run seven days from {calendar.start}."
            )
        return end

    def _windows(
        self, table: object, calendar: Calendar, time: Mapping[str, Any], end: date
    ) -> tuple[Window, tuple[Window, ...]]:
        blank = Window(name="now", weeks=(), says="")
        if not isinstance(table, dict) or "now" not in table or len(table) < 2:
            self.problems.append(
                "case.toml, [windows]: needs [windows.now] and at least one past, such as [windows.before]."
            )
            return blank, ()
        spans = {}
        for name, raw in table.items():
            where = f"case.toml, [windows.{name}]"
            values, wrong = checked(raw if isinstance(raw, dict) else {}, _WINDOW, where)
            if not wrong and values["to"] < values["from"]:
                wrong = [f"{where}, to: {values['to']} is before from, {values['from']}. Swap them."]
            self.problems += wrong
            if not wrong:
                spans[name] = values
        if len(spans) < len(table):
            return blank, ()
        now = spans.pop("now")
        weeks = tuple(calendar.weeks_between(now["from"], now["to"]))
        burn_in = time.get("burn_in", 0)
        if not weeks or weeks[-1] > calendar.week_of(end):
            self.problems.append("case.toml, [windows.now]: holds no whole week before the end. Check from and to.")
        pasts = tuple(self._past(n, v, weeks, now["from"], calendar, burn_in) for n, v in spans.items())
        total = sum(p.weight for p in pasts)
        return (
            Window(name="now", weeks=weeks, says=now.get("says", "now")),
            tuple(Window(name=p.name, weeks=p.weeks, says=p.says, weight=p.weight / total) for p in pasts),
        )

    def _past(
        self, name: str, span: Mapping[str, Any], now: tuple[int, ...], now_from: date, calendar: Calendar, burn_in: int
    ) -> Window:
        """A past: the same calendar weeks as now in every year that the span holds whole."""
        weeks = []
        for year in range(span["from"].year, span["to"].year + 1):
            first = round((now_from.replace(year=year) - calendar.start).days / 7)
            season = range(first, first + len(now))
            if (
                now
                and calendar.day(season[0]) >= span["from"]
                and calendar.day(season[-1]) <= span["to"]
                and first >= burn_in
            ):
                weeks += [w for w in season if w < now[0]]
        if not weeks:
            self.problems.append(
                f"case.toml, [windows.{name}]: holds no weeks of the season of now, after burn-in and before now. Widen it."
            )
        return Window(name=name, weeks=tuple(weeks), says=span.get("says", name), weight=span.get("weight", 1.0))

    def _records(self) -> tuple[Record, ...]:
        try:
            return load_records(self.folder / "records.csv")
        except InputError as wrong:
            self.problems += wrong.problems
            return ()

    def _statements(
        self, table: Mapping[str, Any], windows: frozenset[str], records: tuple[Record, ...]
    ) -> tuple[Statement, ...]:
        self._unknown(table, "statements.toml", ("statement",))
        try:
            spoken = parse_statements(
                table.get("statement", []),
                "statements.toml",
                frozenset(MEASURES),
                SHARES,
                windows,
                frozenset(r.id for r in records),
            )
        except InputError as wrong:
            self.problems += wrong.problems
            return ()
        for s in spoken:
            where = f'statements.toml, statement "{s.id}"'
            if (s.measure == "share_above") != (s.threshold is not None):
                self.problems.append(
                    f"{where}, threshold: goes with share_above, and only with it. Write the sum, such as 500."
                )
            if (s.window == "change") != (s.kind == "direction"):
                self.problems.append(
                    f'{where}, window: a direction speaks of window "change", and only a direction does.'
                )
        if not any(s.use == "fit" for s in spoken) and table:
            self.problems.append('statements.toml: no statement has use = "fit", so nothing can be fitted. Add one.')
        return spoken

    def _scenarios(self, table: Mapping[str, Any]) -> dict[str, Scenario]:
        self._unknown(table, "scenarios.toml", ("scenario",))
        found = {}
        given = table.get("scenario", [])
        for number, raw in enumerate(given if isinstance(given, list) else [given], 1):
            where = f"scenarios.toml, scenario {raw.get('name', number) if isinstance(raw, dict) else number}"
            values, wrong = checked(raw if isinstance(raw, dict) else {}, _SCENARIO, where)
            self.problems += wrong
            if not wrong:
                found[values["name"]] = Scenario(**values)
        return found

    def _yardsticks(self, given: object) -> tuple[Yardstick, ...]:
        found = []
        for number, raw in enumerate(given if isinstance(given, list) else [given], 1):
            values, wrong = checked(raw if isinstance(raw, dict) else {}, _YARDSTICK, f"case.toml, yardstick {number}")
            self.problems += wrong
            if not wrong:
                found.append(Yardstick(**values))
        return tuple(found)


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in sorted(FILES):
        digest.update(name.encode() + (folder / name).read_bytes())
    return digest.hexdigest()


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 1:
        raise Refused(f"{raw!r} is not a whole number above 0. Write digits, such as 6000.")
    return raw


def _amounts(raw: object) -> tuple[float, ...]:
    if not isinstance(raw, list) or len(raw) < 2:
        raise Refused("needs at least two amounts, such as [50, 100, 200].")
    amounts = tuple(finite(v) for v in raw)
    if any(b <= a for a, b in zip((0.0, *amounts), amounts, strict=False)):
        raise Refused("the amounts must be positive and rise. Sort them, each once.")
    return amounts


def _weight(raw: object) -> float:
    if (weight := finite(raw)) <= 0:
        raise Refused(f"{weight:g} is not a weight. Write a number above 0.")
    return weight


def _after(raw: object) -> dict[str, float]:
    if not isinstance(raw, dict):
        raise Refused(f"{raw!r} is not a table. Write {{crackdown = 0.1}}.")
    return {one_of(ABOUT)(name): finite(value) for name, value in raw.items()}


def _text(raw: object) -> str:
    return "" if raw == "" else filled(raw)


_CASE = {
    "name": Key(filled),
    "title": Key(filled),
    "title_ko": Key(_text, required=False),
    "question": Key(filled),
    "place": Key(filled),
    "province": Key(filled),
    "population": Key(_whole),
    "households": Key(_whole),
    "sample": Key(_whole),
    "currency": Key(filled),
    "menu": Key(_amounts),
}
_TIME = {"start": Key(day), "end": Key(day), "burn_in": Key(_whole)}
_WINDOW = {
    "from": Key(day),
    "to": Key(day),
    "says": Key(filled, required=False),
    "weight": Key(_weight, required=False),
}
_YARDSTICK = {
    "says": Key(filled),
    "unit": Key(filled),
    "price": Key(positive),
    "source": Key(filled),
    "basis": Key(one_of(BASES)),
}
_SCENARIO = {"name": Key(filled), "says": Key(filled), "levers": Key(_after)}
