"""A case of one's own: records and six plain answers become five files that run as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from shakedown.errors import InputError
from shakedown.evidence.checks import currency, refusal, shown
from shakedown.evidence.chosen import EVERYTHING, Selection, chosen
from shakedown.evidence.records import Record, load_records
from shakedown.evidence.write import records_text
from shakedown.society.case import case_name
from shakedown.society.load import built_in_cases, load_case
from shakedown.society.own.case_file import case_toml
from shakedown.society.own.choices import Own
from shakedown.society.own.dates import Times, times
from shakedown.society.own.drafts import drafted
from shakedown.society.own.evidence_files import claims_toml, statements_toml
from shakedown.society.own.money import Money, money, round_sum
from shakedown.society.own.periods import read_days
from shakedown.society.own.questions import Answer, Choice, Earned, Question, questions, read_answers
from shakedown.society.own.scenarios import scenarios_toml
from shakedown.society.own.sums import is_a_demands, middle

_EXAMPLE_NOW, _EXAMPLE_PAST, _FAMILY_MONEY = "2024-12-29", ("2022",), "CNY"
"""When the invented records of a case without records are set; and the money where none is named."""
_LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True)
class Named:
    """What is known beside the answers, "" or () where nothing was said: where it is, when now and the past are, the money.

    `now` is a day or a period (2024-12-31, 2024H2, 2024), each of `past` one of these or two as FROM:TO, one per dating.
    """

    place: str = ""
    country: str = ""
    now: str = ""
    past: tuple[str, ...] = ()
    money: str = ""


_NOTHING = Named()


def new_case(
    folder: Path,
    *,
    records: Sequence[Path] = (),
    answers: Iterable[str] = (),
    named: Named = _NOTHING,
    only: Selection = EVERYTHING,
    ask: Callable[[Question], Answer] | None = None,
) -> Path:
    """Write the five files of a new case into `folder`, whose last part becomes its name; gives the folder.

    `records` are files in the project's own columns, of which `only` some are taken; without any, invented ones stand in.
    `answers` are texts such as means=less. A question without one is put to `ask`, once everything else was found to be in
    order; without `ask` it counts as "don't know". It drafts from codes, never from a text, and fits nothing.
    Raises `InputError` with every problem of what was given, or if the folder cannot be made; then nothing is made.
    """
    # 1. What was given, every problem of it at once.
    given, held, when = ready(folder, records=records, drafts=(), answers=answers, named=named, only=only)
    # 2. The rest of the six answers; the first of them settles the money.
    told: dict[str, Answer] = {}
    for question in questions():
        told[question.key] = given.get(question.key) or (ask(question) if ask else question.read(""))
        if clash := _clash(told.get("income"), named):
            raise InputError(clash)
    counted = _money(told["income"], named, held, invented=not records)
    if not records:
        held = tuple(_in_money(record, counted) for record in held)
    # 3. The files.
    own = Own(
        name=folder.name, **_where(named, held), money=counted, when=when,
        answers={key: answer for key, answer in told.items() if isinstance(answer, Choice)}, records=held,
        drafted=tuple(drafted(record, counted.currency, when) for record in held), invented=not records,
    )  # fmt: skip
    try:
        _write(own, folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}). Choose another place.") from None
    return folder


def ready(
    folder: Path,
    *,
    records: Sequence[Path],
    drafts: Sequence[Record],
    answers: Iterable[str],
    named: Named,
    only: Selection,
) -> tuple[dict[str, Answer], tuple[Record, ...], Times]:
    """The answers that were given, the records and the dates of a case that can be made; `drafts` are records still to be
    reviewed. Raises `InputError` with every problem of what was given.
    """
    problems = [*_name_problems(folder), *_named_problems(named)]
    given, wrong = read_answers(answers)
    problems += wrong
    problems += _clash(given.get("income"), named)
    held, wrong = _read_records(records, drafts, only)
    problems += wrong
    when, wrong = _times(named, held, invented=not records and not drafts)
    problems += wrong
    if problems or when is None:
        raise InputError(problems)
    return given, held, when


def _name_problems(folder: Path) -> list[str]:
    if wrong := refusal(case_name, folder.name):
        return [f"{folder}: {wrong}"]
    if folder.name in built_in_cases():
        return [f"{folder}: {folder.name} is the name of a built-in case. Choose another."]
    if folder.exists():
        return [f"{folder}: is there already. Choose another name, or remove it."]
    return []


def _named_problems(named: Named) -> list[str]:
    problems = [
        f"--{option}: {shown(text)} is not a name. Write up to {_LONGEST_NAME} letters, digits, spaces and marks."
        for option, text in (("place", named.place), ("country", named.country))
        if not text.isprintable() or len(text) > _LONGEST_NAME
    ]
    if named.money and (wrong := refusal(currency, named.money)):
        problems.append(f"--money: {wrong}")
    return problems


def _clash(income: Answer | None, named: Named) -> list[str]:
    """Two moneys for one case."""
    code = income.currency if isinstance(income, Earned) else ""
    if not code or not named.money or code == named.money:
        return []
    return [f"--answer income: is in {code}, and --money says {named.money}. A case has one money: mend one of them."]


def _read_records(
    paths: Sequence[Path], drafts: Sequence[Record], only: Selection
) -> tuple[tuple[Record, ...], list[str]]:
    """The chosen records of every file one after another, and drafts; the invented ones if there is neither."""
    found: list[Record] = list(drafts)
    problems: list[str] = []
    for path in paths if paths or drafts else [Path(str(files("shakedown") / "cases" / "_template" / "records.csv"))]:
        try:
            read = load_records(path)
        except InputError as wrong:
            problems += wrong.problems
            continue
        taken = {record.id for record in found}
        twice = [record.id for record in read if record.id in taken]
        problems += [
            f"{path.name}, id: {shown(name)} is an id of an earlier file. Give each its own." for name in twice
        ]
        found += read
    if (paths or drafts) and found:
        try:
            return chosen(found, only), problems
        except InputError as wrong:
            problems += [f"{', '.join(path.name for path in paths) or 'drafts'}: {each}" for each in wrong.problems]
    return tuple(found), problems


def _times(named: Named, records: Sequence[Record], *, invented: bool) -> tuple[Times | None, list[str]]:
    now = named.now or (_EXAMPLE_NOW if invented else "")
    past = named.past or (_EXAMPLE_PAST if invented else ())
    if not records:  # they could not be read, and it is they who say when now is
        return None, read_days("--now", filter(None, [named.now]))[1] + read_days("--past", named.past)[1]
    try:
        return times(now, past, [record.period_public for record in records]), []
    except InputError as wrong:
        return None, list(wrong.problems)


def _money(income: Answer, named: Named, records: Sequence[Record], *, invented: bool) -> Money:
    """The case's money: as answered, else as named, else that of most sums in the records."""
    earned = income if isinstance(income, Earned) else Earned(amount=None)
    in_sums = [] if invented else [r.currency for r in records if r.currency not in ("", "PCT")]
    usual = max(dict.fromkeys(in_sums), key=in_sums.count, default=_FAMILY_MONEY)
    code = earned.currency or named.money or usual
    sums = [] if invented else [middle(r) for r in records if is_a_demands(r, code)]
    return money(code, earned.amount, sums)


