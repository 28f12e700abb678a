"""Numbers as Korean reports write them: 300, 1,000, 3만 8천, 2만 8500, 1백, 오백, 만, 1억 2천만."""

import re

_DIGITS = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True)) | {"륙": 6, "두": 2, "세": 3}
_WITHIN = {"십": 10, "백": 100, "천": 1000}
_BEYOND = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
_FIGURE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}(?:\.[0-9]{1,4})?"
_UNIT = "[십백천만억조]"
_CHUNK = rf"(?:(?:{_FIGURE}|[일이삼사오육륙칠팔구]) ?{_UNIT}{{1,2}}|{_UNIT}{{1,2}})"
NUMBER = rf"(?:(?<![0-9.,가-힣])(?:{_CHUNK}(?: ?(?:{_CHUNK}))*(?: ?여)?(?: ?(?:{_FIGURE}))?|{_FIGURE}))"
"""A pattern without groups for one number; a unit alone counts as one of it ("만원" is 10,000)."""

_TOKEN = re.compile(rf"({_FIGURE})|([{''.join(_DIGITS)}])|({_UNIT})")


def scale_of(text: str) -> float:
    """The units a number ends with, as a factor: 10,000 for "1만", 1 for "300"."""
    tail = re.search(rf"{_UNIT}+$", text.strip())
    factor = 1.0
    for unit in tail.group() if tail else "":
        factor *= (_WITHIN | _BEYOND)[unit]
    return factor


def number_ko(text: str) -> float | None:
    """What a match of `NUMBER` is worth; None if it is no number after all."""
    total, group, digit = 0.0, 0.0, None
    for figure, word, unit in _TOKEN.findall(text):
        if figure:
            digit = float(figure.replace(",", ""))
        elif word:
            digit = float(_DIGITS[word])
        elif unit in _WITHIN:
            group, digit = group + (1.0 if digit is None else digit) * _WITHIN[unit], None
        else:
            group += digit or 0.0
            total, group, digit = total + (group or 1.0) * _BEYOND[unit], 0.0, None
    return (total + group + (digit or 0.0)) or None
