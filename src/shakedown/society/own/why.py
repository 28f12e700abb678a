"""The part of a new case's case.toml that asks why: rival explanations, the priors only they use, and causes.

What they are is data: `cases/_family/explanations.toml`. Left out is what the answers say cannot be.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from shakedown.society.own.choices import Own
from shakedown.society.own.questions import Choice, Question, questions
from shakedown.society.own.toml_text import comment, table, toml


@cache
def _family() -> dict[str, Any]:
    """[priors.NAME], [explanations.NAME] and [causes.NAME], sums in CNY."""
    path = files("shakedown") / "cases" / "_family" / "explanations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def explanations(own: Own) -> Iterator[str]:
    """The [explanations.NAME] tables, each with the lever that is its own."""
    for name, about in _held(own).items():
        values = {"says": about["says"], **({"rules": about["rules"]} if "rules" in about else {})}
        yield table(f"[explanations.{name}]", {**values, "source": f"family default: {about['source']}"})
        if lever := about.get("lever"):
            yield _history(f"[explanations.{name}.levers.{lever['name']}]", lever, own)


def left_out(own: Own) -> str:
    """Comment lines for the explanations that the answers leave no room for; "" if there are none."""
    missing = [name for name in _family()["explanations"] if name not in _held(own)]
    lines = [comment(f"Left out, since by your answers what it needs did not happen: {name}.") for name in missing]
    return "".join(f"\n{line}" for line in lines).rstrip("\n")


def rival_priors(own: Own) -> Iterator[str]:
    """The [priors.NAME] tables of dials and levers' values that an explanation names."""
    named = {name for about in _held(own).values() for name in _names(about)}
    for name, prior in _family()["priors"].items():
        if name not in named:
            continue
        unit = prior["unit"].replace("CNY", own.money.currency)
        sums = unit != prior["unit"]
        quantiles = {key: own.money.sum(prior[key]) if sums else prior[key] for key in ("median", "q10", "q90")}
        source = f"family default: {prior['says']}"
        yield table(
            f"[priors.{name}]",
            {"family": prior["family"], **quantiles, "unit": unit, "source": source, "basis": "assumed"},
        )


def causes(own: Own) -> Iterator[str]:
    """The [causes.NAME] tables: bundles of levers that the answers, or an explanation, let move."""
    for name, levers in moving(own).items():
        yield table(f"[causes.{name}]", {"says": _what_happened(name, own), "levers": levers})


def moving(own: Own) -> dict[str, tuple[str, ...]]:
    """The causes by name, each with those of its levers that may move; one without any is left out."""
    asked = {q.lever for q in questions() if q.lever and _moves(q, own.answers[q.key])}
    rivals = {about["lever"]["name"] for about in _held(own).values() if "lever" in about}
    found = {
        name: tuple(n for n in about["levers"] if n in asked | rivals) for name, about in _family()["causes"].items()
    }
    return {name: levers for name, levers in found.items() if levers}


def suspects(own: Own) -> dict[str, str]:
    """The causes that by the answers took the path one would suspect of making demands smaller or gentler, and what happened."""
    asked = {q.lever: own.answers[q.key].word for q in questions() if q.lever}
    found = {name: about for name, about in _family()["causes"].items() if about.get("suspect")}
    return {name: _what_happened(name, own) for name, a in found.items() if asked[a["levers"][0]] == a["suspect"]}


def _held(own: Own) -> dict[str, Mapping[str, Any]]:
    """The explanations that the answers leave room for."""
    return {name: about for name, about in _family()["explanations"].items() if _may_fall(about.get("falls"), own)}


def _may_fall(lever: str | None, own: Own) -> bool:
    """Whether a lever, if one is named, may have fallen since the past."""
    answers = [own.answers[q.key] for q in questions() if q.lever == lever]
    return lever is None or any(answer.now and answer.now[0] < answer.past for answer in answers)


def _moves(question: Question, choice: Choice) -> bool:
    return bool(choice.now) and not question.throughout


def _names(about: Mapping[str, Any]) -> Iterator[str]:
    """The priors that an explanation names."""
    yield from (value for value in about.get("rules", {}).values() if isinstance(value, str))
    if "lever" in about:
        yield about["lever"]["now"]


def _history(header: str, lever: Mapping[str, Any], own: Own) -> str:
    since = {"halfway": own.when.halfway, "of_late": own.when.of_late}[lever["since"]]
    changes = [
        {"since": own.when.start, "value": lever["before"], "source": lever["then_says"], "basis": "assumed"},
        {"since": since, "value": lever["now"], "source": lever["now_says"], "basis": "assumed"},
    ]
    rows = "".join(f"  {toml(change)},\n" for change in changes)
    return f"{header}\nchanges = [\n{rows}]\n"


def _what_happened(name: str, own: Own) -> str:
    """What the author answered of the first of a cause's levers that was asked about, else the family's words."""
    about = _family()["causes"][name]
    told = [own.answers[q.key] for q in questions() if q.lever in about["levers"]]
    return next((choice.says for choice in told if choice.known), about["unknown"])
