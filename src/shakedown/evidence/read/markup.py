"""The text of a page in HTML: paragraphs as lines, without scripts, styles, menus and other furniture."""

import re
from html.parser import HTMLParser

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
