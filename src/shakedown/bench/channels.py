"""What mechanisms cost that are off by default: a society with all of them on beside the default one.

That they cost nothing while they are off cannot be seen in one program; `docs/explanation/speed.md` says how it is shown.
"""

from shakedown.bench.timing import Figure, in_turn, ratio
from shakedown.engine.run import Job, Size, run_one
from shakedown.findings.expected import expected
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules

LEVERS_ON = Levers(remittances=1.0, quota=200.0, festive=0.1, reward=100.0, payer_freed=0.5, campaign=0.1, courtesy=0.2)
"""Each lever that is 0 by default at a middling value (assumed: for the time taken the sums hardly matter)."""
TWO = ("police", "secret_police")
REPEATS = 31


def dials_on() -> Rules:
    """Each dial that is 0 by default in the middle of its range."""
    off = (each for each in expected() if each.dial.default == 0)
    return Rules(**{each.dial.name: (each.low + each.high) / 2 for each in off})


def channel_figures() -> list[Figure]:
    """All mechanisms on over all off, in time and in contacts, and two services over one."""
    one, two = Size(6_000, 456), Size(6_000, 456, services=TWO)
    off, on = Job(Rules(), Levers(), 0), Job(dials_on(), LEVERS_ON, 0)
    taken = in_turn(
        {"off": lambda: run_one(off, one), "on": lambda: run_one(on, one), "two": lambda: run_one(off, two)}, REPEATS
    )
    contacts = [int(run_one(job, one).out.counts[:, 0].sum()) for job in (on, off)]
    return [
        Figure("all channels on over channels off", ratio(taken, "on", "off"), "times", at_most=1.5),
        Figure("contacts with all channels on over off", contacts[0] / max(1, contacts[1]), "times"),
        Figure("two services over one", ratio(taken, "two", "off"), "times"),
    ]
