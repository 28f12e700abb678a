"""Six plain answers, "don't know" among them, become what is believed beforehand; every one of them gives a case that loads."""

from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shakedown.engine.run import simulate
from shakedown.engine.tables import MENU_CNY
from shakedown.errors import InputError
from shakedown.society.levers import Levers
from shakedown.society.load import load_case
from shakedown.society.new import Named, new_case
from shakedown.society.own.money import family, money, round_sum
from shakedown.society.own.questions import DONT_KNOW, questions
from shakedown.society.rules import Rules, dials
from tests.society.test_new_case import RECORDS

HOERYONG = load_case("hoeryong")
LEVERS = [question for question in questions() if question.lever]


def made(folder: Path, *answers: str, **named: object):
    """A case of the three invented items with these answers."""
    return load_case(new_case(folder, records=[RECORDS], answers=answers, named=Named(**named)))


def spread(prior):
    """What is believed, from low to high."""
    return prior.q10, prior.median, prior.q90


def test_there_are_six_questions_and_each_may_be_answered_dont_know():
    assert len(questions()) == 6
    for question in questions():
        for text in ("", "?", "don't know", "Don’t know", "UNKNOWN"):
            assert question.read(text) == question.read(DONT_KNOW)


@pytest.mark.parametrize(("key", "word"), [(q.key, word) for q in LEVERS for word in q.choices])
def test_every_answer_of_every_question_gives_a_case_that_loads(key, word, tmp_path):
    case = made(tmp_path / "mine", f"{key}={word}")
    question = next(q for q in LEVERS if q.key == key)
    source = case.histories[question.lever].changes[-1].source
    assert source.startswith("not known" if word == DONT_KNOW else "answer given by the case's author")


