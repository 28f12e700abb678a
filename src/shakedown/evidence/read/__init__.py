"""Reading a report: a text in, proposed codes out, each with the words that show it. Offline, by lists of words alone.

`read_text` and `read_file` are the doors. Read on in `reading` (what comes out), `read` (the rules in their order),
`page` (a text prepared), `cues_en.toml` and `cues_ko.toml` (the words). `score` compares proposals with codes made by hand.
"""

from shakedown.evidence.read.files import read_file
from shakedown.evidence.read.languages import language_of
from shakedown.evidence.read.read import read_text
from shakedown.evidence.read.reading import Proposal, Reading

RULES = "2026-11-24"
"""The version of the rules and lists: the day of their last change. Another version may read the same text otherwise."""

__all__ = ["RULES", "Proposal", "Reading", "language_of", "read_file", "read_text"]
