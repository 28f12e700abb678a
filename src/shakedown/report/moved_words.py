"""What a moved lever changes, in a reader's words: a headline, cards, and a table with harm beside burden."""

from collections.abc import Sequence
from dataclasses import dataclass

from shakedown.answers.moved import Moved, Number
from shakedown.answers.then_and_now import SURE
from shakedown.report.future_phrases import amount, retaliation_told, spread, unit
from shakedown.report.phrases import first_upper, listed, spaced, written
from shakedown.report.table import Cell, Table, row, table

CARDS = ("mean_amount", "share_coercive", "demands", "burden")
"""The four numbers of the first screen."""
_MOVES = {
    "mean_amount": ("households are asked for more", "households are asked for less"),
    "share_coercive": ("officers threaten and order more often", "officers ask more gently"),
    "demands": ("there are more demands", "there are fewer demands"),
    "burden": ("households pay more of their income", "households pay less of their income"),
}
BASIS_MOVED = (
    "Basis: model (fitted societies run on for the year after now, each beside itself left as it is; the lever's value is "
    "assumed)."
)
NOT_MODELLED = (
    "What punishment does to a person: not modelled. Services beyond those simulated, which may take what these leave: not "
    "modelled. The penalty for officers is the same throughout."
)


@dataclass(frozen=True, kw_only=True)
class Card:
    """One number of the first screen as it is printed."""

    name: str
    says: str
    unit: str
    value: str
    span: str
    still: str
    change: str
    change_unit: str
    counts: str


def harm_told(told: Moved) -> str:
    """What is said of harm beside the numbers: retaliation, then what no society here holds."""
    return f"{retaliation_told(told.retaliation)} {NOT_MODELLED}"


def cards(told: Moved) -> tuple[Card, ...]:
    """The four numbers."""
    return tuple(_card(told.of(name), told.runs) for name in CARDS)


def _card(number: Number, runs: int) -> Card:
    about = number.about
    low, mid, high = (amount(v, about) for v in (number.level.low, number.level.median, number.level.high))
    return Card(
        name=about.name,
        says=first_upper(about.says),
        unit=unit(about),
        value=mid,
        span=f"{low} – {high}",
        still=spread(number.still, about),
        change=spread(number.change, about, change=True),
        change_unit=unit(about, change=True),
        counts=f"{number.rises} / {number.falls} / {runs - number.rises - number.falls}",
    )


def headline(told: Moved) -> str:
    """What surely moves (in nine of ten runs), with its count; what does not is named as not told apart."""
    if not told.settings:
        return "Nothing is moved: every number stands as it is."
    sure = [_moves(number, told.runs) for number in first_four(told) if is_sure(number, told.runs)]
    unsure = [number.about.says for number in first_four(told) if not is_sure(number, told.runs)]
    open_ = f"Not told apart: {listed(unsure)}." if unsure else ""
    return f"If {_settings(told)}: {listed(sure) or 'nothing surely moves'}. {open_}".strip()


def _settings(told: Moved) -> str:
    return listed([f"{spaced(name)} is {written(value)}" for name, value in told.settings.items()])


def first_four(told: Moved) -> tuple[Number, ...]:
    """The numbers of the cards."""
    return tuple(told.of(name) for name in CARDS)


def is_sure(number: Number, runs: int) -> bool:
    """Whether it goes one way in nine of ten runs."""
    return most(number) >= SURE * runs


def most(number: Number) -> int:
    """The runs in which it goes the way that most go."""
    return max(number.rises, number.falls)


def _moves(number: Number, runs: int) -> str:
    up = number.rises > number.falls
    return f"{_MOVES[number.about.name][0 if up else 1]} (in {most(number)} of {runs} runs)"


def moved_table(told: Moved) -> Table:
    """Every number as it is, moved, and the paired change, with the runs in which it is higher, lower and alike."""
    columns = ["number", "unit", "as it is", "moved", "change", "higher / lower / alike, runs"]
    caption = f"The year after now in {told.runs} runs: the middle and the range of 80 of 100 of them. {BASIS_MOVED}"
    off = [row("Retaliation", "", *(told.retaliation,) * 2, "–", "–")] if told.retaliation else []
    return table(caption, columns, [*(_row(n, told.runs) for n in told.numbers), *off], wide=True)


def _row(number: Number, runs: int) -> tuple[Cell, ...]:
    about, alike = number.about, runs - number.rises - number.falls
    return row(
        first_upper(about.says), unit(about), spread(number.still, about), spread(number.level, about),
        spread(number.change, about, change=True), f"{number.rises} / {number.falls} / {alike}",
    )  # fmt: skip


def pins_table(pins: Sequence[tuple[str, Moved]]) -> Table:
    """Pinned settings as paired differences from the same societies left as they are, harm beside burden."""
    first = pins[0][1]
    names = (*CARDS, "dismissals", "complaints", *([] if first.retaliation else ["retaliations"]))
    columns = [
        "pinned",
        *(f"{first_upper(first.of(n).about.says)}, {unit(first.of(n).about, change=True)}" for n in names),
    ]
    caption = f"Changes from as it is, in the same societies with the same chance. {harm_told(first)} {BASIS_MOVED}"
    rows = (
        row(f"{label}: {_settings(told) or 'as it is'}", *(_change(told.of(n), told.runs) for n in names))
        for label, told in pins
    )
    return table(caption, columns, rows, wide=True)


def _change(number: Number, runs: int) -> str:
    return f"{spread(number.change, number.about, change=True)}; higher in {number.rises}, lower in {number.falls} of {runs}"


def moved_text(told: Moved) -> str:
    """The same for a terminal: the headline, then a number a line."""
    lines = (
        f"{first_upper(n.about.says)}, {unit(n.about)}: {spread(n.level, n.about)}; as it is {spread(n.still, n.about)}; change "
        f"{_change(n, told.runs)}."
        for n in told.numbers
    )
    return "\n".join([headline(told), *lines, harm_told(told), BASIS_MOVED]) + "\n"
