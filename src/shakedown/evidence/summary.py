"""What a table of records holds, counted: nothing is weighed, ranked or inferred, and no two columns are crossed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shakedown.evidence.records import Record

NOT_SAID = ""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Numbers of records, by one column at a time; the key "" counts those whose page does not say.

    Places are in alphabetical order and years in that of time, other keys by how many records have them.
    """

    records: int
    pages: int
    """Different addresses; records of one address are one report."""
    without_address: int
    who: Mapping[str, int]
    where: Mapping[str, int]
    """By `place_public`: a province or something wider."""
    when: Mapping[str, int]
    """By year."""
    tone: Mapping[str, int]
    situation: Mapping[str, int]
    sources: Mapping[str, int]
    worse: int
    """Records whose page compares with before, and says it became harsher."""
    milder: int
    same: int

    @property
    def compare(self) -> int:
        """Records whose page compares with before."""
        return self.worse + self.milder + self.same


def summary(records: Sequence[Record]) -> Summary:
    """Count records; sums of money are not looked at."""
    moved = Counter(record.severity_direction for record in records)
    return Summary(
        records=len(records),
        pages=len({record.url for record in records if record.url}),
        without_address=sum(not record.url for record in records),
        who=_most_first(record.perp_public for record in records),
        where=_by_name(record.place_public for record in records),
        when=_by_name(record.period_public[:4] for record in records),
        tone=_most_first(record.tone for record in records),
        situation=_most_first(record.situation for record in records),
        sources=_most_first(record.source_name for record in records),
        worse=moved["up"],
        milder=moved["down"],
        same=moved["flat"],
    )


def _by_name(keys: Iterable[str]) -> Mapping[str, int]:
    counted = Counter(keys)
    return {key: counted[key] for key in sorted(counted, key=lambda key: (key == NOT_SAID, key.casefold(), key))}


def _most_first(keys: Iterable[str]) -> Mapping[str, int]:
    counted = Counter(keys)
    return {key: counted[key] for key in sorted(counted, key=lambda key: (key == NOT_SAID, -counted[key], key))}
