"""One opened case: its fit, its societies as they stand now, and what was asked of them before."""

from functools import cached_property
from threading import Lock, Thread

from shakedown.answers.command import command
from shakedown.answers.everything import Answers, answers_of
from shakedown.answers.moved import FIRST, RUNS, Moved, Year, at_now, moved, year_of
from shakedown.answers.story import Story, story
from shakedown.app.asked import Settings
from shakedown.app.kept import Kept
from shakedown.app.sliders import Slider, sliders
from shakedown.errors import ShakedownError, Withheld
from shakedown.evidence.read.reading import Language
from shakedown.fit.posterior import Posterior
from shakedown.fit.store import load_fit
from shakedown.fit.stored import has_stored, load_stored
from shakedown.report.briefing import briefing_html
from shakedown.report.documents import record_document
from shakedown.report.pdf import briefing_pdf
from shakedown.society.case import Case
from shakedown.society.load import called

_KEPT = 400
"""Settings whose answer is kept, of a few kB each."""
_YEARS = 8
"""Years that are kept: those left as they are, which every answer is beside, stay among the last."""


class Desk:
    """Answers for one fit; safe to ask from several threads."""

    def __init__(self, post: Posterior) -> None:
        self.post = post
        self.at = at_now(post)
        self.sliders: tuple[Slider, ...] = sliders(self.at)
        self._years: Kept[tuple[Settings, int], Year] = Kept(lambda key: year_of(self.at, dict(key[0]), key[1]), _YEARS)
        self._moved: Kept[tuple[Settings, int], Moved] = Kept(self._beside, _KEPT)
        self._stories: Kept[tuple[Settings, int], Story] = Kept(lambda key: story(self.at, dict(key[0]), key[1]), 20)
        self._one = Lock()
        for runs in (FIRST, RUNS):
            self.moved((), runs)

    @property
    def case(self) -> Case:
        """What it is about."""
        return self.post.case

    @property
    def ticks(self) -> dict[str, float]:
        """Where each lever's tick stands."""
        return {slider.name: slider.tick for slider in self.sliders}

    def moved(self, settings: Settings, runs: int = RUNS) -> Moved:
        """What these settings change, in so many runs."""
        return self._moved((settings, runs))

    def _beside(self, key: tuple[Settings, int]) -> Moved:
        """A year with levers moved beside the same societies left as they are."""
        settings, runs = key
        return moved(self._years(((), runs)), self._years(key), dict(settings), self.case.currency)

    def story(self, settings: Settings, number: int) -> Story:
        """One officer's and one household's year."""
        return self._stories((settings, number))

    @property
    def answers(self) -> Answers:
        """Every answer of the fit, made at the first asking (seconds)."""
        with self._one:
            return self._answers

    @cached_property
    def _answers(self) -> Answers:
        return answers_of(self.post)

    def prepare(self) -> None:
        """Make the answers before somebody waits for them."""
        _ = self.answers

    def briefing(self, lang: Language = "en") -> str:
        """The briefing of the fit in a language of the page, as `shakedown run` writes it."""
        return briefing_html(self.answers, record_document(self.post, command(self.post, lang)), lang)

    def briefing_pdf(self, lang: Language = "en") -> bytes:
        """The same as pages (seconds, one at a time)."""
        html = self.briefing(lang)
        with self._one:
            return briefing_pdf(html)


class Opening:
    """A case being opened beside the server, so that the first page does not wait for it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.desk: Desk | None = None
        self.problem = ""
        self._thread = Thread(target=self._open, daemon=True)

    def start(self) -> "Opening":
        """Begin."""
        self._thread.start()
        return self

    def wait(self) -> "Opening":
        """Until it is open, or will not be."""
        self._thread.join()
        return self

    def _open(self) -> None:
        try:
            desk = self.desk = Desk(fit_of(self.case))
            desk.prepare()
        except ShakedownError as wrong:
            self.problem = str(wrong)
        except Exception as bug:
            self.problem = f"This is a mistake of ours, not yours: {type(bug).__name__}: {bug}"


def fit_of(case: Case) -> Posterior:
    """The fit stored with a case, else the one that `run` left in out/NAME; raises `InputError` naming the command.

    Raises `Withheld` if it cannot carry answers.
    """
    post = load_stored(case) if has_stored(case) else load_fit(f"out/{case.name}", case)
    if not post.sufficient:
        size = f"effective size {post.checks['ess']:.0f}"
        raise Withheld(
            f"{case.name}: the fit is insufficient ({size}), so nothing is shown. See: shakedown run {called(case)}"
        )
    return post
