"""The numbers of the answer to "why" as tables, each with its basis in the caption."""

from collections.abc import Callable, Iterator, Sequence

from shakedown.answers.attribution import IN_INCOME, TOTAL
from shakedown.answers.explanations import Explanations, together
from shakedown.answers.then_and_now import MANNER, SIZE
from shakedown.answers.verdicts import Difference
from shakedown.answers.why import Part, Why
from shakedown.report.phrases import first_upper, in_100
from shakedown.report.table import Cell, Table, row, table
from shakedown.report.why_figures import ALL, cell
from shakedown.report.why_words import (
    ASKED,
    dated,
    explains,
    judged,
    moved,
    plain,
    points,
    spread,
    statement,
    unit,
    use,
)
from shakedown.society.case import Case

_SHARES = "A share of the whole change is given where it lies between 0 and 100 and the change is clear of 0, else “–”."


def foretold_table(found: Explanations, case: Case) -> Table:
    """Explanations x statements, those that tell explanations apart most first."""
    names = [rival.name for rival in found.rivals]
    caption = (
        "What each explanation's own societies, before reading, foretell: log10 of the chance of the statement, "
        "over that of the average explanation. +0.30 is twice as likely, −0.30 half. The chance is of 100 societies of all "
        "explanations. Basis: model; of the last line: fitted."
    )
    columns = ["statement", "use", "chance in 100", *(plain(name) for name in names)]
    rows = [
        row(
            first_upper(statement(line.statement, case)),
            f"{use(line.statement, line.used)}{'' if line.tells else '; tells nothing apart'}",
            in_100(line.chance),
            *(cell(line.cells[name]) for name in names),
        )
        for line in found.table
    ]
    all_of_them = together(found)
    last = row(first_upper(ALL), "used", "", *(cell(all_of_them[name]) for name in names))
    return table(caption, columns, [*rows, last], wide=True)


def weights_table(found: Explanations, case: Case) -> Table:
    """How probable each explanation is, under every dating, width of words and widened prior."""
    caption = (
        "Each explanation after reading, in 100, all being alike before reading. Log evidence is the natural logarithm of how "
        "likely the statements are under it; “over the average” is its log evidence less that of all together. ± is one Monte "
        "Carlo error: how far chance in the societies drawn may move the number. Basis: fitted."
    )
    columns = ["explanation", "in 100", "log evidence", "over the average", "effective societies"]
    datings = [past.name for past in case.pasts] if len(case.pasts) > 1 else []
    columns += [f"in 100 if the past was {dated(name, case)}" for name in datings]
    columns += ["least and most in 100 under any dating, width of words or widened prior"]
    return table(caption, columns, _weights(found, datings, case), wide=True)


def _weights(found: Explanations, datings: Sequence[str], case: Case) -> Iterator[tuple[Cell, ...]]:
    for rival in sorted(found.rivals, key=lambda r: -r.weight):
        under = [rival.weight, *rival.under.values()]
        yield row(
            f"{first_upper(plain(rival.name))}: {explains(rival.name, case)}",
            f"{in_100(rival.weight)} ± {points(rival.error)}",
            f"{rival.log_evidence:.2f} ± {rival.evidence_error:.2f}".replace("-", "−"),
            cell(rival.against_average),
            f"{rival.ess:.0f}",
            *(in_100(rival.under[name]) for name in datings),
            f"{in_100(min(under))} to {in_100(max(under))}",
        )


def counts_table(answer: Why, case: Case) -> Table:
    """But-for counts under each dating of the past."""
    caption = (
        "Of 100 fitted societies in which demands became smaller (here: by a tenth or more) or gentler (here: by five points "
        "or more), in how many they would have: without a cause / with it alone. Basis: fitted."
    )
    columns = ["what became of demands", "if the past was", "in 100 societies", "with none of the causes"]
    columns += [f"without {plain(name)} / with it alone" for name in answer.causes]
    said = {SIZE: "smaller", MANNER: "gentler"}
    rows = (
        row(
            first_upper(said[name]),
            dated(each.dating, case),
            in_100(each.chance),
            in_100(each.with_none),
            *(f"{in_100(but_for.without)} / {in_100(but_for.alone)}" for but_for in each.causes),
        )
        for name, counted in answer.counts.items()
        for each in counted
    )
    return table(caption, columns, rows, wide=True)


