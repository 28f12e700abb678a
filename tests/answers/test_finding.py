"""The finding says what the numbers say: runs made by hand, and a case that has as little as a case can have."""

import re
from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.claims import claims
from shakedown.answers.everything import answers_of
from shakedown.answers.finding import finding
from shakedown.answers.ranges import in_100
from shakedown.answers.then_and_now import MANNER, SIZE, then_and_now
from shakedown.fit.run import Effort, fit
from shakedown.society.load import load_case
from shakedown.society.new import new_case
from tests.fit.synthetic import demanded, posterior, says, windows
from tests.society.folders import edit

CASE = load_case("hoeryong")
ROWS = 10
THREAT, REQUEST = "threat", "request"
SMALL, MIDDLE, LARGE = 100.0, 300.0, 600.0
ONCE = (THREAT, LARGE)


def society(now, *pasts, odd=0, **settings):
    """Ten societies in which every demand is (manner, amount): now, and under each dating. In `odd` of them nothing changed."""
    runs = windows(ROWS, shortfall=0.5)
    for window, told in zip(("now", *(p.name for p in CASE.pasts)), (now, *pasts), strict=True):
        runs = demanded(runs, window, slice(odd), *now, 100)
        runs = demanded(runs, window, slice(odd, None), *told, 100)
    return posterior(CASE, runs, statements=[says((0.0, 1.0))], **settings)


@pytest.mark.parametrize(
    ("now", "pasts", "headline"),
    [
        ((REQUEST, SMALL), [ONCE] * 3, "smaller and gentler than before, whichever past the reports mean."),
        (ONCE, [(REQUEST, SMALL)] * 3, "larger and harsher than before, whichever past the reports mean."),
        ((THREAT, SMALL), [(REQUEST, LARGE)] * 3, "smaller but harsher than before, whichever past the reports mean."),
        ((REQUEST, LARGE), [ONCE] * 3, "whether they are also smaller cannot be told from these reports."),
        ((THREAT, SMALL), [ONCE] * 3, "whether they are also gentler cannot be told from these reports."),
        ((REQUEST, MIDDLE), [ONCE, ONCE, (THREAT, SMALL)], "also smaller depends on when the past was."),
        ((REQUEST, MIDDLE), [ONCE, ONCE, (REQUEST, SMALL)], "smaller or gentler: it depends on when the past was."),
        (ONCE, [ONCE] * 3, "cannot tell whether demands became smaller or gentler."),
    ],
)
def test_the_headline_says_no_more_than_the_verdicts(now, pasts, headline):
    assert finding(society(now, *pasts)).headline.endswith(headline)


def test_a_direction_is_told_from_nine_in_ten_on_under_every_dating():
    for odd, verdict in ((1, "fell"), (2, "not told apart")):
        assert then_and_now(society((REQUEST, SMALL), *[ONCE] * 3, odd=odd)).verdicts[SIZE] == verdict


def test_what_else_was_measured_then_and_now_is_told_as_a_multiple_and_a_lever_is_not():
    runs = windows(ROWS, shortfall=[[0.6], [0.5], [0.5], [0.5]], market=0.5)
    asked = [says((1.1, 1.4), "ratio", name, "change") for name in ("shortfall", "market")]
    told = finding(posterior(CASE, demanded(runs, "now", slice(None), *ONCE, 100), statements=asked)).paragraph
    assert "Officers' need left uncovered: 1.20 times what it was (1.20 to 1.20)." in told
    assert told.count("times what it was") == 1


def test_what_never_moved_neither_fell_nor_rose():
    changes = then_and_now(society(ONCE, *[ONCE] * 3)).changes[MANNER]
    assert {(c.fell, c.rose, c.verdict) for c in changes} == {(0, 0, "not told apart")}


def test_each_dating_has_its_own_range_and_its_own_assumption():
    told = then_and_now(society((REQUEST, SMALL), ONCE, (THREAT, MIDDLE), (THREAT, SMALL)))
    assert [c.then.median for c in told.changes[SIZE][1:]] == [LARGE, MIDDLE, SMALL]
    assert [c.then.prior_high for c in told.changes[SIZE][1:]] == [LARGE, MIDDLE, SMALL]
    assert [c.dating for c in told.changes[SIZE]] == ["mixture", *(p.name for p in CASE.pasts)]


