"""The page on the tiny case (200 households, too few draws, taken for enough), called without a server."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from shakedown.app.desk import Desk, Opening
from shakedown.app.site import site
from shakedown.fit.posterior import Posterior

BASE = "http://127.0.0.1"


def trusted(post: Posterior) -> Posterior:
    """The same draws, taken for enough."""
    return replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.3})


def opened(desk: Desk) -> Opening:
    """A case that is open already."""
    opening = Opening(desk.case)
    opening.desk = desk
    return opening


@pytest.fixture(scope="session")
def desk(tiny_fit) -> Desk:
    """The tiny case on a desk."""
    return Desk(trusted(tiny_fit[0]))


@pytest.fixture
def page(desk) -> TestClient:
    """Its page; what goes wrong inside is a reply, as for a browser."""
    return TestClient(site(opened(desk)), base_url=BASE, raise_server_exceptions=False)


def form_token(page: TestClient, path: str) -> str:
    """The token of a form on a page."""
    return page.get(path).text.split('name="form_token" value="')[1].split('"')[0]
