"""What an officer stands to lose: fear, the chance of dismissal, and the value of his post looking forward."""

from math import inf
from typing import NamedTuple

from shakedown.engine.beats import beat_of
from shakedown.engine.choice import dread, respond
from shakedown.engine.compiled import inlined
from shakedown.engine.layout import MOST_CONTACTS, RUMOUR
from shakedown.engine.maths import logistic, power
from shakedown.engine.menu import value_menu

MOST_PACE = 600.0
"""Contacts a week on one beat, however many households it has: beyond, e^-pace is too small to draw a count from."""


class Regime(NamedTuple):
    """What an officer expects of a week: how many contacts, takings (CNY), chance of dismissal."""

    pace: float
    takings: float
    hazard: float


@inlined
def inspection_of(service, at, r):
    """How intensely the officers of a service are inspected this week."""
    return (r.other_inspected if service > 0 else 1.0) * at.crackdown


@inlined
def dismissal_chance(performance, r):
    """Chance that a charge costs the post: a charge on top of a poor record."""
    return logistic(r.dismissal_slope * (r.dismissal_bar - performance))


@inlined
def fear_after(fear, crackdown, colleagues_dismissed, r):
    """Fear a week later: quick to rise to orders and to colleagues' fate, slow to fade. Never above 1."""
    speed = r.fear_up if crackdown > fear else r.fear_down
    return min(1.0, fear + speed * (crackdown - fear) + r.fear_bump * colleagues_dismissed * (1.0 - fear))


@inlined
def contact_pace(worth, contacts, members, r):
    """Expected contacts a week on a beat of `members` households when a contact is worth `worth` CNY."""
    response = power(min(4.0, max(0.1, worth / r.contact_worth)), r.contact_response)
    return min(MOST_PACE, min(MOST_CONTACTS, r.contact_rate * contacts * response) * members / 100.0)


@inlined
def look_at_beat(i, mood, w):
    """Lay the menu out for the target typical of officer `i`'s beat: what may come in, and what may be heard of it."""
    beat = beat_of(i, w)
    believed = w.officers[i].prey + w.colleagues[beat.service, RUMOUR]
    standing = w.officers[i].standing / beat.members
    value_menu(believed, w.officers[i].prey_power, w.fixed.prey_shield[i], standing, mood, w.menu, w.r, w.scratch.desk)


@inlined
def prospects(i, week, risk, fear, dismissal, clients, w):
    """The regime officer `i` faces at this fear and risk on the target last looked at, with this many clients."""
    size, desk = w.menu.size, w.scratch.desk
    worth, took, told = respond(size, dread(size, risk, desk), w.r, desk)
    beat = beat_of(i, w)
    contacts = w.levers[week].contacts * (w.r.other_contacts if beat.service > 0 else 1.0)
    pace = contact_pace(worth, contacts, beat.members, w.r)
    return Regime(pace, pace * took, (pace * told + w.r.charge_protection * clients) * fear * dismissal)


@inlined
def value_of_post(regular, now, usual, duration, reopening, gain, r):
    """Discounted worth of keeping the post (CNY), in closed form over a regime that lasts `duration` weeks on average.

    `regular`: provision + protection - outside income, CNY/week; regimes `now` and `usual`; `gain` CNY/week more once
    private trade reopens in `reopening` weeks (inf: never).
    """
    kept = 1.0 - r.passed_up
    stay = 1.0 - 1.0 / r.expected_stay
    keep_usual = stay * (1.0 - min(1.0, usual.hazard))
    keep_now = stay * (1.0 - min(1.0, now.hazard))
    as_usual = (regular + kept * usual.takings) / (1.0 - keep_usual)
    as_now = (regular + kept * now.takings + keep_now * as_usual / duration) / (1.0 - keep_now * (1.0 - 1.0 / duration))
    if gain > 0.0 and reopening < inf:
        as_now += gain * power(keep_usual, reopening) / (1.0 - keep_usual)
    return as_now
