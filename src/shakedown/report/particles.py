"""Korean that depends on the word before it: "{a}[은/는]" is 은 after a consonant, 는 after a vowel; counters follow a number."""

import re

_CHOICE = re.compile(r"\[(\w+)/(\w+)\]")
_COUNTER = re.compile(r"(\d) (초과|미만)(개|건|명|포인트|위안)")
_UNREAD = re.compile(r"<[^>]*>|\([^()]*\)|[^\w]")
_DIGIT_ENDS = {"1": "ㄹ", "7": "ㄹ", "8": "ㄹ", "0": "ㅇ", "3": "ㅁ", "6": "ㄱ"}
"""일, 칠, 팔, 영, 삼, 육 end in a consonant; 이, 사, 오, 구 do not."""
_LATIN_ENDS = {"l": "ㄹ", "r": "ㄹ", "m": "ㅁ", "n": "ㄴ"}
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8


def agreeing(text: str) -> str:
    """A text in which every particle left open is chosen, and "99 초과개" is "99개 초과"."""
    text = _COUNTER.sub(r"\1\3 \2", text)
    done = ""
    at = 0
    for choice in _CHOICE.finditer(text):
        done += text[at : choice.start()]
        done += choice[1] if _closed(done, choice[1]) else choice[2]
        at = choice.end()
    return done + text[at:]


def _closed(before: str, first: str) -> bool:
    """Whether the last word read aloud ends in a consonant; for 으로 the ㄹ counts as none."""
    final = _final(_UNREAD.sub("", before)[-1:])
    return final not in ("", "ㄹ") if first == "으로" else final != ""


def _final(letter: str) -> str:
    if letter and _FIRST <= ord(letter) <= _LAST:
        place = (ord(letter) - _FIRST) % _FINALS
        return "" if place == 0 else "ㄹ" if place == _RIEUL else "ㄱ"
    return _DIGIT_ENDS.get(letter, _LATIN_ENDS.get(letter.lower(), ""))
