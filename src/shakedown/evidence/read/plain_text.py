"""The plain text in a page of HTML, and in what a program took out of a PDF.

Of a page: paragraphs as lines, without scripts, styles, menus and other furniture. Of a PDF: folded lines joined.
"""

import re
from html.parser import HTMLParser
from itertools import pairwise

_DROPPED = frozenset(
    ["script", "style", "nav", "template", "noscript", "svg", "head", "iframe", "button", "form", "select", "textarea"]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "img", "label", "mark", "q", "s", "small"]
) | {"span", "strong", "sub", "sup", "time", "u", "wbr"}
"""Everything else begins a new line."""
_LOOKS_LIKE = re.compile(r"\s*(?:<!doctype html|<\?xml[^>]*>\s*<(?:!doctype )?html|<html|<head|<body)", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"<(?:p|div|br|h[1-6]|span|article)\b[^<>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:p|div|h[1-6]|span|article)\s*>", re.IGNORECASE)


class _Text(HTMLParser):
    """Collects what a reader of the page sees; a figure's caption is marked as one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._inside.append(tag)
        if tag not in _INLINE:
            self.parts.append("\n\n" if tag != "br" else "\n")
        if tag == "figcaption" and not self._inside:
            self.parts.append("Photo: ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        if tag not in _INLINE and tag not in _VOID:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(re.sub(r"\s+", " ", data))


def looks_like_html(text: str) -> bool:
    """Whether a text is a page in HTML: by its first words, or by paragraphs that open and close."""
    return bool(_LOOKS_LIKE.match(text)) or (len(_PARAGRAPHS.findall(text)) > 1 and bool(_CLOSED.search(text)))


def text_of_html(source: str) -> str:
    """What a reader of the page sees, a line per paragraph. Broken markup is read as far as it can be."""
    parser = _Text()
    try:
        parser.feed(source)
        parser.close()
    except AssertionError:  # html.parser's word for a declaration it cannot make out
        parser.parts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_FOLDED_FROM = 45
"""Characters: a paragraph folded at less is not taken for one."""
_SHORTEST = 3
_LIST_ITEM = re.compile(r"\s*(?:[-•*–]|\d{1,2}[.)]|[가-힣][.)]) ")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad\u2010]\n\s*(?=[a-zà-ÿ])")
_PAGE_NUMBER = re.compile(r"\s*(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?\s*", re.IGNORECASE)


def unfolded(text: str) -> str:
    """A text with its folded paragraphs on one line each; one that is not folded comes back as it is.

    Form feeds part pages, page numbers that stand alone on a line are dropped, and a paragraph that runs over a page
    is joined. A hyphen at the end of a line goes, which is wrong for the few words that keep theirs.
    """
    from_pdf = "\f" in text
    if from_pdf:
        lines = text.replace("\f", "\n\f").split("\n")
        text = "\n".join(
            line for line in lines if not _PAGE_NUMBER.fullmatch(line.replace("\f", "")) or not line.strip()
        )
        text = re.sub(r"(?<=[a-z,;])[ \t]*\n\s*\f\s*(?=[a-z])", "\n", text).replace("\f", "\n")
    paragraphs = re.split(r"\n[ \t]*\n+", text)
    folded = sum(_is_folded(paragraph) for paragraph in paragraphs)
    several = sum(len(paragraph.strip().split("\n")) >= _SHORTEST for paragraph in paragraphs)
    if not from_pdf and (not folded or 2 * folded < several):
        return text
    return "\n\n".join(
        _joined(paragraph) if from_pdf or _is_folded(paragraph) else paragraph for paragraph in paragraphs
    )


def _is_folded(paragraph: str) -> bool:
    """Whether all lines but the last are about as long as each other, and most end in the middle of a sentence."""
    lines = [line.rstrip() for line in paragraph.strip("\n").split("\n")]
    if len(lines) < 2 or any(_LIST_ITEM.match(line) for line in lines[1:]):
        return False
    full = [len(line) for line in lines[:-1]]
    running = sum(not line.endswith((".", "!", "?", "”", '"', ":")) for line in lines[:-1])
    even = (
        min(full) >= _FOLDED_FROM
        and max(full) - min(full) <= max(20, max(full) // 4)
        and len(lines[-1]) <= max(full) + 5
    )
    return even and 2 * running >= len(full)


def _joined(paragraph: str) -> str:
    """The lines of a paragraph as one; an item of a list keeps its own line."""
    whole = _HYPHEN.sub("", paragraph.strip("\n"))
    lines = whole.split("\n")
    longest = max(len(line) for line in lines)
    parts = [lines[0].strip()]
    for before, line in pairwise(lines):
        apart = _LIST_ITEM.match(line) or (len(before.strip()) < longest * 0.6 and not line.strip()[:1].islower())
        parts.append(("\n" if apart else " ") + line.strip())
    return "".join(parts)
