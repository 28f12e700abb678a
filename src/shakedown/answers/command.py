"""What a page rests on besides its case: statements dropped, causes believed, a stored fit; and the commands to it."""

import shlex

from shakedown.evidence.statements import Statement
from shakedown.fit.likelihood import used
from shakedown.fit.posterior import Posterior
from shakedown.society.load import called

_ANEW = ", weighed anew"


def dropped(post: Posterior) -> tuple[Statement, ...]:
    """Statements that the case holds for use here and that were left out all the same (`--drop`)."""
    kept = {s.id for s in post.scores.statements}
    return tuple(s for s in used(post.case, post.believe_causes) if s.id not in kept)


def fit_from(post: Posterior) -> str:
    """Which fit it is: made anew, or the stored one, and whether it counts by other statements than it was made with."""
    if not post.stored:
        return "made anew"
    others = tuple(post.scores.statements) != used(post.case)
    return f"{post.stored.removesuffix(_ANEW)}{_ANEW}" if others else post.stored


def command(post: Posterior, lang: str = "en") -> str:
    """The command that gives the same page, in the same language."""
    anew = [] if post.stored else ["--refit", "--seed", str(post.seed)]
    return _run(post, *anew, *([] if lang == "en" else ["--lang", lang]), believe=post.believe_causes)


def refit_command(post: Posterior, *, believe: bool | None = None) -> str:
    """The command that fits anew for the statements in use here; `believe` turns the reporter's causes on or off."""
    return _run(post, "--refit", believe=post.believe_causes if believe is None else believe)


def _run(post: Posterior, *fitted: str, believe: bool) -> str:
    parts = ["shakedown", "run", called(post.case), *fitted, *(["--believe-causes"] if believe else [])]
    for statement in dropped(post):
        parts += ["--drop", statement.id] if believe or statement.use != "cause" else []
    return shlex.join(parts)
