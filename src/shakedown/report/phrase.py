"""One phrase of a phrase book: an English template with fields, and its like in another language with the same fields.

A field is said in its turn, so a phrase fits a text only where everything in its fields can be said. Fields of some names hold
only what their name says: `n`, `n1`, ... a number, `id` that of a record or statement, `when` one time, `command` what is typed.
"""

import re
from collections.abc import Callable, Mapping

from shakedown.report.particles import agreeing

Say = Callable[[str], str | None]
"""What says a text as a whole, or cannot."""
_FIELD = re.compile(r"\{(\w+)\}")
_NUMBERED = re.compile(r"n\d*")
_ID = re.compile(r"\[[\w-]+\]|[A-Z]+\d+")
_COUNT = re.compile(r"(?:fewer than |more than |about )?[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten")
_DIGITS = re.compile(r"[^A-Za-z<>;:()\s]*\d[^A-Za-z<>;:()\s]*")


class Phrase:
    """A phrase with fields. letters, size: of its own, outside the fields: the more, the less it fits by chance."""

    def __init__(self, english: str, said: str) -> None:
        parts = _FIELD.split(english)
        self.said = said
        self.fixed, self.fields = [part.lower() for part in parts[::2]], parts[1::2]
        self.letters = sum(len(re.sub(r"[^a-z]", "", part)) for part in self.fixed)
        self.size = sum(len(part) for part in self.fixed)

    @property
    def has_id(self) -> bool:
        """Whether a field is an id, which nothing else is taken for."""
        return "id" in self.fields

    def fitted(self, text: str, say: Say) -> str | None:
        """The text in the other language, if this phrase fits it."""
        low = text.lower()
        if not all(part in low for part in self.fixed) or (self.has_id and not _ID.search(text)):
            return None
        starts = low.startswith(self.fixed[0])
        fields = self._after(text, low, len(self.fixed[0]), 1, say) if starts else None
        return None if fields is None else self._filled(fields)

    def _after(self, text: str, low: str, at: int, place: int, say: Say) -> Mapping[str, str] | None:
        """What the fields hold from `at` on, where the `place`th stands, said; the shortest that can be said is taken."""
        name, fixed, last = self.fields[place - 1], self.fixed[place], place == len(self.fields)
        end = _end(low, fixed, at) if last else low.find(fixed, at + 1)
        while end > at:
            held = _held(name, text[at:end], say)
            rest = None if held is None else {} if last else self._after(text, low, end + len(fixed), place + 1, say)
            if held is not None and rest is not None:
                return {name: held, **rest}
            end = -1 if last else low.find(fixed, end + 1)
        return None

    def _filled(self, fields: Mapping[str, str]) -> str:
        return agreeing(_FIELD.sub(lambda field: fields[field[1]], self.said))


def _end(low: str, fixed: str, at: int) -> int:
    """Where the last field ends: before what the phrase ends with."""
    end = len(low) - len(fixed)
    return end if low.endswith(fixed) and end > at else -1


def _held(name: str, text: str, say: Say) -> str | None:
    """What a field holds, said; None if a field of its name cannot hold it."""
    if name == "command":
        return text
    if name == "id":
        return text if _ID.fullmatch(text) else None
    if _NUMBERED.fullmatch(name):
        return text if _DIGITS.fullmatch(text) else say(text) if _COUNT.fullmatch(text) else None
    return None if name == "when" and ";" in text else say(text)
