"""Numbers as English reports write them: 1,500, 1.5 million, 20k, 3 lakh, fifteen hundred, one hundred and fifty thousand."""

import re

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
_DIGITS = r"[0-9]{1,3}(?:[, \u00a0\u202f'’][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,12}(?:\.[0-9]{1,6})?"
_WORD = "|".join([*sorted(_SMALL, key=len, reverse=True), _LONG_SCALE])
_JOINT = r"(?:[ -](?:and )?|\n(?:and )?)"
_LEADING = rf"(?:half an? (?:{_LONG_SCALE})|a quarter of an? (?:{_LONG_SCALE})|an? (?:{_LONG_SCALE})|{_WORD})\b"
WORDS = rf"(?<![\w-])(?<!few )(?<!several )(?:{_LEADING}(?:{_JOINT}(?:{_WORD})\b)*)(?!-)"
FIGURES = rf"(?:{_DIGITS})(?: ?(?:{_LONG_SCALE}|mn|bn)\b|[km]\b)?(?![0-9])"
"""A pattern without groups for a number in figures, whatever stands before it."""
NUMBER = rf"(?:(?<![\w.,]){FIGURES}|{WORDS})"
"""A pattern without groups for one number; case does not count."""

_FIGURE = re.compile(rf"({_DIGITS}) ?([a-z]*)")


def scale_of(text: str) -> float:
    """The scale word a number in figures ends with, as a factor: a million for "1.5 million", 1 for "300"."""
    match = _FIGURE.fullmatch(text.strip().lower())
    return _SCALES.get(match[2], 1.0) if match else 1.0


def number_en(text: str) -> float | None:
    """What a match of `NUMBER` is worth; None if it is no number after all."""
    lowered = text.strip().lower()
    match = _FIGURE.fullmatch(lowered)
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
