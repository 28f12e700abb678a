"""What a page says the model leaves out, for the case at hand."""

from dataclasses import replace

from shakedown.report.left_out import left_out
from shakedown.society.load import load_case

ONE, SEVERAL = "other services", "services beyond those simulated"
CASE = load_case("hoeryong")


def names(case):
    return [name for name, _ in left_out(case)]


def test_a_case_of_one_service_and_no_quota_leaves_out_other_services_quotas_norms_and_retaliation():
    assert names(CASE)[:3] == [ONE, "quotas owed upward", "norms"]
    assert "retaliation" in names(CASE)


def test_where_several_services_ask_only_those_beyond_them_are_left_out():
    assert SEVERAL in names(load_case("aceh-checkpoints"))
    assert ONE not in names(load_case("aceh-checkpoints"))


def test_what_an_explanation_puts_in_is_not_left_out():
    ghana = load_case("ghana-police-pay")
    assert not {"norms", "quotas owed upward"} & {*names(ghana)}
    alone = replace(ghana, explanations=ghana.explanations[-1:], priors={})
    assert {"norms", "quotas owed upward"} < {*names(alone)}


def test_what_a_case_sets_itself_is_not_left_out_whatever_its_money():
    assert "retaliation" not in names(replace(CASE, rules=CASE.rules.replace(retaliation=0.2)))
    assert names(replace(CASE, rules=CASE.rules.in_money(7.0))) == names(CASE)
