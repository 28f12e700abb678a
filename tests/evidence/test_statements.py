"""Statements are declared in full, or refused with every problem named."""

import datetime
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.errors import InputError
from shakedown.evidence.statement_values import Event, Ordering
from shakedown.evidence.statements import Statement, parse_statements

MEASURES = frozenset({"share_above", "share_coercive", "mean_amount", "visits", "demand"})
SHARES = frozenset({"share_above", "share_coercive"})
WINDOWS = frozenset({"now", "past"})
RECORDS = frozenset({"SD090", "SD091", "SD092"})
HUGE = pytest.param(16**5000, id="too long to print")
GOOD = {
    "id": "rarely-above",
    "measure": "share_above",
    "threshold": 500,
    "window": "now",
    "kind": "word",
    "value": "rarely",
    "records": ["SD091"],
    "writer": "reporter",
    "voice": "reported",
}


def _parse(*table: object) -> tuple[Statement, ...]:
    return parse_statements(list(table), "statements.toml", MEASURES, SHARES, WINDOWS, RECORDS)


def _value(kind: str, value: object, measure: str = "mean_amount") -> object:
    (statement,) = _parse(GOOD | {"kind": kind, "value": value, "measure": measure})
    return statement.value


def _problems(*table: object) -> tuple[str, ...]:
    with pytest.raises(InputError) as refusal:
        _parse(*table)
    return refusal.value.problems


def _problem(**keys: object) -> str:
    (problem,) = _problems(GOOD | keys)
    return problem


def test_a_statement_of_toml_is_what_it_says_with_defaults_for_the_rest():
    table = tomllib.loads(
        """
        [[statement]]
        id = "visit"
        measure = "demand"
        window = "now"
        kind = "event"
        value = {amount = 300, manner = "request", framings = ["loan", "hardship", "loan"], currency = "CNY"}
        records = ["SD090"]
        writer = "reporter"
        voice = "quoted"
        use = "predict"
        """
    )["statement"]
    (statement,) = _parse(*table)
    assert statement.value == Event(amount=300.0, manner="request", currency="CNY", framings=("hardship", "loan"))
    assert (statement.use, statement.weight, statement.threshold) == ("predict", 1.0, None)
    assert (statement.basis, statement.note, statement.records) == ("reported", "", ("SD090",))


@pytest.mark.parametrize(
    ("kind", "measure", "value", "becomes"),
    [
        ("word", "share_above", "Almost  never", "almost never"),
        ("interval", "mean_amount", [200, 400.5], (200.0, 400.5)),
        ("interval", "share_above", [0, 1], (0.0, 1.0)),
        ("count", "visits", 0, 0),
        ("direction", "mean_amount", "down", "down"),
        ("ordering", "share_above", {"over": "share_coercive"}, Ordering("share_coercive")),
        ("event", "demand", {"manner": "threat"}, Event(manner="threat")),
    ],
)
def test_each_kind_has_its_value(kind, measure, value, becomes):
    assert _value(kind, value, measure) == becomes


def test_a_demand_whose_sum_the_report_does_not_name_has_no_amount_rather_than_zero():
    event = _value("event", {"manner": "order"}, "demand")
    assert isinstance(event, Event)
    assert event.amount is None


def test_no_statements_are_no_mistake():
    assert _parse() == ()


def test_a_misspelt_key_is_named_with_the_known_one_and_not_also_missed():
    row = {("mesure" if key == "measure" else key): value for key, value in GOOD.items()}
    assert _problems(row) == (
        'statements.toml, statement "rarely-above": there is no key "mesure". Nearest known: measure.',
    )


def test_a_missing_key_is_named():
    row = {key: value for key, value in GOOD.items() if key != "voice"}
    assert _problems(row) == ('statements.toml, statement "rarely-above", voice: this key is missing. Add it.',)


def test_a_statement_without_an_id_is_called_by_its_number():
    row = {key: value for key, value in GOOD.items() if key != "id"}
    assert _problems(GOOD, row) == ("statements.toml, statement 2, id: this key is missing. Add it.",)


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [
        ("measure", "share_abov", "share_above"),
        ("window", "pasts", "past"),
        ("kind", "words", "word"),
        ("voice", "infered", "inferred"),
        ("use", "fitt", "fit"),
        ("basis", "judgment", "judgement"),
        ("records", ["SD091", "SD99"], "SD092"),
        ("value", "rarley", "rarely"),
    ],
)
def test_an_unknown_name_is_refused_with_its_nearest(key, value, near):
    problem = _problem(**{key: value})
    assert problem.startswith(f'statements.toml, statement "rarely-above", {key}: ')
    assert near in problem


