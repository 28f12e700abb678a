"""Rows that may tell of the same page or the same event, and texts that are one text printed again.

A hint to look, never a decision: two rows of one page can be two acts, and two alike rows two events. A repost is no second
witness.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from shakedown.evidence.records import Record

REPOST = 0.3
"""Share of five-word runs of the shorter text from which two texts are taken for one; a judgement, see `same_text`."""
_RUN = 5
_FEWEST_RUNS = 20
_WORD = re.compile(r"[^\W_]+")
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|share|amp|outputType", re.IGNORECASE)
_HOST_PREFIX = re.compile(r"^(?:www|m|amp)\.")
_AMP_END = re.compile(r"(?:/amp|\.amp)(?=/?$|\.html$)|/amp(?=/)", re.IGNORECASE)

What = Literal["page", "event"]


@dataclass(frozen=True)
class Alike:
    """Rows that share a page, or all that a record says of an event; `base` are rows of the shipped base, by id."""

    what: What
    rows: tuple[str, ...]
    base: tuple[str, ...] = ()


def duplicates(records: Sequence[Record], base: Sequence[Record] = ()) -> tuple[Alike, ...]:
    """Groups of rows of one page, then of one event; a row that stands as it is in `base` is not set against itself."""
    others = [record for record in base if record not in records]
    pages = tuple(_groups("page", records, others, lambda record: page(record.url)))
    events = _groups("event", records, others, _event)
    return (*pages, *(event for event in events if not any(_within(event, each) for each in pages)))


def page(url: str) -> str:
    """An address by what it leads to: without scheme, www or mobile prefix, AMP, tracking, fragment and last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a bracket that opens no IPv6 address
        return url.strip()
    host = _HOST_PREFIX.sub("", parts.netloc.lower())
    path = _AMP_END.sub("", parts.path).rstrip("/")
    kept = sorted((key, value) for key, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(key))
    return f"{host}{path}{'?' + urlencode(kept) if kept else ''}"


def overlap(a: str, b: str) -> float:
    """The share of the shorter text's five-word runs that the other has too, 0..1; 0 for a text too short to tell (24 words)."""
    fewer, more = sorted((_runs(a), _runs(b)), key=len)
    return len(fewer & more) / len(fewer) if len(fewer) >= _FEWEST_RUNS else 0.0


def reposts(texts: Sequence[str]) -> tuple[tuple[int, int, float], ...]:
    """Pairs of texts that look like one printed again: (place of the first, of the other, how far they overlap)."""
    pairs = ((a, b, overlap(texts[a], texts[b])) for a, b in combinations(range(len(texts)), 2))
    return tuple(pair for pair in pairs if pair[2] >= REPOST)


def same_text(a: str, b: str, threshold: float = REPOST) -> bool:
    """Whether one text is the other printed again: cut, under another headline, or lightly reworded.

    It does not see a retelling in other words, nor a translation. Unlike texts that quote the same sentence share a few
    runs in a hundred; a copy in which every eighth word is changed keeps three of eight.
    """
    return overlap(a, b) >= threshold


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _within(group: Alike, other: Alike) -> bool:
    return set(group.rows) <= set(other.rows) and set(group.base) <= set(other.base)


def _event(record: Record) -> str:
    """All that a coarse record says of where, when, who and how much, with its outlet; "" if a part of it is not said."""
    said = (record.source_name, record.period_public, record.place_public, record.perp_public)
    parts = (*said, record.amount_band, record.currency)
    return "\n".join(parts) if all(parts) else ""


def _groups(
    what: What, records: Iterable[Record], base: Iterable[Record], key: Callable[[Record], str]
) -> Iterator[Alike]:
    """Rows of one key, if there are two or more and one of them is the user's own."""
    ours, theirs = _by_key(records, key), _by_key(base, key)
    for each, rows in ours.items():
        if each and len(rows) + len(theirs.get(each, ())) > 1:
            yield Alike(what, tuple(rows), tuple(theirs.get(each, ())))


def _by_key(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[str]]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for record in records:
        held[key(record)].append(record.id)
    return held