@given(
    words=st.tuples(*(st.sampled_from(list(q.choices)) for q in LEVERS)),
    income=st.floats(3, 9e7, allow_nan=False).map(lambda x: f"{x:.3f}") | st.just(DONT_KNOW),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answers_together_give_a_case_that_loads(words, income, tmp_path_factory):
    place = tmp_path_factory.mktemp("any") / "mine"
    told = [f"{q.key}={word}" for q, word in zip(LEVERS, words, strict=True)]
    case = made(place, f"income={income}", *told)
    assert case.rules == Rules().in_money(case.rules.money_unit)
    assert len(case.menu) >= 10
    case.society({})


def test_where_nothing_is_known_every_lever_spans_less_to_more_around_no_change(tmp_path):
    case = made(tmp_path / "mine")
    for question in LEVERS:
        prior, first = case.priors[question.prior], case.histories[question.lever].changes[0].value
        assert prior.source.startswith("not known to the case's author: wide")
        assert first in (pytest.approx(prior.median), question.prior)
        for word in question.choices:
            if word != DONT_KNOW and (known := question.choices[word].now):
                least, _, most = question.choices[DONT_KNOW].now
                assert least <= known[1] <= most
    assert case.priors["median_income"].q90 == pytest.approx(4 * case.priors["median_income"].q10, rel=0.01)


@pytest.mark.parametrize(
    ("key", "rising"),
    [
        ("pay", ["nothing", "part", "all"]),
        ("means", ["less", "same", "more"]),
        ("pressure", ["weaker", "same", "stronger"]),
        ("trade", ["shrunk", "same", "grown"]),
        ("complaints", ["no", "sometimes", "yes"]),
    ],
)
def test_what_is_believed_of_now_moves_with_the_answer(key, rising, tmp_path):
    prior = next(q.prior for q in LEVERS if q.key == key)
    cases = [made(tmp_path / word, f"{key}={word}", "income=1200 TVM") for word in rising]
    spreads = [spread(case.priors[prior]) for case in cases]
    for less, more in product(range(3), range(3)):
        if less < more:
            assert all(a < b for a, b in zip(spreads[less], spreads[more], strict=True))


def test_where_there_is_no_trade_nothing_is_fitted_of_it(tmp_path):
    case = made(tmp_path / "mine", "trade=none")
    assert "private_trade_now" not in case.priors
    assert [change.value for change in case.histories["private_trade"].changes] == [0]


def test_what_moved_stays_as_it_was_through_every_past_and_has_settled_before_now(tmp_path):
    case = made(tmp_path / "mine", "means=less")
    market = case.society({})[1].market
    assert {market[week] for past in case.pasts for week in past.weeks} == {1.0}
    assert {market[week] for week in case.now.weeks} == {0.6}


# ---------------------------------------------------------------- money


def test_the_family_defaults_are_the_built_in_cases_dials_and_menu(tmp_path):
    case = made(tmp_path / "mine", f"income={Rules().median_income} CNY")
    assert case.menu == MENU_CNY
    assert case.rules == Rules()
    for name, prior in case.priors.items():
        if name in {dial.name for dial in dials()}:
            assert spread(prior) == spread(HOERYONG.priors[name])
            assert prior.source.startswith("family default")


def test_an_income_ten_times_as_many_units_multiplies_every_sum_and_nothing_else(tmp_path):
    one, ten = (made(tmp_path / f"x{n}", f"income={90 * n} TVM", "pay=part") for n in (1, 10))
    assert ten.rules == Rules().in_money(10.0)
    assert ten.menu == tuple(10.0 * amount for amount in one.menu)
    sums = {dial.name for dial in dials() if dial.is_money} | {"provision_level", "regard"}
    for name, prior in one.priors.items():
        factor = 10 if name in sums else 1
        assert spread(ten.priors[name]) == pytest.approx([factor * value for value in spread(prior)])
    assert [c.value for c in ten.histories["provision"].changes] == ["provision_level"]
    assert ten.priors["provision_level"].median == 1500
    assert ten.priors["regard"].unit == "TVM per unit of strain"
    assert {name: ten.scenarios[name].levers["provision"] for name in ("half_pay", "living_wage")} == {
        "half_pay": 1900.0, "living_wage": 3800.0,
    }  # fmt: skip


def test_an_unknown_income_is_judged_by_the_sums_of_the_records(tmp_path):
    case = made(tmp_path / "mine")
    assert case.currency == "TVM"
    assert case.rules.money_unit == 10.0
    assert "median_income" in case.priors
    assert "median_income" not in made(tmp_path / "known", "income=1200").priors


def test_a_records_middle_sum_is_taken_for_the_middle_demand_of_the_default_society():
    runs = simulate(Rules(), Levers(), households=3_000, weeks=104, seeds=range(4))
    asked = runs.demands.isel(week=slice(52, None)).sum(["run", "week", "service", "manner"])
    middle = asked.amount[int((asked.cumsum() < asked.sum() / 2).sum())]
    assert family()["menu"]["usual"] == float(middle)


@given(st.floats(1e-3, 1e9))
def test_a_round_sum_is_near_and_round(amount):
    near = round_sum(amount)
    assert 0.8 < near / amount < 1.25
    assert round_sum(near) == near
    menu = money("TVM", amount, ()).menu
    assert all(low < high for low, high in pairwise(menu))


# ---------------------------------------------------------------- answers that are none


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("means=fewer", ["means", '"fewer" is not an answer', "Since the past", "less, same, more", "don't know"]),
        ("pay=s", ["pay", "nothing, part, all"]),
        ("complaints=maybe", ["complaints", "yes, sometimes, no"]),
        ("pressure=1", ["pressure", "weaker, same, stronger"]),
        ("trade=gone", ["trade", "shrunk, same, grown, none"]),
        ("income=much", ["income", '"much" is not a sum', "1200 ABC", "don't know"]),
        ("income=1,200 TVM", ["income", "in digits"]),
        ("income=0", ["income", "0 a week is outside"]),
        ("income=TVM 1200 USD", ["income", "is not a sum"]),
        ("incme=1200", ['no question "incme"', "Nearest known: income", "--answer means=less"]),
        ("less", ['no question "less"', "pay"]),
        ("trade", ["there is no = in it", "--answer trade=shrunk"]),
        ("income", ["there is no = in it", '--answer income="1200 ABC"']),
    ],
)
def test_an_answer_that_is_none_is_told_with_its_question_and_what_would_do(answer, told, tmp_path):
    with pytest.raises(InputError) as refusal:
        made(tmp_path / "mine", answer)
    (said,) = refusal.value.problems
    assert said.startswith("--answer ")
    assert [text for text in told if text not in said] == []
    assert not list(tmp_path.iterdir())


def test_every_wrong_answer_is_told_at_once_and_so_is_one_given_twice(tmp_path):
    with pytest.raises(InputError) as refusal:
        made(tmp_path / "mine", "means=fewer", "pay=all", "pay=part", "income=9 usd", money="TVM")
    assert [problem.split(":")[0] for problem in refusal.value.problems] == [
        "--answer means", '--answer "pay=part"', "--answer income",
    ]  # fmt: skip


def test_the_beginning_of_a_word_will_do_if_it_cannot_be_another(tmp_path):
    case = made(tmp_path / "mine", "pressure=STR", "trade=n", "complaints=some")
    assert case.priors["crackdown_now"].median == 0.55
    assert case.priors["channel_level"].median == 0.3
    assert "private_trade_now" not in case.priors


def test_questions_are_put_once_all_else_is_in_order_and_only_those_without_an_answer(tmp_path):
    asked = []

    def ask(question):
        asked.append(question.key)
        return question.read("")

    with pytest.raises(InputError):
        new_case(tmp_path / "hoeryong", ask=ask)
    assert asked == []
    new_case(tmp_path / "mine", ask=ask, answers=["means=less", "pay="])
    assert asked == ["income", "pressure", "trade", "complaints"]
