"""What the timed twins are tried on: rules and levers under which everything moves, and random encounters on their menu."""

from random import Random

from shakedown.engine.tables import MENU_CNY
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.plain.encounters import Encounter, random_encounter

PRESSED = Levers(crackdown=0.6, market=0.7, private_trade=0.3, channel=0.4)
LIVELY = Rules(
    contact_rate=3.0, learning_full=0.3, learning_partial=0.9, rumour=0.5, loan_use=0.5, favour_base=0.3, loan_due=0.3,
    goodwill_kept=0.6, view_step=0.3, custom=1.0, complaint_goodwill=1.5, complaint_spread=1.0, leverage=1.0,
    consideration=20.0, extra_candidates=2.5, avoidance=2.0, dismissal_slope=2.0, charge_base=0.001,
)  # fmt: skip
"""Rules under which what the default hardly moves does move: learning, promises, views, what is off by default."""
CHANGING = Levers(
    crackdown=[0.1] * 25 + [0.8] * 25 + [0.0] * 54, crackdown_duration=10.0, private_trade=[1.2] * 52 + [0.3] * 52,
    reopening_expected=30.0, provision=60.0, season=[1.0] * 60 + [1.3] * 44, courtesy=0.5, contacts=1.3,
)  # fmt: skip


def encounters(number: int) -> list[Encounter]:
    """Random ones with the menu the twin has."""
    chance, found = Random(11), []
    while len(found) < number:
        e = random_encounter(chance)
        if e.amounts == MENU_CNY:
            found.append(e)
    return found
