"""Who wrote what a record tells: one outlet is one witness, and so is one page, whatever outlet its records name."""

from collections.abc import Iterable, Mapping

from shakedown.evidence.draft import NOT_SAID
from shakedown.evidence.duplicates import page
from shakedown.evidence.records import Record


def writers(records: Iterable[Record]) -> Mapping[str, str]:
    """The writer of each record by its id: that of the first record of its page, else its outlet, else its text."""
    of_page: dict[str, str] = {}
    return {record.id: of_page.setdefault(page(record.url) or record.id, _outlet(record)) for record in records}


def _outlet(record: Record) -> str:
    """An outlet in small letters; texts whose outlet nobody gave are a witness each."""
    known = record.source_name != NOT_SAID
    return _plain(record.source_name if known else record.id.rpartition("-")[0]) or record.id


def _plain(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