def _in_money(record: Record, counted: Money) -> Record:
    """An invented record with its sums in the case's money."""
    low, high = (end and round_sum(end * counted.unit) for end in (record.amount_low, record.amount_high))
    return replace(record, amount_low=low, amount_high=high, amount_band="", currency=counted.currency)


def _where(named: Named, records: Sequence[Record]) -> dict[str, str]:
    """Place and province: as named, else as the records have them if they agree."""
    places = {record.place_public for record in records}
    shared = places.pop() if len(places) == 1 else ""
    place = named.place.strip() or shared or named.country.strip() or "the place of the reports"
    country = named.country.strip()
    title = f"Demands by officers: {place}" + (f", {country}" if country and country != place else "")
    return {"title": title, "place": place, "province": shared or country or place}


def _write(own: Own, folder: Path) -> None:
    """Beside its place first, and read there, so that it is there whole and sound or not at all."""
    with TemporaryDirectory(dir=folder.parent, prefix=f".{own.name}-") as scratch:
        made = Path(scratch) / own.name
        made.mkdir()
        for file, text in _files(own).items():
            (made / file).write_text(text, encoding="utf-8")
        load_case(made)
        made.rename(folder)


def _files(own: Own) -> dict[str, str]:
    """The five files as text, by name."""
    return {
        "case.toml": case_toml(own),
        "records.csv": records_text(own.records),
        "statements.toml": statements_toml(own),
        "scenarios.toml": scenarios_toml(own),
        "claims.toml": claims_toml(own),
    }
