"""Mechanisms that are off by default: each does nothing then, and what its source says once it is on."""

import numpy as np
import pytest

from shakedown.engine.run import simulate
from shakedown.society.levers import Levers
from shakedown.society.rules import Rules
from tests.required_behaviour.paired import LATER, change, demands, during, mean, society, taken

OFF = {
    "status": ({}, {"provision": 8.0}),
    "retaliation_feared": ({"retaliation_feared": 2.0}, {}),
    "norm_speed": ({"norm_speed": 0.1, "norm_usual": 0.5}, {"campaign": 0.5}),
    "resolve": ({"resolve_rise": 0.1, "resolve_fade": 0.03}, {}),
    "complaint_reward": ({"complaint_reward": 1.0, "complaint_freed": 2.0}, {}),
    "festive": ({"quota_season": 1.5}, {"festive": 1.0}),
}
SMALL = {"households": 400, "weeks": 60, "seeds": range(2)}


@pytest.mark.parametrize("dials", OFF, ids=str)
def test_what_belongs_to_a_mechanism_that_is_off_changes_nothing(dials):
    rules, levers = OFF[dials]
    assert simulate(Rules(**rules), Levers(**levers), **SMALL).identical(simulate(Rules(), Levers(), **SMALL))


def refused(runs):
    return runs.refusals.sum("week") / demands(runs)


def second_year(rules=Rules(), **levers):  # noqa: B008 (a frozen dataclass)
    return during(society(rules, **levers), LATER)


def test_with_kin_who_claim_more_doubled_pay_raises_what_is_taken_and_without_them_it_does_not():
    """Ghana's highways: pay of 152 CNY a week doubled, hardly any inspection."""
    paid = Levers(provision=152.0, crackdown=0.02)
    for status, sign in ((2.0, 1), (0.0, -1)):
        before, after = (during(society(Rules(status=status), paid, **to), LATER) for to in ({}, {"provision": 304.0}))
        assert sign * change(taken(before), taken(after)).errors > 3


def test_a_rise_from_next_to_nothing_counts_as_what_anyone_earns_elsewhere():
    """Pay twenty times as high is no claim twenty times as high where first pay was a token."""
    before, after = (during(society(Rules(status=2.0), **to), LATER) for to in ({}, {"provision": 160.0}))
    assert float(mean(after, "shortfall").mean()) < 0.7
    assert change(mean(before, "shortfall"), mean(after, "shortfall")).errors > 3


def test_what_kin_are_used_to_does_not_fall_with_pay():
    cut = Levers(provision=152.0)
    rules = Rules(status=2.0)
    plain = during(society(Rules(), cut, provision=76.0), LATER)
    claimed = during(society(rules, cut, provision=76.0), LATER)
    assert np.allclose(
        demands(plain), demands(claimed)
    )  # the reference stays above, but it never rose above the first pay


def test_where_revenge_is_taken_people_refuse_and_complain_less_and_it_is_counted():
    feared = second_year(Rules(retaliation=0.5))
    assert change(refused(second_year()), refused(feared)).errors < -3
    complaints = [runs.complaints.sum("week") / demands(runs) for runs in (second_year(), feared)]
    assert change(*complaints).errors < -3
    assert int(second_year().retaliations.sum()) == 0
    dared = feared.refusals + feared.complaints
    assert 0 < int(feared.retaliations.sum()) < int(dared.sum())


def test_a_safer_channel_helps_and_helps_little_where_complaints_are_avenged():
    safe = change(*(demands(second_year(channel=c)) for c in (0.2, 0.9)))
    avenged = change(*(demands(second_year(Rules(retaliation=0.8), channel=c)) for c in (0.2, 0.9)))
    assert safe.errors < -3
    assert abs(avenged.share) < 0.5 * abs(safe.share)


def test_rewards_for_reports_and_freeing_the_payer_from_blame_each_lower_demands():
    for levers in ({"reward": 300.0}, {"payer_freed": 1.0}):
        assert change(demands(second_year()), demands(second_year(**levers))).errors < -3


def test_a_reward_is_income_of_the_household_that_complained():
    rules = Rules(complaint_base=0.0, income_noise=0.0, charge_complaint=1.0, penalty=0.0, dismissal_bar=-20.0)
    plain, paid = (simulate(rules, Levers(crackdown=1.0, reward=r), **SMALL) for r in (0.0, 1.0))
    for seed in paid.run:
        one, other = paid.sel(run=seed), plain.sel(run=seed)
        week = int(np.argmax(one.charges.isel(service=0).to_numpy() > 0))  # until then nothing can differ
        more = float((one.household_income - other.household_income).mean("fifth").isel(week=week)) * 400
        assert 0.5 < more < float(one.charges.isel(week=week, service=0)) + 0.01


def test_a_campaign_that_makes_more_people_seem_to_pay_makes_more_pay():
    rules = Rules(norm_weight=2.0)
    assert change(refused(second_year(rules)), refused(second_year(rules, campaign=0.25))).errors < -3
    assert change(refused(second_year(rules)), refused(second_year(rules, campaign=-0.25))).errors > 3


def test_officers_who_see_colleagues_demand_have_less_scruple():
    assert change(demands(second_year()), demands(second_year(Rules(norm_ease=2.0)))).errors > 3


def test_where_not_paying_is_held_to_be_right_seen_refusals_breed_refusals():
    assert change(refused(second_year()), refused(second_year(Rules(resolve_weight=3.0)))).errors > 3


def after_a_campaign(weight):
    """(Refusals in the sixth year after two years of a campaign that nobody pays, refusals without it), by seed."""
    campaign = np.r_[np.zeros(104), np.full(104, -1.0), np.zeros(312)]
    rules, size = Rules(norm_weight=weight, norm_usual=0.5), {"households": 1_500, "weeks": 520, "seeds": range(4)}
    runs = (simulate(rules, Levers(campaign=c), **size).isel(service=0, week=slice(468, 520)) for c in (campaign, 0.0))
    return (refused(each).to_numpy() for each in runs)


def test_where_people_mind_enough_what_others_do_refusing_tips_and_stays_tipped():
    """The same people, levers and officers live in either of two customs: what came before decides."""
    tipped, untouched = after_a_campaign(15.0)
    assert (tipped > 0.9).all()
    assert (untouched < 0.1).all()


def test_where_they_mind_less_a_campaign_leaves_no_custom_behind():
    after, untouched = after_a_campaign(3.0)
    assert after == pytest.approx(untouched, abs=0.06)


def test_the_powerful_who_can_call_on_a_protector_refuse_more():
    assert change(refused(second_year()), refused(second_year(Rules(protector=2.0)))).errors > 3


def test_a_fine_that_takes_no_post_restrains_by_itself():
    fined = {"charge_base": 1.0, "charge_complaint": 0.0, "penalty": 0.0, "dismissal_bar": -20.0}
    before, after = (second_year(Rules(fine=f, **fined), crackdown=0.5) for f in (0.0, 300.0))
    assert change(taken(before), taken(after)).errors < -3
    assert int(after.dismissals.sum()) == 0
    assert float(mean(after, "fines").min()) > 0
