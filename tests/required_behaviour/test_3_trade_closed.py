"""Private trade is closed while households still hold savings: looked at in the first year."""

import pytest

from shakedown.society.rules import Rules
from tests.required_behaviour.paired import ALONG, change, during, share_coercive, society

CIRCUMSTANCES = {"dismissal unlikely": Rules(dismissal_bar=-3.0), "dismissal as usual": Rules()}


@pytest.fixture(scope="module", params=CIRCUMSTANCES.values(), ids=CIRCUMSTANCES)
def open_and_closed(request):
    return during(society(request.param), ALONG), during(society(request.param, private_trade=0.0), ALONG)


def test_closing_trade_does_not_make_officers_softer(open_and_closed):
    assert change(*(share_coercive(runs) for runs in open_and_closed)).mean >= 0


def test_closing_trade_shifts_the_burden_to_poorer_households_that_never_traded(open_and_closed):
    lower = [runs.burden_no_trade.sel(fifth=[1, 2, 3]).mean(["week", "fifth"]) for runs in open_and_closed]
    assert change(*lower).errors > 3
