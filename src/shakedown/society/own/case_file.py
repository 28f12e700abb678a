"""case.toml of a new case: each value with where it comes from, each answer with its question."""

from collections.abc import Iterator
from importlib.resources import files
from string import Template

from shakedown.society.levers import ABOUT
from shakedown.society.own.choices import Own
from shakedown.society.own.money import Money, family
from shakedown.society.own.questions import Choice, Question, questions
from shakedown.society.own.toml_text import comment, table, toml
from shakedown.society.own.why import causes, explanations, left_out, rival_priors
from shakedown.society.rules import dials

_DATED = "The past the reports mean."
_UNDATED = "The past is not dated. Each of these may be meant, with equal weights; one run gives all of them."
_HEADING = "A case of your own, which runs as it is."
_WHEN = "when it moved is not asked: evenly, from the past to shortly before now"


def case_toml(own: Own) -> str:
    """The file, from its template."""
    asked = [question for question in questions() if question.lever]
    plain = {
        "name": own.name, "title": own.title, "place": own.place, "province": own.province,
        "currency": own.money.currency, "menu": own.money.menu, "start": own.when.start, "end": own.when.end,
        "now_from": own.when.first, "now_says": own.when.says,
    }  # fmt: skip
    pasts = (
        table(f"[windows.{d.name}]", {"from": d.first, "to": d.last, "weight": 1, "says": d.says})
        for d in own.when.datings
    )
    return Template(_template("case.toml")).substitute(
        {key: toml(value) for key, value in plain.items()},
        heading=f"{_HEADING} Its {'records are invented: replace' if own.invented else 'statements are drafts: check'} them.",
        past_comment=_DATED if own.when.dated else _UNDATED,
        pasts="\n".join(pasts),
        rules=_rules(own.money),
        levers="\n".join(_lever(q, own.answers[q.key], own) for q in asked),
        answered="\n".join(_answered(q, own.answers[q.key], own.money) for q in asked if own.answers[q.key].now),
        defaults="\n".join(_defaults(own.money)).rstrip("\n"),
        explanations="\n".join(explanations(own)),
        left_out=left_out(own),
        rivals="\n".join(rival_priors(own)),
        causes="\n".join(causes(own)).rstrip("\n"),
    )


def _template(file: str) -> str:
    return (files("shakedown") / "cases" / "_template" / file).read_text(encoding="utf-8")


def _rules(money: Money) -> str:
    source = comment(f"What an ordinary household earns: {money.source}.")
    if money.unit == 1:
        return source + comment("All sums are the family defaults' own, so [rules] needs no money_unit.")
    says = comment(
        f"What one CNY of the dials' defaults is in {money.currency}. Sums in this file are in {money.currency} already."
    )
    return source + says + table("[rules]", {"money_unit": money.unit})


def _lever(question: Question, choice: Choice, own: Own) -> str:
    """What the lever was in the past, and from then on what the answer says; a level asked for throughout is one value."""
    answer: dict[str, object] = {
        "value": question.prior if choice.now else _sum(question, choice.past, own.money),
        "source": choice.source,
        "basis": choice.basis,
    }
    changes = [{"since": own.when.start, **answer}]
    if choice.now and not question.throughout:
        since, over = own.when.move
        before = _sum(question, choice.past, own.money)
        changes = [
            {"since": own.when.start, "value": before, "source": question.past, "basis": "assumed"},
            {"since": since, "over": over, **answer, "note": _WHEN},
        ]
    elif question.throughout:
        changes[0]["note"] = question.past
    rows = "".join(f"  {toml(change)},\n" for change in changes)
    asked = comment(f"{question.asks} Answer: {choice.word}.")
    return f"[levers.{question.lever}]\n{asked}changes = [\n{rows}]\n"


def _answered(question: Question, choice: Choice, money: Money) -> str:
    low, middle, high = (_sum(question, value, money) for value in choice.now or ())
    return table(
        f"[priors.{question.prior}]",
        {
            "family": question.family, "median": middle, "q10": low, "q90": high,
            "unit": _unit(ABOUT[question.lever].unit, money), "source": choice.source, "basis": choice.basis,
        },
    )  # fmt: skip


def _sum(question: Question, value: float, money: Money) -> float:
    return money.sum(value) if ABOUT[question.lever].unit.startswith("CNY") else value


def _unit(unit: str, money: Money) -> str:
    """A unit in the case's money; a sum at which something is quoted is multiplied, too."""
    return unit.replace("1000 CNY", f"{money.sum(1000):.15g} CNY").replace("CNY", money.currency)


def _defaults(money: Money) -> Iterator[str]:
    known = {dial.name: dial for dial in dials()}
    wide = {} if money.income is not None else family()["unknown_income"]
    for name, prior in {**family()["priors"], **wide}.items():
        quantiles = {key: prior[key] for key in ("median", "q10", "q90")}
        if known[name].is_money:
            quantiles = {key: money.sum(value) for key, value in quantiles.items()}
        source = "not known to the case's author: wide" if name in wide else "family default"
        yield table(
            f"[priors.{name}]",
            {
                "family": prior["family"], **quantiles, "unit": _unit(known[name].unit, money),
                "source": f"{source}: {prior['says']}", "basis": "assumed",
            },
        )  # fmt: skip
