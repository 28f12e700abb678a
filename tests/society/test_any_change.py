"""Whatever is done to the five files of a case: they give a case that can be simulated, or sentences."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from shakedown.society.load import FILES, load_case
from tests.society.folders import SOURCES, problems_of

Edit = Callable[[bytes], bytes]
TOKEN = re.compile(rb'"[^"\n]*"|[^\s,=\[\]{}"]+')
VALUES = [
    b"", b"0", b"-1", b"0.5", b"2", b"1e400", b"-1e308", b"inf", b"nan", b"true", b"99999999999", b"9" * 5000,
    b"2024-02-29", b"9999-12-31", b"0001-01-01", b"2025-09-28T00:00:00Z", b"12:00:00", b'""', b'"\\u0000"', b'"now"',
    b'"past"', b'"change"', b'"need"', b'"crackdown"', b'"share_above"', b'"hoeryong"', b"[]", b"[[]]", b"{}", b"{a = 1}",
    b"#", b'"""', b"\n", b"\xff", "금품".encode(),
]  # fmt: skip
PLACE = st.integers(0, 20_000)
BYTES = st.binary(max_size=4)


def _bytes(at: int, length: int, put: bytes) -> Edit:
    """Some bytes deleted, others put there."""

    def edit(data: bytes) -> bytes:
        place = at % (len(data) + 1)
        return data[:place] + put + data[place + length :]

    return edit


def _lines(at: int, source: int, keep: bool) -> Edit:
    """A line put where another was, or before it."""

    def edit(data: bytes) -> bytes:
        lines = data.split(b"\n")
        place = at % len(lines)
        lines[place : place + (not keep)] = [lines[source % len(lines)]]
        return b"\n".join(lines)

    return edit


def _token(at: int, put: bytes) -> Edit:
    """A key, a value or a cell replaced."""

    def edit(data: bytes) -> bytes:
        found = list(TOKEN.finditer(data))
        if not found:
            return put
        token = found[at % len(found)]
        return data[: token.start()] + put + data[token.end() :]

    return edit


EDITS = st.one_of(
    st.builds(_bytes, PLACE, st.integers(0, 12), BYTES),
    st.builds(_lines, PLACE, PLACE, st.booleans()),
    st.builds(_token, PLACE, st.sampled_from(VALUES)),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(FILES), EDITS), min_size=1, max_size=3))
def test_any_change_to_the_five_files_gives_a_case_or_sentences(tmp_path_factory, edits):
    folder = tmp_path_factory.mktemp("changed")
    files = dict(SOURCES)
    for name, edit in edits:
        files[name] = edit(files[name])
    for name, data in files.items():
        (folder / name).write_bytes(data)
    if problems := problems_of(folder):
        assert all(problem.endswith(".") and any(name in problem for name in FILES) for problem in problems)
        return
    case = load_case(folder)
    assert abs(sum(past.weight for past in case.pasts) - 1) < 1e-9
    assert all(0 <= week < case.weeks for window in case.windows for week in window.weeks)
    for scenario in (None, *case.scenarios):
        case.society({}, horizon=3, scenario=scenario)
