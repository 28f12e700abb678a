"""The province of a place, so that no name finer than a province is ever kept."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_ADMIN = re.compile(r"[ -](?:county|city|district|town|province)$|(?<=[가-힣][가-힣])(?:시|군|구역|구|읍|도)$")


def province_of(place: str) -> str:
    """The North Korean province a place is in, by its English or Korean name; "" if it is not known or in several."""
    name = " ".join(place.casefold().split())
    return _provinces().get(name) or _provinces().get(_ADMIN.sub("", name), "")


def provinces() -> tuple[str, ...]:
    """Every province, by name."""
    return tuple(sorted(set(_provinces().values()) - {""}))


@cache
def _provinces() -> Mapping[str, str]:
    """Provinces by name; "" where places of one name are in several."""
    text = (files("shakedown.evidence") / "data" / "places.csv").read_text(encoding="utf-8")
    named: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        for name in (row["name_en"], row["name_ko"], _ADMIN.sub("", row["name_ko"]), row["province"]):
            named.setdefault(name.casefold(), set()).add(row["province"])
    return MappingProxyType({name: min(held) if len(held) == 1 else "" for name, held in named.items()})
