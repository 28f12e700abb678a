"""How much a vague word is, as a small table in text and as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from shakedown.evidence.words import Word, known_words, korean_words, quartiles, vocabulary, word, writer_spread
from shakedown.fit.wording import Wording

_STANDSTILL = "nearly at a standstill"


def usual_words() -> tuple[str, ...]:
    """The ten words a writer is taken to choose from, that of a volume, and the Korean ones."""
    return (*(each.name for each in vocabulary()), _STANDSTILL, *korean_words())


def words_document(names: Sequence[str], offset: float) -> dict[str, Any]:
    """Quartiles as shares 0..1 of each word, as the source has them and with the offset, its basis and source."""
    words = [{**asdict(word(name)), "pushed": list(quartiles(name, offset))} for name in names]
    return {"offset": offset, "width_in_fit": Wording().width, "words": words}


def words_text(names: Sequence[str], offset: float) -> str:
    """The same for a reader; names what else is known."""
    return "\n".join([*_lead(offset), *_table([word(name) for name in names], offset), *_others(names)]) + "\n"


def _lead(offset: float) -> Iterator[str]:
    yield "How large a share a word means, in 100: a quarter of readers say less than the first number, half less than the"
    yield "second, three quarters less than the third. Basis: outside (a survey), or judgement (nobody asked, or not verified)."
    if offset:
        yield f"Of a writer who pushes words {offset:g} away from a half (logit; the sd of writers is {writer_spread():g})."
    yield f"A fit takes each {Wording().width:g} times as wide, for translation and second hand, and never 0 or 100."


def _table(words: Sequence[Word], offset: float) -> Iterator[str]:
    wide = max(map(_width, (each.name for each in words)), default=0)
    yield ""
    for each in words:
        low, middle, high = (f"{100 * share:.3g}" for share in quartiles(each.name, offset))
        pad = " " * (wide - _width(each.name))
        yield f"{each.name}{pad}  {low:>5} {middle:>5} {high:>5}  {each.basis:<9}  {each.source}"


def _others(names: Sequence[str]) -> Iterator[str]:
    shown = {word(name).name for name in names}
    yield f"\nAlso known: {', '.join(name for name in known_words() if name not in shown)}."


def _width(text: str) -> int:
    """Columns of a terminal: a Korean syllable takes two."""
    return sum(2 if "가" <= mark <= "힣" else 1 for mark in text)
