"""How long it lasts: exact times on paths made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.coming import FEW, pooled, quantiles, reference, share_of
from shakedown.answers.forecast import ALREADY, BANDS, NOT_WITHIN, WITHIN, forecast, return_weeks
from shakedown.fit.futures import HORIZON, STEP
from shakedown.society.ledger import LONGEST_AHEAD
from tests.answers.ahead_by_hand import CASE, SCENARIOS, STEPS, ahead, fitted, steps_of


def test_coercion_is_back_at_the_end_of_the_first_twelve_weeks_above_half_its_former_share():
    """Former 0.8, so the mark is 0.4. From step 10 on half of the demands are coercive: pooled 0.2, 0.3, 0.4, 0.5."""
    post = fitted(ahead(coercive=steps_of(16, 40, 10)))
    weeks = return_weeks(post)["as_now"]
    assert set(weeks) == {
        STEP * (12 + 1)
    }  # steps 10, 11, 12: (40 + 40 + 40) / 240 = 0.5 > 0.4; with two of them just 0.4


def test_a_share_at_half_is_not_above_it():
    assert np.isinf(return_weeks(fitted(ahead(coercive=32)))["as_now"]).all()


def test_a_society_above_half_already_is_not_one_in_which_it_comes_back():
    back = forecast(fitted(ahead(), now=50)).of("as_now").back
    assert back.bands[ALREADY].value == pytest.approx(1)
    assert back.weeks == {}
    assert back.gentle == (0.0,) * (STEPS + 1)


def test_what_never_comes_back_is_counted_and_has_no_time():
    back = forecast(fitted(ahead())).of("as_now").back
    assert back.bands[NOT_WITHIN].value == pytest.approx(1)
    assert set(back.weeks.values()) == {None}
    assert back.gentle == pytest.approx((1.0,) * (STEPS + 1))


def test_a_time_is_of_those_alone_in_which_there_is_something_to_come_back():
    """Of ten, two are above already, four come back in week 24, four do not: half of the eight are back, and none in week 0."""
    coercive = np.vstack([np.tile(steps_of(16, 80, 5), (6, 1)), np.full((4, STEPS), 16)])
    back = forecast(fitted(ahead(coercive__as_now=coercive), now=[50, 50, *[20] * 8])).of("as_now").back
    assert [back.bands[band].value for band in BANDS] == pytest.approx([0.2, 0.4, 0, 0, 0.4])
    assert back.weeks == {"0.1": 24.0, "0.5": 24.0, "0.9": None}
    assert back.gentle[5:7] == pytest.approx((0.8, 0.4))


def test_those_that_are_gentle_now_are_counted_for_themselves():
    coercive = np.vstack([np.tile(steps_of(16, 80, 5), (6, 1)), np.full((4, STEPS), 16)])
    gentle = forecast(fitted(ahead(coercive__as_now=coercive), now=[50, 50, *[20] * 8])).of("as_now").gentle_now
    assert gentle.picks == 8
    assert gentle.bands[ALREADY].value == 0
    assert gentle.bands[NOT_WITHIN].value == pytest.approx(0.5)


def test_the_shares_of_a_scenario_add_to_all_societies():
    for outlook in forecast(fitted(ahead(coercive__crackdown_lapses=steps_of(16, 60, 20)))).outlooks:
        assert sum(share.value for share in outlook.back.bands.values()) == pytest.approx(1)


def test_only_the_scenario_in_which_threats_return_says_so():
    told = forecast(fitted(ahead(coercive__crackdown_lapses=steps_of(16, 60, 20))))
    assert told.of("crackdown_lapses").back.bands[WITHIN[1]].value == pytest.approx(1)  # week 88
    assert told.of("living_wage").back.bands[NOT_WITHIN].value == pytest.approx(1)


def test_the_former_share_is_that_of_a_societys_own_dating():
    """The past was 0.8 before 2020; only the society dated to it has the mark at 0.4 and is not above with 0.5 x 0.8."""
    futures = ahead(2, dating=[0, 1], coercive=32)
    post = fitted(futures, now=32)
    low = post.draws.copy(deep=True)
    low.demands.loc[{"window": "closed_border", "manner": "threat"}] *= 0.1
    told = forecast(replace(post, draws=low))
    assert told.of("as_now").by_dating["before_2020"].bands[NOT_WITHIN].value == pytest.approx(1)
    assert told.of("as_now").by_dating["closed_border"].bands[ALREADY].value == pytest.approx(1)


def test_societies_without_a_former_share_are_left_out_and_counted():
    post = fitted(ahead(2))
    none = post.draws.copy(deep=True)
    none.demands.loc[{"window": "before_2020"}][{"row": 1}] = 0
    told = forecast(replace(post, draws=none))
    assert (told.picks, told.unknown) == (2, 1)
    assert told.of("as_now").back.picks == 1


def test_explanations_with_few_societies_carry_no_number():
    kinds = [0] * FEW + [1] * (FEW - 1)
    told = forecast(fitted(ahead(len(kinds), explanation=kinds), explanation=kinds))
    assert set(told.of("as_now").by_explanation) == {CASE.explanations[0].name}


def test_paths_are_of_twelve_weeks_together():
    low, median, high = (
        getattr(forecast(fitted(ahead(coercive=steps_of(16, 40, 10)))).of("as_now").paths["mixture"][0], n)
        for n in ("low", "median", "high")
    )
    assert low == median == high
    assert median[9:13] == pytest.approx((0.2, 0.3, 0.4, 0.5))


def test_pooling_adds_a_step_and_the_two_before_it():
    assert pooled([1, 2, 3, 4, 5]).tolist() == [1, 3, 6, 9, 12]


def test_quantiles_know_what_is_infinite():
    values, weights = np.array([np.inf, 0.0, 12.0, np.nan]), np.array([0.25, 0.25, 0.25, 0.25])
    assert quantiles(values, weights) == (0.0, 12.0, np.inf)


def test_a_share_of_few_is_never_certain():
    share = share_of(np.ones(10, bool), np.full(10, 0.1), 10)
    assert share.value == pytest.approx(1)
    assert 0.05 < share.error < 0.1


def test_a_society_picked_twice_counts_once_in_the_error():
    alone, twice = (forecast(fitted(f)).of("as_now").back.bands[NOT_WITHIN].error for f in (ahead(20), _doubled()))
    assert twice > alone


def _doubled():
    futures = ahead(20)
    return futures.assign(row=("draw", np.repeat(np.arange(10), 2)))


def test_one_in_which_most_are_above_already_has_no_time_that_reads_as_a_return():
    """Of ten, six are above already, one comes back in week 24, three do not."""
    coercive = np.vstack([np.tile(steps_of(16, 80, 5), (7, 1)), np.full((3, STEPS), 16)])
    outlook = forecast(fitted(ahead(coercive__as_now=coercive), now=[*[50] * 6, *[20] * 4])).of("as_now")
    assert outlook.back.weeks["0.5"] is None
    assert outlook.back.weeks == outlook.gentle_now.weeks


def test_the_reference_is_the_scenario_without_levers():
    backwards = {name: CASE.scenarios[name] for name in reversed(SCENARIOS)}
    assert reference(CASE) == reference(replace(CASE, scenarios=backwards)) == "as_now"


def test_no_claim_speaks_of_more_than_is_run():
    assert LONGEST_AHEAD == HORIZON


def test_a_fit_has_a_forecast(tiny_fit):
    post, _ = tiny_fit
    told = forecast(post)
    assert [o.scenario for o in told.outlooks] == list(post.case.scenarios)
    assert all(o.back.basis == "model" for o in told.outlooks)
    assert all(len(p.median) == STEPS for o in told.outlooks for ps in o.paths.values() for p in ps)
