"""What a page rests on besides its case, and the commands that give it again."""

from dataclasses import replace

import pytest

from shakedown.answers.command import command, dropped, fit_from, refit_command
from shakedown.answers.usable import usable


@pytest.fixture
def post(tiny_fit):
    return replace(tiny_fit[0], stored="engine abc, seed 1")


def without(post, *names):
    """The fit weighed anew without some statements."""
    return post.reweighed([s for s in post.scores.statements if s.id not in names])


def believing(post):
    """The fit weighed anew with the reporter's causes."""
    causes = [s for s in post.case.statements if s.use == "cause"]
    return replace(post.reweighed([*post.scores.statements, *causes]), believe_causes=True)


def test_what_is_in_use_is_what_the_fit_is_weighed_by(post):
    assert dropped(post) == ()
    assert [s.id for s in dropped(without(post, "above-500-now"))] == ["above-500-now"]


def test_what_was_never_meant_for_use_is_not_dropped(post):
    """A causal sentence that is not believed, and an event that is left out to be compared."""
    assert not {s.id for s in dropped(without(post, "gentle-now"))} & {"one-visit", "because-fear", "because-poorer"}
    assert [s.id for s in dropped(without(believing(post), "because-fear"))] == ["because-fear"]


def test_a_stored_fit_that_counts_by_other_statements_than_it_was_made_with_is_marked_weighed_anew(post):
    assert fit_from(post) == "engine abc, seed 1"
    assert fit_from(without(post, "gentle-now")) == "engine abc, seed 1, weighed anew"
    assert fit_from(believing(post)) == "engine abc, seed 1, weighed anew"
    edited = replace(post, stored="engine abc, seed 1, weighed anew")
    assert fit_from(edited) == fit_from(without(edited, "gentle-now")) == "engine abc, seed 1, weighed anew"
    assert fit_from(replace(post, stored="")) == "made anew"


def test_the_command_gives_the_same_page(post):
    run = f"shakedown run {post.case.folder}"
    assert command(post) == run
    assert command(replace(post, stored="")) == f"{run} --refit --seed 3"
    less = without(believing(post), "gentle-now", "because-fear")
    assert command(less) == f"{run} --believe-causes --drop gentle-now --drop because-fear"


def test_a_new_fit_is_asked_for_with_the_same_statements(post):
    run = f"shakedown run {post.case.folder}"
    less = without(believing(post), "gentle-now", "because-fear")
    assert refit_command(less) == f"{run} --refit --believe-causes --drop gentle-now --drop because-fear"
    assert refit_command(less, believe=False) == f"{run} --refit --drop gentle-now"
    assert refit_command(post, believe=True) == f"{run} --refit --believe-causes"


def test_a_folder_with_a_blank_in_its_name_stays_one_word(post):
    spaced = replace(post, case=replace(post.case, folder=post.case.folder.parent / "my case"))
    assert command(spaced).endswith("/my case'")


def test_the_report_is_judged_by_the_statements_in_use(post):
    card = usable(post.case, post.scores.statements)
    assert (card.statements, card.all_statements) == (7, 8)
    less = usable(post.case, without(post, "above-500-now").scores.statements)
    assert (less.statements, less.all_statements, less.outlet) == (6, 7, card.outlet)


def test_the_report_stays_the_same_where_all_it_says_is_dropped(post):
    card = usable(post.case, [s for s in post.scores.statements if s.id == "survey-ceiling"])
    assert (card.statements, card.all_statements, card.outlet) == (0, 1, "Daily NK")
