"""What can go wrong, as few kinds as the command line has exit codes."""

from collections.abc import Iterable


class ShakedownError(Exception):
    """The root of everything this package raises on purpose."""

    exit_code = 1


class InputError(ShakedownError):
    """A user's mistake or several: each problem is one sentence saying what, where and what would do.

    All problems of a file are reported at once. The command line prints one line per problem and exits 2.
    """

    exit_code = 2

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class Withheld(ShakedownError):
    """An answer that exists but is too poorly supported to show; says why. Exit code 3."""

    exit_code = 3
