"""Why it changed: contributions, counts and the verdict, on the small fit and on statements that a society made itself."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.attribution import IN_INCOME, TOTAL, UNDER_WAY, Outcome, moved, outcomes
from shakedown.answers.but_for import became
from shakedown.answers.then_and_now import ABOVE, MANNER, SIZE
from shakedown.answers.verdicts import TOLD, UNASKED, UNTOLD
from shakedown.answers.why import _percent, why
from shakedown.evidence.measures import SHARES, measure
from shakedown.evidence.statements import Statement
from shakedown.fit import posterior
from shakedown.fit.bank import Bank
from shakedown.fit.corners import OF_POSTERIOR, OF_PRIOR, Corners
from shakedown.fit.picks import Picks
from shakedown.fit.run import Effort, fit
from shakedown.fit.stored import load_stored
from shakedown.fit.weigh import LEAST_ESS
from shakedown.fit.wording import Wording
from shakedown.society.explanations import Cause
from shakedown.society.load import load_case
from tests.answers.by_hand import additive, alike, named, outcome, picks

# ---------------------------------------------------------------- contributions


@pytest.fixture(scope="module")
def told(tiny_fit):
    return why(tiny_fit[0])


def test_contributions_and_what_was_under_way_add_up_to_the_whole_change_in_every_society(tiny_fit):
    for each in outcomes(tiny_fit[0].case):
        found = moved(tiny_fit[0], each)
        shares = found.parts[..., : len(found.causes) + 1].sum(axis=-1)
        whole = found.corners[..., -1] - found.then
        assert np.allclose(shares[found.known], whole[found.known], rtol=1e-9, atol=1e-9)
        assert np.array_equal(found.part(TOTAL)[found.known], whole[found.known])


def test_the_last_corner_is_the_run_that_was_fitted(tiny_fit):
    post = tiny_fit[0]
    found = moved(post, Outcome(name=SIZE))
    for d in range(3):
        for k in np.flatnonzero(~found.prior[d]):
            row = int(post.corners["row"].to_numpy()[d, k])
            fitted = post.values(SIZE, "now")[d, row], post.values(SIZE, "past")[d, row]
            assert (found.corners[d, k, -1], found.then[d, k]) == pytest.approx(fitted, nan_ok=True)


def test_every_outcome_has_every_cause_under_every_dating(tiny_fit, told):
    assert set(told.parts) == {SIZE, MANNER, ABOVE, IN_INCOME}
    for parts in told.parts.values():
        assert [p.dating for p in parts[::6]] == ["mixture", *tiny_fit[0].datings]
        assert [p.cause for p in parts[:6]] == [*told.causes, UNDER_WAY, TOTAL]
    assert told.picks == 2


def test_money_is_told_in_rice_at_every_price_and_shares_are_not(tiny_fit, told):
    prices = {y.says: y.price for y in tiny_fit[0].case.yardsticks}
    part = told.parts[SIZE][0]
    assert {says: middle * prices[says] for says, (_, middle, _) in part.in_goods.items()} == pytest.approx(
        dict.fromkeys(prices, part.median), nan_ok=True
    )
    assert len(prices) == 2
    assert not told.parts[MANNER][0].in_goods


def test_size_in_incomes_is_the_amount_over_a_weeks_income(tiny_fit):
    post = tiny_fit[0]
    size, in_incomes = moved(post, Outcome(name=SIZE)), moved(post, Outcome(name=IN_INCOME))
    assert np.allclose(in_incomes.corners * post.corners["income"].to_numpy(), size.corners, equal_nan=True)
    assert np.allclose(in_incomes.then * post.corners["then_income"].to_numpy(), size.then, equal_nan=True)


def test_a_share_of_the_change_is_given_only_where_it_makes_sense():
    """One cause did between a third and two thirds of a fall that is clear of zero; then one did more than all of it."""
    half, more = np.linspace(-600, -300, 11), np.linspace(-1300, -1100, 11)
    for first, given in ((half, True), (more, False)):
        found = outcome(additive(first, -900 - first, start=1000.0), 1000.0)
        percent = _percent(found, found.part("a"), np.full((3, 11), 1 / 33))
        assert (percent is not None) == given
        if percent:
            assert percent == pytest.approx((36, 50, 64), abs=3)
    nothing = outcome(np.stack([np.linspace(900, 1100, 11)] * 4, axis=1), 1000.0)
    assert _percent(nothing, nothing.part("a"), np.full((3, 11), 1 / 33)) is None


def test_a_society_in_which_nothing_was_demanded_is_left_out_and_counted(tiny_fit):
    post = tiny_fit[0]
    demands = post.corners["demands"].copy()
    demands[{"dating": 0, "draw": 0, "corner": 3}] = 0
    bare = replace(post, corners=post.corners.assign(demands=demands))
    found, before = why(bare), why(post)
    assert found.left_out[SIZE] >= max(1, before.left_out[SIZE])
    assert np.isnan(moved(bare, Outcome(name=SIZE)).part(TOTAL)[0, 0])


def test_what_households_earn_is_told_for_then_and_now(tiny_fit):
    post = tiny_fit[0]
    richer = post.corners.assign(then_income=post.corners["then_income"] * 0 + 240)
    assert why(replace(post, corners=richer)).income[0] == 240
    now = post.corners["income"].isel(corner=-1)
    assert now.min() <= why(post).income[1] <= now.max()


# ---------------------------------------------------------------- but for


def test_counts_are_of_the_societies_in_which_it_became_so(tiny_fit):
    """Of four societies one does not soften; in two cause a is needed, in one either cause would do."""
    post = alike(picks(named(tiny_fit[0], "a", "b"), 4))
    corners = [[1000, 1000, 1000, 1000], [1000, 500, 1000, 500], [1000, 500, 1000, 500], [1000, 500, 500, 500]]
    mixture, *each = became(outcome(corners, 1000.0), post)
    assert mixture.dating == "mixture"
    assert [b.dating for b in each] == list(post.datings)
    assert (mixture.chance, mixture.with_none) == pytest.approx((3 / 4, 0))
    a, b = mixture.causes
    assert (a.without, a.alone) == pytest.approx((1 / 3, 1))
    assert (b.without, b.alone) == pytest.approx((1, 1 / 3))


@pytest.mark.parametrize(("name", "now", "so"), [(SIZE, 899, 1), (SIZE, 901, 0), (MANNER, 0.44, 1), (MANNER, 0.46, 0)])
def test_smaller_and_gentler_mean_a_move_that_anybody_would_notice(tiny_fit, name, now, so):
    then = 1000.0 if name == SIZE else 0.5
    post = alike(picks(named(tiny_fit[0], "a"), 1))
    assert became(outcome([[then, now]], then, causes=("a",), name=name), post)[0].chance == so


def test_what_became_so_nowhere_has_no_counts(tiny_fit):
    post = alike(picks(named(tiny_fit[0], "a"), 2))
    found = became(outcome([[1000, 1000]] * 2, 1000.0, causes=("a",)), post)[0]
    assert found.chance == 0
    assert np.isnan([found.with_none, found.causes[0].without, found.causes[0].alone]).all()


# ---------------------------------------------------------------- causes that are none


def test_a_cause_whose_levers_never_changed_did_exactly_nothing(tiny):
    """The case sets no complaint channel, so holding it back holds nothing."""
    dummy = Cause(name="channel", says="a channel that stayed as it was", levers=("channel",))
    case = replace(tiny, causes=(*tiny.causes[:2], dummy), claims=())
    post = fit(case, seed=4, effort=Effort(first=16, more=16, rounds=1, replicas=1, switched=1, corners=4, futures=1))
    for each in outcomes(case):
        found = moved(post, each)
        assert found.known.any()
        assert (found.part("channel")[found.known] == 0).all()
    answer = why(post)
    assert {(p.low, p.median, p.high) for parts in answer.parts.values() for p in parts if p.cause == "channel"} == {
        (0, 0, 0)
    }
    counts = [
        c for counted in answer.counts.values() for b in counted for c in b.causes if c.cause == "channel" and b.chance
    ]
    assert {c.without for c in counts} <= {1.0}


def test_a_case_without_causes_is_not_asked(tiny_fit):
    post = tiny_fit[0]
    bare = replace(post, case=replace(post.case, causes=()), corners=post.corners.isel(corner=[15]))
    answer = why(bare)
    assert {v.says for v in answer.verdicts.values()} == {UNASKED}
    assert [p.cause for p in answer.parts[SIZE][:2]] == [UNDER_WAY, TOTAL]


# ---------------------------------------------------------------- what believing adds


def test_what_the_reporters_causes_add_is_the_fit_with_them(tiny_fit):
    post = tiny_fit[0]
    added = why(post).believed
    assert added.statements == ("because-poorer", "because-fear")
    causal = [s for s in post.case.statements if s.use == "cause"]
    held = post.reweighed(statements=(*post.scores.statements, *causal))
    assert {n: after for n, (_, after) in added.weights.items()} == pytest.approx(held.explanation_chances())
    assert {n: before for n, (before, _) in added.weights.items()} == pytest.approx(post.explanation_chances())
    turned = why(replace(held, believe_causes=True)).believed
    assert turned.weights["fear"] == pytest.approx(added.weights["fear"])
    assert (added.ess, turned.ess) == pytest.approx((held.checks["ess"], post.checks["ess"]))


def test_what_believing_adds_counts_only_if_the_runs_weighed_anew_are_worth_enough(tiny_fit, monkeypatch):
    added = why(tiny_fit[0]).believed
    assert added.ess < LEAST_ESS
    assert not added.enough
    monkeypatch.setattr(posterior, "LEAST_ESS", 0.5)
    monkeypatch.setattr(posterior, "MOST_K", np.inf)
    assert why(tiny_fit[0]).believed.enough


def test_a_case_without_causal_sentences_has_nothing_to_believe(tiny_fit):
    post = tiny_fit[0]
    plain = tuple(s for s in post.case.statements if s.use != "cause")
    assert why(replace(post, case=replace(post.case, statements=plain))).believed is None


# ---------------------------------------------------------------- how much is run


def test_without_being_told_otherwise_at_least_500_counties_are_drawn_under_each_explanation():
    assert Effort().first >= 500
    assert all(Effort().under_each(kinds)[0] >= 500 for kinds in range(1, 9))


def test_without_being_told_otherwise_32_draws_and_32_of_the_prior_have_their_causes_held_back_under_each_dating():
    assert Effort().corners == 32


def test_the_fit_that_comes_with_the_case_was_made_so():
    post = load_stored(load_case("hoeryong"))
    of = post.corners["of"].transpose("dating", "draw").to_numpy()
    assert [(row == OF_POSTERIOR).sum() for row in of] == [32] * len(post.datings)
    assert [(row == OF_PRIOR).sum() for row in of] == [32] * len(post.datings)
    assert post.corners.sizes["corner"] == 16
    assert post.checks["first_round"] >= 500 * len(post.explanations)


# ---------------------------------------------------------------- statements made by a society itself

KEPT = ("market_now", "private_trade_now", "provision_now", "crackdown_now", "choice_scale")
ASKED = (
    *((name, "now", None, 0.05) for name in ("market", "crackdown", "private_trade", "provision")),
    *((name, window, None, 0.2) for name in (SIZE, MANNER) for window in ("past", "now")),
    *((ABOVE, window, 500.0, 0.2) for window in ("past", "now")),
)


@pytest.fixture(scope="module")
def truth(tiny):
    """A society in which incomes fell far and the crackdown hardly grew, eight times over; and the case it is drawn from."""
    case = replace(
        tiny, sample=1_600, claims=(), explanations=tiny.explanations[:1], pasts=(replace(tiny.pasts[0], weight=1.0),),
        priors={name: tiny.priors[name] for name in KEPT},
    )  # fmt: skip
    z = np.tile(
        [-1.5 if name == "market_now" else -2.0 if name == "crackdown_now" else 0.0 for name in case.priors], (8, 1)
    )
    return case, z, Bank(case, 5).run("truth", z, np.zeros(8, int))


def said(runs, name, window, threshold, within):
    """What the society itself is like, within so much on either side (a share: within half as many points at least)."""
    value = float(measure(runs.sel(window="before_2020" if window == "past" else window), name, threshold).mean())
    spread = max(value * within, 0.08) if name in SHARES else value * within
    ends = (max(0.0, value - spread), value + spread if name not in SHARES else min(1.0, value + spread))
    return Statement(
        id=f"{name}-{window}", measure=name, window=window, kind="interval", value=ends, records=("X",), writer="model",
        voice="reported", threshold=threshold,
    )  # fmt: skip


def anything(measure_):
    """A statement that every society makes about as likely as every other."""
    return Statement(
        id="anything", measure=measure_, window="now", kind="interval", value=(20.0, 5000.0), records=("X",), writer="model",
        voice="reported",
    )  # fmt: skip


@pytest.mark.slow
def test_strong_statements_tell_the_causes_apart_rightly(truth):
    case, z, runs = truth
    strong = replace(case, statements=tuple(said(runs, *asked) for asked in ASKED))
    effort = Effort(first=128, more=128, rounds=3, replicas=1, switched=1, corners=32, futures=1)
    post = fit(strong, seed=2, wording=Wording(width=0.5), effort=effort)
    answer = why(post)
    for name, leading in ((SIZE, "incomes"), (MANNER, "crackdown")):
        true = _true_parts(post, name, z, runs["seed"].to_numpy())
        assert min(true, key=true.get) == leading
        found = answer.verdicts[name]
        assert (found.says, found.leading[0], found.way) == (TOLD, leading, -1)
        assert found.differences[0].high < 0
        part = next(p for p in answer.parts[name] if p.cause == leading)
        assert part.low <= true[leading] <= part.high
    assert not answer.verdicts[SIZE].already, "it could not be told before reading"
    assert answer.verdicts[MANNER].already
    assert answer.verdicts[MANNER].taught["crackdown"], "what was clear before reading became better known"


def _true_parts(post, name, z, seeds):
    """What each cause really did to size or manner in the society that made the statements, averaged over its seeds."""
    nothing, case = np.zeros(len(z), int), post.case
    picked = Picks(nothing, np.arange(len(z)), z, nothing, seeds)
    every = Corners(case, case.pasts[0].name, picked, case.causes, None, 0, 0).run().drop_vars(["z", "dating"])
    every = every.expand_dims("dating")
    last = every.isel(corner=-1)
    of = (("dating", "draw"), np.zeros((1, len(z)), int))
    held = every.assign(then_demands=last["demands"], then_income=last["income"], of=of)
    found = moved(replace(post, corners=held), Outcome(name=name))
    return {cause: float(np.nanmean(found.part(cause))) for cause in found.causes}


@pytest.mark.slow
def test_without_statements_no_cause_is_told_apart(tiny):
    """Enough picks that ranges of the same thing come out alike."""
    case = replace(tiny, claims=(), explanations=tiny.explanations[:1], pasts=(replace(tiny.pasts[0], weight=1.0),))
    effort = Effort(first=512, more=16, rounds=1, replicas=1, switched=1, corners=192, futures=1)
    answer = why(fit(replace(case, statements=(anything(SIZE),)), seed=2, effort=effort))
    for name in (SIZE, MANNER):
        assert answer.verdicts[name].says == UNTOLD
        assert not any(answer.verdicts[name].taught.values())
