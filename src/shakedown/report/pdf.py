"""A briefing as a PDF that can be read aloud (PDF/UA-1). Needs the extra [pdf]; fetches nothing, and draws with local fonts."""

import logging
import re
from base64 import b64encode
from importlib.resources import files
from typing import Any

from shakedown.errors import InputError

_MISSING = "--pdf: WeasyPrint is not installed. Write: pip install 'shakedown-lab[pdf]', or print briefing.html from a browser."
_NO_PANGO = (
    "--pdf: WeasyPrint finds no Pango ({what}). Install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0), or print briefing.html from a browser."
)
_CHART = re.compile(r'<svg role="img" aria-label="([^"]*)".*?</svg>', re.DOTALL)
_LOOSE_ENDS = ("weasyprint", "weasyprint.progress", "fontTools.subset", "fontTools.ttLib")
"""What tells of styles that are for screens, and of tables of fonts: nothing a reader can mend."""


def pdf_maker() -> Any:
    """WeasyPrint; raises `InputError` with the remedy where it, or a library of the machine that it needs, is missing."""
    try:
        import weasyprint
    except ModuleNotFoundError:
        raise InputError(_MISSING) from None
    except OSError as wrong:
        raise InputError(_NO_PANGO.format(what=" ".join(str(wrong).split())[:80])) from None
    return weasyprint


def briefing_pdf(html: str) -> bytes:
    """The pages of a briefing, the same bytes for the same one on the same machine."""
    maker = pdf_maker()
    for name in _LOOSE_ENDS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    style = (files("shakedown.report") / "templates" / "briefing_pdf.css").read_text(encoding="utf-8")
    paged = _CHART.sub(_picture, html.replace("</style>", f"{style}</style>", 1))
    nothing = maker.urls.URLFetcher(allowed_protocols=("data",))
    done: bytes = maker.HTML(string=paged, url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return done


def _picture(chart: re.Match[str]) -> str:
    """A chart as a picture with its text alternative, which a drawing within the page does not carry into a PDF."""
    drawn = b64encode(chart[0].encode()).decode()
    return f'<img alt="{chart[1]}" src="data:image/svg+xml;base64,{drawn}">'
