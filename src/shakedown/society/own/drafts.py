"""Draft statements from coded records: what the fields of one record say about a measure, to be checked against the report.

Only fields are read, never a text; what they do not settle is said in a sentence and left to the author. A sum
in another money is converted by the nearest dated rate, or gives no draft.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shakedown.evidence.records import Record
from shakedown.society.own.dates import Times
from shakedown.society.own.sums import CUTS, ends, exceeding_word, in_money, is_a_demands, middle, unread_sum

_SPEAKING = ("incident", "pattern", "aggregate")
_FRAMED = {"hardship_appeal": "hardship", "loan_framing": "loan", "favour_promise": "favour"}
_MANNERS = {"coercive": "threat", "brazen": "order", "polite": "request"}
_MOVES = {"up": "up", "down": "down", "flat": "same"}
_MEASURES = {"demanded": "median_amount", "": "median_amount", "paid": "paid_per_demand"}
_ONE_SUM = 1.25
"""Ends of a sum further apart than this, as a ratio, are a range."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One drafted statement; `says` is the same in words. `more` holds keys beside the usual ones, such as threshold."""

    id: str
    measure: str
    window: str
    kind: str
    value: Any
    says: str
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fitted(self) -> bool:
        """Whether it enters the fit."""
        return bool(self.more.get("use", "fit") == "fit")


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What one record gave: drafts, and a sentence for each thing of it that gave none."""

    record: Record
    drafts: tuple[Draft, ...]
    silences: tuple[str, ...]
    converted: str = ""
    """How its sum came into the case's money, if it was in another."""


def drafted(record: Record, currency: str, when: Times) -> Drafted:
    """The drafts of one record in a case that counts in `currency`."""
    window = when.window_of(record.period_public)
    if record.record_type not in _SPEAKING:
        silence = f"a record of the type {record.record_type} tells of no demand"
    elif not window:
        silence = f"its period, {record.period_public}, is neither now nor in a past of the case"
    else:
        counted, told = in_money(record, currency)
        drafts = [*_sums(counted, currency, window), *_manner(counted, currency, window)]
        drafts += _moves(record, window, alone=not drafts)
        silences = tuple(_silences(counted, currency, drafts, told))
        return Drafted(
            record=record, drafts=tuple(drafts), silences=silences, converted="" if counted is record else told
        )
    return Drafted(record=record, drafts=(), silences=(silence,))


def _sums(record: Record, currency: str, window: str) -> Iterator[Draft]:
    low, high = ends(record)
    if not is_a_demands(record, currency) or _is_event(record, currency):
        return
    if record.amount_role in CUTS and (cut := low if CUTS[record.amount_role][0] else high):
        spoken = exceeding_word(record)
        yield Draft(
            id=f"{record.id}-sums", measure="share_above", window=window, kind="word", value=spoken,
            says=f"demands are {spoken} above {cut:,.15g} {currency}", more={"threshold": cut},
        )  # fmt: skip
    elif record.amount_role in _MEASURES and low is not None and high:
        low, high = (low, high) if low < high else (low / _ONE_SUM, high * _ONE_SUM)
        measure = _MEASURES[record.amount_role]
        of = "a usual demand is for" if measure == "median_amount" else "a demand brings"
        one = {"weight": 0.5} if record.record_type == "incident" else {}
        yield Draft(
            id=f"{record.id}-sums", measure=measure, window=window, kind="interval", value=(low, high),
            says=f"{of} {low:,.6g} to {high:,.6g} {currency}", more={**one, "basis": "judgement"},
        )  # fmt: skip


def _manner(record: Record, currency: str, window: str) -> Iterator[Draft]:
    manner = _MANNERS.get(record.tone)
    if manner and record.record_type == "incident":
        event: dict[str, Any] = {"manner": manner}
        told = "no sum named"
        if _is_event(record, currency):
            amount = float(f"{middle(record):.6g}")
            event |= {"amount": amount, "currency": currency}
            told = f"{amount:,.15g} {currency}"
        framings = sorted({_FRAMED[each] for each in record.tactic if each in _FRAMED})
        if framings and manner == "request":
            event["framings"] = framings
        yield Draft(
            id=f"{record.id}-event", measure="mean_amount", window=window, kind="event", value=event,
            says=f"one {manner}, {told}", more={"basis": "judgement"},
        )  # fmt: skip
    elif record.tone in ("coercive", "polite"):
        coercive = record.tone == "coercive"
        yield Draft(
            id=f"{record.id}-manner", measure="share_coercive", window=window, kind="interval",
            value=(0.5, 0.95) if coercive else (0.0, 0.5), says=f"demands are {'mostly' if coercive else 'less often'} coercive",
            more={"basis": "judgement"},
        )  # fmt: skip


def _moves(record: Record, window: str, *, alone: bool) -> Iterator[Draft]:
    """What became of sums and manner until now: left out of the fit, to be compared, if the record says more than this."""
    use = {} if alone else {"use": "predict"}
    told = (("amount_direction", "mean_amount", "sums"), ("severity_direction", "share_coercive", "threats and orders"))
    for column, measure, of in told:
        move = _MOVES.get(getattr(record, column))
        if move and window == "now":
            yield Draft(
                id=f"{record.id}-{measure.replace('_', '-')}-moved", measure=measure, window="change", kind="direction",
                value=move, says=f"{of}: {move}, from the past to now", more=use,
            )  # fmt: skip


def _silences(record: Record, currency: str, drafts: list[Draft], unconverted: str) -> Iterator[str]:
    if any(ends(record)) and not any(d.kind == "word" or _names_a_sum(d) for d in drafts):
        yield unread_sum(record, currency, unconverted)
    if record.tone not in _MANNERS:
        yield f"its tone is {record.tone or 'blank'}, so nothing is drafted of its manner"
    elif record.tone == "brazen" and record.record_type != "incident":
        yield "its tone is brazen, which may be any manner, so nothing is drafted of it"
    if any(getattr(record, each) in _MOVES for each in ("amount_direction", "severity_direction")) and not any(
        d.kind == "direction" for d in drafts
    ):
        yield "it tells of a change, but not of one until now"


def _names_a_sum(draft: Draft) -> bool:
    return "amount" in draft.value if draft.kind == "event" else draft.measure in _MEASURES.values()


def _is_event(record: Record, currency: str) -> bool:
    """One demanded sum of one act whose manner is known."""
    low, high = ends(record)
    one = low and high and high <= _ONE_SUM * low
    told = record.record_type == "incident" and record.tone in _MANNERS and record.amount_role in ("demanded", "")
    return bool(one and told and is_a_demands(record, currency))
