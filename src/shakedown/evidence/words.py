"""How much a vague word is: the share a reader may take "rarely" or "mostly" to mean, with its spread.

Quartiles come from surveys of mostly English-speaking readers, or from a judgement marked so. They are not
widened here for translation or hearsay; the likelihood does that.
"""

from collections.abc import Sequence
from math import exp, log, pi, sqrt

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest, shown
from shakedown.evidence.word_table import READ_AS, all_words, logit, word_rows
from shakedown.evidence.word_table import Word as Word

_LOWER_HALF = ("never", "almost never", "rarely", "sometimes", "about half")
_UPPER_HALF = ("often", "usually", "mostly", "almost always", "always")


def vocabulary() -> tuple[Word, ...]:
    """The ten frequency words a writer is taken to choose from, from never to always."""
    return tuple(all_words()[name] for name in _LOWER_HALF + _UPPER_HALF)


def known_words() -> tuple[str, ...]:
    """Every word `word` knows, in alphabetical order."""
    return tuple(sorted(all_words()))


def word(name: str) -> Word:
    """One word by name, of the ten or any with quartiles; raises `InputError` naming the nearest known."""
    found = all_words().get(" ".join(name.lower().split()))
    if found is None:
        raise InputError(f"{shown(name)} is not a word whose share is known. {nearest(name, known_words())}")
    return found


def density(name: str, shares: Sequence[float], offset: float = 0.0, width: float = 1.0) -> tuple[float, ...]:
    """How dense a word lies at each share 0..1: per unit of share, integrating to 1 between 0 and 1, and 0 at both ends.

    `offset` is how far one writer's words are pushed away from a half (logit; sd `writer_spread`). `width` multiplies the
    spread: 1 is as surveyed or judged, 1.5 as the likelihood takes it, for translation and second hand. `word` gives basis
    and source. It says nothing of which word a writer chooses. Raises `InputError` for an unknown word.
    """
    meant = word(name)
    centre = meant.centre + offset * _side(meant.centre)
    spread = meant.width * width
    return tuple(_logit_normal(share, centre, spread) for share in shares)


def quartiles(name: str, offset: float = 0.0, width: float = 1.0) -> tuple[float, float, float]:
    """The three quartiles of `density`, as shares 0..1; with neither offset nor width those of the table, 0 and 1 too."""
    meant = word(name)
    given = meant.q25, meant.median, meant.q75
    if offset == 0 and width == 1:
        return given
    pushed = meant.centre + offset * _side(meant.centre)
    low, middle, high = (1 / (1 + exp(-pushed - (logit(share) - meant.centre) * width)) for share in given)
    return low, middle, high


def korean_words() -> tuple[str, ...]:
    """The Korean words that are known, from always to never, then that of a volume.

    Each has the quartiles of an English one, by a judgement marked so.
    """
    return tuple(row["word"] for row in word_rows(READ_AS) if row["language"] == "ko")


def writer_spread() -> float:
    """How far one writer's words lie from another's: the sd of a person's push away from a half, in logit units.

    A writer who puts "mostly" higher than others puts "rarely" lower: among 46 readers x 17 phrases
    (zonination/perceptions, 2015) the shift of likely words and of unlikely ones correlate by rank at -0.5. So the
    offset of a writer is how extreme his words are, not a shift of all words the same way (which would have sd 0.18).
    Derived there: percentages pulled inside 1..99, logits signed away from a half = phrase + person + rest, by least
    squares; answers further than 4 MAD from that fit dropped once; then the variance of the person parts less what the
    rest alone would give them. Repeat with `tools/writer_spread.py` (its third line).
    """
    return 0.33


def _side(centre: float) -> int:
    """Where a word lies: 1 above a half, -1 below, 0 at it."""
    return (centre > 0) - (centre < 0)


def _logit_normal(share: float, centre: float, spread: float) -> float:
    """The density at a share, in units of share, of what is normal in logits."""
    if not 0 < share < 1:
        return 0.0
    away = (log(share / (1 - share)) - centre) / spread
    return exp(-0.5 * away**2) / (spread * sqrt(2 * pi) * share * (1 - share))
