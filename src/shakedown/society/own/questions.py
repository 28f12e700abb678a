"""The six plain questions of a new case, each answerable "don't know", and what an answer says about a lever.

The questions, and what each word is taken to mean, are data: `cases/_family/questions.toml`. Nothing here asks anybody.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shakedown.evidence.checks import Refused, nearest, shown

DONT_KNOW = "don't know"
LEAST_INCOME = 3.0
"""Of an ordinary week, in the case's money; below it the dials' limits, which have an absolute part, begin to bind."""
MOST_INCOME = 9e7
_UNKNOWN = frozenset({"", "?", "dk", "unknown", "not known", DONT_KNOW, "dont know", "do not know"})
_EARNED = re.compile(r"(?:([A-Za-z]{3})\s*)?([0-9]+(?:\.[0-9]+)?)(?:\s*([A-Za-z]{3}))?")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A word one may answer: the lever's level in the past and, as (q10, median, q90), now; None holds the past level."""

    word: str
    says: str
    past: float
    now: tuple[float, float, float] | None

    @property
    def known(self) -> bool:
        """Whether it is an answer, not "don't know"."""
        return self.word != DONT_KNOW

    @property
    def source(self) -> str:
        """Where a number that rests on it comes from."""
        if self.known:
            return f"answer given by the case's author: {self.says}"
        return f"not known to the case's author: wide ({self.says})"

    @property
    def basis(self) -> str:
        """A judgement if it was answered, else an assumption."""
        return "judgement" if self.known else "assumed"


@dataclass(frozen=True, kw_only=True)
class Earned:
    """What an ordinary household earns in a week, and the money it is in; None and "" are not known."""

    amount: float | None
    currency: str = ""


Answer = Choice | Earned


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question about one lever, or about money (then it has no choices and no lever)."""

    key: str
    asks: str
    hint: str
    choices: Mapping[str, Choice]
    lever: str = ""
    prior: str = ""
    family: str = ""
    past: str = ""
    throughout: bool = False
    """Whether the level is one for the whole time, past and now."""

    def read(self, text: str) -> Answer:
        """An answer as it was typed: a word, the unmistakable beginning of one, or nothing. Else raises `Refused`."""
        said = " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower().split())
        if not self.choices:
            return Earned(amount=None) if said in _UNKNOWN else _earned(text)
        if said in _UNKNOWN:
            return self.choices[DONT_KNOW]
        begun = [word for word in self.choices if word.startswith(said)]
        if said in self.choices or len(begun) == 1:
            return self.choices.get(said) or self.choices[begun[0]]
        raise Refused(f'{shown(text)} is not an answer to "{self.asks}" Write {self.hint}.')


@cache
def questions() -> tuple[Question, ...]:
    """The six questions, in the order in which they are asked."""
    path = files("shakedown") / "cases" / "_family" / "questions.toml"
    return tuple(_question(raw) for raw in tomllib.loads(path.read_text(encoding="utf-8"))["question"])


def read_answers(given: Iterable[str]) -> tuple[dict[str, Answer], list[str]]:
    """KEY=VALUE texts as answers by key, with a sentence for each that is none. A question left out is left out here."""
    known = {question.key: question for question in questions()}
    answers: dict[str, Answer] = {}
    problems = []
    for text in given:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or key not in known:
            unknown = f"there is no question {shown(key)}. {nearest(key, known)}"
            wrong = "there is no = in it." if key in known else unknown
            example = _example(known.get(key, known["means"]))
            problems.append(
                f"--answer {shown(text)}: {wrong} Write the question, =, and the answer, such as --answer {example}."
            )
        elif key in answers:
            problems.append(f"--answer {shown(text)}: {key} is answered twice. Keep one.")
        else:
            try:
                answers[key] = known[key].read(value)
            except Refused as refused:
                problems.append(f"--answer {key}: {refused}")
    return answers, problems


def _example(question: Question) -> str:
    """One way to answer it, as a command line would."""
    return f"{question.key}=" + next(iter(question.choices), '"1200 ABC"')


def _question(raw: dict[str, Any]) -> Question:
    choices = {word: _choice(word, table) for word, table in raw.pop("answers", {}).items()}
    words = [word for word in choices if word != DONT_KNOW]
    hint = raw.pop("hint", ", ".join(words))
    return Question(choices=choices, hint=f'{hint}, or "{DONT_KNOW}"', **raw)


def _choice(word: str, raw: Mapping[str, Any]) -> Choice:
    low, middle, high = raw.get("now", (0.0, 0.0, 0.0))
    return Choice(word=word, says=raw["says"], past=raw["past"], now=(low, middle, high) if "now" in raw else None)


def _earned(text: str) -> Earned:
    found = _EARNED.fullmatch(text.strip())
    money = {code.upper() for code in (found[1], found[3]) if code} if found else set()
    if not found or len(money) > 1:
        raise Refused(
            f'{shown(text)} is not a sum. Write it in digits with its money, such as 1200 ABC, or "{DONT_KNOW}".'
        )
    amount = float(found[2])
    if not LEAST_INCOME <= amount <= MOST_INCOME:
        limits = f"{LEAST_INCOME:g} to {MOST_INCOME:,.0f}"
        raise Refused(
            f"{amount:.15g} a week is outside {limits}. Check that it is a week's; count in a smaller or larger money."
        )
    return Earned(amount=amount, currency=money.pop() if money else "")
