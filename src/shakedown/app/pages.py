"""Templates: the page's own and, for tables and sections, the briefing's; every value is escaped."""

from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from shakedown.app.asked import Asked, pin_text
from shakedown.app.words import lever_name, lever_says, words
from shakedown.report.phrases import BASIS

VIEWS = (("/", "Society"), ("/why", "Why"), ("/story", "Story"), ("/report", "Report"), ("/case", "Case"))

_PAGES = Environment(
    loader=ChoiceLoader([PackageLoader("shakedown.app"), PackageLoader("shakedown.report")]),
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip
_PAGES.filters["basis_name"] = lambda code: BASIS.get(code, code)


def page(name: str, asked: Asked, path: str = "", **parts: Any) -> str:
    """A template filled in: `asked` is the screen it is part of, `path` its view."""
    return _PAGES.get_template(name).render(
        asked=asked, t=words(asked.lang), path=path, views=VIEWS, to=_address, lever_name=lever_name, lever_says=lever_says,
        pin_text=pin_text, **parts,
    )  # fmt: skip


def _address(path: str, asked: Asked) -> str:
    """A path with a screen behind it."""
    return f"{path}?{asked.query}" if asked.query else path
