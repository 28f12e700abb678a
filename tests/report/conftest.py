"""A fit of the built-in case with 200 households: a few seconds, and far too few draws to be believed."""

import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shakedown.answers.claims import ClaimAnswer
from shakedown.answers.everything import Answers, answers_of
from shakedown.answers.finding import Finding
from shakedown.fit.posterior import Posterior
from shakedown.fit.run import Effort, fit
from shakedown.report.briefing import briefing_html
from shakedown.society.load import FILES, load_case

TINY = Effort(first=16, more=16, rounds=1, replicas=4, switched=4, corners=2, futures=4)
RECORD = {"command": "shakedown run tiny --seed 1", "seed": 1, "case": {"name": "tiny", "fingerprint": "abc"}}
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """A page as a list of (tag, attributes, text so far), and whatever is not well formed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """What a reader reads, in order, charts' words and their alternatives included."""
        labels = [str(a["aria-label"]) for _, a in self.tags if "aria-label" in a]
        return " ".join(" ".join([*self.texts, *labels]).split())


def small_copy(folder: Path) -> Path:
    """The built-in case with a sample of 200 households."""
    folder.mkdir()
    for name in (*FILES, "ko.toml"):
        shutil.copyfile(load_case("hoeryong").folder / name, folder / name)
    toml = folder / "case.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("sample = 6_000", "sample = 200"), encoding="utf-8")
    return folder


def trusted(post: Posterior) -> Posterior:
    """The same draws, taken for enough."""
    return replace(post, checks={**post.checks, "ess": 500.0, "pareto_k": 0.3})


def page_of(post: Posterior) -> str:
    """The briefing of a fit."""
    return briefing_html(answers_of(post), RECORD)


@pytest.fixture(scope="session")
def poor_fit(tmp_path_factory: pytest.TempPathFactory) -> Posterior:
    """Too few draws to answer from."""
    return fit(small_copy(tmp_path_factory.mktemp("case") / "tiny"), seed=1, effort=TINY)


@pytest.fixture(scope="session")
def post(poor_fit: Posterior) -> Posterior:
    """The same, taken for enough."""
    return trusted(poor_fit)


@pytest.fixture(scope="session")
def answers(post: Posterior) -> Answers:
    """Every answer of it."""
    return answers_of(post)


@pytest.fixture(scope="session")
def found(answers: Answers) -> Finding:
    """Its finding."""
    return answers.found


@pytest.fixture(scope="session")
def ledger(answers: Answers) -> tuple[ClaimAnswer, ...]:
    """Its claims, answered."""
    return answers.ledger


@pytest.fixture(scope="session")
def html(answers: Answers) -> str:
    """The briefing of a fit that is taken for enough."""
    return briefing_html(answers, RECORD)


@pytest.fixture(scope="session")
def withheld(poor_fit: Posterior) -> str:
    """The briefing of a fit that does not suffice."""
    assert not poor_fit.sufficient
    return page_of(poor_fit)
