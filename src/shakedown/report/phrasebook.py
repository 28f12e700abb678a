"""A phrase book: what we say, in another language, found by its English. What no phrase fits stays English."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from shakedown.report.phrase import Phrase
from shakedown.society.case import Case
from shakedown.society.phrases import read_phrases

_AS_IT_IS = re.compile(
    r"<code>.*?</code>|https?://\S+|\[[\w-]+\]|--[\w-]+|\w*_\w*|\b[\w/-]+(?:\.[\w/-]+)+|\b[A-Z]{2,}\d*\b|\b[A-Z]\d+\b"
    r"|\b(?=[a-f]*\d)[0-9a-f]{8,}\b"
)
"""Code, addresses, ids, names of dials, abbreviations and hashes read alike in every language."""
_LETTERS = re.compile(r"[A-Za-z]")
_LINK = re.compile(r"(<a\b[^>]*>)(.*)(</a>)")
_SENTENCES = re.compile(r"(?<=[.?!])\s+")
_SEPARATORS = ("; ", ": ", ", ", " · ")
_LONGEST = 900
"""No phrase is longer: a longer text is a list, and is taken apart first."""
_TELLING = 10
"""A phrase with fewer letters of its own than this is tried only after a text is taken apart at its separators."""


class PhraseBook:
    """Phrases of one language."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._exact = {english: said for english, said in phrases.items() if "{" not in english}
        fielded = [Phrase(english, said) for english, said in phrases.items() if "{" in english]
        fielded.sort(key=lambda each: (-each.letters, -each.size))
        self._telling = [each for each in fielded if each.letters >= _TELLING or each.has_id]
        self._other = [each for each in fielded if each not in self._telling]
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
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> str | None:
        if (said := self._exact.get(text) or self._exact.get(text[:1].lower() + text[1:])) is not None:
            return said
        if not _LETTERS.search(_AS_IT_IS.sub(self._foreign, text)):
            return text
        if not _balanced(text):
            return None
        return next((said for said in self._tries(text) if said is not None), None)

    def _foreign(self, name: re.Match[str]) -> str:
        """Nothing of a name that reads alike everywhere; the name itself if the book has a word for it."""
        return name[0] if name[0] in self._exact else ""

    def _tries(self, text: str) -> Iterator[str | None]:
        """The ways to say a text, surest first: sentence by sentence, by a telling phrase, part by part, by any phrase."""
        if link := _LINK.fullmatch(text):
            yield self._around(link[1], link[2], link[3])
        else:
            yield self._all(_SENTENCES.split(text), " ")
        if len(text) < _LONGEST:
            yield from (phrase.fitted(text, self.whole) for phrase in self._telling)
        if text.endswith("."):
            yield self._around("", text[:-1], ".")
        yield from (self._all(_apart(text, separator), separator) for separator in _SEPARATORS)
        yield from (phrase.fitted(text, self.whole) for phrase in self._other)

    def _around(self, before: str, text: str, after: str) -> str | None:
        said = self.whole(text)
        return None if said is None else before + said + after

    def _all(self, parts: list[str], separator: str) -> str | None:
        """The parts of a text, if there are several and each can be said."""
        if len(parts) < 2:
            return None
        said = [self.whole(part) for part in parts]
        return None if None in said else separator.join(part for part in said if part is not None)


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
    """Our phrases of a language and those that the case's own folder holds (`ko.toml`), which come first."""
    title = {case.title: case.title_ko} if lang == "ko" and case.title_ko else {}
    own = case.folder / f"{lang}.toml"
    return PhraseBook({**_ours(lang), **title, **(read_phrases(own) if own.is_file() else {})})


def sayer(case: Case, lang: str) -> Callable[[str], str]:
    """What says a text of ours in a language; English stays as it is."""
    return str if lang == "en" else book_of(case, lang).say
