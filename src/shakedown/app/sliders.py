"""The levers of the page: how far each goes, in which steps, and where its tick stands."""

from dataclasses import dataclass

from shakedown.answers.moved import SET, AtNow

_REACH = {
    "crackdown": (0.0, 1.0, 0.05),
    "provision": (0.0, 400.0, 10.0),
    "private_trade": (0.0, 1.0, 0.05),
    "market": (0.0, 1.2, 0.05),
    "channel": (0.0, 1.0, 0.05),
    "courtesy": (0.0, 1.0, 0.05),
}
"""From, to, step: from nothing to what it was before 2020 or a little more; provision to a living wage."""


@dataclass(frozen=True, kw_only=True)
class Slider:
    """One lever: at its tick every society keeps its own value, whose middle is `as_it_is`."""

    name: str
    least: float
    most: float
    step: float
    tick: float
    as_it_is: float


def sliders(at: AtNow) -> tuple[Slider, ...]:
    """One for each lever that may be set."""
    return tuple(_slider(name, at.as_it_is(name)) for name in SET)


def _slider(name: str, as_it_is: float) -> Slider:
    least, most, step = _REACH[name]
    tick = round(round(min(most, max(least, as_it_is)) / step) * step, 6)
    return Slider(name=name, least=least, most=most, step=step, tick=tick, as_it_is=as_it_is)
