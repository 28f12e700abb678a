"""A sum as a reading writes it ("300 CNY", "100-200 CNY"), taken apart and put into its band."""

import re

from shakedown.evidence.amounts import amount_band

_SUM = re.compile(r"([0-9.]+)(?:-([0-9.]+))? ([A-Z]{3})")


def ends_of(value: str) -> tuple[float | None, float | None, str]:
    """Lower and upper end and the currency; nothing known if the sum is not in that form."""
    if not (found := _SUM.fullmatch(value)):
        return None, None, ""
    return float(found[1]), float(found[2] or found[1]), found[3]


def band_of(value: str) -> str:
    """The band of a sum with its currency; "" if it is not in that form."""
    low, high, currency = ends_of(value)
    return f"{amount_band(low, high, currency)} {currency}".strip()
