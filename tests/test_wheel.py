"""What is in the wheel: all that the program reads while it runs, and nothing that belongs to making it."""

import subprocess
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from shakedown.fit.stored import FILE
from shakedown.society.load import FILES, built_in_cases

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel():
    """The names of its files, as its builder would pack them."""
    return {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}


def test_all_that_is_kept_of_the_package_is_in_it_and_nothing_else(wheel):
    listed = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert wheel == {name.removeprefix("src/") for name in listed.splitlines()}


def test_the_page_is_whole(wheel):
    vendored = ("vega", "vega-lite", "vega-embed")
    parts = {f"static/vendor/{name}.min.js" for name in vendored} | {
        f"static/vendor/LICENSE.{name}" for name in vendored
    }
    parts |= {
        "static/app.js",
        "static/app.css",
        "static/drop.js",
        "static/icon.svg",
        "korean.toml",
        "templates/base.html.j2",
    }
    assert {f"shakedown/app/{part}" for part in parts} <= wheel


def test_the_card_has_its_words_in_both_languages(wheel):
    assert {f"shakedown/report/labels/card_{lang}.toml" for lang in ("en", "ko")} <= wheel


def test_every_built_in_case_comes_with_its_files_and_the_first_with_its_fit(wheel):
    assert {f"shakedown/cases/{case}/{name}" for case in built_in_cases() for name in FILES} <= wheel
    assert {f"shakedown/cases/hoeryong/{name}" for name in (FILE, "ko.toml")} <= wheel


def test_no_test_tool_page_or_result_is_in_it(wheel):
    assert {name.split("/")[0] for name in wheel} == {"shakedown"}
    assert not [
        name
        for name in wheel
        if "axe" in name or "test_" in name or name.endswith((".provenance.csv", ".zarr", ".md~"))
    ]
