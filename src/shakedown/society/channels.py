"""Channels: mechanisms that are off unless a case switches them on. Which are on is read off its dials, priors and levers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shakedown.society.case import Case
from shakedown.society.history import Change, History, Yearly


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A mechanism of the model, and the dials and levers of which one alone switches it on by not being 0."""

    says: str
    dials: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()


RETALIATION = Channel(says="retaliation against those who refuse or complain", dials=("retaliation",))
QUOTA = Channel(says="a quota that superiors set", levers=("quota",))
STATUS = Channel(says="kin and superiors who claim more of better pay", dials=("status",))
NORMS = Channel(says="norms", dials=("norm_weight", "norm_ease", "resolve_weight"))
CHANNELS = (
    QUOTA,
    STATUS,
    Channel(says="a fine for a charge", dials=("fine",)),
    RETALIATION,
    NORMS,
    Channel(says="protectors of the powerful", dials=("protector",)),
    Channel(says="a reward for a complaint", levers=("reward",)),
    Channel(says="payers freed from blame", levers=("payer_freed",)),
    Channel(says="money from abroad", levers=("remittances",)),
    Channel(says="cash kept out of reach", dials=("hiding",)),
    Channel(says="pay in goods or late", dials=("pay_in_kind", "pay_missed")),
    Channel(says="posts given up, and who comes instead", dials=("quit_rate", "entry")),
    Channel(says="leverage lost with private trade", dials=("leverage",)),
    Channel(says="regard for what a sum costs people", dials=("consideration",)),
    Channel(says="an order to be courteous", levers=("courtesy",)),
)


def is_on(channel: Channel, case: Case) -> bool:
    """Whether a channel works in every society of a case."""
    fixed = any(getattr(case.rules, dial) != 0 or dial in case.priors for dial in channel.dials)
    return fixed or any(_moves(case.histories.get(lever)) for lever in channel.levers)


def is_on_somewhere(channel: Channel, case: Case) -> bool:
    """Whether a channel works in any society of a case: in all, under an explanation or in a scenario."""
    return is_on(channel, case) or any(_explained(channel, case)) or any(_may_come(channel, case))


def channels(case: Case) -> Mapping[str, tuple[str, ...]]:
    """The channels by where they work: "on", "explanation" (under one that says so), "scenario" (after now), "off"."""
    where: dict[str, list[str]] = {"on": [], "explanation": [], "scenario": [], "off": []}
    for channel in CHANNELS:
        where[_where(channel, case)].append(channel.says)
    return {name: tuple(says) for name, says in where.items()}


def _where(channel: Channel, case: Case) -> str:
    if is_on(channel, case):
        return "on"
    if any(_explained(channel, case)):
        return "explanation"
    return "scenario" if any(_may_come(channel, case)) else "off"


def _explained(channel: Channel, case: Case) -> Iterator[bool]:
    for each in case.explanations:
        yield any(each.rules.get(dial, 0) != 0 for dial in channel.dials)
        yield any(_moves(each.histories.get(lever)) for lever in channel.levers)


def _may_come(channel: Channel, case: Case) -> Iterator[bool]:
    for each in case.scenarios.values():
        yield any(each.levers.get(lever, 0) != 0 for lever in channel.levers)


def _moves(history: History | Yearly | None) -> bool:
    """Whether a lever is ever anything but 0; a value that is fitted is."""
    if isinstance(history, Yearly):
        return any(value != 0 for _, _, value in history.points)
    return history is not None and any(_is_something(change) for change in history.changes)


def _is_something(change: Change) -> bool:
    return isinstance(change.value, str) or change.value != 0
