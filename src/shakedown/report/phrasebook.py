"""A phrase book: what we say, in another language, found by its English.

A phrase is one English template and one of the other language, with the same fields: "{a} of 100" = "100 중 {a}". A field is
itself said by the book, so a template fits only where everything in it can be said; a field `n`, `n1`, ... holds a number, `id`
an id in square brackets, `command` what is typed. What no phrase fits stays English: nothing is guessed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from shakedown.report.particles import agreeing
from shakedown.society.case import Case
from shakedown.society.phrases import read_phrases

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"n\d*")
_ID = re.compile(r"\[[\w-]+\]|[A-Z]+\d+")
_COUNT = re.compile(r"(?:fewer than |more than |about )?[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten")
_DIGITS = re.compile(r"[^A-Za-z<>;:]*\d[^A-Za-z<>;:]*")
_AS_IT_IS = re.compile(
    r"<code>.*?</code>|https?://\S+|\[[\w-]+\]|--[\w-]+|\w*_\w*|\b[\w/-]+(?:\.[\w/-]+)+|\b[A-Z]{2,}\d*\b|\b[A-Z]\d+\b"
    r"|\b(?=[a-f]*\d)[0-9a-f]{8,}\b|</?tspan[^>]*>"
)
"""Code, addresses, ids, names of dials, abbreviations and hashes read alike in every language."""
_LETTERS = re.compile(r"[A-Za-z]")
_LINK = re.compile(r"(<a\b[^>]*>)(.*)(</a>)")
_SENTENCES = re.compile(r"(?<=[.?!])\s+")
_LONGEST = 900
"""No template is longer: a longer text is a list, and is taken apart first."""
_LONG = 12
"""A template with fewer letters of its own than this is tried only after a text is taken apart at its separators."""


class PhraseBook:
    """Phrases of one language. `say` never fails: a sentence that the book does not hold stays as it is."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._exact = {english.lower(): said for english, said in phrases.items() if "{" not in english}
        templates = [_Template(english, said) for english, said in phrases.items() if "{" in english]
        templates.sort(key=lambda each: -each.letters)
        self._long = [each for each in templates if each.letters >= _LONG]
        self._short = [each for each in templates if each.letters < _LONG]
        self._known: dict[str, str | None] = {}

    def say(self, text: str) -> str:
        """A text of one or more sentences; each that the book holds is said, the others stay."""
        whole = self.whole(text)
        if whole is not None:
            return whole
        return " ".join(self.whole(part) or part for part in _SENTENCES.split(text))

    def whole(self, text: str) -> str | None:
        """A text of which every part can be said; else None."""
        if text not in self._known:
            self._known[text] = None  # a phrase never rests on itself
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> str | None:
        if text.lower() in self._exact:
            return self._exact[text.lower()]
        if not _LETTERS.search(_AS_IT_IS.sub(self._unknown, text)):
            return text
        if not _balanced(text):
            return None
        return next((said for said in self._tries(text) if said is not None), None)

    def _unknown(self, name: re.Match[str]) -> str:
        """Nothing of a name that reads alike everywhere; the name itself if the book has a word for it."""
        return name[0] if name[0].lower() in self._exact else ""

    def _tries(self, text: str) -> Iterator[str | None]:
        if link := _LINK.fullmatch(text):
            inner = self.whole(link[2])
            yield None if inner is None else link[1] + inner + link[3]
        sentences = _SENTENCES.split(text)
        if len(sentences) > 1 and _LINK.fullmatch(text) is None:
            yield self._all(sentences, " ")
        if len(text) < _LONGEST:
            yield from (self._fitted(each, text) for each in self._long)
        if text.endswith("."):
            inner = self.whole(text[:-1])
            yield None if inner is None else f"{inner}."
        for separator in ("; ", ": ", ", ", " · "):
            yield self._all(_apart(text, separator), separator)
        yield from (self._fitted(each, text) for each in self._short)

    def _all(self, parts: list[str], separator: str) -> str | None:
        """The parts of a text, if there are several and each can be said."""
        said = [self.whole(part) for part in parts] if len(parts) > 1 else [None]
        return None if None in said else separator.join(part for part in said if part)

    def _fitted(self, template: "_Template", text: str) -> str | None:
        if not template.may_fit(text.lower()):
            return None
        fields = self._fields(template, text, text.lower(), 0, 0)
        return None if fields is None else template.filled(fields)

    def _fields(self, template: "_Template", text: str, low: str, at: int, place: int) -> dict[str, str] | None:
        """What each field holds from `place` on, said; the text before `at` is taken. The nearest fit is the one."""
        fixed = template.fixed[place]
        if place == 0:
            return self._fields(template, text, low, len(fixed), 1) if low.startswith(fixed) else None
        last = place == len(template.fixed) - 1
        end = len(low) - len(fixed) if last and low.endswith(fixed) else -1 if last else low.find(fixed, at + 1)
        while end > at:
            said = self._held(template.fields[place - 1], text[at:end])
            rest = {} if last else self._fields(template, text, low, end + len(fixed), place + 1) if said else None
            if said is not None and rest is not None:
                return {template.fields[place - 1]: said, **rest}
            end = -1 if last else low.find(fixed, end + 1)
        return None

    def _held(self, field: str, text: str) -> str | None:
        if field == "command" or (field == "id" and _ID.fullmatch(text)):
            return text
        if _NUMBER.fullmatch(field):
            return text if _DIGITS.fullmatch(text) else self.whole(text) if _COUNT.fullmatch(text) else None
        return None if field == "id" else self.whole(text)


class _Template:
    """One phrase with fields: the English between them in small letters, and the other language."""

    def __init__(self, english: str, said: str) -> None:
        parts = _FIELD.split(english)
        self.fixed, self.fields = [part.lower() for part in parts[::2]], parts[1::2]
        self.letters = sum(len(re.sub(r"[^a-z]", "", part)) for part in self.fixed)
        self.said = said

    def may_fit(self, low: str) -> bool:
        return all(part in low for part in self.fixed)

    def filled(self, fields: Mapping[str, str]) -> str:
        return agreeing(_FIELD.sub(lambda field: fields[field[1]], self.said))


def _balanced(text: str) -> bool:
    """Whether every bracket and quotation mark that opens is closed."""
    return text.count("(") == text.count(")") and text.count("“") == text.count("”")


def _apart(text: str, separator: str) -> list[str]:
    """A text at its separators outside brackets and quotation marks."""
    parts = [""]
    for piece in text.split(separator):
        parts[-1] += piece
        if _balanced(parts[-1]):
            parts.append("")
        else:
            parts[-1] += separator
    return [part for part in parts if part]


@cache
def _ours(lang: str) -> Mapping[str, str]:
    return read_phrases(files("shakedown.report") / "labels" / f"briefing_{lang}.toml")


def book_of(case: Case, lang: str) -> PhraseBook:
    """Our phrases of a language and those that the case's own folder holds (`ko.toml`, say), which come first."""
    title = {case.title: case.title_ko} if lang == "ko" and case.title_ko else {}
    own = case.folder / f"{lang}.toml"
    return PhraseBook({**_ours(lang), **title, **(read_phrases(own) if own.is_file() else {})})


def sayer(case: Case, lang: str) -> Callable[[str], str]:
    """What says a text of ours in a language; English stays as it is."""
    return str if lang == "en" else book_of(case, lang).say
