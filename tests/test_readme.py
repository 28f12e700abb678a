"""The README's own words run."""

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_readme_names_both_commands_and_shows_the_briefing():
    assert re.search(r"^make demo$", README, re.MULTILINE)
    assert re.search(r"^make test$", README, re.MULTILINE)
    assert "docs/images/briefing.png" in README
    assert (Path(__file__).parents[1] / "docs/images/briefing.png").is_file()


@pytest.mark.parametrize("block", BLOCKS)
def test_python_in_the_readme_runs(block, monkeypatch, tiny_fit, capsys):
    import shakedown as sd

    monkeypatch.setattr(sd, "fit", lambda case, seed: tiny_fit[0], raising=False)  # minutes in the README, seconds here
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out