def test_a_threshold_of_ones_own_may_be_asked_for():
    told = then_and_now(society((REQUEST, MIDDLE), *[ONCE] * 3), threshold=200)
    assert told.changes["share_above"][0].now.threshold == 200
    assert told.changes["share_above"][0].now.median == 1


def cannot(post):
    """What the finding says cannot be told, as one text."""
    return "\n".join(finding(post).cannot)


def test_a_fall_that_was_assumed_already_is_not_credited_to_the_statements():
    fell = society((REQUEST, SMALL), *[ONCE] * 3)
    assert "100 of 100 societies before reading, and is in 100 after" in cannot(fell)
    assert "Whether it is the statements" not in cannot(replace(fell, prior=society(ONCE, *[ONCE] * 3).prior))


def test_a_statement_that_goes_with_nothing_is_named_with_its_chance():
    post = society((REQUEST, SMALL), *[ONCE] * 3)
    sound, torn = (replace(post, scores=replace(post.scores, logs=post.scores.logs + np.log(p))) for p in (0.9, 0.03))
    assert "all be right" not in cannot(sound)
    assert "gets 3 in 100 from the fitted societies, and up to 98" in cannot(torn)


def test_a_dating_that_hardly_fits_is_not_said_to_be_open():
    assert "none is ruled out" in cannot(society((REQUEST, SMALL), *[ONCE] * 3))
    weight = np.log([[1.0] * ROWS, [1.0] * ROWS, [0.01] * ROWS])
    assert "2024 to mid-2025 can hardly be meant" in cannot(society((REQUEST, SMALL), *[ONCE] * 3, log_weight=weight))


def test_a_dating_behind_which_little_stands_is_named():
    post = society((REQUEST, SMALL), *[ONCE] * 3)
    thin = replace(post, checks={**post.checks, "ess_by_dating": {**post.checks["ess_by_dating"], "recent": 31.0}})
    assert "2024 to mid-2025: the weight of only 31 societies" in cannot(thin)


def test_sums_in_thousands_are_written_with_a_comma():
    post = society((REQUEST, SMALL), *[ONCE] * 3)
    dear = {"amount": [1_000.0, 5_072.0, 12_573.0]}
    runs = {name: getattr(post, name).assign_coords(dear) for name in ("draws", "prior", "replicas")}
    found = finding(replace(post, **runs))
    assert "about 1,000 CNY (1,000 to 1,000), against 12,573 CNY (12,573 to 12,573) before" in found.paragraph
    assert (found.numbers[0].value, found.numbers[0].then) == ("1,000 CNY", "before: 12,573 (12,573 to 12,573)")
    assert not re.search(r"\d{4}", found.numbers[0].value + found.numbers[0].span + found.numbers[0].then)


def test_few_words_by_one_writer_are_owned_up_to():
    assert "One statement carries all of this." in finding(society((REQUEST, SMALL), *[ONCE] * 3)).paragraph


@pytest.mark.parametrize("checks", [{"ess": 399.0}, {"pareto_k": 0.71}, {"pareto_k": float("nan")}])
def test_a_withheld_finding_gives_no_range(checks):
    post = society((REQUEST, SMALL), *[ONCE] * 3)
    found = finding(replace(post, checks={**post.checks, **checks}))
    text = " ".join([found.headline, *(said for _, said in found.parts), *found.cannot])
    assert not found.sufficient
    assert not re.search(r"\d to \d|in 100|CNY", text)
    assert (found.numbers, found.changes.changes, found.changes.verdicts) == ((), {}, {})


# ---------------------------------------------------------------- the small real fit


@pytest.fixture(scope="module")
def told(tiny_fit):
    """The finding of the small fit, taken for one that suffices."""
    return answers_of(replace(tiny_fit[0], checks={**tiny_fit[0].checks, "ess": 500.0, "pareto_k": 0.1})).found


def test_a_number_stands_beside_every_word_of_probability(told):
    sentences = [s for text in (told.paragraph, *told.cannot) for s in re.split(r"(?<=[.;]) ", text)]
    guesses = [s for s in sentences if re.search(r"hardly|likely|probabl|ruled out|gentler|smaller", s)]
    assert len(guesses) > 2
    assert all(re.search(r"\d", s) for s in guesses)


