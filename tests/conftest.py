"""One small fit that several rooms' tests read: the built-in case with 200 households, far too few draws to be believed."""

import pytest

from shakedown.fit.run import Effort, fit
from shakedown.fit.store import save_fit
from shakedown.fit.stored import FILE as STORED
from shakedown.society.load import load_case
from tests.society.folders import copy_of_hoeryong, edit

TINY = Effort(first=16, more=16, rounds=1, replicas=4, switched=4, corners=2, futures=4)


def tiny_folder(place):
    """The built-in case with a sample of 200 households and no stored fit, as a folder of one's own."""
    folder = copy_of_hoeryong(place)
    (folder / STORED).unlink(missing_ok=True)
    edit(folder, "case.toml", "sample = 6_000 ", "sample = 200 ")
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """The tiny case."""
    return load_case(tiny_folder(tmp_path_factory.mktemp("tiny") / "tiny"))


@pytest.fixture(scope="session")
def tiny_fit(tiny, tmp_path_factory):
    """Its fit, with its bank on disk below `.place`."""
    place = tmp_path_factory.mktemp("fit")
    return fit(tiny, seed=3, effort=TINY, out=place), place


@pytest.fixture(scope="module")
def place(tiny_fit, tmp_path_factory):
    """Results of the tiny case, whose name is hoeryong."""
    folder = tmp_path_factory.mktemp("results")
    save_fit(tiny_fit[0], folder)
    return folder
