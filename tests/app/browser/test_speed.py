"""How soon a key is on the page, beside what its societies took. The bar is 50 ms on a quiet machine; here, 250."""

import pytest

from shakedown.bench.page import PRESSES, measured

pytestmark = pytest.mark.slow
GATE = 250.0


def test_a_key_is_on_the_page_little_after_its_societies_are_run(tab):
    watched = tab()
    told = {figure.name: figure.value for figure in measured(watched.open("/"), PRESSES)}
    assert told["what the page adds to the model, 95 of 100"] <= GATE
    assert told["values painted while dragging at four steps a second"] >= 90
    assert (
        0
        < told["the model's part of it, half of them"]
        < told["from a key to a first glance on the page, half of them"]
    )
