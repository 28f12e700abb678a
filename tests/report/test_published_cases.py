"""The two cases of published averages, fitted from far too few draws: their page is whole, and says what it cannot tell."""

from dataclasses import replace

import numpy as np
import pytest

from shakedown.answers.ranges import chance
from shakedown.fit.posterior import Posterior
from shakedown.fit.run import fit
from shakedown.society.load import load_case
from tests.report.conftest import TINY, Page, page_of, trusted

NAMES = ("ghana-police-pay", "aceh-checkpoints")


@pytest.fixture(scope="module", params=NAMES)
def post(request: pytest.FixtureRequest) -> Posterior:
    """A short fit, taken for enough."""
    return trusted(fit(replace(load_case(request.param), sample=120), seed=1, effort=TINY))


@pytest.fixture(scope="module")
def page(post: Posterior) -> Page:
    """Its briefing."""
    return Page(page_of(post))


def test_a_short_fit_makes_a_whole_page_that_says_what_a_household_is_and_what_it_cannot_tell(
    post: Posterior, page: Page
) -> None:
    assert not page.wrong
    assert not page.open
    assert f"A household here is {post.case.household}." in page.text
    assert all(sentence in page.text for sentence in post.case.cannot_tell)
    assert f" {post.case.currency}" in page.text
    assert "CNY" not in page.text


def test_what_was_measured_then_and_now_is_told_in_the_paragraph(page: Page) -> None:
    assert "What is paid in a week by 100 households: " in page.text
    assert "times what it was" in page.text


def test_what_is_fitted_lies_nearer_to_the_published_change_than_what_is_assumed(post: Posterior) -> None:
    """In Ghana trucks pay more in all after reading than before reading; on the way to Aceh less, before and after."""
    low, high = (1.1, 1.4) if post.case.name == NAMES[0] else (0.0, 1.0)
    ratios = post.county_ratios("taken_per_100")
    before = np.mean((ratios > low) & (ratios < high))
    assert chance(post, (ratios > low) & (ratios < high)) >= before
