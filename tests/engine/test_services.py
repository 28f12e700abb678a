"""Several services ask the same households, each on beats of its own and without regard to the others."""

import numpy as np
import pytest

from shakedown.bench.kernel import bytes_of
from shakedown.engine.run import end_state, simulate
from shakedown.errors import InputError
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import change
from tests.required_behaviour.test_7_more_services import NAMES, taken_by

SMALL = {"households": 730, "weeks": 30, "seeds": [3]}


def test_services_that_are_alike_take_alike():
    taken = taken_by(NAMES[:3])
    assert change(taken.isel(service=0), taken.isel(service=2)).share == pytest.approx(0, abs=0.15)


def test_a_service_that_is_not_inspected_takes_what_a_crackdown_on_the_other_leaves():
    spared = Rules(other_inspected=0.0)
    before, after = (taken_by(NAMES[:2], spared, Levers(crackdown=c)) for c in (0.1, 0.9))
    assert change(*(taken.sel(service="police") for taken in (before, after))).errors < -3
    assert change(*(taken.sel(service="secret_police") for taken in (before, after))).errors > 3


def test_a_service_that_is_not_inspected_is_charged_for_no_search():
    rules = Rules(other_inspected=0.0, search_rate=0.1, remitting_share=0.3, charge_base=0.2, theta=1.0)  # no deal
    sent = Levers(remittances=1.0, crackdown=0.9)
    runs = simulate(rules, sent, households=1_000, weeks=104, seeds=range(2), services=NAMES[:2])
    assert int(runs.searches.sel(service="secret_police").sum()) > 0
    assert int(runs.charges.sel(service="secret_police").sum()) == 0
    assert int(runs.charges.sel(service="police").sum()) > 0


def test_each_further_service_takes_no_more_than_twelve_bytes_a_household():
    counties = [
        end_state(Rules(), Levers(), households=20_000, weeks=1, seeds=[1], services=NAMES[:number]).counties[0]
        for number in (1, 2, 4)
    ]
    one, two, four = (bytes_of(county) for county in counties)
    own = counties[0].officers.nbytes + counties[0].colleagues.nbytes  # a service has officers, too
    assert two - one - own <= 12 * 20_000
    assert four - one - 3 * own <= 3 * 12 * 20_000
    assert one <= 48 * 20_000


def test_their_beats_overlap():
    """What officers of one beat learned lies on two beats of the other service."""
    rules = Rules(contact_rate=20.0, learning_full=0.05)
    county = end_state(rules, Levers(), households=400, weeks=20, seeds=[1], services=NAMES[:2]).counties[0]
    assert county.officers["standing"].size == 8
    goodwill = county.households.goodwill.reshape(2, 4, 100).astype(float).sum(axis=2)
    assert county.officers["standing"][:4] == pytest.approx(goodwill[0], abs=1e-4)
    turned = np.roll(county.households.goodwill[400:], -50).reshape(4, 100).astype(float).sum(axis=1)
    assert county.officers["standing"][4:] == pytest.approx(turned, abs=1e-4)


def test_a_further_service_changes_nobody_elses_chances():
    """Until the second service has taken something, the first does what it would do alone."""
    alone = simulate(Rules(), Levers(), **SMALL)
    idle = simulate(Rules(other_contacts=0.0, theta=0.0, charge_protection=0.0), Levers(), services=NAMES[:2], **SMALL)
    same = simulate(Rules(theta=0.0, charge_protection=0.0), Levers(), **SMALL)
    assert np.array_equal(idle.demands.sel(service="police"), same.demands.sel(service="police"))
    assert int(idle.demands.sel(service="secret_police").sum()) == 0
    assert int(alone.demands.sum()) > 0


@pytest.mark.parametrize("services", [(), ("police", "police"), (*NAMES, "another"), "police", (1, 2)], ids=str)
def test_services_without_names_of_their_own_or_too_many_are_refused(services):
    with pytest.raises(InputError, match="services"):
        simulate(Rules(), Levers(), services=services, **SMALL)


def test_a_saved_state_goes_on_with_as_many_services():
    start = end_state(Rules(), Levers(), services=NAMES[:2], **SMALL)
    on = simulate(Rules(), Levers(), start=start, weeks=5, services=NAMES[:2])
    assert list(on.service.values) == list(NAMES[:2])
    with pytest.raises(InputError, match="has 2"):
        simulate(Rules(), Levers(), start=start, weeks=5)
