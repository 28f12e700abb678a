"""Who is on whose beat: each service divides the same households among its officers without regard to the others.

Beats are stretches of `members` households. A further service's begin part of a beat later, so that they overlap those of the
first; its officers stand behind those of the services before it, and so do a household's views of them.
"""

from typing import NamedTuple

import numpy as np

from shakedown.engine.compiled import inlined

SERVICE_BITS = np.uint64(30)
"""Where in an officer's address his service stands: so a county that grows changes no address."""


class Beat(NamedTuple):
    """One officer's beat: its service, its place in the service, its first household in the service's order, how many live
    there, by how many households that order is turned, and where the service's views of households begin."""

    service: int
    place: int
    first: int
    members: int
    turn: int
    views: int


def turn_of(service: int, members: int, services: int, number: int) -> int:
    """By how many of `number` households the beats of a service are turned against those of the first."""
    return (service * members // services) % number


_turn_of = inlined(turn_of)


@inlined
def beat_of(i, w):
    """Officer `i`'s beat."""
    posts, number = w.officers.size // w.services, w.households.cash.size
    service = i // posts
    place = i - service * posts
    first = place * w.members
    turn = _turn_of(service, w.members, w.services, number)
    return Beat(service, place, first, min(w.members, number - first), turn, service * number)


@inlined
def household_at(place, turn, number):
    """Which household stands at a place in a service's order."""
    h = place + turn
    return h - number * np.int64(h >= number)


@inlined
def officer_of(h, service, w):
    """The officer of a service on whose beat household `h` is."""
    number = w.households.cash.size
    place = h - _turn_of(service, w.members, w.services, number)
    place += number * np.int64(place < 0)
    return service * (w.officers.size // w.services) + place // w.members


@inlined
def address_of(service, place):
    """The number under which an officer's chances are drawn."""
    return (np.uint64(service) << SERVICE_BITS) + np.uint64(place)
