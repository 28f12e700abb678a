"""A page of ours in another language: its sentences, table cells, chart labels and text alternatives, by a phrase book."""

import re
from html import escape, unescape

from shakedown.report.phrasebook import PhraseBook

_BLANKS = re.compile(r"[ \n]+")
_TAG = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r"</?(?:a|code|strong)\b")
_STRONG = re.compile(r"(</?strong>)")
_LABEL = re.compile(r'\b(aria-label|data-label)="([^"]*)"')
_CHART_TEXT = re.compile(r"(<text\b[^>]*>)(.*?)(</text>)", re.DOTALL)
_LINE = re.compile(r"(<tspan\b[^>]*>)(.*?)(</tspan>)", re.DOTALL)


def spoken(page: str, book: PhraseBook, lang: str) -> str:
    """The page in the language of the book, and marked so; what the book does not hold stays English."""
    page = page.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    page = _CHART_TEXT.sub(lambda found: found[1] + _chart_text(found[2], book) + found[3], page)
    head, style, rest = page.partition("</style>")
    return _said(head, book) + style + _said(rest, book) if style else _said(page, book)


def _said(page: str, book: PhraseBook) -> str:
    """Every run of text between tags that break a line, and every label."""
    done, run, sheet = "", "", False
    for piece in _TAG.split(page):
        if piece.startswith("<") and not _INLINE.match(piece):
            done += (run if sheet else _run(run, book)) + _LABEL.sub(lambda found: _label(found, book), piece)
            run, sheet = "", piece == "<style>"
        else:
            run += piece
    return done + _run(run, book)


def _run(run: str, book: PhraseBook) -> str:
    """A run with its own white space around it; what is strong stands by itself."""
    return "".join(piece if _STRONG.fullmatch(piece) else _piece(piece, book) for piece in _STRONG.split(run))


def _piece(text: str, book: PhraseBook) -> str:
    plain = _BLANKS.sub(" ", _plain(text)).strip()
    if not plain:
        return text
    before, after = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
    return before + book.say(plain) + after


def _label(found: re.Match[str], book: PhraseBook) -> str:
    return f'{found[1]}="{escape(book.say(unescape(found[2])))}"'


def _plain(text: str) -> str:
    """Quotation marks as they are read; what would be markup stays escaped."""
    return text.replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"')


def _chart_text(text: str, book: PhraseBook) -> str:
    """A label of a chart; one that is broken into lines is said as a whole, unless each line can be said by itself."""
    lines = [_plain(line[2]) for line in _LINE.finditer(text)]
    if not lines:
        return _piece(text, book)
    each = [book.whole(line) for line in lines]
    said = book.whole(" ".join(lines)) if None in each else None
    new = iter(_broken(said, len(lines)) if said else [line or old for line, old in zip(each, lines, strict=True)])
    return _LINE.sub(lambda found: found[1] + next(new) + found[3], text)


def _broken(text: str, lines: int) -> list[str]:
    """A text in so many lines of about one length, broken at blanks; the last may be empty."""
    done = [""]
    for word in text.split(" "):
        longer = f"{done[-1]} {word}".strip()
        full = len(longer) * lines > len(text) + 2 * lines and done[-1] and len(done) < lines
        done = [*done, word] if full else [*done[:-1], longer]
    return done + [""] * (lines - len(done))