def test_smaller_and_gentler_are_told_by_any_amount_and_by_one_that_people_would_notice(tiny_fit, told):
    post = replace(tiny_fit[0], checks={**tiny_fit[0].checks, "ess": 500.0, "pareto_k": 0.1})
    counts = answers_of(post).given.why.counts
    smaller, gentler = (in_100(counts[name][0].chance) for name in (SIZE, MANNER))
    assert "smaller than before, by any amount, in" in told.paragraph
    assert f"a tenth of a sum or five points of a hundred, they are smaller in {smaller} and gentler in {gentler}" in (
        told.paragraph
    )


def test_the_rule_behind_the_headline_is_told(told):
    assert "The headline says what is so in 90 of 100 or more, whichever past is meant." in told.paragraph


def test_the_plain_page_was_asked_for_nothing(told):
    assert told.asked == ()


def test_what_was_dropped_and_believed_is_said_first(tiny_fit):
    post = tiny_fit[0]
    kept = [s for s in post.scores.statements if s.id != "above-500-now"]
    dropped = finding(post.reweighed(kept))
    assert dropped.asked == ("Left out as asked (--drop): “rarely” of demands above 500 CNY now [above-500-now].",)
    assert dropped.paragraph.startswith(dropped.asked[0])
    causes = [s for s in post.case.statements if s.use == "cause"]
    believed = finding(replace(post.reweighed([*post.scores.statements, *causes]), believe_causes=True))
    assert believed.asked[0].startswith("Believed as asked (--believe-causes)")


def test_where_a_stored_fit_weighed_anew_does_not_suffice_the_remedy_is_a_new_fit_for_the_same_statements(tiny_fit):
    post = replace(tiny_fit[0], stored="engine abc, seed 1")
    kept = [s for s in post.scores.statements if s.id != "above-500-now"]
    told = finding(post.reweighed(kept)).paragraph
    assert told.endswith(f"shakedown run {post.case.folder} --refit --drop above-500-now")
    assert "Run longer" not in told
    assert "Run longer" in finding(tiny_fit[0]).paragraph


def test_the_paragraph_holds_then_and_now_why_and_how_long(told):
    for words in (
        "threat or an order",
        "before reading, with no statement weighed yet",
        "explanation",
        "If nothing changes",
    ):
        assert words in told.paragraph
    assert "7 of the 8 statements behind this are one writer's." in told.paragraph


def test_a_number_says_what_it_buys_and_where_nothing_measures_it(told):
    assert "kg of rice" in told.numbers[0].note
    assert "nothing in the reports measures it" in told.numbers[-1].note


def test_levers_that_may_have_moved_together_are_named(told):
    assert any("market, private trade, provision and crackdown may all have moved" in text for text in told.cannot)


# ---------------------------------------------------------------- a case of one's own


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A new case with one dated past, no threshold and nothing to buy."""
    folder = new_case(tmp_path_factory.mktemp("own") / "my-town")
    edit(folder, "case.toml", "sample = 3_000 ", "sample = 200 ")
    case = load_case(folder)
    told = tuple(s for s in case.statements if s.threshold is None)
    post = fit(replace(case, statements=told), effort=Effort(first=64, more=64, rounds=1, replicas=2, switched=1))
    return replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.1})


def test_a_case_with_one_past_no_threshold_and_no_yardstick_has_a_finding(own):
    found = finding(own)
    assert own.datings == ("before",)
    assert [n.says for n in found.numbers] == ["a demand now", "with threat or order", "officers' need left uncovered"]
    assert found.numbers[0].note == ""
    assert set(found.changes.changes) == {SIZE, MANNER}


def test_where_the_past_is_dated_nothing_is_said_of_its_date(own):
    found = finding(own)
    text = " ".join([found.headline, found.paragraph, *found.cannot])
    assert not re.search(r"when the past was|whichever past|if the past was", text, re.IGNORECASE)
    assert own.dating_chances() == pytest.approx({"before": 1.0})


def test_its_ledger_is_answered_and_needs_no_pairs(own):
    assert [c.id for c in claims(own)] == [c.id for c in own.case.claims]
    assert all(0 <= c.probability <= 1 for c in claims(own) if c.probability is not None)
