"""What the field's reference model with norms shows, and whether this society shows it, too.

The Palermo Scenario: entrepreneurs who may pay or refuse, extorters who punish, a state that prosecutes, and an
organisation that makes a norm against paying salient. L. G. Nardin et al. 2016, Simulating protection rackets: a case study
of the Sicilian Mafia, Autonomous Agents and Multi-Agent Systems 30, 1117-1147 (recalled, not read again here). Three of its
results are about mechanisms that this society has; its agents, numbers and places are others.
"""

import numpy as np
import pytest

from shakedown.engine.run import simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, change, demands, during, society

NORMATIVE = Rules(resolve_weight=3.0, resolve_rise=0.1, norm_weight=2.0)
"""People who refuse the more, the more not paying is held to be right and the fewer are seen to pay."""
CRACKDOWN = np.r_[np.full(104, 0.1), np.full(52, 0.9), np.full(156, 0.1)]
AFTERWARDS = slice(156, 208)


def refused(runs):
    return runs.refusals.sum("week") / demands(runs)


def test_a_salient_norm_moves_payers_by_itself():
    """Without any more enforcement, people to whom the norm is salient refuse more."""
    plain, normative = (during(society(rules), LATER) for rules in (Rules(), NORMATIVE))
    assert change(refused(plain), refused(normative)).errors > 3


def left_of_a_crackdown(rules):
    """Refusals in the year after a year of crackdown, against no crackdown."""
    runs = [simulate(rules, Levers(crackdown=c), households=1_500, weeks=312, seeds=range(8)) for c in (0.1, CRACKDOWN)]
    return change(*(refused(r.sel(service="police").isel(week=AFTERWARDS)) for r in runs))


def test_enforcement_with_norms_outlasts_itself_and_enforcement_alone_does_not():
    alone, together = left_of_a_crackdown(Rules()), left_of_a_crackdown(NORMATIVE)
    assert together.errors > 3
    assert together.mean > 2 * max(0.0, alone.mean)


@pytest.mark.parametrize("rules", [Rules(), NORMATIVE], ids=["without norms", "with norms"])
def test_retaliation_makes_people_pay(rules):
    safe, avenged = (during(society(rules.replace(retaliation=r)), LATER) for r in (0.0, 0.5))
    assert change(refused(safe), refused(avenged)).errors < -3
    assert int(avenged.retaliations.sum()) > 0