def parts_table(answer: Why, outcome: str, case: Case) -> Table:
    """Contributions to one outcome, beside those before reading; of size also in what people buy and earn.

    The column of the share of the whole change is there only if some row has one.
    """
    goods = case.yardsticks if outcome == SIZE else ()
    shares = any(part.percent for part in answer.parts[outcome])
    caption = f"{ASKED[outcome]}: what moved it, in {unit(outcome, case)}, middle and 80 of 100 fitted societies. Basis: fitted; "
    caption += "before reading: assumed"
    caption += "; prices outside (derived)." if goods else "."
    caption += f" {_SHARES}" if shares else ""
    columns = ["if the past was", "due to", unit(outcome, case), "before reading"]
    columns += [f"{y.unit} at {y.says}" for y in goods]
    columns += ["in weeks of income"] if outcome == SIZE else []
    columns += ["of the whole change"] if shares else []
    in_incomes = {(p.dating, p.cause): p for p in answer.parts[IN_INCOME]} if outcome == SIZE else {}
    rows = (
        row(*_part(part, in_incomes.get((part.dating, part.cause)), case), *(_share(part) if shares else ()))
        for part in answer.parts[outcome]
    )
    return table(caption, columns, rows, wide=True)


def _part(part: Part, in_income: Part | None, case: Case) -> Iterator[str]:
    yield dated(part.dating, case)
    yield plain(part.cause)
    yield f"{moved(part.median, part.outcome)} ({spread(part.low, part.high, part.outcome)})"
    yield spread(part.prior[0], part.prior[2], part.outcome)
    for low, median, high in part.in_goods.values():
        yield f"{moved(median, SIZE)} ({spread(low, high, SIZE)})"
    if in_income:
        yield f"{moved(in_income.median, IN_INCOME)} ({spread(in_income.low, in_income.high, IN_INCOME)})"


def _share(part: Part) -> Iterator[str]:
    """The share of the whole change, where one can be given."""
    if part.percent:
        yield f"{part.percent[1]:.0f} % ({part.percent[0]:.0f} to {part.percent[2]:.0f})"
    else:
        yield "" if part.cause == TOTAL else "–"


def judgements_table(answer: Why, case: Case) -> Table:
    """What the verdicts rest on: the difference between the two leading causes, under each dating and width of words."""
    caption = (
        "What the first of the two leading causes contributes more than the second, 80 of 100 fitted societies; in brackets how "
        "many of the societies run again it is worth. Basis: fitted."
    )
    return _judgements(answer, case, caption, lambda difference: difference.kind != "prior")


def widened_table(answer: Why, case: Case) -> Table:
    """The same with each prior widened in turn."""
    caption = "The same with each prior (what is assumed before reading) widened in turn. Basis: fitted."
    return _judgements(answer, case, caption, lambda difference: difference.kind == "prior")


def _judgements(answer: Why, case: Case, caption: str, shown: Callable[[Difference], bool]) -> Table:
    asked = [name for name in (SIZE, MANNER) if answer.verdicts[name].differences]
    columns = ["judged"]
    for name in asked:
        first, second = (plain(cause) for cause in answer.verdicts[name].leading)
        columns.append(f"{ASKED[name]}: {first} less {second}, {unit(name, case)}")
    lines = zip(*(filter(shown, answer.verdicts[name].differences) for name in asked), strict=True) if asked else ()
    rows = (
        row(
            first_upper(judged(each[0], case)),
            *(f"{spread(d.low, d.high, name)} ({d.picks:.0f})" for name, d in zip(asked, each, strict=True)),
        )
        for each in lines
    )
    return table(caption, columns, rows, wide=True)