def test_every_problem_is_told_at_once():
    problems = _problems(GOOD | {"weight": 0, "window": "later"}, GOOD | {"id": "b", "voice": "sung"}, 3)
    assert [problem.split(": ")[0] for problem in problems] == [
        'statements.toml, statement "rarely-above", window',
        'statements.toml, statement "rarely-above", weight',
        'statements.toml, statement "b", voice',
        "statements.toml, statement 3",
    ]


def test_an_id_given_twice_is_refused():
    assert _problems(GOOD, GOOD) == (
        'statements.toml, statement "rarely-above", id: it is given twice. Give each statement its own.',
    )


@pytest.mark.parametrize("weight", [0, -1, 1.01, True, "1", float("nan"), float("inf"), 10**400, [1]])
def test_a_weight_is_a_number_above_0_and_at_most_1(weight):
    assert ", weight: " in _problem(weight=weight)


@pytest.mark.parametrize("threshold", [-1, False, "500", float("nan"), HUGE, datetime.date(2025, 9, 1)])
def test_a_threshold_is_a_finite_number(threshold):
    assert ", threshold: " in _problem(threshold=threshold)


@pytest.mark.parametrize("value", [[400, 200], [1, 1], [1], 3, [True, 2], [0.1, float("nan")], ["1", "2"]])
def test_an_interval_is_two_finite_numbers_in_order(value):
    assert ", value: " in _problem(kind="interval", measure="mean_amount", value=value)


def test_a_share_above_1_is_refused_and_one_of_a_sum_is_not():
    assert "share above 1: 65" in _problem(kind="interval", value=[50, 65])
    assert "share below 0: -0.1" in _problem(kind="interval", value=[-0.1, 0.5])
    assert _value("interval", [50, 65]) == (50.0, 65.0)


def test_a_word_needs_a_measure_that_is_a_share():
    assert "speaks of a share" in _problem(measure="mean_amount")


@pytest.mark.parametrize("value", [-1, 1.5, True, "2", None, 10**400])
def test_a_count_is_a_whole_number_not_below_0(value):
    assert ", value: " in _problem(kind="count", measure="visits", value=value)


def test_nothing_lies_above_itself():
    assert "above itself" in _problem(kind="ordering", value={"over": "share_above"})


@pytest.mark.parametrize(
    ("event", "address"),
    [
        ({"manner": "reqest"}, "value, manner: "),
        ({"amount": 300}, "value, manner: "),
        ({"manner": "request", "amount": "300", "currency": "CNY"}, "value, amount: "),
        ({"manner": "request", "amount": 0, "currency": "CNY"}, "value, amount: "),
        ({"manner": "request", "amount": 300}, "value: the amount has no currency"),
        ({"manner": "request", "currency": "yuan"}, "value, currency: "),
        ({"manner": "request", "framings": "loan"}, "value, framings: "),
        ({"manner": "request", "framings": ["lone"]}, "value, framings: "),
        ({"manner": "request", "county": "a town"}, 'value: there is no key "county"'),
        ({"manner": "threat", "framings": ["loan"]}, "value: a threat has no framings"),
        ("a visit", "value: "),
    ],
)
def test_an_event_is_refused_at_the_very_key_that_is_wrong(event, address):
    assert address in _problem(kind="event", measure="demand", value=event)


def test_what_a_report_says_names_its_record_and_what_others_say_need_not():
    assert ", records: " in _problem(records=[])
    assert _parse(GOOD | {"records": [], "basis": "outside"})[0].records == ()


def test_single_brackets_in_the_file_are_recognised():
    with pytest.raises(InputError, match="double brackets"):
        parse_statements(GOOD, "statements.toml", MEASURES, SHARES, WINDOWS, RECORDS)  # type: ignore[arg-type]


plain = st.one_of(
    st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.dates(), st.sampled_from([10**400])
)
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner))
known_keys = st.sampled_from([*GOOD, "use", "weight", "basis", "note"])
kinds = st.sampled_from(["word", "interval", "count", "direction", "ordering", "event"])


@settings(deadline=None)
@given(st.lists(st.one_of(values, st.dictionaries(st.text(max_size=6) | known_keys, values)), max_size=3))
def test_any_toml_is_statements_or_refused(table):
    _either(*table)


@settings(deadline=None)
@given(st.dictionaries(known_keys, values, max_size=2), kinds, values)
def test_any_value_of_any_kind_is_a_statement_or_refused(wrong, kind, value):
    _either(GOOD | {"kind": kind, "value": value} | wrong)


def _either(*table: object) -> None:
    problems: tuple[str, ...] = ("a statement",)
    try:
        assert all(isinstance(statement, Statement) for statement in _parse(*table))
    except InputError as error:
        problems = error.problems
    assert problems
    assert not any("\n" in problem for problem in problems)
