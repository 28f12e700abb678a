"""What was made of a new case, in words and as data: what it rests on, what is not known, and what to do next."""

from shlex import quote
from typing import Any

from shakedown.society.case import Case
from shakedown.society.history import History
from shakedown.society.load import called
from shakedown.society.own.evidence_files import NOTHING_SAID
from shakedown.society.own.questions import questions
from shakedown.society.own.sums import ends, is_a_demands

_WEEKS_OF_INCOME = 30
"""A demand for more weeks of an ordinary household's income than this makes one look at the income again."""


def own_document(case: Case) -> dict[str, Any]:
    """`new --json`: the folder, and what was taken for what."""
    answered, open_ = _answers(case)
    return {
        "folder": str(case.folder),
        "now": case.now.says,
        "pasts": [past.says for past in case.pasts],
        "currency": case.currency,
        "money_unit": case.rules.money_unit,
        "household_income": None if _income_open(case) else case.rules.median_income,
        "answered": answered,
        "not_known": open_,
        "records": len(case.records),
        "statements": _drafted(case),
        "placeholder": _placeholder(case),
        "without_a_draft": _silent(case),
    }


def own_text(case: Case) -> str:
    """The same for a terminal."""
    told = own_document(case)
    lines = [
        f"{case.folder}: a case that runs as it is.",
        f"  records    {told['records']}{_invented(case)}, from which {_many(len(_drafted(case)), 'statement')} drafted",
        *(["             a statement that says nothing holds the place of the first"] if _placeholder(case) else []),
        *(
            [f"             {', '.join(told['without_a_draft'])}: no draft; statements.toml says why"]
            if told["without_a_draft"]
            else []
        ),
        f"  now        {told['now']}",
        f"  the past   {' or '.join(told['pasts'])}",
        f"  money      {case.currency}; {_money(case)}",
        f"  answered   {', '.join(told['answered']) or 'nothing'}",
        f"  not known  {', '.join(told['not_known']) or 'nothing'}{': taken for a wide range' if told['not_known'] else ''}",
        f"Next: check statements.toml and claims.toml against the reports, then: shakedown run {quote(called(case))}",
    ]
    return "\n".join(lines) + "\n"


def _answers(case: Case) -> tuple[list[str], list[str]]:
    """Keys of the questions that were answered, and of those that were not."""
    known = {"income": not _income_open(case)}
    for question in questions():
        history = case.histories.get(question.lever)
        if isinstance(history, History):
            known[question.key] = not history.changes[-1].source.startswith("not known")
    return [key for key, yes in known.items() if yes], [key for key, yes in known.items() if not yes]


def _income_open(case: Case) -> bool:
    return "median_income" in case.priors


def _money(case: Case) -> str:
    """What a household earns, and how the sums of the records compare with it: a month's income shows here."""
    others = sorted({record.currency for record in case.records} - {"", "PCT", case.currency})
    return _earned(case) + (f"; sums in {', '.join(others)} gave no draft" if others else "")


def _earned(case: Case) -> str:
    if prior := case.priors.get("median_income"):
        earned = f"what a household earns is not known: {_short(prior.q10)} to {_short(prior.q90)} a week is taken"
    else:
        earned = f"an ordinary household earns {case.rules.median_income:,.6g} a week"
    sums = [end for record in case.records if is_a_demands(record, case.currency) for end in ends(record) if end]
    if not sums or _income_open(case):
        return earned
    low, high = (value / case.rules.median_income for value in (min(sums), max(sums)))
    odd = ". Is the income a week's?" if high > _WEEKS_OF_INCOME or high < 1 / _WEEKS_OF_INCOME else ""
    span = f"{low:.2g}" if low == high else f"{low:.2g} to {high:.2g}"
    return f"{earned}, the sums in the records are {span} times that{odd}"


def _short(value: float) -> str:
    """Three digits, never as a power of ten."""
    return f"{float(f'{value:.3g}'):,.15g}"


def _drafted(case: Case) -> list[str]:
    """Ids of the statements that rest on a record."""
    return [statement.id for statement in case.statements if statement.records]


def _placeholder(case: Case) -> bool:
    """Whether a statement stands in for the first that can be fitted."""
    return any(statement.id == NOTHING_SAID for statement in case.statements)


def _silent(case: Case) -> list[str]:
    """Ids of the records on which no statement rests."""
    used = {name for statement in case.statements for name in statement.records}
    return [record.id for record in case.records if record.id not in used]


def _invented(case: Case) -> str:
    """The mark of a case whose records stand in for real ones."""
    return (
        " (invented: begin again with --from, or replace them)"
        if case.statements[0].note.startswith("invented")
        else ""
    )


def _many(number: int, what: str) -> str:
    return f"{number} {what} was" if number == 1 else f"{number} {what}s were"
