"""Numbers as reports write them.

English: 1,500, 1.5 million, 20k, 3 lakh, fifteen hundred, one hundred and fifty thousand, a quarter of a million.
Korean: 300, 1,000, 3만 8천, 2만 8500, 1백, 오백, 만, 1억 2천만.
"""

import re

from shakedown.evidence.read.reading import Language

_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = _ONES | {word: 10 + i for i, word in enumerate(_TEENS)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "lac": 1e5, "million": 1e6, "mn": 1e6, "m": 1e6,
    "crore": 1e7, "billion": 1e9, "bn": 1e9,
}  # fmt: skip

_PARTS = {"half": 0.5, "quarter": 0.25}
_LONG_SCALE = "hundred|thousand|million|billion|lakh|lac|crore"
_ENGLISH_DIGITS = r"[0-9]{1,3}(?:[, \u00a0\u202f'’][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,12}(?:\.[0-9]{1,6})?"
_WORD = "|".join([*sorted(_SMALL, key=len, reverse=True), _LONG_SCALE])
_JOINT = r"(?:[ -](?:and )?|\n(?:and )?)"
_LEADING = rf"(?:half an? (?:{_LONG_SCALE})|a quarter of an? (?:{_LONG_SCALE})|an? (?:{_LONG_SCALE})|{_WORD})\b"
_WORDS = rf"(?<![\w-])(?<!few )(?<!several )(?:{_LEADING}(?:{_JOINT}(?:{_WORD})\b)*)(?!-)"
FIGURES = rf"(?:{_ENGLISH_DIGITS})(?: ?(?:{_LONG_SCALE}|mn|bn)\b|[km]\b)?(?![0-9])"
"""A pattern without groups for a number in figures, whatever stands before it."""
_ENGLISH = rf"(?:(?<![\w.,]){FIGURES}|{_WORDS})"

_FIGURES_READ = re.compile(rf"({_ENGLISH_DIGITS}) ?([a-z]*)")


def _scale_en(text: str) -> float:
    """The scale word a number in figures ends with, as a factor: a million for "1.5 million", 1 for "300"."""
    match = _FIGURES_READ.fullmatch(text.strip().lower())
    return _SCALES.get(match[2], 1.0) if match else 1.0


def _number_en(text: str) -> float | None:
    """What a match of the English pattern is worth; None if it is no number after all."""
    lowered = text.strip().lower()
    match = _FIGURES_READ.fullmatch(lowered)
    if match:
        return _figures(match[1]) * _SCALES.get(match[2], 1.0)
    return _words(re.split(r"[\s-]+", lowered))


def _figures(digits: str) -> float:
    plain = re.sub(r"[, \u00a0\u202f'’]", "", digits)
    thousands_with_points = re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", plain)
    return float(plain.replace(".", "") if thousands_with_points else plain)


def _words(words: list[str]) -> float | None:
    """Sum of groups below a thousand times their scales: "one hundred and fifty thousand" is (100 + 50) x 1000."""
    total, group = 0.0, 0.0
    for word in words:
        if word in _PARTS:
            group = _PARTS[word]
        elif word in _SMALL:
            group += _SMALL[word]
        elif word == "hundred":
            group = (group or 1.0) * 100
        elif word in _SCALES:
            total, group = total + (group or 1.0) * _SCALES[word], 0.0
    return (total + group) or None


_KOREAN_DIGITS = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True)) | {"륙": 6, "두": 2, "세": 3}
_WITHIN = {"십": 10, "백": 100, "천": 1000}
_BEYOND = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
_KOREAN_FIGURE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}(?:\.[0-9]{1,4})?"
_UNIT = "[십백천만억조]"
_CHUNK = rf"(?:(?:{_KOREAN_FIGURE}|[일이삼사오육륙칠팔구]) ?{_UNIT}{{1,2}}|{_UNIT}{{1,2}})"
_KOREAN = rf"(?:(?<![0-9.,가-힣])(?:{_CHUNK}(?: ?(?:{_CHUNK}))*(?: ?여)?(?: ?(?:{_KOREAN_FIGURE}))?|{_KOREAN_FIGURE}))"
"""A unit alone counts as one of it: "만원" is 10,000."""

_TOKEN = re.compile(rf"({_KOREAN_FIGURE})|([{''.join(_KOREAN_DIGITS)}])|({_UNIT})")


def _scale_ko(text: str) -> float:
    """The units a number ends with, as a factor: 10,000 for "1만", 1 for "300"."""
    tail = re.search(rf"{_UNIT}+$", text.strip())
    factor = 1.0
    for unit in tail.group() if tail else "":
        factor *= (_WITHIN | _BEYOND)[unit]
    return factor


def _number_ko(text: str) -> float | None:
    """What a match of the Korean pattern is worth; None if it is no number after all."""
    total, group, digit = 0.0, 0.0, None
    for figure, word, unit in _TOKEN.findall(text):
        if figure:
            digit = float(figure.replace(",", ""))
        elif word:
            digit = float(_KOREAN_DIGITS[word])
        elif unit in _WITHIN:
            group, digit = group + (1.0 if digit is None else digit) * _WITHIN[unit], None
        else:
            group += digit or 0.0
            total, group, digit = total + (group or 1.0) * _BEYOND[unit], 0.0, None
    return (total + group + (digit or 0.0)) or None


NUMBERS: dict[Language, str] = {"en": _ENGLISH, "ko": _KOREAN}
"""By language, a pattern without groups for one number; case does not count."""


def number(text: str, language: Language) -> float | None:
    """What a match of the pattern of a language is worth; None if it is no number after all."""
    return _number_en(text) if language == "en" else _number_ko(text)


def scale_of(text: str, language: Language) -> float:
    """The unit or scale word a number in figures ends with, as a factor: a million for "1.5 million", 1 for "300"."""
    return _scale_en(text) if language == "en" else _scale_ko(text)
