"""Which of the two languages a text is in, and whether it seems to be in neither."""

import re

from shakedown.evidence.read.reading import Language

_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_KOREAN_FROM = 0.2
_ENGLISH = re.compile(
    "the|of|and|to|that|for|with|were|was|from|they|not|had|his|their|have|has|said|who|which|this|by|an|it|are|been|would|but|"
    "she|or|at|as|be|than|after|when|there"
)
"""Words that make up a third of English prose, without those that are as common in another language."""
_ENGLISH_FROM, _FEWEST_WORDS, _LATIN_FROM = 0.08, 8, 0.5


def language_of(text: str) -> Language:
    """Korean where at least a fifth of the letters are Hangul, else English; other languages are not told apart."""
    letters = len(_LETTER.findall(text))
    return "ko" if letters and len(_HANGUL.findall(text)) >= _KOREAN_FROM * letters else "en"


def is_neither(text: str) -> bool:
    """Whether a text seems to be in neither language: in other letters, or without the usual words of English.

    A heading or a list of names is too short to tell, and is not said to be of another language.
    """
    if language_of(text) == "ko":
        return False
    letters, words = len(_LETTER.findall(text)), _WORD.findall(text.lower())
    if len(_LATIN.findall(text)) < _LATIN_FROM * letters:
        return True
    return len(words) >= _FEWEST_WORDS and sum(bool(_ENGLISH.fullmatch(word)) for word in words) < _ENGLISH_FROM * len(
        words
    )
