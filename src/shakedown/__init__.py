"""shakedown: a laboratory for petty extortion by officials whom their state does not pay.

    import shakedown as sd
    runs = sd.simulate(sd.Rules(), sd.Levers(crackdown=0.9), weeks=104)
    case = sd.load_case("hoeryong")
    post = sd.fit(case, seed=1)
    sd.claims(post)

It is for those who bear extortion and for those who tell of it; never to rank, target or advise. Names are imported at
first use, so that `import shakedown` costs nothing.
"""

from importlib import import_module
from typing import Any

_WHERE = {
    "read": "evidence.card",
    "Rules": "society.rules",
    "Levers": "society.levers",
    "simulate": "engine.run",
    "end_state": "engine.run",
    "cross_section": "engine.run",
    "State": "engine.state",
    "measures": "evidence.measures",
    "words": "evidence.words",
    "load_case": "society.load",
    "fit": "fit.run",
    "load_fit": "fit.store",
    "save_fit": "fit.store",
    "run": "report.job",
    "claims": "answers.claims",
    "why": "answers.why",
    "forecast": "answers.forecast",
    "watch": "answers.watch",
    "policy": "answers.policy",
    "move": "answers.moved",
    "explanations": "answers.explanations",
    "then_and_now": "answers.then_and_now",
    "finding": "answers.finding",
    "InputError": "errors",
}
__all__ = list(_WHERE)

# Importing anything in the room `fit` for the first time gives its name to the room, and the door `fit` would be gone.
import_module("shakedown.fit")
globals().pop("fit")


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'shakedown' has no attribute {name!r}")
    module = import_module(f"shakedown.{_WHERE[name]}")
    value = module if name in ("measures", "words") else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
