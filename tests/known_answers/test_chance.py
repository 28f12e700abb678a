"""The generator against its authors' published vectors (Random123, philox 4x32, 10 rounds)."""

import numpy as np
import pytest

from shakedown.engine import draws
from tests.plain import chance

PUBLISHED = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def _words(text: str) -> list[int]:
    return [int(word, 16) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "answer"), PUBLISHED)
def test_the_generator_gives_its_authors_published_words(counter, key, answer):
    assert list(draws.philox(*(np.uint64(w) for w in _words(counter + " " + key)))) == _words(answer)
    assert chance.philox(_words(counter), _words(key)) == _words(answer)


def test_an_address_is_seed_purpose_agent_week_and_index():
    for address in ((0, 1, 0, 0, 0), (2**40 + 7, 13, 5_999, 519, 11), (2**63 - 1, 255, 2**31 - 1, 2**20, 40)):
        assert list(draws.chances(*address)) == chance.chances(*address)
