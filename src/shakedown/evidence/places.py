"""Names of places that are finer than a record may carry: cities, counties and districts of North Korea by province.

Names alone: no coordinates, no map, and nothing about what happens there. A name that is not in the table passes, so this
catches a slip and proves nothing of places elsewhere.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shakedown.evidence.checks import Refused, filled, shown

_BETWEEN = re.compile(r"[,;/()]|\b(?:and|near|in|of|around)\b|[·、]")
_WHAT_IT_IS = re.compile(r"[ -]?(?:county|city|district|town|gun|kun|si|guyok|ku)$|(?:시|군|구역|구|읍)$")
_RANK = re.compile(r"(?i)[ -](?:province|do|si|to|city)$|(?<=[가-힣][가-힣])(?:도|시|직할시|특별시)$")


@dataclass(frozen=True)
class Place:
    """A city, county or district under one of its spellings, and the province (or city of that rank) it lies in."""

    name_en: str
    name_ko: str
    province: str
    source: str


@cache
def places() -> tuple[Place, ...]:
    """Every spelling in the table; two places of one name are two rows."""
    text = (files("shakedown.evidence") / "data" / "places.csv").read_text(encoding="utf-8")
    return tuple(Place(**row) for row in csv.DictReader(text.splitlines()))


def provinces_of(name: str) -> tuple[str, ...]:
    """The provinces in which a city, county or district of this name lies, in English or Korean; () if none is known."""
    return _provinces().get(_plain(name)) or _provinces().get(_plain(_WHAT_IT_IS.sub("", name.strip().lower())), ())


def province_of(place: str) -> str:
    """The province a place is in, or that it is, by its English or Korean name; "" if it is not known or in several."""
    held = provinces_of(place)
    return province_named(place) or (held[0] if len(held) == 1 else "")


def province_named(name: str) -> str:
    """The province, or city of that rank, which a name is the name of, in its one spelling here; "" if it is none's."""
    return _spellings().get(_plain(_RANK.sub("", name.strip())), "")


def provinces() -> tuple[str, ...]:
    """Every province, and every city of that rank, by name."""
    return tuple(sorted({place.province for place in places()}))


def coarse_place(cell: str) -> str:
    """A province in its one spelling, a wider region as it is; a name known to be finer is refused with what to write."""
    place = filled(cell)
    for part in _parts(place):
        if provinces := provinces_of(part):
            raise Refused(f"{shown(part)} is finer than a province. Write {' or '.join(provinces)}.")
    return province_named(place) or place


def _parts(place: str) -> Iterator[str]:
    """The names in "Musan and Onsong (North Hamgyong)", one by one; of Korean, the words as well."""
    for part in _BETWEEN.split(place):
        yield part.strip()
        if not part.isascii():
            yield from part.split()


@cache
def _spellings() -> Mapping[str, str]:
    """The name of a province by every spelling of it."""
    text = (files("shakedown.evidence") / "data" / "provinces.csv").read_text(encoding="utf-8")
    return {_plain(row["name"]): row["province"] for row in csv.DictReader(text.splitlines())}


@cache
def _provinces() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for place in places():
        for name in (place.name_en, place.name_ko):
            found.setdefault(_plain(name), set()).add(place.province)
    return {name: tuple(sorted(provinces)) for name, provinces in found.items()}


def _plain(name: str) -> str:
    """A name without case, spaces, hyphens, dots and apostrophes: Ch'ongjin is Chongjin."""
    return re.sub(r"[\s.'’ʼ-]", "", name.casefold())
