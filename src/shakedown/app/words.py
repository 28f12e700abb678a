"""The page's words in English and Korean; what reports say, and the sentences of the briefing, stay English."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from shakedown.answers.moved import Moved
from shakedown.report.moved_words import first_four, headline, is_sure, most
from shakedown.report.phrases import written

_SAID = tomllib.loads((Path(__file__).parent / "korean.toml").read_text(encoding="utf-8"))
KOREAN: Mapping[str, str] = {english: said for english, said in _SAID.items() if isinstance(said, str)}
PATTERNS: Mapping[str, str] = _SAID["patterns"]
"""Parts of a cell or caption that hold numbers, and how they are said."""
_LEVERS: Mapping[str, tuple[str, str]] = {
    "crackdown": ("Crackdown", "How intensely officials are inspected for taking money; 1 is the most."),
    "provision": ("Provision", "Rations and pay handed to an officer's household, CNY a week."),
    "private_trade": ("Private trade", "Private smuggling and trade; 1 is as before 2020, 0 none."),
    "market": ("Households' income", "Households' income from own work; 1 is as before 2020."),
    "channel": ("Complaint channel", "How safe and answered a complaint is; 1 is the most."),
    "courtesy": ("Order to be courteous", "Force of an order from above to treat people well."),
}

Words = Callable[[str], str]


def words(lang: str) -> Words:
    """From the English of the page to a language of it; what has no word of its own stays English."""
    return (lambda text: KOREAN.get(text, text)) if lang == "ko" else str


def lever_name(name: str, lang: str) -> str:
    """A lever as its label says it."""
    return KOREAN[name] if lang == "ko" else _LEVERS[name][0]


def lever_says(name: str, lang: str, currency: str) -> str:
    """What a lever is, in a sentence."""
    return words(lang)(_LEVERS[name][1]).replace("CNY", currency)


_UP_DOWN = {
    "mean_amount": ("더 큰 금액을 요구받는다", "더 적은 금액을 요구받는다"),
    "share_coercive": ("협박과 명령이 늘어난다", "더 부드럽게 요구한다"),
    "demands": ("요구가 늘어난다", "요구가 줄어든다"),
    "burden": ("소득에서 내는 몫이 커진다", "소득에서 내는 몫이 작아진다"),
}
_ASKED = {
    "mean_amount": "요구 금액",
    "share_coercive": "요구 방식",
    "demands": "요구 건수",
    "burden": "소득에서 내는 몫",
}


def headline_in(told: Moved, lang: str) -> str:
    """The headline in a language of the page."""
    if lang != "ko":
        return headline(told)
    if not told.settings:
        return "아무것도 바꾸지 않았다. 모든 수치는 현재 그대로이다."
    sure = [
        f"{_UP_DOWN[n.about.name][n.falls > n.rises]} ({told.runs}회 중 {most(n)}회)"
        for n in first_four(told)
        if is_sure(n, told.runs)
    ]
    unsure = [_ASKED[n.about.name] for n in first_four(told) if not is_sure(n, told.runs)]
    levers = ", ".join(f"{KOREAN[name]} {written(value)}" for name, value in told.settings.items())
    open_ = f" 구별할 수 없음: {', '.join(unsure)}." if unsure else ""
    return f"{levers}일 때: {'; '.join(sure) or '확실히 달라지는 것이 없다'}.{open_}"
