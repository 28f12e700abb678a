"""One officer's and one household's weeks as tables. What a demand brought the officer is in none of them."""

from collections.abc import Sequence

from shakedown.answers.story import Demand, Story, Week
from shakedown.report.phrases import in_100, listed, written
from shakedown.report.table import Cell, Table, row, table

INVENTED = "Invented by the model. Basis: model."


def officer_table(weeks: Sequence[Week], currency: str) -> Table:
    """What he asked for and how, what the state gave him, and what befell him; the latest week first."""
    columns = [
        "week",
        "he asked",
        f"from the state, {currency}",
        "need left uncovered, in 100",
        "fear, in 100",
        "what befell him",
    ]
    caption = f"One officer, week by week. {INVENTED}"
    return table(caption, columns, (_officer(week, currency) for week in reversed(weeks)), wide=True)


def _officer(week: Week, currency: str) -> tuple[Cell, ...]:
    befell = "dismissed; a successor comes" if week.dismissed else "charged" if week.charged else "nothing"
    asked = "; ".join(_said(demand, currency) for demand in week.demands) or "nothing"
    return row(f"{week.number}", asked, written(week.provision, 0), in_100(week.shortfall), in_100(week.fear), befell)


def _said(demand: Demand, currency: str) -> str:
    """One demand; a request with what it pleads."""
    how = {"threat": "with a threat", "order": "as an order", "request": "as a request"}[demand.manner]
    pleads = {"hardship": "hardship", "loan": "a loan", "favour": "a favour later", "season": "the season"}
    named = listed([pleads[f] for f in demand.framings])
    return f"{written(demand.amount)} {currency} {how}{f' ({named})' if named else ''}"


def household_table(story: Story, weeks: Sequence[Week], currency: str) -> Table:
    """How often the household was asked, what it gave, what it has left; the latest week first."""
    columns = ["week", "times asked", f"it gave, {currency}", f"it has left, {currency}"]
    trade = "with" if story.trades else "without"
    caption = (
        f"The one of {story.households} households that is asked most often at first: income fifth {story.fifth} of 5, {trade} "
        f"private trade, usual income {written(story.income, 0)} {currency} a week. {INVENTED}"
    )
    rows = (row(f"{w.number}", f"{w.asked}", written(w.gave, 0), written(w.household_cash, 0)) for w in reversed(weeks))
    return table(caption, columns, rows)
